#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"

static void at_this_station(const struct act_env *env, struct help_call *call)
{
    text_copy(call->station, sizeof call->station, env->config->station.id);
    text_copy(call->terminal_name.zh, sizeof call->terminal_name.zh, env->config->station.name_zh);
    text_copy(call->terminal_name.en, sizeof call->terminal_name.en, env->config->station.name_en);
}

enum err call_staff(struct db *db, const struct act_env *env, const char *op, const char *screen,
                    struct help_call *out)
{
    if (!uuid_valid(op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = help_latest(db, env->config->station.id, out);
    if (e == ERR_NOT_FOUND) {
        *out = (struct help_call){.status = HELP_REQUESTED, .created_ms = clock_wall(env->clock)};
        text_copy(out->op, sizeof out->op, op);
        text_copy(out->screen, sizeof out->screen, screen);
        at_this_station(env, out);
        e = help_insert(db, out);
        if (e == ERR_OK)
            e = outbox_add(db, OUTBOX_HELP, out->op, out->op, out->op);
    }
    return act_end(db, e);
}

static enum err request_now(struct db *db, const struct act_env *env,
                            const struct help_request *request, struct help_call *out)
{
    struct place place;
    enum err e = help_get(db, request->op, out);
    if (e != ERR_NOT_FOUND)
        return e;
    *out = (struct help_call){
        .status = HELP_REQUESTED, .kind = request->kind, .created_ms = clock_wall(env->clock)};
    text_copy(out->op, sizeof out->op, request->op);
    text_copy(out->screen, sizeof out->screen, request->screen);
    text_copy(out->place_id, sizeof out->place_id, request->place_id);
    text_clean(out->note, sizeof out->note, request->note, 60);
    at_this_station(env, out);
    if (request->place_id[0]) {
        e = place_get(db, request->place_id, &place);
        if (e != ERR_OK)
            return e;
        out->place = place.name;
    }
    e = help_insert(db, out);
    return e == ERR_OK ? outbox_add(db, OUTBOX_HELP, out->op, out->op, out->op) : e;
}

enum err request_help(struct db *db, const struct act_env *env, const struct help_request *request,
                      struct help_call *out)
{
    if (!uuid_valid(request->op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, request_now(db, env, request, out)) : e;
}
