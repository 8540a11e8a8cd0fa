#include "store/queue_closing.h"

#include "base/text.h"
#include "store/content_parts.h"
#include "store/queue.h"

#include <string.h>

#define COLUMNS "op,queue,goes_to,date,by_staff,created_ms,opened_ms"

static void read_row(struct statement *s, struct queue_closing *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->op, sizeof out->op);
    column_copy(s, 1, out->queue, sizeof out->queue);
    column_copy(s, 2, out->to, sizeof out->to);
    column_copy(s, 3, out->date, sizeof out->date);
    column_copy(s, 4, out->by, sizeof out->by);
    out->created_ms = column_int(s, 5);
    out->opened_ms = column_int(s, 6);
}

enum err queue_closing_get(struct db *db, const char *op, struct queue_closing *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM queue_closing WHERE op=?1");
    bind_text(s, 1, op);
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err e = db_done(s);
    return e == ERR_OK && !found ? ERR_NOT_FOUND : e;
}

enum err queue_closing_insert(struct db *db, const struct queue_closing *closing)
{
    struct queue_closing known;
    enum err e = queue_closing_get(db, closing->op, &known);
    if (e != ERR_NOT_FOUND)
        return e == ERR_OK ? ERR_ALREADY : e;
    struct statement *s =
        db_prepare(db, "INSERT INTO queue_closing(" COLUMNS ") VALUES(?1,?2,?3,?4,?5,?6,0)");
    bind_text(s, 1, closing->op);
    bind_text(s, 2, closing->queue);
    bind_text(s, 3, closing->to);
    bind_text(s, 4, closing->date);
    bind_text(s, 5, closing->by);
    bind_int(s, 6, closing->created_ms);
    db_step(s);
    e = db_done(s);
    return e == ERR_OK ? queue_set_goes_to(db, closing->queue, closing->date, closing->to) : e;
}

/* The newest that still holds says where the queue leads. */
static enum err lead_on(struct db *db, const struct queue_closing *closing)
{
    char to[ID_SIZE] = "";
    struct statement *s = db_prepare(
        db, "SELECT goes_to FROM queue_closing WHERE queue=?1 AND date=?2 AND opened_ms=0 ORDER BY"
            " created_ms DESC, op LIMIT 1");
    bind_text(s, 1, closing->queue);
    bind_text(s, 2, closing->date);
    if (db_step(s))
        column_copy(s, 0, to, sizeof to);
    enum err e = db_done(s);
    return e == ERR_OK ? queue_set_goes_to(db, closing->queue, closing->date, to) : e;
}

enum err queue_closing_open(struct db *db, const char *op)
{
    struct queue_closing closing;
    enum err e = queue_closing_get(db, op, &closing);
    if (e == ERR_OK && closing.opened_ms != 0)
        e = ERR_ALREADY;
    if (e != ERR_OK)
        return e;
    struct statement *s = db_prepare(db, "UPDATE queue_closing SET opened_ms=?2 WHERE op=?1");
    bind_text(s, 1, op);
    bind_int(s, 2, db_now(db));
    db_step(s);
    e = db_done(s);
    return e == ERR_OK ? lead_on(db, &closing) : e;
}

enum err queue_closing_list(struct db *db, const char *date, struct queue_closing *out, size_t cap,
                            size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM queue_closing WHERE date=?1 AND opened_ms=0 ORDER"
                       " BY created_ms, op LIMIT ?2");
    bind_text(s, 1, date);
    bind_int(s, 2, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

enum err queue_closing_over(struct db *db, const char *op)
{
    enum err e = queue_closing_open(db, op);
    return e == ERR_NOT_FOUND || e == ERR_ALREADY ? ERR_OK : e;
}

static enum err id_behind(struct db *db, const char *reference, char out[ID_SIZE])
{
    struct statement *s = db_prepare(db, "SELECT id FROM ref WHERE rid=?1");
    bind_text(s, 1, reference);
    out[0] = '\0';
    if (db_step(s))
        column_copy(s, 0, out, ID_SIZE);
    return db_done(s);
}

/* What we opened ourselves stays open, though the server has not heard of it yet. */
enum err put_queue_closing(struct db *db, const struct resource *r, const char *id)
{
    struct queue_closing closing = {.created_ms = r->published_ms};
    if (strcmp(r->code, "queue-closed") != 0 || r->actor_count != 2)
        return queue_closing_over(db, id);
    text_copy(closing.op, sizeof closing.op, id);
    clock_date(r->start_ms, closing.date);
    enum err e = id_behind(db, r->actors[0], closing.queue);
    if (e == ERR_OK)
        e = id_behind(db, r->actors[1], closing.to);
    if (e != ERR_OK || !closing.queue[0] || !closing.to[0])
        return e; /* of a clinic that is not known here: nobody stands in its queue */
    e = queue_closing_insert(db, &closing);
    return e == ERR_ALREADY ? ERR_OK : e;
}
