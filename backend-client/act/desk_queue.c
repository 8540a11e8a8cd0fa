/* A guide closes a queue: its room has nobody any more, its people go on in another one. */
#include "act/calling_parts.h"
#include "act/desk.h"
#include "act/parts.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/queue.h"
#include "store/queue_closing.h"

#include <stdlib.h>
#include <string.h>

struct closing_now {
    struct db *db;
    const struct act_env *env;
    struct queue_closing row;
    int moved;
};

static enum err leads_elsewhere(const struct closing_now *c)
{
    struct doctor keeper;
    char end[ID_SIZE];
    enum err e = queue_keeper(c->db, c->row.to, &keeper);
    if (e == ERR_OK)
        e = queue_goes_to(c->db, c->row.to, c->row.date, end);
    if (e != ERR_OK)
        return e;
    return strcmp(end[0] ? end : c->row.to, c->row.queue) == 0 ? ERR_INVALID : ERR_OK;
}

/* One number after the other, as if the guide had moved each: with a server the server's word
 * counts, and a room that calls one meanwhile keeps it. */
static enum err move_all(struct closing_now *c)
{
    char(*ops)[UUID_SIZE] = calloc(QUEUE_MAX, sizeof *ops);
    size_t count = 0;
    if (!ops)
        abort();
    enum err e = queue_unseen(c->db, c->row.queue, c->row.date, ops, QUEUE_MAX, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        struct ticket before;
        struct call call;
        struct call_request request = {.kind = CALL_MOVE};
        uuid_new(request.op);
        text_copy(request.ticket_op, sizeof request.ticket_op, ops[i]);
        text_copy(request.queue, sizeof request.queue, c->row.to);
        text_copy(request.caller.by, sizeof request.caller.by, c->env->config->station.id);
        e = ticket_get(c->db, ops[i], &before);
        if (e == ERR_OK)
            e = calling_ask(c->db, c->env, &request, &call);
        if (e == ERR_OK && before.stage == QUEUE_PASSED && call.state == CALL_MADE)
            e = ticket_set_stage(c->db, ops[i], QUEUE_PASSED, db_now(c->db));
    }
    free(ops);
    c->moved = (int)count;
    return e;
}

static enum err close_now(struct closing_now *c)
{
    enum err e = leads_elsewhere(c);
    if (e == ERR_OK)
        e = queue_closing_insert(c->db, &c->row);
    if (e == ERR_OK)
        e = move_all(c);
    if (e == ERR_OK)
        e = outbox_add(c->db, OUTBOX_QUEUE, c->row.op, c->row.op, c->row.op);
    if (e == ERR_OK)
        e = staff_note(c->db, c->env, c->row.by, AUDIT_CLOSURE, c->row.queue, "queue closed");
    return e;
}

enum err desk_close_queue(struct db *db, const struct act_env *env, const struct staff_session *by,
                          const struct desk_closing *closing, int *moved)
{
    struct queue_closing known;
    struct closing_now c = {.db = db, .env = env};
    *moved = 0;
    c.row.created_ms = clock_wall(env->clock);
    text_copy(c.row.op, sizeof c.row.op, closing->op);
    text_copy(c.row.queue, sizeof c.row.queue, closing->queue);
    text_copy(c.row.to, sizeof c.row.to, closing->to);
    text_copy(c.row.by, sizeof c.row.by, by->id);
    clock_date(c.row.created_ms, c.row.date);
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e == ERR_OK && (!uuid_valid(closing->op) || !closing->queue[0]))
        e = ERR_INVALID;
    if (e == ERR_OK)
        e = call_may(db, env, "");
    if (e == ERR_OK)
        e = db_begin(db);
    if (e != ERR_OK)
        return e;
    if (queue_closing_get(db, c.row.op, &known) == ERR_OK)
        return act_end(db, ERR_OK); /* pressed twice */
    e = act_end(db, close_now(&c));
    *moved = e == ERR_OK ? c.moved : 0;
    return e;
}

enum err desk_open_queue(struct db *db, const struct act_env *env, const struct staff_session *by,
                         const char *op)
{
    struct queue_closing row;
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e == ERR_OK)
        e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = queue_closing_get(db, op, &row);
    if (e == ERR_OK)
        e = queue_closing_open(db, op);
    if (e == ERR_OK)
        e = act_send(db, OUTBOX_REOPEN, op, op);
    if (e == ERR_OK)
        e = staff_note(db, env, by->id, AUDIT_CLOSURE, row.queue, "queue open");
    return act_end(db, e);
}
