/* Calling from the room itself, where the hospital wants that ([window] calls): next, again,
 * passed, is here, done. What is possible now has a key; what came of it is said in one line. */
#include "screen/window.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"
#include "store/duty.h"

#include <string.h>

#define TOLD_MS 8000

static enum err run_call(struct db *db, const struct act_env *env, void *data)
{
    struct window_call_job *job = data;
    return duty_call(db, env, job->place_id, &job->request, &job->call);
}

static void ask(struct app *app, struct window_state *s, enum call_kind kind)
{
    struct call_request *r = &s->call.request;
    char today[DATE_SIZE];
    s->call = (struct window_call_job){.request = {.kind = kind}};
    text_copy(s->call.place_id, sizeof s->call.place_id, s->place.id);
    uuid_new(r->op);
    s->call_failed = ERR_OK;
    s->asked[0] = '\0';
    app_today(app, today);
    if (kind == CALL_NEXT)
        s->call_failed = duty_queue(app_db(app), s->place.id, today, app_now(app), r->queue);
    else
        text_copy(r->ticket_op, sizeof r->ticket_op, s->current.op);
    if (s->call_failed == ERR_OK && !app_start(app, run_call, &s->call, sizeof s->call))
        s->call_failed = ERR_BUSY;
    s->call_ms = app_now(app);
}

static void answered(struct app *app, struct window_state *s, enum err e)
{
    s->call_failed = e;
    s->call_ms = app_now(app);
    s->answer = s->call.call;
    text_copy(s->asked, sizeof s->asked, e == ERR_OK ? s->call.request.op : "");
}

/* With a server the answer comes later. */
void window_call_read(struct app *app, struct window_state *s)
{
    struct call now;
    if (!s->asked[0] || call_get(app_db(app), s->asked, &now) != ERR_OK ||
        now.state == s->answer.state)
        return;
    s->answer = now;
    s->call_ms = app_now(app);
}

static bool pending(const struct app *app, const struct window_state *s)
{
    return app_busy(app) || (s->asked[0] && s->answer.state == CALL_PENDING);
}

/* What is to be said of the last key, NULL = nothing; *problem: it did not do what it says. */
static const char *told(const struct app *app, const struct window_state *s, bool *problem)
{
    *problem = true;
    if (pending(app, s)) {
        *problem = false;
        return s->answer.why == ERR_UNKNOWN && s->asked[0]
                   ? _("The hospital does not answer. Please wait")
                   : _("Asking...");
    }
    int64_t since = app_now(app) - s->call_ms;
    if (since < 0 || since >= TOLD_MS)
        return NULL;
    if (s->call_failed != ERR_OK)
        return s->call_failed == ERR_OFFLINE ? _("No line: nothing was called. Call by voice")
                                             : sentence_for(s->call_failed);
    if (!s->asked[0])
        return NULL;
    switch (s->answer.state) {
    case CALL_NOBODY:
        *problem = false;
        return _("Nobody is waiting");
    case CALL_TAKEN:
        return _("Another room was first. Press again");
    case CALL_OFFLINE:
        return _("No line: nothing was called. Call by voice");
    case CALL_REFUSED:
        return sentence_for(s->answer.why);
    case CALL_PENDING:
    case CALL_MADE:
    case CALL_STATE_COUNT:
        break;
    }
    return NULL;
}

static const char gap[] = "";

static struct ui_window_key staff_key(void)
{
    return (struct ui_window_key){
        .id = "window.sign", .icon = "lock", .text = _("Staff"), .kind = BUTTON_QUIET};
}

static const char *put_staff_key(struct ui *ui, int row)
{
    return ui_window_keys(ui, row,
                          (const struct ui_window_key[]){{.id = gap}, {.id = gap}, staff_key()}, 3);
}

static bool calls_here(const struct app *app, const struct window_state *s)
{
    return app_config(app)->window.calls && s->duty.staff_id[0];
}

static const char *call_keys(const struct app *app, const struct window_state *s, struct ui *ui)
{
    bool off = pending(app, s), called = s->has_current && s->current.stage != QUEUE_SERVING,
         open = s->duty.state == DUTY_OPEN;
    struct ui_window_key keys[4] = {{.id = gap}, {.id = gap}, {.id = gap}, staff_key()};
    if (!calls_here(app, s))
        return put_staff_key(ui, 1);
    if (called) {
        keys[0] = (struct ui_window_key){"window.serving", NULL,  _("Is here"),
                                         BUTTON_PRIMARY,   false, off};
        keys[1] = (struct ui_window_key){"window.again",   NULL,  _("Call again"),
                                         BUTTON_SECONDARY, false, off};
        keys[2] =
            (struct ui_window_key){"window.passed", NULL, _("Not here"), BUTTON_QUIET, false, off};
    } else if (s->has_current) {
        keys[0] =
            (struct ui_window_key){"window.done", NULL, _("Finished"), BUTTON_PRIMARY, false, off};
    } else if (open) {
        keys[0] =
            (struct ui_window_key){"window.next", NULL, _("Call next"), BUTTON_PRIMARY, false, off};
    }
    if (!ui_window_upright(ui))
        return ui_window_keys(ui, 1, keys, 4);
    const char *pressed = ui_window_keys(ui, 1, keys, 3), *staff = put_staff_key(ui, 2);
    return pressed ? pressed : staff;
}

void window_call_view(struct app *app, struct window_state *s, struct ui *ui)
{
    static const struct {
        const char *id;
        enum call_kind kind;
    } kinds[] = {{"window.next", CALL_NEXT},
                 {"window.serving", CALL_SERVING},
                 {"window.again", CALL_AGAIN},
                 {"window.passed", CALL_PASSED},
                 {"window.done", CALL_DONE}};
    enum err e;
    bool problem;
    int rows = calls_here(app, s) && ui_window_upright(ui) ? 3 : 2;
    if (!s->place_known)
        return;
    if (app_finished(app, &s->call, &e))
        answered(app, s, e);
    const char *words = told(app, s, &problem), *pressed = call_keys(app, s, ui);
    if (words) {
        ui_window_line(ui, "window.told", problem ? "warn" : "info", words, rows, problem);
        app_wake_at(app, s->call_ms + TOLD_MS);
    } else if (s->duty.staff_id[0]) {
        ui_window_line(ui, "window.first", "info", _("Whom you ask first sees it through: ask me"),
                       rows, false);
    }
    if (pressed && strcmp(pressed, "window.sign") == 0)
        app_step(app, WINDOW_SIGN_IN);
    for (size_t i = 0; pressed && i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(pressed, kinds[i].id) == 0)
            ask(app, s, kinds[i].kind);
}
