/* An honest estimate of a wait. A room is taken up by one patient from the call until it is free
 * again: the middle half of such times in the last hour, times those who are called before, over
 * the rooms that call from this queue. A room that shares itself between queues counts with its
 * share. With fewer than five samples, or when no room has called for a while, nothing is claimed.
 */
#include "store/care.h"

#include "model/wait.h"
#include "store/link.h"
#include "store/queue_line.h"

#include <stdlib.h>
#include <string.h>

#define SAMPLES_MAX 240
#define MINUTE_MS 60000LL
#define WINDOW_MS (60 * MINUTE_MS)
#define LONGEST_MS (120 * MINUTE_MS) /* longer than this was a break, not a consultation */

struct standing { /* of one number in its queue */
    struct queue_entry mine;
    int ahead, ahead_soon; /* now, and when the bookings that are early have their turn */
    enum queue_class class;
    int64_t turn_ms; /* when a booking that is early goes before walk-ins; 0 = it does, or never */
    int ahead_at_turn; /* if nobody were called until then */
};

static enum err entry_of(struct db *db, const struct ticket *ticket, struct queue_entry *out)
{
    struct visit_stop stop;
    enum err e = stop_get(db, ticket->op, &stop);
    if (e == ERR_NOT_FOUND) { /* not given out yet */
        stop.arrived_ms = ticket->created_ms;
        e = ERR_OK;
    }
    *out = (struct queue_entry){.priority =
                                    ticket->priority > stop.cared ? ticket->priority : stop.cared,
                                .returned = stop.returned,
                                .held = stop.held,
                                .skip = stop.skip,
                                .arrived_ms = stop.arrived_ms,
                                .due_ms = stop.due_ms};
    memcpy(out->op, ticket->op, sizeof out->op);
    return e;
}

static void stand_in(struct queue_line *line, int64_t now, struct standing *out)
{
    const struct queue_rules *rules = &line->rules;
    const struct queue_entry *mine = &out->mine;
    queue_line_join(line, mine); /* a number not in the hand yet stands nowhere */
    queue_line_sort(line, now);
    out->ahead = queue_line_ahead(line, mine->op);
    out->class = mine->held ? CLASS_REFERRAL : queue_class_of(mine, rules, now);
    queue_line_sort(line, now + rules->window_min * MINUTE_MS);
    out->ahead_soon = queue_line_ahead(line, mine->op);
    int64_t turn = mine->due_ms - rules->window_min * MINUTE_MS;
    if (mine->due_ms == 0 || turn <= now || out->class <= CLASS_BOOKED ||
        queue_class_of(mine, rules, turn) != CLASS_BOOKED)
        return;
    queue_line_sort(line, turn);
    out->turn_ms = turn;
    out->ahead_at_turn = queue_line_ahead(line, mine->op);
}

static enum err stand(struct db *db, const struct ticket *ticket, const struct queue_rules *rules,
                      struct standing *out)
{
    struct queue_line *line = NULL;
    *out = (struct standing){.class = CLASS_WALK_IN};
    enum err e = entry_of(db, ticket, &out->mine);
    if (e == ERR_OK)
        e = queue_line_read(db, ticket->queue, ticket->date, rules, &line);
    if (e == ERR_OK)
        stand_in(line, db_now(db), out);
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

/* Who came in the last hour, in a hurry or with a booking, and goes before that class. */
static enum err overtaking(struct db *db, const struct ticket *ticket, enum queue_class class,
                           const struct queue_rules *rules, int *hourly)
{
    struct statement *s = db_prepare(
        db, "SELECT count(*) FROM (SELECT CASE arrived_ms WHEN 0 THEN created_ms ELSE "
            "arrived_ms END AS came, CASE WHEN priority>=3 THEN 0 WHEN priority=2 THEN 1 WHEN "
            "returned<>0 THEN 2 WHEN due_ms>0 AND arrived_ms<=due_ms+?4 THEN 3 WHEN "
            "max(priority,cared)=1 THEN 4 ELSE 5 END AS class FROM ticket WHERE queue=?1 AND "
            "date=?2 AND status<>'void') WHERE came>?3 AND class<?5");
    int64_t now = db_now(db), since = now - WINDOW_MS;
    bind_text(s, 1, ticket->queue);
    bind_text(s, 2, ticket->date);
    bind_int(s, 3, since);
    bind_int(s, 4, rules->late_min * MINUTE_MS);
    bind_int(s, 5, class);
    *hourly = db_step(s) ? (int)column_int(s, 0) : 0;
    return db_done(s);
}

/* Early with a booking: as a walk-in until its turn comes, then before them; whichever is sooner.
 */
static enum err before_its_turn(struct db *db, const struct ticket *ticket,
                                const struct queue_rules *rules, const struct standing *standing,
                                struct wait_facts *facts, struct wait *out)
{
    struct wait then = {.known = false};
    int64_t until = standing->turn_ms - db_now(db);
    int called = out->each_ms > 0 ? (int)(until / out->each_ms) : 0;
    int left = standing->ahead_at_turn > called ? standing->ahead_at_turn - called : 0;
    enum err e = overtaking(db, ticket, CLASS_BOOKED, rules, &facts->overtaking_hour);
    wait_range(facts, left, &then);
    int from = (int)(until / MINUTE_MS) + then.from_min,
        to = (int)((until + MINUTE_MS - 1) / MINUTE_MS) + then.to_min;
    if (from < out->from_min)
        out->from_min = from;
    if (to < out->to_min)
        out->to_min = to;
    return e;
}

/* While the server is away, what other kiosks gave out and rooms called since is not known here. */
static enum err facts_as_of(struct db *db, int64_t *out)
{
    struct link link;
    enum err e = link_get(db, &link);
    *out = e == ERR_OK && link.state == LINK_OFFLINE ? link.since_ms : db_now(db);
    return e;
}

enum err ticket_wait(struct db *db, const struct ticket *ticket, const struct queue_rules *rules,
                     struct wait *out)
{
    int64_t times[SAMPLES_MAX];
    struct queue_rooms rooms;
    struct wait_facts facts = {.times = times, .ratio = rules->ratio};
    struct standing standing;
    memset(out, 0, sizeof *out);
    enum err err = facts_as_of(db, &out->as_of_ms);
    if (err == ERR_OK)
        err = stand(db, ticket, rules, &standing);
    if (err == ERR_OK)
        err = queue_rooms(db, ticket->queue, ticket->date, rules, &rooms);
    if (err == ERR_OK)
        err = room_times(db, ticket, times, &facts.count);
    if (err == ERR_OK)
        err = overtaking(db, ticket, standing.class, rules, &facts.overtaking_hour);
    if (err != ERR_OK)
        return err;
    out->rooms = rooms.open;
    facts.hundredths = rooms.hundredths;
    out->ahead = standing.ahead;
    if (standing.class <= CLASS_BOOKED && standing.ahead_soon > standing.ahead)
        facts.sooner = standing.ahead_soon - standing.ahead;
    wait_range(&facts, out->ahead, out);
    facts.sooner = 0;
    return out->known && standing.turn_ms
               ? before_its_turn(db, ticket, rules, &standing, &facts, out)
               : ERR_OK;
}
