/* Calling and helping from a desk: the act of calling.h with its record. */
#include "act/desk.h"

#include "base/text.h"
#include "store/care.h"

#include <assert.h>

static const enum audit_action actions[] = {
    [CALL_NEXT] = AUDIT_CALL,   [CALL_NUMBER] = AUDIT_CALL,      [CALL_AGAIN] = AUDIT_CALL,
    [CALL_PASSED] = AUDIT_CALL, [CALL_SERVING] = AUDIT_CALL,     [CALL_DONE] = AUDIT_CALL,
    [CALL_MOVE] = AUDIT_MOVE,   [CALL_SEND_ON] = AUDIT_SEND_ON,  [CALL_PRIORITY] = AUDIT_PRIORITY,
    [CALL_MISSED] = AUDIT_CALL, [CALL_HELP_COMING] = AUDIT_HELP, [CALL_HELP_DONE] = AUDIT_HELP};
static_assert(sizeof actions / sizeof actions[0] == CALL_KIND_COUNT, "one action a kind");

struct asked {
    const struct act_env *env;
    const char *staff_id;
    const struct call_request *request;
    const struct call *call;
};

static enum err note_call(struct db *db, void *ctx)
{
    const struct asked *a = ctx;
    const struct call_request *r = a->request;
    const char *object = r->ticket_op[0] ? r->ticket_op : r->queue;
    char detail[64];
    switch (r->kind) {
    case CALL_MOVE:
    case CALL_SEND_ON:
        text_format(detail, sizeof detail, "to %s", r->queue);
        break;
    case CALL_PRIORITY:
        text_format(detail, sizeof detail, "%d %s", r->priority, r->reason);
        break;
    case CALL_NEXT:
        if (a->call->ticket_op[0])
            object = a->call->ticket_op;
        text_format(detail, sizeof detail, "next %s", call_state_name(a->call->state));
        break;
    case CALL_NUMBER:
    case CALL_AGAIN:
    case CALL_PASSED:
    case CALL_SERVING:
    case CALL_DONE:
    case CALL_MISSED:
    case CALL_HELP_COMING:
    case CALL_HELP_DONE:
    case CALL_KIND_COUNT:
        text_format(detail, sizeof detail, "%s %s", call_kind_name(r->kind),
                    call_state_name(a->call->state));
        break;
    }
    return staff_note(db, a->env, a->staff_id, actions[r->kind], object, detail);
}

enum err desk_call(struct db *db, const struct act_env *env, const struct staff_session *by,
                   const struct call_request *request, struct call *out)
{
    struct asked asked = {env, by->id, request, out};
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e != ERR_OK)
        return e;
    if (call_get(db, request->op, out) == ERR_NOT_FOUND)
        db_before_commit(db, note_call, &asked);
    e = call_ask(db, env, request, out);
    db_before_commit(db, NULL, NULL);
    return e;
}

static enum err note_request(struct db *db, void *ctx)
{
    const struct asked *a = ctx;
    return staff_note(db, a->env, a->staff_id, AUDIT_HELP, a->call->op, "enter");
}

enum err desk_request(struct db *db, const struct act_env *env, const struct staff_session *by,
                      const struct help_request *request, struct help_call *out)
{
    struct call named;
    struct asked asked = {env, by->id, NULL, &named};
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e != ERR_OK)
        return e;
    text_copy(named.op, sizeof named.op, request->op);
    if (help_get(db, request->op, out) == ERR_NOT_FOUND)
        db_before_commit(db, note_request, &asked);
    e = request_help(db, env, request, out);
    db_before_commit(db, NULL, NULL);
    return e;
}
