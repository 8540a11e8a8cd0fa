/* One pass of the sync worker: connect, send what is due, pull what is due. Called in a loop by the
 * sync thread, and directly by `foyerctl sync --once` and the tests. Not thread-safe; works on the
 * connection it is given.
 */
#pragma once

#include "base/clock.h"
#include "base/config.h"
#include "http/transport.h"
#include "store/db.h"

#include <stdatomic.h>

struct sync;

struct sync_result {
    int sent, refused; /* outbox entries that left the line in this pass */
    int pulled;        /* rows read */
    bool changed;      /* the store has something new */
    int64_t next_ms;   /* how long until the next pass is worth it */
    char why[160];     /* when it failed: for staff, no personal data */
};

/* `transport` is taken over (closed by sync_close, also when this fails). `stop` may be NULL. */
MUST_CHECK enum err sync_open(struct db *db, const struct config *config, const struct clock *clock,
                              struct transport transport, const atomic_bool *stop,
                              struct sync **out);
void sync_close(struct sync *sync);
/* ERR_OK, ERR_OFFLINE (no server just now; next_ms says when to try again), ERR_REFUSED (not a
 * server we can work with), or what the store says. */
MUST_CHECK enum err sync_step(struct sync *sync, struct sync_result *out);
/* Exchanges with the server since sync_open, and claims that another room had made first. */
int sync_request_count(const struct sync *sync);
int sync_conflict_count(const struct sync *sync);
/* Which kinds of station share the store (bits of enum station, besides our own): what is asked for
 * and how often goes by all of them. */
void sync_shared_with(struct sync *sync, unsigned stations);
/* The next step tries the server at once, whatever the back-off says, and pulls what is wanted
 * fresh: bits of enum sync_wanted (sync.h). */
void sync_hurry(struct sync *sync, unsigned wanted);
