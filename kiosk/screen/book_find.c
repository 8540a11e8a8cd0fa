/* Two more ways in: plain complaints for who does not know the department, and the clinics that are
 * no department's everyday ones (节假日门诊, 多学科, 义诊) with their timetables. */
#include "screen/book.h"

#include "base/text.h"
#include "store/content.h"

#include <string.h>

void book_read_special(struct app *app, struct book_departments *d)
{
    static const char *const kinds[] = {"holiday-clinic", "free-clinic", "mdt"};
    d->clinic_count = 0;
    for (size_t k = 0; k < 3 && d->problem == ERR_OK; k++) {
        size_t count = 0;
        d->problem = service_list(app_db(app), kinds[k], d->clinics + d->clinic_count,
                                  BOOK_CLINICS_MAX - d->clinic_count, &count);
        d->clinic_count += count;
    }
    if (d->problem == ERR_OK)
        d->problem =
            complaint_words(app_db(app), d->complaints, BOOK_COMPLAINTS_MAX, &d->complaint_count);
}

void book_view_complaints(struct app *app, struct book *s, struct ui *ui)
{
    struct book_departments *d = &s->departments;
    ui_title(ui, _("What troubles you?"));
    ui_quiet(ui, TEXT_M, _("We show which department that is"));
    ui_pages(ui, "complaints");
    ui_columns(ui, ui_large(ui) ? 2 : 3, 16);
    for (size_t i = 0; i < d->complaint_count; i++) {
        char id[ID_SIZE + 24];
        text_format(id, sizeof id, "complaint:%s", d->complaints[i].id);
        if (!ui_choice(ui, id, NULL, app_label(app, &d->complaints[i].words), NULL, false, true))
            continue;
        text_copy(d->query, sizeof d->query, app_label(app, &d->complaints[i].words));
        app_step(app, BOOK_DEPARTMENTS);
    }
    ui_columns_end(ui);
    ui_pages_end(ui);
}

void book_clinic_row(struct app *app, struct book *s, struct ui *ui, const struct service *clinic,
                     const char *match)
{
    char id[ID_SIZE + 12];
    text_format(id, sizeof id, "service:%s", clinic->id);
    if (!ui_row(ui, id,
                &(struct ui_row){.icon = clinic->icon[0] ? clinic->icon : "cal",
                                 .title = app_label(app, &clinic->name),
                                 .line = app_label(app, &clinic->line),
                                 .match = match,
                                 .end = ROW_GOES}))
        return;
    memset(&s->clinic, 0, sizeof s->clinic);
    s->clinic.service = *clinic;
    app_step(app, BOOK_CLINIC);
}

static void read_clinic(struct app *app, struct book_clinic *c)
{
    c->problem = schedule_of_service(app_db(app), c->service.id, c->sessions, BOOK_CLINIC_DAYS_MAX,
                                     &c->count);
    for (size_t i = 0; i < c->count && c->problem == ERR_OK; i++)
        c->problem = doctor_get(app_db(app), c->sessions[i].doctor_id, &c->doctors[i]);
}

static void choose_session(struct app *app, struct book *s, size_t i)
{
    struct schedule chosen = s->clinic.sessions[i];
    book_choose_doctor(app, s, chosen.doctor_id);
    text_copy(s->days.date, sizeof s->days.date, chosen.date);
    s->days.part = chosen.part;
    s->days.part_chosen = true;
}

static void session_row(struct app *app, struct book *s, struct ui *ui, size_t i)
{
    const struct schedule *one = &s->clinic.sessions[i];
    char id[ID_SIZE + 12], day[FORMAT_SIZE], part[FORMAT_SIZE], title[TEXT_BUF], who[TEXT_BUF],
        tag[FORMAT_SIZE];
    day_shown(app, one->start_ms, day, sizeof day);
    format_part(one->part, part, sizeof part);
    text_format(title, sizeof title, "%s %s", day, part);
    doctor_shown(app, &s->clinic.doctors[i], who, sizeof who);
    text_format(id, sizeof id, "session:%s", one->id);
    bool open = one->state == SCHEDULE_OPEN;
    if (open)
        text_format(tag, sizeof tag, tr_n("%d left", "%d left", one->left), one->left);
    else
        text_copy(tag, sizeof tag, one->state == SCHEDULE_STOPPED ? _("Stopped") : _("Full"));
    if (ui_row(ui, id,
               &(struct ui_row){.icon = "cal",
                                .title = title,
                                .line = who,
                                .tag = tag,
                                .tag_tone = open ? TONE_GREEN : TONE_SUNK,
                                .end = open ? ROW_GOES : ROW_PLAIN,
                                .disabled = !open}))
        choose_session(app, s, i);
}

void book_view_clinic(struct app *app, struct book *s, struct ui *ui)
{
    struct book_clinic *c = &s->clinic;
    if (fresh_begin(app, &c->fresh))
        read_clinic(app, c);
    ui_title(ui, app_label(app, &c->service.name));
    ui_card(ui);
    if (app_label(app, &c->service.hours)[0])
        ui_pair(ui, _("Hours"), app_label(app, &c->service.hours), NULL);
    else if (app_label(app, &c->service.line)[0])
        ui_text(ui, TEXT_M, app_label(app, &c->service.line));
    if (app_label(app, &c->service.place)[0])
        ui_pair(ui, _("Place"), app_label(app, &c->service.place), NULL);
    if (app_note(app, &c->service.details)[0])
        ui_text(ui, TEXT_S, app_note(app, &c->service.details));
    ui_card_end(ui);
    if (c->problem != ERR_OK)
        read_failed(ui, c->problem);
    if (c->count == 0)
        ui_strip(ui, "no.booking", TONE_SLATE, "info", _("There is nothing to book here"),
                 _("Come at these hours"), NULL);
    ui_pages(ui, "sessions");
    for (size_t i = 0; i < c->count; i++)
        session_row(app, s, ui, i);
    if (c->service.place_id[0] &&
        ui_row(ui, "way",
               &(struct ui_row){
                   .icon = "route", .title = _("Show me how to get there"), .end = ROW_GOES}))
        open_way(app, c->service.place_id);
    ui_pages_end(ui);
}
