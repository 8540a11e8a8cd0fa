#include "sync/push.h"

#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/call.h"
#include "store/care.h"
#include "store/queue_taken.h"
#include "store/server_id.h"
#include "sync/backoff.h"
#include "sync/care_pull.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 16
#define CALL_PAUSE_MAX_MS 5000
#define SERVER_ERRORS 3    /* a 500 may be our fault: so often, then staff looks */
#define FOREIGN_ANSWERS 20 /* refusals in a proxy's words */

static sender *const senders[] = {
    [OUTBOX_BOOK] = send_booking,
    [OUTBOX_CANCEL] = send_cancel,
    [OUTBOX_CHECK_IN] = send_ticket,
    [OUTBOX_TAKE] = send_ticket,
    [OUTBOX_VOID] = send_void,
    [OUTBOX_COMPLAINT] = send_complaint,
    [OUTBOX_RATING] = send_rating,
    [OUTBOX_HELP] = send_help,
    [OUTBOX_CALL] = send_call,
    [OUTBOX_CLOSE] = send_closure,
    [OUTBOX_REOPEN] = send_reopen,
    [OUTBOX_NOTICE] = send_notice,
    [OUTBOX_STOP] = send_stop,
    [OUTBOX_QUEUE] = send_queue_closing,
    [OUTBOX_PAPER] = send_paper,
    [OUTBOX_REVOKE] = send_reopen, /* both are requests of ours that no longer hold */
};
static_assert(sizeof senders / sizeof senders[0] == OUTBOX_KIND_COUNT, "one sender a kind");

void sending_fail(struct sending *s, enum verdict verdict, const char *outcome)
{
    s->verdict = verdict;
    text_copy(s->outcome, sizeof s->outcome, outcome);
}

bool sending_take(struct sending *s, struct reply *reply)
{
    sending_fail(s, reply->verdict, reply->outcome);
    return reply->verdict == VERDICT_ACK;
}

void sending_see(struct sending *s, const struct seen *seen)
{
    if (s->take_count == TAKE_MAX)
        return;
    struct seen *copy = malloc(sizeof *copy);
    if (!copy)
        abort();
    *copy = *seen;
    s->take[s->take_count++] = copy;
}

void sending_made(struct sending *s, const char *type, const char *op, const struct seen *seen)
{
    if (s->made_count == MADE_MAX || !seen->id[0])
        return;
    struct made *made = &s->made[s->made_count++];
    text_copy(made->type, sizeof made->type, type);
    text_copy(made->op, sizeof made->op, op);
    text_copy(made->id, sizeof made->id, seen->id);
    text_copy(made->version, sizeof made->version, seen->version);
}

char *sending_frozen(struct sending *s, int stage)
{
    char *request = NULL;
    enum err e = outbox_frozen(s->sync->db, s->entry->id, stage, &request);
    if (e == ERR_OK)
        return request;
    free(request);
    return NULL;
}

char *sending_freeze(struct sending *s, int stage, const struct http_request *request)
{
    struct db *db = s->sync->db;
    char *frozen = request_freeze(request);
    enum err e = db_begin(db);
    if (e == ERR_OK) {
        e = outbox_freeze(db, s->entry->id, stage, frozen);
        if (e == ERR_OK)
            e = outbox_mark_sending(db, s->entry->id);
        if (e == ERR_OK)
            e = db_commit(db);
        else
            db_rollback(db);
    }
    if (e == ERR_OK)
        return frozen;
    text_wipe(frozen, strlen(frozen));
    free(frozen);
    sending_fail(s, VERDICT_LATER, err_name(e));
    return NULL;
}

void sending_post(struct sending *s, char *frozen, struct reply *out)
{
    struct http_request request;
    size_t length = strlen(frozen);
    if (request_thaw(frozen, &request)) {
        sync_ask(s->sync, &request, out);
    } else {
        memset(out, 0, sizeof *out);
        out->verdict = VERDICT_PERMANENT;
        text_copy(out->outcome, sizeof out->outcome, "stored request is damaged");
    }
    text_wipe(frozen, length);
    free(frozen);
}

void sending_query(const struct sending *s, const char *kind, const char *value, char out[400])
{
    char system[200];
    text_format(system, sizeof system, "%s/sid/%s", s->sync->base, kind);
    if (!identifier_query(out, 400, system, value))
        abort(); /* bounded by the config's base and a uuid */
}

enum verdict sending_transaction(struct sending *s, const struct reply *reply,
                                 const char *const *ops, size_t count)
{
    enum verdict worst = VERDICT_ACK;
    struct seen *seen = calloc(1, sizeof *seen);
    if (!seen)
        abort();
    if (!reply->bundle)
        worst = VERDICT_LATER;
    for (size_t i = 0; reply->bundle && i < count && worst == VERDICT_ACK; i++) {
        int status = bundle_response(reply->bundle, i, seen);
        if (status >= 200 && status < 300) {
            if (ops[i] && seen->id[0])
                sending_made(s, seen->type, ops[i], seen);
            continue;
        }
        worst = status == 409 || status == 412   ? VERDICT_CONFLICT
                : status == 404 || status == 410 ? VERDICT_GONE
                : status == 0 || status == 408 || status == 429 || status >= 500
                    ? VERDICT_LATER
                    : VERDICT_PERMANENT;
        text_format(s->outcome, sizeof s->outcome, "entry %d of the transaction: %d", (int)i + 1,
                    status);
    }
    free(seen);
    return worst;
}

/* How often in a row the same kind of doubtful answer came: kept in the outcome itself, "500
 * exception (2)". */
static int repeats(const struct outbox_entry *entry, const char *outcome)
{
    size_t length = strlen(outcome);
    int count = 0;
    if (strncmp(entry->outcome, outcome, length) == 0 &&
        sscanf(entry->outcome + length, " (%d)", &count) == 1)
        return count + 1;
    return 1;
}

/* What the server says of the numbers, and how the call came out. */
static enum err write_call(struct sending *s)
{
    struct sync *sync = s->sync;
    enum err e = ERR_OK;
    sync->settling = s->entry->id;
    for (int i = 0; e == ERR_OK && i < s->take_count; i++)
        e = take_care(sync, s->take[i]);
    sync->settling = 0;
    if (e == ERR_OK && s->follow[0])
        e = queue_follows(sync->db, s->follow, s->follows);
    if (e == ERR_OK && s->drop_ticket[0])
        e = ticket_set_stage(sync->db, s->drop_ticket, QUEUE_LEFT, clock_wall(sync->clock));
    if (e == ERR_OK && s->set_call)
        e = call_settle(sync->db, s->call_op, s->call_state, s->call_why, s->call_ticket);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* The new place is confirmed: only now the old booking is given back (WIRE.md 3.5), in the same
 * transaction that writes the confirmation, so that whatever breaks the patient holds one of both.
 */
static enum err give_back_replaced(struct db *db, const struct appointment *made)
{
    struct appointment old;
    char op[UUID_SIZE];
    enum err e = made->replaces[0] ? appointment_get(db, made->replaces, &old) : ERR_NOT_FOUND;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    if (old.stopped == STOPPED_OPEN)
        e = appointment_set_stopped(db, old.op, STOPPED_SETTLED);
    if (e != ERR_OK || (old.status != APPOINTMENT_WISH && old.status != APPOINTMENT_BOOKED))
        return e; /* over, or the patient has checked in there meanwhile */
    e = appointment_set(db, old.op, APPOINTMENT_CANCELLED, ERR_OK);
    if (e == ERR_OK)
        e = slot_free(db, old.slot_id);
    uuid_new(op);
    return e == ERR_OK ? outbox_add(db, OUTBOX_CANCEL, op, old.op,
                                    old.person_uuid[0] ? old.person_uuid : old.op)
                       : e;
}

static enum err write_record(struct sending *s)
{
    struct db *db = s->sync->db;
    enum err e = ERR_OK;
    for (int i = 0; e == ERR_OK && i < s->made_count; i++)
        e = server_id_put(db, s->made[i].type, s->made[i].op, s->made[i].id, s->made[i].version);
    if (e == ERR_OK && s->set_appointment) {
        struct appointment held;
        e = appointment_get(db, s->appointment_op, &held);
        /* what the person did meanwhile (cancelled, arrived) stays: only a wish turns into its
         * answer */
        if (e == ERR_OK && held.status == APPOINTMENT_WISH) {
            e = appointment_set(db, s->appointment_op, s->status, s->why);
            if (e == ERR_OK && s->status == APPOINTMENT_BOOKED)
                e = give_back_replaced(db, &held);
        }
    }
    if (e == ERR_OK && s->free_slot[0]) {
        e = slot_free(db, s->free_slot);
        if (e == ERR_NOT_FOUND || e == ERR_TAKEN)
            e = ERR_OK; /* nothing was held */
    }
    return e == ERR_OK ? write_call(s) : e;
}

/* Waiting, or dead when the same doubtful answer came too often. */
static enum outbox_state again(struct sending *s, char *outcome, size_t size)
{
    int count = repeats(s->entry, s->outcome);
    bool failing = strncmp(s->outcome, "500", 3) == 0 && count >= SERVER_ERRORS;
    bool foreign = strncmp(s->outcome, "40", 2) == 0 && count >= FOREIGN_ANSWERS;
    text_format(outcome, size, "%s (%d)", s->outcome, count);
    return failing || foreign ? OUTBOX_DEAD : OUTBOX_WAITING;
}

static int64_t pause_ms(const struct sending *s)
{
    bool call = s->entry->kind == OUTBOX_CALL;
    if (s->verdict == VERDICT_WAIT)
        return call ? 1000 : 5000;
    int64_t longest = s->sync->config->server.retry_max_ms;
    if (call && longest > CALL_PAUSE_MAX_MS)
        longest = CALL_PAUSE_MAX_MS; /* a room waits for the answer */
    int64_t shortest = s->sync->config->server.retry_min_ms;
    return backoff_ms(s->entry->attempts + 1, shortest < longest ? shortest : longest, longest,
                      random_below(1000));
}

/* A wish that no server will take is answered too: the person must not wait for it. */
static void refuse_wish(struct sending *s)
{
    if (s->entry->kind != OUTBOX_BOOK || s->set_appointment)
        return;
    struct appointment held;
    if (appointment_get(s->sync->db, s->entry->subject, &held) != ERR_OK ||
        held.status != APPOINTMENT_WISH)
        return;
    s->set_appointment = true;
    text_copy(s->appointment_op, sizeof s->appointment_op, s->entry->subject);
    s->status = APPOINTMENT_REFUSED;
    s->why = ERR_REFUSED;
    text_copy(s->free_slot, sizeof s->free_slot, held.slot_id);
}

/* Nor does a room that waits for its call. */
static void refuse_call(struct sending *s)
{
    struct call call;
    if (s->entry->kind != OUTBOX_CALL || s->set_call ||
        call_get(s->sync->db, s->entry->subject, &call) != ERR_OK || call.state != CALL_PENDING)
        return;
    s->set_call = true;
    text_copy(s->call_op, sizeof s->call_op, call.op);
    s->call_state = CALL_REFUSED;
    s->call_why = ERR_REFUSED;
    text_copy(s->call_ticket, sizeof s->call_ticket, call.ticket_op);
}

static enum err settle(struct sending *s)
{
    struct sync *sync = s->sync;
    struct db *db = sync->db;
    const struct outbox_entry *entry = s->entry;
    char outcome[200];
    text_copy(outcome, sizeof outcome, s->outcome);
    enum outbox_state state = s->verdict == VERDICT_ACK ? s->state : OUTBOX_DEAD;
    if (s->verdict == VERDICT_WAIT || s->verdict == VERDICT_LATER || s->verdict == VERDICT_CONFLICT)
        state = again(s, outcome, sizeof outcome);
    if (state == OUTBOX_DEAD) {
        refuse_wish(s);
        refuse_call(s);
    }
    enum err e = db_begin(db);
    if (e)
        return e;
    e = write_record(s);
    if (e == ERR_OK && state == OUTBOX_WAITING)
        e = outbox_retry_at(db, entry->id, db_now(db) + pause_ms(s), outcome);
    else if (e == ERR_OK)
        e = outbox_finish(db, entry->id, state, outcome);
    if (e) {
        db_rollback(db);
        return e;
    }
    sync->sent += state == OUTBOX_SENT;
    sync->refused += state == OUTBOX_DEAD;
    sync->changed = true;
    return db_commit(db);
}

static void forget_taken(struct sending *s)
{
    for (int i = 0; i < s->take_count; i++) {
        text_wipe(s->take[i], sizeof *s->take[i]);
        free(s->take[i]);
    }
    s->take_count = 0;
}

static enum err send_one(struct sync *sync, const struct outbox_entry *entry, bool *down)
{
    struct sending s = {
        .sync = sync, .entry = entry, .verdict = VERDICT_LATER, .state = OUTBOX_SENT};
    senders[entry->kind](&s);
    *down = s.verdict == VERDICT_DOWN;
    if (*down) { /* not the entry's fault: it keeps its place and its count */
        log_event("sync", "no server", entry->op, ERR_OFFLINE);
        forget_taken(&s);
        return ERR_OK;
    }
    *down = s.lost;
    enum err e = settle(&s);
    forget_taken(&s);
    enum err told = s.verdict == VERDICT_ACK && s.state == OUTBOX_SENT ? ERR_OK
                    : s.verdict == VERDICT_LATER                       ? ERR_UNKNOWN
                                                                       : ERR_REFUSED;
    log_event("sync", "sent", entry->op, e ? e : told);
    text_wipe(&s, sizeof s);
    return e;
}

enum err sync_push_calls(struct sync *sync)
{
    struct outbox_entry entries[BATCH];
    size_t count = 0;
    do {
        enum err e = outbox_calls(sync->db, clock_wall(sync->clock), entries, BATCH, &count);
        for (size_t i = 0; e == ERR_OK && i < count; i++) {
            bool down = false;
            e = send_one(sync, &entries[i], &down);
            if (down)
                return ERR_OFFLINE;
            if (sync_stopping(sync))
                return ERR_OK;
        }
        if (e)
            return e;
    } while (count > 0);
    return ERR_OK;
}

enum err sync_push(struct sync *sync)
{
    struct outbox_entry entries[BATCH];
    size_t count = 0;
    do {
        enum err e = outbox_due(sync->db, clock_wall(sync->clock), entries, BATCH, &count);
        for (size_t i = 0; e == ERR_OK && i < count; i++) {
            bool down = false;
            e = sync_push_calls(sync);
            if (e == ERR_OK && entries[i].kind != OUTBOX_CALL)
                e = send_one(sync, &entries[i], &down);
            if (down)
                return ERR_OFFLINE;
            if (sync_stopping(sync))
                return ERR_OK;
        }
        if (e)
            return e;
    } while (count > 0);
    return ERR_OK;
}
