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

/* Of calls from both together the ratio holds too: their count stands under both names. */
static void pair_of(const struct queue_pick *pick, char out[2 * ID_SIZE])
{
    text_format(out, 2 * ID_SIZE, "%s+%s", pick->queue, pick->general);
}

static enum err join(struct db *db, struct queue_pick *pick, struct queue_line *general)
{
    char pair[2 * ID_SIZE];
    pick->other = general;
    pick->own = malloc(sizeof *pick->own);
    if (!pick->own)
        abort();
    *pick->own = *pick->line;
    for (size_t i = 0; i < general->count && pick->line->count < QUEUE_MAX; i++)
        queue_line_join(pick->line, &general->entries[i]);
    pair_of(pick, pair);
    return queue_overtaken(db, pair, pick->date, &pick->line->overtaken);
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
    if (lonely) {
        text_copy(pick->general, sizeof pick->general, general);
        return join(db, pick, line);
    }
    free(line);
    return e;
}

static size_t place_in(const struct queue_line *line, const char *op)
{
    size_t at = 0;
    while (at < line->count && strcmp(line->entries[at].op, op) != 0)
        at++;
    return at;
}

/* Where entry `at` stands: its queue's own people, and its place among them. */
static const struct queue_line *home_of(const struct queue_pick *pick, size_t at, size_t *place)
{
    const char *op = pick->line->entries[at].op;
    *place = at;
    if (!pick->other)
        return pick->line;
    *place = place_in(pick->own, op);
    if (*place < pick->own->count)
        return pick->own;
    *place = place_in(pick->other, op);
    return pick->other;
}

static bool emergency(const struct queue_pick *pick, size_t at, int64_t now_ms)
{
    return queue_class_of(&pick->line->entries[at], &pick->line->rules, now_ms) == CLASS_EMERGENCY;
}

/* Who goes first of both may not be called over the head of their own queue's first more often than
 * that queue's ratio allows: then that one goes. */
static void keep_ratio(struct queue_pick *pick, int64_t now_ms)
{
    struct queue_line *line = pick->line;
    size_t place, first = line->order[0], to;
    if (!pick->other || line->count == 0 || emergency(pick, first, now_ms) ||
        line->entries[first].held)
        return;
    const struct queue_line *home = home_of(pick, first, &place);
    if (home->overtaken < home->rules.ratio)
        return;
    for (size_t i = 0; i < home->count; i++)
        if (!home->entries[i].held && queue_earlier(&home->entries[i], &home->entries[place]))
            place = i;
    to = place_in(line, home->entries[place].op);
    for (size_t i = 0; i < line->count && to < line->count; i++)
        if (line->order[i] == to) {
            memmove(line->order + 1, line->order, i * sizeof *line->order);
            line->order[0] = to;
            return;
        }
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
    if (e == ERR_OK) {
        queue_line_sort(out->line, now_ms);
        keep_ratio(out, now_ms);
    }
    return e;
}

void queue_pick_close(struct queue_pick *pick)
{
    free(pick->line);
    free(pick->own);
    free(pick->other);
    pick->line = pick->own = pick->other = NULL;
}

int queue_pick_overtaken(const struct queue_pick *pick, size_t at, int64_t now_ms)
{
    size_t place;
    const struct queue_line *home = home_of(pick, at, &place);
    return emergency(pick, at, now_ms) ? home->overtaken
                                       : queue_overtakes(home->entries, home->count, &home->rules,
                                                         now_ms, home->overtaken, place);
}

static enum err called_of_both(struct db *db, const struct queue_pick *pick, size_t at,
                               int64_t now_ms)
{
    const struct queue_line *line = pick->line;
    char pair[2 * ID_SIZE];
    pair_of(pick, pair);
    enum err e = queue_set_overtaken(
        db, pair, pick->date,
        queue_overtakes(line->entries, line->count, &line->rules, now_ms, line->overtaken, at));
    return e == ERR_OK ? queue_pass_held(db, pick->queue, pick->date) : e;
}

enum err queue_pick_called(struct db *db, const struct queue_pick *pick, size_t at, int64_t now_ms)
{
    size_t place;
    if (emergency(pick, at, now_ms))
        return ERR_OK;
    bool of_other = pick->other && home_of(pick, at, &place) == pick->other;
    const char *queue = of_other ? pick->general : pick->queue;
    enum err e = pick->other ? called_of_both(db, pick, at, now_ms) : ERR_OK;
    if (e == ERR_OK && (of_other || !pick->other))
        e = queue_pass_held(db, queue, pick->date);
    return e == ERR_OK
               ? queue_set_overtaken(db, queue, pick->date, queue_pick_overtaken(pick, at, now_ms))
               : e;
}
