#include "act/calling.h"

#include "act/calling_parts.h"
#include "act/parts.h"
#include "model/machine.h"
#include "store/queue_line.h"

#include <stdlib.h>
#include <string.h>

void queue_rules_of(const struct config *config, struct queue_rules *out)
{
    *out = (struct queue_rules){.ratio = config->queue.ratio,
                                .window_min = config->queue.window_min,
                                .late_min = config->queue.late_min,
                                .missed_after = config->queue.missed_after,
                                .missed_recalls = config->queue.missed_recalls,
                                .elderly_age = config->queue.elderly_age,
                                .room_min = config->queue.room_min};
}

enum err calling_begin(struct db *db, const struct act_env *env)
{
    return act_standalone(env) ? db_begin(db) : ERR_OFFLINE;
}

enum err calling_step(struct db *db, const struct act_env *env, const struct ticket *ticket,
                      enum queue_status to)
{
    if (!queue_may(ticket->stage, to) || ticket->status == TICKET_VOID)
        return ERR_INVALID;
    return ticket_set_stage(db, ticket->op, to, clock_wall(env->clock));
}

enum err calling_line(struct db *db, const struct act_env *env, const char *queue, const char *date,
                      struct queue_line **out)
{
    struct queue_rules rules;
    queue_rules_of(env->config, &rules);
    return queue_line_read(db, queue, date, &rules, out);
}

enum err call_number(struct db *db, const struct act_env *env, const char *op,
                     const struct caller *caller, struct ticket *out)
{
    enum err e = calling_begin(db, env);
    if (e != ERR_OK)
        return e;
    e = ticket_get(db, op, out);
    if (e == ERR_OK)
        e = queue_claim(db, op, caller->by, caller->place_id, &caller->place,
                        clock_wall(env->clock));
    if (e == ERR_OK)
        e = ticket_get(db, op, out);
    return act_end(db, e);
}

static enum err step_now(struct db *db, const struct act_env *env, const char *op,
                         enum queue_status to)
{
    enum err e = calling_begin(db, env);
    if (e != ERR_OK)
        return e;
    struct ticket ticket;
    e = ticket_get(db, op, &ticket);
    if (e == ERR_OK && (ticket.stage != to || to == QUEUE_RECALLED)) {
        e = calling_step(db, env, &ticket, to);
        if (e == ERR_OK && to == QUEUE_RECALLED)
            e = queue_count_call(db, op);
        if (e == ERR_OK && to == QUEUE_DONE)
            e = calling_end_visit(db, &ticket);
    }
    return act_end(db, e);
}

enum err call_again(struct db *db, const struct act_env *env, const char *op)
{
    return step_now(db, env, op, QUEUE_RECALLED);
}

enum err call_passed(struct db *db, const struct act_env *env, const char *op)
{
    return step_now(db, env, op, QUEUE_PASSED);
}

enum err call_serving(struct db *db, const struct act_env *env, const char *op)
{
    return step_now(db, env, op, QUEUE_SERVING);
}

enum err call_done(struct db *db, const struct act_env *env, const char *op)
{
    return step_now(db, env, op, QUEUE_DONE);
}

enum err queue_ahead(struct db *db, const struct act_env *env, const char *op, int *ahead)
{
    struct ticket ticket;
    struct queue_line *line = NULL;
    enum err e = ticket_get(db, op, &ticket);
    if (e == ERR_OK)
        e = calling_line(db, env, ticket.queue, ticket.date, &line);
    if (e == ERR_OK) {
        queue_line_sort(line, clock_wall(env->clock));
        *ahead = queue_line_ahead(line, op);
        e = *ahead < 0 ? ERR_INVALID : ERR_OK;
    }
    free(line);
    return e;
}

/* Where the missed number would stand. */
static enum err missed_where(struct db *db, const struct act_env *env, const struct ticket *ticket,
                             struct visit_stop *stop, int *ahead)
{
    struct queue_line *line;
    enum err e = calling_line(db, env, ticket->queue, ticket->date, &line);
    if (e == ERR_OK) {
        struct queue_entry *mine = &line->entries[line->count++];
        *mine = (struct queue_entry){.priority = ticket->priority,
                                     .held = true,
                                     .skip = line->rules.missed_after,
                                     .arrived_ms = stop->arrived_ms};
        memcpy(mine->op, ticket->op, sizeof mine->op);
        queue_line_sort(line, clock_wall(env->clock));
        *ahead = queue_line_ahead(line, ticket->op);
        stop->skip = line->rules.missed_after;
    }
    free(line);
    return e;
}

static enum err missed_may(struct db *db, const struct act_env *env, const char *op,
                           struct ticket *ticket, struct visit_stop *stop)
{
    enum err e = ticket_get(db, op, ticket);
    if (e == ERR_OK)
        e = stop_get(db, op, stop);
    if (e != ERR_OK)
        return e;
    if (ticket->stage != QUEUE_PASSED)
        return ERR_INVALID;
    return stop->recalls >= env->config->queue.missed_recalls ? ERR_LIMIT : ERR_OK;
}

enum err missed_check(struct db *db, const struct act_env *env, const char *op, int *ahead)
{
    struct ticket ticket;
    struct visit_stop stop;
    if (!act_standalone(env))
        return ERR_OFFLINE;
    enum err e = missed_may(db, env, op, &ticket, &stop);
    return e == ERR_OK ? missed_where(db, env, &ticket, &stop, ahead) : e;
}

enum err missed_recall(struct db *db, const struct act_env *env, const char *op, int *ahead)
{
    struct ticket ticket;
    struct visit_stop stop;
    enum err e = calling_begin(db, env);
    if (e != ERR_OK)
        return e;
    e = missed_may(db, env, op, &ticket, &stop);
    if (e == ERR_OK)
        e = missed_where(db, env, &ticket, &stop, ahead);
    if (e == ERR_OK) {
        stop.held = true;
        stop.recalls++;
        e = stop_set(db, &stop);
    }
    if (e == ERR_OK)
        e = calling_step(db, env, &ticket, QUEUE_WAITING);
    return act_end(db, e);
}
