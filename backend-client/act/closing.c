/* Closing a queue for the day: its people go on in another one; and numbers that come from another
 * station. */
#include "act/calling_parts.h"
#include "act/parts.h"
#include "base/text.h"
#include "store/queue.h"

#include <string.h>

#define CLOSE_BATCH 64

static enum err move_one(struct db *db, const char *op, const char *to)
{
    struct ticket before, after;
    enum err e = ticket_get(db, op, &before);
    if (e == ERR_OK)
        e = calling_put(db, op, to, &after);
    if (e == ERR_OK && before.stage == QUEUE_PASSED) /* whoever is away is not called there */
        e = ticket_set_stage(db, op, QUEUE_PASSED, db_now(db));
    return e;
}

static enum err close_now(struct db *db, const char *queue, const char *to, const char *date,
                          int *moved)
{
    char end[ID_SIZE], ops[CLOSE_BATCH][UUID_SIZE];
    size_t count;
    enum err e = queue_goes_to(db, to, date, end);
    if (e == ERR_OK && strcmp(end[0] ? end : to, queue) == 0)
        e = ERR_INVALID;
    if (e == ERR_OK)
        e = queue_set_goes_to(db, queue, date, to);
    do {
        count = 0;
        if (e == ERR_OK)
            e = queue_unseen(db, queue, date, ops, CLOSE_BATCH, &count);
        for (size_t i = 0; e == ERR_OK && i < count; i++)
            e = move_one(db, ops[i], to);
        *moved += (int)count;
    } while (e == ERR_OK && count > 0);
    return e;
}

enum err queue_close(struct db *db, const struct act_env *env, const char *queue, const char *to,
                     int *moved)
{
    char date[DATE_SIZE];
    *moved = 0;
    clock_date(clock_wall(env->clock), date);
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, close_now(db, queue, to, date, moved)) : e;
}

enum err queue_open(struct db *db, const struct act_env *env, const char *queue)
{
    char date[DATE_SIZE];
    clock_date(clock_wall(env->clock), date);
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, queue_set_goes_to(db, queue, date, "")) : e;
}

static enum err receive_now(struct db *db, const struct act_env *env, const struct ticket *ticket,
                            int64_t due_ms)
{
    struct ticket made;
    enum err e = ticket_get(db, ticket->op, &made);
    if (e != ERR_NOT_FOUND)
        return e;
    made = *ticket;
    e = calling_route(db, &made);
    if (e == ERR_OK)
        e = ticket_insert(db, &made);
    return e == ERR_OK ? act_enter_queue(db, env, &made, due_ms) : e;
}

enum err queue_receive(struct db *db, const struct act_env *env, const struct ticket *ticket,
                       int64_t due_ms)
{
    enum err e = calling_begin(db, env);
    return e == ERR_OK ? act_end(db, receive_now(db, env, ticket, due_ms)) : e;
}
