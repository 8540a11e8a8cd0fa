/* Signing in, and the keeping of staff. Every call leaves its audit record in the same transaction
 * (store/audit.h). Slow where a PIN is hashed: on the store thread.
 */
#pragma once

#include "act/env.h"
#include "model/staff.h"
#include "store/audit.h"
#include "store/db.h"

struct staff_rules staff_rules_of(const struct config *config);

struct sign_in_request { /* a number typed, or a badge shown */
    char number[STAFF_ID_SIZE];
    char badge[BADGE_SIZE]; /* goes before the number */
    char pin[PIN_SIZE];
    enum staff_role role; /* what this station is for */
};
struct sign_in_answer {
    struct staff_session session;
    int wait_s; /* with ERR_LOCKED */
};
/* ERR_DENIED: not so, whichever of the two it was (unknown, wrong, locked, or a PIN too short for
 * a number typed: the same words and the same time). ERR_LOCKED: wait. ERR_LIMIT: ten failures, a
 * second person has to unlock. ERR_REFUSED: that is them, but this station is not theirs.
 *
 * A try is counted before it is looked at, so that breaking off earns no free one. */
MUST_CHECK enum err sign_in(struct db *db, const struct act_env *env,
                            const struct sign_in_request *request, struct sign_in_answer *out);
/* `why`: "lock", "idle", "over". */
MUST_CHECK enum err sign_out(struct db *db, const struct act_env *env,
                             const struct staff_session *session, const char *why);

/* Of an act by somebody who signed in: ERR_DENIED when the session is over or has not that role.
 * For act's own files and for whoever must know before a form is begun. */
MUST_CHECK enum err staff_check(const struct act_env *env, const struct staff_session *session,
                                enum staff_role role);
/* A record of one act, inside its transaction. */
MUST_CHECK enum err staff_note(struct db *db, const struct act_env *env, const char *staff_id,
                               enum audit_action action, const char *object, const char *detail);

/* The keeping of staff; `by` is a number of staff, "" = the terminal tool. ERR_INVALID: number,
 * PIN, badge or roles that cannot be; ERR_ALREADY; ERR_NOT_FOUND. */
MUST_CHECK enum err staff_add(struct db *db, const struct act_env *env, const char *by,
                              const struct staff *staff, const char *badge, const char *pin);
MUST_CHECK enum err staff_lock(struct db *db, const struct act_env *env, const char *by,
                               const char *id);
/* Forgets the failures; from the terminal also takes staff_lock back. A second person: ERR_DENIED
 * for oneself. */
MUST_CHECK enum err staff_unlock(struct db *db, const struct act_env *env, const char *by,
                                 const char *id);
MUST_CHECK enum err staff_change_pin(struct db *db, const struct act_env *env, const char *by,
                                     const char *id, const char *pin);
MUST_CHECK enum err staff_change_badge(struct db *db, const struct act_env *env, const char *by,
                                       const char *id, const char *badge);
MUST_CHECK enum err staff_change_roles(struct db *db, const struct act_env *env, const char *by,
                                       const char *id, unsigned roles);
