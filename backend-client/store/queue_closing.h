/* Queues that staff closed for a day, so that their people go on in another one: by a guide here
 * (act/desk_queue.c), or elsewhere, told by the hospital's server as CommunicationRequest of
 * category `queue-closed`. While one holds, store/queue.h's queue_goes_to leads on.
 */
#pragma once

#include "model/care.h"
#include "model/resource.h"
#include "model/staff.h"
#include "store/db.h"

struct queue_closing {
    char op[ID_SIZE];
    char queue[ID_SIZE], to[ID_SIZE]; /* a doctor's id, or a place's */
    char date[DATE_SIZE];
    char by[STAFF_ID_SIZE]; /* "" = elsewhere */
    int64_t created_ms, opened_ms;
};

/* Inside a transaction; the queue leads on from here. ERR_ALREADY: that operation is known. */
MUST_CHECK enum err queue_closing_insert(struct db *db, const struct queue_closing *closing);
MUST_CHECK enum err queue_closing_get(struct db *db, const char *op, struct queue_closing *out);
/* Inside a transaction: called from again. ERR_NOT_FOUND; ERR_ALREADY: open before. */
MUST_CHECK enum err queue_closing_open(struct db *db, const char *op);
/* Those of that day that hold, oldest first. */
MUST_CHECK enum err queue_closing_list(struct db *db, const char *date, struct queue_closing *out,
                                       size_t cap, size_t *count);
/* The server says that it is over; one that is not known is none. */
MUST_CHECK enum err queue_closing_over(struct db *db, const char *op);
/* A notice as the server has it, of whatever category. */
MUST_CHECK enum err put_queue_closing(struct db *db, const struct resource *r, const char *id);
