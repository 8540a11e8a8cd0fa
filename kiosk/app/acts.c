/* People's acts on their way to the store thread and back. */
#include "app/app.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"
#include "sync/sync.h"

#include <stdio.h>

bool app_start(struct app *app, app_job *run, void *job, size_t size)
{
    if (app->job.ticket != 0)
        return false;
    bool own = nav_top(&app->nav)->screen->staff;
    long ticket =
        worker_add_behalf(app->worker, run, job, size, own ? "" : app->signed_on.session.id);
    if (ticket == 0)
        return false;
    app->job.ticket = ticket;
    app->job.data = job;
    app->job.owner = nav_owner(&app->nav, job);
    return true;
}

/* What finds no room is left to the housekeeping, which gives back what is over. */
void app_post(struct app *app, app_job *run, const void *job, size_t size)
{
    for (size_t i = 0; i < POSTED_MAX && app->worker != NULL; i++) /* NULL: at the end */
        if (app->posted[i] == 0) {
            app->posted[i] = worker_add(app->worker, run, job, size);
            return;
        }
}

static void collect_posted(struct app *app)
{
    enum err result;
    for (size_t i = 0; i < POSTED_MAX; i++)
        if (app->posted[i] != 0 && worker_take(app->worker, app->posted[i], NULL, &result)) {
            app->posted[i] = 0;
            sync_poke(app->sync);
        }
}

bool app_busy(const struct app *app)
{
    return app->job.ticket != 0;
}

bool app_finished(struct app *app, const void *job, enum err *result)
{
    if (app->finished.data == NULL || app->finished.data != job)
        return false;
    app->finished.data = NULL;
    *result = app->finished.result;
    return true;
}

struct help_job {
    char op[UUID_SIZE];
    char screen[40];
    struct help_call call;
};

static enum err run_help(struct db *db, const struct act_env *env, void *data)
{
    struct help_job *job = data;
    return call_staff(db, env, job->op, job->screen, &job->call);
}

void acts_call_staff(struct app *app)
{
    struct help_job job = {0};
    if (app->help.ticket != 0)
        return;
    uuid_new(job.op);
    snprintf(job.screen, sizeof job.screen, "%s", nav_name(&app->nav));
    app->help.ticket = worker_add(app->worker, run_help, &job, sizeof job);
}

void app_call_staff(struct app *app)
{
    acts_call_staff(app);
}

/* Says only what is so: without a line to the hospital nobody has been told yet. */
static void collect_help(struct app *app)
{
    struct help_job job;
    enum err result;
    if (app->help.ticket == 0 || !worker_take(app->worker, app->help.ticket, &job, &result))
        return;
    app->help.ticket = 0;
    sync_poke(app->sync);
    if (result != ERR_OK) {
        session_say(app, sentence_for(result));
        return;
    }
    app->help.called = true;
    app->help.received = app->link.state == LINK_ONLINE;
    session_say(app, app->help.received ? _("Staff called. Please wait here")
                                        : _("Noted here. For help now, ask at the service desk"));
}

void acts_collect(struct app *app)
{
    enum err result;
    bool ours = app->job.data != NULL && nav_owner(&app->nav, app->job.data) == app->job.owner &&
                app->job.owner != 0;
    if (app->job.ticket != 0 &&
        worker_take(app->worker, app->job.ticket, ours ? app->job.data : NULL, &result)) {
        app->finished.data = ours ? app->job.data : NULL;
        app->finished.result = result;
        if (ours) {
            health_tell(app, result);
            signed_on_failed(app, (int)result);
        }
        app->job.ticket = 0;
        app->job.data = NULL;
        sync_poke(app->sync); /* whatever it was, it may have put something into the outbox */
        idle_touch(&app->idle, clock_mono(app->clock)); /* they waited for us, not we for them */
        signed_on_touch(app);
        app->dirty = true;
    }
    collect_posted(app);
    collect_help(app);
    signed_on_collect(app);
}
