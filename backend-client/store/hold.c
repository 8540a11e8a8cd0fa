#include "store/hold.h"

#include "store/care.h"

#include <string.h>

#define COLUMNS "slot_id,op,station,until_ms,state"

/* The one statement that decides who gets a slot of this store. */
enum err slot_take(struct db *db, const char *slot_id, const char *op, bool referred)
{
    struct statement *s = db_prepare(
        db, "UPDATE slot SET taken=1 WHERE id=?1 AND (state=?2 AND (taken=0 OR taken=3 AND ?5)"
            " OR state IN(?2,?3) AND taken=2 AND EXISTS(SELECT 1 FROM slot_hold h WHERE "
            "h.slot_id=slot.id AND h.op=?4))");
    bind_text(s, 1, slot_id);
    bind_int(s, 2, SLOT_FREE);
    bind_int(s, 3, SLOT_HELD); /* the server's word for our own hold */
    bind_text(s, 4, op);
    bind_int(s, 5, referred);
    db_step(s);
    enum err err = db_done(s);
    if (err != ERR_OK || db_changes(db) != 1)
        return err == ERR_OK ? ERR_TAKEN : err;
    s = db_prepare(db, "DELETE FROM slot_hold WHERE slot_id=?1 AND state<>?2");
    bind_text(s, 1, slot_id);
    bind_int(s, 2, HOLD_GIVEN_BACK);
    db_step(s);
    return db_done(s);
}

/* What the hospital says of the slot stays as it is: with a server it is free again once the server
 * says so. */
enum err slot_free(struct db *db, const char *slot_id)
{
    struct statement *s =
        db_prepare(db, "UPDATE slot SET taken=CASE reserved WHEN 1 THEN 3 ELSE 0 END WHERE id=?1");
    bind_text(s, 1, slot_id);
    db_step(s);
    return db_done(s);
}

enum err hold_put(struct db *db, const struct hold *hold, bool referred)
{
    struct statement *s =
        db_prepare(db, "UPDATE slot SET taken=2 WHERE id=?1 AND (taken=0 OR taken=3 AND ?3) AND "
                       "(state=?2 OR state=?4 AND EXISTS(SELECT 1 FROM slot_hold h WHERE "
                       "h.slot_id=slot.id AND h.state=?5))");
    bind_text(s, 1, hold->slot_id);
    bind_int(s, 2, SLOT_FREE);
    bind_int(s, 3, referred);
    bind_int(s, 4, SLOT_HELD); /* by us, given back a moment ago */
    bind_int(s, 5, HOLD_GIVEN_BACK);
    db_step(s);
    enum err err = db_done(s);
    if (err != ERR_OK || db_changes(db) != 1)
        return err == ERR_OK ? ERR_TAKEN : err;
    s = db_prepare(db, "INSERT INTO slot_hold(" COLUMNS ") VALUES(?1,?2,?3,?4,?5)");
    bind_text(s, 1, hold->slot_id);
    bind_text(s, 2, hold->op);
    bind_text(s, 3, hold->station);
    bind_int(s, 4, hold->until_ms);
    bind_int(s, 5, hold->state);
    db_step(s);
    return db_done(s);
}

static void read_row(struct statement *s, struct hold *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->slot_id, sizeof out->slot_id);
    column_copy(s, 1, out->op, sizeof out->op);
    column_copy(s, 2, out->station, sizeof out->station);
    out->until_ms = column_int(s, 3);
    out->state = (enum hold_state)column_int(s, 4);
}

enum err hold_get(struct db *db, const char *op, struct hold *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM slot_hold WHERE op=?1");
    bind_text(s, 1, op);
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err hold_list(struct db *db, struct hold *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT " COLUMNS " FROM slot_hold ORDER BY state<>?2, until_ms, op LIMIT ?1");
    bind_int(s, 1, (int64_t)cap);
    bind_int(s, 2, HOLD_GIVEN_BACK);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

enum err hold_set(struct db *db, const char *op, enum hold_state from, enum hold_state to,
                  bool *changed)
{
    struct statement *s = db_prepare(db, "UPDATE slot_hold SET state=?3 WHERE op=?1 AND state=?2");
    bind_text(s, 1, op);
    bind_int(s, 2, from);
    bind_int(s, 3, to);
    db_step(s);
    enum err err = db_done(s);
    if (changed)
        *changed = err == ERR_OK && db_changes(db) == 1;
    return err;
}

enum err hold_end(struct db *db, const char *op, bool keep)
{
    struct statement *s =
        db_prepare(db, "UPDATE slot SET taken=CASE reserved WHEN 1 THEN 3 ELSE 0 END WHERE taken=2"
                       " AND id IN(SELECT slot_id FROM slot_hold WHERE op=?1)");
    bind_text(s, 1, op);
    db_step(s);
    enum err err = db_done(s);
    if (err != ERR_OK)
        return err;
    s = keep ? db_prepare(db, "UPDATE slot_hold SET state=?2 WHERE op=?1")
             : db_prepare(db, "DELETE FROM slot_hold WHERE op=?1");
    bind_text(s, 1, op);
    if (keep)
        bind_int(s, 2, HOLD_GIVEN_BACK);
    db_step(s);
    return db_done(s);
}

enum err hold_over(struct db *db, int64_t now_ms, const char *station, char (*ops)[UUID_SIZE],
                   size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT op FROM slot_hold WHERE state<>?1 AND (until_ms<=?2 OR "
                       "station=?3) ORDER BY until_ms, op LIMIT ?4");
    bind_int(s, 1, HOLD_GIVEN_BACK);
    bind_int(s, 2, now_ms);
    bind_text(s, 3, station ? station : "");
    bind_int(s, 4, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        column_copy(s, 0, ops[(*count)++], UUID_SIZE);
    return db_done(s);
}

enum err hold_mark(struct db *db)
{
    struct statement *s =
        db_prepare(db, "UPDATE slot SET taken=2 WHERE taken IN(0,3) AND id IN(SELECT slot_id FROM "
                       "slot_hold WHERE state<>?1)");
    bind_int(s, 1, HOLD_GIVEN_BACK);
    db_step(s);
    return db_done(s);
}

enum err hold_freed(struct db *db, const char *op)
{
    struct statement *s =
        db_prepare(db, "UPDATE slot SET state=?2 WHERE state=?3 AND id IN(SELECT slot_id FROM "
                       "slot_hold WHERE op=?1)");
    bind_text(s, 1, op);
    bind_int(s, 2, SLOT_FREE);
    bind_int(s, 3, SLOT_HELD);
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK ? hold_end(db, op, false) : err;
}

enum err hold_forgotten(struct db *db, int64_t before_ms, char (*slots)[ID_SIZE], size_t cap,
                        size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT t.id FROM slot t JOIN ref f ON f.type='Slot' AND f.id=t.id WHERE "
                       "t.state=?1 AND t.taken<>2 AND t.start_ms>?2 AND f.updated_ms>0 AND "
                       "f.updated_ms<?3 ORDER BY f.updated_ms, t.id LIMIT ?4");
    bind_int(s, 1, SLOT_HELD);
    bind_int(s, 2, db_now(db));
    bind_int(s, 3, before_ms);
    bind_int(s, 4, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        column_copy(s, 0, slots[(*count)++], ID_SIZE);
    return db_done(s);
}
