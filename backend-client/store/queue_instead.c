/* Queues that stand for one another: a closed one and where its people go, a doctor's and the
 * department's clinic without a name. */
#include "store/queue.h"

#include "base/text.h"

#include <string.h>

#define CHAIN_MAX 8 /* a queue leads to one that may be closed later itself */

static enum err next_of(struct db *db, const char *queue, const char *date, char out[ID_SIZE])
{
    struct statement *s =
        db_prepare(db, "SELECT goes_to FROM queue_state WHERE queue=?1 AND date=?2");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    out[0] = '\0';
    if (db_step(s))
        column_copy(s, 0, out, ID_SIZE);
    return db_done(s);
}

enum err queue_goes_to(struct db *db, const char *queue, const char *date, char out[ID_SIZE])
{
    char at[ID_SIZE];
    enum err e = next_of(db, queue, date, out);
    for (int i = 0; e == ERR_OK && out[0] && i < CHAIN_MAX; i++) {
        e = next_of(db, out, date, at);
        if (e != ERR_OK || !at[0])
            return e;
        text_copy(out, ID_SIZE, at);
    }
    return e;
}

enum err queue_set_goes_to(struct db *db, const char *queue, const char *date, const char *to)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO queue_state(queue,date,overtaken,goes_to) VALUES(?1,?2,0,?3)"
                       " ON CONFLICT(queue,date) DO UPDATE SET goes_to=excluded.goes_to");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    bind_text(s, 3, to);
    db_step(s);
    return db_done(s);
}

enum err queue_unseen(struct db *db, const char *queue, const char *date, char (*ops)[UUID_SIZE],
                      size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT op FROM ticket WHERE queue=?1 AND date=?2 AND status<>'void' AND stage IN("
            "'waiting','called','recalled','passed') ORDER BY CASE arrived_ms WHEN 0 THEN "
            "created_ms ELSE arrived_ms END, op LIMIT ?3");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    bind_int(s, 3, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        column_copy(s, 0, ops[(*count)++], UUID_SIZE);
    return db_done(s);
}

enum err queue_general(struct db *db, const char *queue, const char *date, char out[ID_SIZE])
{
    struct statement *s = db_prepare(
        db, "SELECT r.id FROM role o JOIN role r ON r.department_id=o.department_id WHERE o.id=?1"
            " AND o.department_id<>'' AND o.practitioner_ref<>'' AND r.practitioner_ref='' AND "
            "EXISTS(SELECT 1 FROM ticket t WHERE t.queue=r.id AND t.date=?2 AND t.stage='waiting'"
            " AND t.status IN('printed','confirmed')) ORDER BY r.id LIMIT 1");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    out[0] = '\0';
    if (db_step(s))
        column_copy(s, 0, out, ID_SIZE);
    return db_done(s);
}
