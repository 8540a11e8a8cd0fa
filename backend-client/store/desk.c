#include "store/desk.h"

#include "base/text.h"
#include "store/care.h"
#include "store/doctor_cells.h"
#include "store/queue_line.h"

#include <stdlib.h>
#include <string.h>

#define ACTIVE                                                                                     \
    " date=?1 AND status IN('printed','confirmed') AND stage IN('waiting','called','recalled',"    \
    "'passed','serving')"

/* Counts, and the line's next. */
static enum err fill_line(struct db *db, const char *date, const struct queue_rules *rules,
                          struct desk_queue *q)
{
    struct queue_line *line;
    int64_t now = db_now(db);
    enum err e = queue_line_read(db, q->queue, date, rules, &line);
    q->waiting = e == ERR_OK ? (int)line->count : 0;
    for (size_t i = 0; e == ERR_OK && i < line->count; i++) {
        enum queue_class c = queue_class_of(&line->entries[i], rules, now);
        q->emergency += c == CLASS_EMERGENCY;
        q->priority += c != CLASS_EMERGENCY && line->entries[i].priority > PRIORITY_ROUTINE;
        if (q->first_ms == 0 || line->entries[i].arrived_ms < q->first_ms)
            q->first_ms = line->entries[i].arrived_ms;
    }
    if (e == ERR_OK && line->count > 0) {
        queue_line_sort(line, now);
        const struct queue_entry *first = &line->entries[line->order[0]];
        text_copy(q->next, sizeof q->next, first->number);
        text_copy(q->next_op, sizeof q->next_op, first->op);
    }
    free(line);
    return e;
}

static enum err fill_now(struct db *db, const char *date, struct desk_queue *q)
{
    struct ticket t;
    struct statement *s =
        db_prepare(db, "SELECT op, (SELECT count(*) FROM ticket WHERE queue=?2 AND" ACTIVE
                       " AND stage='passed'), stage='passed' FROM ticket WHERE queue=?2 AND" ACTIVE
                       " AND stage<>'waiting' ORDER BY stage='passed', called_ms DESC LIMIT 1");
    char op[UUID_SIZE] = "";
    bool passed = true;
    bind_text(s, 1, date);
    bind_text(s, 2, q->queue);
    if (db_step(s)) {
        column_copy(s, 0, op, sizeof op);
        q->missed = (int)column_int(s, 1);
        passed = column_int(s, 2) != 0;
    }
    enum err e = db_done(s);
    if (e != ERR_OK || passed)
        return e;
    e = ticket_get(db, op, &t);
    if (e == ERR_OK) {
        text_copy(q->now, sizeof q->now, t.number);
        text_copy(q->now_op, sizeof q->now_op, op);
        q->now_stage = t.stage;
    }
    return e;
}

enum err desk_queues(struct db *db, const char *date, const struct queue_rules *rules,
                     const char *department, struct desk_queue *out, size_t cap, size_t *count,
                     int *total)
{
    struct statement *s = db_prepare(db, "SELECT queue, max(op) FROM ticket WHERE" ACTIVE
                                         " AND (?2='' OR department_id=?2) GROUP BY queue"
                                         " ORDER BY sum(stage='waiting') DESC, queue LIMIT ?3");
    char(*ops)[UUID_SIZE] = calloc(cap, sizeof *ops);
    if (!ops)
        abort();
    bind_text(s, 1, date);
    bind_text(s, 2, department ? department : "");
    bind_int(s, 3, (int64_t)cap);
    *count = 0;
    *total = 0;
    while (*count < cap && db_step(s)) {
        memset(&out[*count], 0, sizeof *out);
        column_copy(s, 0, out[*count].queue, sizeof out->queue);
        column_copy(s, 1, ops[*count], UUID_SIZE);
        ++*count;
    }
    enum err e = db_done(s);
    for (size_t i = 0; i < *count && e == ERR_OK; i++) {
        struct ticket one;
        e = ticket_get(db, ops[i], &one);
        if (e == ERR_OK)
            out[i].keeper = one.doctor;
        if (e == ERR_OK)
            e = fill_line(db, date, rules, &out[i]);
        if (e == ERR_OK)
            e = fill_now(db, date, &out[i]);
        *total += out[i].waiting;
    }
    free(ops);
    return e;
}

/* Those of some stages, by a literal of their order. */
static enum err add_entries(struct db *db, struct statement *s, const char *queue, const char *date,
                            struct desk_entry *out, size_t cap, size_t *count)
{
    char(*ops)[UUID_SIZE] = calloc(cap + 1, sizeof *ops);
    if (!ops)
        abort();
    size_t n = 0;
    bind_text(s, 1, date);
    bind_text(s, 2, queue);
    while (*count + n < cap && db_step(s))
        column_copy(s, 0, ops[n++], UUID_SIZE);
    enum err e = db_done(s);
    for (size_t i = 0; i < n && e == ERR_OK; i++) {
        struct desk_entry *entry = &out[*count];
        memset(entry, 0, sizeof *entry);
        e = ticket_get(db, ops[i], &entry->ticket);
        entry->standing = CLASS_WALK_IN;
        entry->arrived_ms = entry->ticket.created_ms;
        *count += e == ERR_OK;
    }
    free(ops);
    return e;
}

static enum err add_waiting(struct db *db, const char *queue, const char *date,
                            const struct queue_rules *rules, struct desk_entry *out, size_t cap,
                            size_t *count)
{
    struct queue_line *line;
    int64_t now = db_now(db);
    enum err e = queue_line_read(db, queue, date, rules, &line);
    if (e == ERR_OK)
        queue_line_sort(line, now);
    for (size_t i = 0; e == ERR_OK && i < line->count && *count < cap; i++) {
        const struct queue_entry *one = &line->entries[line->order[i]];
        struct desk_entry *entry = &out[*count];
        memset(entry, 0, sizeof *entry);
        e = ticket_get(db, one->op, &entry->ticket);
        entry->standing = queue_class_of(one, rules, now);
        entry->arrived_ms = one->arrived_ms;
        *count += e == ERR_OK;
    }
    free(line);
    return e;
}

enum err desk_entries(struct db *db, const char *queue, const char *date,
                      const struct queue_rules *rules, struct desk_entry *out, size_t cap,
                      size_t *count)
{
    *count = 0;
    enum err e = add_entries(db,
                             db_prepare(db, "SELECT op FROM ticket WHERE queue=?2 AND" ACTIVE
                                            " AND stage IN('called','recalled','serving')"
                                            " ORDER BY called_ms DESC, op"),
                             queue, date, out, cap, count);
    if (e == ERR_OK)
        e = add_waiting(db, queue, date, rules, out, cap, count);
    if (e == ERR_OK)
        e = add_entries(db,
                        db_prepare(db, "SELECT op FROM ticket WHERE queue=?2 AND" ACTIVE
                                       " AND stage='passed' ORDER BY called_ms, op"),
                        queue, date, out, cap, count);
    return e;
}

enum err desk_complaints(struct db *db, const char *date, struct desk_complaint *out, size_t cap,
                         size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT op,number,topic_zh,topic_en,receiver_zh,receiver_en,due FROM complaint WHERE"
            " kind='complaint' AND status IN('submitted','assigned') AND due<>'' AND due<=?1"
            " ORDER BY due, created_ms LIMIT ?2");
    bind_text(s, 1, date);
    bind_int(s, 2, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct desk_complaint *c = &out[(*count)++];
        memset(c, 0, sizeof *c);
        column_copy(s, 0, c->op, sizeof c->op);
        column_copy(s, 1, c->number, sizeof c->number);
        column_label(s, 2, &c->topic);
        column_label(s, 4, &c->receiver);
        column_copy(s, 6, c->due, sizeof c->due);
    }
    return db_done(s);
}

enum err stuck_note(struct db *db, const char *station, const char *screen, const char *why)
{
    char date[DATE_SIZE];
    clock_date(db_now(db), date);
    struct statement *s = db_prepare(
        db, "INSERT INTO stuck(date,station,screen,why,count,last_ms) VALUES(?1,?2,?3,?4,1,?5)"
            " ON CONFLICT(date,station,screen,why) DO UPDATE SET count=count+1,"
            " last_ms=excluded.last_ms");
    bind_text(s, 1, date);
    bind_text(s, 2, station);
    bind_text(s, 3, screen);
    bind_text(s, 4, why);
    bind_int(s, 5, db_now(db));
    db_step(s);
    return db_done(s);
}

enum err stuck_list(struct db *db, const char *date, struct stuck *out, size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT station,screen,why,count,last_ms FROM stuck WHERE date=?1"
                       " ORDER BY count DESC, last_ms DESC, station, screen LIMIT ?2");
    bind_text(s, 1, date);
    bind_int(s, 2, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct stuck *one = &out[(*count)++];
        memset(one, 0, sizeof *one);
        column_copy(s, 0, one->station, sizeof one->station);
        column_copy(s, 1, one->screen, sizeof one->screen);
        column_copy(s, 2, one->why, sizeof one->why);
        one->count = (int)column_int(s, 3);
        one->last_ms = column_int(s, 4);
    }
    return db_done(s);
}
