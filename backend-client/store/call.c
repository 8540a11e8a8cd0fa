#include "store/call.h"

#include "store/care.h"
#include "store/doctor_cells.h"

#include <string.h>

#define COLUMNS                                                                                    \
    "op,kind,state,why,queue,ticket_op,called_by,place_id,place_zh,place_en,priority,reason,"      \
    "created_ms,settled_ms"

static enum err change(struct db *db, struct statement *s)
{
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}

enum err call_insert(struct db *db, const struct call *call)
{
    struct statement *s = db_prepare(
        db, "INSERT INTO call(" COLUMNS ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)");
    bind_text(s, 1, call->op);
    bind_text(s, 2, call_kind_name(call->kind));
    bind_text(s, 3, call_state_name(call->state));
    bind_text(s, 4, err_name(call->why));
    bind_text(s, 5, call->queue);
    bind_text(s, 6, call->ticket_op);
    bind_text(s, 7, call->caller.by);
    bind_text(s, 8, call->caller.place_id);
    bind_label(s, 9, &call->caller.place);
    bind_int(s, 11, call->priority);
    bind_text(s, 12, call->reason);
    bind_int(s, 13, call->created_ms);
    bind_int(s, 14, call->settled_ms);
    db_step(s);
    return db_done(s);
}

enum err call_settle(struct db *db, const char *op, enum call_state state, enum err why,
                     const char *ticket_op)
{
    struct statement *s = db_prepare(
        db, "UPDATE call SET state=?2, why=?3, ticket_op=CASE ?4 WHEN '' THEN ticket_op ELSE ?4 "
            "END, settled_ms=?5 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, call_state_name((enum call_state)state));
    bind_text(s, 3, err_name((enum err)why));
    bind_text(s, 4, ticket_op);
    bind_int(s, 5, db_now(db));
    return change(db, s);
}

enum err call_forget(struct db *db, int64_t before_ms)
{
    struct statement *s =
        db_prepare(db, "DELETE FROM call WHERE created_ms<?1 AND NOT EXISTS(SELECT 1 FROM outbox o"
                       " WHERE o.subject=call.op AND o.state='waiting')");
    bind_int(s, 1, before_ms);
    db_step(s);
    return db_done(s);
}

static void read_call(struct statement *s, struct call *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->op, sizeof out->op);
    int kind = 0, state = 0, why = 0;
    while (kind < CALL_KIND_COUNT &&
           strcmp(column_text(s, 1), call_kind_name((enum call_kind)kind)) != 0)
        kind++;
    while (state < CALL_STATE_COUNT &&
           strcmp(column_text(s, 2), call_state_name((enum call_state)state)) != 0)
        state++;
    while (why < ERR_COUNT && strcmp(column_text(s, 3), err_name((enum err)why)) != 0)
        why++;
    if (kind == CALL_KIND_COUNT || state == CALL_STATE_COUNT || why == ERR_COUNT) {
        statement_fail(s, ERR_CORRUPT);
        return;
    }
    out->kind = (enum call_kind)kind;
    out->state = (enum call_state)state;
    out->why = (enum err)why;
    column_copy(s, 4, out->queue, sizeof out->queue);
    column_copy(s, 5, out->ticket_op, sizeof out->ticket_op);
    column_copy(s, 6, out->caller.by, sizeof out->caller.by);
    column_copy(s, 7, out->caller.place_id, sizeof out->caller.place_id);
    column_label(s, 8, &out->caller.place);
    out->priority = (int)column_int(s, 10);
    column_copy(s, 11, out->reason, sizeof out->reason);
    out->created_ms = column_int(s, 12);
    out->settled_ms = column_int(s, 13);
}

enum err call_get(struct db *db, const char *op, struct call *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM call WHERE op=?1");
    bind_text(s, 1, op);
    bool found = db_step(s);
    if (found)
        read_call(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err call_current(struct db *db, const char *by, struct ticket *out)
{
    char op[UUID_SIZE] = "", today[DATE_SIZE];
    clock_date(db_now(db), today);
    struct statement *s = db_prepare(
        db, "SELECT op FROM ticket WHERE called_by=?1 AND date=?2 AND status<>'void' AND stage IN"
            "('called','recalled','serving') ORDER BY called_ms DESC, op LIMIT 1");
    bind_text(s, 1, by);
    bind_text(s, 2, today);
    if (by[0] && db_step(s))
        column_copy(s, 0, op, sizeof op);
    enum err err = db_done(s);
    if (err != ERR_OK)
        return err;
    return op[0] ? ticket_get(db, op, out) : ERR_NOT_FOUND;
}
