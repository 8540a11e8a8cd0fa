/* Slots kept for the patient at one screen (act/hold.c). A hold is local first: it keeps the slot
 * from everybody who shares this store, and sync tells the server where there is one. Writing is
 * for act and sync, inside their transactions.
 */
#pragma once

#include "model/care.h"
#include "store/db.h"

/* ERR_TAKEN: sold, held or not offered. */
MUST_CHECK enum err hold_put(struct db *db, const struct hold *hold, bool referred);
MUST_CHECK enum err hold_get(struct db *db, const char *op, struct hold *out);
/* Those given back first: their slots may be wanted again. */
MUST_CHECK enum err hold_list(struct db *db, struct hold *out, size_t cap, size_t *count);
/* Only from one state to the next: what the other thread did meanwhile stays. *changed may be NULL.
 */
MUST_CHECK enum err hold_set(struct db *db, const char *op, enum hold_state from,
                             enum hold_state to, bool *changed);
/* The slot is free here again. `keep`: the row stays, to be freed at the server. */
MUST_CHECK enum err hold_end(struct db *db, const char *op, bool keep);
/* Operations of holds whose time is over, or (station not NULL) all of that station. */
MUST_CHECK enum err hold_over(struct db *db, int64_t now_ms, const char *station,
                              char (*ops)[UUID_SIZE], size_t cap, size_t *count);
/* After content came anew: what is held stays held. */
MUST_CHECK enum err hold_mark(struct db *db);
/* The server has freed it. */
MUST_CHECK enum err hold_freed(struct db *db, const char *op);
/* Screen ids of the server's slots that somebody has held since before `before_ms`, oldest first.
 */
MUST_CHECK enum err hold_forgotten(struct db *db, int64_t before_ms, char (*slots)[ID_SIZE],
                                   size_t cap, size_t *count);
