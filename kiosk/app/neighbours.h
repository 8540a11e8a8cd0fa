/* Stations that share a state directory: what one commits the others show at once. A thread sleeps
 * until the store's files are written, looks with a connection of its own whether that was a
 * commit, and wakes the screen. While nothing is written it does nothing.
 */
#pragma once

#include "store/db.h"

#include <stdatomic.h>

struct neighbours;

struct neighbours_options {
    struct db_options db;    /* lent until neighbours_stop */
    void (*wake)(void *ctx); /* somebody committed; from the thread */
    void *ctx;
    atomic_bool *replaced; /* set before `wake` when another program put a new store in its place */
};

/* ERR_IO: no thread, no watch or no store; the screen then looks once a minute. */
MUST_CHECK enum err neighbours_start(const struct neighbours_options *options,
                                     struct neighbours **out);
void neighbours_stop(struct neighbours *neighbours); /* NULL is fine */
