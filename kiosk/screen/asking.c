#include "screen/asking.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/enquiry.h"

#define PATIENCE_MS 4000
#define LOOK_MS 150 /* sync wakes us too, but only at the end of what it is at */

static enum err run(struct db *db, const struct act_env *env, void *data)
{
    const struct enquire_job *job = data;
    return enquire(db, env, job->op, job->kind, job->subject);
}

bool asking_begin(struct app *app, struct asking *a, enum enquiry_kind kind, const char *subject)
{
    struct link link;
    app_link(app, &link);
    *a = (struct asking){.job = {.kind = kind}};
    if (link.state == LINK_OFFLINE) {
        a->state = ASKING_DONE;
        a->silent = true;
        return false;
    }
    if (link.state != LINK_ONLINE)
        return false;
    uuid_new(a->job.op);
    text_copy(a->job.subject, sizeof a->job.subject, subject);
    if (!app_start(app, run, &a->job, sizeof a->job))
        return false;
    a->state = ASKING_NOW;
    a->until_ms = app_now(app) + PATIENCE_MS;
    return true;
}

bool asking_now(struct app *app, struct asking *a)
{
    enum err e;
    struct enquiry enquiry;
    if (a->state != ASKING_NOW)
        return false;
    bool failed = app_finished(app, &a->job, &e) && e != ERR_OK;
    enum err found = enquiry_get(app_db(app), a->job.op, &enquiry);
    if (found == ERR_OK && enquiry.state != ENQUIRY_ASKED) {
        a->state = ASKING_DONE;
        a->silent = enquiry.state == ENQUIRY_SILENT;
    } else if (failed || app_now(app) >= a->until_ms) {
        a->state = ASKING_DONE;
        a->silent = true;
    } else {
        app_wake_at(app, app_now(app) + LOOK_MS);
        app_waits(app);
    }
    text_wipe(enquiry.subject, sizeof enquiry.subject);
    if (a->state == ASKING_DONE)
        text_wipe(a->job.subject, sizeof a->job.subject);
    return a->state == ASKING_NOW;
}

bool asking_ended(struct app *app, struct asking *a)
{
    return a->state == ASKING_NOW && !asking_now(app, a);
}

void asking_strip(struct app *app, struct asking *a, struct ui *ui)
{
    if (asking_now(app, a))
        ui_strip(ui, "asking", TONE_SLATE, "repeat", _("Asking the hospital"), NULL, NULL);
    else if (a->state == ASKING_DONE && a->silent)
        ui_strip(ui, "asked.silent", TONE_SLATE, "cloudoff",
                 _("The hospital's system does not answer just now"),
                 _("A booking made elsewhere may be missing here"), NULL);
}
