/* Who a room calls next: from its own queue, or from the department's clinic that has no doctor's
 * name and so, in many hospitals, no room of its own. */
#include "act/calling_parts.h"
#include "act/parts.h"
#include "base/text.h"
#include "store/queue_line.h"

#include <stdlib.h>
#include <string.h>

struct pick {
    char queue[ID_SIZE], general[ID_SIZE], date[DATE_SIZE];
    struct queue_line *line; /* of both where both are called from */
};

/* What a call of the entry at `at` means for those who wait on. */
static enum err call_counts(struct db *db, const struct act_env *env, const char *queue,
                            const char *date, const struct queue_line *line, size_t at)
{
    int64_t now = clock_wall(env->clock);
    if (queue_class_of(&line->entries[at], &line->rules, now) == CLASS_EMERGENCY)
        return ERR_OK;
    int overtaken =
        queue_overtakes(line->entries, line->count, &line->rules, now, line->overtaken, at);
    enum err e = queue_pass_held(db, queue, date);
    return e == ERR_OK ? queue_set_overtaken(db, queue, date, overtaken) : e;
}

/* True when people wait there longer than a room may stay away, and no room is there for them. */
static enum err nobody_calls(struct db *db, const struct act_env *env, const char *queue,
                             const struct queue_line *line, const char *date, bool *out)
{
    struct queue_rooms rooms;
    enum err e = queue_rooms(db, queue, date, &line->rules, &rooms);
    int64_t longest = clock_wall(env->clock) - (int64_t)line->rules.room_min * 60000;
    *out =
        e == ERR_OK && rooms.own == 0 && line->count > 0 && line->entries[0].arrived_ms < longest;
    return e;
}

static enum err add_general(struct db *db, const struct act_env *env, struct pick *pick)
{
    struct queue_line *line = NULL;
    bool lonely = false;
    enum err e = queue_general(db, pick->queue, pick->date, pick->general);
    if (e != ERR_OK || !pick->general[0])
        return e;
    e = calling_line(db, env, pick->general, pick->date, &line);
    if (e == ERR_OK && pick->line->count > 0)
        e = nobody_calls(db, env, pick->general, line, pick->date, &lonely);
    if (e == ERR_OK && pick->line->count == 0) {
        memcpy(pick->queue, pick->general, sizeof pick->queue);
        pick->general[0] = '\0';
        free(pick->line);
        pick->line = line;
        return ERR_OK;
    }
    for (size_t i = 0; lonely && i < line->count && pick->line->count < QUEUE_MAX; i++)
        queue_line_join(pick->line, &line->entries[i]);
    free(line);
    return e;
}

static enum err claim_first(struct db *db, const struct act_env *env, const struct pick *pick,
                            const struct caller *caller, struct ticket *out)
{
    struct queue_line *line = pick->line;
    if (line->count == 0)
        return ERR_NOT_FOUND;
    queue_line_sort(line, clock_wall(env->clock));
    const char *op = line->entries[line->order[0]].op;
    enum err e =
        queue_claim(db, op, caller->by, caller->place_id, &caller->place, clock_wall(env->clock));
    if (e == ERR_OK)
        e = call_counts(db, env, pick->queue, pick->date, line, line->order[0]);
    return e == ERR_OK ? ticket_get(db, op, out) : e;
}

enum err calling_next(struct db *db, const struct act_env *env, const char *queue,
                      const struct caller *caller, struct ticket *out)
{
    struct pick pick = {.queue = ""};
    text_copy(pick.queue, sizeof pick.queue, queue);
    clock_date(clock_wall(env->clock), pick.date);
    enum err e = calling_line(db, env, queue, pick.date, &pick.line);
    if (e == ERR_OK && env->config->queue.help_general)
        e = add_general(db, env, &pick);
    if (e == ERR_OK)
        e = claim_first(db, env, &pick, caller, out);
    free(pick.line);
    return e;
}

enum err call_next(struct db *db, const struct act_env *env, const char *queue,
                   const struct caller *caller, struct ticket *out)
{
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, calling_next(db, env, queue, caller, out)) : e;
}
