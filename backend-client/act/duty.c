#include "act/duty.h"

#include "act/parts.h"
#include "act/staff.h"
#include "base/text.h"
#include "store/duty.h"

#include <string.h>

static const struct {
    const char *word; /* in the audit */
    enum duty_state state;
} changes[] = {[DUTY_SIGN_ON] = {"on", DUTY_OPEN},
               [DUTY_RESUME] = {"open", DUTY_OPEN},
               [DUTY_PAUSE] = {"pause", DUTY_PAUSED},
               [DUTY_CLOSE] = {"close", DUTY_CLOSED},
               [DUTY_SIGN_OFF] = {"off", DUTY_CLOSED}};

static bool same(const struct duty *a, const struct duty *b)
{
    return a->state == b->state && strcmp(a->staff_id, b->staff_id) == 0;
}

static enum err change_now(struct db *db, const struct act_env *env,
                           const struct duty_request *request, struct duty *out)
{
    struct place place;
    struct duty before;
    enum err e = place_get(db, request->place_id, &place);
    if (e == ERR_OK)
        e = duty_get(db, request->place_id, &before);
    if (e != ERR_OK)
        return e;
    *out = before;
    out->state = changes[request->change].state;
    out->since_ms = clock_wall(env->clock);
    if (request->change == DUTY_SIGN_ON) {
        text_copy(out->staff_id, sizeof out->staff_id, request->session.id);
        out->name = request->session.name;
    } else if (request->change == DUTY_SIGN_OFF) {
        out->staff_id[0] = '\0';
        out->name = (struct label){.zh = ""};
    } else if (!before.staff_id[0]) {
        return ERR_INVALID;
    }
    if (same(&before, out)) {
        *out = before;
        return ERR_OK;
    }
    e = duty_put(db, out);
    return e == ERR_OK ? staff_note(db, env, request->session.id, AUDIT_DUTY, request->place_id,
                                    changes[request->change].word)
                       : e;
}

enum err duty_change(struct db *db, const struct act_env *env, const struct duty_request *request,
                     struct duty *out)
{
    enum err e = staff_check(env, &request->session, ROLE_WINDOW);
    if (e == ERR_OK)
        e = db_begin(db);
    return e == ERR_OK ? act_end(db, change_now(db, env, request, out)) : e;
}

struct noted {
    const struct act_env *env;
    const char *staff_id;
    const struct call_request *request;
    const struct call *call;
};

static enum err note_call(struct db *db, void *ctx)
{
    const struct noted *n = ctx;
    char detail[64];
    const char *object = n->call->ticket_op[0]      ? n->call->ticket_op
                         : n->request->ticket_op[0] ? n->request->ticket_op
                                                    : n->request->queue;
    text_format(detail, sizeof detail, "%s %s", call_kind_name(n->request->kind),
                call_state_name(n->call->state));
    return staff_note(db, n->env, n->staff_id, AUDIT_CALL, object, detail);
}

enum err duty_call(struct db *db, const struct act_env *env, const char *place_id,
                   const struct call_request *request, struct call *out)
{
    struct duty duty;
    struct place place;
    struct call_request asked = *request;
    enum err e = duty_get(db, place_id, &duty);
    if (e == ERR_OK)
        e = place_get(db, place_id, &place);
    if (e != ERR_OK)
        return e;
    bool calls = request->kind == CALL_NEXT || request->kind == CALL_NUMBER;
    if (!duty.staff_id[0] || (calls && duty.state != DUTY_OPEN))
        return ERR_DENIED;
    text_copy(asked.caller.by, sizeof asked.caller.by, place_id);
    text_copy(asked.caller.place_id, sizeof asked.caller.place_id, place_id);
    asked.caller.place = place.name;
    struct noted noted = {env, duty.staff_id, &asked, out};
    if (call_get(db, request->op, out) == ERR_NOT_FOUND)
        db_before_commit(db, note_call, &noted);
    e = call_ask(db, env, &asked, out);
    db_before_commit(db, NULL, NULL);
    return e;
}
