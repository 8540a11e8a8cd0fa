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

static enum err hand(struct db *db, const struct act_env *env, const char *op,
                     enum ticket_status status)
{
    struct ticket ticket;
    enum err e = ticket_get(db, op, &ticket);
    if (e != ERR_OK || ticket.status == status)
        return e;
    if (ticket.status == TICKET_CONFIRMED && status == TICKET_PRINTED)
        return ticket_count_print(db, op); /* printed once more: it counts already */
    if (!ticket_may(ticket.status, status))
        return ERR_INVALID;
    e = ticket_set_status(db, op, status);
    if (e == ERR_OK)
        e = unprinted_drop(db, op);
    if (e == ERR_OK && status == TICKET_PRINTED)
        e = ticket_count_print(db, op);
    if (e == ERR_OK && status == TICKET_VOID)
        e = write_void(db, env, &ticket);
    return e;
}

enum err ticket_handed(struct db *db, const struct act_env *env, const char *op,
                       enum ticket_status status)
{
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, hand(db, env, op, status)) : e;
}

static enum err note_failure(struct db *db, const struct act_env *env, const char *op, enum err why)
{
    struct ticket ticket;
    enum err e = ticket_get(db, op, &ticket);
    if (e != ERR_OK || ticket.status == TICKET_VOID || ticket.status == TICKET_CONFIRMED)
        return e; /* taken by phone, or printed before: it counts with or without this paper */
    return unprinted_put(db, op, why, env->config->station.id, clock_wall(env->clock));
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
