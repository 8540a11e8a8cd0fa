/* The stops of a visit: ticket rows with one visit_op. */
#include "store/queue.h"

#include "base/text.h"
#include "store/care.h"

#include <string.h>

#define MINUTE_MS 60000LL

static enum err change(struct db *db, struct statement *s)
{
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}

enum err stop_get(struct db *db, const char *op, struct visit_stop *out)
{
    struct statement *s = db_prepare(
        db, "SELECT op,stop,came_from,CASE arrived_ms WHEN 0 THEN created_ms ELSE arrived_ms END,"
            "due_ms,returned,held,skip,calls,recalls,called_by,promised_ms,promised_from,"
            "promised_to,cared FROM ticket WHERE op=?1");
    bind_text(s, 1, op);
    memset(out, 0, sizeof *out);
    bool found = db_step(s);
    if (found) {
        column_copy(s, 0, out->op, sizeof out->op);
        out->number_of_stop = (int)column_int(s, 1);
        column_copy(s, 2, out->came_from, sizeof out->came_from);
        out->arrived_ms = column_int(s, 3);
        out->due_ms = column_int(s, 4);
        out->returned = column_int(s, 5) != 0;
        out->held = column_int(s, 6) != 0;
        out->skip = (int)column_int(s, 7);
        out->calls = (int)column_int(s, 8);
        out->recalls = (int)column_int(s, 9);
        column_copy(s, 10, out->called_by, sizeof out->called_by);
        out->promised = column_int(s, 11) != 0;
        out->promised_from = (int)column_int(s, 12);
        out->promised_to = (int)column_int(s, 13);
        out->cared = (int)column_int(s, 14);
    }
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err stop_set(struct db *db, const struct visit_stop *stop)
{
    struct statement *s = db_prepare(
        db, "UPDATE ticket SET stop=?2, came_from=?3, arrived_ms=?4, due_ms=?5, returned=?6,"
            " held=?7, skip=?8, recalls=?9, cared=?10 WHERE op=?1");
    bind_text(s, 1, stop->op);
    bind_int(s, 2, stop->number_of_stop);
    bind_text(s, 3, stop->came_from);
    bind_int(s, 4, stop->arrived_ms);
    bind_int(s, 5, stop->due_ms);
    bind_int(s, 6, stop->returned);
    bind_int(s, 7, stop->held);
    bind_int(s, 8, stop->skip);
    bind_int(s, 9, stop->recalls);
    bind_int(s, 10, stop->cared);
    return change(db, s);
}

enum err stop_set_promise(struct db *db, const char *op, const struct wait *wait, int64_t now_ms)
{
    struct statement *s = db_prepare(
        db, "UPDATE ticket SET promised_ms=?2, promised_from=?3, promised_to=?4 WHERE op=?1");
    bind_text(s, 1, op);
    bind_int(s, 2, now_ms);
    bind_int(s, 3, wait->from_min);
    bind_int(s, 4, wait->to_min);
    return change(db, s);
}

enum err stop_last(struct db *db, const char *visit_op, struct ticket *out)
{
    char op[UUID_SIZE] = "";
    struct statement *s = db_prepare(db, "SELECT op FROM ticket WHERE visit_op=?1 AND visit_op<>''"
                                         " AND status<>'void' ORDER BY stop DESC, op LIMIT 1");
    bind_text(s, 1, visit_op);
    if (db_step(s))
        column_copy(s, 0, op, sizeof op);
    enum err err = db_done(s);
    return err == ERR_OK ? ticket_get(db, op, out) : err;
}

enum err stop_visits(struct db *db, const char *visit_op, const char *queue, bool *stood, int *open)
{
    struct statement *s = db_prepare(
        db, "SELECT coalesce(sum(queue=?2),0), coalesce(sum(stage NOT IN('done','left')),0)"
            " FROM ticket WHERE visit_op=?1 AND visit_op<>'' AND status<>'void'");
    bind_text(s, 1, visit_op);
    bind_text(s, 2, queue);
    *stood = false;
    *open = 0;
    if (db_step(s)) {
        *stood = column_int(s, 0) > 0;
        *open = (int)column_int(s, 1);
    }
    return db_done(s);
}

enum err promise_errors(struct db *db, const struct promise_span *span, struct promise_error *out)
{
    struct statement *s = db_prepare(
        db, "SELECT called_ms-promised_ms, promised_from, promised_to FROM ticket WHERE date=?1"
            " AND promised_ms>0 AND called_ms>0 AND status<>'void' AND (?2='' OR queue=?2)"
            " AND (?4=0 OR promised_ms BETWEEN ?3 AND ?4)");
    int64_t sum = 0;
    bind_text(s, 1, span->date);
    bind_text(s, 2, span->queue ? span->queue : "");
    bind_int(s, 3, span->from_ms);
    bind_int(s, 4, span->to_ms);
    memset(out, 0, sizeof *out);
    while (db_step(s)) {
        int64_t real = column_int(s, 0), from = column_int(s, 1) * MINUTE_MS,
                to = column_int(s, 2) * MINUTE_MS;
        int64_t off = real < from ? from - real : real > to ? real - to : 0;
        out->told++;
        out->early += real < from;
        out->late += real > to;
        out->kept += off == 0;
        sum += off;
        if (off > out->worst_ms)
            out->worst_ms = off;
    }
    out->mean_ms = out->told ? sum / out->told : 0;
    return db_done(s);
}
