#include "act/parts.h"

#include "base/text.h"
#include "model/machine.h"
#include "store/unprinted.h"

/* A void number leaves the queue; the booking behind it can be checked in again. */
static enum err write_void(struct db *db, const struct act_env *env, const struct ticket *ticket)
{
    struct appointment held;
    enum err e = ticket_set_stage(db, ticket->op, QUEUE_LEFT, clock_wall(env->clock));
    if (e == ERR_OK && ticket->appointment_op[0]) {
        e = appointment_get(db, ticket->appointment_op, &held);
        if (e == ERR_OK && appointment_may(held.status, APPOINTMENT_BOOKED)) /* else it is over */
            e = appointment_set(db, held.op, APPOINTMENT_BOOKED, ERR_OK);
        text_wipe(&held, sizeof held);
    }
    if (e == ERR_OK)
        e = act_send(db, OUTBOX_VOID, ticket->op, act_line(ticket->person_uuid, ticket->op));
    return e;
}

/* Another station's number is confirmed here from the first, and only its fault says that it is in
 * no hand. Void, it leaves the queue; what else there is to it the server knows, whose word counts.
 */
static enum err void_elsewhere(struct db *db, const struct act_env *env,
                               const struct ticket *ticket)
{
    if (!queue_may(ticket->stage, QUEUE_LEFT))
        return ERR_INVALID;
    enum err e = ticket_set_stage(db, ticket->op, QUEUE_LEFT, clock_wall(env->clock));
    return e == ERR_OK ? act_send(db, OUTBOX_VOID, ticket->op, ticket->op) : e;
}

/* `missed`: staff look for its patient, here or at another station. */
static enum err hand_missed(struct db *db, const struct ticket *ticket, enum ticket_status status)
{
    enum err e = unprinted_drop(db, ticket->op);
    if (e == ERR_OK && status != TICKET_VOID) /* else voiding tells it */
        e = act_send(db, OUTBOX_PAPER, ticket->op, act_line(ticket->person_uuid, ticket->op));
    return e;
}

static enum err hand(struct db *db, const struct act_env *env, const char *op,
                     enum ticket_status status)
{
    struct ticket ticket;
    struct paper_fault fault;
    enum err e = ticket_get(db, op, &ticket);
    if (e != ERR_OK)
        return e;
    e = unprinted_get(db, op, &fault);
    bool missed = e == ERR_OK, counts = ticket.status == TICKET_CONFIRMED;
    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    e = ERR_OK;
    if (counts && missed && status == TICKET_VOID)
        e = void_elsewhere(db, env, &ticket);
    else if (ticket_may(ticket.status, status))
        e = ticket_set_status(db, op, status);
    else if (ticket.status != status && !(counts && status == TICKET_PRINTED))
        e = ERR_INVALID;
    if (e == ERR_OK && status == TICKET_PRINTED && ticket.status != status)
        e = ticket_count_print(db, op); /* also once more of one that counts */
    if (e == ERR_OK && status == TICKET_VOID && ticket_may(ticket.status, status))
        e = write_void(db, env, &ticket);
    return e == ERR_OK && missed ? hand_missed(db, &ticket, status) : e;
}

enum err ticket_handed(struct db *db, const struct act_env *env, const char *op,
                       enum ticket_status status)
{
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, hand(db, env, op, status)) : e;
}

static enum err note(struct db *db, const struct ticket *ticket, const struct paper_fault *fault)
{
    enum err e = unprinted_put(db, ticket->op, fault);
    return e == ERR_OK
               ? act_send(db, OUTBOX_PAPER, ticket->op, act_line(ticket->person_uuid, ticket->op))
               : e;
}

static enum err note_failure(struct db *db, const struct act_env *env, const char *op, enum err why)
{
    struct ticket ticket;
    struct paper_fault before, now = {.why = why, .at_ms = clock_wall(env->clock)};
    enum err e = ticket_get(db, op, &ticket);
    if (e != ERR_OK || ticket.status == TICKET_VOID)
        return e;
    text_copy(now.station, sizeof now.station, env->config->station.id);
    e = unprinted_get(db, op, &before);
    if (e == ERR_NOT_FOUND && ticket.status == TICKET_CONFIRMED)
        return ERR_OK; /* taken by phone, or printed before: it counts without this paper */
    return e == ERR_OK || e == ERR_NOT_FOUND ? note(db, &ticket, &now) : e;
}

enum err ticket_print_failed(struct db *db, const struct act_env *env, const char *op, enum err why)
{
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, note_failure(db, env, op, why)) : e;
}

enum err ticket_void_stale(struct db *db, const struct act_env *env, int *count)
{
    *count = 0;
    char ops[32][UUID_SIZE];
    size_t found = 0;
    int64_t before = clock_wall(env->clock) - (int64_t)env->config->checkin.void_min * 60000;
    enum err e = ticket_stale(db, before, ops, 32, &found);
    if (e != ERR_OK || found == 0)
        return e;
    e = db_begin(db);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; e == ERR_OK && i < found; i++)
        e = hand(db, env, ops[i], TICKET_VOID);
    e = act_end(db, e);
    if (e == ERR_OK)
        *count = (int)found;
    return e;
}

enum err ticket_note_left(struct db *db, const struct act_env *env, int *count)
{
    char ops[32][UUID_SIZE];
    size_t found = 0;
    *count = 0;
    enum err e =
        ticket_left_behind(db, clock_wall(env->clock) - UNPRINTED_AFTER_MS, ops, 32, &found);
    if (e != ERR_OK || found == 0)
        return e;
    e = db_begin(db);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; e == ERR_OK && i < found; i++) {
        struct ticket ticket;
        e = ticket_get(db, ops[i], &ticket);
        if (e == ERR_OK)
            e = note(db, &ticket,
                     &(struct paper_fault){.why = ERR_UNKNOWN, .at_ms = ticket.created_ms});
    }
    e = act_end(db, e);
    if (e == ERR_OK)
        *count = (int)found;
    return e;
}
