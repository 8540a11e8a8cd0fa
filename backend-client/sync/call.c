#include "sync/call.h"

#include "base/log.h"
#include "base/text.h"
#include "model/machine.h"
#include "store/care.h"
#include "store/queue.h"
#include "sync/queue_pull.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

#define TURNS 6
#define WAITS_MAX 60 /* for a number that the server does not have yet */

void call_end(struct calling *c, enum call_state state, enum err why, const char *outcome)
{
    struct sending *s = c->s;
    sending_fail(s, VERDICT_ACK, outcome);
    s->state = why == ERR_REFUSED ? OUTBOX_DEAD : OUTBOX_SENT;
    s->set_call = true;
    s->call_state = state;
    s->call_why = why;
}

bool call_resolve(struct calling *c)
{
    struct sending *s = c->s;
    struct sync *sync = s->sync;
    const struct caller *caller = &c->call.caller;
    enum verdict v = sync_content(sync, "PractitionerRole", caller->by, c->role, s->outcome);
    if (v == VERDICT_ACK)
        v = sync_content(sync, "Location", caller->place_id, c->place, s->outcome);
    c->links = (struct links){.base = sync->base,
                              .device = sync->device,
                              .role = c->role,
                              .place = c->place,
                              .shift_ms = sync->offset_ms};
    s->verdict = v;
    return v == VERDICT_ACK;
}

bool call_find(struct calling *c, const char *op)
{
    struct sending *s = c->s;
    s->verdict = sync_own(s->sync, "Task", op, c->task, s->outcome);
    if (s->verdict != VERDICT_ACK)
        return false;
    if (c->task[0])
        return true;
    if (s->entry->attempts < WAITS_MAX)
        sending_fail(s, VERDICT_WAIT, "the server does not have that number yet");
    else
        call_end(c, CALL_REFUSED, ERR_NOT_FOUND, "the server does not have that number");
    return false;
}

bool call_read(struct calling *c)
{
    reply_clear(&c->got);
    sync_get(c->s->sync, c->task, &c->got);
    if (c->got.verdict == VERDICT_GONE) {
        call_end(c, CALL_REFUSED, ERR_NOT_FOUND, "that number is gone from the server");
        return false;
    }
    return sending_take(c->s, &c->got);
}

bool call_mark(struct calling *c)
{
    struct sending *s = c->s;
    struct db *db = s->sync->db;
    if (c->sent)
        return true;
    enum err e = db_begin(db);
    if (e == ERR_OK) {
        e = outbox_mark_sending(db, s->entry->id);
        if (e == ERR_OK)
            e = db_commit(db);
        else
            db_rollback(db);
    }
    c->sent = e == ERR_OK;
    if (e)
        sending_fail(s, VERDICT_LATER, err_name(e));
    return e == ERR_OK;
}

enum verdict call_put(struct calling *c, const struct seen *from, char *body)
{
    struct reply reply;
    struct sending *s = c->s;
    if (!body) {
        sending_fail(s, VERDICT_LATER, "the Task's answer is no Task");
        return VERDICT_LATER;
    }
    sync_put(s->sync, from, body, &reply);
    sending_take(s, &reply);
    if (reply.verdict == VERDICT_ACK)
        sending_see(c->s, &reply.seen);
    reply_clear(&reply);
    free(body);
    return s->verdict;
}

static enum queue_status step_of(enum call_kind kind, enum queue_status now)
{
    switch (kind) {
    case CALL_AGAIN:
        return QUEUE_RECALLED;
    case CALL_PASSED:
        return QUEUE_PASSED;
    case CALL_SERVING:
        return QUEUE_SERVING;
    case CALL_DONE:
        return QUEUE_DONE;
    case CALL_MISSED:
        return QUEUE_WAITING;
    case CALL_NEXT: /* of a queue that was called here alone while the server was away */
    case CALL_NUMBER:
        return QUEUE_CALLED;
    case CALL_PRIORITY:
    case CALL_MOVE:
    case CALL_SEND_ON:
    case CALL_HELP_COMING:
    case CALL_HELP_DONE:
    case CALL_KIND_COUNT:
        break;
    }
    return now;
}

/* True when it is so already, by an earlier try of ours or by somebody else's hand. */
static bool there_already(const struct calling *c, enum queue_status now, enum queue_status to)
{
    if (c->call.kind == CALL_AGAIN) /* once more is once more, unless the answer was lost */
        return now == to && c->s->entry->attempts > 0;
    return now == to && c->call.kind != CALL_PRIORITY;
}

static char *step_body(struct calling *c, enum queue_status to, const struct visit_stop *stop)
{
    const struct queue_task *task = &c->got.seen.queue_task;
    struct queue_change change = {.to = to};
    bool claim = to == QUEUE_CALLED;
    if (c->call.kind == CALL_AGAIN)
        change.calls = (task->calls > 0 ? task->calls : 1) + 1;
    if (c->call.kind == CALL_PRIORITY) {
        change.reason = c->call.reason;
        change.priority = c->call.priority;
    }
    if (c->call.kind == CALL_MISSED) {
        change.held = true;
        change.skip = stop->skip;
        change.recalls = task->recalls + 1;
    }
    if (claim) {
        change.caller = &c->call.caller;
        change.claim = c->call.op;
        change.calls = task->calls + 1;
        change.overtaken = task->overtaken;
    }
    int64_t when = claim ? c->call.created_ms : clock_wall(c->s->sync->clock);
    return rewrite_queue_task(&c->links, c->got.body, &change, when);
}

/* What took effect here at once: the server's Task follows, if it still may. */
static void send_step(struct calling *c)
{
    struct sending *s = c->s;
    struct visit_stop stop;
    if (stop_get(s->sync->db, c->call.ticket_op, &stop) != ERR_OK)
        memset(&stop, 0, sizeof stop);
    if (!call_resolve(c) || !call_find(c, c->call.ticket_op))
        return;
    for (int turn = 0; turn < TURNS && call_read(c); turn++) {
        enum queue_status now = queue_stage_of(&c->got.seen, QUEUE_WAITING);
        enum queue_status to = step_of(c->call.kind, now);
        if (there_already(c, now, to)) {
            sending_fail(s, VERDICT_ACK, "so already");
            if (to == QUEUE_DONE)
                call_end_visit(c);
            return;
        }
        bool often = c->call.kind == CALL_MISSED &&
                     c->got.seen.queue_task.recalls >= s->sync->config->queue.missed_recalls;
        bool may = c->call.kind == CALL_PRIORITY ? now != QUEUE_DONE && now != QUEUE_LEFT
                                                 : queue_may(now, to);
        if (!may || often) {
            sending_see(c->s, &c->got.seen);
            call_end(c, CALL_REFUSED, often ? ERR_LIMIT : ERR_INVALID, "not from that state");
            return;
        }
        if (call_put(c, &c->got.seen, step_body(c, to, &stop)) != VERDICT_CONFLICT) {
            if (s->verdict == VERDICT_ACK && to == QUEUE_DONE)
                call_end_visit(c);
            return;
        }
        s->verdict = VERDICT_LATER; /* somebody was first: look again */
    }
}

/* A call for help: who says first "I am going" goes. */
static void send_help_step(struct calling *c)
{
    struct sending *s = c->s;
    bool coming = c->call.kind == CALL_HELP_COMING;
    struct queue_change change = {.caller = coming ? &c->call.caller : NULL,
                                  .claim = coming ? c->call.op : NULL};
    if (!call_resolve(c) || !call_find(c, c->call.ticket_op))
        return;
    for (int turn = 0; turn < TURNS && call_read(c); turn++) {
        const struct seen *seen = &c->got.seen;
        bool over =
                 strcmp(seen->status, "completed") == 0 || strcmp(seen->status, "cancelled") == 0,
             taken =
                 strcmp(seen->status, "accepted") == 0 || strcmp(seen->status, "in-progress") == 0;
        if (coming && strcmp(seen->queue_task.claim, c->call.op) == 0) {
            sending_see(c->s, seen);
            call_end(c, CALL_MADE, ERR_OK, "accepted");
            return;
        }
        if (over || (coming && taken)) {
            sending_see(c->s, seen);
            call_end(c, coming ? CALL_TAKEN : CALL_MADE, ERR_OK, "somebody was first");
            return;
        }
        if (!call_mark(c))
            return;
        char *body = rewrite_help(&c->links, c->got.body, coming ? "accepted" : "completed",
                                  &change, clock_wall(s->sync->clock));
        enum verdict v = call_put(c, seen, body);
        if (v == VERDICT_ACK)
            call_end(c, CALL_MADE, ERR_OK, coming ? "accepted" : "over");
        if (v != VERDICT_CONFLICT)
            return;
        s->verdict = VERDICT_LATER;
    }
}

static void refuse_for_good(struct calling *c)
{
    char outcome[sizeof c->s->outcome];
    text_copy(outcome, sizeof outcome, c->s->outcome);
    call_end(c, CALL_REFUSED, ERR_REFUSED, outcome);
}

/* Nothing went out and nothing will: the room is told so, and may ask again. */
static void give_up_unsent(struct calling *c)
{
    enum verdict v = c->s->verdict;
    bool pending = c->call.state == CALL_PENDING && !c->sent;
    c->s->lost = pending && (v == VERDICT_DOWN || v == VERDICT_LATER);
    if (pending && (v == VERDICT_DOWN || v == VERDICT_LATER))
        call_end(c, CALL_OFFLINE, ERR_OFFLINE, "no answer before anything was called");
    else if (v == VERDICT_PERMANENT)
        refuse_for_good(c);
    else if (v == VERDICT_CONFLICT)
        c->s->verdict = VERDICT_LATER;
}

static void send_kind(struct calling *c)
{
    bool pending = c->call.state == CALL_PENDING;
    int64_t age = clock_wall(c->s->sync->clock) - c->call.created_ms;
    if (pending && !c->sent && age > CALL_LATE_MS) {
        call_end(c, CALL_OFFLINE, ERR_OFFLINE, "too late to be called");
        return;
    }
    switch (c->call.kind) {
    case CALL_NEXT:
        (pending ? call_send_next : send_step)(c);
        return;
    case CALL_NUMBER:
        (pending ? call_send_number : send_step)(c);
        return;
    case CALL_MOVE:
    case CALL_SEND_ON:
        call_send_onward(c);
        return;
    case CALL_HELP_COMING:
    case CALL_HELP_DONE:
        send_help_step(c);
        return;
    case CALL_AGAIN:
    case CALL_PASSED:
    case CALL_SERVING:
    case CALL_DONE:
    case CALL_PRIORITY:
    case CALL_MISSED:
        send_step(c);
        return;
    case CALL_KIND_COUNT:
        break;
    }
    sending_fail(c->s, VERDICT_PERMANENT, "unknown kind");
}

void send_call(struct sending *s)
{
    struct calling *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    c->s = s;
    c->sent = s->entry->first_sent_ms > 0;
    enum err e = call_get(s->sync->db, s->entry->subject, &c->call);
    text_copy(s->call_op, sizeof s->call_op, s->entry->subject);
    if (e) {
        sending_fail(s, e == ERR_NOT_FOUND ? VERDICT_ACK : VERDICT_LATER, err_name(e));
    } else {
        send_kind(c);
        give_up_unsent(c);
    }
    reply_clear(&c->got);
    free(c);
}

/* The server went away. Calls that were never sent will not be made; of the others the room learns
 * that their answer is awaited. */
enum err calls_without_server(struct sync *sync)
{
    struct outbox_entry entries[16];
    size_t count = 0;
    enum err e = outbox_calls(sync->db, INT64_MAX, entries, 16, &count);
    if (e != ERR_OK || count == 0)
        return e;
    e = db_begin(sync->db);
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        struct call call;
        e = call_get(sync->db, entries[i].subject, &call);
        if (e != ERR_OK || call.state != CALL_PENDING)
            continue;
        bool sent = entries[i].first_sent_ms > 0;
        if (sent && call.why == ERR_UNKNOWN)
            continue;
        e = call_settle(sync->db, call.op, sent ? CALL_PENDING : CALL_OFFLINE,
                        sent ? ERR_UNKNOWN : ERR_OFFLINE, "");
        if (e == ERR_OK && !sent)
            e = outbox_finish(sync->db, entries[i].id, OUTBOX_SENT, "not called: no server");
        sync->changed = true;
    }
    if (e == ERR_OK)
        return db_commit(sync->db);
    db_rollback(sync->db);
    return e;
}
