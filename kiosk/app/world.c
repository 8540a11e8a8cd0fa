/* What stays when a person leaves: the store, the content, the map, the hospital's server. */
#include "app/app.h"

#include "base/log.h"
#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "store/care.h"
#include "store/content_put.h"
#include "store/link.h"
#include "sync/import.h"
#include "sync/sync.h"

#include <stdio.h>
#include <string.h>

const char *world_content_dir(const struct app *app)
{
    bool standalone = app->config.server.url[0] == 0;
    return standalone && app->config.store.content[0] != 0 ? app->config.store.content : NULL;
}

/* Somebody set out to whoever called from here: who, and since when. */
static void look_for_helper(struct app *app)
{
    struct help_call call;
    bool before = app->help.coming;
    app->help.coming = app->help.called &&
                       help_latest(app->db, app->config.station.id, &call) == ERR_OK &&
                       call.status == HELP_ACCEPTED;
    if (!app->help.coming || before)
        return;
    app->help.helper = call.helper;
    char sentence[NOTICE_SIZE], time[FORMAT_SIZE];
    const char *who = app_label(app, &call.helper);
    format_time(call.accepted_ms, time, sizeof time);
    text_format(sentence, sizeof sentence, _("%s is coming to you, set out at %s"),
                who[0] ? who : _("Somebody"), time);
    session_say(app, sentence);
}

void world_look(struct app *app)
{
    int64_t version = db_version(app->db);
    if (version == app->db_seen && app->hospital.updated_ms != 0)
        return;
    app->db_seen = version;
    struct hospital hospital = {0};
    if (hospital_get(app->db, &hospital) == ERR_OK)
        app->hospital = hospital;
    struct link link = {0};
    if (link_get(app->db, &link) == ERR_OK) {
        if (link.waiting > app->link.waiting)
            sync_poke(app->sync); /* another station of this folder has something to send */
        app->link = link;
    }
    app->health.damaged_ms = meta_get_int(app->db, DAMAGED_KEY, 0);
    look_for_helper(app);
}

/* The days first: a folder that is taken over for the first time then comes with its sessions, and
 * no department is "full" for as long as they would take to follow. */
static void tend_content(struct app *app, struct db *db, const struct act_env *env)
{
    char message[256] = "";
    bool changed = false;
    const char *dir = world_content_dir(app);
    if (app->config.server.url[0] == 0) {
        int made = 0;
        enum err e = content_lay_out(db, app->config.booking.horizon_days, &made);
        if (e != ERR_OK)
            log_event("content", "sessions were not laid out", NULL, e);
    }
    if (dir != NULL) {
        enum err e = content_refresh(db, dir, env->clock, &changed, message, sizeof message);
        if (e != ERR_OK) {
            log_event("content", "the folder was not taken over", NULL, e);
            fprintf(stderr, "foyer: %s\n", message); /* names files and lines, no person */
        }
    }
}

void world_tend(void *ctx, struct db *db, const struct act_env *env)
{
    struct app *app = ctx;
    char today[DATE_SIZE];
    world_tend_map(app, db, env, false); /* while the window opens: milliseconds */
    if (!atomic_load(&app->up))
        return;
    health_tend(app, db);
    clock_date(clock_wall(env->clock), today);
    /* a clock that is plainly wrong must not lay out the sessions of 1970 */
    bool new_day = strcmp(today, app->tended_date) != 0 && !atomic_load(&app->health.clock_wrong);
    bool look = !app->map_tried || new_day; /* at the folder */
    if (new_day && !atomic_load(&app->health.damaged)) {
        /* before the content: it forgets the sessions of days gone by */
        if (booking_day_over(db, env) != ERR_OK)
            log_event("booking", "missed bookings were not noted", NULL, ERR_IO);
        tend_content(app, db, env);
        memcpy(app->tended_date, today, sizeof today);
        app->wake(app->wake_ctx);
    }
    world_tend_map(app, db, env, look);
    app->map_tried = true;
    int count = 0;
    enum err e = hold_sweep(db, env, !app->holds_swept, &count);
    app->holds_swept |= e == ERR_OK;
    if (e != ERR_OK)
        log_event("booking", "holds were not swept", NULL, e);
    if (count > 0)
        app->wake(app->wake_ctx);
    e = ticket_note_left(db, env, &count);
    if (e != ERR_OK)
        log_event("ticket", "numbers left behind were not noted", NULL, e);
    if (count > 0)
        app->wake(app->wake_ctx);
    e = ticket_void_stale(db, env, &count);
    if (e != ERR_OK)
        log_event("ticket", "stale numbers were not voided", NULL, e);
    if (count > 0)
        app->wake(app->wake_ctx);
}

/* ---- screen/screen.h ---- */

struct db *app_db(struct app *app)
{
    return app->db;
}

const struct config *app_config(const struct app *app)
{
    return &app->config;
}

int64_t app_now(const struct app *app)
{
    return clock_wall(app->clock);
}

void app_today(const struct app *app, char out[DATE_SIZE])
{
    clock_date(app_now(app), out);
}

const struct map *app_map(const struct app *app)
{
    return atomic_load(&app->map);
}

void app_link(struct app *app, struct link *out)
{
    *out = app->link;
}

bool app_content_ready(struct app *app)
{
    return app->hospital.updated_ms != 0;
}

void app_wake_at(struct app *app, int64_t wall_ms)
{
    if (app->wake_at_ms == 0 || wall_ms < app->wake_at_ms)
        app->wake_at_ms = wall_ms;
}
