/* Stopping clinics at the desk, and lifting the stop. */
#include "act/desk.h"

#include "act/parts.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/clinic_stop.h"
#include "store/own_notice.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_MAX 400

/* One row and one outbox entry a slot; what lifts a stop goes out after what made it. */
static enum err add_slot(struct db *db, const char *stop_op, const char *slot_id, bool lift,
                         const char *line)
{
    struct stopped_slot row = {.lift = lift};
    uuid_new(row.op);
    text_copy(row.stop_op, sizeof row.stop_op, stop_op);
    text_copy(row.slot_id, sizeof row.slot_id, slot_id);
    enum err e = stopped_slot_insert(db, &row);
    return e == ERR_OK ? outbox_add(db, OUTBOX_STOP, row.op, row.op, line ? line : row.op) : e;
}

static enum err add_slots(struct db *db, const struct clinic_stop *stop)
{
    struct slot *slots = calloc(SLOTS_MAX, sizeof *slots);
    size_t count = 0;
    if (!slots)
        abort();
    enum err e = slot_list(db, stop->session_id, slots, SLOTS_MAX, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = add_slot(db, stop->op, slots[i].id, false, NULL);
    free(slots);
    return e;
}

static enum err add_notice(struct db *db, const struct clinic_stop *stop, const char *doctor_id,
                           const struct label *title)
{
    struct own_notice own = {.notice = {.kind = NOTICE_STOP,
                                        .urgent = true,
                                        .title = *title,
                                        .published_ms = stop->created_ms,
                                        .until_ms = stop->end_ms}};
    text_copy(own.notice.id, sizeof own.notice.id, stop->op);
    text_copy(own.notice.about_id, sizeof own.notice.about_id, doctor_id);
    text_copy(own.notice.body.zh, sizeof own.notice.body.zh, stop->reason.zh);
    text_copy(own.notice.body.en, sizeof own.notice.body.en, stop->reason.en);
    text_copy(own.by, sizeof own.by, stop->by);
    enum err e = own_notice_insert(db, &own);
    return e == ERR_OK ? outbox_add(db, OUTBOX_NOTICE, stop->op, stop->op, stop->op) : e;
}

static enum err stop_one(struct db *db, const struct act_env *env, const struct staff_session *by,
                         const struct desk_stop *all, int i, int *told)
{
    struct clinic_stop stop = {.created_ms = clock_wall(env->clock), .reason = all->reason}, known;
    struct schedule session;
    int concerns = 0;
    text_copy(stop.op, sizeof stop.op, all->clinics[i].op);
    text_copy(stop.session_id, sizeof stop.session_id, all->clinics[i].session_id);
    text_copy(stop.by, sizeof stop.by, by->id);
    enum err e = schedule_get(db, stop.session_id, &session);
    if (e != ERR_OK || session.end_ms <= stop.created_ms || !uuid_valid(stop.op))
        return e == ERR_OK || e == ERR_NOT_FOUND ? ERR_INVALID : e;
    stop.end_ms = session.end_ms;
    e = clinic_stop_of(db, stop.session_id, &known);
    if (e != ERR_NOT_FOUND)
        return e;
    e = clinic_stop_insert(db, &stop);
    if (e == ERR_OK)
        e = add_notice(db, &stop, session.doctor_id, &all->clinics[i].title);
    if (e == ERR_OK)
        e = add_slots(db, &stop);
    if (e == ERR_OK)
        e = clinic_stop_concerns(db, stop.session_id, &concerns);
    if (e == ERR_OK)
        e = staff_note(db, env, by->id, AUDIT_NOTICE, stop.op, "stop");
    *told += concerns;
    return e;
}

enum err desk_stop_clinics(struct db *db, const struct act_env *env, const struct staff_session *by,
                           const struct desk_stop *stop, int *told)
{
    *told = 0;
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e == ERR_OK && (stop->count < 1 || stop->count > DESK_STOPS_MAX || !stop->reason.zh[0]))
        e = ERR_INVALID;
    if (e == ERR_OK)
        e = db_begin(db);
    if (e != ERR_OK)
        return e;
    for (int i = 0; e == ERR_OK && i < stop->count; i++)
        e = stop_one(db, env, by, stop, i, told);
    if (e == ERR_OK)
        e = clinic_stops_apply(db);
    return act_end(db, e);
}

enum err act_lift_stop(struct db *db, const char *op)
{
    enum err e = clinic_stop_lift(db, op);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e; /* a notice and no more */
    struct stopped_slot *rows = calloc(SLOTS_MAX, sizeof *rows);
    size_t count = 0;
    if (!rows)
        abort();
    e = stopped_slot_list(db, op, false, rows, SLOTS_MAX, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = add_slot(db, op, rows[i].slot_id, true, rows[i].op);
    free(rows);
    return e == ERR_OK ? clinic_stops_apply(db) : e;
}
