#include "app/signed_on.h"

#include "act/staff.h"
#include "app/app.h"
#include "base/text.h"
#include "store/desk.h"

#include <string.h>

static struct staff_rules rules_of(const struct app *app)
{
    return staff_rules_of(&app->config);
}

void signed_on_touch(struct app *app)
{
    if (app->signed_on.session.id[0] != 0)
        app->signed_on.session.touched_ms = clock_mono(app->clock);
}

int64_t signed_on_wait_ms(const struct app *app)
{
    struct staff_rules rules = rules_of(app);
    return app->signed_on.session.id[0] == 0
               ? -1
               : staff_session_left(&app->signed_on.session, &rules, clock_mono(app->clock));
}

void signed_on_tick(struct app *app)
{
    if (signed_on_wait_ms(app) != 0 || app_busy(app))
        return;
    struct staff_rules rules = rules_of(app);
    const struct staff_session *s = &app->signed_on.session;
    bool old = clock_mono(app->clock) - s->began_ms >= (int64_t)rules.session_min * 60000;
    app_sign_out(app, old ? "over" : "idle");
}

struct out_job {
    struct staff_session session;
    char why[8];
};

static enum err run_sign_out(struct db *db, const struct act_env *env, void *data)
{
    struct out_job *job = data;
    return sign_out(db, env, &job->session, job->why);
}

struct stuck_job {
    char station[40], screen[40], why[24];
};

static enum err run_stuck(struct db *db, const struct act_env *env, void *data)
{
    (void)env;
    struct stuck_job *job = data;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = stuck_note(db, job->station, job->screen, job->why);
    if (e == ERR_OK)
        return db_commit(db);
    db_rollback(db);
    return e;
}

static void forget_done(struct app *app, long *ticket)
{
    enum err result;
    if (*ticket != 0 && worker_take(app->worker, *ticket, NULL, &result))
        *ticket = 0;
}

void signed_on_collect(struct app *app)
{
    forget_done(app, &app->signed_on.ticket);
    forget_done(app, &app->signed_on.stuck);
}

/* Counts of the day; one that is lost because the store is busy is no harm. */
static void note_stuck(struct app *app, const char *why)
{
    struct stuck_job job = {.why = ""};
    if (app->signed_on.stuck != 0 || app->worker == NULL)
        return;
    text_copy(job.station, sizeof job.station, app->config.station.id);
    text_copy(job.screen, sizeof job.screen, nav_name(&app->nav));
    text_copy(job.why, sizeof job.why, why);
    app->signed_on.stuck = worker_add(app->worker, run_stuck, &job, sizeof job);
}

void signed_on_left(struct app *app)
{
    if (app->config.station.kind == STATION_KIOSK && app->nav.depth > 1)
        note_stuck(app, "left");
}

/* What a person can do nothing about, or did not understand; a wrong number typed is neither. */
void signed_on_failed(struct app *app, int error)
{
    switch ((enum err)error) {
    case ERR_UNKNOWN:
    case ERR_REFUSED:
    case ERR_BUSY:
    case ERR_IO:
    case ERR_NO_SPACE:
    case ERR_CORRUPT:
    case ERR_CRYPTO:
    case ERR_LOCKED:
    case ERR_DENIED:
    case ERR_BLOCKED:
        if (app->config.station.kind == STATION_KIOSK)
            note_stuck(app, err_name((enum err)error));
        break;
    case ERR_OK:
    case ERR_NOT_FOUND:
    case ERR_INVALID:
    case ERR_TAKEN:
    case ERR_FULL:
    case ERR_STOPPED:
    case ERR_ALREADY:
    case ERR_LIMIT:
    case ERR_EARLY:
    case ERR_LATE:
    case ERR_AMBIGUOUS:
    case ERR_OFFLINE:
    case ERR_NEWER:
    case ERR_RESULTS:
    case ERR_COUNT:
        break;
    }
}

/* ---- screen/screen.h ---- */

const struct staff_session *app_staff(const struct app *app)
{
    return &app->signed_on.session;
}

void app_sign_in(struct app *app, const struct staff_session *session)
{
    app->signed_on.session = *session;
    signed_on_touch(app);
}

void app_sign_out(struct app *app, const char *why)
{
    struct out_job job = {.session = app->signed_on.session};
    if (app->signed_on.session.id[0] == 0)
        return;
    text_copy(job.why, sizeof job.why, why);
    if (app->signed_on.ticket == 0)
        app->signed_on.ticket = worker_add(app->worker, run_sign_out, &job, sizeof job);
    text_wipe(&app->signed_on.session, sizeof app->signed_on.session);
    app_home(app);
    app->dirty = true;
}
