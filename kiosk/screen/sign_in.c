/* Signing in: the badge or the number, then the PIN. */
#include "screen/sign_in.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "ui/desk.h"

#include <string.h>

static enum err run_sign_in(struct db *db, const struct act_env *env, void *data)
{
    struct sign_in_job *job = data;
    return sign_in(db, env, &job->request, &job->answer);
}

/* One sentence for unknown and wrong alike. */
static void tell(struct sign_in *s, enum err e)
{
    int wait = s->job.answer.wait_s;
    if (e == ERR_DENIED)
        text_copy(s->problem, sizeof s->problem,
                  _("Number, badge or PIN is not right. Without a badge the PIN has 8 digits"));
    else if (e == ERR_LOCKED)
        text_format(s->problem, sizeof s->problem, _("Too many tries. Wait %d min %02d s"),
                    wait / 60, wait % 60);
    else if (e == ERR_LIMIT)
        text_copy(s->problem, sizeof s->problem,
                  _("Locked after ten wrong tries. A colleague can unlock it"));
    else if (e == ERR_REFUSED)
        text_copy(s->problem, sizeof s->problem, _("This desk is not set up for you"));
    else
        text_copy(s->problem, sizeof s->problem, sentence_for(e));
}

static void ask(struct app *app, struct sign_in *s, enum staff_role role)
{
    struct sign_in_request *r = &s->job.request;
    *r = (struct sign_in_request){.role = role};
    text_copy(r->badge, sizeof r->badge, s->badge);
    text_copy(r->pin, sizeof r->pin, s->pin);
    bool known = r->badge[0] || staff_id_clean(s->number, r->number);
    if (known && app_start(app, run_sign_in, &s->job, sizeof s->job))
        s->problem[0] = '\0';
    else if (!known)
        tell(s, ERR_DENIED);
    text_wipe(s->pin, sizeof s->pin);
}

/* Numbers are digits as a rule; hospitals that have letters in them find those behind a key. */
static bool letters_view(struct app *app, struct sign_in *s, struct ui *ui)
{
    (void)app;
    ui_pin(ui);
    ui_keyboard(ui, KEYS_CODE, true);
    ui_pin_end(ui);
    return ui_field(ui, "number",
                    &(struct ui_field){.hint = _("Your staff number"),
                                       .icon = "id",
                                       .keys = KEYS_CODE,
                                       .autofocus = true,
                                       .max = STAFF_ID_SIZE - 1},
                    s->number, sizeof s->number);
}

static bool digits_view(struct app *app, struct sign_in *s, struct ui *ui)
{
    ui_desk_column(ui, "who", 0, 600, 42);
    bool next = ui_field(ui, "number",
                         &(struct ui_field){.label = _("Scan your badge, or type your number"),
                                            .hint = _("Your staff number"),
                                            .icon = "id",
                                            .keys = KEYS_CODE,
                                            .autofocus = true,
                                            .error = s->problem,
                                            .max = STAFF_ID_SIZE - 1},
                         s->number, sizeof s->number);
    ui_quiet(ui, TEXT_S, _("With the badge a PIN of 6 digits, without it one of 8"));
    if (ui_button(ui, "letters", _("My number has letters"),
                  &(struct ui_button){.kind = BUTTON_QUIET, .small = true, .icon = "keys"}))
        s->letters = true;
    ui_desk_column_end(ui);
    ui_desk_column(ui, "keys", 704, 520, 58);
    next |= ui_desk_pinpad(ui, _("Next"), s->number[0] != 0, app_busy(app), true);
    ui_desk_column_end(ui);
    return next;
}

static void view_number(struct app *app, struct sign_in *s, struct ui *ui)
{
    bool next = s->letters ? letters_view(app, s, ui) : digits_view(app, s, ui);
    if (!next || !s->number[0] || app_busy(app))
        return;
    s->asked = true;
    s->problem[0] = '\0';
}

static void view_pin(struct app *app, struct sign_in *s, enum staff_role role, struct ui *ui)
{
    char who[80];
    ui_desk_column(ui, "who", 0, 600, 42);
    if (s->badge[0])
        text_copy(who, sizeof who, _("Badge read"));
    else
        text_format(who, sizeof who, _("Number %s"), s->number);
    ui_desk_heading(ui, who, NULL, NULL);
    bool next = ui_desk_pin(ui, "pin", _("PIN"), s->problem, s->pin, sizeof s->pin);
    ui_quiet(ui, TEXT_S, s->badge[0] ? _("At least 6 digits") : _("At least 8 digits"));
    if (ui_button(ui, "other", _("Somebody else"),
                  &(struct ui_button){.kind = BUTTON_QUIET, .small = true, .icon = "user"}))
        text_wipe(s, sizeof *s);
    ui_desk_column_end(ui);
    ui_desk_column(ui, "keys", 704, 520, 58);
    size_t least = s->badge[0] ? PIN_BADGE_DIGITS : PIN_ALONE_DIGITS;
    bool ready = strlen(s->pin) >= least && !app_busy(app);
    next |= ui_desk_pinpad(ui, _("Sign in"), ready, app_busy(app), false);
    ui_desk_column_end(ui);
    if (next && ready)
        ask(app, s, role);
}

bool sign_in_view(struct app *app, struct sign_in *s, enum staff_role role, struct ui *ui)
{
    enum err e;
    if (app_finished(app, &s->job, &e)) {
        text_wipe(&s->job.request, sizeof s->job.request);
        if (e == ERR_OK)
            return true;
        tell(s, e);
    }
    if (s->asked || app_busy(app))
        view_pin(app, s, role, ui);
    else
        view_number(app, s, ui);
    return false;
}

bool sign_in_begun(const struct sign_in *s)
{
    return s->number[0] || s->badge[0] || s->pin[0] || s->asked || s->letters || s->problem[0];
}

bool sign_in_scan(struct sign_in *s, const char *text)
{
    if (!badge_valid(text) || !text_copy(s->badge, sizeof s->badge, text))
        return false;
    text_wipe(s->pin, sizeof s->pin);
    s->problem[0] = '\0';
    s->asked = true;
    return true;
}
