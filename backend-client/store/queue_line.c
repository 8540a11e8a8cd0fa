#include "store/queue_line.h"

#include <stdlib.h>
#include <string.h>

enum err queue_line_read(struct db *db, const char *queue, const char *date,
                         const struct queue_rules *rules, struct queue_line **out)
{
    struct queue_line *line = calloc(1, sizeof *line);
    if (!line)
        abort();
    *out = line;
    line->rules = *rules;
    enum err e = queue_waiting(db, queue, date, line->entries, QUEUE_MAX, &line->count);
    return e == ERR_OK ? queue_overtaken(db, queue, date, &line->overtaken) : e;
}

void queue_line_join(struct queue_line *line, const struct queue_entry *entry)
{
    for (size_t i = 0; i < line->count; i++)
        if (strcmp(line->entries[i].op, entry->op) == 0)
            return;
    line->entries[line->count++] = *entry;
}

void queue_line_sort(struct queue_line *line, int64_t now_ms)
{
    queue_order(line->entries, line->count, &line->rules, now_ms, line->overtaken, line->order);
}

int queue_line_ahead(const struct queue_line *line, const char *op)
{
    for (size_t i = 0; i < line->count; i++)
        if (strcmp(line->entries[line->order[i]].op, op) == 0)
            return (int)i;
    return -1;
}
