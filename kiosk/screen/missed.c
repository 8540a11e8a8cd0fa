#include "screen/missed.h"

#include "act/calling.h"
#include "base/text.h"
#include "store/queue.h"

#include <string.h>

#define HINT_ROOM 150 /* design px */

static enum err run_missed(struct db *db, const struct act_env *env, void *job)
{
    struct missed_job *j = job;
    return missed_recall(db, env, j->op, &j->ahead);
}

static void offer(struct app *app, struct missed *m, const struct ticket *ticket, struct ui *ui)
{
    char text[TEXT_BUF];
    text_format(text, sizeof text,
                m->ahead ? tr_n("Come back now, and %d person goes before you",
                                "Come back now, and %d people go before you", m->ahead)
                         : _("Come back now, and you are next"),
                m->ahead);
    ui_strip(ui, "stage", TONE_AMBER, "repeat", _("Your number was called before"), text, NULL);
    if (ui_button(
            ui, "submit", app_busy(app) ? _("Saving") : _("Back into the queue"),
            &(struct ui_button){
                .kind = BUTTON_PRIMARY, .icon = "repeat", .tall = true, .busy = app_busy(app)}) &&
        !app_busy(app)) {
        text_copy(m->job.op, sizeof m->job.op, ticket->op);
        app_start(app, run_missed, &m->job, sizeof m->job);
    }
}

static const char *refused(struct app *app, enum err e)
{
    if (e == ERR_LIMIT && app_config(app)->queue.missed_recalls > 0)
        return _("You came back once already. Go to the desk at the clinic");
    if (e == ERR_LIMIT || e == ERR_OFFLINE)
        return _("That is all right. Tell the desk at the clinic");
    return sentence_for(e);
}

bool missed_view(struct app *app, struct missed *m, const struct ticket *ticket, struct ui *ui)
{
    struct act_env env = {.config = app_config(app), .clock = db_clock(app_db(app))};
    enum err e;
    bool read = app_finished(app, &m->job, &e);
    if (read) {
        m->problem = e;
        m->back = e == ERR_OK;
        m->fresh = (struct fresh){0};
    }
    if (ticket->stage == QUEUE_WAITING && m->back && !ui_large(ui))
        ui_strip(ui, "back", TONE_GREEN, "check", _("You are back in the queue"),
                 _("This can be done once. Stay near the room"), NULL);
    if (ticket->stage != QUEUE_PASSED)
        return read;
    if (fresh_begin(app, &m->fresh))
        m->may = missed_check(app_db(app), &env, ticket->op, &m->ahead);
    if (m->may == ERR_OK && m->problem == ERR_OK)
        offer(app, m, ticket, ui);
    else
        ui_strip(ui, "stage", TONE_AMBER, "repeat", _("Your number was called before"),
                 refused(app, m->may != ERR_OK ? m->may : m->problem), NULL);
    return read;
}

void missed_hint(struct app *app, const struct ticket *ticket, struct ui *ui)
{
    char text[TEXT_BUF];
    struct visit_stop stop;
    int after = app_config(app)->queue.missed_after;
    if (ticket->stage != QUEUE_WAITING || ui_large(ui) || ui_height_left(ui) < HINT_ROOM ||
        stop_get(app_db(app), ticket->op, &stop) != ERR_OK ||
        stop.recalls >= app_config(app)->queue.missed_recalls)
        return;
    text_format(text, sizeof text,
                after ? tr_n("Check in again at any kiosk. You go after the next %d",
                             "Check in again at any kiosk. You go after the next %d", after)
                      : _("Check in again at any kiosk. You are next then"),
                after);
    ui_strip(ui, "rule", TONE_SLATE, "repeat", _("Missed your call? That is all right"), text,
             NULL);
}
