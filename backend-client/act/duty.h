/* Duty at a window or in a room. Each change is one transaction with its audit record; ERR_DENIED
 * when the session is over or has not the role.
 */
#pragma once

#include "act/calling.h"
#include "act/env.h"
#include "model/duty.h"
#include "model/staff.h"
#include "store/db.h"

enum duty_change {
    DUTY_SIGN_ON, /* whoever signed in is on duty, and the window open; in place of anybody else */
    DUTY_RESUME,
    DUTY_PAUSE,
    DUTY_CLOSE,
    DUTY_SIGN_OFF /* nobody is on duty, and the window closed */
};

struct duty_request {
    struct staff_session session;
    char place_id[ID_SIZE];
    enum duty_change change;
};

/* ERR_NOT_FOUND: no such place. ERR_INVALID: nobody is on duty there. The same again is no second
 * change. */
MUST_CHECK enum err duty_change(struct db *db, const struct act_env *env,
                                const struct duty_request *request, struct duty *out);

/* call_ask (act/calling.h) by whoever is on duty there, with its record. The caller is the place.
 * ERR_DENIED: nobody is on duty, or it is not open (what was called can still be ended then). */
MUST_CHECK enum err duty_call(struct db *db, const struct act_env *env, const char *place_id,
                              const struct call_request *request, struct call *out);
