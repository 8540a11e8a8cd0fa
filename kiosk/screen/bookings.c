/* My bookings of the next 30 days: seen, moved, given back. */
#include "screen/bookings.h"

#include "base/text.h"
#include "screen/cancel_ask.h"
#include "store/service_request.h"
#include "store/care.h"
#include "store/db.h"

#include <string.h>

void booking_request_pair(struct app *app, const struct appointment *one, struct ui *ui)
{
    struct service_request order;
    if (one->referral[0] &&
        service_request_get(app_db(app), one->person_uuid, one->referral, &order) == ERR_OK)
        ui_pair(ui, order.kind == REQUEST_REFERRAL ? _("Referral") : _("Revisit"),
                app_label(app, &order.from), NULL);
}

static const char *const steps[] = {
    [BOOKINGS_IDENTIFY] = "identify", [BOOKINGS_LIST] = "bookings",
    [BOOKINGS_ONE] = "bookings.one",  [BOOKINGS_STOPPED] = "bookings.stopped",
    [BOOKINGS_STEP_COUNT] = NULL,
};

void booking_when(struct app *app, const struct appointment *one, char *out, size_t size)
{
    char day[FORMAT_SIZE], time[16];
    day_shown(app, one->start_ms, day, sizeof day);
    format_time(one->start_ms, time, sizeof time);
    text_format(out, size, "%s %s", day, time);
}

static bool is_moving(struct app *app, const struct appointment *one)
{
    struct appointment other;
    return appointment_replacing(app_db(app), one->op, &other) == ERR_OK;
}

static void read(struct app *app, struct bookings *s)
{
    s->count = 0;
    if (!app_person(app))
        return;
    s->problem = appointment_mine(app_db(app), app_person(app)->uuid,
                                  app_now(app) + BOOKINGS_DAYS * INT64_C(86400000), s->list,
                                  BOOKINGS_MAX, &s->count);
    for (size_t i = 0; i < s->count; i++)
        s->moving[i] = is_moving(app, &s->list[i]);
}

static void open_one(struct app *app, struct bookings *s, const struct appointment *one)
{
    s->one = *one;
    s->asking_cancel = s->cancelled = false;
    s->problem = ERR_OK;
    s->offers_fresh = (struct fresh){0};
    app_step(app, one->stopped == STOPPED_OPEN ? BOOKINGS_STOPPED : BOOKINGS_ONE);
}

static void booking_row(struct app *app, struct bookings *s, struct ui *ui, size_t i)
{
    const struct appointment *one = &s->list[i];
    char id[UUID_SIZE + 10], when[FORMAT_SIZE], doctor[TEXT_BUF];
    text_format(id, sizeof id, "booking:%s", one->op);
    booking_when(app, one, when, sizeof when);
    doctor_shown(app, &one->doctor, doctor, sizeof doctor);
    struct ui_row row = {.icon = "cal", .title = when, .line = doctor, .end = ROW_GOES};
    if (one->stopped == STOPPED_OPEN) {
        row.tag = _("Stopped");
        row.tag_tone = TONE_AMBER;
    } else if (s->moving[i]) {
        row.tag = _("Being moved");
        row.tag_tone = TONE_SUNK;
    } else if (one->status == APPOINTMENT_WISH) {
        row.tag = _("Not confirmed yet");
        row.tag_tone = TONE_SUNK;
    } else if (one->status == APPOINTMENT_ARRIVED) {
        row.tag = _("Checked in");
        row.tag_tone = TONE_GREEN;
    }
    if (ui_row(ui, id, &row))
        open_one(app, s, one);
}

static void view_list(struct app *app, struct bookings *s, struct ui *ui)
{
    if (!s->asked && app_person(app)) {
        s->asked = true;
        asking_begin(app, &s->asking, ENQUIRY_BOOKINGS, app_person(app)->uuid);
    }
    if (fresh_begin(app, &s->fresh))
        read(app, s);
    ui_title(ui, _("My bookings"));
    asking_strip(app, &s->asking, ui);
    if (s->cancelled)
        given_back_strip(app, ui, _("Cancelled"));
    if (s->problem != ERR_OK)
        read_failed(ui, s->problem);
    if (s->count == 0 && s->asking.state != ASKING_NOW) {
        ui_empty(ui, "cal", _("No bookings in the next 30 days"),
                 _("Those made elsewhere may not show here"));
    } else if (s->count > 0) {
        ui_quiet(ui, TEXT_M, _("Tap one to change the time or cancel it"));
    }
    ui_pages(ui, "bookings");
    for (size_t i = 0; i < s->count; i++)
        booking_row(app, s, ui, i);
    if (ui_row(ui, "book",
               &(struct ui_row){
                   .icon = "calplus", .title = _("Book an appointment"), .end = ROW_GOES}))
        app_open(app, &screen_book, NULL, 0);
    ui_pages_end(ui);
}

static void view_card(struct app *app, const struct bookings *s, struct ui *ui)
{
    const struct appointment *one = &s->one;
    char date[FORMAT_SIZE], time[FORMAT_SIZE], big[FORMAT_SIZE], doctor[TEXT_BUF], fee[32],
        code[16];
    day_shown_whole(app, one->start_ms, date, sizeof date);
    format_time_span(one->start_ms, one->end_ms, time, sizeof time);
    bold(time, big, sizeof big);
    doctor_shown(app, &one->doctor, doctor, sizeof doctor);
    fee_shown(app, one->doctor.fee_minor, true, fee, sizeof fee);
    format_code(one->code, code, sizeof code);
    ui_card(ui);
    ui_quiet(ui, TEXT_M, date);
    ui_text(ui, ui_large(ui) ? TEXT_XL : TEXT_XXL, big);
    ui_pair(ui, _("Doctor"), doctor, NULL);
    booking_request_pair(app, one, ui);
    if (app_label(app, &one->doctor.place)[0])
        ui_pair(ui, _("Place"), app_label(app, &one->doctor.place), NULL);
    if (fee[0])
        ui_pair(ui, _("Fee"), fee, _("paid on the day"));
    ui_pair(ui, _("Visit code"), code, NULL);
    ui_card_end(ui);
}

static void view_ask_cancel(struct app *app, struct bookings *s, struct ui *ui)
{
    enum cancel_answer answer = cancel_ask(app, ui, &s->one);
    if (answer == CANCEL_KEEP)
        s->asking_cancel = false;
    if (answer != CANCEL_YES)
        return;
    text_copy(s->cancel.op, sizeof s->cancel.op, s->one.op);
    app_start(app, run_cancel, &s->cancel, sizeof s->cancel);
}

static void view_changes(struct app *app, struct bookings *s, struct ui *ui)
{
    struct act_env env = {.config = app_config(app), .clock = db_clock(app_db(app))};
    int64_t last = cancel_until(&env, &s->one);
    char day[DATE_SIZE], date[FORMAT_SIZE], time[16], text[TEXT_BUF];
    clock_date(last, day);
    format_date(day, date, sizeof date);
    format_time(last, time, sizeof time);
    if (s->one_moving) {
        ui_strip(ui, "moving", TONE_SLATE, "repeat", _("A new time is being asked for"),
                 _("This one stays yours until the hospital confirms it"), NULL);
        return;
    }
    if (s->one.status == APPOINTMENT_ARRIVED || app_now(app) > last) {
        text_format(text, sizeof text, _("Changes were possible until %s %s"), date, time);
        ui_strip(ui, "late", TONE_SLATE, "info", text, _("Go to the desk, they will help"), NULL);
        return;
    }
    if (ui_button(ui, "move", _("Change the time"),
                  &(struct ui_button){
                      .kind = BUTTON_PRIMARY, .icon = "swap", .tall = true, .goes = true})) {
        struct book_args args = {.doctor_id = ""};
        text_copy(args.move_op, sizeof args.move_op, s->one.op);
        app_open(app, &screen_book, &args, sizeof args);
    }
    if (ui_button(ui, "cancel", _("Cancel the booking"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "cal"}))
        s->asking_cancel = true;
    text_format(text, sizeof text, _("Both are possible until %s %s"), date, time);
    ui_note(ui, "info", text);
}

static void view_one(struct app *app, struct bookings *s, struct ui *ui)
{
    enum err e;
    if (app_finished(app, &s->cancel, &e)) {
        s->problem = e;
        s->asking_cancel = false;
        s->cancelled = e == ERR_OK;
        s->fresh = (struct fresh){0};
        if (e == ERR_OK) {
            app_back(app);
            return;
        }
    }
    if (fresh_begin(app, &s->fresh)) {
        struct appointment now;
        if (appointment_get(app_db(app), s->one.op, &now) == ERR_OK)
            s->one = now;
        s->one_moving = is_moving(app, &s->one);
        if (s->one.stopped == STOPPED_OPEN) { /* it came meanwhile */
            app_step(app, BOOKINGS_STOPPED);
            return;
        }
    }
    if (s->one.status == APPOINTMENT_CANCELLED) { /* moved: the new one stands in the list */
        ui_title(ui, _("This booking was moved or cancelled"));
        if (ui_next(ui, _("My bookings"), true))
            app_back(app);
        return;
    }
    if (s->asking_cancel) {
        view_ask_cancel(app, s, ui);
        return;
    }
    ui_title(ui, _("Your booking"));
    if (s->problem != ERR_OK)
        ui_strip(ui, "problem", TONE_AMBER, "warn",
                 s->problem == ERR_LATE ? _("It is too late to cancel here. Go to the desk")
                                        : sentence_for(s->problem),
                 NULL, NULL);
    view_card(app, s, ui);
    if (s->one.doctor.place_id[0] &&
        ui_button(ui, "way", _("Show me how to get there"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "route"}))
        open_way(app, s->one.doctor.place_id);
    view_changes(app, s, ui);
}

static void view_identify(struct app *app, struct bookings *s, struct ui *ui)
{
    switch (identify_form(app, &s->form, ui,
                          &(struct identify_options){
                              .title = _("Whose bookings?"),
                              .lead = _("Scan a card, or type one number"),
                          })) {
    case IDENTIFY_STAYS:
    case IDENTIFY_GUEST:
    case IDENTIFY_CODE:
        break;
    case IDENTIFY_DONE:
        s->fresh = (struct fresh){0};
        app_greet(app); /* the list says it */
        app_replace(app, BOOKINGS_LIST);
        break;
    }
}

bool bookings_next_stopped(struct app *app, struct bookings *s)
{
    size_t count = 0;
    enum err e = app_person(app) && !s->args.op[0]
                     ? appointment_stopped(app_db(app), app_person(app)->uuid, &s->one, 1, &count)
                     : ERR_OK;
    s->offers_fresh = (struct fresh){0};
    s->asking_cancel = false;
    if (e == ERR_OK && count > 0)
        return false;
    app_back(app);
    return true;
}

static void enter(struct app *app, void *state)
{
    struct bookings *s = state;
    size_t count = 0;
    if (s->args.op[0] && appointment_get(app_db(app), s->args.op, &s->one) == ERR_OK)
        app_step(app, BOOKINGS_STOPPED);
    else if (s->args.stopped && app_person(app) &&
             appointment_stopped(app_db(app), app_person(app)->uuid, &s->one, 1, &count) ==
                 ERR_OK &&
             count > 0)
        app_step(app, BOOKINGS_STOPPED);
    else if (app_person(app))
        app_step(app, BOOKINGS_LIST);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct bookings *s = state;
    switch ((enum bookings_step)app_at(app)) {
    case BOOKINGS_IDENTIFY:
        view_identify(app, s, ui);
        break;
    case BOOKINGS_LIST:
        view_list(app, s, ui);
        break;
    case BOOKINGS_ONE:
        view_one(app, s, ui);
        break;
    case BOOKINGS_STOPPED:
        bookings_view_stopped(app, s, ui);
        break;
    case BOOKINGS_STEP_COUNT:
        break;
    }
}

static bool scan(struct app *app, void *state, const char *text)
{
    struct bookings *s = state;
    return app_at(app) == BOOKINGS_IDENTIFY && identify_form_scan(app, &s->form, text, false);
}

/* Back from "really cancel?" is no, as long as nothing was sent. */
static bool back(struct app *app, void *state)
{
    struct bookings *s = state;
    bool asked = s->asking_cancel;
    if (!app_busy(app))
        s->asking_cancel = false;
    return asked;
}

const struct screen screen_bookings = {
    .steps = steps,
    .state_size = sizeof(struct bookings),
    .enter = enter,
    .view = view,
    .scan = scan,
    .back = back,
};
