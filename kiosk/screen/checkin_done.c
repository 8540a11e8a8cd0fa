/* The number in the queue (pictures 06 and 19): big, with people ahead, an honest range, and where
 * to go. It counts once it is printed or taken by phone.
 */
#include "screen/checkin.h"

#include "base/text.h"
#include "store/care.h"
#include "store/content.h"

#include <string.h>

#define POLL_MS 15000

static void read(struct app *app, struct checkin_ticket *s)
{
    struct ticket now;
    if (ticket_get(app_db(app), s->ticket.op, &now) == ERR_OK)
        s->ticket = now;
    s->has_wait = wait_now(app, &s->ticket, &s->wait) == ERR_OK;
    s->read_ms = app_now(app);
}

/* What a phone keeps: one line, beginning with the number, so that a scan of it here finds the
 * place in the queue. */
static void code_text(struct app *app, const struct ticket *ticket, char *out, size_t size)
{
    text_format(out, size, "%s %s %s %s", ticket->number,
                app_label(app, &ticket->doctor.department), app_label(app, &ticket->doctor.place),
                ticket->date);
}

static void start_print(struct app *app, struct checkin_ticket *s)
{
    struct paper paper;
    char text[TEXT_BUF], range[FORMAT_SIZE], time[16];
    printing_begin(app, &paper, PAPER_TICKET, _("Your number in the queue"));
    text_copy(paper.label, sizeof paper.label, app_label(app, &s->ticket.doctor.department));
    text_copy(paper.big, sizeof paper.big, s->ticket.number);
    bool fits = paper_add(&paper, PAPER_LARGE, app_label(app, &s->ticket.doctor.place));
    fits &= paper_add(&paper, PAPER_BOLD, app_label(app, &s->ticket.doctor.name));
    if (s->has_wait) {
        text_format(text, sizeof text, tr_n("%d person ahead", "%d people ahead", s->wait.ahead),
                    s->wait.ahead);
        fits &= paper_add(&paper, PAPER_NORMAL, text);
        format_time(s->wait.as_of_ms, time, sizeof time);
        if (s->wait.known) {
            format_range_minutes(s->wait.from_min, s->wait.to_min, range, sizeof range);
            text_format(text, sizeof text, _("about %s minutes, as of %s"), range, time);
            fits &= paper_add(&paper, PAPER_NORMAL, text);
        }
    }
    if (s->ticket.printed > 0) {
        text_format(text, sizeof text, _("Printed again, number %d"), s->ticket.printed + 1);
        fits &= paper_add(&paper, PAPER_SMALL, text);
    }
    (void)fits; /* a line too long is cut on paper; the screen has it whole */
    code_text(app, &s->ticket, paper.qr, sizeof paper.qr);
    app_print(app, &paper);
    s->printing = s->print_asked = true;
}

static void hand(struct app *app, struct checkin_ticket *s, bool paper)
{
    text_copy(s->job.op, sizeof s->job.op, s->ticket.op);
    s->job.paper = paper;
    app_start(app, run_handed, &s->job, sizeof s->job);
}

/* A number counts only in the hand: paper that came out is stored here. */
static void settle(struct app *app, struct checkin_ticket *s)
{
    enum err e;
    if (app_finished(app, &s->job, &e)) {
        s->handed = e;
        s->fresh = (struct fresh){0};
    }
    bool counts = s->ticket.status == TICKET_CONFIRMED;
    if (!s->print_asked && !counts && !s->already && app_can_print(app))
        start_print(app, s);
    if (!s->printing)
        return;
    switch (app_print_state(app)) {
    case PRINT_DONE:
        if (!app_busy(app)) {
            s->printing = false;
            hand(app, s, true);
        }
        break;
    case PRINT_FAILED:
        s->printing = false;
        break;
    case PRINT_NONE:
    case PRINT_WAITING:
        break;
    }
}

bool stage_strip(struct ui *ui, const struct ticket *ticket)
{
    switch (ticket->stage) {
    case QUEUE_WAITING:
        return false;
    case QUEUE_CALLED:
    case QUEUE_RECALLED:
        ui_strip(ui, "stage", TONE_AMBER, "bell", _("It is your turn. Go to the room now"), NULL,
                 NULL);
        return true;
    case QUEUE_PASSED:
        ui_strip(ui, "stage", TONE_AMBER, "repeat", _("Your number was called before"),
                 _("That is all right. Tell the desk at the clinic"), NULL);
        return true;
    case QUEUE_SERVING:
        ui_strip(ui, "stage", TONE_GREEN, "check", _("The doctor is seeing you"), NULL, NULL);
        return true;
    case QUEUE_DONE:
        ui_strip(ui, "stage", TONE_GREEN, "check", _("This visit is done"), NULL, NULL);
        return true;
    case QUEUE_LEFT:
        ui_strip(ui, "stage", TONE_AMBER, "info", _("This number does not count any more"),
                 _("Take a new one, or call staff"), NULL);
        return true;
    case QUEUE_STATUS_COUNT:
        break;
    }
    return false;
}

void ticket_card(struct app *app, const struct ticket *ticket, const struct wait *wait,
                 struct ui *ui)
{
    char who[TEXT_BUF], ahead[16], range[FORMAT_SIZE], as_of[FORMAT_SIZE], time[16];
    const struct doctor *doctor = &ticket->doctor;
    const char *place = app_label(app, &doctor->place), *name = app_label(app, &doctor->name);
    text_format(who, sizeof who, doctor->general ? "%s" : _("Doctor %s"), name);
    ui_ticket(ui);
    ui_ticket_number(ui, _("Your number today"), ticket->number,
                     app_label(app, &doctor->department), place[0] ? place : name,
                     place[0] ? who : "");
    if (wait && ticket->stage == QUEUE_WAITING) {
        text_format(ahead, sizeof ahead, "%d", wait->ahead);
        ui_columns(ui, ui_large(ui) ? 1 : 2, 48);
        ui_figure(ui, _("Ahead of you"), ahead, tr_n("person", "people", wait->ahead));
        if (wait->known) {
            format_range_minutes(wait->from_min, wait->to_min, range, sizeof range);
            ui_figure(ui, _("About this long"), range, _("minutes"));
        } else {
            ui_pair(ui, _("Waiting time"), _("Not enough data to say"), NULL);
        }
        ui_columns_end(ui);
        format_time(wait->as_of_ms, time, sizeof time);
        text_format(as_of, sizeof as_of, _("Estimated at %s"), time);
        ui_rule(ui);
        ui_note(ui, "clock", as_of);
    }
    ui_ticket_end(ui);
}

#define PLACE_ROOM 640 /* design px: the card and the keys below it */

static void view_place(struct app *app, const struct ticket *ticket, struct ui *ui)
{
    struct place place;
    char text[TEXT_BUF], title[TEXT_BUF];
    if (!ticket->doctor.place_id[0] || ui_large(ui) ||
        place_get(app_db(app), ticket->doctor.place_id, &place) != ERR_OK || !place.sign[0])
        return;
    bold(place.sign, title, sizeof title);
    text_format(text, sizeof text, _("The sign on the wall says %s"), title);
    if (ui_height_left(ui) < PLACE_ROOM) {
        ui_note(ui, "pin", text);
        return;
    }
    ui_card(ui);
    bold(app_label(app, &place.name), title, sizeof title);
    ui_text(ui, TEXT_L, title);
    ui_quiet(ui, TEXT_M, text);
    ui_card_end(ui);
}

static void view_counts(struct app *app, struct checkin_ticket *s, struct ui *ui)
{
    char until[16], text[TEXT_BUF];
    if (s->print_asked)
        printing_strip(app, ui);
    if (s->handed != ERR_OK)
        ui_strip(ui, "problem", TONE_RED, "warn",
                 s->handed == ERR_INVALID ? _("This number does not count any more")
                                          : sentence_for(s->handed),
                 NULL, NULL);
    if (s->ticket.status != TICKET_RESERVED || s->printing)
        return;
    format_time(s->ticket.created_ms + (int64_t)app_config(app)->checkin.void_min * 60000, until,
                sizeof until);
    text_format(text, sizeof text, _("Kept for you until %s"), until);
    ui_strip(ui, "reserved", TONE_AMBER, "info",
             app_can_print(app) ? _("Print it or take it by phone, then it counts")
                                : _("Take it by phone, then it counts"),
             text, NULL);
}

static void view_keys(struct app *app, struct checkin_ticket *s, struct ui *ui)
{
    bool counts = s->ticket.status == TICKET_CONFIRMED || s->ticket.status == TICKET_PRINTED;
    bool way = s->ticket.doctor.place_id[0] != '\0';
    /* one solid key: the way, once the number is in the hand; until then taking it */
    enum button_kind qr = counts || app_can_print(app) ? BUTTON_SECONDARY : BUTTON_PRIMARY;
    if (way && counts &&
        ui_button(ui, "way", _("Take me there"),
                  &(struct ui_button){.kind = BUTTON_PRIMARY, .icon = "route", .tall = true}))
        open_way(app, s->ticket.doctor.place_id);
    ui_columns(ui, ui_large(ui) ? 1 : 2, 24);
    if (app_can_print(app) &&
        ui_button(ui, "print", s->ticket.printed > 0 ? _("Print it again") : _("Print the number"),
                  &(struct ui_button){.kind = counts ? BUTTON_SECONDARY : BUTTON_PRIMARY,
                                      .icon = "print",
                                      .busy = app_print_state(app) == PRINT_WAITING}))
        start_print(app, s);
    if (!s->show_qr &&
        ui_button(ui, "qr", _("Take it by phone"),
                  &(struct ui_button){.kind = qr, .icon = "phone", .busy = app_busy(app)})) {
        s->show_qr = true;
        if (!counts)
            hand(app, s, false);
    }
    if (way && !counts &&
        ui_button(ui, "way", _("Take me there"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "route"}))
        open_way(app, s->ticket.doctor.place_id);
    ui_columns_end(ui);
}

void checkin_view_done(struct app *app, struct checkin_ticket *s, struct ui *ui)
{
    settle(app, s);
    if (fresh_begin(app, &s->fresh) || app_now(app) - s->read_ms >= POLL_MS)
        read(app, s);
    app_wake_at(app, s->read_ms + POLL_MS);
    const char *stops[] = {_("Check-in"), _("Wait"), _("See the doctor"), _("Pay, medicine")};
    if (!ui_large(ui))
        ui_progress(ui, stops, 4, 1, false);
    ui_title(ui, s->already                    ? _("You have this number already")
                 : s->ticket.appointment_op[0] ? _("Checked in. Go and wait")
                                               : _("Your number is ready"));
    stage_strip(ui, &s->ticket);
    ticket_card(app, &s->ticket, s->has_wait ? &s->wait : NULL, ui);
    if (s->show_qr) {
        char code[TEXT_BUF];
        code_text(app, &s->ticket, code, sizeof code);
        ui_ticket(ui);
        ui_ticket_code(ui, "code", code, _("Scan with your phone"), s->ticket.number,
                       _("Or photograph this. Scan it here to see your place"));
        ui_ticket_end(ui);
    } else if (!s->print_asked ||
               app_print_state(app) != PRINT_FAILED) { /* what to do now comes before it */
        view_place(app, &s->ticket, ui);
    }
    view_counts(app, s, ui);
    view_keys(app, s, ui);
}
