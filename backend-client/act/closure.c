#include "act/closure.h"

#include "act/parts.h"
#include "act/staff.h"
#include "base/text.h"
#include "base/uuid.h"

#include <string.h>

static bool makes_sense(const struct close_request *r)
{
    bool area = !r->target[0];
    if (!uuid_valid(r->op) || (!r->reason.zh[0] && !r->reason.en[0]))
        return false;
    if (area && (!r->level[0] || closure_points(r->area, NULL, 0) < 3))
        return false;
    return !r->until_ms || r->until_ms > r->from_ms;
}

static void fill(const struct close_request *r, const struct act_env *env, struct closure *out)
{
    memset(out, 0, sizeof *out);
    out->created_ms = clock_wall(env->clock);
    out->from_ms = r->from_ms ? r->from_ms : out->created_ms;
    out->until_ms = r->until_ms;
    out->step_free_only = r->step_free_only;
    out->reason = r->reason;
    if (!out->reason.zh[0])
        text_copy(out->reason.zh, sizeof out->reason.zh, out->reason.en);
    if (!out->reason.en[0])
        text_copy(out->reason.en, sizeof out->reason.en, out->reason.zh);
    text_copy(out->id, sizeof out->id, r->op);
    text_copy(out->target, sizeof out->target, r->target);
    text_copy(out->level, sizeof out->level, r->target[0] ? "" : r->level);
    text_copy(out->area, sizeof out->area, r->target[0] ? "" : r->area);
    text_copy(out->by, sizeof out->by, r->by);
}

enum err closure_add(struct db *db, const struct act_env *env, const struct close_request *request,
                     struct closure *out)
{
    if (!makes_sense(request) || (request->until_ms && request->until_ms <= clock_wall(env->clock)))
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = closure_get(db, request->op, out);
    if (e == ERR_OK)
        return act_end(db, e); /* pressed twice */
    if (e == ERR_NOT_FOUND) {
        fill(request, env, out);
        e = closure_insert(db, out);
    }
    if (e == ERR_OK)
        e = outbox_add(db, OUTBOX_CLOSE, out->id, out->id, out->id);
    if (e == ERR_OK)
        e = staff_note(db, env, request->by, AUDIT_CLOSURE, out->id, "add");
    return act_end(db, e);
}

enum err closure_lift(struct db *db, const struct act_env *env, const char *id, const char *by)
{
    struct closure closure;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = closure_get(db, id, &closure);
    if (e == ERR_OK && closure.content)
        e = ERR_REFUSED;
    if (e == ERR_OK)
        e = closure_set_lifted(db, id, clock_wall(env->clock));
    if (e == ERR_OK)
        e = act_send(db, OUTBOX_REOPEN, id, id);
    if (e == ERR_OK)
        e = staff_note(db, env, by, AUDIT_CLOSURE, id, "lift");
    return act_end(db, e);
}
