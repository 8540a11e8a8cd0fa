/* From one queue to another: the Task of this stop ends, the next stop is a Task of its own (partOf
 * says from where), because a queue's group is what its pull is scoped by and may not change. */
#include "sync/call.h"

#include "base/text.h"
#include "model/machine.h"
#include "store/care.h"
#include "store/queue.h"
#include "sync/queue_pull.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

#define TURNS 6
#define SAME_MAX 10 /* numbers tried: the visit's own, then with a digit added */

struct onward {
    struct calling *c;
    struct ticket next;
    struct queue_task more;
    struct doctor keeper;
    char place[REFERENCE_SIZE], system[ID_SIZE + 24];
};

static void refuse(struct calling *c)
{
    sending_see(c->s, &c->got.seen);
    call_end(c, c->call.kind == CALL_MOVE ? CALL_TAKEN : CALL_REFUSED, ERR_INVALID,
             "not from that state");
    if (c->call.kind == CALL_SEND_ON)
        text_copy(c->s->drop_ticket, sizeof c->s->drop_ticket, c->call.op);
}

/* Ends the stop that is left. true: it has ended by our hand, c->got is what it was. */
static bool end_stop(struct calling *c, const char *op)
{
    bool move = c->call.kind == CALL_MOVE;
    if (!call_find(c, op))
        return false;
    for (int turn = 0; turn < TURNS && call_read(c); turn++) {
        enum queue_status now = queue_stage_of(&c->got.seen, QUEUE_WAITING);
        bool ours = strcmp(c->got.seen.queue_task.claim, c->call.op) == 0;
        if (move ? ours && now == QUEUE_LEFT : now == QUEUE_DONE) {
            sending_see(c->s, &c->got.seen);
            return true;
        }
        bool may = move ? now == QUEUE_WAITING || queue_may(now, QUEUE_WAITING)
                        : queue_may(now, QUEUE_DONE);
        if (!may) {
            refuse(c);
            return false;
        }
        struct queue_change change = {
            .to = move ? QUEUE_LEFT : QUEUE_DONE, .moved = move, .claim = move ? c->call.op : NULL};
        if (!call_mark(c))
            return false;
        char *body =
            rewrite_queue_task(&c->links, c->got.body, &change, clock_wall(c->s->sync->clock));
        enum verdict v = call_put(c, &c->got.seen, body);
        if (v == VERDICT_ACK)
            return true;
        if (v != VERDICT_CONFLICT)
            return false;
        c->s->verdict = VERDICT_LATER;
    }
    return false;
}

/* Who has that number there? true: nobody, or this visit (then `op` may say that it is our own
 * Task). false: taken, or the verdict is set. */
static bool number_free(struct onward *o, bool *stood, bool *own, struct seen *seen)
{
    struct calling *c = o->c;
    struct reply reply;
    char system[400], query[800], path[900];
    *stood = *own = false;
    text_format(system, sizeof system, "%s/sid/%s", c->s->sync->base, o->system);
    if (!identifier_query(query, sizeof query, system, o->next.number) ||
        !text_format(path, sizeof path, "Task?%s&_count=200", query)) {
        sending_fail(c->s, VERDICT_PERMANENT, "a number too long for a question");
        return false;
    }
    sync_get(c->s->sync, path, &reply);
    if (reply.verdict == VERDICT_ACK && !reply.bundle)
        reply.verdict = VERDICT_LATER;
    bool good = sending_take(c->s, &reply);
    for (size_t i = 0; good && i < bundle_count(reply.bundle); i++) {
        if (bundle_seen(reply.bundle, i, seen) != ERR_OK)
            continue;
        bool same = strcmp(seen->op, c->call.op) == 0;
        const char *visit = seen->queue_task.visit_op, *encounter = seen->queue_task.encounter;
        *own = *own || same;
        if (same)
            sending_see(c->s, seen);
        else if ((o->more.visit_op[0] && strcmp(visit, o->more.visit_op) == 0) ||
                 (encounter[0] && strcmp(encounter, c->got.seen.queue_task.encounter) == 0))
            *stood = true;
        else
            good = false;
    }
    reply_clear(&reply);
    return good;
}

/* The hospital's own slots may still give that number out in that queue. */
static bool doctors_own(const struct onward *o)
{
    const char *letter = o->keeper.letter[0] ? o->keeper.letter : "A";
    return o->keeper.department_id[0] && strncmp(o->next.number, letter, strlen(letter)) == 0;
}

/* true: made, or the verdict is set; false: the number was taken meanwhile. */
static bool post_stop(struct onward *o, bool stood)
{
    struct calling *c = o->c;
    struct reply reply;
    struct links links = c->links;
    links.place = o->place;
    o->more.returned = stood;
    char *body = write_next_stop(&links, c->got.body, &o->next, &o->more);
    if (!body) {
        sending_fail(c->s, VERDICT_LATER, "the Task's answer is no Task");
        return true;
    }
    if (stood)
        sync_create(c->s->sync, "Task", "op", o->next.op, body, &reply);
    else
        sync_create(c->s->sync, "Task", o->system, o->next.number, body, &reply);
    free(body);
    bool good = sending_take(c->s, &reply);
    bool other = good && reply.seen.op[0] && strcmp(reply.seen.op, o->next.op) != 0;
    if (good && !other) {
        sending_made(c->s, "Task", o->next.op, &reply.seen);
        if (reply.seen.business[0])
            sending_see(c->s, &reply.seen);
    }
    if (c->s->verdict == VERDICT_CONFLICT)
        c->s->verdict = VERDICT_LATER;
    reply_clear(&reply);
    return !other;
}

static void make_stop(struct onward *o, struct seen *seen)
{
    struct sending *s = o->c->s;
    char own_number[12];
    text_copy(own_number, sizeof own_number, o->next.number);
    for (int i = 1; i < SAME_MAX; i++) {
        bool stood, own;
        if (i > 1 && !text_format(o->next.number, sizeof o->next.number, "%s%d", own_number, i))
            break;
        bool is_free = number_free(o, &stood, &own, seen);
        if (s->verdict != VERDICT_ACK)
            return;
        if (!own && (!is_free || (!stood && i == 1 && doctors_own(o))))
            continue;
        if (!own && !post_stop(o, stood))
            continue;
        if (s->verdict == VERDICT_ACK) {
            text_copy(s->follow, sizeof s->follow, o->next.op);
            text_copy(s->call_ticket, sizeof s->call_ticket, o->next.op);
            call_end(o->c, CALL_MADE, ERR_OK, "in the next queue");
        }
        return;
    }
    call_end(o->c, CALL_REFUSED, ERR_FULL, "no number left there");
}

static bool prepare(struct onward *o, const struct ticket *from)
{
    struct calling *c = o->c;
    struct sync *sync = c->s->sync;
    const struct seen *old = &c->got.seen;
    struct ticket local;
    bool move = c->call.kind == CALL_MOVE;
    o->next = *from;
    text_copy(o->next.op, sizeof o->next.op, c->call.op);
    text_copy(o->next.queue, sizeof o->next.queue, c->call.queue);
    o->next.created_ms = move ? old->authored_ms - sync->offset_ms : c->call.created_ms;
    if (!move && ticket_get(sync->db, c->call.op, &local) == ERR_OK)
        o->next = local; /* its queue may be one that stands in for the one asked for */
    o->more = (struct queue_task){.due_ms = move ? old->queue_task.due_ms : 0};
    text_copy(o->more.mask, sizeof o->more.mask, old->queue_task.mask);
    text_copy(o->more.reason, sizeof o->more.reason, old->queue_task.reason);
    text_copy(o->more.visit_op, sizeof o->more.visit_op, old->queue_task.visit_op);
    text_copy(o->next.visit_op, sizeof o->next.visit_op, old->queue_task.visit_op);
    for (int i = 0; i < 4; i++) {
        static const char *const names[] = {"routine", "urgent", "asap", "stat"};
        if (strcmp(names[i], old->priority) == 0)
            o->next.priority = i;
    }
    queue_ticket_system(o->next.queue, o->next.date, o->system, sizeof o->system);
    enum err e = queue_keeper(sync->db, o->next.queue, &o->keeper);
    if (e != ERR_OK) {
        call_end(c, CALL_REFUSED, e, "no such queue");
        return false;
    }
    o->next.doctor = o->keeper;
    c->s->verdict = sync_content(sync, "Location", o->keeper.place_id, o->place, c->s->outcome);
    return c->s->verdict == VERDICT_ACK;
}

void call_send_onward(struct calling *c)
{
    struct ticket from;
    struct onward *o = calloc(1, sizeof *o);
    struct seen *seen = calloc(1, sizeof *seen);
    char op[UUID_SIZE];
    if (!o || !seen)
        abort();
    o->c = c;
    text_copy(op, sizeof op, c->call.ticket_op);
    if (c->call.kind == CALL_SEND_ON) { /* the row speaks of the new number already */
        struct visit_stop stop;
        if (stop_get(c->s->sync->db, c->call.op, &stop) == ERR_OK)
            text_copy(op, sizeof op, stop.came_from);
    }
    enum err e = ticket_get(c->s->sync->db, op, &from);
    text_copy(c->s->follows, sizeof c->s->follows, op);
    if (e != ERR_OK)
        call_end(c, CALL_REFUSED, e, "no such number");
    else if (call_resolve(c) && end_stop(c, op) && prepare(o, &from))
        make_stop(o, seen);
    free(o);
    free(seen);
}
