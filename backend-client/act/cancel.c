#include "act/parts.h"

int64_t cancel_until(const struct act_env *env, const struct appointment *appointment)
{
    return appointment->start_ms - (int64_t)env->config->booking.cutoff_min * 60000;
}

static enum err write_cancel(struct db *db, const struct act_env *env,
                             const struct appointment *held)
{
    if (held->stopped == STOPPED_NOT && clock_wall(env->clock) > cancel_until(env, held))
        return ERR_LATE;
    return act_give_back(db, held);
}

enum err act_give_back(struct db *db, const struct appointment *held)
{
    enum err e = appointment_set(db, held->op, APPOINTMENT_CANCELLED, ERR_OK);
    if (e == ERR_OK && held->stopped == STOPPED_OPEN)
        e = appointment_set_stopped(db, held->op, STOPPED_SETTLED);
    if (e == ERR_OK)
        e = slot_free(db, held->slot_id);
    if (e == ERR_OK)
        e = act_send(db, OUTBOX_CANCEL, held->op, act_line(held->person_uuid, held->op));
    return e;
}

enum err cancel(struct db *db, const struct act_env *env, const char *appointment_op)
{
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    struct appointment held;
    e = appointment_get(db, appointment_op, &held);
    if (e == ERR_OK) {
        switch (held.status) {
        case APPOINTMENT_WISH:
        case APPOINTMENT_BOOKED:
            e = write_cancel(db, env, &held);
            break;
        case APPOINTMENT_ARRIVED:
        case APPOINTMENT_FULFILLED:
        case APPOINTMENT_NOSHOW:
            e = ERR_LATE;
            break;
        case APPOINTMENT_CANCELLED: /* by the hospital: now they know */
            if (held.stopped == STOPPED_OPEN)
                e = appointment_set_stopped(db, held.op, STOPPED_SETTLED);
            break;
        case APPOINTMENT_REFUSED:
            break; /* there is nothing left to cancel */
        case APPOINTMENT_STATUS_COUNT:
            e = ERR_CORRUPT;
            break;
        }
    }
    return act_end(db, e);
}
