#include "store/queue_next.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE_MS 60000LL

/* True when people wait there longer than a room may stay away, and no room is there for them. */
static enum err nobody_calls(struct db *db, const char *queue, const struct queue_line *line,
                             const char *date, int64_t now_ms, bool *out)
{
    struct queue_rooms rooms;
    enum err e = queue_rooms(db, queue, date, &line->rules, &rooms);
    int64_t longest = now_ms - line->rules.room_min * MINUTE_MS;
    *out =
        e == ERR_OK && rooms.own == 0 && line->count > 0 && line->entries[0].arrived_ms < longest;
    return e;
}

static enum err add_general(struct db *db, struct queue_pick *pick, int64_t now_ms)
{
    struct queue_line *line = NULL;
    char general[ID_SIZE];
    bool lonely = false;
    enum err e = queue_general(db, pick->queue, pick->date, general);
    if (e != ERR_OK || !general[0])
        return e;
    e = queue_line_read(db, general, pick->date, &pick->line->rules, &line);
    if (e == ERR_OK && pick->line->count > 0)
        e = nobody_calls(db, general, line, pick->date, now_ms, &lonely);
    if (e == ERR_OK && pick->line->count == 0) {
        text_copy(pick->queue, sizeof pick->queue, general);
        free(pick->line);
        pick->line = line;
        return ERR_OK;
    }
    for (size_t i = 0; lonely && i < line->count && pick->line->count < QUEUE_MAX; i++)
        queue_line_join(pick->line, &line->entries[i]);
    if (lonely) {
        text_copy(pick->general, sizeof pick->general, general);
        pick->other = line;
    } else {
        free(line);
    }
    return e;
}

enum err queue_pick_read(struct db *db, const char *queue, const char *date,
                         const struct queue_rules *rules, bool general, int64_t now_ms,
                         struct queue_pick *out)
{
    memset(out, 0, sizeof *out);
    text_copy(out->queue, sizeof out->queue, queue);
    text_copy(out->date, sizeof out->date, date);
    enum err e = queue_line_read(db, queue, date, rules, &out->line);
    if (e == ERR_OK && general)
        e = add_general(db, out, now_ms);
    if (e == ERR_OK)
        queue_line_sort(out->line, now_ms);
    return e;
}

void queue_pick_close(struct queue_pick *pick)
{
    free(pick->line);
    free(pick->other);
    pick->line = pick->other = NULL;
}

static bool emergency(const struct queue_pick *pick, size_t at, int64_t now_ms)
{
    return queue_class_of(&pick->line->entries[at], &pick->line->rules, now_ms) == CLASS_EMERGENCY;
}

int queue_pick_overtaken(const struct queue_pick *pick, size_t at, int64_t now_ms)
{
    const struct queue_line *line = pick->line;
    return emergency(pick, at, now_ms) ? line->overtaken
                                       : queue_overtakes(line->entries, line->count, &line->rules,
                                                         now_ms, line->overtaken, at);
}

static enum err count_call(struct db *db, const char *queue, const char *date, int overtaken)
{
    enum err e = queue_pass_held(db, queue, date);
    return e == ERR_OK ? queue_set_overtaken(db, queue, date, overtaken) : e;
}

enum err queue_pick_called(struct db *db, const struct queue_pick *pick, size_t at, int64_t now_ms)
{
    const struct queue_line *other = pick->other;
    if (emergency(pick, at, now_ms))
        return ERR_OK;
    enum err e = count_call(db, pick->queue, pick->date, queue_pick_overtaken(pick, at, now_ms));
    for (size_t i = 0; e == ERR_OK && other && i < other->count; i++)
        if (strcmp(other->entries[i].op, pick->line->entries[at].op) == 0)
            return count_call(db, pick->general, pick->date, /* perhaps over its own people too */
                              queue_overtakes(other->entries, other->count, &other->rules, now_ms,
                                              other->overtaken, i));
    return e;
}
