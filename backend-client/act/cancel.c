#include "act/parts.h"

static enum err write_cancel(struct db *db, const struct act_env *env,
                             const struct appointment *held)
{
    int64_t last = held->start_ms - (int64_t)env->config->booking.cutoff_min * 60000;
    if (clock_wall(env->clock) > last)
        return ERR_LATE;
    enum err e = appointment_set(db, held->op, APPOINTMENT_CANCELLED, ERR_OK);
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
        case APPOINTMENT_CANCELLED:
        case APPOINTMENT_REFUSED:
            break; /* there is nothing left to cancel */
        case APPOINTMENT_STATUS_COUNT:
            e = ERR_CORRUPT;
            break;
        }
    }
    return act_end(db, e);
}
