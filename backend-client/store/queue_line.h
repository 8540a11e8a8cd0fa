/* Who waits in one queue, in the order of calling. What is called next, who stands where and what
 * is foretold all come from here, so that they cannot differ.
 */
#pragma once

#include "store/queue.h"

struct queue_line {
    struct queue_rules rules;
    struct queue_entry entries[QUEUE_MAX + 1]; /* one more: somebody who is not in it yet */
    size_t order[QUEUE_MAX + 1], count;
    int overtaken;
};

/* Caller frees, also on an error. Not in order yet. */
MUST_CHECK enum err queue_line_read(struct db *db, const char *queue, const char *date,
                                    const struct queue_rules *rules, struct queue_line **out);
/* Puts one more into the line, unless it stands there already. */
void queue_line_join(struct queue_line *line, const struct queue_entry *entry);
void queue_line_sort(struct queue_line *line, int64_t now_ms);
/* How many are called before that number; -1 when it does not stand there. After queue_line_sort.
 */
int queue_line_ahead(const struct queue_line *line, const char *op);
