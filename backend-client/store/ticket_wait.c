/* An honest estimate of a wait: the middle half of the last hour's service times, times the people
 * ahead, over the rooms at work. With fewer than five samples nothing is claimed. */
#include "store/care.h"

#include <string.h>

#define SAMPLES_MAX 240
#define SAMPLES_MIN 5
#define WINDOW_MS (60LL * 60 * 1000)
#define LONGEST_MS (120LL * 60 * 1000) /* longer than this was a break, not a consultation */

static enum err people_ahead(struct db *db, const struct ticket *ticket, int *ahead)
{
    struct statement *s = db_prepare(
        db, "SELECT count(*) FROM ticket WHERE queue=?1 AND date=?2 AND op<>?3 AND status<>'void'"
            " AND stage IN('waiting','called','recalled')"
            " AND (priority>?4 OR (priority=?4 AND (created_ms<?5 OR (created_ms=?5 AND op<?3))))");
    bind_text(s, 1, ticket->queue);
    bind_text(s, 2, ticket->date);
    bind_text(s, 3, ticket->op);
    bind_int(s, 4, ticket->priority);
    bind_int(s, 5, ticket->created_ms);
    *ahead = db_step(s) ? (int)column_int(s, 0) : 0;
    return db_done(s);
}

/* Rooms that called somebody in the last hour; the queue itself knows one. */
static enum err rooms_open(struct db *db, const struct ticket *ticket, int *rooms)
{
    struct statement *s = db_prepare(
        db,
        "SELECT count(DISTINCT place_id) FROM ticket WHERE queue=?1 AND date=?2 AND place_id<>''"
        " AND called_ms>?3");
    bind_text(s, 1, ticket->queue);
    bind_text(s, 2, ticket->date);
    bind_int(s, 3, db_now(db) - WINDOW_MS);
    int found = db_step(s) ? (int)column_int(s, 0) : 0;
    *rooms = found > 1 ? found : 1;
    return db_done(s);
}

/* From being called until done, or until the next was called where nobody marks the end; shortest
 * first. */
static enum err service_times(struct db *db, const struct ticket *ticket, int64_t *out, int *count)
{
    struct statement *s = db_prepare(
        db,
        "SELECT took FROM (SELECT CASE WHEN done_ms>called_ms THEN done_ms ELSE (SELECT "
        "min(n.called_ms) FROM ticket n WHERE n.queue=t.queue AND n.date=t.date AND "
        "n.called_ms>t.called_ms AND n.place_id=t.place_id) END - called_ms AS took FROM ticket t"
        " WHERE queue=?1 AND date=?2 AND called_ms>?3 AND stage<>'left') WHERE took>0"
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

enum err ticket_wait(struct db *db, const struct ticket *ticket, struct wait *out)
{
    int64_t times[SAMPLES_MAX];
    int count = 0, rooms = 1;
    memset(out, 0, sizeof *out);
    out->as_of_ms = db_now(db);
    enum err err = people_ahead(db, ticket, &out->ahead);
    if (err == ERR_OK)
        err = rooms_open(db, ticket, &rooms);
    if (err == ERR_OK)
        err = service_times(db, ticket, times, &count);
    if (err != ERR_OK || count < SAMPLES_MIN)
        return err;
    out->known = true;
    int64_t low = times[(count - 1) / 4],
            high = times[(count - 1) * 3 / 4 + ((count - 1) * 3 % 4 != 0)];
    out->from_min = (int)(low * out->ahead / rooms / 60000);
    out->to_min = (int)((high * out->ahead / rooms + 59999) / 60000);
    return ERR_OK;
}
