/* Complain: what became of it, by the number on the receipt. */
#include "screen/complain.h"

#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "store/care.h"
#include "ui/panel.h"

#include <stdlib.h>
#include <string.h>

static enum err run(struct db *db, const struct act_env *env, void *job)
{
    struct complain_look *look = job;
    return track(db, env, look->number, look->tail, &look->found);
}

static void look_here(struct app *app, struct complain_state *s)
{
    s->asking.state = ASKING_NOT;
    s->look_failed = app_start(app, run, &s->look, sizeof s->look) ? ERR_OK : ERR_BUSY;
}

static bool known_here(struct app *app, const char *number)
{
    struct complaint *held = calloc(1, sizeof *held);
    if (held == NULL)
        abort();
    bool known = complaint_by_number(app_db(app), number, held) == ERR_OK;
    text_wipe(held, sizeof *held);
    free(held);
    return known;
}

static void look(struct app *app, struct complain_state *s)
{
    char clean[20];
    if (!tracking_number_valid(s->number, clean)) {
        s->look_failed = ERR_INVALID;
        return;
    }
    text_copy(s->look.number, sizeof s->look.number, clean);
    text_copy(s->look.tail, sizeof s->look.tail, s->ask_tail ? s->tail : "");
    s->look_failed = ERR_OK;
    if (known_here(app, clean) || !asking_begin(app, &s->asking, ENQUIRY_COMPLAINT, clean))
        look_here(app, s);
}

static void finished(struct complain_state *s, enum err result)
{
    s->found = result == ERR_OK;
    if (result == ERR_DENIED &&
        !s->ask_tail) { /* a phone was given: its last digits are asked for */
        s->ask_tail = true;
        return;
    }
    s->look_failed = result;
    text_wipe(s->tail, sizeof s->tail);
}

static const char *fault(const struct complain_state *s)
{
    static const char *const own[ERR_COUNT] = {
        [ERR_INVALID] = N_("This is not a number of ours. Check each letter"),
        [ERR_NOT_FOUND] = N_("We do not find this number here. Check each letter"),
        [ERR_DENIED] = N_("These are not the last 4 digits. Try again"),
        [ERR_LOCKED] = N_("Too many wrong numbers. Wait a few minutes or call staff")};
    if (s->look_failed == ERR_OK)
        return NULL;
    return own[s->look_failed] ? tr(own[s->look_failed]) : sentence_for(s->look_failed);
}

/* The answer itself. */
static void answer(struct app *app, const struct complaint *c, struct ui *ui)
{
    char sent[FORMAT_SIZE], date[DATE_SIZE], due[FORMAT_SIZE], who[400], replied[FORMAT_SIZE];
    bool answered = c->status == COMPLAINT_REPLIED || c->status == COMPLAINT_CLOSED;
    clock_date(c->created_ms, date);
    format_date(date, sent, sizeof sent);
    text_format(who, sizeof who, _("In charge: %s"), app_label(app, &c->receiver));
    complain_due(c, due, sizeof due);
    if (answered && c->replied_ms) {
        clock_date(c->replied_ms, date);
        format_date(date, replied, sizeof replied);
    } else {
        text_copy(replied, sizeof replied, "");
    }
    const struct ui_stop stops[] = {
        {_("We have it"), sent, 2},
        {who, app_label(app, &c->receiver_unit), answered ? 2 : 1},
        {answered ? _("Answered") : due, replied, answered ? 2 : 0},
    };
    ui_title(ui, answered ? _("Here is the answer") : _("We are working on it"));
    ui_quiet(ui, TEXT_M, c->number);
    ui_card(ui);
    ui_pair(ui, _("Kind"), complain_kind_name(c->kind), app_label(app, &c->topic_name));
    ui_timeline(ui, stops, sizeof stops / sizeof *stops);
    ui_card_end(ui);
    if (answered && c->reply[0]) {
        ui_heading(ui, _("What the hospital says"));
        ui_long_text(ui, TEXT_M, c->reply);
    }
}

static void questions(struct app *app, struct complain_state *s, struct ui *ui)
{
    bool ready = s->number[0] && (!s->ask_tail || strlen(s->tail) == 4), go = false;
    bool looking = app_busy(app) || s->asking.state == ASKING_NOW;
    ui_pin(ui);
    ui_keyboard(ui, ui_focused(ui, "tail") ? KEYS_DIGITS : KEYS_CODE, false);
    go = ui_button(ui, "next", looking ? _("Looking") : _("Look it up"),
                   &(struct ui_button){.kind = BUTTON_PRIMARY,
                                       .goes = !looking,
                                       .busy = looking,
                                       .disabled = !ready && !looking});
    ui_pin_end(ui);
    ui_title(ui, _("See what became of it"));
    ui_quiet(ui, TEXT_M, _("Scan the code on your receipt, or type the number"));
    bool on_tail = s->ask_tail && (s->look_failed == ERR_DENIED || s->look_failed == ERR_LOCKED);
    char before[sizeof s->number];
    text_copy(before, sizeof before, s->number);
    go |= ui_field(ui, "number",
                   &(struct ui_field){.label = _("Number on the receipt"),
                                      .hint = "7F3K-2QXM-4C",
                                      .icon = "search",
                                      .error = on_tail ? NULL : fault(s),
                                      .keys = KEYS_CODE,
                                      .autofocus = !s->ask_tail,
                                      .max = 14},
                   s->number, sizeof s->number);
    if (strcmp(before, s->number) != 0) { /* another number: ask afresh */
        s->look_failed = ERR_OK;
        s->ask_tail = false;
    }
    if (s->ask_tail)
        go |= ui_field(ui, "tail",
                       &(struct ui_field){.label = _("Last 4 digits of the phone you gave"),
                                          .hint = "8000",
                                          .icon = "phone",
                                          .error = on_tail ? fault(s) : NULL,
                                          .keys = KEYS_DIGITS,
                                          .max = 4},
                       s->tail, sizeof s->tail);
    if (go && ready && !looking)
        look(app, s);
}

void complain_track(struct app *app, struct complain_state *s, struct ui *ui)
{
    enum err result;
    if (asking_ended(app, &s->asking))
        look_here(app, s); /* now it is here or nowhere */
    if (app_finished(app, &s->look, &result)) {
        finished(s, result);
        if (s->ask_tail && !s->found)
            ui_focus(ui, "tail");
    }
    if (s->look_now && s->number[0] && !app_busy(app)) { /* scanned: no key needs to be pressed */
        s->look_now = false;
        look(app, s);
    }
    if (s->found)
        answer(app, &s->look.found, ui);
    else
        questions(app, s, ui);
}
