#include "store/duty.h"

#include "base/text.h"
#include "store/care.h"
#include "store/doctor_cells.h"

#include <string.h>

static enum duty_state state_of(struct statement *s, int index)
{
    for (int i = 0; i < DUTY_STATE_COUNT; i++)
        if (!strcmp(column_text(s, index), duty_state_name((enum duty_state)i)))
            return (enum duty_state)i;
    statement_fail(s, ERR_CORRUPT);
    return DUTY_CLOSED;
}

enum err duty_get(struct db *db, const char *place_id, struct duty *out)
{
    struct statement *s = db_prepare(
        db, "SELECT state,staff_id,name_zh,name_en,since_ms FROM duty WHERE place_id=?1");
    bind_text(s, 1, place_id);
    *out = (struct duty){.state = DUTY_CLOSED};
    text_copy(out->place_id, sizeof out->place_id, place_id);
    if (db_step(s)) {
        out->state = state_of(s, 0);
        column_copy(s, 1, out->staff_id, sizeof out->staff_id);
        column_label(s, 2, &out->name);
        out->since_ms = column_int(s, 4);
    }
    return db_done(s);
}

enum err duty_put(struct db *db, const struct duty *duty)
{
    struct statement *s = db_prepare(
        db, "INSERT INTO duty(place_id,state,staff_id,name_zh,name_en,since_ms)"
            " VALUES(?1,?2,?3,?4,?5,?6) ON CONFLICT(place_id) DO UPDATE SET"
            " state=excluded.state, staff_id=excluded.staff_id, name_zh=excluded.name_zh,"
            " name_en=excluded.name_en, since_ms=excluded.since_ms");
    bind_text(s, 1, duty->place_id);
    bind_text(s, 2, duty_state_name(duty->state));
    bind_text(s, 3, duty->staff_id);
    bind_label(s, 4, &duty->name);
    bind_int(s, 6, duty->since_ms);
    db_step(s);
    return db_done(s);
}

/* The ticket whose op that statement gives. */
static enum err one_ticket(struct db *db, struct statement *s, struct ticket *out)
{
    char op[UUID_SIZE] = "";
    if (db_step(s))
        column_copy(s, 0, op, sizeof op);
    enum err e = db_done(s);
    return e != ERR_OK ? e : op[0] ? ticket_get(db, op, out) : ERR_NOT_FOUND;
}

enum err duty_number(struct db *db, const char *place_id, const char *date, struct ticket *out)
{
    struct statement *s = db_prepare(
        db, "SELECT op FROM ticket WHERE place_id=?1 AND date=?2 AND stage IN('called','recalled',"
            "'serving') AND status IN('printed','confirmed') ORDER BY"
            " max(last_call_ms,claimed_ms) DESC, op LIMIT 1");
    bind_text(s, 1, place_id);
    bind_text(s, 2, date);
    return one_ticket(db, s, out);
}

enum err duty_unrated(struct db *db, const char *place_id, int64_t since_ms, struct ticket *out)
{
    struct statement *s = db_prepare(
        db, "SELECT op FROM ticket t WHERE place_id=?1 AND stage='done' AND done_ms>?2 AND NOT"
            " EXISTS(SELECT 1 FROM rating r WHERE r.ticket_op=t.op) ORDER BY done_ms DESC LIMIT 1");
    bind_text(s, 1, place_id);
    bind_int(s, 2, since_ms);
    return one_ticket(db, s, out);
}

enum err duty_queue(struct db *db, const char *place_id, const char *date, int64_t now_ms,
                    char out[ID_SIZE])
{
    /* somebody's session in that room first, then a hall with people waiting, then itself */
    struct statement *s = db_prepare(
        db, "SELECT queue FROM (SELECT r.id AS queue, abs(e.start_ms+e.end_ms-2*?3) AS far FROM"
            " session e JOIN role r ON r.id=e.doctor_id WHERE r.place_id=?1 AND e.date=?2 AND"
            " e.stopped=0 UNION ALL SELECT h.id, 9e15 FROM place p JOIN ref f ON"
            " f.rid=p.parent_ref AND f.type='Location' JOIN place h ON h.id=f.id WHERE p.id=?1 AND"
            " h.code='ro' UNION ALL SELECT ?1, 9.1e15) ORDER BY far, queue LIMIT 1");
    bind_text(s, 1, place_id);
    bind_text(s, 2, date);
    bind_int(s, 3, now_ms);
    out[0] = '\0';
    if (db_step(s))
        column_copy(s, 0, out, ID_SIZE);
    return db_done(s);
}
