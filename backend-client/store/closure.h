/* What may not be walked through: put by guide staff (act/closure.c), by the hospital's server or
 * files as CommunicationRequest of category `closure`, or by a Location that is suspended. Routes
 * take those that hold now; one lifts itself when its time is over.
 */
#pragma once

#include "model/content.h"
#include "store/db.h"

/* Those that hold at `now_ms`, or, with `all`, every one that is not over, with those still to
 * come; oldest first. A suspended Location is one whose id is "place:" and the place's. */
MUST_CHECK enum err closure_list(struct db *db, int64_t now_ms, bool all, struct closure *out,
                                 size_t cap, size_t *count);
MUST_CHECK enum err closure_get(struct db *db, const char *id, struct closure *out);
MUST_CHECK enum err closure_insert(struct db *db, const struct closure *closure);
/* ERR_NOT_FOUND; ERR_ALREADY: it was lifted before. */
MUST_CHECK enum err closure_set_lifted(struct db *db, const char *id, int64_t now_ms);
