/* From one queue to another: moving, and sending on to the laboratory and back. */
#include "act/calling_parts.h"
#include "act/parts.h"
#include "base/text.h"
#include "base/uuid.h"
#include "model/machine.h"
#include "store/queue.h"

#include <string.h>

/* Numbers that queue's own slots may still give out: its doctor's letter and an order. */
static bool doctors_own(const struct doctor *doctor, const char *number)
{
    const char *letter = doctor->letter[0] ? doctor->letter : "A";
    return doctor->department_id[0] && strncmp(number, letter, strlen(letter)) == 0;
}

/* What is added to a number where it is taken; no I and no O beside 1 and 0. */
static const char more[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/* The visit's number in another queue, with one digit or letter added where somebody else has the
 * same one there or may get it (doctors of several departments give one number on one day). */
static enum err number_there(struct db *db, const struct ticket *ticket,
                             const struct doctor *doctor, char out[12])
{
    bool has = false, stood = false;
    char first[12];
    int open;
    text_copy(out, 12, ticket->number);
    text_copy(first, sizeof first, ticket->number);
    if (strlen(first) > 4) /* it has such an addition from the queue before */
        first[4] = '\0';
    enum err e = stop_visits(db, ticket->visit_op, doctor->id, &stood, &open);
    if (e == ERR_OK && !stood && doctors_own(doctor, out))
        has = true;
    else if (e == ERR_OK)
        e = queue_has_number(db, doctor->id, ticket, out, &has);
    for (int i = 0; e == ERR_OK && has; i++) {
        if (!more[i] || !text_format(out, 12, "%s%c", first, more[i]))
            return ERR_FULL;
        e = queue_has_number(db, doctor->id, ticket, out, &has);
    }
    return e;
}

enum err calling_end_visit(struct db *db, const struct ticket *ticket)
{
    char booking[UUID_SIZE];
    bool stood;
    int open = 0;
    enum err e = stop_visits(db, ticket->visit_op, ticket->queue, &stood, &open);
    if (e == ERR_OK)
        e = queue_booking(db, ticket->visit_op, booking);
    if (e != ERR_OK || open > 0 || !booking[0])
        return e;
    struct appointment held;
    e = appointment_get(db, booking, &held);
    if (e == ERR_OK && appointment_may(held.status, APPOINTMENT_FULFILLED))
        return appointment_set(db, booking, APPOINTMENT_FULFILLED, ERR_OK);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* Where a queue's new people go: there, or on to where it leads while it is closed. */
static enum err queue_open_at(struct db *db, const char *queue, const char *date, char out[ID_SIZE])
{
    enum err e = queue_goes_to(db, queue, date, out);
    if (e == ERR_OK && !out[0])
        text_copy(out, ID_SIZE, queue);
    return e;
}

enum err calling_route(struct db *db, struct ticket *ticket)
{
    char to[ID_SIZE], number[12];
    struct doctor doctor;
    enum err e = queue_goes_to(db, ticket->queue, ticket->date, to);
    if (e != ERR_OK || !to[0])
        return e;
    e = queue_keeper(db, to, &doctor);
    if (e == ERR_OK)
        e = number_there(db, ticket, &doctor, number);
    if (e != ERR_OK)
        return e;
    text_copy(ticket->queue, sizeof ticket->queue, to);
    text_copy(ticket->number, sizeof ticket->number, number);
    ticket->doctor = doctor;
    return ERR_OK;
}

enum err calling_put(struct db *db, const char *op, const char *queue, struct ticket *out)
{
    struct doctor doctor;
    char number[12], to[ID_SIZE];
    enum err e = ticket_get(db, op, out);
    if (e != ERR_OK)
        return e;
    if (out->status == TICKET_VOID ||
        (out->stage != QUEUE_WAITING && !queue_may(out->stage, QUEUE_WAITING)))
        return ERR_INVALID;
    e = queue_open_at(db, queue, out->date, to);
    if (e == ERR_OK)
        e = queue_keeper(db, to, &doctor);
    if (e == ERR_OK)
        e = number_there(db, out, &doctor, number);
    if (e == ERR_OK && out->stage != QUEUE_WAITING)
        e = ticket_set_stage(db, op, QUEUE_WAITING, db_now(db)); /* the room is free of it */
    if (e == ERR_OK)
        e = queue_put(db, op, to, number, &doctor);
    return e == ERR_OK ? ticket_get(db, op, out) : e;
}

enum err call_move(struct db *db, const struct act_env *env, const char *op, const char *queue,
                   struct ticket *out)
{
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, calling_put(db, op, queue, out)) : e;
}

static enum err next_stop(struct db *db, const struct ticket *from, const char *queue,
                          struct ticket *next)
{
    struct visit_stop before, stop = {.arrived_ms = next->created_ms};
    int open;
    enum err e = queue_open_at(db, queue, next->date, next->queue);
    if (e == ERR_OK)
        e = queue_keeper(db, next->queue, &next->doctor);
    if (e == ERR_OK)
        e = stop_get(db, from->op, &before);
    if (e == ERR_OK) /* back, also where another doctor took the queue over */
        e = stop_visits(db, from->visit_op, queue, &stop.returned, &open);
    if (e == ERR_OK)
        e = number_there(db, from, &next->doctor, next->number);
    if (e == ERR_OK)
        e = ticket_insert(db, next);
    if (e != ERR_OK)
        return e;
    text_copy(stop.op, sizeof stop.op, next->op);
    text_copy(stop.came_from, sizeof stop.came_from, from->op);
    stop.number_of_stop = before.number_of_stop + 1;
    stop.cared = before.cared;
    return stop_set(db, &stop);
}

enum err calling_send(struct db *db, const struct act_env *env, const char *op, const char *queue,
                      const char *next_op, struct ticket *out)
{
    struct ticket from;
    enum err e = ticket_get(db, next_op, out);
    if (e != ERR_NOT_FOUND)
        return e;
    e = ticket_get(db, op, &from);
    if (e == ERR_OK)
        e = calling_step(db, env, &from, QUEUE_DONE);
    if (e != ERR_OK)
        return e;
    struct ticket next = {.status = TICKET_CONFIRMED,
                          .stage = QUEUE_WAITING,
                          .priority = from.priority,
                          .created_ms = clock_wall(env->clock)};
    text_copy(next.op, sizeof next.op, next_op);
    text_copy(next.visit_op, sizeof next.visit_op, from.visit_op);
    text_copy(next.date, sizeof next.date, from.date);
    text_copy(next.person_uuid, sizeof next.person_uuid, from.person_uuid);
    e = next_stop(db, &from, queue, &next);
    return e == ERR_OK ? ticket_get(db, next_op, out) : e;
}

enum err send_on(struct db *db, const struct act_env *env, const char *op, const char *queue,
                 const char *next_op, struct ticket *out)
{
    if (!uuid_valid(next_op))
        return ERR_INVALID;
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, calling_send(db, env, op, queue, next_op, out)) : e;
}
