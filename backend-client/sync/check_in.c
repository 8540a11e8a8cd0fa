/* Arriving (WIRE.md 3.6): the booking arrived, the visit (Encounter) and the queue entry (Task), in
 * one transaction where the server has them, else one after the other with the queue entry last.
 * All three are found again by their operation ids, so the second way also repairs what became of a
 * first one.
 */
#include "sync/push.h"

#include "base/text.h"
#include "store/care.h"
#include "store/queue.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

struct arrival {
    struct sending *s;
    struct ticket ticket;
    struct queue_task more;
    char patient[REFERENCE_SIZE], place[REFERENCE_SIZE], appointment[REFERENCE_SIZE];
    struct links links;
    char encounter_query[400], task_query[400];
};

/* What the order of calling depends on, and what a board may show. */
static enum err read_more(struct arrival *a)
{
    struct visit_stop stop;
    struct db *db = a->s->sync->db;
    enum err e = stop_get(db, a->ticket.op, &stop);
    if (e != ERR_OK)
        return e;
    a->more = (struct queue_task){.due_ms = stop.due_ms, .returned = stop.returned};
    if (a->ticket.priority == PRIORITY_ASAP) /* checked in on a referral */
        text_copy(a->more.reason, sizeof a->more.reason, "referral");
    if (stop.cared > a->ticket.priority) {
        a->ticket.priority = stop.cared;
        text_copy(a->more.reason, sizeof a->more.reason, "elderly");
    }
    return a->s->sync->config->queue.names
               ? ticket_mask(db, &a->ticket, a->more.mask, sizeof a->more.mask)
               : ERR_OK;
}

static bool resolve(struct arrival *a)
{
    struct sending *s = a->s;
    struct sync *sync = s->sync;
    enum verdict v = sync_patient(sync, a->ticket.person_uuid, a->patient, s->outcome);
    if (v == VERDICT_ACK)
        v = sync_own(sync, "Appointment", a->ticket.appointment_op, a->appointment, s->outcome);
    if (v == VERDICT_ACK)
        v = sync_content(sync, "Location", a->ticket.doctor.place_id, a->place, s->outcome);
    a->links = (struct links){.base = sync->base,
                              .device = sync->device,
                              .patient = a->patient,
                              .place = a->place,
                              .appointment = a->appointment,
                              .shift_ms = sync->offset_ms};
    s->verdict = v;
    return v == VERDICT_ACK;
}

/* The booking as it is now; false: verdict set. Without one `got` stays empty. */
static bool read_appointment(struct arrival *a, struct reply *got)
{
    memset(got, 0, sizeof *got);
    if (!a->appointment[0])
        return true;
    sync_get(a->s->sync, a->appointment, got);
    if (got->verdict != VERDICT_GONE)
        return sending_take(a->s, got);
    reply_clear(got);
    memset(got, 0, sizeof *got);
    a->appointment[0] = '\0';
    return true;
}

static bool needs_arrival(const struct reply *got)
{
    return got->body &&
           (strcmp(got->seen.status, "booked") == 0 || strcmp(got->seen.status, "pending") == 0);
}

static char *make_transaction(struct arrival *a, const struct reply *got)
{
    char urn[60];
    text_format(urn, sizeof urn, "urn:uuid:%s", a->ticket.visit_op);
    struct links links = a->links;
    char *encounter = write_encounter(&links, &a->ticket);
    links.encounter = urn;
    char *task = write_queue_entry(&links, &a->ticket, &a->more);
    char *appointment = needs_arrival(got) ? rewrite_appointment(got->body, "arrived") : NULL;
    struct entry entries[3];
    size_t count = 0;
    if (appointment)
        entries[count++] = (struct entry){.method = "PUT",
                                          .url = a->appointment,
                                          .if_match = got->seen.version,
                                          .body = appointment};
    entries[count++] = (struct entry){.method = "POST",
                                      .url = "Encounter",
                                      .if_none_exist = a->encounter_query,
                                      .full_url = urn,
                                      .body = encounter};
    entries[count++] = (struct entry){
        .method = "POST", .url = "Task", .if_none_exist = a->task_query, .body = task};
    char *bundle = write_transaction(a->s->sync->config->server.url, entries, count);
    free(encounter);
    free(task);
    free(appointment);
    return bundle;
}

/* VERDICT_CONFLICT: somebody (or our own earlier try) moved the booking: go on one by one. */
static enum verdict arrive_at_once(struct arrival *a)
{
    struct sending *s = a->s;
    struct reply got, reply;
    char *frozen = sending_frozen(s, 0);
    if (!frozen) {
        if (!read_appointment(a, &got))
            return s->verdict;
        char *bundle = make_transaction(a, &got);
        reply_clear(&got);
        frozen = sending_freeze(
            s, 0, &(struct http_request){.method = "POST", .url = "", .body = bundle});
        free(bundle);
        if (!frozen)
            return VERDICT_LATER;
    }
    bool three = strstr(frozen, "\"ifMatch\"") != NULL;
    const char *ops[] = {NULL, a->ticket.visit_op, a->ticket.op};
    sending_post(s, frozen, &reply);
    sending_take(s, &reply);
    enum verdict verdict = reply.verdict;
    if (verdict == VERDICT_ACK)
        verdict = sending_transaction(s, &reply, three ? ops : ops + 1, three ? 3 : 2);
    reply_clear(&reply);
    return verdict;
}

static bool put_arrived(struct arrival *a)
{
    struct reply got, put;
    bool good = read_appointment(a, &got);
    if (good && needs_arrival(&got)) {
        char *body = rewrite_appointment(got.body, "arrived");
        sync_put(a->s->sync, &got.seen, body ? body : "{}", &put);
        good = sending_take(a->s, &put);
        if (a->s->verdict == VERDICT_CONFLICT)
            a->s->verdict = VERDICT_LATER;
        free(body);
        reply_clear(&put);
    }
    reply_clear(&got);
    return good;
}

static bool create(struct arrival *a, const char *type, const char *op, char *body, char *made,
                   size_t size)
{
    struct reply reply;
    sync_create(a->s->sync, type, "op", op, body, &reply);
    bool good = sending_take(a->s, &reply);
    if (good) {
        sending_made(a->s, type, op, &reply.seen);
        text_format(made, size, "%s/%s", type, reply.seen.id);
    } else if (a->s->verdict == VERDICT_CONFLICT) {
        a->s->verdict = VERDICT_LATER;
    }
    reply_clear(&reply);
    free(body);
    return good;
}

static void arrive_in_turn(struct arrival *a)
{
    char encounter[REFERENCE_SIZE], task[REFERENCE_SIZE];
    a->s->made_count = 0;
    if (!put_arrived(a))
        return;
    if (!create(a, "Encounter", a->ticket.visit_op, write_encounter(&a->links, &a->ticket),
                encounter, sizeof encounter))
        return;
    a->links.encounter = encounter;
    create(a, "Task", a->ticket.op, write_queue_entry(&a->links, &a->ticket, &a->more), task,
           sizeof task);
}

void send_ticket(struct sending *s)
{
    struct arrival *a = calloc(1, sizeof *a);
    if (!a)
        abort();
    a->s = s;
    enum err e = ticket_get(s->sync->db, s->entry->subject, &a->ticket);
    if (e == ERR_OK)
        e = read_more(a);
    if (e) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
    } else if (resolve(a)) {
        sending_query(s, "op", a->ticket.visit_op, a->encounter_query);
        sending_query(s, "op", a->ticket.op, a->task_query);
        enum verdict verdict = s->sync->atomic == ATOMIC_YES ? arrive_at_once(a) : VERDICT_CONFLICT;
        if (verdict == VERDICT_CONFLICT || verdict == VERDICT_GONE)
            arrive_in_turn(a);
        else
            s->verdict = verdict;
        if (s->verdict == VERDICT_ACK)
            text_copy(s->outcome, sizeof s->outcome, "in the queue");
    }
    text_wipe(a, sizeof *a);
    free(a);
}
