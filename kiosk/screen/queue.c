/* My place in the queue: scan or type the number or the visit code. */
#include "screen/asking.h"
#include "screen/checkin.h"

#include "base/text.h"
#include "model/identity.h"
#include "store/care.h"
#include "store/db.h"

#include <ctype.h>
#include <string.h>

#define SAME_MAX 32
#define POLL_MS 15000

enum queue_step { QUEUE_ASK, QUEUE_SHOW, QUEUE_STEP_COUNT };

struct queue {
    struct queue_args args;
    char code[16];
    bool scanned;
    enum err problem;
    struct visit_job job;
    struct asking asking;
    struct found found;
    int was_off; /* wait_was_off */
    int64_t read_ms;
    struct fresh fresh;
    struct missed missed;
    struct ticket same[SAME_MAX]; /* today's tickets with that number, of several queues */
    size_t same_count;
};

static void look_up(struct app *app, struct queue *s, const char *code)
{
    s->problem = ERR_OK;
    s->same_count = 0;
    text_copy(s->job.code, sizeof s->job.code, code);
    if (code_is_known(app, code) || !asking_begin(app, &s->asking, ENQUIRY_VISIT, code))
        app_start(app, run_visit, &s->job, sizeof s->job);
}

static void finished(struct app *app, struct queue *s, enum err e)
{
    s->problem = e;
    if (e == ERR_OK && s->job.found.has_appointment && !s->job.found.has_ticket &&
        s->job.found.appointment.stopped == STOPPED_OPEN) {
        struct bookings_args args = {.stopped = true};
        text_copy(args.op, sizeof args.op, s->job.found.appointment.op);
        app_open(app, &screen_bookings, &args, sizeof args);
        return;
    }
    if (e == ERR_OK) {
        s->found = s->job.found;
        s->fresh = (struct fresh){0};
        s->missed = (struct missed){.back = false};
        app_step(app, QUEUE_SHOW);
        return;
    }
    if (e != ERR_AMBIGUOUS)
        return;
    char number[16], today[DATE_SIZE];
    size_t n = 0, count = 0;
    for (const char *p = s->job.code; *p && n < sizeof number - 1; p++)
        if (isalnum((unsigned char)*p))
            number[n++] = (char)toupper((unsigned char)*p);
    number[n] = '\0';
    app_today(app, today);
    enum err read = ticket_by_number(app_db(app), today, number, s->same, SAME_MAX, &count);
    for (size_t i = 0; read == ERR_OK && i < count; i++)
        if (s->same[i].status != TICKET_VOID)
            s->same[s->same_count++] = s->same[i];
}

static const char *problem_sentence(const struct queue *s)
{
    if (s->problem == ERR_INVALID)
        return _("A number is one letter and 3 digits; a visit code 6 digits");
    if (s->problem == ERR_NOT_FOUND)
        return _("We cannot find that for today. Compare with your slip");
    return sentence_for(s->problem);
}

static void view_same(struct app *app, struct queue *s, struct ui *ui)
{
    ui_heading(ui, _("Which clinic is it?"));
    ui_pages(ui, "same");
    for (size_t i = 0; i < s->same_count; i++) {
        char id[UUID_SIZE + 8];
        text_format(id, sizeof id, "ticket:%s", s->same[i].op);
        if (ui_row(ui, id,
                   &(struct ui_row){.icon = "ticket",
                                    .title = app_label(app, &s->same[i].doctor.department),
                                    .beside = app_label(app, &s->same[i].doctor.name),
                                    .line = app_label(app, &s->same[i].doctor.place),
                                    .end = ROW_GOES}))
            look_up(app, s, s->same[i].op);
    }
    ui_pages_end(ui);
}

static void view_ask(struct app *app, struct queue *s, struct ui *ui)
{
    bool several = s->same_count > 0;
    bool next = false;
    if (!several || ui_focused(ui, "code")) {
        ui_pin(ui);
        ui_keyboard(ui, KEYS_CODE, !several);
        next =
            ui_button(ui, "next", _("Next"),
                      &(struct ui_button){.kind = BUTTON_PRIMARY,
                                          .goes = true,
                                          .disabled = !s->code[0],
                                          .busy = app_busy(app) || s->asking.state == ASKING_NOW});
        ui_pin_end(ui);
    }
    ui_title(ui, _("Your place in the queue"));
    if (!ui_large(ui))
        ui_quiet(ui, TEXT_M, _("Scan your slip, or type its number"));
    struct ui_field field = {.label = _("Number in the queue, or visit code"),
                             .hint = _("B027, or 6 digits"),
                             .icon = "ticket",
                             .keys = KEYS_CODE,
                             .max = 8,
                             .autofocus = !several};
    if (s->problem == ERR_INVALID || s->problem == ERR_NOT_FOUND)
        field.error = problem_sentence(s);
    char before[sizeof s->code];
    memcpy(before, s->code, sizeof before);
    next |= ui_field(ui, "code", &field, s->code, sizeof s->code);
    if (strcmp(before, s->code) != 0) {
        s->problem = ERR_OK;
        s->same_count = 0;
    }
    if (s->problem != ERR_OK && !field.error && s->problem != ERR_AMBIGUOUS)
        ui_strip(ui, "problem", TONE_AMBER, "warn", problem_sentence(s), NULL, NULL);
    if (s->same_count > 0)
        view_same(app, s, ui);
    if (next && s->code[0] && !app_busy(app) && s->asking.state != ASKING_NOW)
        look_up(app, s, s->code);
}

static void refresh(struct app *app, struct queue *s)
{
    struct found *f = &s->found;
    if (f->has_ticket) {
        struct ticket now;
        if (ticket_get(app_db(app), f->ticket.op, &now) == ERR_OK)
            f->ticket = now;
        struct wait wait;
        if (wait_now(app, &f->ticket, &wait) == ERR_OK)
            f->wait = wait;
        s->was_off = wait_was_off(app, &f->ticket);
    }
    s->read_ms = app_now(app);
}

static void view_booking(struct app *app, const struct appointment *one, struct ui *ui)
{
    char doctor[TEXT_BUF], time[FORMAT_SIZE], date[FORMAT_SIZE], text[FORMAT_SIZE];
    ui_title(ui, _("You are not in the queue yet"));
    ui_quiet(ui, TEXT_M, _("Check in first, then you get a number"));
    doctor_shown(app, &one->doctor, doctor, sizeof doctor);
    day_shown_whole(app, one->start_ms, date, sizeof date);
    format_time_span(one->start_ms, one->end_ms, time, sizeof time);
    ui_card(ui);
    ui_quiet(ui, TEXT_M, date);
    bold(time, text, sizeof text);
    ui_text(ui, TEXT_XL, text);
    ui_pair(ui, _("Doctor"), doctor, NULL);
    if (app_label(app, &one->doctor.place)[0])
        ui_pair(ui, _("Place"), app_label(app, &one->doctor.place), NULL);
    ui_card_end(ui);
    if (ui_button(ui, "checkin", _("Go to check-in"),
                  &(struct ui_button){.kind = BUTTON_PRIMARY, .icon = "ticket", .goes = true})) {
        struct checkin_args args = {{0}};
        text_copy(args.code, sizeof args.code, one->code);
        app_open(app, &screen_checkin, &args, sizeof args);
    }
}

static void view_show(struct app *app, struct queue *s, struct ui *ui)
{
    const struct found *f = &s->found;
    if (fresh_begin(app, &s->fresh) || app_now(app) - s->read_ms >= POLL_MS)
        refresh(app, s);
    app_wake_at(app, s->read_ms + POLL_MS);
    if (!f->has_ticket) {
        view_booking(app, &f->appointment, ui);
        return;
    }
    bool back = s->missed.back && f->ticket.stage == QUEUE_WAITING;
    if (ui_large(ui)) /* a smaller line, so that the number stands on the first page */
        ui_heading(ui, back ? _("You are back in the queue") : _("Your place in the queue"));
    else
        ui_title(ui, _("Your place in the queue"));
    bool passed = f->ticket.stage == QUEUE_PASSED;
    stage_strip(ui, &f->ticket);
    if (missed_view(app, &s->missed, &f->ticket, ui))
        s->fresh = (struct fresh){0};
    ticket_card(app, &f->ticket, &f->wait, s->was_off, ui);
    if (f->ticket.doctor.place_id[0] &&
        ui_button(ui, "way", _("Take me there"),
                  &(struct ui_button){.kind = passed ? BUTTON_SECONDARY : BUTTON_PRIMARY,
                                      .icon = "route",
                                      .tall = !passed}))
        open_way(app, f->ticket.doctor.place_id);
    if (ui_button(ui, "other", _("Look up another number"),
                  &(struct ui_button){.kind = BUTTON_QUIET, .icon = "search"})) {
        text_wipe(s->code, sizeof s->code);
        app_back(app);
    }
    missed_hint(app, &f->ticket, ui);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct queue *s = state;
    enum err e;
    if (app_finished(app, &s->job, &e))
        finished(app, s, e);
    if (asking_ended(app, &s->asking)) {
        s->asking.state = ASKING_NOT; /* now it is here or nowhere */
        app_start(app, run_visit, &s->job, sizeof s->job);
    }
    if (s->scanned && !app_busy(app)) {
        s->scanned = false;
        look_up(app, s, s->code);
    }
    if (app_at(app) == QUEUE_SHOW)
        view_show(app, s, ui);
    else
        view_ask(app, s, ui);
}

static void enter(struct app *app, void *state)
{
    struct queue *s = state;
    (void)app;
    text_copy(s->code, sizeof s->code, s->args.code);
    s->scanned = s->code[0] != '\0';
}

static bool scan(struct app *app, void *state, const char *text)
{
    struct queue *s = state;
    char today[DATE_SIZE], clean[40];
    app_today(app, today);
    enum scan_kind kind = identity_scan(text, today, clean);
    if ((kind != SCAN_TICKET && kind != SCAN_VISIT_CODE) || app_at(app) != QUEUE_ASK)
        return false;
    text_copy(s->code, sizeof s->code, clean);
    s->scanned = true;
    return true;
}

static const char *const steps[] = {
    [QUEUE_ASK] = "queue", [QUEUE_SHOW] = "queue", [QUEUE_STEP_COUNT] = NULL};

const struct screen screen_queue = {
    .steps = steps,
    .state_size = sizeof(struct queue),
    .enter = enter,
    .view = view,
    .scan = scan,
};
