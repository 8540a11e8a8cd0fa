/* A number as the server has it, given out here or elsewhere: written by sync, in its transaction.
 */
#pragma once

#include "model/care.h"
#include "model/queue_task.h"
#include "store/db.h"

struct taken_number {
    struct ticket ticket; /* op, number, queue, date, stage, priority, created_ms (arrival);
                             called_by and doctor.place only when a room calls */
    struct queue_task more;
    bool moved;         /* it left for another queue */
    int64_t changed_ms; /* when it came into that stage */
    int64_t started_ms; /* when it was called, 0 = not */
    char caller[ID_SIZE];
    char place_id[ID_SIZE];
    struct label place;
};

/* Makes it or brings it up to date; *changed says if anything was written. A void number stays
 * void unless it turns out to be in its patient's hand. ERR_OK also for a queue nobody knows: it is
 * left out. */
MUST_CHECK enum err queue_taken(struct db *db, const struct taken_number *number, bool *changed);
/* Numbers that came before their clinic's department was known, as while the hospital is taken over
 * for the first time: they get it. Inside a transaction. */
MUST_CHECK enum err queue_taken_complete(struct db *db);
/* True while something that was done here with that number is still to be sent, besides `entry`. */
MUST_CHECK enum err queue_unsent(struct db *db, const char *ticket_op, int64_t entry, bool *out);
/* After moving or sending on: the new number is the same patient's. */
MUST_CHECK enum err queue_follows(struct db *db, const char *op, const char *came_from);
