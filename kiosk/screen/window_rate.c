/* After each patient the terminal asks how the service was: five equal faces, then reasons, the
 * same for every face. Nobody has to; after a while it asks no more. A face that was pressed counts
 * also when they walk away from the reasons. */
#include "screen/window.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"

#include <string.h>

#define THANKS_MS 4000

static enum err run(struct db *db, const struct act_env *env, void *job)
{
    return rate(db, env, job);
}

static int64_t ask_ms(const struct app *app)
{
    return app_config(app)->window.ask_s * INT64_C(1000);
}

bool window_asks(const struct app *app, const struct window_state *s)
{
    int64_t since = app_now(app) - s->ended.done_ms;
    return s->has_ended && since >= 0 && since < ask_ms(app);
}

/* What is rated: the doctor who was seen, else what is done at this window. */
static void begin(const struct window_state *s, int score, struct rating *r)
{
    const struct doctor *doctor = &s->ended.doctor;
    bool person = doctor->department_id[0] && !doctor->general;
    memset(r, 0, sizeof *r);
    uuid_new(r->op);
    text_copy(r->ticket_op, sizeof r->ticket_op, s->ended.op);
    text_copy(r->subject_id, sizeof r->subject_id, person ? doctor->id : s->place.id);
    r->subject = person ? doctor->name : s->place.name;
    r->score = score;
}

static int faces(struct ui *ui, int chosen)
{
    static const char *const names[5] = {N_("Very bad"), N_("Bad"), N_("Fair"), N_("Good"),
                                         N_("Very good")};
    const char *words[5];
    for (int i = 0; i < 5; i++)
        words[i] = tr(names[i]);
    return ui_window_faces(ui, words, chosen);
}

void window_rate_view(struct app *app, struct window_state *s, struct ui *ui)
{
    ui_window_title(ui, _("How was this service?"), _("Tap one. No names"));
    int pressed = faces(ui, 0);
    app_wake_at(app, s->ended.done_ms + ask_ms(app));
    if (!pressed)
        return;
    begin(s, pressed, &s->rating);
    s->store_failed = ERR_OK;
    s->touched_ms = app_now(app);
    app_replace(app, WINDOW_REASONS);
}

static int reason_at(const struct rating *r, const char *id)
{
    for (int i = 0; i < r->reason_count; i++)
        if (strcmp(r->reasons[i], id) == 0)
            return i;
    return -1;
}

static void switch_reason(struct rating *r, const char *id)
{
    int at = reason_at(r, id), most = (int)(sizeof r->reasons / sizeof r->reasons[0]);
    if (at < 0 && r->reason_count < most)
        text_copy(r->reasons[r->reason_count++], ID_SIZE, id);
    else if (at >= 0)
        memmove(r->reasons[at], r->reasons[--r->reason_count], ID_SIZE);
}

static void reason_keys(struct app *app, struct window_state *s, struct ui *ui)
{
    struct ui_window_key keys[WINDOW_REASONS_MAX];
    char ids[WINDOW_REASONS_MAX][ID_SIZE + 8];
    for (size_t i = 0; i < s->reason_count; i++) {
        text_format(ids[i], sizeof ids[i], "reason:%s", s->reasons[i].id);
        keys[i] = (struct ui_window_key){.id = ids[i],
                                         .icon = s->reasons[i].icon[0] ? s->reasons[i].icon : NULL,
                                         .text = app_label(app, &s->reasons[i].name),
                                         .kind = BUTTON_QUIET,
                                         .chosen = reason_at(&s->rating, s->reasons[i].id) >= 0};
    }
    const char *pressed = ui_window_chips(ui, keys, (int)s->reason_count);
    if (!pressed)
        return;
    switch_reason(&s->rating, pressed + strlen("reason:"));
    s->touched_ms = app_now(app);
}

static void stored(struct app *app, struct window_state *s, enum err e)
{
    s->store_failed = e == ERR_ALREADY ? ERR_OK : e;
    if (s->store_failed != ERR_OK)
        return;
    s->thanks_ms = app_now(app);
    app_replace(app, WINDOW_THANKS);
}

void window_reasons_view(struct app *app, struct window_state *s, struct ui *ui)
{
    enum err e;
    if (app_finished(app, &s->rating, &e)) {
        stored(app, s, e);
        return;
    }
    ui_window_title(ui, _("Because of what?"),
                    s->store_failed ? sentence_for(s->store_failed) : _("Choose any, or none"));
    reason_keys(app, s, ui);
    const struct ui_window_key keys[] = {
        {.id = "face", .icon = "back", .text = _("Another face"), .kind = BUTTON_QUIET},
        {.id = "submit",
         .icon = "check",
         .text = app_busy(app) ? _("Saving") : _("Send it"),
         .kind = BUTTON_PRIMARY,
         .off = app_busy(app)}};
    const char *pressed = ui_window_keys(ui, 0, keys, 2);
    int64_t until = s->touched_ms + ask_ms(app);
    bool late = app_now(app) >= until || app_now(app) < s->touched_ms;
    if (pressed && strcmp(pressed, "face") == 0)
        app_replace(app, WINDOW_RATE);
    else if ((pressed || (late && !s->store_failed)) && !app_busy(app))
        app_start(app, run, &s->rating, sizeof s->rating);
    else if (late && s->store_failed) /* it cannot be kept, and they have been told */
        app_replace(app, WINDOW_DUTY);
    else
        app_wake_at(app, until);
}

void window_thanks_view(struct app *app, struct window_state *s, struct ui *ui)
{
    struct link link;
    app_link(app, &link);
    ui_window_panel(
        ui, "window.thanks",
        &(struct ui_window_panel){.tone = TONE_GREEN,
                                  .icon = "check",
                                  .fact = _("Thank you. We have your rating"),
                                  .line = link.state == LINK_OFFLINE
                                              ? _("Saved here, will be sent when the line is back")
                                              : _("No name is kept with it")});
    int64_t since = app_now(app) - s->thanks_ms;
    if (since < 0 || since >= THANKS_MS)
        app_replace(app, WINDOW_DUTY);
    else
        app_wake_at(app, s->thanks_ms + THANKS_MS);
}
