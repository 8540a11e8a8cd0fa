/* What became of a number's paper: at every desk it is seen whose number is in no hand, and that it
 * is in one after all; and numbers that are void (fhir/queue_task.c). The queue entry's version is
 * the lock: a number that somebody gave to its patient meanwhile is not void, and one that is in a
 * hand does not fall back for a second paper.
 */
#include "sync/push.h"

#include "base/text.h"
#include "store/care.h"
#include "store/unprinted.h"
#include "sync/queue_pull.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

#define TURNS 4

static bool is_over(const struct seen *seen)
{
    enum queue_status stage = queue_stage_of(seen, QUEUE_WAITING);
    return stage == QUEUE_DONE || stage == QUEUE_LEFT;
}

/* The queue entry there; false: there is none, or the verdict is set. */
static bool read_entry(struct sending *s, const char *op, struct reply *got)
{
    char reference[REFERENCE_SIZE];
    memset(got, 0, sizeof *got);
    s->verdict = sync_own(s->sync, "Task", op, reference, s->outcome);
    if (s->verdict != VERDICT_ACK)
        return false;
    if (!reference[0]) {
        sending_fail(s, VERDICT_ACK, "the server does not have that number");
        return false;
    }
    sync_get(s->sync, reference, got);
    if (got->verdict == VERDICT_GONE) {
        sending_fail(s, VERDICT_ACK, "that number is gone from the server");
        return false;
    }
    return sending_take(s, got);
}

/* One PUT of the copy; frees it. VERDICT_CONFLICT: somebody was first. */
static void put(struct sending *s, const struct seen *from, char *body)
{
    struct reply reply;
    if (!body) {
        sending_fail(s, VERDICT_LATER, "the Task's answer is no Task");
        return;
    }
    sync_put(s->sync, from, body, &reply);
    if (sending_take(s, &reply) && reply.seen.status[0])
        sending_see(s, &reply.seen);
    reply_clear(&reply);
    free(body);
}

/* Looks, and writes what stands there otherwise. */
static void say(struct sending *s, const char *op, const struct paper_fault *fault)
{
    struct reply got;
    bool missed = fault->why != ERR_OK;
    if (read_entry(s, op, &got)) {
        const struct queue_task *task = &got.seen.queue_task;
        if (is_over(&got.seen) || task->in_hand) {
            sending_see(s, &got.seen);
            sending_fail(s, VERDICT_ACK, task->in_hand ? "in a hand" : "over");
        } else if (missed && task->paper.why == fault->why &&
                   strcmp(task->paper.station, fault->station) == 0) {
            sending_fail(s, VERDICT_ACK, "so already");
        } else {
            struct links links = {.base = s->sync->base, .shift_ms = s->sync->offset_ms};
            put(s, &got.seen, rewrite_paper(&links, got.body, fault, clock_wall(s->sync->clock)));
        }
    }
    reply_clear(&got);
}

static void until_settled(struct sending *s, const char *op, const struct paper_fault *fault)
{
    for (int turn = 0; turn < TURNS; turn++) {
        say(s, op, fault);
        if (s->verdict != VERDICT_CONFLICT)
            return;
    }
    s->verdict = VERDICT_LATER;
}

void send_paper(struct sending *s)
{
    struct ticket ticket;
    struct paper_fault fault;
    struct db *db = s->sync->db;
    enum err e = ticket_get(db, s->entry->subject, &ticket);
    if (e == ERR_OK)
        e = unprinted_get(db, ticket.op, &fault);
    if (e == ERR_NOT_FOUND) { /* settled since it was noted */
        fault = (struct paper_fault){.why = ERR_OK};
        e = ERR_OK;
    }
    if (e != ERR_OK)
        sending_fail(s, VERDICT_LATER, err_name(e));
    else if (ticket.status == TICKET_VOID)
        sending_fail(s, VERDICT_ACK, "void: that is told by itself");
    else
        until_settled(s, ticket.op, &fault);
    text_wipe(&ticket, sizeof ticket);
}

/* One resource to another status, unless it stands elsewhere by now. false: the verdict is set. */
static bool end_one(struct sending *s, const char *reference, const char *type, const char *from,
                    const char *to)
{
    struct reply got, put;
    if (!reference[0])
        return true;
    sync_get(s->sync, reference, &got);
    bool good = got.verdict == VERDICT_GONE || sending_take(s, &got);
    if (got.verdict == VERDICT_ACK && strcmp(got.seen.status, from) == 0) {
        char *body = rewrite_status(got.body, type, to);
        sync_put(s->sync, &got.seen, body ? body : "{}", &put);
        good = sending_take(s, &put);
        if (s->verdict == VERDICT_CONFLICT)
            s->verdict = VERDICT_LATER;
        free(body);
        reply_clear(&put);
    }
    reply_clear(&got);
    return good;
}

struct ending { /* what a queue entry that is void leaves behind; "" = nothing known */
    char visit[REFERENCE_SIZE], booking[REFERENCE_SIZE];
};

/* Cancels the entry. false: nothing more is to be done, or the verdict is set. */
static bool end_entry(struct sending *s, const char *op, struct ending *out)
{
    struct reply got;
    bool go_on = true;
    *out = (struct ending){.visit = ""};
    if (!read_entry(s, op, &got)) {
        go_on = s->verdict == VERDICT_ACK; /* there is none: the others may be there */
    } else {
        const struct seen *seen = &got.seen;
        bool waits = strcmp(seen->status, "ready") == 0 && !seen->queue_task.in_hand;
        if (strncmp(seen->queue_task.encounter, "Encounter/", 10) == 0)
            text_copy(out->visit, sizeof out->visit, seen->queue_task.encounter);
        text_copy(out->booking, sizeof out->booking, seen->queue_task.booking);
        if (waits) {
            struct links links = {.base = s->sync->base, .shift_ms = s->sync->offset_ms};
            put(s, seen,
                rewrite_task(&links, got.body, "cancelled", "left", clock_wall(s->sync->clock)));
            go_on = s->verdict == VERDICT_ACK;
        } else if (strcmp(seen->status, "cancelled") != 0) { /* else by an earlier try */
            sending_see(s, seen);
            sending_fail(s, VERDICT_ACK, "in a hand or called by now");
            go_on = false;
        }
    }
    reply_clear(&got);
    return go_on;
}

/* What the entry did not name is what was made here. */
static bool own_ending(struct sending *s, struct ending *out)
{
    struct ticket ticket;
    enum err e = ticket_get(s->sync->db, s->entry->subject, &ticket);
    if (e != ERR_OK) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
        return false;
    }
    s->verdict = VERDICT_ACK;
    if (!out->visit[0])
        s->verdict = sync_own(s->sync, "Encounter", ticket.visit_op, out->visit, s->outcome);
    if (s->verdict == VERDICT_ACK && !out->booking[0])
        s->verdict =
            sync_own(s->sync, "Appointment", ticket.appointment_op, out->booking, s->outcome);
    text_wipe(&ticket, sizeof ticket);
    return s->verdict == VERDICT_ACK;
}

/* A number that never reached its patient: the queue entry first, then the visit, and the booking
 * is open again. */
void send_void(struct sending *s)
{
    struct ending ending;
    bool go_on = false;
    s->verdict = VERDICT_CONFLICT;
    for (int turn = 0; turn < TURNS && s->verdict == VERDICT_CONFLICT; turn++)
        go_on = end_entry(s, s->entry->subject, &ending);
    if (s->verdict == VERDICT_CONFLICT)
        s->verdict = VERDICT_LATER;
    if (go_on && own_ending(s, &ending) &&
        end_one(s, ending.visit, "Encounter", "arrived", "cancelled") &&
        end_one(s, ending.booking, "Appointment", "arrived", "booked"))
        sending_fail(s, VERDICT_ACK, "void");
}
