#include "store/unprinted.h"

#include "store/care.h"

#include <string.h>

static enum err why_named(const char *name)
{
    for (int i = 1; i < ERR_COUNT; i++)
        if (strcmp(err_name((enum err)i), name) == 0)
            return (enum err)i;
    return ERR_UNKNOWN;
}

/* Columns why, station, at_ms, from `column` on. */
static void read_fault(struct statement *s, int column, struct paper_fault *out)
{
    *out = (struct paper_fault){.why = why_named(column_text(s, column)),
                                .at_ms = column_int(s, column + 2)};
    column_copy(s, column + 1, out->station, sizeof out->station);
}

static enum err read_rows(struct db *db, const char *date, struct unprinted *out, size_t cap,
                          size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT t.op,f.why,f.station,f.at_ms FROM print_failure f JOIN ticket t ON t.op=f.op"
            " WHERE t.date=?1 AND t.status<>'void' AND t.stage NOT IN('done','left')"
            " ORDER BY t.created_ms, t.op");
    bind_text(s, 1, date);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct unprinted *one = &out[(*count)++];
        column_copy(s, 0, one->ticket.op, sizeof one->ticket.op);
        read_fault(s, 1, &one->fault);
    }
    return db_done(s);
}

enum err ticket_not_printed(struct db *db, const char *date, struct unprinted *out, size_t cap,
                            size_t *count)
{
    enum err e = read_rows(db, date, out, cap, count);
    for (size_t i = 0; i < *count && e == ERR_OK; i++) {
        char op[UUID_SIZE];
        memcpy(op, out[i].ticket.op, sizeof op);
        e = ticket_get(db, op, &out[i].ticket);
    }
    return e;
}

enum err ticket_left_behind(struct db *db, int64_t before_ms, char (*ops)[UUID_SIZE], size_t cap,
                            size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT op FROM ticket WHERE status='reserved' AND created_ms<?1 AND"
                       " stage NOT IN('done','left') AND op NOT IN(SELECT op FROM print_failure)"
                       " ORDER BY created_ms, op");
    bind_int(s, 1, before_ms);
    *count = 0;
    while (*count < cap && db_step(s))
        column_copy(s, 0, ops[(*count)++], UUID_SIZE);
    return db_done(s);
}

enum err unprinted_get(struct db *db, const char *op, struct paper_fault *out)
{
    struct statement *s = db_prepare(db, "SELECT why,station,at_ms FROM print_failure WHERE op=?1");
    bind_text(s, 1, op);
    bool found = db_step(s);
    if (found)
        read_fault(s, 0, out);
    enum err e = db_done(s);
    return e == ERR_OK && !found ? ERR_NOT_FOUND : e;
}

enum err unprinted_put(struct db *db, const char *op, const struct paper_fault *fault)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO print_failure(op,why,station,at_ms) VALUES(?1,?2,?3,?4)"
                       " ON CONFLICT(op) DO UPDATE SET why=excluded.why, station=excluded.station,"
                       " at_ms=excluded.at_ms");
    bind_text(s, 1, op);
    bind_text(s, 2, err_name(fault->why));
    bind_text(s, 3, fault->station);
    bind_int(s, 4, fault->at_ms);
    db_step(s);
    return db_done(s);
}

enum err unprinted_drop(struct db *db, const char *op)
{
    struct statement *s = db_prepare(db, "DELETE FROM print_failure WHERE op=?1");
    bind_text(s, 1, op);
    db_step(s);
    return db_done(s);
}
