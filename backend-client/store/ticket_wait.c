/* An honest estimate of a wait. A room is taken up by one patient from the call until it is free
 * again: the middle half of such times in the last hour, times those who are called before, over
 * the rooms that call from this queue. A room that shares itself between queues counts with its
 * share. With fewer than five samples, or when no room has called for a while, nothing is claimed.
 */
#include "store/care.h"

#include "model/wait.h"
#include "store/queue_line.h"

#include <stdlib.h>
#include <string.h>

#define SAMPLES_MAX 240
#define MINUTE_MS 60000LL
#define WINDOW_MS (60 * MINUTE_MS)
#define LONGEST_MS (120 * MINUTE_MS) /* longer than this was a break, not a consultation */

static enum err people_ahead(struct db *db, const struct ticket *ticket,
                             const struct queue_rules *rules, int *ahead)
{
    struct queue_line *line = NULL;
    struct visit_stop stop;
    enum err e = stop_get(db, ticket->op, &stop);
    if (e == ERR_NOT_FOUND) { /* not given out yet */
        stop.arrived_ms = ticket->created_ms;
        e = ERR_OK;
    }
    if (e == ERR_OK)
        e = queue_line_read(db, ticket->queue, ticket->date, rules, &line);
    if (e == ERR_OK) {
        struct queue_entry mine = {.priority = ticket->priority > stop.cared ? ticket->priority
                                                                             : stop.cared,
                                   .returned = stop.returned,
                                   .held = stop.held,
                                   .skip = stop.skip,
                                   .arrived_ms = stop.arrived_ms,
                                   .due_ms = stop.due_ms};
        memcpy(mine.op, ticket->op, sizeof mine.op);
        queue_line_join(line, &mine); /* a number not in the hand yet stands nowhere */
        queue_line_sort(line, db_now(db));
        *ahead = queue_line_ahead(line, ticket->op);
    }
    free(line);
    return e;
}

enum err queue_rooms(struct db *db, const char *queue, const char *date,
                     const struct queue_rules *rules, struct queue_rooms *out)
{
    struct statement *s = db_prepare(
        db, "SELECT sum(queue=?1), count(*) FROM ticket WHERE date=?2 AND claimed_ms>?3 AND "
            "(claimed_ms>?4 OR freed_ms>?4 OR stage IN('called','recalled','serving'))"
            " GROUP BY CASE called_by WHEN '' THEN place_id ELSE called_by END"
            " HAVING sum(queue=?1)>0");
    bind_text(s, 1, queue);
    bind_text(s, 2, date);
    bind_int(s, 3, db_now(db) - WINDOW_MS);
    bind_int(s, 4, db_now(db) - rules->room_min * MINUTE_MS);
    memset(out, 0, sizeof *out);
    while (db_step(s)) {
        out->open++;
        int share = (int)(column_int(s, 0) * 100 / column_int(s, 1));
        out->own += share > 50;
        out->hundredths += share;
    }
    if (out->open && out->hundredths < 1)
        out->hundredths = 1;
    return db_done(s);
}

/* How long one call took up its room: until done, left or passed, or until that room called the
 * next where nobody marks the end; shortest first. */
static enum err room_times(struct db *db, const struct ticket *ticket, int64_t *out, int *count)
{
    struct statement *s = db_prepare(
        db, "SELECT took FROM (SELECT CASE WHEN freed_ms>claimed_ms THEN freed_ms ELSE (SELECT "
            "min(n.claimed_ms) FROM ticket n WHERE n.queue=t.queue AND n.date=t.date AND "
            "n.claimed_ms>t.claimed_ms AND n.called_by=t.called_by AND n.place_id=t.place_id)"
            " END - claimed_ms AS took FROM ticket t"
            " WHERE queue=?1 AND date=?2 AND claimed_ms>?3) WHERE took>0"
            " AND took<=?4 ORDER BY took LIMIT ?5");
    bind_text(s, 1, ticket->queue);
    bind_text(s, 2, ticket->date);
    bind_int(s, 3, db_now(db) - WINDOW_MS);
    bind_int(s, 4, LONGEST_MS);
    bind_int(s, 5, SAMPLES_MAX);
    *count = 0;
    while (*count < SAMPLES_MAX && db_step(s))
        out[(*count)++] = column_int(s, 0);
    return db_done(s);
}

enum err ticket_wait(struct db *db, const struct ticket *ticket, const struct queue_rules *rules,
                     struct wait *out)
{
    int64_t times[SAMPLES_MAX];
    struct queue_rooms rooms;
    int count = 0;
    memset(out, 0, sizeof *out);
    out->as_of_ms = db_now(db);
    enum err err = people_ahead(db, ticket, rules, &out->ahead);
    if (err == ERR_OK)
        err = queue_rooms(db, ticket->queue, ticket->date, rules, &rooms);
    if (err == ERR_OK)
        err = room_times(db, ticket, times, &count);
    if (err != ERR_OK)
        return err;
    out->rooms = rooms.open;
    wait_range(times, count, out->ahead, rooms.hundredths, out);
    return ERR_OK;
}
