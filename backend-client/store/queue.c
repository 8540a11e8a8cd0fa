#include "store/queue.h"

#include "store/doctor_cells.h"

#include <string.h>

static enum err change(struct db *db, struct statement *s, enum err none)
{
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? none : err;
}

enum err queue_waiting(struct db *db, const char *queue, const char *date, struct queue_entry *out,
                       size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT op,number,max(priority,cared),returned,held,skip,CASE arrived_ms WHEN 0 THEN "
            "created_ms"
            " ELSE arrived_ms END AS came,due_ms FROM ticket INDEXED BY ticket_waiting WHERE "
            "queue=?1 AND date=?2"
            " AND stage='waiting' AND status IN('printed','confirmed') ORDER BY came, op LIMIT ?3");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    bind_int(s, 3, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct queue_entry *e = &out[(*count)++];
        memset(e, 0, sizeof *e);
        column_copy(s, 0, e->op, sizeof e->op);
        column_copy(s, 1, e->number, sizeof e->number);
        e->priority = (int)column_int(s, 2);
        e->returned = column_int(s, 3) != 0;
        e->held = column_int(s, 4) != 0;
        e->skip = (int)column_int(s, 5);
        e->arrived_ms = column_int(s, 6);
        e->due_ms = column_int(s, 7);
    }
    return db_done(s);
}

/* The one statement that decides which room calls a number. */
enum err queue_claim(struct db *db, const char *op, const char *by, const char *place_id,
                     const struct label *place, int64_t now_ms)
{
    struct statement *s = db_prepare(
        db, "UPDATE ticket SET stage='called', called_ms=CASE called_ms WHEN 0 THEN ?2 ELSE "
            "called_ms END, claimed_ms=?2, last_call_ms=?2, freed_ms=0, calls=calls+1, "
            "called_by=?3, held=0, skip=0,"
            " place_id=CASE ?4 WHEN '' THEN place_id ELSE ?4 END,"
            " place_zh=CASE ?4 WHEN '' THEN place_zh ELSE ?5 END,"
            " place_en=CASE ?4 WHEN '' THEN place_en ELSE ?6 END"
            " WHERE op=?1 AND stage IN('waiting','passed') AND status IN('printed','confirmed')");
    bind_text(s, 1, op);
    bind_int(s, 2, now_ms);
    bind_text(s, 3, by);
    bind_text(s, 4, place_id);
    bind_text(s, 5, place->zh);
    bind_text(s, 6, place->en);
    return change(db, s, ERR_TAKEN);
}

enum err queue_count_call(struct db *db, const char *op)
{
    struct statement *s =
        db_prepare(db, "UPDATE ticket SET calls=calls+1, last_call_ms=?2 WHERE op=?1");
    bind_text(s, 1, op);
    bind_int(s, 2, db_now(db));
    return change(db, s, ERR_NOT_FOUND);
}

enum err queue_pass_held(struct db *db, const char *queue, const char *date)
{
    struct statement *s = db_prepare(db, "UPDATE ticket SET skip=skip-1 WHERE queue=?1 AND date=?2"
                                         " AND stage='waiting' AND held=1 AND skip>0");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    return change(db, s, ERR_OK);
}

enum err queue_put(struct db *db, const char *op, const char *queue, const char *number,
                   const struct doctor *doctor)
{
    struct statement *s = db_prepare(
        db,
        "UPDATE ticket SET stage='waiting', queue=?2, number=?3, held=0, skip=0, called_by='',"
        "claimed_ms=0, freed_ms=0,"
        "doctor_id=?4,department_id=?5,department_zh=?6,department_en=?7,doctor_zh=?8,doctor_en=?9,"
        "title_zh=?10,title_en=?11,general=?12,fee_minor=?13,letter=?14,place_id=?15,place_zh=?16,"
        "place_en=?17 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, queue);
    bind_text(s, 3, number);
    bind_doctor(s, 4, doctor);
    return change(db, s, ERR_NOT_FOUND);
}

enum err queue_has_number(struct db *db, const char *queue, const struct ticket *ticket,
                          const char *number, bool *has)
{
    struct statement *s =
        db_prepare(db, "SELECT 1 FROM ticket WHERE date=?1 AND number=?2 AND queue=?3 AND"
                       " status<>'void' AND op<>?5 AND (visit_op<>?4 OR visit_op='') LIMIT 1");
    bind_text(s, 1, ticket->date);
    bind_text(s, 2, number);
    bind_text(s, 3, queue);
    bind_text(s, 4, ticket->visit_op);
    bind_text(s, 5, ticket->op);
    *has = db_step(s);
    return db_done(s);
}

enum err queue_booking(struct db *db, const char *visit_op, char out[UUID_SIZE])
{
    struct statement *s =
        db_prepare(db, "SELECT appointment_op FROM ticket WHERE visit_op=?1 AND visit_op<>''"
                       " AND appointment_op<>'' AND status<>'void' LIMIT 1");
    bind_text(s, 1, visit_op);
    out[0] = '\0';
    if (db_step(s))
        column_copy(s, 0, out, UUID_SIZE);
    return db_done(s);
}

enum err queue_overtaken(struct db *db, const char *queue, const char *date, int *out)
{
    struct statement *s =
        db_prepare(db, "SELECT overtaken FROM queue_state WHERE queue=?1 AND date=?2");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    *out = db_step(s) ? (int)column_int(s, 0) : 0;
    return db_done(s);
}

enum err queue_set_overtaken(struct db *db, const char *queue, const char *date, int overtaken)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO queue_state(queue,date,overtaken) VALUES(?1,?2,?3)"
                       " ON CONFLICT(queue,date) DO UPDATE SET overtaken=excluded.overtaken");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    bind_int(s, 3, overtaken);
    return change(db, s, ERR_OK);
}
