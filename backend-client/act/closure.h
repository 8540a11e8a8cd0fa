/* Closing a corridor, door, lift or area for a while, and opening it again: routes here change at
 * once, elsewhere at the next pull. Each act leaves its audit record; `by` is a number of staff, ""
 * = the terminal tool. Whoever calls it for somebody who signed in asks staff_check first.
 */
#pragma once

#include "act/env.h"
#include "store/closure.h"

struct close_request {
    char op[UUID_SIZE];   /* becomes the closure's id; the same again is the same closure */
    char target[ID_SIZE]; /* feature id, wall sign or identifier the map knows; "" = the area */
    char level[ID_SIZE], area[CLOSURE_AREA_SIZE];
    int64_t from_ms, until_ms; /* from 0 = now; until 0 = till it is lifted */
    bool step_free_only;
    struct label reason; /* one language will do */
    char by[ID_SIZE];
};

/* ERR_INVALID: nothing named, no reason, an area of less than three points, or over before it
 * begins. That the map knows the target is for the caller to see. */
MUST_CHECK enum err closure_add(struct db *db, const struct act_env *env,
                                const struct close_request *request, struct closure *out);
/* ERR_NOT_FOUND; ERR_ALREADY; ERR_REFUSED: it came from the hospital's server or files, where it
 * has to be taken back. */
MUST_CHECK enum err closure_lift(struct db *db, const struct act_env *env, const char *id,
                                 const char *by);
