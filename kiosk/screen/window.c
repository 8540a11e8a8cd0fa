/* The terminal at a window or in a room (station window): who is on duty, whether it is open, which
 * number is there now; after each patient, how it was. */
#include "screen/window.h"

#include "base/text.h"
#include "i18n/tr.h"

#include <string.h>

static const char *const steps[] = {
    [WINDOW_DUTY] = "window.duty",      [WINDOW_RATE] = "window.rate",
    [WINDOW_THANKS] = "window.thanks",  [WINDOW_REASONS] = "window.reasons",
    [WINDOW_SIGN_IN] = "window.signin", [WINDOW_STAFF] = "window.staff",
    [WINDOW_STEP_COUNT] = NULL};

static void put_head(struct app *app, const struct window_state *s, struct ui *ui)
{
    enum lang lang = app_lang(app);
    const char *name = label_in(&s->duty.name, lang), *p = name;
    char initial[5] = "", line[80] = "";
    if (s->duty.staff_id[0]) {
        text_put(text_next(&p), initial);
        text_format(line, sizeof line, _("No. %s"), s->duty.staff_id);
    }
    ui_window_head(ui, &(struct ui_window_head){
                           .initial = initial[0] ? initial : NULL,
                           .name = s->duty.staff_id[0] ? name : _("Nobody is on duty here"),
                           .line = line,
                           .quiet = s->duty.staff_id[0] ? _("First contact") : NULL,
                           .number = s->number[lang],
                           .place = s->unit[lang]});
}

void window_foot_keys(struct app *app, struct ui *ui)
{
    const struct ui_window_key keys[] = {
        {.id = "nav.language",
         .icon = "lang",
         .text = app_lang(app) == LANG_EN ? "中文" : "English",
         .kind = BUTTON_QUIET},
        {.id = "window.complain", .icon = "say", .text = _("Complain"), .kind = BUTTON_QUIET},
        {.id = "nav.help", .icon = "help", .text = app_help_words(app), .kind = BUTTON_HELP}};
    const char *pressed = ui_window_keys(ui, 0, keys, 3); /* nav.* is the program's own */
    if (pressed && strcmp(pressed, "window.complain") == 0)
        app_open(app, &screen_complain, NULL, 0);
}

/* ---- on duty ---- */

static void put_number(struct window_state *s, struct ui *ui)
{
    bool serving = s->current.stage == QUEUE_SERVING;
    ui_window_panel(
        ui, "window.number",
        &(struct ui_window_panel){.tone = TONE_TINT,
                                  .calling = !serving,
                                  .icon = serving ? "user" : "vol",
                                  .number = s->current.number,
                                  .name = s->mask,
                                  .fact = serving ? _("Being served") : _("Please come in")});
}

static void put_state(const struct window_state *s, struct ui *ui)
{
    static const struct {
        enum tone tone;
        const char *icon, *fact, *line;
    } rows[DUTY_STATE_COUNT] = {
        [DUTY_OPEN] = {TONE_GREEN, "check", N_("Open"), N_("Come when your number is called")},
        [DUTY_PAUSED] = {TONE_AMBER, "clock", N_("Paused"),
                         N_("Wait a little, or go to another window")},
        [DUTY_CLOSED] = {TONE_SLATE, "door", N_("Closed"), N_("Please go to another window")}};
    ui_window_panel(ui, "window.state",
                    &(struct ui_window_panel){.tone = rows[s->duty.state].tone,
                                              .icon = rows[s->duty.state].icon,
                                              .fact = tr(rows[s->duty.state].fact),
                                              .line = tr(rows[s->duty.state].line)});
}

static void duty_view(struct app *app, struct window_state *s, struct ui *ui)
{
    if (!app_content_ready(app))
        ui_window_panel(ui, "window.loading",
                        &(struct ui_window_panel){.tone = TONE_SLATE,
                                                  .icon = "repeat",
                                                  .fact = _("Getting the hospital's data")});
    else if (!s->place_known)
        ui_window_panel(
            ui, "window.unknown",
            &(struct ui_window_panel){.tone = TONE_RED,
                                      .icon = "warn",
                                      .fact = _("This terminal has no place yet"),
                                      .line = _("Whoever set it up must name a window or room")});
    else if (s->failed != ERR_OK)
        ui_window_panel(ui, "window.problem",
                        &(struct ui_window_panel){
                            .tone = TONE_RED, .icon = "warn", .fact = sentence_for(s->failed)});
    else if (s->has_current)
        put_number(s, ui);
    else
        put_state(s, ui);
    window_call_view(app, s, ui);
}

/* What stands there by itself. */
static void choose_step(struct app *app, const struct window_state *s)
{
    int at = app_at(app);
    bool asks = window_asks(app, s);
    if (at == WINDOW_DUTY && asks)
        app_replace(app, WINDOW_RATE);
    else if (at == WINDOW_RATE && !asks)
        app_replace(app, WINDOW_DUTY);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct window_state *s = state;
    if (fresh_begin(app, &s->fresh))
        window_read(app, s);
    choose_step(app, s);
    if (app_at(app) == WINDOW_SIGN_IN || app_at(app) == WINDOW_STAFF) {
        if (app_at(app) == WINDOW_SIGN_IN)
            window_sign_in_view(app, s, ui);
        else
            window_staff_view(app, s, ui);
        return;
    }
    put_head(app, s, ui);
    switch ((enum window_step)app_at(app)) {
    case WINDOW_DUTY:
        duty_view(app, s, ui);
        window_foot_keys(app, ui);
        break;
    case WINDOW_RATE:
        window_rate_view(app, s, ui);
        window_foot_keys(app, ui);
        break;
    case WINDOW_THANKS:
        window_thanks_view(app, s, ui);
        window_foot_keys(app, ui);
        break;
    case WINDOW_REASONS:
        window_reasons_view(app, s, ui);
        break;
    case WINDOW_SIGN_IN:
    case WINDOW_STAFF:
    case WINDOW_STEP_COUNT:
        break;
    }
}

/* A badge, wherever the terminal is: whoever has it wants to sign in. */
static bool scan(struct app *app, void *state, const char *text)
{
    struct window_state *s = state;
    if (app_at(app) == WINDOW_REASONS || app_at(app) == WINDOW_STAFF || !s->place_known ||
        !sign_in_scan(&s->sign_in, text))
        return false;
    if (app_at(app) != WINDOW_SIGN_IN)
        app_step(app, WINDOW_SIGN_IN);
    return true;
}

/* What somebody began to sign in with goes when they turn back, or go away from it. */
static bool back(struct app *app, void *state)
{
    struct window_state *s = state;
    if (app_at(app) == WINDOW_SIGN_IN)
        text_wipe(&s->sign_in, sizeof s->sign_in);
    return false;
}

static bool begun(const void *state)
{
    return sign_in_begun(&((const struct window_state *)state)->sign_in);
}

const struct screen screen_window = {.steps = steps,
                                     .state_size = sizeof(struct window_state),
                                     .passive = WINDOW_REASONS,
                                     .view = view,
                                     .scan = scan,
                                     .back = back,
                                     .begun = begun,
                                     .bare = true,
                                     .staff = true};
