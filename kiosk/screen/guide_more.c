/* What else a guide does: where people were stuck today. */
#include "screen/guide.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "store/staff.h"

#include <string.h>

/* A screen's name as people know it. */
const char *screen_in_words(const char *screen)
{
    static const struct {
        const char *begins, *words;
    } names[] = {{"home", N_("Home screen")},
                 {"identify", N_("Scan your card")},
                 {"book", N_("Book an appointment")},
                 {"checkin", N_("Check in")},
                 {"queue", N_("My place in the queue")},
                 {"way", N_("Find my way")},
                 {"complain", N_("Make a complaint")},
                 {"rate", N_("Rate our service")},
                 {"info", N_("Guide and services")},
                 {"paper", N_("A number did not print")},
                 {"store", N_("The machine has a fault")}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(screen, names[i].begins, strlen(names[i].begins)) == 0)
            return tr(names[i].words);
    return screen;
}

void guide_more_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    static const struct {
        const char *id, *icon, *title, *line;
        int step;
    } rows[] = {
        {"request", "bed", N_("Wheelchair or volunteer"), N_("Somebody is sent to a patient"),
         GUIDE_REQUEST},
        {"stuck", "info", N_("Who was stuck"), N_("Screens that were left, and errors, today"),
         GUIDE_STUCK_TODAY},
        {"closed", "door", N_("Closed queues"), N_("Call from them again"), GUIDE_CLOSED},
        {"unlock", "lock", N_("Unlock a colleague"), N_("After ten wrong PINs"), GUIDE_UNLOCK}};
    guide_head(app, ui, _("More tasks"), true);
    ui_desk_columns(ui, 2);
    if (ui_row(ui, "notices",
               &(struct ui_row){.icon = "bell",
                                .title = _("Announcements"),
                                .line = _("Also clinics that are stopped")}))
        app_open(app, &screen_guide_notices, NULL, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ui_row(ui, rows[i].id,
                   &(struct ui_row){.icon = rows[i].icon,
                                    .title = tr(rows[i].title),
                                    .line = tr(rows[i].line)})) {
            s->call.said[0] = '\0'; /* of something else */
            app_step(app, rows[i].step);
        }
    ui_columns_end(ui);
}

void guide_stuck_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    char today[DATE_SIZE], title[300], line[300], times[40], time[16];
    guide_head(app, ui, _("Where people were stuck today"), true);
    app_today(app, today);
    enum err e = stuck_list(app_db(app), today, s->stuck, GUIDE_STUCK, &s->stuck_count);
    if (e != ERR_OK)
        read_failed(ui, e);
    if (e == ERR_OK && s->stuck_count == 0)
        ui_empty(ui, "smile", _("Nobody so far"), _("Screens that people leave are counted here"));
    ui_pages(ui, "stuck");
    for (size_t i = 0; e == ERR_OK && i < s->stuck_count; i++) {
        const struct stuck *one = &s->stuck[i];
        char id[120];
        text_format(id, sizeof id, "stuck:%s:%s:%s", one->station, one->screen, one->why);
        format_time(one->last_ms, time, sizeof time);
        text_format(line, sizeof line, _("%s, last at %s"),
                    strcmp(one->why, "left") == 0 ? _("left in the middle")
                                                  : _("a problem was shown"),
                    time);
        text_format(times, sizeof times, tr_n("%d time", "%d times", one->count), one->count);
        text_format(title, sizeof title, "%s　%s", screen_in_words(one->screen), times);
        ui_desk_card(ui, id,
                     &(struct ui_desk_card){.title = title, .beside = one->station, .line = line});
    }
    ui_pages_end(ui);
}

static enum err run_unlock(struct db *db, const struct act_env *env, void *data)
{
    struct guide_staff_job *job = data;
    enum err e = staff_check(env, &job->by, ROLE_GUIDE);
    return e == ERR_OK ? staff_unlock(db, env, job->by.id, job->id) : e;
}

/* The second person of a lock-out: whose PINs are held, but never oneself. */
void guide_unlock_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    enum err e;
    if (app_finished(app, &s->unlock, &e))
        text_copy(s->call.said, sizeof s->call.said,
                  e == ERR_OK ? _("Unlocked. The same PIN is good again") : sentence_for(e));
    guide_head(app, ui, _("Unlock a colleague"), true);
    guide_said(s, ui);
    e = staff_held(app_db(app), s->colleagues, GUIDE_STAFF, &s->colleague_count);
    if (e != ERR_OK)
        read_failed(ui, e);
    size_t shown = 0;
    ui_desk_columns(ui, 2);
    for (size_t i = 0; e == ERR_OK && i < s->colleague_count; i++) {
        const struct staff *one = &s->colleagues[i];
        char id[STAFF_ID_SIZE + 8];
        if (strcmp(one->id, app_staff(app)->id) == 0)
            continue;
        shown++;
        text_format(id, sizeof id, "staff:%s", one->id);
        if (ui_row(ui, id,
                   &(struct ui_row){.initial = app_label(app, &one->name),
                                    .title = app_label(app, &one->name),
                                    .beside = one->id,
                                    .line = _("Ask who they are before you unlock"),
                                    .disabled = app_busy(app)})) {
            s->unlock = (struct guide_staff_job){.by = *app_staff(app)};
            text_copy(s->unlock.id, sizeof s->unlock.id, one->id);
            app_start(app, run_unlock, &s->unlock, sizeof s->unlock);
        }
    }
    ui_columns_end(ui);
    if (e == ERR_OK && shown == 0)
        ui_empty(ui, "lock", _("Nobody is locked out"), _("Ten wrong PINs lock a number"));
}
