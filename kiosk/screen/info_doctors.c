/* Doctors' clinic days: departments, their doctors with the next days, and one doctor's fortnight.
 */
#include "screen/info.h"

#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "screen/parts.h"
#include "ui/panel.h"

#include <string.h>

#define DAYS 14
#define DAYS_NAMED 4

/* "今天　周五　周一": the next days with a clinic that is not stopped, full or not. */
static void name_days(struct app *app, const char *doctor_id, char *out, size_t size)
{
    struct day days[DAYS];
    size_t count = 0;
    char today[DATE_SIZE];
    int named = 0;
    app_today(app, today);
    text_copy(out, size, "");
    if (day_list(app_db(app), NULL, doctor_id, DAYS, days, DAYS, &count))
        return;
    for (size_t i = 0; i < count && named < DAYS_NAMED; i++) {
        char name[FORMAT_SIZE];
        if (!days[i].total || days[i].stopped)
            continue;
        if (i < 7) /* beyond a week the weekday alone would mislead */
            format_day_name(days[i].date, today, name, sizeof name);
        else
            format_date(days[i].date, name, sizeof name);
        text_append(out, size, named ? (app_lang(app) == LANG_EN ? ", " : "　") : "");
        text_append(out, size, name);
        named++;
    }
}

void info_doctors(struct app *app, struct info_state *s, struct ui *ui)
{
    struct info_doctors *d = &s->doctors;
    if (!s->departments_ready)
        s->departments_ready = department_list(app_db(app), NULL, d->departments, DEPARTMENTS_MAX,
                                               &d->department_count) == ERR_OK;
    ui_title(ui, _("Doctors' clinic days"));
    ui_quiet(ui, TEXT_M, _("Choose a department"));
    ui_pages(ui, "departments");
    ui_tiles(ui);
    for (size_t i = 0; i < d->department_count; i++) {
        const struct department *department = &d->departments[i];
        char id[ID_SIZE + 8];
        text_format(id, sizeof id, "dept:%s", department->id);
        if (!ui_choice(ui, id, department->icon[0] ? department->icon : NULL,
                       app_label(app, &department->name), NULL, false, true))
            continue;
        text_copy(d->department_id, sizeof d->department_id, department->id);
        d->department = department->name;
        d->count = 0;
        d->days_lang = LANG_COUNT;
        app_step(app, INFO_DOCTORS_OF);
    }
    ui_tiles_end(ui);
    ui_pages_end(ui);
}

static void read_doctors(struct app *app, struct info_doctors *d)
{
    if (d->days_lang == app_lang(app))
        return;
    if (doctor_list(app_db(app), d->department_id, "", d->rows, DOCTORS_MAX, &d->count))
        d->count = 0;
    for (size_t i = 0; i < d->count; i++)
        name_days(app, d->rows[i].id, d->days[i], sizeof d->days[i]);
    d->days_lang = app_lang(app);
}

void info_doctors_of(struct app *app, struct info_state *s, struct ui *ui)
{
    struct info_doctors *d = &s->doctors;
    read_doctors(app, d);
    ui_title(ui, app_label(app, &d->department));
    ui_pages(ui, "doctors");
    for (size_t i = 0; i < d->count; i++) {
        const struct doctor *doctor = &d->rows[i];
        char id[ID_SIZE + 8], fee[FORMAT_SIZE], line[400];
        const char *const lines[] = {doctor->general ? "" : app_label(app, &doctor->specialty),
                                     d->days[i][0] ? d->days[i]
                                                   : _("No clinic in the next two weeks")};
        text_format(line, sizeof line, "%s%s%s", lines[0], lines[0][0] ? "\n" : "", lines[1]);
        fee_shown(app, doctor->fee_minor, false, fee, sizeof fee);
        text_format(id, sizeof id, "doctor:%s", doctor->id);
        if (ui_row(ui, id,
                   &(struct ui_row){
                       .initial = doctor->general ? NULL : app_label(app, &doctor->name),
                       .icon = doctor->general ? "users" : NULL,
                       .title = app_label(app, &doctor->name),
                       .beside = doctor->general ? _("Any doctor") : app_label(app, &doctor->title),
                       .line = line,
                       .value = fee[0] ? fee : NULL}) &&
            info_doctor_open(app, s, doctor->id))
            app_step(app, INFO_DOCTOR);
    }
    ui_pages_end(ui);
    if (!d->count)
        ui_empty(ui, "search", _("Nobody listed here"), _("Ask at the information desk"));
}

bool info_doctor_open(struct app *app, struct info_state *s, const char *doctor_id)
{
    struct info_doctors *d = &s->doctors;
    if (doctor_get(app_db(app), doctor_id, &d->doctor))
        return false;
    if (schedule_list(app_db(app), NULL, doctor_id, NULL, d->sessions, SESSIONS_MAX,
                      &d->session_count))
        d->session_count = 0;
    return true;
}

static void session_words(const struct schedule *session, char *out, size_t size)
{
    char part[FORMAT_SIZE];
    format_part(session->part, part, sizeof part);
    switch (session->state) {
    case SCHEDULE_OPEN:
        text_format(out, size, _("%s, %d left"), part, session->left);
        break;
    case SCHEDULE_FULL:
        text_format(out, size, _("%s, full"), part);
        break;
    case SCHEDULE_STOPPED:
        text_format(out, size, _("%s, stopped"), part);
        break;
    case SCHEDULE_OVER:
        text_format(out, size, _("%s, over"), part);
        break;
    }
}

/* One row a day: its half-days beside each other. */
static void fortnight(struct app *app, const struct info_doctors *d, struct ui *ui)
{
    char today[DATE_SIZE];
    app_today(app, today);
    for (size_t i = 0; i < d->session_count;) {
        char day[FORMAT_SIZE], words[400] = "", one[FORMAT_SIZE];
        const char *date = d->sessions[i].date;
        for (size_t first = i; i < d->session_count && strcmp(d->sessions[i].date, date) == 0;
             i++) {
            session_words(&d->sessions[i], one, sizeof one);
            text_append(words, sizeof words, i > first ? "\n" : "");
            text_append(words, sizeof words, one);
        }
        if (strcmp(date, today) == 0)
            format_date_near(date, today, day, sizeof day);
        else
            format_date(date, day, sizeof day);
        ui_table_row(ui, day, words);
    }
    if (!d->session_count)
        ui_empty(ui, "cal", _("No clinic in the next two weeks"), _("Ask at the information desk"));
}

void info_doctor(struct app *app, struct info_state *s, struct ui *ui)
{
    const struct doctor *d = &s->doctors.doctor;
    char fee[FORMAT_SIZE], room[400];
    bool open = false;
    for (size_t i = 0; i < s->doctors.session_count; i++)
        open |= s->doctors.sessions[i].state == SCHEDULE_OPEN;
    ui_pin(ui);
    if (ui_button(
            ui, "book", open ? _("Book an appointment") : _("No places left to book"),
            &(struct ui_button){
                .kind = BUTTON_PRIMARY, .icon = "calplus", .goes = open, .disabled = !open})) {
        struct book_args args = {0};
        text_copy(args.doctor_id, sizeof args.doctor_id, d->id);
        app_open(app, &screen_book, &args, sizeof args);
    }
    ui_pin_end(ui);
    const char *const who[] = {app_label(app, &d->department),
                               d->general ? _("Any doctor") : app_label(app, &d->title)};
    info_join(app, who, 2, room, sizeof room);
    ui_title(ui, app_label(app, &d->name));
    ui_quiet(ui, TEXT_M, room);
    ui_card(ui);
    if (app_label(app, &d->specialty)[0])
        ui_pair(ui, _("Treats"), app_label(app, &d->specialty), NULL);
    fee_shown(app, d->fee_minor, false, fee, sizeof fee);
    if (fee[0])
        ui_pair(ui, _("Fee"), fee, NULL);
    if (app_label(app, &d->place)[0])
        ui_pair(ui, _("Room"), app_label(app, &d->place), NULL);
    ui_card_end(ui);
    ui_long_text(ui, TEXT_M, app_note(app, &d->introduction));
    if (d->place_id[0] &&
        ui_button(ui, "way", _("Take me there"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "route", .small = true}))
        info_way(app, d->place_id);
    ui_heading(ui, _("Clinic days of the next two weeks"));
    fortnight(app, &s->doctors, ui);
}
