/* The claim of the next number in a store that decides alone. */
#include "act/calling_parts.h"
#include "act/parts.h"
#include "store/queue_next.h"

static enum err claim_first(struct db *db, const struct act_env *env, const struct queue_pick *pick,
                            const struct caller *caller, struct ticket *out)
{
    const struct queue_line *line = pick->line;
    int64_t now = clock_wall(env->clock);
    if (line->count == 0)
        return ERR_NOT_FOUND;
    const char *op = line->entries[line->order[0]].op;
    enum err e = queue_claim(db, op, caller->by, caller->place_id, &caller->place, now);
    if (e == ERR_OK)
        e = queue_pick_called(db, pick, line->order[0], now);
    return e == ERR_OK ? ticket_get(db, op, out) : e;
}

enum err calling_next(struct db *db, const struct act_env *env, const char *queue,
                      const struct caller *caller, struct ticket *out)
{
    struct queue_pick pick;
    struct queue_rules rules;
    char date[DATE_SIZE];
    int64_t now = clock_wall(env->clock);
    clock_date(now, date);
    queue_rules_of(env->config, &rules);
    enum err e =
        queue_pick_read(db, queue, date, &rules, env->config->queue.help_general, now, &pick);
    if (e == ERR_OK)
        e = claim_first(db, env, &pick, caller, out);
    queue_pick_close(&pick);
    return e;
}

enum err call_next(struct db *db, const struct act_env *env, const char *queue,
                   const struct caller *caller, struct ticket *out)
{
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, calling_next(db, env, queue, caller, out)) : e;
}
