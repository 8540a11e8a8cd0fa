#include "app/health.h"

#include "app/app.h"
#include "app/neighbours.h"
#include "base/log.h"
#include "i18n/tr.h"
#include "screen/args.h"
#include "sync/sync.h"

#include <stdlib.h>
#include <string.h>

#define CHECK_MS 2000                        /* TRUST 1.3: the check at start */
#define RETRY_MS 60000                       /* a store that cannot be opened is tried again */
#define REMEMBER_MS INT64_C(86400000)        /* how long the home screen speaks of damage */
#define NOT_BEFORE_MS INT64_C(1767225600000) /* 2026-01-01: no program is as old as that */

static const char *key_file(const struct app *app)
{
    return app->config.store.key_file[0] != 0 ? app->config.store.key_file : NULL;
}

static void wake(void *ctx)
{
    struct app *app = ctx;
    app->wake(app->wake_ctx);
}

void health_worker(struct app *app, struct worker_options *out)
{
    *out = (struct worker_options){
        .db = {.state_dir = app->state_dir, .key_file = key_file(app), .clock = app->clock},
        .damaged = atomic_load(&app->health.damaged),
        .file = app->health.file,
        .doubtful = atomic_load(&app->health.lost),
        .env = {.config = &app->config, .clock = app->clock},
        .wake = wake,
        .tend = world_tend,
        .watch = health_watch,
        .ctx = app,
    };
}

enum err health_reader(struct app *app, struct db **out)
{
    enum err e = worker_wait_open(app->worker);
    app->health.file = db_file(app->state_dir);
    const struct db_options reader = {.state_dir = app->state_dir,
                                      .key_file = key_file(app),
                                      .clock = app->clock,
                                      .read_only = true};
    return e == ERR_OK ? db_open(&reader, out) : e;
}

/* ---- on the store thread ---- */

static void look_at_disk(struct app *app)
{
    int64_t free_mb = db_free_mb(app->state_dir);
    bool full = free_mb >= 0 && free_mb < app->config.store.min_free_mb;
    if (full != atomic_exchange(&app->health.full, full)) {
        log_event("store", "too little or again enough free disk", NULL,
                  full ? ERR_NO_SPACE : ERR_OK);
        log_number("store", "MB free", (long long)free_mb);
        wake(app);
    }
}

static void look_at_clock(struct app *app)
{
    bool wrong = clock_wall(app->clock) < NOT_BEFORE_MS;
    if (wrong != atomic_exchange(&app->health.clock_wrong, wrong)) {
        log_event("clock", "older than the program, or right again", NULL,
                  wrong ? ERR_INVALID : ERR_OK);
        wake(app);
    }
}

void health_tend(struct app *app, struct db *db)
{
    look_at_disk(app);
    look_at_clock(app);
    if (app->health.checked)
        return;
    app->health.checked = true;
    enum err e = db_quick_check(db, CHECK_MS);
    if (e == ERR_CORRUPT)
        atomic_store(&app->health.damaged, true);
    if (e != ERR_OK)
        log_event("store", "the check at start", NULL, e);
}

void health_watch(void *ctx, const struct db *db)
{
    struct app *app = ctx;
    if (db_damaged(db))
        atomic_store(&app->health.damaged, true);
    if (db_lost(db))
        atomic_store(&app->health.lost, true);
    if (atomic_load(&app->health.damaged) || atomic_load(&app->health.lost))
        wake(app);
}

/* ---- on the screen thread ---- */

static void watch_neighbours(struct app *app)
{
    const struct neighbours_options options = {
        .db = {.state_dir = app->state_dir, .key_file = key_file(app), .clock = app->clock},
        .wake = wake,
        .ctx = app,
        .replaced = &app->health.replaced};
    enum err e = neighbours_start(&options, &app->neighbours);
    if (e != ERR_OK)
        log_event("store", "what other stations write is seen late", NULL, e);
}

void health_sync(struct app *app)
{
    watch_neighbours(app);
    enum err e =
        sync_start(&app->config, app->state_dir, app->clock, app->wake, app->wake_ctx, &app->sync);
    if (e != ERR_OK)
        log_event("sync", "did not start", NULL, e);
}

/* Everything that has the store open is closed and opened again. The old reader stays until there
 * is a new one: a view must always be able to ask. */
static enum err open_again(struct app *app)
{
    struct worker_options options;
    struct db *reader = NULL;
    sync_stop(app->sync);
    app->sync = NULL;
    neighbours_stop(app->neighbours);
    app->neighbours = NULL;
    worker_stop(app->worker);
    app->worker = NULL;
    memset(app->posted, 0, sizeof app->posted);
    app->job.ticket = app->help.ticket = 0; /* no receipt: nobody is told that it went well */
    app->job.data = NULL;
    health_worker(app, &options);
    app->health.checked = false;
    app->tended_date[0] = 0;
    enum err e = worker_start(&options, &app->worker);
    if (e != ERR_OK)
        abort(); /* no thread to be had: the supervisor starts us again */
    e = health_reader(app, &reader);
    if (e != ERR_OK)
        return e;
    db_close(app->db);
    app->db = reader;
    app->db_seen = 0;
    app->hospital.updated_ms = 0;
    return ERR_OK;
}

void health_collect(struct app *app)
{
    struct health *h = &app->health;
    if (db_damaged(app->db))
        atomic_store(&h->damaged, true);
    bool damaged = atomic_load(&h->damaged), lost = atomic_load(&h->lost),
         replaced = atomic_load(&h->replaced);
    if (!damaged && !lost && !replaced)
        return;
    if (app->job.ticket != 0 || app->help.ticket != 0)
        return; /* what runs is told first */
    if (h->broken && clock_mono(app->clock) < h->retry_ms)
        return;
    enum err e = open_again(app);
    log_event("store", "opened again", NULL, e);
    app->dirty = true;
    h->broken = e != ERR_OK;
    h->retry_ms = clock_mono(app->clock) + RETRY_MS;
    if (h->broken)
        return;
    atomic_store(&h->lost, false);
    atomic_store(&h->damaged, false);
    atomic_store(&h->replaced, false);
    worker_tend(app->worker);
    health_sync(app);
    if (damaged || replaced) { /* what the open screen had read is not in the new store */
        nav_home(&app->nav);
        if (nav_settle(&app->nav) && nav_went_home(&app->nav))
            session_wipe(app, false);
        session_say(app, _("This kiosk had to start again. Please begin once more"));
    }
}

int64_t health_wait_ms(const struct app *app, int64_t mono_ms)
{
    const struct health *h = &app->health;
    if (!h->broken)
        return -1;
    return h->retry_ms > mono_ms ? h->retry_ms - mono_ms : 0;
}

void health_tell(struct app *app, enum err result)
{
    struct error_args args = {.kind = result == ERR_NO_SPACE ? ERROR_FULL : ERROR_STORE};
    if (result == ERR_IO || result == ERR_NO_SPACE || result == ERR_CORRUPT || result == ERR_CRYPTO)
        nav_open(&app->nav, &screen_error, &args, sizeof args);
}

/* ---- screen/screen.h ---- */

enum health_state app_health(const struct app *app)
{
    const struct health *h = &app->health;
    return h->broken || atomic_load(&h->lost) ? HEALTH_BROKEN
           : atomic_load(&h->clock_wrong)     ? HEALTH_CLOCK
           : atomic_load(&h->full)            ? HEALTH_FULL
                                              : HEALTH_GOOD;
}

bool app_damaged(const struct app *app)
{
    int64_t since = app_now(app) - app->health.damaged_ms;
    return app->health.damaged_ms != 0 && since >= 0 && since < REMEMBER_MS;
}
