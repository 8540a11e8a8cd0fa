/* Calling: what a ticket row holds beyond model/care.h's struct ticket, as the queues need it. The
 * writing half is for backend-client/act, inside its transaction.
 */
#pragma once

#include "model/care.h"
#include "model/queue.h"
#include "store/db.h"

#define QUEUE_MAX 1000 /* numbers waiting in one queue that are looked at */

struct visit_stop { /* one queue of a visit */
    char op[UUID_SIZE];
    int number_of_stop;             /* 0 = the first */
    char came_from[UUID_SIZE];      /* the ticket of the stop before, "" */
    int64_t arrived_ms, due_ms;     /* in this queue; of the booking, 0 = none */
    bool returned;                  /* back in a queue of this visit */
    int cared;                      /* the priority that age gives, beside the ticket's own */
    bool held;                      /* missed and asked for again */
    int skip;                       /* then: so many others first */
    int calls, recalls;             /* how often called; how often asked for again */
    char called_by[ID_SIZE];        /* room or window */
    bool promised;                  /* a waiting time was told */
    int promised_from, promised_to; /* minutes */
};

MUST_CHECK enum err stop_get(struct db *db, const char *op, struct visit_stop *out);
/* Writes all but calls, called_by and the promise. */
MUST_CHECK enum err stop_set(struct db *db, const struct visit_stop *stop);
MUST_CHECK enum err stop_set_promise(struct db *db, const char *op, const struct wait *wait,
                                     int64_t now_ms);
/* The last stop of a visit. ERR_NOT_FOUND. */
MUST_CHECK enum err stop_last(struct db *db, const char *visit_op, struct ticket *out);
/* Whether the visit has stood in that queue, and how many of its stops have not ended. */
MUST_CHECK enum err stop_visits(struct db *db, const char *visit_op, const char *queue, bool *stood,
                                int *open);

/* Who waits with the number in hand, earliest arrival first; at most QUEUE_MAX. */
MUST_CHECK enum err queue_waiting(struct db *db, const char *queue, const char *date,
                                  struct queue_entry *out, size_t cap, size_t *count);
/* Waiting or passed -> called, only if it still is: ERR_TAKEN otherwise. The room goes into the
 * ticket, as screens and boards send the patient there. */
MUST_CHECK enum err queue_claim(struct db *db, const char *op, const char *by, const char *place_id,
                                const struct label *place, int64_t now_ms);
MUST_CHECK enum err queue_count_call(struct db *db, const char *op);
/* One call further: every held number of the queue has one fewer to wait for. */
MUST_CHECK enum err queue_pass_held(struct db *db, const char *queue, const char *date);
/* Into another queue, waiting there under that number. */
MUST_CHECK enum err queue_put(struct db *db, const char *op, const char *queue, const char *number,
                              const struct doctor *doctor);
/* Whether an open ticket of another visit has that number in that queue. */
MUST_CHECK enum err queue_has_number(struct db *db, const char *queue, const struct ticket *ticket,
                                     const char *number, bool *has);
/* The visit's booking, "" for a walk-in. */
MUST_CHECK enum err queue_booking(struct db *db, const char *visit_op, char out[UUID_SIZE]);
/* Who stands behind a queue's name: a doctor, or a place (laboratory, imaging, cashier, pharmacy).
 * ERR_NOT_FOUND. */
MUST_CHECK enum err queue_keeper(struct db *db, const char *queue, struct doctor *out);
MUST_CHECK enum err queue_set_priority(struct db *db, const char *op, int priority,
                                       const char *reason);
/* The masked name that came with a number given out elsewhere. Sealed. */
MUST_CHECK enum err ticket_set_mask(struct db *db, const char *op, const char *mask);
/* What a board may show beside the number: the masked name, or "" for a guest, in a sensitive
 * department and where it is not known (TRUST.md 2.2). */
MUST_CHECK enum err ticket_mask(struct db *db, const struct ticket *ticket, char *out, size_t size);
/* How many calls in a row passed over somebody (model/queue.h). */
MUST_CHECK enum err queue_overtaken(struct db *db, const char *queue, const char *date, int *out);
MUST_CHECK enum err queue_set_overtaken(struct db *db, const char *queue, const char *date,
                                        int overtaken);

struct queue_rooms { /* that call from one queue now */
    int open;
    int own;        /* that call mostly from it */
    int hundredths; /* of rooms: one that calls from two queues in turn is half a room to each */
};
MUST_CHECK enum err queue_rooms(struct db *db, const char *queue, const char *date,
                                const struct queue_rules *rules, struct queue_rooms *out);

/* The clinic without a named doctor in the department of that doctor where people wait; "" = none.
 */
MUST_CHECK enum err queue_general(struct db *db, const char *queue, const char *date,
                                  char out[ID_SIZE]);

/* A queue that is closed for that day leads to another one; `out` is where it ends, "" = open. */
MUST_CHECK enum err queue_goes_to(struct db *db, const char *queue, const char *date,
                                  char out[ID_SIZE]);
/* "" opens it again. */
MUST_CHECK enum err queue_set_goes_to(struct db *db, const char *queue, const char *date,
                                      const char *to);
/* Who has not been seen yet and may be moved: waiting, called, recalled or passed; first come
 * first. */
MUST_CHECK enum err queue_unseen(struct db *db, const char *queue, const char *date,
                                 char (*ops)[UUID_SIZE], size_t cap, size_t *count);

/* How true the waiting times were that were told: real wait until the first call. */
struct promise_span {
    const char *date;
    const char *queue;      /* NULL = all of them */
    int64_t from_ms, to_ms; /* told in that time; 0, 0 = the whole day */
};
struct promise_error {
    int told, early, kept, late; /* told = early + kept + late: called before, within, after it */
    int64_t mean_ms;             /* mean distance to the range, kept ones counting 0 */
    int64_t worst_ms;
};
MUST_CHECK enum err promise_errors(struct db *db, const struct promise_span *span,
                                   struct promise_error *out);
