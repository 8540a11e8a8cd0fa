/* What a guide sees at a glance: the queues of today, who stands in one, complaints whose answer is
 * due, and where people were stuck. For screens; no name of a patient in any of it.
 */
#pragma once

#include "model/care.h"
#include "model/queue.h"
#include "store/db.h"

struct desk_queue {
    char queue[ID_SIZE];
    struct doctor keeper; /* whose it is, as the newest number in it says */
    int waiting, emergency, priority, missed;
    int64_t first_ms; /* arrival of who has waited longest; 0 = nobody waits */
    char next[12];    /* who would be called next, "" */
    char next_op[UUID_SIZE];
    char now[12]; /* called or being served last, "" */
    char now_op[UUID_SIZE];
    enum queue_status now_stage;
};
/* Queues in which somebody waits, is called, served or has missed the call; fullest first. `total`:
 * how many wait in all of them. `department` NULL or "" = all. */
MUST_CHECK enum err desk_queues(struct db *db, const char *date, const struct queue_rules *rules,
                                const char *department, struct desk_queue *out, size_t cap,
                                size_t *count, int *total);

struct desk_entry {
    struct ticket ticket;
    enum queue_class standing; /* of one who waits */
    int64_t arrived_ms;
};
/* One queue: being called and served first, then who waits in the order of calling, then the
 * missed. */
MUST_CHECK enum err desk_entries(struct db *db, const char *queue, const char *date,
                                 const struct queue_rules *rules, struct desk_entry *out,
                                 size_t cap, size_t *count);

struct desk_target { /* a queue somebody can be sent to */
    char queue[ID_SIZE];
    struct label name, place;
};
/* Where a visit goes on: queues it came from first, then rooms with windows (cashier, pharmacy,
 * blood tests), then where services of the price list are performed, most of them first. */
MUST_CHECK enum err desk_onward(struct db *db, const struct ticket *ticket, struct desk_target *out,
                                size_t cap, size_t *count);
/* Where a number may be moved instead: the queues of the day, then doctors of its department. */
MUST_CHECK enum err desk_instead(struct db *db, const struct ticket *ticket,
                                 struct desk_target *out, size_t cap, size_t *count);

struct desk_complaint {
    char op[UUID_SIZE], number[20];
    struct label topic, receiver;
    char due[DATE_SIZE];
};
/* Neither answered nor closed, due on that day or before. */
MUST_CHECK enum err desk_complaints(struct db *db, const char *date, struct desk_complaint *out,
                                    size_t cap, size_t *count);

/* Where people were stuck: a screen left in the middle, or an error shown. Counted by day, machine
 * and screen; nothing of who it was or what they wrote. */
struct stuck {
    char station[40], screen[40];
    char why[24]; /* "left", or the name of an error */
    int count;
    int64_t last_ms;
};
MUST_CHECK enum err stuck_note(struct db *db, const char *station, const char *screen,
                               const char *why);
MUST_CHECK enum err stuck_list(struct db *db, const char *date, struct stuck *out, size_t cap,
                               size_t *count); /* most often first */
