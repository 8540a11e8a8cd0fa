/* A slot kept for the patient who is still typing. A hold is worth nothing once the patient has
 * left: the screen gives it back, time does, and a start finds what a crash left. */
#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/hold.h"

#include <string.h>

#define SWEEP_MAX 32

/* With a server the row stays until sync has freed the slot there. */
static enum err give_back(struct db *db, const struct act_env *env, const char *op)
{
    return hold_end(db, op, !act_standalone(env));
}

static enum err sweep(struct db *db, const struct act_env *env, bool all, int *count)
{
    char ops[SWEEP_MAX][UUID_SIZE];
    size_t n = 0;
    enum err e = hold_over(db, clock_wall(env->clock), all ? env->config->station.id : NULL, ops,
                           SWEEP_MAX, &n);
    for (size_t i = 0; e == ERR_OK && i < n; i++)
        e = give_back(db, env, ops[i]);
    if (e == ERR_OK) /* by then nobody is kept for any more */
        e = slots_release(db, clock_wall(env->clock) +
                                  env->config->booking.referral_release_h * INT64_C(3600000));
    *count = (int)n;
    return e;
}

static enum err keep(struct db *db, const struct act_env *env, struct hold_request *request)
{
    struct offer offer;
    struct hold hold;
    struct service_request order = {.id = ""};
    int count;
    enum err e = hold_get(db, request->op, &hold);
    if (e == ERR_OK && strcmp(hold.slot_id, request->slot_id) == 0 &&
        hold.state != HOLD_GIVEN_BACK) {
        request->until_ms = hold.until_ms;
        return ERR_OK;
    }
    if (e == ERR_OK || e == ERR_NOT_FOUND)
        e = sweep(db, env, true, &count);
    if (e == ERR_OK)
        e = offer_get(db, request->slot_id, &offer);
    if (e == ERR_OK)
        e = request->request_id[0] ? offer_request(db, request->person_uuid, request->request_id,
                                                   request->replaces, &offer, &order)
                                   : ERR_OK;
    bool referred = order.id[0] && order.kind == REQUEST_REFERRAL;
    if (e == ERR_OK)
        e = offer_open(db, env, &offer, request->op, referred);
    if (e != ERR_OK || env->config->booking.hold_s == 0)
        return e;
    hold = (struct hold){.until_ms =
                             clock_wall(env->clock) + (int64_t)env->config->booking.hold_s * 1000};
    text_copy(hold.slot_id, sizeof hold.slot_id, request->slot_id);
    text_copy(hold.op, sizeof hold.op, request->op);
    text_copy(hold.station, sizeof hold.station, env->config->station.id);
    request->until_ms = hold.until_ms;
    return hold_put(db, &hold, referred);
}

enum err hold_slot(struct db *db, const struct act_env *env, struct hold_request *request)
{
    request->until_ms = 0;
    if (!uuid_valid(request->op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, keep(db, env, request)) : e;
}

enum err hold_release(struct db *db, const struct act_env *env, const char *op)
{
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, give_back(db, env, op)) : e;
}

enum err hold_sweep(struct db *db, const struct act_env *env, bool all, int *count)
{
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, sweep(db, env, all, count)) : e;
}
