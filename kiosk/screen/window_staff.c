/* Staff at a window's terminal: signing in, and what they may do then: be on duty, pause, close,
 * go. The session is short, duty lasts until somebody ends it. */
#include "screen/window.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "ui/desk.h"

#include <string.h>

static void put_head(struct app *app, const struct window_state *s, struct ui *ui)
{
    const struct staff_session *staff = app_staff(app);
    char place[400], time[16];
    format_time(app_now(app), time, sizeof time);
    text_format(place, sizeof place, "%s%s%s %s", app_label(app, &s->place.name),
                staff->id[0] ? "　" : "", staff->id[0] ? app_label(app, &staff->name) : "",
                staff->id);
    ui_desk(ui, &(struct ui_desk){.title = _("Staff"),
                                  .place = place,
                                  .state = time,
                                  .back = staff->id[0] == 0,
                                  .lock = staff->id[0] != 0});
    if (ui_tapped(ui, "lock"))
        app_sign_out(app, "lock");
}

void window_sign_in_view(struct app *app, struct window_state *s, struct ui *ui)
{
    put_head(app, s, ui);
    if (!sign_in_view(app, &s->sign_in, ROLE_WINDOW, ui))
        return;
    app_sign_in(app, &s->sign_in.job.answer.session);
    text_wipe(&s->sign_in, sizeof s->sign_in);
    app_replace(app, WINDOW_STAFF);
}

static enum err run_change(struct db *db, const struct act_env *env, void *data)
{
    struct window_change_job *job = data;
    return duty_change(db, env, &job->request, &job->duty);
}

static void change(struct app *app, struct window_state *s, enum duty_change what)
{
    s->change.request = (struct duty_request){.session = *app_staff(app), .change = what};
    text_copy(s->change.request.place_id, sizeof s->change.request.place_id, s->place.id);
    s->change_failed = ERR_OK;
    if (!app_start(app, run_change, &s->change, sizeof s->change))
        s->change_failed = ERR_BUSY;
}

static void state_words(struct app *app, const struct window_state *s, char *out, size_t size)
{
    static const char *const words[DUTY_STATE_COUNT] = {
        [DUTY_OPEN] = N_("Open"), [DUTY_PAUSED] = N_("Paused"), [DUTY_CLOSED] = N_("Closed")};
    char since[16];
    format_time(s->duty.since_ms, since, sizeof since);
    if (!s->duty.staff_id[0])
        text_copy(out, size, _("Nobody is on duty here"));
    else
        text_format(out, size, _("%s since %s, on duty: %s %s"), tr(words[s->duty.state]), since,
                    app_label(app, &s->duty.name), s->duty.staff_id);
}

static bool key(struct ui *ui, const char *id, const char *icon, const char *text, bool primary,
                bool off)
{
    return ui_button(ui, id, text,
                     &(struct ui_button){.kind = primary ? BUTTON_PRIMARY : BUTTON_QUIET,
                                         .icon = icon,
                                         .tall = true,
                                         .disabled = off});
}

void window_staff_view(struct app *app, struct window_state *s, struct ui *ui)
{
    enum err e;
    char words[300];
    const char *me = app_staff(app)->id;
    bool mine = me[0] && strcmp(s->duty.staff_id, me) == 0, anybody = s->duty.staff_id[0] != 0,
         busy = app_busy(app);
    put_head(app, s, ui);
    if (!me[0]) { /* signed out meanwhile: the program goes back by itself */
        app_home(app);
        return;
    }
    if (app_finished(app, &s->change, &e)) {
        s->change_failed = e;
        if (e == ERR_OK && s->change.request.change != DUTY_SIGN_OFF &&
            s->change.request.change != DUTY_CLOSE) {
            app_sign_out(app, "lock"); /* what they came for; the next to touch it is a patient */
            return;
        }
    }
    state_words(app, s, words, sizeof words);
    ui_text(ui, TEXT_M, words);
    if (s->change_failed != ERR_OK)
        ui_strip(ui, "problem", TONE_RED, "warn", sentence_for(s->change_failed), NULL, NULL);
    ui_columns(ui, 2, 24);
    if (!mine && key(ui, "window.on", "user", _("I am on duty here"), true, busy))
        change(app, s, DUTY_SIGN_ON);
    if (mine && s->duty.state != DUTY_OPEN &&
        key(ui, "window.open", "check", _("Open"), true, busy))
        change(app, s, DUTY_RESUME);
    if (anybody && s->duty.state == DUTY_OPEN &&
        key(ui, "window.pause", "clock", _("Pause"), mine, busy))
        change(app, s, DUTY_PAUSE);
    if (anybody && s->duty.state != DUTY_CLOSED &&
        key(ui, "window.close", "door", _("Close"), false, busy))
        change(app, s, DUTY_CLOSE);
    if (anybody && key(ui, "window.off", "leave", _("End duty"), false, busy))
        change(app, s, DUTY_SIGN_OFF);
    ui_columns_end(ui);
}
