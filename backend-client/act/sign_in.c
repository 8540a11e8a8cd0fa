#include "act/staff.h"

#include "act/parts.h"
#include "base/text.h"
#include "store/staff.h"

#include <string.h>

struct staff_rules staff_rules_of(const struct config *config)
{
    return (struct staff_rules){.idle_s = config->staff.idle_s,
                                .session_min = config->staff.session_min};
}

enum err staff_check(const struct act_env *env, const struct staff_session *session,
                     enum staff_role role)
{
    struct staff_rules rules = staff_rules_of(env->config);
    return staff_session_open(session, &rules, clock_mono(env->clock)) && staff_may(session, role)
               ? ERR_OK
               : ERR_DENIED;
}

struct attempt {
    const char *kind;       /* of the path */
    char id[STAFF_ID_SIZE]; /* who is meant, "" = nobody we know */
    char hash[PIN_HASH_SIZE];
    struct staff_try tries;
};

/* Whose PIN it should be. A badge and a number that nobody has become a path as well. */
static enum err look_up(struct db *db, const struct sign_in_request *request,
                        struct attempt *attempt)
{
    bool badge = request->badge[0] != '\0';
    enum err e = ERR_OK;
    attempt->kind = badge ? "badge" : "number";
    if (badge)
        e = staff_of_badge(db, request->badge, attempt->id);
    else
        text_copy(attempt->id, sizeof attempt->id, request->number);
    if (e == ERR_OK)
        e = staff_pin_hash(db, attempt->id, attempt->hash);
    if (e == ERR_NOT_FOUND) {
        attempt->id[0] = attempt->hash[0] = '\0';
        e = ERR_OK;
    }
    if (e != ERR_OK)
        return e;
    const char *value = attempt->id[0] ? attempt->id : badge ? request->badge : request->number;
    char path[40];
    staff_path(db, attempt->kind, value, path);
    return staff_try_get(db, path, &attempt->tries);
}

/* Counts the try as if it had failed already. */
static enum err count_try(struct db *db, const struct act_env *env,
                          const struct sign_in_request *request, struct attempt *attempt,
                          int *wait_s)
{
    int64_t mono = clock_mono(env->clock);
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = look_up(db, request, attempt);
    if (e == ERR_OK && attempt->tries.failures >= STAFF_FAILURES_HELD)
        e = ERR_LIMIT;
    if (e == ERR_OK) {
        int64_t left = staff_try_left(&attempt->tries, mono);
        *wait_s = (int)((left + 999) / 1000);
        e = left > 0 ? ERR_LOCKED : ERR_OK;
    }
    if (e == ERR_OK) {
        attempt->tries.failures++;
        attempt->tries.wait_ms = (int64_t)staff_pause_s(attempt->tries.failures) * 1000;
        attempt->tries.since_mono_ms = mono;
        e = staff_try_set(db, &attempt->tries);
    }
    return act_end(db, e);
}

static enum err welcome(struct db *db, const struct act_env *env, struct attempt *attempt,
                        const struct staff *staff, struct staff_session *out)
{
    attempt->tries.failures = 0;
    enum err e = staff_try_set(db, &attempt->tries);
    if (e == ERR_OK)
        e = staff_note(db, env, staff->id, AUDIT_SIGN_IN, "", attempt->kind);
    int64_t mono = clock_mono(env->clock);
    *out = (struct staff_session){
        .name = staff->name, .roles = staff->roles, .began_ms = mono, .touched_ms = mono};
    text_copy(out->id, sizeof out->id, staff->id);
    return e;
}

static enum err turn_away(struct db *db, const struct act_env *env, const struct attempt *attempt)
{
    enum err e = staff_note(db, env, attempt->id, AUDIT_SIGN_IN_FAILED, "", attempt->kind);
    if (e == ERR_OK && attempt->tries.failures >= STAFF_FAILURES_HELD)
        e = staff_note(db, env, attempt->id, AUDIT_HELD, "", attempt->kind);
    return e;
}

enum err sign_in(struct db *db, const struct act_env *env, const struct sign_in_request *request,
                 struct sign_in_answer *out)
{
    struct attempt attempt = {.kind = ""};
    struct staff staff = {.id = ""};
    memset(out, 0, sizeof *out);
    enum err e = count_try(db, env, request, &attempt, &out->wait_s);
    if (e != ERR_OK)
        return e;
    bool fits = pin_fits(request->pin, attempt.hash); /* in every case, and as long */
    size_t least = request->badge[0] ? PIN_BADGE_DIGITS : PIN_ALONE_DIGITS;
    e = db_begin(db);
    if (e == ERR_OK)
        e = attempt.id[0] ? staff_get(db, attempt.id, &staff) : ERR_OK;
    else
        return e;
    bool in = e == ERR_OK && fits && !staff.locked && strlen(request->pin) >= least;
    if (e == ERR_OK)
        e = in ? welcome(db, env, &attempt, &staff, &out->session) : turn_away(db, env, &attempt);
    e = act_end(db, e);
    text_wipe(&attempt, sizeof attempt);
    if (e == ERR_OK && in && !staff_may(&out->session, request->role))
        e = ERR_REFUSED;
    if (e != ERR_OK || !in)
        memset(&out->session, 0, sizeof out->session);
    return e != ERR_OK ? e : in ? ERR_OK : ERR_DENIED;
}

enum err sign_out(struct db *db, const struct act_env *env, const struct staff_session *session,
                  const char *why)
{
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    return act_end(db, staff_note(db, env, session->id, AUDIT_SIGN_OUT, "", why));
}
