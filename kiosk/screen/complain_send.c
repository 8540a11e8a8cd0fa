/* Complain: a last look, storing it, and the receipt. */
#include "screen/complain.h"

#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "model/identity.h"
#include "screen/printing.h"
#include "ui/panel.h"

#include <string.h>

static enum err run(struct db *db, const struct act_env *env, void *job)
{
    struct complain_file *file = job;
    return complain(db, env, &file->request, &file->receipt);
}

static const char *topic_name(struct app *app, const struct complain_state *s)
{
    for (size_t i = 0; i < s->rule_count; i++)
        if (strcmp(s->rules[i].topic.id, s->file.request.topic) == 0)
            return app_label(app, &s->rules[i].topic.name);
    return "";
}

void complain_review(struct app *app, struct complain_state *s, struct ui *ui)
{
    const struct complain_request *r = &s->file.request;
    char masked[PHONE_SIZE];
    enum err result;
    if (app_finished(app, &s->file, &result)) {
        s->failed = result;
        if (result == ERR_OK) {
            app_replace(app, COMPLAIN_DONE);
            return;
        }
    }
    ui_pin(ui);
    if (ui_submit(ui, app_busy(app) ? _("Saving") : _("Send it"), true, app_busy(app))) {
        s->failed = ERR_OK;
        if (!app_start(app, run, &s->file, sizeof s->file))
            s->failed = ERR_BUSY;
    }
    ui_pin_end(ui);
    ui_title(ui, _("Is this right?"));
    if (s->failed)
        ui_strip(ui, "failed", TONE_RED, "warn", sentence_for(s->failed), NULL, NULL);
    ui_card(ui);
    ui_pair(ui, _("Kind"), complain_kind_name(r->kind), NULL);
    if (s->about.zh[0])
        ui_pair(ui, _("About"), app_label(app, &s->about), NULL);
    if (r->topic[0])
        ui_pair(ui, _("Topic"), topic_name(app, s), NULL);
    mask_phone(r->phone, masked, sizeof masked);
    ui_pair(ui, _("Phone"), r->phone[0] ? masked : _("None. You stay anonymous"), NULL);
    ui_card_end(ui);
    ui_heading(ui, _("What you wrote"));
    ui_long_text(ui, TEXT_M, r->text);
}

void complain_due(const struct complaint *complaint, char *out, size_t size)
{
    char date[FORMAT_SIZE];
    format_date(complaint->due, date, sizeof date);
    text_format(out, size, _("Answer by %s"), date);
}

static void receipt_line(struct app *app, const struct complaint *c, char *out, size_t size)
{
    const char *topic = app_label(app, &c->topic_name), *about = app_label(app, &c->about);
    text_format(out, size, "%s%s%s", topic,
                topic[0] && about[0] ? (app_lang(app) == LANG_EN ? ", " : "　") : "", about);
}

static void fill_receipt(struct app *app, struct paper *paper, const void *of)
{
    const struct complaint *c = of;
    char text[PAPER_TEXT_SIZE];
    printing_title(paper, complain_kind_name(c->kind));
    printing_big(paper, _("Your number"), c->number);
    receipt_line(app, c, text, sizeof text);
    printing_add(paper, PAPER_NORMAL, text);
    text_format(text, sizeof text, _("In charge: %s"), app_label(app, &c->receiver));
    printing_add(paper, PAPER_BOLD, text);
    printing_add(paper, PAPER_NORMAL, app_label(app, &c->receiver_unit));
    complain_due(c, text, sizeof text);
    printing_add(paper, PAPER_BOLD, text);
    printing_code(paper, c->number, _("Ask with this number at any kiosk under Make a complaint"));
}

static void timeline(struct app *app, const struct complaint *c, struct ui *ui)
{
    char when[FORMAT_SIZE], what[400], time[16], who[400], unit[400], due[FORMAT_SIZE],
        days[FORMAT_SIZE];
    format_time(c->created_ms, time, sizeof time);
    text_format(when, sizeof when, _("Today %s, noted"), time);
    receipt_line(app, c, what, sizeof what);
    text_format(who, sizeof who, _("In charge: %s"), app_label(app, &c->receiver));
    text_format(unit, sizeof unit, _("%s, until it is settled"), app_label(app, &c->receiver_unit));
    complain_due(c, due, sizeof due);
    text_format(days, sizeof days,
                tr_n("%d working day, not counting today", "%d working days, not counting today",
                     c->working_days),
                c->working_days);
    const struct ui_stop stops[] = {
        {when, what, 2},
        {who, unit, 1},
        {due, days, 0},
        {_("You read the answer"), _("At any kiosk, with your number"), 0}};
    ui_timeline(ui, stops, ui_large(ui) ? 3 : 4); /* the last is said again below */
}

static void receipt_keys(struct app *app, struct complain_state *s, struct ui *ui)
{
    bool paper = app_can_print(app);
    if (printing_key(app, ui, _("Print the receipt"), true)) {
        printing_print(app, PAPER_RECEIPT, fill_receipt, &s->file.receipt);
        s->printed = true;
    }
    if (ui_button(ui, "finish", _("To the start"),
                  &(struct ui_button){.kind = paper ? BUTTON_SECONDARY : BUTTON_PRIMARY,
                                      .icon = "home",
                                      .tall = !paper}))
        app_home(app);
}

void complain_done(struct app *app, struct complain_state *s, struct ui *ui)
{
    const struct complaint *c = &s->file.receipt;
    bool large = ui_large(ui); /* the number and its ticket must stand on the first page */
    bool whole = ui_height_left(ui) > 900; /* a flat panel: the ticket holds the number alone */
    struct link link;
    app_link(app, &link);
    bool away = link.state == LINK_OFFLINE;
    if (large) {
        ui_pin(ui);
        receipt_keys(app, s, ui);
        ui_pin_end(ui);
    }
    ui_done_head(ui,
                 away                               ? _("Kept here, sent when the line is back")
                 : large || c->kind == VOICE_PRAISE ? _("We have it. Thank you")
                                                    : _("We have it, and someone is responsible"),
                 large         ? NULL
                 : c->phone[0] ? _("We may call you about it")
                               : _("You gave no name. The number finds it"));
    ui_ticket(ui);
    ui_code_panel(ui, "tracking", _("Your number"), c->number, c->number);
    if (whole)
        timeline(app, c, ui);
    ui_ticket_end(ui);
    if (!whole)
        timeline(app, c, ui);
    if (s->printed) {
        printing_strip(app, ui, false);
        printing_staff_key(app, ui);
    }
    if (!large)
        receipt_keys(app, s, ui);
    if (!app_can_print(app))
        ui_note(ui, "phone", _("Take a photo of the number"));
    ui_strip(ui, NULL, TONE_SLATE, "search", _("To see what became of it"),
             _("At any kiosk tap Make a complaint and type your number"), NULL);
}
