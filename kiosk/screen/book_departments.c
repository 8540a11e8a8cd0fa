/* Which department: by group, or by search in Chinese, pinyin, initials or plain words. */
#include "screen/book.h"

#include "base/text.h"
#include "store/content.h"

#include <string.h>

#define OFTEN "often"
#define SPECIAL "special"

static void read(struct app *app, struct book_departments *d)
{
    struct db *db = app_db(app);
    struct department one;
    size_t often = 0;
    d->problem = department_list(db, OFTEN, &one, 1, &often);
    d->has_often = often > 0;
    if (d->problem == ERR_OK)
        d->problem = department_groups(db, d->groups, BOOK_GROUPS_MAX, &d->group_count);
    if (!d->group[0] && (d->has_often || d->group_count)) /* else all of them, without a rail */
        text_copy(d->group, sizeof d->group, d->has_often ? OFTEN : d->groups[0].id);
    d->count = 0;
    if (d->problem == ERR_OK && strcmp(d->group, SPECIAL) != 0)
        d->problem = department_list(db, d->group, d->list, BOOK_DEPARTMENTS_MAX, &d->count);
    if (d->problem == ERR_OK)
        book_read_special(app, d);
    d->requests = book_requests_open(app);
    d->searched[0] = '\0';
}

static void search(struct app *app, struct book_departments *d, struct ui *ui)
{
    if (strcmp(d->query, d->searched) == 0)
        return;
    ui_pages_reset(ui, "hits");
    text_copy(d->searched, sizeof d->searched, d->query);
    d->hit_count = 0;
    if (d->query[0])
        d->problem = content_search(app_db(app), d->query, d->hits, BOOK_HITS_MAX, &d->hit_count);
}

/* "今天余 12", "明天余 9", "周五余 3" or "已满". */
static void left_tag(struct app *app, const struct department *department, struct ui_row *row,
                     char *text, size_t size)
{
    char today[DATE_SIZE], tomorrow[DATE_SIZE], day[FORMAT_SIZE];
    app_today(app, today);
    clock_date_add(today, 1, tomorrow);
    row->tag_tone = TONE_SUNK;
    if (department->left_today > 0) {
        text_format(text, size, tr_n("%d left today", "%d left today", department->left_today),
                    department->left_today);
        row->tag_tone = TONE_GREEN;
    } else if (strcmp(department->next_date, tomorrow) == 0) {
        text_format(text, size, tr_n("%d left tomorrow", "%d left tomorrow", department->left_next),
                    department->left_next);
    } else if (department->next_date[0]) {
        if (clock_days_between(today, department->next_date) < 7)
            format_day_name(department->next_date, today, day, sizeof day);
        else
            format_date(department->next_date, day, sizeof day);
        text_format(text, size, _("%s: %d left"), day, department->left_next);
    } else {
        text_copy(text, size, _("Full"));
    }
    row->tag = text;
}

static bool department_row(struct app *app, struct ui *ui, const struct department *department,
                           const char *match, const struct label *reason)
{
    char id[ID_SIZE + 8], tag[FORMAT_SIZE], why[TEXT_BUF];
    text_format(id, sizeof id, "dept:%s", department->id);
    struct ui_row row = {.icon = department->icon[0] ? department->icon : "steth",
                         .title = app_label(app, &department->name),
                         .line = app_label(app, &department->hint),
                         .match = match,
                         .end = ROW_PLAIN};
    if (reason && app_label(app, reason)[0]) { /* 头痛：神经内科 */
        text_format(why, sizeof why, app_lang(app) == LANG_EN ? "%s: %s" : "%s：%s",
                    app_label(app, reason), app_label(app, &department->name));
        row.line = why;
    }
    left_tag(app, department, &row, tag, sizeof tag);
    return ui_row(ui, id, &row);
}

static bool doctor_row(struct app *app, struct ui *ui, const struct doctor *doctor,
                       const char *match)
{
    char id[ID_SIZE + 8], beside[TEXT_BUF];
    text_format(id, sizeof id, "doctor:%s", doctor->id);
    text_format(beside, sizeof beside, "%s　%s", app_label(app, &doctor->department),
                app_label(app, &doctor->title));
    return ui_row(ui, id,
                  &(struct ui_row){.initial = app_label(app, &doctor->name),
                                   .title = app_label(app, &doctor->name),
                                   .beside = beside,
                                   .line = app_label(app, &doctor->specialty),
                                   .match = match,
                                   .end = ROW_GOES});
}

static void view_hits(struct app *app, struct book *s, struct ui *ui)
{
    struct book_departments *d = &s->departments;
    if (d->hit_count == 0) {
        ui_empty(ui, "search", _("Nothing fits that"),
                 _("Try fewer letters, or choose from the groups"));
        return;
    }
    ui_pages(ui, "hits");
    for (size_t i = 0; i < d->hit_count; i++) {
        const struct hit *hit = &d->hits[i];
        if (hit->kind == HIT_DEPARTMENT &&
            department_row(app, ui, &hit->department, d->query, &hit->reason))
            book_choose_department(app, s, hit->department.id);
        if (hit->kind == HIT_DOCTOR && doctor_row(app, ui, &hit->doctor, d->query))
            book_choose_doctor(app, s, hit->doctor.id);
        if (hit->kind == HIT_CLINIC)
            book_clinic_row(app, s, ui, &hit->service, d->query);
    }
    ui_pages_end(ui);
}

static void group_key(struct book_departments *d, struct ui *ui, const char *code, const char *name)
{
    char id[ID_SIZE + 8];
    text_format(id, sizeof id, "group:%s", code);
    if (ui_choice(ui, id, NULL, name, NULL, strcmp(d->group, code) == 0, true)) {
        text_copy(d->group, sizeof d->group, code);
        d->fresh.seen = false;
        ui_pages_reset(ui, "departments");
    }
}

static void view_entries(struct app *app, struct book *s, struct ui *ui)
{
    struct book_departments *d = &s->departments;
    bool several = d->complaint_count > 0;
    /* one row of words, so that the groups below keep their page */
    ui_columns(ui, ui_large(ui) ? 2 : 2 + several + (d->clinic_count > 0), 16);
    if (several && ui_choice(ui, "complaints", NULL, _("Not sure which"), NULL, false, true))
        app_step(app, BOOK_COMPLAINTS);
    if (d->clinic_count > 0)
        group_key(d, ui, SPECIAL, _("Holiday, free, joint"));
    char note[FORMAT_SIZE] = "";
    if (d->requests)
        text_format(note, sizeof note, tr_n("%d to book", "%d to book", d->requests), d->requests);
    if (ui_choice(ui, "requests", NULL, _("Referral or revisit"), note[0] ? note : NULL, false,
                  true)) {
        s->requests = (struct book_requests){.asked = false};
        app_step(app, app_person(app) ? BOOK_REQUESTS : BOOK_REQUESTS_IDENTIFY);
    }
    if (ui_choice(ui, "bookings", NULL, _("My bookings"), NULL, false, true))
        app_open(app, &screen_bookings, NULL, 0);
    ui_columns_end(ui);
}

static void view_groups(struct app *app, struct book *s, struct ui *ui)
{
    struct book_departments *d = &s->departments;
    view_entries(app, s, ui);
    bool rail = d->has_often || d->group_count > 0;
    if (rail)
        ui_split(ui, ui_large(ui) ? 272 : 212, 24);
    if (d->has_often)
        group_key(d, ui, OFTEN, _("Often visited"));
    for (size_t i = 0; i < d->group_count; i++) {
        const char *name = app_label(app, &d->groups[i].name);
        group_key(d, ui, d->groups[i].id, name[0] ? name : _("Other departments"));
    }
    if (rail)
        ui_split_next(ui);
    ui_pages(ui, "departments");
    for (size_t i = 0; i < d->count; i++)
        if (department_row(app, ui, &d->list[i], NULL, NULL))
            book_choose_department(app, s, d->list[i].id);
    if (strcmp(d->group, SPECIAL) == 0)
        for (size_t i = 0; i < d->clinic_count; i++)
            book_clinic_row(app, s, ui, &d->clinics[i], NULL);
    ui_pages_end(ui);
    if (rail)
        ui_split_end(ui);
}

void book_view_departments(struct app *app, struct book *s, struct ui *ui)
{
    struct book_departments *d = &s->departments;
    char as_of[FORMAT_SIZE];
    s->request = (struct service_request){.id = ""};
    if (fresh_begin(app, &d->fresh))
        read(app, d);
    bool writing = ui_focused(ui, "search");
    if (writing) {
        ui_pin(ui);
        ui_keyboard(ui, KEYS_TEXT, false);
        ui_pin_end(ui);
    }
    if (!ui_large(ui)) /* departments need the room */
        book_progress(app, s, ui, 0);
    counts_as_of(app, as_of, sizeof as_of);
    ui_title_fact(ui, _("Which department?"), "clock", as_of);
    if (ui_field(ui, "search",
                 &(struct ui_field){.hint = _("Department, doctor or illness"),
                                    .icon = "search",
                                    .keys = KEYS_TEXT,
                                    .max = 20},
                 d->query, sizeof d->query))
        ui_focus(ui, NULL);
    search(app, d, ui);
    if (d->problem != ERR_OK)
        read_failed(ui, d->problem);
    else if (d->query[0] && app_content_ready(app))
        view_hits(app, s, ui);
    else if (writing)
        ui_note(ui, "info", _("A name, or its first letters in pinyin: xnk"));
    else if (!app_content_ready(app) || (d->group_count == 0 && d->count == 0))
        ui_empty(ui, "repeat", _("Getting the hospital's data"),
                 _("It comes in a moment, or call staff"));
    else
        view_groups(app, s, ui);
}
