#include "store/care.h"

#include "base/text.h"
#include "model/machine.h"
#include "store/doctor_cells.h"

#include <string.h>

#define COLUMNS                                                                                    \
    "op,person_uuid,status,why,code,slot_id,order_no,start_ms,end_ms,created_ms," DOCTOR_CELLS     \
    ",service_zh,service_en,replaces,stopped,referral"
#define DOCTOR_AT 10
#define SERVICE_AT (DOCTOR_AT + DOCTOR_CELL_COUNT)
#define REPLACES_AT (SERVICE_AT + 2)
#define OPEN "status IN('wish','booked','arrived')"

static enum appointment_status status_of(struct statement *s, int index)
{
    for (int i = 0; i < APPOINTMENT_STATUS_COUNT; i++)
        if (!strcmp(column_text(s, index), appointment_status_name((enum appointment_status)i)))
            return (enum appointment_status)i;
    statement_fail(s, ERR_CORRUPT);
    return APPOINTMENT_REFUSED;
}

static enum err err_named(const char *name)
{
    for (int e = ERR_OK; e < ERR_COUNT; e++)
        if (!strcmp(name, err_name((enum err)e)))
            return (enum err)e;
    return ERR_REFUSED;
}

static void read_row(struct statement *s, struct appointment *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->op, sizeof out->op);
    column_copy(s, 1, out->person_uuid, sizeof out->person_uuid);
    out->status = status_of(s, 2);
    out->why = err_named(column_text(s, 3));
    column_copy(s, 4, out->code, sizeof out->code);
    column_copy(s, 5, out->slot_id, sizeof out->slot_id);
    out->order = (int)column_int(s, 6);
    out->start_ms = column_int(s, 7);
    out->end_ms = column_int(s, 8);
    out->created_ms = column_int(s, 9);
    column_doctor(s, DOCTOR_AT, &out->doctor);
    column_label(s, SERVICE_AT, &out->service);
    column_copy(s, REPLACES_AT, out->replaces, sizeof out->replaces);
    out->stopped = (enum stopped)column_int(s, REPLACES_AT + 1);
    column_copy(s, REPLACES_AT + 2, out->referral, sizeof out->referral);
}

static enum err read_one(struct statement *s, struct appointment *out)
{
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err appointment_get(struct db *db, const char *op, struct appointment *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM appointment WHERE op=?1");
    bind_text(s, 1, op);
    return read_one(s, out);
}

enum err appointment_by_code(struct db *db, const char *code, struct appointment *out)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM appointment WHERE code=?1 AND code<>''"
                       " AND (status IN('wish','booked','arrived') OR status='cancelled' AND "
                       "stopped=1) ORDER BY status='cancelled' LIMIT 1");
    bind_text(s, 1, code);
    return read_one(s, out);
}

enum err appointment_by_slot(struct db *db, const char *slot_id, struct appointment *out)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM appointment WHERE slot_id=?1"
                       " AND status IN('wish','booked','arrived','fulfilled') LIMIT 1");
    bind_text(s, 1, slot_id);
    return read_one(s, out);
}

static enum err read_many(struct statement *s, struct appointment *out, size_t cap, size_t *count)
{
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

static int64_t today_begins(struct db *db)
{
    char today[DATE_SIZE];
    clock_date(db_now(db), today);
    return clock_date_start(today);
}

enum err appointment_list(struct db *db, const char *person_uuid, struct appointment *out,
                          size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM appointment WHERE person_uuid=?1 AND start_ms>=?2"
                       " AND " OPEN " ORDER BY start_ms, op LIMIT ?3");
    bind_text(s, 1, person_uuid);
    bind_int(s, 2, today_begins(db));
    bind_int(s, 3, (int64_t)cap);
    return read_many(s, out, cap, count);
}

enum err appointment_mine(struct db *db, const char *person_uuid, int64_t until_ms,
                          struct appointment *out, size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM appointment WHERE person_uuid=?1 AND start_ms>=?2"
                       " AND start_ms<?3 AND (" OPEN " OR status='cancelled' AND stopped=?4)"
                       " ORDER BY start_ms, op LIMIT ?5");
    bind_text(s, 1, person_uuid);
    bind_int(s, 2, today_begins(db));
    bind_int(s, 3, until_ms);
    bind_int(s, 4, STOPPED_OPEN);
    bind_int(s, 5, (int64_t)cap);
    return read_many(s, out, cap, count);
}

/* Also what was stopped and has gone by: who comes too late is told all the same. A move that waits
 * for the server's word is on its way: it is not asked for twice. */
enum err appointment_stopped(struct db *db, const char *person_uuid, struct appointment *out,
                             size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT " COLUMNS " FROM appointment WHERE person_uuid=?1 AND start_ms>=?2 AND "
            "stopped=?3 AND status IN('wish','booked','cancelled') AND NOT EXISTS(SELECT 1 FROM "
            "appointment n WHERE n.replaces=appointment.op AND n.status "
            "IN('wish','booked','arrived','fulfilled')) ORDER BY start_ms, op LIMIT ?4");
    bind_text(s, 1, person_uuid);
    bind_int(s, 2, today_begins(db) - STOPPED_TOLD_DAYS * INT64_C(86400000));
    bind_int(s, 3, STOPPED_OPEN);
    bind_int(s, 4, (int64_t)cap);
    return read_many(s, out, cap, count);
}

enum err appointment_replacing(struct db *db, const char *op, struct appointment *out)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM appointment WHERE replaces=?1 AND replaces<>''"
                       " AND status IN('wish','booked','arrived','fulfilled') LIMIT 1");
    bind_text(s, 1, op);
    return read_one(s, out);
}

enum err appointment_missed(struct db *db, const char *person_uuid, int64_t since_ms, int *count,
                            int64_t *last_ms)
{
    struct statement *s =
        db_prepare(db, "SELECT count(*), coalesce(max(start_ms),0) FROM appointment WHERE "
                       "person_uuid=?1 AND status='noshow' AND start_ms>=?2");
    bind_text(s, 1, person_uuid);
    bind_int(s, 2, since_ms);
    *count = 0;
    *last_ms = 0;
    if (db_step(s)) {
        *count = (int)column_int(s, 0);
        *last_ms = column_int(s, 1);
    }
    return db_done(s);
}

enum err appointment_miss_past(struct db *db, int *count)
{
    struct statement *s =
        db_prepare(db, "UPDATE appointment SET status='noshow', why='ok' WHERE status='booked'"
                       " AND stopped=0 AND start_ms<?1");
    bind_int(s, 1, today_begins(db));
    db_step(s);
    enum err err = db_done(s);
    *count = err == ERR_OK ? db_changes(db) : 0;
    return err;
}

enum err appointment_set_stopped(struct db *db, const char *op, enum stopped stopped)
{
    struct statement *s = db_prepare(db, "UPDATE appointment SET stopped=?2 WHERE op=?1");
    bind_text(s, 1, op);
    bind_int(s, 2, stopped);
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}

enum err appointment_insert(struct db *db, const struct appointment *appointment)
{
    struct statement *s = db_prepare(
        db, "INSERT INTO appointment(" COLUMNS ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,"
            "?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29)");
    bind_text(s, 1, appointment->op);
    bind_text(s, 2, appointment->person_uuid);
    bind_text(s, 3, appointment_status_name(appointment->status));
    bind_text(s, 4, err_name(appointment->why));
    bind_text(s, 5, appointment->code);
    bind_text(s, 6, appointment->slot_id);
    bind_int(s, 7, appointment->order);
    bind_int(s, 8, appointment->start_ms);
    bind_int(s, 9, appointment->end_ms);
    bind_int(s, 10, appointment->created_ms);
    bind_doctor(s, 1 + DOCTOR_AT, &appointment->doctor);
    bind_label(s, 1 + SERVICE_AT, &appointment->service);
    bind_text(s, 1 + REPLACES_AT, appointment->replaces);
    bind_int(s, 2 + REPLACES_AT, appointment->stopped);
    bind_text(s, 3 + REPLACES_AT, appointment->referral);
    db_step(s);
    return db_done(s);
}

enum err appointment_set(struct db *db, const char *op, enum appointment_status status,
                         enum err why)
{
    struct appointment held;
    enum err e = appointment_get(db, op, &held);
    if (e != ERR_OK)
        return e;
    bool legal = held.status == status || appointment_may(held.status, status);
    text_wipe(&held, sizeof held);
    if (!legal)
        return ERR_INVALID;
    struct statement *s = db_prepare(db, "UPDATE appointment SET status=?2, why=?3 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, appointment_status_name(status));
    bind_text(s, 3, err_name(why));
    db_step(s);
    return db_done(s);
}

enum err appointment_set_person(struct db *db, const char *op, const char *person_uuid)
{
    struct statement *s = db_prepare(db, "UPDATE appointment SET person_uuid=?2 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, person_uuid);
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}
