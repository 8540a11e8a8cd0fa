/* The sync worker's thread: its own database connection, one server, no answer to the screen but a
 * wakeup. With an empty
 * `[server] url` there is no worker: sync_start marks the link standalone and gives NULL. Stations
 * that share a state directory share one worker: whoever holds <state>/sync.lock; the others wait
 * for it.
 */
#pragma once

#include "base/clock.h"
#include "base/config.h"
#include "base/err.h"

struct sync_thread;

/* `config`, `state_dir` and `clock` are lent until sync_stop. `wake` is called from the thread
 * after it changed the store. */
MUST_CHECK enum err sync_start(const struct config *config, const char *state_dir,
                               const struct clock *clock, void (*wake)(void *ctx), void *ctx,
                               struct sync_thread **out);
void sync_poke(struct sync_thread *thread); /* the outbox has something new; NULL is fine */
/* What somebody in front of the screen wants as fresh as it can be. A delta of all slots, or of all
 * announcements and closures, costs one request. */
enum sync_wanted { SYNC_WANT_SLOTS = 1, SYNC_WANT_NOTICES = 2 };
void sync_want(struct sync_thread *thread, enum sync_wanted what); /* pull it now; NULL is fine */
void sync_stop(struct sync_thread *thread); /* ends within about a second; NULL is fine */
/* Exchanges with the server since it was opened, and claims that another room had made first. */
void sync_counts(struct sync_thread *thread, int *requests, int *conflicts);
