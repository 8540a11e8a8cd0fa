/* Booking: department, doctor and time, who, check, done. */
#include "screen/book.h"

#include "base/text.h"
#include "store/content.h"

#include <string.h>

static const char *const steps[] = {
    [BOOK_DEPARTMENTS] = "book.departments",
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

static void view_identify(struct app *app, struct book *s, struct ui *ui)
{
    switch (identify_form(app, &s->form, ui,
                          &(struct identify_options){
                              .title = _("Who is the appointment for?"),
                              .lead = _("Scan a card, or type one number"),
                          })) {
    case IDENTIFY_STAYS:
    case IDENTIFY_GUEST:
    case IDENTIFY_CODE:
        break;
    case IDENTIFY_DONE:
        s->checked = (struct fresh){0};
        app_step(app, BOOK_CONFIRM);
        break;
    }
}

static void enter(struct app *app, void *state)
{
    struct book *s = state;
    if (s->args.doctor_id[0])
        book_choose_doctor(app, s, s->args.doctor_id);
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
    return app_at(app) == BOOK_IDENTIFY && identify_form_scan(app, &s->form, text, false);
}

const struct screen screen_book = {
    .steps = steps,
    .state_size = sizeof(struct book),
    .enter = enter,
    .view = view,
    .scan = scan,
};
