#include "act/calling_parts.h"
#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/queue.h"

void check_in_window(const struct act_env *env, const struct appointment *appointment,
                     int64_t *from_ms, int64_t *until_ms)
{
    *from_ms = appointment->start_ms - (int64_t)env->config->checkin.early_min * 60000;
    *until_ms = appointment->start_ms + (int64_t)env->config->checkin.late_min * 60000;
}

/* `again`: a number of this booking was void. */
static enum err may_check_in(struct db *db, const struct act_env *env,
                             const struct appointment *held, bool again)
{
    switch (held->status) {
    case APPOINTMENT_BOOKED:
        break;
    case APPOINTMENT_ARRIVED:
        if (!again) /* at another terminal, whose number has not reached us */
            return ERR_ALREADY;
        break;
    case APPOINTMENT_WISH:
        return ERR_OFFLINE; /* the hospital has not confirmed it: there is no place to check in for
                               yet */
    case APPOINTMENT_FULFILLED:
        return ERR_ALREADY;
    case APPOINTMENT_CANCELLED:
    case APPOINTMENT_NOSHOW:
    case APPOINTMENT_REFUSED:
    case APPOINTMENT_STATUS_COUNT:
        return ERR_NOT_FOUND;
    }
    if (!held->doctor.id[0]) /* made elsewhere, with somebody whom the content does not name */
        return ERR_REFUSED;
    struct slot slot;
    struct schedule schedule;
    if (slot_get(db, held->slot_id, &slot) == ERR_OK &&
        schedule_get(db, slot.schedule_id, &schedule) == ERR_OK &&
        schedule.state == SCHEDULE_STOPPED)
        return ERR_STOPPED;
    int64_t from, until, now = clock_wall(env->clock);
    check_in_window(env, held, &from, &until);
    return now < from ? ERR_EARLY : now > until ? ERR_LATE : ERR_OK;
}

enum err act_referred(struct db *db, const struct appointment *held, bool *out)
{
    struct service_request order;
    *out = false;
    if (!held->referral[0])
        return ERR_OK;
    enum err e = service_request_get(db, held->person_uuid, held->referral, &order);
    *out = e == ERR_OK && order.kind == REQUEST_REFERRAL;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err referred_first(struct db *db, const struct appointment *held, struct ticket *made)
{
    bool referred;
    enum err e = act_referred(db, held, &referred);
    if (e != ERR_OK || !referred)
        return e;
    made->priority = PRIORITY_ASAP;
    return queue_set_priority(db, made->op, PRIORITY_ASAP, "referral");
}

/* `before`: the void ticket of an earlier try, whose visit goes on, or NULL. */
static enum err write_ticket(struct db *db, const struct act_env *env, const char *op,
                             const struct appointment *held, const struct ticket *before,
                             struct ticket *out)
{
    struct ticket made = {.status = TICKET_RESERVED,
                          .stage = QUEUE_WAITING,
                          .created_ms = clock_wall(env->clock),
                          .doctor = held->doctor};
    text_copy(made.op, sizeof made.op, op);
    if (before)
        text_copy(made.visit_op, sizeof made.visit_op, before->visit_op);
    else
        uuid_new(made.visit_op);
    text_format(made.number, sizeof made.number, "%s%03d",
                held->doctor.letter[0] ? held->doctor.letter : "A", held->order);
    if (held->order <= 0) { /* its slot carries no order number: as a walk-in's */
        char today[DATE_SIZE];
        clock_date(made.created_ms, today);
        enum err numbered = act_next_number(db, env, today, made.number);
        if (numbered != ERR_OK)
            return numbered;
    }
    text_copy(made.queue, sizeof made.queue, held->doctor.id);
    text_copy(made.appointment_op, sizeof made.appointment_op, held->op);
    text_copy(made.person_uuid, sizeof made.person_uuid, held->person_uuid);
    clock_date(made.created_ms, made.date);
    enum err e = calling_route(db, &made);
    if (e == ERR_OK)
        e = ticket_insert(db, &made);
    if (e == ERR_OK)
        e = referred_first(db, held, &made);
    if (e == ERR_OK)
        e = act_enter_queue(db, env, &made, held->start_ms);
    if (e == ERR_OK)
        e = appointment_set(db, held->op, APPOINTMENT_ARRIVED, ERR_OK);
    if (e == ERR_OK)
        e = outbox_add(db, OUTBOX_CHECK_IN, made.op, made.op, act_line(made.person_uuid, made.op));
    if (e == ERR_OK)
        *out = made;
    return e;
}

static enum err check_in_now(struct db *db, const struct act_env *env, const char *op,
                             const char *appointment_op, struct ticket *out)
{
    struct appointment held;
    struct ticket before;
    enum err e = appointment_get(db, appointment_op, &held);
    if (e != ERR_OK)
        return e;
    e = ticket_by_appointment(db, appointment_op, &before);
    if (e == ERR_OK && before.status != TICKET_VOID) {
        *out = before;
        return ERR_OK;
    }
    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    bool again = e == ERR_OK;
    *out = (struct ticket){.doctor = held.doctor}; /* so that a refusal can name the doctor */
    e = may_check_in(db, env, &held, again);
    return e == ERR_OK ? write_ticket(db, env, op, &held, again ? &before : NULL, out) : e;
}

enum err check_in(struct db *db, const struct act_env *env, const char *op,
                  const char *appointment_op, struct ticket *out)
{
    if (!uuid_valid(op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, check_in_now(db, env, op, appointment_op, out)) : e;
}
