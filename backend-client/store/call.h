/* What was asked for with the queues, one row an operation, and how it came out: written by act
 * and, with a server, settled by sync; screens read. The writing half only inside a transaction.
 */
#pragma once

#include "model/call.h"
#include "model/care.h"
#include "store/db.h"

/* ERR_ALREADY: that operation is there. */
MUST_CHECK enum err call_insert(struct db *db, const struct call *call);
/* How it came out. `ticket_op` "" leaves what is there. */
MUST_CHECK enum err call_settle(struct db *db, const char *op, enum call_state state, enum err why,
                                const char *ticket_op);
/* Forgets what was asked before that time. */
MUST_CHECK enum err call_forget(struct db *db, int64_t before_ms);

/* For screens. ERR_NOT_FOUND. */
MUST_CHECK enum err call_get(struct db *db, const char *op, struct call *out);
/* The number that room, window or guide has with it today: called, recalled or serving, the newest.
 * Also after a restart. ERR_NOT_FOUND: none. */
MUST_CHECK enum err call_current(struct db *db, const char *by, struct ticket *out);
