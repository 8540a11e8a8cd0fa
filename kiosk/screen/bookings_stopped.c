/* A clinic that was stopped after it was booked (停诊): what, why, and the next times, one tap
 * each. Nothing is lost without a word: it is told until it is moved or given up. */
#include "screen/bookings.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/content.h"
#include "store/service_request.h"

#include <string.h>

#define SOON_MS (30 * 60000) /* nobody gets to a clinic that begins at once */

static void read_offers(struct app *app, struct bookings *s)
{
    struct db *db = app_db(app);
    const struct doctor *doctor = &s->one.doctor;
    struct slot slot;
    struct schedule schedule;
    char day[DATE_SIZE];
    size_t others = 0;
    clock_date(s->one.start_ms, day);
    int64_t from = clock_date_start(day), soon = app_now(app) + SOON_MS;
    struct service_request order;
    if (s->one.referral[0] &&
        service_request_get(db, s->one.person_uuid, s->one.referral, &order) == ERR_OK &&
        order.kind == REQUEST_REVISIT && from < order.from_ms)
        from = order.from_ms - 1; /* of a revisit only what is after the results */
    if (from < soon)
        from = soon;
    memset(&s->reason, 0, sizeof s->reason);
    if (slot_get(db, s->one.slot_id, &slot) == ERR_OK &&
        schedule_get(db, slot.schedule_id, &schedule) == ERR_OK)
        s->reason = schedule.reason;
    s->same_count = s->offer_count = 0;
    s->problem = slot_next(db, doctor->id, "", "", from, s->offers, BOOKINGS_SAME, &s->same_count);
    if (s->problem == ERR_OK)
        s->problem = slot_next(db, "", doctor->department_id, doctor->id, from,
                               s->offers + s->same_count, BOOKINGS_OTHERS, &others);
    s->offer_count = s->same_count + others;
}

static void start_move(struct app *app, struct bookings *s, const char *slot_id)
{
    struct book_request *r = &s->move.request;
    if (strcmp(r->slot_id, slot_id) != 0 || strcmp(r->replaces, s->one.op) != 0 || !r->op[0])
        uuid_new(r->op); /* the same tap again is the same move */
    text_copy(r->person_uuid, sizeof r->person_uuid, s->one.person_uuid);
    text_copy(r->slot_id, sizeof r->slot_id, slot_id);
    text_copy(r->replaces, sizeof r->replaces, s->one.op);
    s->problem = ERR_OK;
    app_start(app, run_book, &s->move, sizeof s->move);
}

static void offer_row(struct app *app, struct bookings *s, struct ui *ui, size_t i)
{
    const struct offer_row *row = &s->offers[i];
    const struct doctor *doctor = &row->doctor;
    struct appointment at = {.start_ms = row->slot.start_ms};
    char id[ID_SIZE + 8], when[FORMAT_SIZE], who[TEXT_BUF], fee[32];
    text_format(id, sizeof id, "slot:%s", row->slot.id);
    booking_when(app, &at, when, sizeof when);
    text_format(who, sizeof who, "%s %s", app_label(app, &doctor->name),
                doctor->general ? "" : app_label(app, &doctor->title));
    fee_shown(app, doctor->fee_minor, false, fee, sizeof fee);
    if (ui_row(ui, id,
               &(struct ui_row){.icon = "swap",
                                .title = when,
                                .line = who,
                                .value = fee[0] ? fee : NULL,
                                .end = ROW_GOES,
                                .disabled = app_busy(app)}) &&
        !app_busy(app))
        start_move(app, s, row->slot.id);
}

/* True when this step is over. */
static bool settle(struct app *app, struct bookings *s)
{
    enum err e;
    if (app_finished(app, &s->cancel, &e)) {
        s->problem = e;
        if (e == ERR_OK)
            return bookings_next_stopped(app, s);
    }
    if (!app_finished(app, &s->move, &e))
        return false;
    s->problem = e;
    s->offers_fresh = (struct fresh){0};
    if (e != ERR_OK)
        return false;
    struct book_args args = {.doctor_id = ""};
    text_copy(args.show_op, sizeof args.show_op, s->move.made.op);
    bool over = bookings_next_stopped(app, s);
    app_open(app, &screen_book, &args, sizeof args);
    return over;
}

static void view_offers(struct app *app, struct bookings *s, struct ui *ui)
{
    struct link link;
    app_link(app, &link);
    ui_pages(ui, "offers");
    if (s->offer_count > 0)
        ui_heading(ui, link.state == LINK_OFFLINE ? _("Choose one: kept now, confirmed later")
                                                  : _("Choose one and it is changed"));
    for (size_t i = 0; i < s->offer_count; i++)
        offer_row(app, s, ui, i);
    if (s->offer_count == 0)
        ui_note(ui, "info", _("No other time is free at the moment"));
    if (ui_row(ui, "move",
               &(struct ui_row){.icon = "cal", .title = _("Other times"), .end = ROW_GOES})) {
        struct book_args args = {.doctor_id = ""};
        text_copy(args.move_op, sizeof args.move_op, s->one.op);
        app_open(app, &screen_book, &args, sizeof args);
    }
    if (ui_row(ui, "cancel",
               &(struct ui_row){.icon = "x",
                                .title = _("I need no other time"),
                                .line = _("Ends this booking"),
                                .end = ROW_PLAIN,
                                .disabled = app_busy(app)})) {
        text_copy(s->cancel.op, sizeof s->cancel.op, s->one.op);
        app_start(app, run_cancel, &s->cancel, sizeof s->cancel);
    }
    ui_pages_end(ui);
}

void bookings_view_stopped(struct app *app, struct bookings *s, struct ui *ui)
{
    char when[FORMAT_SIZE], doctor[TEXT_BUF], fact[TEXT_BUF];
    if (!settle(app, s) && fresh_begin(app, &s->offers_fresh)) {
        enum err problem = s->problem; /* of the act: it stays in sight */
        struct appointment now;
        if (appointment_get(app_db(app), s->one.op, &now) == ERR_OK)
            s->one = now;
        if (s->one.stopped != STOPPED_OPEN && !app_busy(app)) /* settled, or it takes place */
            bookings_next_stopped(app, s);
        read_offers(app, s);
        if (problem != ERR_OK)
            s->problem = problem;
    }
    booking_when(app, &s->one, when, sizeof when);
    doctor_shown(app, &s->one.doctor, doctor, sizeof doctor);
    ui_title(ui, _("This clinic was stopped"));
    text_format(fact, sizeof fact, "%s　%s", when, doctor);
    const char *reason = app_label(app, &s->reason);
    ui_strip(ui, "stopped", TONE_AMBER, "warn", fact,
             reason[0] ? reason : _("The hospital had to stop it. We are sorry"), NULL);
    if (s->problem != ERR_OK)
        ui_strip(ui, "problem", TONE_AMBER, "warn", sentence_for(s->problem), NULL, NULL);
    view_offers(app, s, ui);
}
