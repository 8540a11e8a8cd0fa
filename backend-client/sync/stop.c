/* A clinic that staff stopped: each of its Slots becomes busy-unavailable, and what it was before
 * when the stop is lifted (WIRE.md section 1). The Slot is read first at every try, so a lost
 * answer repeats nothing. */
#include "sync/push.h"

#include "base/text.h"
#include "store/clinic_stop.h"
#include "store/content.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

#define STOPPED "busy-unavailable"
#define TURNS 4 /* somebody books it at the same moment */

struct stopping {
    struct sending *s;
    struct stopped_slot slot;
    char reference[REFERENCE_SIZE];
    struct reply got;
};

/* The slot as read, with another status. VERDICT_CONFLICT: it changed meanwhile. */
static void put(struct stopping *p, const char *status, const char *comment)
{
    struct reply reply;
    char *body = rewrite_slot(p->got.body, status, comment);
    if (!body) {
        sending_fail(p->s, VERDICT_LATER, "the slot's answer is no Slot");
        return;
    }
    sync_put(p->s->sync, &p->got.seen, body, &reply);
    sending_take(p->s, &reply);
    reply_clear(&reply);
    free(body);
}

/* Before it is changed there, or a crash would forget it. */
static bool remember(struct stopping *p)
{
    struct db *db = p->s->sync->db;
    enum err e = db_begin(db);
    if (e == ERR_OK) {
        e = stopped_slot_set_was(db, p->slot.op, p->got.seen.status);
        if (e == ERR_OK)
            e = db_commit(db);
        else
            db_rollback(db);
    }
    if (e != ERR_OK)
        sending_fail(p->s, VERDICT_LATER, err_name(e));
    return e == ERR_OK;
}

static void stop(struct stopping *p)
{
    if (strcmp(p->got.seen.status, STOPPED) == 0)
        sending_fail(p->s, VERDICT_ACK, "stopped");
    else if (remember(p))
        put(p, STOPPED, NULL);
}

/* Who has it now is asked of the server: a booking may have been moved while it was stopped. */
static bool status_now(struct stopping *p, const char *was, const char **status)
{
    char path[240];
    struct reply users;
    text_format(path, sizeof path, "Appointment?slot=%s&_count=20", p->reference);
    sync_get(p->s->sync, path, &users);
    bool good = sending_take(p->s, &users) && users.bundle;
    size_t open = 0, count = good ? bundle_count(users.bundle) : 0;
    struct seen *seen = calloc(1, sizeof *seen);
    if (!seen)
        abort();
    for (size_t i = 0; i < count; i++)
        if (bundle_seen(users.bundle, i, seen) == ERR_OK)
            open += strcmp(seen->status, "cancelled") != 0 &&
                    strcmp(seen->status, "entered-in-error") != 0;
    text_wipe(seen, sizeof *seen);
    free(seen);
    reply_clear(&users);
    /* without any Appointment it was given out by telephone */
    *status = open > 0 || (count == 0 && strcmp(was, "busy") == 0) ? "busy" : "free";
    return good;
}

static void lift(struct stopping *p, const char *was)
{
    const char *status;
    struct slot slot;
    char number[16] = "";
    if (strcmp(p->got.seen.status, STOPPED) != 0 || !was[0]) {
        sending_fail(p->s, VERDICT_ACK,
                     was[0] ? "in use again" : "not stopped from here"); /* the hospital's own */
        return;
    }
    if (!status_now(p, was, &status))
        return;
    if (slot_get(p->s->sync->db, p->slot.slot_id, &slot) == ERR_OK && slot.order > 0)
        text_format(number, sizeof number, "%d", slot.order);
    put(p, status, number[0] ? number : NULL);
}

static void run(struct stopping *p, const char *was)
{
    struct sending *s = p->s;
    for (int turn = 0; turn < TURNS; turn++) {
        sync_get(s->sync, p->reference, &p->got);
        if (p->got.verdict == VERDICT_GONE)
            sending_fail(s, VERDICT_ACK, "the slot is no longer there");
        else if (sending_take(s, &p->got)) {
            if (p->slot.lift)
                lift(p, was);
            else
                stop(p);
        }
        reply_clear(&p->got);
        if (s->verdict != VERDICT_CONFLICT)
            break;
    }
    if (s->verdict == VERDICT_CONFLICT)
        s->verdict = VERDICT_LATER;
    if (s->verdict == VERDICT_ACK && !s->outcome[0])
        text_copy(s->outcome, sizeof s->outcome, p->slot.lift ? "in use again" : "stopped");
}

void send_stop(struct sending *s)
{
    struct stopping p = {.s = s};
    struct clinic_stop stop;
    char was[24] = "";
    enum err e = stopped_slot_get(s->sync->db, s->entry->subject, &p.slot);
    if (e == ERR_OK)
        e = clinic_stop_get(s->sync->db, p.slot.stop_op, &stop);
    if (e == ERR_OK && p.slot.lift)
        e = stopped_slot_was(s->sync->db, &p.slot, was);
    if (e != ERR_OK) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
        return;
    }
    if (stop.end_ms <= clock_wall(s->sync->clock)) {
        sending_fail(s, VERDICT_ACK, "its time has passed");
        return;
    }
    if (!p.slot.lift && stop.lifted_ms) {
        sending_fail(s, VERDICT_ACK, "lifted before it was sent");
        return;
    }
    s->verdict = sync_content(s->sync, "Slot", p.slot.slot_id, p.reference, s->outcome);
    if (s->verdict != VERDICT_ACK)
        return;
    if (p.reference[0])
        run(&p, was);
    else
        sending_fail(s, VERDICT_ACK, "the server does not know the slot");
}
