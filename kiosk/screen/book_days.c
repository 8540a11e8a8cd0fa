/* Doctors, days and times on one screen (picture 04): book.doctors until a doctor is open, then
 * book.slots. */
#include "screen/book.h"

#include "base/text.h"
#include "store/content.h"

#include <string.h>

static const struct {
    const char *id;
} sessions[] = {
    [PART_MORNING] = {"session:am"},
    [PART_AFTERNOON] = {"session:pm"},
    [PART_EVENING] = {"session:ev"},
};
_Static_assert(sizeof sessions / sizeof sessions[0] == PART_COUNT, "a key for each part");

static const char *scope_doctor(const struct book_days *d)
{
    return d->one_doctor ? d->open : NULL;
}

/* Places left on the chosen day in that part; -1 when nobody is in then. */
static int part_left(const struct book_days *d, enum day_part part)
{
    int left = -1;
    for (size_t i = 0; i < d->schedule_count; i++) {
        const struct schedule *one = &d->schedules[i];
        if (one->part != part)
            continue;
        if (left < 0)
            left = 0;
        if (one->state == SCHEDULE_OPEN)
            left += one->left;
    }
    return left;
}

static void choose_part(struct book_days *d)
{
    if (d->part_chosen && part_left(d, d->part) >= 0)
        return;
    for (size_t i = 0; i < d->schedule_count && d->open[0]; i++) /* when the open doctor is there */
        if (d->schedules[i].state == SCHEDULE_OPEN &&
            strcmp(d->schedules[i].doctor_id, d->open) == 0) {
            d->part = d->schedules[i].part;
            return;
        }
    for (int pass = 0; pass < 2; pass++) /* first one with places, else any that is there */
        for (int p = 0; p < PART_COUNT; p++)
            if (part_left(d, (enum day_part)p) > -pass) {
                d->part = (enum day_part)p;
                return;
            }
}

void book_read_day(struct app *app, struct book *s)
{
    struct book_days *d = &s->days;
    struct db *db = app_db(app);
    d->schedule_count = d->doctor_count = 0;
    if (d->problem == ERR_OK)
        d->problem = schedule_list(db, d->one_doctor ? NULL : d->department.id, scope_doctor(d),
                                   d->date, d->schedules, BOOK_SCHEDULES_MAX, &d->schedule_count);
    book_request_schedules(app, s, d->schedules, d->schedule_count);
    choose_part(d);
    if (d->problem == ERR_OK && d->one_doctor) {
        d->problem = doctor_get(db, d->open, &d->doctors[0]);
        d->doctor_count = d->problem == ERR_OK;
    } else if (d->problem == ERR_OK) {
        d->problem = doctor_list(db, d->department.id, d->date, d->doctors, BOOK_DOCTORS_MAX,
                                 &d->doctor_count);
    }
    book_read_slots(app, s);
}

/* The first day on which the doctor who is open already has a place. */
static void first_day_of(struct app *app, struct book_days *d, int horizon)
{
    struct day days[BOOK_DAYS_MAX];
    size_t count = 0;
    d->problem = day_list(app_db(app), NULL, d->open, horizon, days, BOOK_DAYS_MAX, &count);
    for (size_t i = 0; i < count && !d->date[0]; i++)
        if (days[i].left > 0) {
            text_copy(d->date, sizeof d->date, days[i].date);
            d->page = (int)i / BOOK_DAYS_SHOWN;
        }
}

static void read(struct app *app, struct book *s)
{
    struct book_days *d = &s->days;
    if (d->problem != ERR_OK && d->problem != ERR_BUSY)
        return;
    int horizon = app_config(app)->booking.horizon_days;
    d->problem = day_list(app_db(app), d->one_doctor ? NULL : d->department.id, scope_doctor(d),
                          horizon, d->days, BOOK_DAYS_MAX, &d->day_count);
    book_request_days(app, s);
    if (d->problem == ERR_OK && !d->date[0] && d->open[0] && !d->one_doctor)
        first_day_of(app, d, horizon);
    for (size_t i = 0; i < d->day_count && !d->date[0]; i++)
        if (d->days[i].left > 0) {
            text_copy(d->date, sizeof d->date, d->days[i].date);
            d->page = (int)i / BOOK_DAYS_SHOWN;
        }
    if (!d->date[0] && d->day_count > 0)
        text_copy(d->date, sizeof d->date, d->days[0].date);
    book_read_day(app, s);
}

static void view_strip(struct app *app, struct book *s, struct ui *ui)
{
    struct book_days *d = &s->days;
    char today[DATE_SIZE];
    app_today(app, today);
    int shown = BOOK_DAYS_SHOWN, pages = ((int)d->day_count + shown - 1) / shown;
    if (d->page >= pages)
        d->page = pages ? pages - 1 : 0;
    ui_columns(ui, shown, 17);
    for (size_t i = (size_t)(d->page * shown);
         i < d->day_count && i < (size_t)((d->page + 1) * shown); i++) {
        const struct day *day = &d->days[i];
        char id[24], name[32], number[8], note[FORMAT_SIZE];
        text_format(id, sizeof id, "day:%s", day->date);
        format_day_name(day->date, today, name, sizeof name);
        format_day_of_month(day->date, number, sizeof number);
        if (day->left > 0)
            book_left_words(day->left, note, sizeof note);
        else
            text_copy(note, sizeof note,
                      day->stopped                                         ? _("stopped")
                      : day->total > 0 && book_request_early(s, day->date) ? _("tests first")
                      : day->total == 0                                    ? _("no clinic")
                                                                           : _("full"));
        bool chosen = strcmp(day->date, d->date) == 0;
        if (ui_day(ui, id, name, number, note, chosen,
                   (day->total > 0 && !book_request_early(s, day->date)) || chosen) &&
            !chosen) {
            text_copy(d->date, sizeof d->date, day->date);
            d->part_chosen = false;
            s->slot_id[0] = '\0';
            d->refused = ERR_OK;
            ui_pages_reset(ui, "doctors");
            book_read_day(app, s);
        }
    }
    ui_columns_end(ui);
    if (pages < 2)
        return;
    ui_columns(ui, 2, 24);
    if (ui_button(
            ui, "days.prev", _("Days before"),
            &(struct ui_button){
                .kind = BUTTON_QUIET, .icon = "left", .small = true, .disabled = d->page == 0}))
        d->page--;
    if (ui_button(ui, "days.next", _("Days after"),
                  &(struct ui_button){.kind = BUTTON_QUIET,
                                      .icon = "right",
                                      .small = true,
                                      .disabled = d->page + 1 >= pages}))
        d->page++;
    ui_columns_end(ui);
}

static void view_sessions(struct app *app, struct book *s, struct ui *ui)
{
    struct book_days *d = &s->days;
    int there = 0;
    for (int p = 0; p < PART_COUNT; p++)
        there += part_left(d, (enum day_part)p) >= 0;
    if (there == 0)
        return;
    ui_columns(ui, there < 2 ? 2 : there, 24);
    for (int p = 0; p < PART_COUNT; p++) {
        int left = part_left(d, (enum day_part)p);
        char name[32], note[FORMAT_SIZE];
        if (left < 0)
            continue;
        format_part((enum day_part)p, name, sizeof name);
        if (ui_choice(ui, sessions[p].id, NULL, name,
                      left ? book_left_words(left, note, sizeof note) : _("full"),
                      (int)d->part == p, true) &&
            (int)d->part != p) {
            d->part = (enum day_part)p;
            d->part_chosen = true;
            s->slot_id[0] = '\0';
            ui_pages_reset(ui, "doctors");
            book_read_slots(app, s);
        }
    }
    ui_columns_end(ui);
}

static void doctor_row(struct app *app, struct book *s, struct ui *ui, const struct doctor *doctor)
{
    struct book_days *d = &s->days;
    const struct schedule *schedule = book_schedule_of(d, doctor->id);
    char id[ID_SIZE + 8], beside[TEXT_BUF], fee[32], tag[FORMAT_SIZE];
    if (!schedule)
        return;
    if (strcmp(doctor->id, d->open) == 0) {
        book_view_doctor(app, s, ui, doctor, schedule);
        return;
    }
    text_format(id, sizeof id, "doctor:%s", doctor->id);
    const char *service = app_label(app, &schedule->service);
    text_format(beside, sizeof beside, "%s%s%s",
                doctor->general ? _("Any doctor") : app_label(app, &doctor->title),
                service[0] ? "　" : "", service);
    fee_shown(app, doctor->fee_minor, false, fee, sizeof fee);
    const char *name = app_label(app, &doctor->name);
    struct ui_row row = {.icon = doctor->general ? "users" : NULL,
                         .initial = doctor->general ? NULL : name,
                         .title = name,
                         .beside = beside,
                         .value = fee[0] ? fee : NULL,
                         .tag = tag,
                         .tag_tone = schedule->state == SCHEDULE_OPEN ? TONE_GREEN : TONE_SUNK,
                         .end = ROW_OPENS};
    book_state_words(schedule, tag, sizeof tag);
    if (!ui_row(ui, id, &row))
        return;
    text_copy(d->open, sizeof d->open, doctor->id);
    s->slot_id[0] = '\0';
    book_read_slots(app, s);
    ui_pages_reset(ui, "doctors");
    app_step(app, BOOK_SLOTS);
}

static int rank(const struct book_days *d, const struct doctor *doctor)
{
    const struct schedule *schedule = book_schedule_of(d, doctor->id);
    if (strcmp(doctor->id, d->open) == 0)
        return 0;
    return schedule && schedule->state == SCHEDULE_OPEN ? 1 : 2;
}

void book_view_days(struct app *app, struct book *s, struct ui *ui)
{
    struct book_days *d = &s->days;
    char as_of[FORMAT_SIZE];
    if (book_hold_done(app, s)) {
        s->checked = (struct fresh){0};
        s->form.change = false;
        app_step(app, app_person(app) ? BOOK_CONFIRM : BOOK_IDENTIFY);
    }
    if (fresh_begin(app, &d->fresh))
        read(app, s);
    if (app_at(app) == BOOK_DOCTORS && d->open[0] && !d->one_doctor) { /* came back */
        d->open[0] = s->slot_id[0] = '\0';
        book_read_slots(app, s);
    }
    ui_pin(ui);
    book_view_next(app, s, ui);
    ui_pin_end(ui);
    bool small = ui_height_left(ui) < (ui_width(ui) < 700 ? 1000 : 500);
    if (!ui_large(ui) && !small)
        book_progress(app, s, ui, 1);
    counts_as_of(app, as_of, sizeof as_of);
    ui_title_fact(ui, book_moves(s) ? _("Choose the new time") : _("Choose doctor and time"),
                  "clock", as_of);
    if (d->refused != ERR_OK)
        ui_strip(ui, "refused", TONE_AMBER, "warn", sentence_for(d->refused), NULL, NULL);
    if (d->problem != ERR_OK) {
        read_failed(ui, d->problem);
        return;
    }
    book_request_strip(app, s, ui);
    view_strip(app, s, ui);
    view_sessions(app, s, ui);
    bool any = false;
    for (size_t i = 0; i < d->doctor_count; i++)
        any |= book_schedule_of(d, d->doctors[i].id) != NULL;
    if (!any) {
        ui_empty(ui, "cal", _("No clinic on this day"), _("Choose another day above"));
        return;
    }
    ui_pages(ui, "doctors");
    for (int pass = 0; pass < 3;
         pass++) /* who is chosen with the times below, who has places, the rest */
        for (size_t i = 0; i < d->doctor_count; i++)
            if (rank(d, &d->doctors[i]) == pass)
                doctor_row(app, s, ui, &d->doctors[i]);
    ui_pages_end(ui);
}
