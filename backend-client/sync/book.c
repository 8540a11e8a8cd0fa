/* A wish becomes a booking: the slot is the lock (WIRE.md 3.4). Every try begins by looking for
 * what an earlier one may have made, so a lost answer, a crash or an old retry never books twice.
 */
#include "sync/push.h"

#include "base/text.h"
#include "store/care.h"
#include "store/service_request.h"
#include "sync/hold.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

struct booking {
    struct sending *s;
    struct appointment appointment;
    char slot[REFERENCE_SIZE], patient[REFERENCE_SIZE], role[REFERENCE_SIZE], place[REFERENCE_SIZE],
        order[REFERENCE_SIZE]; /* the ServiceRequest it is made on */
    char *body;                /* the Appointment, frozen */
    struct reply got;          /* the slot as read */
};

static void refuse(struct booking *b, enum err why, const char *outcome)
{
    struct sending *s = b->s;
    bool wish = b->appointment.status == APPOINTMENT_WISH;
    s->verdict = VERDICT_ACK; /* the question is answered; a patient who was told "booked" here is
                                 for staff */
    s->state = wish || b->appointment.status == APPOINTMENT_CANCELLED ? OUTBOX_SENT : OUTBOX_DEAD;
    text_copy(s->outcome, sizeof s->outcome, outcome);
    if (!wish)
        return;
    s->set_appointment = true;
    s->status = APPOINTMENT_REFUSED;
    s->why = why;
    text_copy(s->free_slot, sizeof s->free_slot, b->appointment.slot_id);
}

static void booked(struct booking *b, const struct seen *appointment)
{
    struct sending *s = b->s;
    s->verdict = VERDICT_ACK;
    if (appointment)
        sending_made(s, "Appointment", b->appointment.op, appointment);
    text_copy(s->outcome, sizeof s->outcome, "booked");
    s->set_appointment = true;
    s->status = APPOINTMENT_BOOKED;
    s->why = ERR_OK;
}

/* Is it there from an earlier try? 1 yes, 0 no, -1 unknown (verdict set). */
static int look_up(struct booking *b, struct seen *out)
{
    struct reply reply;
    char system[200];
    text_format(system, sizeof system, "%s/sid/op", b->s->sync->base);
    int count = sync_find(b->s->sync, "Appointment", system, b->appointment.op, &reply);
    if (count < 0)
        sending_fail(b->s, reply.verdict == VERDICT_ACK ? VERDICT_LATER : reply.verdict,
                     reply.outcome);
    *out = reply.seen;
    reply_clear(&reply);
    return count > 1 ? 1 : count;
}

static bool resolve(struct booking *b)
{
    struct sending *s = b->s;
    struct sync *sync = s->sync;
    const struct appointment *a = &b->appointment;
    enum verdict v = sync_content(sync, "Slot", a->slot_id, b->slot, s->outcome);
    if (v == VERDICT_ACK)
        v = sync_patient(sync, a->person_uuid, b->patient, s->outcome);
    if (v == VERDICT_ACK)
        v = sync_content(sync, "PractitionerRole", a->doctor.id, b->role, s->outcome);
    if (v == VERDICT_ACK)
        v = sync_content(sync, "Location", a->doctor.place_id, b->place, s->outcome);
    if (v == VERDICT_ACK)
        v = sync_content(sync, "ServiceRequest", a->referral, b->order, s->outcome);
    s->verdict = v;
    return v == VERDICT_ACK;
}

static bool is_revisit(struct db *db, const struct appointment *a)
{
    struct service_request order;
    return a->referral[0] &&
           service_request_get(db, a->person_uuid, a->referral, &order) == ERR_OK &&
           order.kind == REQUEST_REVISIT;
}

/* The Appointment's bytes: made once, the same at every try. */
static bool freeze_body(struct booking *b)
{
    struct sending *s = b->s;
    char *frozen = sending_frozen(s, 1), query[400];
    if (!frozen) {
        struct links links = {.base = s->sync->base,
                              .device = s->sync->device,
                              .patient = b->patient,
                              .slot = b->slot,
                              .role = b->role,
                              .place = b->place,
                              .request = b->order,
                              .revisit = is_revisit(s->sync->db, &b->appointment),
                              .shift_ms = s->sync->offset_ms};
        char *body = write_appointment(&links, &b->appointment);
        sending_query(s, "op", b->appointment.op, query);
        frozen = sending_freeze(
            s, 1,
            &(struct http_request){
                .method = "POST", .url = "Appointment", .if_none_exist = query, .body = body});
        text_wipe(body, strlen(body));
        free(body);
    }
    b->body = frozen;
    return frozen != NULL;
}

/* Reads the slot into b->got. false: verdict set. */
static bool read_slot(struct booking *b)
{
    reply_clear(&b->got);
    sync_get(b->s->sync, b->slot, &b->got);
    if (b->got.verdict == VERDICT_GONE) {
        refuse(b, ERR_NOT_FOUND, "the slot is no longer there");
        return false;
    }
    return sending_take(b->s, &b->got);
}

static bool put_slot(struct booking *b, const char *status, const char *comment, struct reply *out)
{
    char *body = rewrite_slot(b->got.body, status, comment);
    if (!body) {
        memset(out, 0, sizeof *out);
        sending_fail(b->s, VERDICT_LATER, "the slot's answer is no Slot");
        return false;
    }
    sync_put(b->s->sync, &b->got.seen, body, out);
    free(body);
    return true;
}

/* One atomic transaction (3.4a). VERDICT_CONFLICT: read the slot again. */
static enum verdict book_at_once(struct booking *b)
{
    struct sending *s = b->s;
    struct http_request create;
    char *copy = strdup(b->body), *slot = rewrite_slot(b->got.body, "busy", NULL);
    enum verdict verdict = VERDICT_LATER;
    if (!copy)
        abort();
    if (slot && request_thaw(copy, &create)) {
        struct entry entries[] = {
            {.method = "PUT", .url = b->slot, .if_match = b->got.seen.version, .body = slot},
            {.method = "POST",
             .url = "Appointment",
             .if_none_exist = create.if_none_exist,
             .body = create.body}};
        const char *ops[] = {NULL, b->appointment.op};
        char *bundle = write_transaction(s->sync->config->server.url, entries, 2);
        struct reply reply;
        sync_ask(s->sync, &(struct http_request){.method = "POST", .url = "", .body = bundle},
                 &reply);
        verdict = reply.verdict;
        text_copy(s->outcome, sizeof s->outcome, reply.outcome);
        if (verdict == VERDICT_ACK)
            verdict = sending_transaction(s, &reply, ops, 2);
        reply_clear(&reply);
        free(bundle);
    }
    free(slot);
    free(copy);
    return verdict;
}

/* Lock, appointment, seal (3.4b). The comment names the owner while it is held and gets its number
 * back at the end. */
static enum verdict book_lock_first(struct booking *b)
{
    struct sending *s = b->s;
    struct reply reply;
    char number[16] = "";
    bool held =
        strcmp(b->got.seen.status, "busy-tentative") == 0; /* by us: the caller saw to that */
    if (!held) {
        if (!put_slot(b, "busy-tentative", b->appointment.op, &reply))
            return VERDICT_LATER;
        enum verdict lock = reply.verdict;
        text_copy(s->outcome, sizeof s->outcome, reply.outcome);
        reply_clear(&reply);
        if (lock != VERDICT_ACK)
            return lock;
    }
    char *copy = strdup(b->body);
    if (!copy)
        abort();
    sending_post(s, copy, &reply);
    enum verdict made = reply.verdict;
    text_copy(s->outcome, sizeof s->outcome, reply.outcome);
    if (made == VERDICT_ACK)
        sending_made(s, "Appointment", b->appointment.op, &reply.seen);
    reply_clear(&reply);
    if (made != VERDICT_ACK && made != VERDICT_PERMANENT)
        return made == VERDICT_CONFLICT ? VERDICT_LATER : made;
    if (!read_slot(b))
        return VERDICT_LATER;
    if (b->appointment.order > 0)
        text_format(number, sizeof number, "%d", b->appointment.order);
    if (!put_slot(b, made == VERDICT_ACK ? "busy" : "free", number, &reply))
        return VERDICT_LATER;
    enum verdict sealed = reply.verdict == VERDICT_CONFLICT ? VERDICT_LATER : reply.verdict;
    reply_clear(&reply);
    return made == VERDICT_ACK ? sealed : made;
}

/* The Appointment is there, but a crash may have left the slot in the middle. */
static void seal_found(struct booking *b, const struct seen *found)
{
    struct sending *s = b->s;
    if (s->sync->atomic == ATOMIC_YES || !b->slot[0]) {
        booked(b, found);
        return;
    }
    sending_made(s, "Appointment", b->appointment.op, found);
    if (!read_slot(b))
        return;
    if (strcmp(b->got.seen.status, "busy-tentative") == 0 &&
        strcmp(b->got.seen.comment, b->appointment.op) == 0) {
        char number[16] = "";
        struct reply reply;
        if (b->appointment.order > 0)
            text_format(number, sizeof number, "%d", b->appointment.order);
        if (!put_slot(b, "busy", number, &reply))
            return;
        enum verdict sealed = reply.verdict;
        text_copy(s->outcome, sizeof s->outcome, reply.outcome);
        reply_clear(&reply);
        if (sealed != VERDICT_ACK) {
            s->verdict = sealed == VERDICT_CONFLICT ? VERDICT_LATER : sealed;
            return;
        }
    }
    s->made_count = 0;
    booked(b, found);
}

static void book_slot(struct booking *b)
{
    struct sending *s = b->s;
    struct seen *found = calloc(1, sizeof *found);
    if (!found)
        abort();
    for (int turn = 0; turn < 4; turn++) {
        if (!read_slot(b))
            break;
        bool mine = strcmp(b->got.seen.status, "busy-tentative") == 0 &&
                    strcmp(b->got.seen.comment, b->appointment.op) == 0;
        if (strcmp(b->got.seen.status, "free") != 0 && !mine) {
            if (hold_clear_forgotten(b->s->sync, b->slot, &b->got))
                continue;
            refuse(b, ERR_TAKEN, "taken");
            break;
        }
        s->made_count = 0;
        s->verdict = s->sync->atomic == ATOMIC_YES && !mine ? book_at_once(b) : book_lock_first(b);
        if (s->verdict == VERDICT_ACK) {
            booked(b, NULL);
            break;
        }
        if (s->verdict != VERDICT_CONFLICT)
            break;
        int there = look_up(b, found);
        if (there < 0)
            break;
        if (there == 1) {
            seal_found(b, found);
            break;
        }
        s->verdict = VERDICT_LATER; /* somebody was first: look at the slot again */
    }
    free(found);
}

/* No slot on the server to lock (booked here while standalone, the day is over or was never
 * published): a record for the files. */
static void record_only(struct booking *b)
{
    struct reply reply;
    if (b->appointment.status == APPOINTMENT_WISH) {
        refuse(b, ERR_NOT_FOUND, "the server does not know the slot");
        return;
    }
    char *copy = strdup(b->body);
    if (!copy)
        abort();
    sending_post(b->s, copy, &reply);
    if (sending_take(b->s, &reply))
        booked(b, &reply.seen);
    reply_clear(&reply);
}

/* It comes to nothing: what the server has kept for it since its time was chosen, before the line
 * went away, is free for others. */
static void refuse_unsent(struct booking *b, enum err why, const char *outcome)
{
    struct sending *s = b->s;
    enum verdict verdict = hold_free_there(s->sync, b->appointment.op, b->appointment.slot_id);
    if (verdict == VERDICT_DOWN || verdict == VERDICT_LATER || verdict == VERDICT_CONFLICT)
        sending_fail(s, verdict == VERDICT_DOWN ? VERDICT_DOWN : VERDICT_LATER, outcome);
    else
        refuse(b, why, outcome);
}

static void run(struct booking *b, struct seen *found)
{
    struct sending *s = b->s;
    const struct appointment *a = &b->appointment;
    int there = 0;
    if (s->entry->attempts > 0 || s->entry->first_sent_ms > 0) {
        there = look_up(b, found);
        if (there < 0)
            return;
    }
    if (there == 0 && a->status == APPOINTMENT_CANCELLED) {
        refuse_unsent(b, ERR_OK, "cancelled before it was sent");
        return;
    }
    if (there == 0 && a->status == APPOINTMENT_WISH && a->start_ms <= clock_wall(s->sync->clock)) {
        refuse_unsent(b, ERR_LATE, "its time has passed");
        return;
    }
    if (!resolve(b))
        return;
    if (there == 1)
        seal_found(b, found);
    else if (freeze_body(b)) {
        if (b->slot[0])
            book_slot(b);
        else
            record_only(b);
    }
}

void send_booking(struct sending *s)
{
    struct booking *b = calloc(1, sizeof *b);
    struct seen *found = calloc(1, sizeof *found);
    if (!b || !found)
        abort();
    b->s = s;
    enum err e = appointment_get(s->sync->db, s->entry->subject, &b->appointment);
    text_copy(s->appointment_op, sizeof s->appointment_op, s->entry->subject);
    if (e)
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
    else
        run(b, found);
    if (b->body) {
        text_wipe(b->body, strlen(b->body));
        free(b->body);
    }
    reply_clear(&b->got);
    text_wipe(b, sizeof *b);
    free(b);
    free(found);
}
