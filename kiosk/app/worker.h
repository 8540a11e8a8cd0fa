/* The store thread: it has the writing connection, runs people's acts one after the other, and does
 * the housekeeping in between. Nothing here is known to the screens but app_start.
 */
#pragma once

#include "screen/screen.h"

struct worker;

#define DAMAGED_KEY "store.damaged_ms" /* meta: when this store took the place of a damaged one */

struct worker_options {
    struct db_options db; /* lent until worker_wait_open returns */
    bool damaged;         /* what is there goes to quarantine/ first... */
    int64_t file;         /* ...if it is still this file (db_file) */
    bool doubtful;        /* a sync has failed: nothing is written before a checkpoint succeeded */
    struct act_env env;
    void (*wake)(void *ctx); /* a job has finished; from the store thread */
    /* The housekeeping: after worker_tend, when no job waits. On the store thread. */
    void (*tend)(void *ctx, struct db *db, const struct act_env *env);
    /* After each job and each housekeeping: a look at what became of the store. NULL is fine. */
    void (*watch)(void *ctx, const struct db *db);
    void *ctx;
};

/* Starts the thread, which opens the store at once; a damaged store goes to quarantine/ and a new
 * one is made, which remembers it (DAMAGED_KEY) and calls staff. ERR_IO: no thread. */
MUST_CHECK enum err worker_start(const struct worker_options *options, struct worker **out);
/* Waits until the store is open or could not be opened. */
MUST_CHECK enum err worker_wait_open(struct worker *worker);
void worker_stop(struct worker *worker); /* waits for what runs; NULL is fine */

/* Queues a job; `data` is copied. Returns its ticket, 0 when too many wait or the store could not
 * be opened. */
long worker_add(struct worker *worker, app_job *run, const void *data, size_t size);
/* The same, done by a member of staff for a patient (db_set_behalf); "" = by nobody. */
long worker_add_behalf(struct worker *worker, app_job *run, const void *data, size_t size,
                       const char *staff_id);
/* True when that job has finished: its data goes to `data` (unless NULL), and is forgotten here. */
bool worker_take(struct worker *worker, long ticket, void *data, enum err *result);
void worker_tend(struct worker *worker); /* asks for the housekeeping */
