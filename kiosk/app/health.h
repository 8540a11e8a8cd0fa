/* Whether this kiosk can keep what people tell it, and what is done when it cannot (TRUST 0.5,
 * 0.6): a damaged store goes to quarantine and an empty one takes its place; a store whose sync
 * failed is opened afresh; with a full disk, a broken store or a wrong clock no form is begun.
 *
 * The store thread looks (health_tend, health_watch) and leaves a note; the screen thread acts on
 * it (health_collect), as only it may close what everybody reads.
 */
#pragma once

#include "screen/screen.h"

#include <stdatomic.h>

struct health {
    /* left by the store thread */
    atomic_bool full, clock_wrong, damaged, lost;
    atomic_bool replaced; /* another program put a new store there (neighbours.h) */
    bool checked;         /* store thread only: the check at start was made */
    /* screen thread */
    int64_t file;       /* the store that is open (db_file) */
    bool broken;        /* the last opening failed */
    int64_t retry_ms;   /* mono; when broken */
    int64_t damaged_ms; /* wall; when the store was replaced, 0 = never */
};

struct worker_options;

/* What the store thread is started with; the strings in it are lent. */
void health_worker(struct app *app, struct worker_options *out);
/* Opens the screen thread's reader once the store thread has opened the store. */
MUST_CHECK enum err health_reader(struct app *app, struct db **out);

/* On the store thread, in the housekeeping: the check of the file (once), the disk, the clock. */
void health_tend(struct app *app, struct db *db);
/* On the store thread, after whatever it did. */
void health_watch(void *app, const struct db *db);

void health_sync(struct app *app); /* starts the sync thread, after the first picture */
/* On the screen thread: opens the store again when it has to be. */
void health_collect(struct app *app);
int64_t health_wait_ms(const struct app *app,
                       int64_t mono_ms); /* until health_collect wants to be called; -1 = never */
/* Shows the error screen when an act failed in a way that no other input mends. */
void health_tell(struct app *app, enum err result);
