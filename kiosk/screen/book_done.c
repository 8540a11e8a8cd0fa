/* The receipt of a booking (picture 05); with a server it is a wish until the hospital has
 * confirmed it. */
#include "screen/book.h"

#include "base/text.h"
#include "screen/cancel_ask.h"
#include "store/care.h"

#include <string.h>

#define COME_EARLY_MIN 15
#define POLL_MS 1000

static void follow(struct app *app, struct book *s)
{
    struct appointment now;
    if (appointment_get(app_db(app), s->made.op, &now) == ERR_OK)
        s->made = now;
    if (s->made.status == APPOINTMENT_WISH)
        app_wake_at(app, app_now(app) + POLL_MS);
}

struct slip {
    const struct appointment *made;
    const struct person *person; /* NULL: not known */
};

static void fill_slip(struct app *app, struct paper *paper, const void *of)
{
    const struct slip *slip = of;
    const struct appointment *made = slip->made;
    char text[TEXT_BUF], date[FORMAT_SIZE], time[FORMAT_SIZE], name[96], day[DATE_SIZE];
    printing_title(paper, made->status != APPOINTMENT_WISH ? _("Your appointment")
                                                           : _("Not confirmed yet"));
    format_code(made->code, text, sizeof text);
    printing_big(paper, _("Visit code"), text);
    format_time_span(made->start_ms, made->end_ms, time, sizeof time);
    clock_date(made->start_ms, day);
    format_date(day, date, sizeof date); /* paper outlives "tomorrow" */
    printing_add(paper, PAPER_LARGE, date);
    printing_add(paper, PAPER_LARGE, time);
    doctor_shown(app, &made->doctor, text, sizeof text);
    printing_add(paper, PAPER_BOLD, text);
    printing_add(paper, PAPER_NORMAL, app_label(app, &made->doctor.place));
    if (slip->person) {
        person_shown(slip->person, name, sizeof name);
        printing_add(paper, PAPER_NORMAL, name);
    }
    fee_shown(app, made->doctor.fee_minor, true, time, sizeof time);
    text_format(text, sizeof text, "%s %s, %s", _("Fee"), time, _("paid on the day"));
    if (time[0])
        printing_add(paper, PAPER_NORMAL, text);
    printing_code(paper, made->code, _("Scan this code to check in"));
}

static void start_print(struct app *app, struct book *s)
{
    printing_print(app, PAPER_BOOKING, fill_slip, &(struct slip){&s->made, app_person(app)});
    s->printed = true;
}

/* Today, tomorrow, or the date. */
static void day_near(const char *date, const char *today, char *out, size_t size)
{
    char tomorrow[DATE_SIZE];
    clock_date_add(today, 1, tomorrow);
    if (strcmp(date, today) == 0)
        text_copy(out, size, _("Today"));
    else if (strcmp(date, tomorrow) == 0)
        text_copy(out, size, _("Tomorrow"));
    else
        format_date(date, out, size);
}

static void view_head(struct app *app, struct book *s, struct ui *ui)
{
    char by[16], date[DATE_SIZE], today[DATE_SIZE], day[FORMAT_SIZE], lead[TEXT_BUF];
    struct link link;
    app_link(app, &link);
    clock_date(s->made.start_ms, date);
    app_today(app, today);
    switch (s->made.status) {
    case APPOINTMENT_WISH:
        if (link.state == LINK_OFFLINE) {
            ui_title(ui, _("Kept, but not confirmed"));
            ui_strip(ui, "wish", TONE_SLATE, "cloudoff", _("No line to the hospital now"),
                     _("Nothing is confirmed yet. Ask here later with your visit code"), NULL);
        } else {
            ui_title(ui, _("Asking the hospital"));
            ui_strip(ui, "wish", TONE_SLATE, "repeat", _("Not confirmed yet"),
                     _("This takes a moment. Please stay here"), NULL);
        }
        break;
    case APPOINTMENT_BOOKED:
    case APPOINTMENT_ARRIVED:
    case APPOINTMENT_FULFILLED:
    case APPOINTMENT_NOSHOW:
        format_time(s->made.start_ms - (int64_t)COME_EARLY_MIN * 60000, by, sizeof by);
        day_near(date, today, day, sizeof day);
        text_format(lead, sizeof lead, _("%s: come by %s and check in first"), day, by);
        ui_done_head(ui, _("Booked"), lead);
        break;
    case APPOINTMENT_CANCELLED:
        ui_title(ui, _("The booking is cancelled"));
        given_back_strip(app, ui, NULL);
        break;
    case APPOINTMENT_REFUSED:
        ui_title(ui, _("This time could not be booked"));
        ui_strip(ui, "refused", TONE_AMBER, "warn", sentence_for(s->made.why), NULL, NULL);
        break;
    case APPOINTMENT_STATUS_COUNT:
        break;
    }
}

static void view_ticket(struct app *app, struct book *s, struct ui *ui)
{
    char name[96] = "", phone[48] = "", text[TEXT_BUF], date[FORMAT_SIZE], time[FORMAT_SIZE],
         big[FORMAT_SIZE], fee[32], code[16];
    const struct person *person = app_person(app);
    const struct doctor *doctor = &s->made.doctor;
    day_shown_whole(app, s->made.start_ms, date, sizeof date);
    format_time_span(s->made.start_ms, s->made.end_ms, time, sizeof time);
    bold(time, big, sizeof big);
    ui_ticket(ui);
    ui_quiet(ui, TEXT_M, date);
    ui_text(ui, ui_large(ui) ? TEXT_XL : TEXT_XXL, big);
    if (person) {
        person_shown(person, name, sizeof name);
        if (person->phone[0])
            mask_phone(person->phone, phone, sizeof phone);
        ui_pair(ui, _("Patient"), name, phone[0] && strcmp(phone, name) != 0 ? phone : NULL);
    }
    (ui_large(ui) ? doctor_shown_short : doctor_shown)(app, doctor, text, sizeof text);
    ui_pair(ui, _("Doctor"), text, NULL);
    if (app_label(app, &doctor->place)[0])
        ui_pair(ui, _("Place"), app_label(app, &doctor->place), NULL);
    fee_shown(app, doctor->fee_minor, true, fee, sizeof fee);
    if (fee[0])
        ui_pair(ui, _("Fee"), fee, ui_large(ui) ? NULL : _("paid on the day"));
    ui_tear(ui);
    format_code(s->made.code, code, sizeof code);
    ui_ticket_code(ui, "qr", s->made.code, _("Visit code"), code,
                   app_can_print(app)
                       ? _("Photograph this part or print it. Scan it when you check in")
                       : _("Photograph this part. Scan it when you check in"));
    ui_ticket_end(ui);
}

static void view_cancel(struct app *app, struct book *s, struct ui *ui)
{
    enum cancel_answer answer = cancel_ask(app, ui, &s->made);
    if (answer == CANCEL_KEEP)
        s->asking_cancel = false;
    if (answer != CANCEL_YES)
        return;
    text_copy(s->cancel.op, sizeof s->cancel.op, s->made.op);
    app_start(app, run_cancel, &s->cancel, sizeof s->cancel);
}

static void view_keys(struct app *app, struct book *s, struct ui *ui)
{
    const struct doctor *doctor = &s->made.doctor;
    if (doctor->place_id[0] &&
        ui_button(ui, "way", _("Show me how to get there"),
                  &(struct ui_button){.kind = BUTTON_PRIMARY, .icon = "route", .tall = true}))
        open_way(app, doctor->place_id);
    int64_t last = s->made.start_ms - (int64_t)app_config(app)->booking.cutoff_min * 60000;
    bool can_cancel = app_now(app) <= last;
    bool failed = s->printed && app_print_state(app) == PRINT_FAILED;
    bool can_move = can_cancel && s->made.status == APPOINTMENT_BOOKED;
    bool alone = app_can_print(app) + failed + can_cancel + can_move < 2;
    ui_columns(ui, ui_large(ui) || alone ? 1 : 2, 24);
    if (app_can_print(app) &&
        ui_button(ui, "print", failed ? _("Try again") : _("Print the slip"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY,
                                      .icon = "print",
                                      .busy = app_print_state(app) == PRINT_WAITING}))
        start_print(app, s);
    if (failed)
        printing_staff_key(app, ui);
    if (can_move && ui_button(ui, "move", _("Change the time"),
                              &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "swap"})) {
        struct book_args args = {.doctor_id = ""};
        text_copy(args.move_op, sizeof args.move_op, s->made.op);
        app_open(app, &screen_book, &args, sizeof args);
    }
    if (can_cancel && ui_button(ui, "cancel", _("Cancel the booking"),
                                &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "cal"}))
        s->asking_cancel = true;
    ui_columns_end(ui);
    char day[DATE_SIZE], until[FORMAT_SIZE], time[16], text[TEXT_BUF];
    clock_date(last, day);
    format_date(day, until, sizeof until);
    format_time(last, time, sizeof time);
    text_format(text, sizeof text, _("You can cancel until %s %s"), until, time);
    if (can_cancel)
        ui_note(ui, "info", text);
}

void book_view_done(struct app *app, struct book *s, struct ui *ui)
{
    enum err e;
    if (app_finished(app, &s->cancel, &e)) {
        s->cancel_problem = e;
        s->asking_cancel = false;
        s->done_fresh = (struct fresh){0};
    }
    if (fresh_begin(app, &s->done_fresh) || s->made.status == APPOINTMENT_WISH)
        follow(app, s);
    bool over = s->made.status == APPOINTMENT_CANCELLED || s->made.status == APPOINTMENT_REFUSED;
    if (s->asking_cancel && !over) {
        view_cancel(app, s, ui);
        return;
    }
    const char *stops[] = {_("Book"), _("Check-in"), _("See the doctor"), _("Pay, medicine")};
    bool told =
        s->printed && app_print_state(app) != PRINT_NONE; /* the keys stay on the first page */
    if (!over && !told && !ui_large(ui))
        ui_progress(ui, stops, 4, s->made.status == APPOINTMENT_WISH ? 0 : 1, false);
    view_head(app, s, ui);
    if (over) {
        if (ui_button(ui, "again", _("Choose another time"),
                      &(struct ui_button){.kind = BUTTON_PRIMARY, .icon = "cal", .goes = true})) {
            struct book_args args = {.move_op = ""};
            text_copy(args.doctor_id, sizeof args.doctor_id, s->made.doctor.id);
            app_open(app, &screen_book, &args, sizeof args);
        }
        return;
    }
    if (told)
        printing_strip(app, ui, true);
    if (s->cancel_problem != ERR_OK)
        ui_strip(ui, "cancel.problem", TONE_AMBER, "warn",
                 s->cancel_problem == ERR_LATE ? _("It is too late to cancel here. Go to the desk")
                                               : sentence_for(s->cancel_problem),
                 NULL, NULL);
    view_ticket(app, s, ui);
    view_keys(app, s, ui);
}
