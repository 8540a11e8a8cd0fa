/* Asking for a call, one at a time, and what came of it. With a server the answer comes later:
 * until then nothing else is asked for, and the same operation is followed, never asked anew. */
#include "screen/guide.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"
#include "store/care.h"

#include <string.h>

static enum err run_call(struct db *db, const struct act_env *env, void *data)
{
    struct guide_call_job *job = data;
    return desk_call(db, env, &job->by, &job->request, &job->call);
}

bool guide_waits(const struct app *app, const struct guide_state *s)
{
    return app_busy(app) || s->call.pending;
}

/* Who calls: the room, as the room's own terminal would, so that both see the same number as
 * theirs; a queue without a room is called by the desk. */
static void caller_of(struct app *app, const struct doctor *keeper, struct caller *out)
{
    *out = (struct caller){.by = ""};
    if (keeper && keeper->place_id[0]) {
        text_copy(out->by, sizeof out->by, keeper->place_id);
        text_copy(out->place_id, sizeof out->place_id, keeper->place_id);
        out->place = keeper->place;
    } else {
        text_copy(out->by, sizeof out->by, app_config(app)->station.id);
    }
}

void guide_ask(struct app *app, struct guide_state *s, const struct call_request *request,
               const struct doctor *keeper)
{
    struct guide_call_job *job = &s->call.job;
    if (guide_waits(app, s))
        return;
    *job = (struct guide_call_job){.by = *app_staff(app), .request = *request};
    if (keeper)
        caller_of(app, keeper, &job->request.caller);
    uuid_new(job->request.op);
    s->call.said[0] = '\0';
    s->call.bad = false;
    app_start(app, run_call, job, sizeof *job);
}

bool guide_may_call(struct app *app, const char *queue)
{
    struct link link;
    app_link(app, &link);
    return app_config(app)->server.url[0] == '\0' || link.state == LINK_ONLINE ||
           queue_is_own(app_config(app), queue);
}

void guide_call_next(struct app *app, struct guide_state *s, const struct desk_queue *queue)
{
    struct call_request request = {.kind = CALL_NEXT};
    text_copy(request.queue, sizeof request.queue, queue->queue);
    guide_ask(app, s, &request, &queue->keeper);
}

static void say(struct guide_state *s, bool bad, const char *sentence)
{
    text_copy(s->call.said, sizeof s->call.said, sentence);
    s->call.bad = bad;
}

static void say_made(struct app *app, struct guide_state *s, const struct call *call)
{
    struct ticket t;
    char sentence[200];
    const char *room;
    if (call->kind == CALL_HELP_COMING || call->kind == CALL_HELP_DONE ||
        ticket_get(app_db(app), call->ticket_op, &t) != ERR_OK)
        return;
    room = app_label(app, &t.doctor.place);
    switch (call->kind) {
    case CALL_NEXT:
    case CALL_NUMBER:
    case CALL_AGAIN:
        text_format(sentence, sizeof sentence, _("%s is called to %s"), t.number, room);
        break;
    case CALL_PASSED:
        text_format(sentence, sizeof sentence, _("%s missed the call"), t.number);
        break;
    case CALL_MOVE:
    case CALL_SEND_ON:
        text_format(sentence, sizeof sentence, _("%s goes to %s"), t.number, room);
        break;
    case CALL_PRIORITY:
        text_format(sentence, sizeof sentence, _("Priority of %s is changed"), t.number);
        break;
    case CALL_SERVING:
    case CALL_DONE:
    case CALL_MISSED:
    case CALL_HELP_COMING:
    case CALL_HELP_DONE:
    case CALL_KIND_COUNT:
        return;
    }
    say(s, false, sentence);
    if (call->kind == CALL_NEXT || call->kind == CALL_NUMBER)
        text_copy(s->chosen, sizeof s->chosen, t.op);
}

static void settled(struct app *app, struct guide_state *s, const struct call *call)
{
    s->call.pending = false;
    switch (call->state) {
    case CALL_MADE:
        say_made(app, s, call);
        break;
    case CALL_NOBODY:
        say(s, true, _("Nobody is waiting in this queue any more"));
        break;
    case CALL_TAKEN:
        say(s, true,
            call->kind == CALL_HELP_COMING ? _("A colleague is already on the way")
                                           : _("Another room called that number first"));
        break;
    case CALL_OFFLINE:
        say(s, true, _("No line to the hospital. Nobody was called"));
        break;
    case CALL_REFUSED:
        say(s, true, _("That is not possible any more. Look at the number again"));
        break;
    case CALL_PENDING:
        s->call.pending = true;
        break;
    case CALL_STATE_COUNT:
        break;
    }
    s->fresh = (struct fresh){0};
}

/* At the top of every step. */
void guide_collect(struct app *app, struct guide_state *s)
{
    enum err e;
    if (app_finished(app, &s->call.job, &e)) {
        if (e == ERR_OK)
            settled(app, s, &s->call.job.call);
        else if (e == ERR_OFFLINE)
            say(s, true, _("No line to the hospital. A shared queue is not called now"));
        else if (e == ERR_INVALID)
            say(s, true, _("That is not possible any more. Look at the number again"));
        else if (e == ERR_DENIED)
            app_sign_out(app, "over");
        else
            say(s, true, sentence_for(e));
        s->fresh = (struct fresh){0};
    }
    struct call now;
    if (s->call.pending && call_get(app_db(app), s->call.job.request.op, &now) == ERR_OK) {
        bool lost = now.state == CALL_PENDING && now.why == ERR_UNKNOWN;
        if (now.state != CALL_PENDING)
            settled(app, s, &now);
        else
            say(s, false,
                lost ? _("The server does not answer. Please wait") : _("Asking the hospital"));
    }
}

void guide_said(struct guide_state *s, struct ui *ui)
{
    if (!s->call.said[0])
        return;
    ui_desk_card(ui, "said", &(struct ui_desk_card){.title = s->call.said, .amber = s->call.bad});
}
