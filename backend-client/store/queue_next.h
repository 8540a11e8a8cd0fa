/* Who a room calls next: from its own queue, or from the department's clinic that has no doctor's
 * name and so, in many hospitals, no room of its own. One function for the claim in a store and for
 * the one at a server.
 */
#pragma once

#include "store/queue_line.h"

struct queue_pick {
    char queue[ID_SIZE]; /* whose line it is */
    char date[DATE_SIZE];
    struct queue_line *line;        /* in order; of both queues where both are called from */
    char general[ID_SIZE];          /* then: the other one */
    struct queue_line *own, *other; /* and the people of each alone, not in order */
};

/* `general`: rooms help the clinic without a name ([queue] help_general). Close also on an error.
 */
MUST_CHECK enum err queue_pick_read(struct db *db, const char *queue, const char *date,
                                    const struct queue_rules *rules, bool general, int64_t now_ms,
                                    struct queue_pick *out);
void queue_pick_close(struct queue_pick *pick);
/* The count of calls that passed over somebody, in the queue that entry `at` stands in, after
 * calling it. */
int queue_pick_overtaken(const struct queue_pick *pick, size_t at, int64_t now_ms);
/* What that call means for those who wait on: written down. */
MUST_CHECK enum err queue_pick_called(struct db *db, const struct queue_pick *pick, size_t at,
                                      int64_t now_ms);
