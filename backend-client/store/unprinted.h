/* Numbers that are not in anybody's hand: their paper did not come out, or nobody took them. For
 * staff, who print them again or void them. The writing half is for backend-client/act, and for
 * sync, which brings those of other stations.
 */
#pragma once

#include "model/care.h"
#include "model/queue_task.h"
#include "store/db.h"

#define UNPRINTED_AFTER_MS                                                                         \
    120000 /* reserved so long without a word from the printer: left behind */

struct unprinted {
    struct ticket ticket;
    struct paper_fault fault;
};

/* That day's numbers whose fault is noted and that wait or are called. Printed since, taken by
 * phone, void: gone from the list. Oldest first. */
MUST_CHECK enum err ticket_not_printed(struct db *db, const char *date, struct unprinted *out,
                                       size_t cap, size_t *count);
/* Given out here before `before_ms` and in no hand, without a fault that is noted; oldest first. */
MUST_CHECK enum err ticket_left_behind(struct db *db, int64_t before_ms, char (*ops)[UUID_SIZE],
                                       size_t cap, size_t *count);

MUST_CHECK enum err unprinted_get(struct db *db, const char *op, struct paper_fault *out);
MUST_CHECK enum err unprinted_put(struct db *db, const char *op, const struct paper_fault *fault);
MUST_CHECK enum err unprinted_drop(struct db *db, const char *op); /* none is fine */
