#include "store/clinic_stop.h"

#include "store/content_parts.h"

#include <string.h>

#define STOP "op,session_id,end_ms,reason_zh,reason_en,by_staff,created_ms,lifted_ms"

enum err clinic_stop_insert(struct db *db, const struct clinic_stop *stop)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO clinic_stop(" STOP ") VALUES(?1,?2,?3,?4,?5,?6,?7,0)");
    bind_text(s, 1, stop->op);
    bind_text(s, 2, stop->session_id);
    bind_int(s, 3, stop->end_ms);
    bind_label(s, 4, &stop->reason);
    bind_text(s, 6, stop->by);
    bind_int(s, 7, stop->created_ms);
    db_step(s);
    return db_done(s);
}

static enum err read_stop(struct statement *s, struct clinic_stop *out)
{
    memset(out, 0, sizeof *out);
    bool found = db_step(s);
    if (found) {
        column_copy(s, 0, out->op, sizeof out->op);
        column_copy(s, 1, out->session_id, sizeof out->session_id);
        out->end_ms = column_int(s, 2);
        column_label(s, 3, &out->reason);
        column_copy(s, 5, out->by, sizeof out->by);
        out->created_ms = column_int(s, 6);
        out->lifted_ms = column_int(s, 7);
    }
    enum err e = db_done(s);
    return e == ERR_OK && !found ? ERR_NOT_FOUND : e;
}

enum err clinic_stop_get(struct db *db, const char *op, struct clinic_stop *out)
{
    struct statement *s = db_prepare(db, "SELECT " STOP " FROM clinic_stop WHERE op=?1");
    bind_text(s, 1, op);
    return read_stop(s, out);
}

enum err clinic_stop_of(struct db *db, const char *session_id, struct clinic_stop *out)
{
    struct statement *s = db_prepare(db, "SELECT " STOP " FROM clinic_stop WHERE session_id=?1 AND "
                                         "lifted_ms=0 ORDER BY created_ms DESC LIMIT 1");
    bind_text(s, 1, session_id);
    return read_stop(s, out);
}

enum err clinic_stop_lift(struct db *db, const char *op)
{
    struct statement *s =
        db_prepare(db, "UPDATE clinic_stop SET lifted_ms=?2 WHERE op=?1 AND lifted_ms=0");
    bind_text(s, 1, op);
    bind_int(s, 2, db_now(db));
    db_step(s);
    enum err e = db_done(s);
    return e == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : e;
}

enum err clinic_stop_concerns(struct db *db, const char *session_id, int *count)
{
    struct statement *s =
        db_prepare(db, "SELECT count(*) FROM appointment a JOIN slot t ON t.id=a.slot_id WHERE "
                       "t.session_id=?1 AND a.status IN('wish','booked') AND a.stopped<>2 AND "
                       "a.start_ms>?2");
    bind_text(s, 1, session_id);
    bind_int(s, 2, db_now(db));
    *count = db_step(s) ? (int)column_int(s, 0) : 0;
    return db_done(s);
}

#define SLOT "op,stop_op,slot_id,was,lift"

enum err stopped_slot_insert(struct db *db, const struct stopped_slot *slot)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO stopped_slot(" SLOT ") VALUES(?1,?2,?3,?4,?5)");
    bind_text(s, 1, slot->op);
    bind_text(s, 2, slot->stop_op);
    bind_text(s, 3, slot->slot_id);
    bind_text(s, 4, slot->was);
    bind_int(s, 5, slot->lift);
    db_step(s);
    return db_done(s);
}

static void read_slot(struct statement *s, struct stopped_slot *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->op, sizeof out->op);
    column_copy(s, 1, out->stop_op, sizeof out->stop_op);
    column_copy(s, 2, out->slot_id, sizeof out->slot_id);
    column_copy(s, 3, out->was, sizeof out->was);
    out->lift = column_int(s, 4) != 0;
}

enum err stopped_slot_get(struct db *db, const char *op, struct stopped_slot *out)
{
    struct statement *s = db_prepare(db, "SELECT " SLOT " FROM stopped_slot WHERE op=?1");
    bind_text(s, 1, op);
    bool found = db_step(s);
    if (found)
        read_slot(s, out);
    enum err e = db_done(s);
    return e == ERR_OK && !found ? ERR_NOT_FOUND : e;
}

enum err stopped_slot_list(struct db *db, const char *stop_op, bool lift, struct stopped_slot *out,
                           size_t cap, size_t *count)
{
    struct statement *s = db_prepare(db, "SELECT " SLOT " FROM stopped_slot WHERE stop_op=?1 AND "
                                         "lift=?2 ORDER BY slot_id LIMIT ?3");
    bind_text(s, 1, stop_op);
    bind_int(s, 2, lift);
    bind_int(s, 3, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_slot(s, &out[(*count)++]);
    return db_done(s);
}

enum err stopped_slot_set_was(struct db *db, const char *op, const char *was)
{
    struct statement *s = db_prepare(db, "UPDATE stopped_slot SET was=?2 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, was);
    db_step(s);
    return db_done(s);
}

enum err stopped_slot_was(struct db *db, const struct stopped_slot *lifted, char out[24])
{
    struct statement *s = db_prepare(
        db, "SELECT was FROM stopped_slot WHERE stop_op=?1 AND slot_id=?2 AND lift=0 LIMIT 1");
    bind_text(s, 1, lifted->stop_op);
    bind_text(s, 2, lifted->slot_id);
    out[0] = '\0';
    if (db_step(s))
        column_copy(s, 0, out, 24);
    return db_done(s);
}

enum err clinic_stops_apply(struct db *db)
{
    enum err e = sessions_stop(db);
    return e == ERR_OK ? bookings_stopped(db) : e;
}
