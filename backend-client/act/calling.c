#include "act/calling.h"

#include "act/calling_parts.h"
#include "act/parts.h"
#include "base/text.h"
#include "base/uuid.h"
#include "model/machine.h"
#include "store/queue_line.h"

#include <stdlib.h>
#include <string.h>

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

enum err calling_number(struct db *db, const struct act_env *env, const char *op,
                        const struct caller *caller, struct ticket *out)
{
    enum err e = ticket_get(db, op, out);
    if (e == ERR_OK)
        e = queue_claim(db, op, caller->by, caller->place_id, &caller->place,
                        clock_wall(env->clock));
    return e == ERR_OK ? ticket_get(db, op, out) : e;
}

enum err call_number(struct db *db, const struct act_env *env, const char *op,
                     const struct caller *caller, struct ticket *out)
{
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, calling_number(db, env, op, caller, out)) : e;
}

enum err calling_to(struct db *db, const struct act_env *env, const char *op, enum queue_status to)
{
    struct ticket ticket;
    enum err e = ticket_get(db, op, &ticket);
    if (e == ERR_OK && (ticket.stage != to || to == QUEUE_RECALLED)) {
        e = calling_step(db, env, &ticket, to);
        if (e == ERR_OK && to == QUEUE_RECALLED)
            e = queue_count_call(db, op);
        if (e == ERR_OK && to == QUEUE_DONE)
            e = calling_end_visit(db, &ticket);
    }
    return e;
}

static enum err step_now(struct db *db, const struct act_env *env, const char *op,
                         enum queue_status to)
{
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, calling_to(db, env, op, to)) : e;
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

/* With a server a missed number is given back only where it can be told at once. */
static enum err missed_reachable(struct db *db, const struct act_env *env)
{
    struct link link;
    if (act_standalone(env))
        return ERR_OK;
    enum err e = link_get(db, &link);
    return e == ERR_OK && link.state != LINK_ONLINE ? ERR_OFFLINE : e;
}

enum err missed_check(struct db *db, const struct act_env *env, const char *op, int *ahead)
{
    struct ticket ticket;
    struct visit_stop stop;
    enum err e = missed_reachable(db, env);
    if (e == ERR_OK)
        e = missed_may(db, env, op, &ticket, &stop);
    return e == ERR_OK ? missed_where(db, env, &ticket, &stop, ahead) : e;
}

enum err calling_missed(struct db *db, const struct act_env *env, const char *op, int *ahead)
{
    struct ticket ticket;
    struct visit_stop stop;
    enum err e = missed_reachable(db, env);
    if (e == ERR_OK)
        e = missed_may(db, env, op, &ticket, &stop);
    if (e == ERR_OK)
        e = missed_where(db, env, &ticket, &stop, ahead);
    if (e == ERR_OK) {
        stop.held = true;
        stop.recalls++;
        e = stop_set(db, &stop);
    }
    return e == ERR_OK ? calling_step(db, env, &ticket, QUEUE_WAITING) : e;
}

enum err missed_recall(struct db *db, const struct act_env *env, const char *op, int *ahead)
{
    struct call_request request = {.kind = CALL_MISSED};
    struct call call;
    uuid_new(request.op);
    text_copy(request.ticket_op, sizeof request.ticket_op, op);
    enum err e = call_ask(db, env, &request, &call);
    return e == ERR_OK ? queue_ahead(db, env, op, ahead) : e;
}

enum err calling_priority(struct db *db, const struct act_env *env, const char *op, int priority,
                          const char *reason)
{
    struct ticket ticket;
    enum err e = ticket_get(db, op, &ticket);
    if (e != ERR_OK)
        return e;
    if (ticket.status == TICKET_VOID || !reason[0] || priority < PRIORITY_ROUTINE ||
        priority > PRIORITY_STAT || (ticket.stage != QUEUE_WAITING && ticket.stage != QUEUE_PASSED))
        return ERR_INVALID;
    e = queue_set_priority(db, op, priority, reason);
    ticket.priority = priority;
    if (e == ERR_OK && ticket.stage == QUEUE_WAITING)
        e = act_promise(db, env, &ticket); /* what was told before does not hold any more */
    return e;
}
