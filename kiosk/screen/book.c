/* Booking: department, doctor and time, who, check, done. */
#include "screen/book.h"

#include "base/text.h"
#include "store/care.h"
#include "store/content.h"

#include <string.h>

static const char *const steps[] = {
    [BOOK_DEPARTMENTS] = "book.departments",
    [BOOK_COMPLAINTS] = "book.complaints",
    [BOOK_CLINIC] = "book.clinic",
    [BOOK_REQUESTS_IDENTIFY] = "identify",
    [BOOK_REQUESTS] = "book.requests",
    [BOOK_DOCTORS] = "book.doctors",
    [BOOK_SLOTS] = "book.slots",
    [BOOK_IDENTIFY] = "identify",
    [BOOK_CONFIRM] = "book.confirm",
    [BOOK_DONE] = "book.done",
    [BOOK_STEP_COUNT] = NULL,
};

void book_progress(struct app *app, struct book *s, struct ui *ui, int now)
{
    const char *stops[] = {
        now > 0 && s->days.department.id[0] ? app_label(app, &s->days.department.name)
                                            : _("Department"),
        _("Doctor and time"),
        _("Check"),
    };
    ui_progress(ui, stops, 3, now, true);
}

void book_days_reset(struct book *s)
{
    struct department department = s->days.department;
    bool one_doctor = s->days.one_doctor;
    char open[ID_SIZE];
    text_copy(open, sizeof open, one_doctor ? s->days.open : "");
    memset(&s->days, 0, sizeof s->days);
    s->days.department = department;
    s->days.one_doctor = one_doctor;
    text_copy(s->days.open, sizeof s->days.open, open);
    s->slot_id[0] = '\0';
}

void book_choose_department(struct app *app, struct book *s, const char *department_id)
{
    memset(&s->days, 0, sizeof s->days);
    s->slot_id[0] = '\0';
    s->days.problem = department_get(app_db(app), department_id, &s->days.department);
    app_step(app, BOOK_DOCTORS);
}

void book_choose_doctor(struct app *app, struct book *s, const char *doctor_id)
{
    struct doctor doctor;
    memset(&s->days, 0, sizeof s->days);
    s->slot_id[0] = '\0';
    s->days.problem = doctor_get(app_db(app), doctor_id, &doctor);
    if (s->days.problem == ERR_OK)
        s->days.problem = department_get(app_db(app), doctor.department_id, &s->days.department);
    s->days.one_doctor = true;
    text_copy(s->days.open, sizeof s->days.open, doctor_id);
    app_step(app, BOOK_SLOTS);
}

bool book_moves(const struct book *s)
{
    return s->moved.op[0] != '\0';
}

static void view_identify(struct app *app, struct book *s, struct ui *ui)
{
    char until[FORMAT_SIZE], left[16];
    book_hold_clock(app, s, until, sizeof until, left, sizeof left);
    switch (identify_form(app, &s->form, ui,
                          &(struct identify_options){
                              .title = _("Who is the appointment for?"),
                              .lead = _("Scan a card, or type one number"),
                              .kept = until,
                              .kept_left = left,
                          })) {
    case IDENTIFY_STAYS:
    case IDENTIFY_GUEST:
    case IDENTIFY_CODE:
        break;
    case IDENTIFY_DONE:
        s->checked = (struct fresh){0};
        asking_begin(app, &s->asking, ENQUIRY_BOOKINGS, app_person(app)->uuid);
        app_step(app, BOOK_CONFIRM);
        tell_stopped(app);
        break;
    }
}

static void enter(struct app *app, void *state)
{
    struct book *s = state;
    if (s->args.show_op[0] && appointment_get(app_db(app), s->args.show_op, &s->made) == ERR_OK) {
        app_replace(app, BOOK_DONE);
        return;
    }
    if (s->args.move_op[0] && appointment_get(app_db(app), s->args.move_op, &s->moved) != ERR_OK)
        s->moved.op[0] = '\0';
    if (book_moves(s) && s->moved.referral[0] && /* what it is on goes along */
        service_request_get(app_db(app), s->moved.person_uuid, s->moved.referral, &s->request) !=
            ERR_OK)
        s->request.id[0] = '\0';
    if (book_moves(s)) { /* the same doctor first, the department's others below */
        book_choose_department(app, s, s->moved.doctor.department_id);
        text_copy(s->days.open, sizeof s->days.open, s->moved.doctor.id);
        app_step(app, BOOK_SLOTS);
    } else if (s->args.doctor_id[0])
        book_choose_doctor(app, s, s->args.doctor_id);
    else if (s->args.department_id[0])
        book_choose_department(app, s, s->args.department_id);
}

static void leave(struct app *app, void *state)
{
    book_hold_end(app, state);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct book *s = state;
    if (app_at(app) < BOOK_IDENTIFY && refuse_storing(app, ui))
        return;
    switch ((enum book_step)app_at(app)) {
    case BOOK_DEPARTMENTS:
        book_view_departments(app, s, ui);
        break;
    case BOOK_COMPLAINTS:
        book_view_complaints(app, s, ui);
        break;
    case BOOK_CLINIC:
        book_view_clinic(app, s, ui);
        break;
    case BOOK_REQUESTS_IDENTIFY:
        book_view_requests_identify(app, s, ui);
        break;
    case BOOK_REQUESTS:
        book_view_requests(app, s, ui);
        break;
    case BOOK_DOCTORS:
    case BOOK_SLOTS:
        book_view_days(app, s, ui);
        break;
    case BOOK_IDENTIFY:
        view_identify(app, s, ui);
        break;
    case BOOK_CONFIRM:
        book_view_confirm(app, s, ui);
        break;
    case BOOK_DONE:
        book_view_done(app, s, ui);
        break;
    case BOOK_STEP_COUNT:
        break;
    }
}

static bool scan(struct app *app, void *state, const char *text)
{
    struct book *s = state;
    return (app_at(app) == BOOK_IDENTIFY || app_at(app) == BOOK_REQUESTS_IDENTIFY) &&
           identify_form_scan(app, &s->form, text, false);
}

/* Back from "really cancel?" is no, as long as nothing was sent. */
static bool back(struct app *app, void *state)
{
    struct book *s = state;
    bool asked = s->asking_cancel;
    if (!app_busy(app))
        s->asking_cancel = false;
    return asked;
}

const struct screen screen_book = {
    .steps = steps,
    .state_size = sizeof(struct book),
    .enter = enter,
    .leave = leave,
    .view = view,
    .scan = scan,
    .back = back,
};
