/* One way to ask for a call, with and without a server. */
#include "act/calling.h"

#include "act/calling_parts.h"
#include "act/parts.h"
#include "base/text.h"
#include "base/uuid.h"
#include "model/machine.h"
#include "store/queue.h"

#include <string.h>

#define FORGET_MS (48 * 3600000LL)

bool queue_is_own(const struct config *config, const char *queue)
{
    size_t length = strlen(queue);
    for (const char *p = config->queue.own; length > 0 && *p;) {
        p += strspn(p, ", ");
        size_t word = strcspn(p, ", ");
        if (word == length && strncmp(p, queue, length) == 0)
            return true;
        p += word;
    }
    return false;
}

/* Who decides: this store at once, or the server. */
static enum err decides_here(struct db *db, const struct act_env *env, const char *queue,
                             bool *here)
{
    struct link link;
    *here = act_standalone(env);
    if (*here)
        return ERR_OK;
    enum err e = link_get(db, &link);
    if (e != ERR_OK || link.state == LINK_ONLINE)
        return e;
    *here = queue_is_own(env->config, queue);
    return *here ? ERR_OK : ERR_OFFLINE;
}

enum err call_may(struct db *db, const struct act_env *env, const char *queue)
{
    bool here;
    return decides_here(db, env, queue, &here);
}

struct asking {
    struct db *db;
    const struct act_env *env;
    const struct call_request *request;
    struct call *call;
    char line[UUID_SIZE]; /* of the outbox entry */
};

static void settled(struct asking *a, enum call_state state, const char *ticket_op)
{
    a->call->state = state;
    a->call->settled_ms = clock_wall(a->env->clock);
    text_copy(a->call->ticket_op, sizeof a->call->ticket_op, ticket_op);
}

/* Next or one number: here, or left to sync. */
static enum err ask_claim(struct asking *a)
{
    const struct call_request *r = a->request;
    struct ticket ticket;
    bool here, next = r->kind == CALL_NEXT;
    enum err e = ERR_OK;
    if (!next) {
        e = ticket_get(a->db, r->ticket_op, &ticket);
        if (e != ERR_OK)
            return e;
        text_copy(a->call->queue, sizeof a->call->queue, ticket.queue);
    }
    e = decides_here(a->db, a->env, a->call->queue, &here);
    text_copy(a->line, sizeof a->line, r->op);
    if (e != ERR_OK || !here)
        return e;
    e = next ? calling_next(a->db, a->env, r->queue, &r->caller, &ticket)
             : calling_number(a->db, a->env, r->ticket_op, &r->caller, &ticket);
    if (e == ERR_OK) {
        settled(a, CALL_MADE, ticket.op);
        text_copy(a->line, sizeof a->line, ticket.op);
    } else if (e == ERR_NOT_FOUND && next) {
        settled(a, CALL_NOBODY, "");
    } else if (e == ERR_TAKEN) {
        settled(a, CALL_TAKEN, r->ticket_op);
    } else {
        return e;
    }
    return ERR_OK;
}

/* To another queue: standalone the same ticket, with a server the server's word first, as another
 * room may be calling the number. */
static enum err ask_move(struct asking *a)
{
    struct ticket ticket;
    struct doctor keeper;
    enum err e = ticket_get(a->db, a->request->ticket_op, &ticket);
    if (e != ERR_OK)
        return e;
    if (act_standalone(a->env)) {
        e = calling_put(a->db, ticket.op, a->request->queue, &ticket);
        settled(a, CALL_MADE, ticket.op);
        return e;
    }
    if (ticket.status == TICKET_VOID ||
        (ticket.stage != QUEUE_WAITING && !queue_may(ticket.stage, QUEUE_WAITING)))
        return ERR_INVALID;
    e = queue_keeper(a->db, a->request->queue, &keeper);
    return e == ERR_OK ? call_may(a->db, a->env, "") : e;
}

static bool online(const struct asking *a)
{
    struct link link;
    return !act_standalone(a->env) && link_get(a->db, &link) == ERR_OK && link.state == LINK_ONLINE;
}

static enum err ask_help(struct asking *a)
{
    struct help_call help;
    enum help_status to = a->request->kind == CALL_HELP_DONE ? HELP_DONE : HELP_ACCEPTED;
    enum err e = help_get(a->db, a->request->ticket_op, &help);
    if (e != ERR_OK)
        return e;
    a->call->settled_ms = 0;
    if (help.status == to && to == HELP_DONE) {
        settled(a, CALL_MADE, help.op);
    } else if (help.status == HELP_ACCEPTED && to == HELP_ACCEPTED) {
        settled(a, CALL_TAKEN, help.op);
    } else if (!help_may(help.status, to)) {
        return ERR_INVALID;
    } else if (to == HELP_ACCEPTED && online(a)) {
        a->call->state = CALL_PENDING; /* another guide may be quicker */
    } else {
        e = help_set(a->db, help.op, to,
                     to == HELP_ACCEPTED ? &a->request->caller.place : &help.helper,
                     clock_wall(a->env->clock));
        settled(a, CALL_MADE, help.op);
    }
    return e;
}

/* What takes effect here at once. */
static enum err ask_step(struct asking *a)
{
    static const enum queue_status to[CALL_KIND_COUNT] = {[CALL_AGAIN] = QUEUE_RECALLED,
                                                          [CALL_PASSED] = QUEUE_PASSED,
                                                          [CALL_SERVING] = QUEUE_SERVING,
                                                          [CALL_DONE] = QUEUE_DONE};
    const struct call_request *r = a->request;
    struct ticket ticket;
    int ahead;
    enum err e = ERR_OK;
    settled(a, CALL_MADE, r->ticket_op);
    switch (r->kind) {
    case CALL_AGAIN:
    case CALL_PASSED:
    case CALL_SERVING:
    case CALL_DONE:
        return calling_to(a->db, a->env, r->ticket_op, to[r->kind]);
    case CALL_SEND_ON:
        e = calling_send(a->db, a->env, r->ticket_op, r->queue, r->op, &ticket);
        settled(a, CALL_MADE, r->op);
        return e;
    case CALL_PRIORITY:
        return calling_priority(a->db, a->env, r->ticket_op, r->priority, r->reason);
    case CALL_MISSED:
        return calling_missed(a->db, a->env, r->ticket_op, &ahead);
    case CALL_NEXT:
    case CALL_NUMBER:
        return ask_claim(a);
    case CALL_MOVE:
        a->call->state = CALL_PENDING;
        a->call->settled_ms = 0;
        return ask_move(a);
    case CALL_HELP_COMING:
    case CALL_HELP_DONE:
        return ask_help(a);
    case CALL_KIND_COUNT:
        break;
    }
    return ERR_INVALID;
}

static enum err ask_new(struct asking *a)
{
    const struct call_request *r = a->request;
    struct call *call = a->call;
    enum err e = call_get(a->db, r->op, call);
    if (e != ERR_NOT_FOUND)
        return e;
    memset(call, 0, sizeof *call);
    text_copy(call->op, sizeof call->op, r->op);
    text_copy(call->queue, sizeof call->queue, r->queue);
    text_copy(call->ticket_op, sizeof call->ticket_op, r->ticket_op);
    text_copy(call->reason, sizeof call->reason, r->reason);
    call->kind = r->kind;
    call->priority = r->priority;
    call->caller = r->caller;
    call->created_ms = clock_wall(a->env->clock);
    text_copy(a->line, sizeof a->line, r->ticket_op);
    e = r->kind == CALL_NEXT || r->kind == CALL_NUMBER ? ask_claim(a) : ask_step(a);
    if (e == ERR_OK)
        e = call_forget(a->db, call->created_ms - FORGET_MS);
    if (e == ERR_OK)
        e = call_insert(a->db, call);
    bool tell = call->state == CALL_PENDING || call->state == CALL_MADE;
    if (e == ERR_OK && tell && !act_standalone(a->env))
        e = outbox_add(a->db, OUTBOX_CALL, call->op, call->op, a->line);
    return e;
}

enum err calling_ask(struct db *db, const struct act_env *env, const struct call_request *request,
                     struct call *out)
{
    struct asking a = {.db = db, .env = env, .request = request, .call = out};
    return ask_new(&a);
}

enum err call_ask(struct db *db, const struct act_env *env, const struct call_request *request,
                  struct call *out)
{
    bool named = request->kind == CALL_NEXT ? request->queue[0] : request->ticket_op[0];
    if (!uuid_valid(request->op) || !named)
        return ERR_INVALID;
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, calling_ask(db, env, request, out)) : e;
}
