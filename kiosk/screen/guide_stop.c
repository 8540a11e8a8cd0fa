/* A clinic is stopped (停诊): which half-days, and why. Nobody books them from then on, and who has
 * is told at the kiosk with the next places. Taken back like an announcement. */
#include "screen/guide.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"
#include "store/clinic_stop.h"
#include "store/content.h"

#include <string.h>

#define DAYS 14 /* shown by the week */
#define WEEK 7
#define SESSIONS 60

enum stop_step { STOP_DEPARTMENT, STOP_SESSIONS, STOP_WHY, STOP_STEP_COUNT };

struct stop_job {
    struct staff_session by;
    struct desk_stop stop;
    int told;
};

struct guide_stop {
    struct department departments[GUIDE_DEPARTMENTS];
    size_t department_count;
    struct department department;
    struct fresh fresh;
    enum err problem;
    struct day days[DAYS];
    size_t day_count;
    char date[DATE_SIZE];
    bool later; /* the second week */
    struct schedule sessions[SESSIONS];
    struct doctor doctors[SESSIONS];
    int booked[SESSIONS];
    size_t count;
    struct desk_stop stop; /* what is chosen so far */
    int reason;
    struct stop_job job;
};

static const struct {
    const char *id, *words;
} reasons[] = {{"reason:ill", N_("The doctor is ill")},
               {"reason:called", N_("The doctor is called away to an emergency")},
               {"reason:room", N_("The room or its equipment cannot be used")},
               {"reason:other", N_("For reasons of the hospital")}};

static enum err run_stop(struct db *db, const struct act_env *env, void *data)
{
    struct stop_job *job = data;
    return desk_stop_clinics(db, env, &job->by, &job->stop, &job->told);
}

/* ---- which department ---- */

static void view_department(struct app *app, struct guide_stop *s, struct ui *ui)
{
    guide_head(app, ui, _("Which department?"), true);
    if (fresh_begin(app, &s->fresh))
        s->problem = department_list(app_db(app), NULL, s->departments, GUIDE_DEPARTMENTS,
                                     &s->department_count);
    if (s->problem != ERR_OK)
        read_failed(ui, s->problem);
    ui_pages(ui, "departments");
    ui_columns(ui, 3, 16);
    for (size_t i = 0; i < s->department_count; i++) {
        const struct department *one = &s->departments[i];
        char id[ID_SIZE + 8];
        text_format(id, sizeof id, "dept:%s", one->id);
        if (!ui_choice(ui, id, one->icon[0] ? one->icon : NULL, app_label(app, &one->name), NULL,
                       false, true))
            continue;
        s->department = *one;
        s->date[0] = '\0';
        s->later = false;
        s->stop = (struct desk_stop){.count = 0};
        s->fresh = (struct fresh){0};
        app_step(app, STOP_SESSIONS);
        break; /* the list is of another step now */
    }
    ui_columns_end(ui);
    ui_pages_end(ui);
}

/* ---- which half-days ---- */

static void read_sessions(struct app *app, struct guide_stop *s)
{
    struct db *db = app_db(app);
    s->count = 0;
    s->problem = day_list(db, s->department.id, NULL, DAYS, s->days, DAYS, &s->day_count);
    for (size_t i = 0; i < s->day_count && !s->date[0]; i++)
        if (s->days[i].total > 0 && !s->days[i].stopped)
            text_copy(s->date, sizeof s->date, s->days[i].date);
    if (s->problem == ERR_OK && s->date[0])
        s->problem =
            schedule_list(db, s->department.id, NULL, s->date, s->sessions, SESSIONS, &s->count);
    for (size_t i = 0; i < s->count && s->problem == ERR_OK; i++) {
        s->problem = doctor_get(db, s->sessions[i].doctor_id, &s->doctors[i]);
        if (s->problem == ERR_OK)
            s->problem = clinic_stop_concerns(db, s->sessions[i].id, &s->booked[i]);
    }
}

/* "心内科 林若溪 3月13日 星期五 上午停诊": kept in both languages. */
static void title_in(enum lang lang, const struct doctor *doctor, const struct schedule *one,
                     char *out, size_t size)
{
    char date[FORMAT_SIZE], part[32], who[TEXT_BUF];
    tr_set(lang);
    text_format(who, sizeof who, "%s %s", label_in(&doctor->department, lang),
                label_in(&doctor->name, lang));
    format_date(one->date, date, sizeof date);
    format_part(one->part, part, sizeof part);
    text_format(out, size, _("%s: no clinic %s %s"), who, date, part);
}

static int chosen_at(const struct desk_stop *stop, const char *session_id)
{
    for (int i = 0; i < stop->count; i++)
        if (strcmp(stop->clinics[i].session_id, session_id) == 0)
            return i;
    return -1;
}

static void choose(struct guide_stop *s, size_t i)
{
    struct desk_stop *stop = &s->stop;
    enum lang lang = tr_lang();
    int at = chosen_at(stop, s->sessions[i].id);
    if (at >= 0) {
        stop->clinics[at] = stop->clinics[--stop->count];
        return;
    }
    if (stop->count == DESK_STOPS_MAX)
        return;
    at = stop->count++;
    uuid_new(stop->clinics[at].op);
    text_copy(stop->clinics[at].session_id, ID_SIZE, s->sessions[i].id);
    struct label *title = &stop->clinics[at].title;
    title_in(LANG_ZH, &s->doctors[i], &s->sessions[i], title->zh, sizeof title->zh);
    title_in(LANG_EN, &s->doctors[i], &s->sessions[i], title->en, sizeof title->en);
    tr_set(lang);
}

static void view_days(struct app *app, struct guide_stop *s, struct ui *ui)
{
    char today[DATE_SIZE];
    app_today(app, today);
    size_t from = s->later ? WEEK : 0;
    ui_columns(ui, WEEK, 16);
    for (size_t i = from; i < s->day_count && i < from + WEEK; i++) {
        const struct day *day = &s->days[i];
        char id[24], name[32], number[8];
        text_format(id, sizeof id, "day:%s", day->date);
        format_day_name(day->date, today, name, sizeof name);
        format_day_of_month(day->date, number, sizeof number);
        bool chosen = strcmp(day->date, s->date) == 0;
        if (ui_day(ui, id, name, number,
                   day->total == 0 ? _("no clinic")
                   : day->stopped  ? _("stopped")
                                   : "",
                   chosen, day->total > 0) &&
            !chosen) {
            text_copy(s->date, sizeof s->date, day->date);
            s->fresh = (struct fresh){0};
            ui_pages_reset(ui, "sessions");
        }
    }
    ui_columns_end(ui);
    if (s->day_count <= WEEK)
        return;
    ui_columns(ui, 2, 16);
    if (ui_button(ui, "days.prev", _("Days before"),
                  &(struct ui_button){
                      .kind = BUTTON_QUIET, .icon = "left", .small = true, .disabled = !s->later}))
        s->later = false;
    if (ui_button(ui, "days.next", _("Days after"),
                  &(struct ui_button){
                      .kind = BUTTON_QUIET, .icon = "right", .small = true, .disabled = s->later}))
        s->later = true;
    ui_columns_end(ui);
}

static void session_choice(struct app *app, struct guide_stop *s, struct ui *ui, size_t i)
{
    const struct schedule *one = &s->sessions[i];
    char id[ID_SIZE + 12], part[32], text[TEXT_BUF], note[FORMAT_SIZE];
    bool open = one->state == SCHEDULE_OPEN || one->state == SCHEDULE_FULL;
    text_format(id, sizeof id, "session:%s", one->id);
    format_part(one->part, part, sizeof part);
    text_format(text, sizeof text, "%s %s", app_label(app, &s->doctors[i].name), part);
    if (one->state == SCHEDULE_STOPPED)
        text_copy(note, sizeof note, _("Stopped"));
    else if (one->state == SCHEDULE_OVER)
        text_copy(note, sizeof note, _("Over"));
    else
        text_format(note, sizeof note, tr_n("%d booked here", "%d booked here", s->booked[i]),
                    s->booked[i]);
    if (ui_choice(ui, id, NULL, text, note, chosen_at(&s->stop, one->id) >= 0, open))
        choose(s, i);
}

static void view_sessions(struct app *app, struct guide_stop *s, struct ui *ui)
{
    char title[TEXT_BUF], next[FORMAT_SIZE];
    if (fresh_begin(app, &s->fresh))
        read_sessions(app, s);
    text_format(title, sizeof title, _("%s: which half-days?"),
                app_label(app, &s->department.name));
    guide_head(app, ui, title, true);
    text_format(next, sizeof next, tr_n("%d half-day: why?", "%d half-days: why?", s->stop.count),
                s->stop.count);
    ui_pin(ui);
    if (ui_next(ui, s->stop.count ? next : _("Choose a half-day"), s->stop.count > 0))
        app_step(app, STOP_WHY);
    ui_pin_end(ui);
    if (s->problem != ERR_OK)
        read_failed(ui, s->problem);
    view_days(app, s, ui);
    if (s->count == 0)
        ui_empty(ui, "cal", _("No clinic on this day"), _("Choose another day above"));
    ui_pages(ui, "sessions");
    ui_columns(ui, 2, 16);
    for (size_t i = 0; i < s->count && s->problem == ERR_OK; i++)
        session_choice(app, s, ui, i);
    ui_columns_end(ui);
    ui_pages_end(ui);
}

/* ---- why ---- */

static void in_both(const char *words, struct label *out)
{
    enum lang lang = tr_lang();
    tr_set(LANG_ZH);
    text_copy(out->zh, sizeof out->zh, tr(words));
    tr_set(LANG_EN);
    text_copy(out->en, sizeof out->en, tr(words));
    tr_set(lang);
}

static void view_why(struct app *app, struct guide_stop *s, struct ui *ui)
{
    guide_head(app, ui, _("Why is the clinic stopped?"), true);
    ui_pin(ui);
    bool go = ui_submit(ui, app_busy(app) ? _("Saving") : _("Stop it and tell the patients"),
                        !app_busy(app), app_busy(app));
    ui_pin_end(ui);
    if (s->problem != ERR_OK)
        read_failed(ui, s->problem);
    ui_columns(ui, 2, 16);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (ui_choice(ui, reasons[i].id, NULL, tr(reasons[i].words), NULL, s->reason == (int)i,
                      true))
            s->reason = (int)i;
    ui_columns_end(ui);
    ui_pages(ui, "chosen");
    for (int i = 0; i < s->stop.count; i++) {
        char id[ID_SIZE + 8];
        text_format(id, sizeof id, "chosen:%d", i);
        ui_desk_card(ui, id,
                     &(struct ui_desk_card){.title = app_label(app, &s->stop.clinics[i].title)});
    }
    ui_pages_end(ui);
    if (!go || app_busy(app))
        return;
    s->job = (struct stop_job){.by = *app_staff(app), .stop = s->stop};
    in_both(reasons[s->reason].words, &s->job.stop.reason);
    app_start(app, run_stop, &s->job, sizeof s->job);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct guide_stop *s = state;
    enum err e;
    if (app_finished(app, &s->job, &e)) {
        s->problem = e;
        if (e == ERR_OK) { /* its notices stand in the list */
            for (int i = STOP_DEPARTMENT; i <= STOP_WHY; i++)
                app_back(app);
            return;
        }
    }
    switch ((enum stop_step)app_at(app)) {
    case STOP_DEPARTMENT:
        view_department(app, s, ui);
        break;
    case STOP_SESSIONS:
        view_sessions(app, s, ui);
        break;
    case STOP_WHY:
        view_why(app, s, ui);
        break;
    case STOP_STEP_COUNT:
        break;
    }
}

static const char *const steps[] = {[STOP_DEPARTMENT] = "guide.stop",
                                    [STOP_SESSIONS] = "guide.stop.sessions",
                                    [STOP_WHY] = "guide.stop.why",
                                    [STOP_STEP_COUNT] = NULL};

const struct screen screen_guide_stop = {.steps = steps,
                                         .state_size = sizeof(struct guide_stop),
                                         .view = view,
                                         .bare = true,
                                         .staff = true};
