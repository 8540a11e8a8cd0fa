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

static enum err read_rows(struct db *db, const char *date, struct unprinted *out, size_t cap,
                          size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT t.op,coalesce(f.why,''),coalesce(f.station,''),coalesce(f.at_ms,t.created_ms),"
            "coalesce(f.tries,0) FROM ticket t LEFT JOIN print_failure f ON f.op=t.op"
            " WHERE t.date=?1 AND t.status IN('reserved','printed') AND t.stage NOT IN('done',"
            "'left') AND (f.op IS NOT NULL OR t.created_ms<?2) ORDER BY t.created_ms, t.op");
    bind_text(s, 1, date);
    bind_int(s, 2, db_now(db) - UNPRINTED_AFTER_MS);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct unprinted *one = &out[(*count)++];
        *one = (struct unprinted){.at_ms = column_int(s, 3), .tries = (int)column_int(s, 4)};
        column_copy(s, 0, one->ticket.op, sizeof one->ticket.op);
        one->why = why_named(column_text(s, 1));
        column_copy(s, 2, one->station, sizeof one->station);
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

enum err unprinted_put(struct db *db, const char *op, enum err why, const char *station,
                       int64_t at_ms)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO print_failure(op,why,station,at_ms,tries) VALUES(?1,?2,?3,?4,1)"
                       " ON CONFLICT(op) DO UPDATE SET why=excluded.why, station=excluded.station,"
                       " at_ms=excluded.at_ms, tries=tries+1");
    bind_text(s, 1, op);
    bind_text(s, 2, err_name(why));
    bind_text(s, 3, station);
    bind_int(s, 4, at_ms);
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
