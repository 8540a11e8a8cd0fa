/* Without a booking: a number of this kiosk's series for a department's clinic of today. */
#include "screen/checkin.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/content.h"
#include "store/db.h"

#include <string.h>

static bool runs_now(struct app *app, const struct schedule *one)
{
    return (one->state == SCHEDULE_OPEN || one->state == SCHEDULE_FULL) &&
           one->end_ms > app_now(app);
}

static void read_departments(struct app *app, struct checkin *s)
{
    struct schedule list[CHECKIN_DEPARTMENTS_MAX];
    char today[DATE_SIZE];
    app_today(app, today);
    s->problem = department_list(app_db(app), NULL, s->departments, CHECKIN_DEPARTMENTS_MAX,
                                 &s->department_count);
    for (size_t i = 0; i < s->department_count; i++) {
        size_t count = 0;
        s->open[i] = false;
        if (schedule_list(app_db(app), s->departments[i].id, NULL, today, list,
                          CHECKIN_DEPARTMENTS_MAX, &count) == ERR_OK)
            for (size_t k = 0; k < count; k++)
                s->open[i] |= runs_now(app, &list[k]);
    }
}

/* The clinic a walk-in of that department joins, for the summary (the act decides again). */
static void read_queue(struct app *app, struct checkin *s)
{
    struct act_env env = {.config = app_config(app), .clock = db_clock(app_db(app))};
    s->queue = (struct doctor){.id = ""};
    if (take_place(app_db(app), &env, s->department_id,
                   app_person(app) ? app_person(app)->uuid : "", &s->queue,
                   &s->queue_ahead) != ERR_OK)
        s->queue_ahead = -1;
}

void checkin_view_departments(struct app *app, struct checkin *s, struct ui *ui)
{
    if (fresh_begin(app, &s->departments_fresh))
        read_departments(app, s);
    ui_title(ui, _("A number for which department?"));
    if (s->problem != ERR_OK)
        ui_strip(ui, "problem", TONE_AMBER, "warn", sentence_for(s->problem), NULL, NULL);
    if (!app_content_ready(
            app)) { /* half a hospital would say "no clinic now" where there is one */
        ui_empty(ui, "repeat", _("Getting the hospital's data"),
                 _("It comes in a moment, or call staff"));
        return;
    }
    ui_pages(ui, "departments");
    for (int pass = 0; pass < 2; pass++) /* those with a clinic now first */
        for (size_t i = 0; i < s->department_count; i++) {
            const struct department *one = &s->departments[i];
            char id[ID_SIZE + 8];
            if (s->open[i] != (pass == 0))
                continue;
            text_format(id, sizeof id, "dept:%s", one->id);
            if (ui_row(ui, id,
                       &(struct ui_row){.icon = one->icon[0] ? one->icon : "steth",
                                        .title = app_label(app, &one->name),
                                        .line = app_label(app, &one->hint),
                                        .tag = s->open[i] ? NULL : _("no clinic now"),
                                        .tag_tone = TONE_SUNK,
                                        .end = s->open[i] ? ROW_GOES : ROW_PLAIN,
                                        .disabled = !s->open[i]})) {
                text_copy(s->department_id, sizeof s->department_id, one->id);
                read_queue(app, s);
                s->problem = ERR_OK;
                app_step(app, CHECKIN_CONFIRM);
            }
        }
    ui_pages_end(ui);
}

static void start_take(struct app *app, struct checkin *s)
{
    struct take_request *r = &s->take.request;
    if (strcmp(r->department_id, s->department_id) != 0 || !r->op[0])
        uuid_new(r->op); /* pressing again is the same wish: one number */
    text_copy(r->department_id, sizeof r->department_id, s->department_id);
    text_copy(r->person_uuid, sizeof r->person_uuid, app_person(app) ? app_person(app)->uuid : "");
    app_start(app, run_take, &s->take, sizeof s->take);
}

void checkin_view_confirm(struct app *app, struct checkin *s, struct ui *ui)
{
    char fee[32], name[96];
    ui_pin(ui);
    if (ui_submit(ui, app_busy(app) ? _("Saving") : _("Take this number"), true, app_busy(app)))
        start_take(app, s);
    ui_pin_end(ui);
    ui_title(ui, _("Is this right?"));
    if (s->problem != ERR_OK)
        ui_strip(ui, "problem", TONE_AMBER, "warn",
                 s->problem == ERR_STOPPED ? _("There is no clinic now. Choose another department")
                                           : sentence_for(s->problem),
                 NULL, NULL);
    ui_card(ui);
    ui_pair(ui, _("Department"), app_label(app, &s->queue.department), NULL);
    ui_pair(ui, _("Clinic"), app_label(app, &s->queue.name), NULL);
    if (app_label(app, &s->queue.place)[0])
        ui_pair(ui, _("Place"), app_label(app, &s->queue.place), NULL);
    if (s->queue_ahead >= 0) {
        char ahead[FORMAT_SIZE];
        text_format(ahead, sizeof ahead, "%d %s", s->queue_ahead,
                    tr_n("person", "people", s->queue_ahead));
        ui_pair(ui, _("Ahead of you"), ahead, NULL);
    }
    fee_shown(app, s->queue.fee_minor, true, fee, sizeof fee);
    if (fee[0])
        ui_pair(ui, _("Fee"), fee, _("paid on the day"));
    if (app_person(app)) {
        person_shown(app_person(app), name, sizeof name);
        ui_pair(ui, _("Patient"), name, NULL);
    } else {
        ui_pair(ui, _("Patient"), _("Guest"), NULL);
    }
    ui_card_end(ui);
}
