/* Check in, or take a number: who, then today's booking or a department, then the number. */
#include "screen/checkin.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/db.h"

#include <string.h>

static const char *const steps[] = {
    [CHECKIN_IDENTIFY] = "identify",   [CHECKIN_LIST] = "checkin",
    [CHECKIN_DEPARTMENTS] = "checkin", [CHECKIN_CONFIRM] = "checkin",
    [CHECKIN_DONE] = "checkin.done",   [CHECKIN_STEP_COUNT] = NULL,
};

static bool is_today(struct app *app, int64_t ms)
{
    char day[DATE_SIZE], today[DATE_SIZE];
    clock_date(ms, day);
    app_today(app, today);
    return strcmp(day, today) == 0;
}

static void add(struct app *app, struct checkin *s, const struct appointment *one)
{
    struct ticket ticket;
    if (!is_today(app, one->start_ms)) {
        if (!s->later_ms)
            s->later_ms = one->start_ms;
        return;
    }
    if (s->count == CHECKIN_BOOKINGS_MAX)
        return;
    s->list[s->count] = *one;
    s->has_ticket[s->count] = ticket_by_appointment(app_db(app), one->op, &ticket) == ERR_OK &&
                              ticket.status != TICKET_VOID;
    text_copy(s->number[s->count], sizeof s->number[0],
              s->has_ticket[s->count] ? ticket.number : "");
    s->count++;
}

/* The hospital may know their name; its answer comes when it comes. */
static void learn_name(struct app *app)
{
    struct person person;
    if (person_get(app_db(app), app_person(app)->uuid, &person) == ERR_OK &&
        strcmp(person.name, app_person(app)->name) != 0)
        app_set_person(app, &person);
    text_wipe(&person, sizeof person);
}

static void read_places(struct app *app, struct checkin *s)
{
    for (size_t i = 0; i < s->count; i++)
        checkin_read_place(app, s, i);
}

static void read(struct app *app, struct checkin *s)
{
    struct appointment all[CHECKIN_BOOKINGS_MAX * 2];
    size_t count = 0;
    s->problem = ERR_OK;
    if (!app_person(app)) { /* came with a visit code: that booking, and no other */
        for (size_t i = 0; i < s->count; i++)
            if (appointment_get(app_db(app), s->list[i].op, &all[i]) == ERR_OK)
                s->list[i] = all[i];
        read_places(app, s);
        return;
    }
    learn_name(app);
    s->count = 0;
    s->later_ms = 0;
    s->problem =
        appointment_list(app_db(app), app_person(app)->uuid, all, CHECKIN_BOOKINGS_MAX * 2, &count);
    for (size_t i = 0; s->problem == ERR_OK && i < count; i++)
        add(app, s, &all[i]);
    read_places(app, s);
}

enum booking_state { READY, EARLY, LATE, WISHED, STOPPED, HAS_NUMBER, ELSEWHERE };

static enum booking_state booking_state(struct app *app, const struct checkin *s, size_t i)
{
    struct act_env env = {.config = app_config(app), .clock = db_clock(app_db(app))};
    int64_t from, until, now = app_now(app);
    struct ticket given;
    if (s->has_ticket[i])
        return HAS_NUMBER;
    if (s->list[i].stopped == STOPPED_OPEN)
        return STOPPED;
    if (s->list[i].status == APPOINTMENT_WISH)
        return WISHED;
    if (s->list[i].status == APPOINTMENT_ARRIVED &&
        ticket_by_appointment(app_db(app), s->list[i].op, &given) == ERR_NOT_FOUND)
        return ELSEWHERE; /* a void number of ours can be had again */
    check_in_window(&env, &s->list[i], &from, &until);
    return now < from ? EARLY : now > until ? LATE : READY;
}

static void start_check_in(struct app *app, struct checkin *s)
{
    if (strcmp(s->check.appointment_op, s->chosen) != 0 || !s->check.op[0])
        uuid_new(s->check.op);
    text_copy(s->check.appointment_op, sizeof s->check.appointment_op, s->chosen);
    app_start(app, run_check_in, &s->check, sizeof s->check);
}

static void booking_row(struct app *app, struct checkin *s, struct ui *ui, size_t i, bool only)
{
    const struct appointment *one = &s->list[i];
    struct act_env env = {.config = app_config(app), .clock = db_clock(app_db(app))};
    enum booking_state state = booking_state(app, s, i);
    char id[UUID_SIZE + 10], time[FORMAT_SIZE], opens[16], closes[16], line[TEXT_BUF],
        doctor[TEXT_BUF], tag[FORMAT_SIZE] = "";
    int64_t from, until;
    text_format(id, sizeof id, "booking:%s", one->op);
    format_time(one->start_ms, time, sizeof time);
    doctor_shown(app, &one->doctor, doctor, sizeof doctor);
    check_in_window(&env, one, &from, &until);
    format_time(from, opens, sizeof opens);
    format_time(until, closes, sizeof closes);
    const char *place = app_label(app, &one->doctor.place);
    text_copy(line, sizeof line, place);
    enum tone tone = TONE_SUNK;
    switch (state) {
    case READY:
        text_copy(tag, sizeof tag, _("Check in now"));
        tone = TONE_GREEN;
        break;
    case EARLY:
        text_format(tag, sizeof tag, _("from %s"), opens);
        text_format(line, sizeof line, _("You are early. Check-in opens at %s"), opens);
        break;
    case LATE:
        text_format(line, sizeof line, _("Check-in closed at %s. Take a number instead"), closes);
        break;
    case WISHED:
        text_copy(line, sizeof line, _("Not confirmed by the hospital yet"));
        break;
    case ELSEWHERE:
        text_copy(line, sizeof line, _("Checked in elsewhere. Ask the desk for your number"));
        break;
    case STOPPED:
        text_copy(tag, sizeof tag, _("Stopped"));
        text_copy(line, sizeof line, _("Tap to see other times"));
        tone = TONE_AMBER;
        break;
    case HAS_NUMBER:
        text_copy(tag, sizeof tag, s->number[i]);
        tone = TONE_TINT;
        break;
    }
    bool chosen = state == READY && (only || strcmp(s->chosen, one->op) == 0);
    if (chosen)
        text_copy(s->chosen, sizeof s->chosen, one->op);
    if (ui_row(ui, id,
               &(struct ui_row){
                   .icon = "cal",
                   .title = time,
                   .beside = doctor,
                   .line = line[0] ? line : NULL,
                   .tag = tag[0] ? tag : NULL,
                   .tag_tone = tone,
                   .end = state == HAS_NUMBER || state == STOPPED ? ROW_GOES : ROW_PLAIN,
                   .chosen = chosen,
                   .disabled = state != READY && state != HAS_NUMBER && state != STOPPED})) {
        if (state == STOPPED) {
            struct bookings_args args = {.stopped = true};
            text_copy(args.op, sizeof args.op, one->op);
            app_open(app, &screen_bookings, &args, sizeof args);
            return;
        }
        text_copy(s->chosen, sizeof s->chosen, one->op);
        if (state == HAS_NUMBER)
            start_check_in(app, s); /* finds that number again */
    }
}

static void view_list(struct app *app, struct checkin *s, struct ui *ui)
{
    char text[TEXT_BUF], date[FORMAT_SIZE];
    if (fresh_begin(app, &s->fresh))
        read(app, s);
    size_t ready = 0;
    bool chosen = false;
    for (size_t i = 0; i < s->count; i++) {
        bool can = booking_state(app, s, i) == READY;
        ready += can;
        chosen |= can && strcmp(s->chosen, s->list[i].op) == 0;
    }
    if (ready > 0) {
        ui_pin(ui);
        if (ui_submit(ui, app_busy(app) ? _("Saving") : _("Check in for this"),
                      chosen || ready == 1, app_busy(app)) &&
            s->chosen[0])
            start_check_in(app, s);
        ui_pin_end(ui);
    }
    ui_title(ui, s->count ? _("Your bookings today") : _("Take a number"));
    if (s->problem != ERR_OK)
        ui_strip(ui, "problem", TONE_AMBER, "warn", sentence_for(s->problem), NULL, NULL);
    asking_strip(app, &s->asking, ui);
    if (s->count == 0 && !s->guest && s->asking.state != ASKING_NOW)
        ui_quiet(ui, TEXT_M, _("There is no booking for you today"));
    text[0] = '\0';
    if (s->later_ms) {
        char time[16], day[DATE_SIZE];
        clock_date(s->later_ms, day);
        format_date(day, date, sizeof date);
        format_time(s->later_ms, time, sizeof time);
        text_format(text, sizeof text, _("Your next one is %s %s"), date, time);
        if (!app_person(
                app)) /* came with that booking's visit code: nothing else is theirs to see */
            ui_note(ui, "cal", text);
    }
    for (size_t i = 0; i < s->count; i++)
        if (booking_state(app, s, i) == READY &&
            (ready == 1 || strcmp(s->chosen, s->list[i].op) == 0))
            checkin_view_place(&s->told[i], ui);
    ui_pages(ui, "bookings");
    for (size_t i = 0; i < s->count; i++)
        booking_row(app, s, ui, i, ready == 1);
    if (ui_row(ui, "walkin",
               &(struct ui_row){.icon = "ticket",
                                .title = _("Take a number without booking"),
                                .line = _("See the doctor on duty today"),
                                .end = ROW_GOES})) {
        s->problem = ERR_OK;
        app_step(app, CHECKIN_DEPARTMENTS);
    }
    if (app_person(app) &&
        ui_row(ui, "bookings",
               &(struct ui_row){.icon = "book",
                                .title = _("My bookings"),
                                .line = text[0] ? text : _("Change the time, or cancel one"),
                                .end = ROW_GOES}))
        app_open(app, &screen_bookings, NULL, 0);
    ui_pages_end(ui);
}

static void give(struct app *app, struct checkin *s, const struct ticket *ticket, bool already)
{
    s->done = (struct checkin_ticket){.ticket = *ticket, .already = already};
    app_replace(app, CHECKIN_DONE);
}

static void look_up(struct app *app, struct checkin *s, const char *code)
{
    text_copy(s->visit.code, sizeof s->visit.code, code);
    s->form.problem = ERR_OK;
    if (code_is_known(app, code) || !asking_begin(app, &s->asking, ENQUIRY_VISIT, code))
        app_start(app, run_visit, &s->visit, sizeof s->visit);
}

/* The code was asked for elsewhere; now it is here or nowhere. */
static void look_up_asked(struct app *app, struct checkin *s)
{
    if (s->asking.job.kind == ENQUIRY_VISIT && asking_ended(app, &s->asking)) {
        s->asking.state = ASKING_NOT;
        app_start(app, run_visit, &s->visit, sizeof s->visit);
    }
}

static void visit_found(struct app *app, struct checkin *s, enum err e)
{
    const struct found *found = &s->visit.found;
    if (e == ERR_OK && found->has_ticket) {
        give(app, s, &found->ticket, true);
    } else if (e == ERR_OK && found->appointment.stopped == STOPPED_OPEN) {
        struct bookings_args args = {.stopped = true};
        text_copy(args.op, sizeof args.op, found->appointment.op);
        app_open(app, &screen_bookings, &args, sizeof args);
    } else if (e == ERR_OK && is_today(app, found->appointment.start_ms)) {
        s->list[0] = found->appointment;
        s->has_ticket[0] = false;
        s->count = 1;
        app_step(app, CHECKIN_LIST);
    } else if (e == ERR_OK) {
        s->count = 0;
        s->later_ms = found->appointment.start_ms;
        app_step(app, CHECKIN_LIST);
    } else {
        s->form.problem = e;
        s->form.go = false;
    }
}

/* What finished since the last view. */
static void settle(struct app *app, struct checkin *s)
{
    enum err e;
    look_up_asked(app, s);
    if (app_finished(app, &s->visit, &e))
        visit_found(app, s, e);
    if (app_finished(app, &s->check, &e)) {
        s->problem = e;
        s->fresh = (struct fresh){0};
        if (e == ERR_OK)
            give(app, s, &s->check.ticket, false);
    }
    if (app_finished(app, &s->take, &e)) {
        s->problem = e;
        if (e == ERR_OK || e == ERR_ALREADY)
            give(app, s, &s->take.ticket, e == ERR_ALREADY);
    }
}

static void view_identify(struct app *app, struct checkin *s, struct ui *ui)
{
    switch (identify_form(app, &s->form, ui,
                          &(struct identify_options){
                              .title = _("Who are you?"),
                              .lead = _("Scan a card or code, or type one number"),
                              .guest = _("Take a number without saying who I am"),
                              .code = true,
                          })) {
    case IDENTIFY_STAYS:
        break;
    case IDENTIFY_CODE:
        look_up(app, s, s->form.fields[TAB_CODE]);
        break;
    case IDENTIFY_DONE:
        s->guest = false;
        s->fresh = (struct fresh){0};
        asking_begin(app, &s->asking, ENQUIRY_BOOKINGS, app_person(app)->uuid);
        app_step(app, CHECKIN_LIST);
        tell_stopped(app);
        break;
    case IDENTIFY_GUEST:
        s->guest = true;
        s->count = 0;
        app_step(app, CHECKIN_DEPARTMENTS);
        break;
    }
}

static void enter(struct app *app, void *state)
{
    struct checkin *s = state;
    if (s->args.code[0])
        identify_form_scan(app, &s->form, s->args.code, true);
    else if (app_person(app)) {
        asking_begin(app, &s->asking, ENQUIRY_BOOKINGS, app_person(app)->uuid);
        app_step(app, CHECKIN_LIST);
    }
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct checkin *s = state;
    settle(app, s);
    if (app_at(app) < CHECKIN_CONFIRM && !app_busy(app) && refuse_storing(app, ui))
        return;
    switch ((enum checkin_step)app_at(app)) {
    case CHECKIN_IDENTIFY:
        view_identify(app, s, ui);
        break;
    case CHECKIN_LIST:
        view_list(app, s, ui);
        break;
    case CHECKIN_DEPARTMENTS:
        checkin_view_departments(app, s, ui);
        break;
    case CHECKIN_CONFIRM:
        checkin_view_confirm(app, s, ui);
        break;
    case CHECKIN_DONE:
        checkin_view_done(app, &s->done, ui);
        break;
    case CHECKIN_STEP_COUNT:
        break;
    }
}

static bool scan(struct app *app, void *state, const char *text)
{
    struct checkin *s = state;
    return app_at(app) == CHECKIN_IDENTIFY && identify_form_scan(app, &s->form, text, true);
}

const struct screen screen_checkin = {
    .steps = steps,
    .state_size = sizeof(struct checkin),
    .enter = enter,
    .view = view,
    .scan = scan,
};
