/* The number in the queue (pictures 06 and 19): big, with people ahead, an honest range, and where
 * to go. It counts once it is printed or taken by phone.
 */
#include "screen/checkin.h"

#include "base/text.h"
#include "screen/ticket_paper.h"
#include "store/care.h"
#include "store/content.h"

#include <string.h>

#define POLL_MS 15000

static void read(struct app *app, struct checkin_ticket *s, bool step_free)
{
    struct ticket now;
    if (ticket_get(app_db(app), s->ticket.op, &now) == ERR_OK)
        s->ticket = now;
    s->has_wait = wait_now(app, &s->ticket, &s->wait) == ERR_OK;
    s->was_off = wait_was_off(app, &s->ticket);
    s->walk_min = minutes_to(app, s->ticket.doctor.place_id, step_free);
    s->read_ms = app_now(app);
}

static void start_print(struct app *app, struct checkin_ticket *s)
{
    struct paper paper;
    ticket_paper(app, &s->ticket, s->has_wait ? &s->wait : NULL, &paper);
    app_print(app, &paper);
    s->print_asked = true;
    s->show_qr = false;
}

/* Taken by phone: that counts too. */
static void hand(struct app *app, struct checkin_ticket *s)
{
    text_copy(s->job.op, sizeof s->job.op, s->ticket.op);
    s->job.paper = false;
    app_start(app, run_handed, &s->job, sizeof s->job);
}

static void collect(struct app *app, struct checkin_ticket *s)
{
    enum err e;
    if (!app_finished(app, &s->job, &e))
        return;
    s->handed = e;
    s->fresh = (struct fresh){0};
}

/* A number counts only in the hand: it is printed at once. What comes of it the desk stores, and
 * the ticket is read again. */
static void print_first(struct app *app, struct checkin_ticket *s)
{
    bool counts = s->ticket.status == TICKET_CONFIRMED;
    if (!s->print_asked && !counts && !s->already && app_can_print(app))
        start_print(app, s);
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
    case QUEUE_PASSED: /* missed_view says more */
        return false;
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

void ticket_card(struct app *app, const struct ticket *ticket, const struct wait *wait, int was_off,
                 struct ui *ui)
{
    char who[TEXT_BUF], ahead[16], range[FORMAT_SIZE], as_of[TEXT_BUF], time[16];
    const struct doctor *doctor = &ticket->doctor;
    struct link link;
    app_link(app, &link);
    bool away = link.state == LINK_OFFLINE;
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
        if (away)
            text_format(as_of, sizeof as_of, _("No line to the hospital: as of %s"), time);
        else if (wait->known && was_off >= 0)
            text_format(as_of, sizeof as_of,
                        tr_n("Estimated at %s. Yesterday at this hour it was off by %d minute",
                             "Estimated at %s. Yesterday at this hour it was off by %d minutes",
                             was_off),
                        time, was_off);
        else
            text_format(as_of, sizeof as_of, _("Estimated at %s"), time);
        ui_rule(ui);
        ui_note(ui, away ? "cloudoff" : "clock", as_of);
    }
    ui_ticket_end(ui);
}

#define PLACE_ROOM 640 /* design px: the card and the keys below it */

static void view_place(struct app *app, const struct checkin_ticket *s, struct ui *ui)
{
    const struct ticket *ticket = &s->ticket;
    struct place place;
    char text[TEXT_BUF], title[TEXT_BUF], walk[FORMAT_SIZE];
    if (!ticket->doctor.place_id[0] || ui_large(ui) ||
        place_get(app_db(app), ticket->doctor.place_id, &place) != ERR_OK || !place.sign[0])
        return;
    bold(place.sign, title, sizeof title);
    text_format(text, sizeof text, _("The sign on the wall says %s"), title);
    if (s->walk_min > 0) {
        text_format(walk, sizeof walk,
                    tr_n("about %d minute on foot", "about %d minutes on foot", s->walk_min),
                    s->walk_min);
        text_append(text, sizeof text, app_lang(app) == LANG_EN ? ", " : "　");
        text_append(text, sizeof text, walk);
    }
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
    if (s->print_asked && !(s->show_qr && app_print_state(app) == PRINT_FAILED))
        printing_strip(app, ui, true); /* in the phone it needs no paper any more */
    if (s->handed != ERR_OK)
        ui_strip(ui, "problem", TONE_RED, "warn",
                 s->handed == ERR_INVALID ? _("This number does not count any more")
                                          : sentence_for(s->handed),
                 NULL, NULL);
    if (s->ticket.status != TICKET_RESERVED || app_print_state(app) == PRINT_WAITING)
        return;
    format_time(s->ticket.created_ms + (int64_t)app_config(app)->checkin.void_min * 60000, until,
                sizeof until);
    text_format(text, sizeof text, _("Kept for you until %s"), until);
    bool paper = app_can_print(app) && !printing_is_down(app);
    ui_strip(ui, "reserved", TONE_AMBER, "info",
             paper ? _("Print it or take it by phone, then it counts")
                   : _("Take it by phone, then it counts"),
             text, NULL);
}

/* One solid key: the way, once the number is in the hand; until then taking it, by phone where no
 * paper is to be had. */
static void view_keys(struct app *app, struct checkin_ticket *s, struct ui *ui)
{
    bool counts = s->ticket.status == TICKET_CONFIRMED || s->ticket.status == TICKET_PRINTED;
    bool way = s->ticket.doctor.place_id[0] != '\0', passed = s->ticket.stage == QUEUE_PASSED;
    bool paper = app_can_print(app) && !printing_is_down(app);
    bool failed = s->print_asked && app_print_state(app) == PRINT_FAILED;
    if (way && counts &&
        ui_button(ui, "way", _("Take me there"),
                  &(struct ui_button){.kind = passed ? BUTTON_SECONDARY : BUTTON_PRIMARY,
                                      .icon = "route",
                                      .tall = !passed}))
        open_way(app, s->ticket.doctor.place_id);
    if (!s->show_qr && !paper && !counts &&
        ui_button(
            ui, "qr", _("Take it by phone"),
            &(struct ui_button){
                .kind = BUTTON_PRIMARY, .icon = "phone", .tall = true, .busy = app_busy(app)})) {
        s->show_qr = true;
        hand(app, s);
    }
    bool alone = !app_can_print(app) && !counts; /* the way is the only other key */
    ui_columns(ui, ui_large(ui) || alone ? 1 : 2, 24);
    if (app_can_print(app) &&
        ui_button(ui, "print",
                  failed                  ? _("Try again")
                  : s->ticket.printed > 0 ? _("Print it again")
                                          : _("Print the number"),
                  &(struct ui_button){.kind = counts || !paper ? BUTTON_SECONDARY : BUTTON_PRIMARY,
                                      .icon = "print",
                                      .busy = app_print_state(app) == PRINT_WAITING}))
        start_print(app, s);
    if (!s->show_qr && (paper || counts) &&
        ui_button(ui, "qr", _("Take it by phone"),
                  &(struct ui_button){
                      .kind = BUTTON_SECONDARY, .icon = "phone", .busy = app_busy(app)})) {
        s->show_qr = true;
        if (!counts)
            hand(app, s);
    }
    if (failed)
        printing_staff_key(app, ui);
    else if (way && !counts &&
             ui_button(ui, "way", _("Take me there"),
                       &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "route"}))
        open_way(app, s->ticket.doctor.place_id);
    ui_columns_end(ui);
}

void checkin_view_done(struct app *app, struct checkin_ticket *s, struct ui *ui)
{
    collect(app, s);
    if (fresh_begin(app, &s->fresh) || app_now(app) - s->read_ms >= POLL_MS)
        read(app, s, ui_low(ui));
    print_first(app, s);
    app_wake_at(app, s->read_ms + POLL_MS);
    const char *stops[] = {_("Check-in"), _("Wait"), _("See the doctor"), _("Pay, medicine")};
    bool failed = s->print_asked && app_print_state(app) == PRINT_FAILED;
    if (!ui_large(ui) && !failed) /* the keys stay on the first page */
        ui_progress(ui, stops, 4, 1, false);
    ui_title(ui, s->already                    ? _("You have this number already")
                 : s->ticket.appointment_op[0] ? _("Checked in. Go and wait")
                                               : _("Your number is ready"));
    stage_strip(ui, &s->ticket);
    if (missed_view(app, &s->missed, &s->ticket, ui))
        s->fresh = (struct fresh){0};
    ticket_card(app, &s->ticket, s->has_wait ? &s->wait : NULL, s->was_off, ui);
    if (s->show_qr) {
        char code[TEXT_BUF];
        ticket_code(app, &s->ticket, code, sizeof code);
        ui_ticket(ui);
        ui_ticket_code(ui, "code", code, _("Scan with your phone"), s->ticket.number,
                       _("Or photograph this. Scan it here to see your place"));
        ui_ticket_end(ui);
    } else if (!failed) { /* what to do now comes before it */
        view_place(app, s, ui);
    }
    view_counts(app, s, ui);
    view_keys(app, s, ui);
    if (!s->show_qr)
        missed_hint(app, &s->ticket, ui);
}
