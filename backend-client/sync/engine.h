/* Inside sync/: what one sync works with. Not a thread, not thread-safe: sync.c runs it on its own
 * thread, tests and `foyerctl sync --once` call it directly.
 */
#pragma once

#include "base/clock.h"
#include "base/config.h"
#include "http/transport.h"
#include "model/resource.h"
#include "store/db.h"

#include <stdatomic.h>

#define KNOWN_SIZE 4096

enum atomicity { ATOMIC_UNKNOWN, ATOMIC_YES, ATOMIC_NO };

struct sync {
    struct db *db; /* lent */
    const struct config *config;
    const struct clock *clock;
    struct transport http;   /* owned */
    const atomic_bool *stop; /* NULL = never */
    char base[160];          /* config hospital.base */
    char device[REFERENCE_SIZE];
    enum atomicity atomic;
    bool connected;        /* metadata, device and probe are done in this run */
    int64_t offset_ms;     /* server clock minus ours */
    int failures;          /* connections that failed in a row */
    int64_t down_until_ms; /* monotonic */
    int64_t due_ms[16];    /* monotonic: when each type is pulled next; see pull.c */
    struct sync_edge {
        int64_t
            since_ms; /* monotonic: when the newest row of that type was first seen in this run */
        bool settled; /* asked again with the overlap a minute later, and nothing was behind it */
        int64_t swept_ms; /* monotonic: when the overlap was last asked for */
        bool wide;        /* and that took more than one page */
    } edge[16];
    int64_t owed_ms;           /* of the minute that belongs to the queues, taken by other pulls */
    unsigned stations;         /* other stations that share this store: bits of enum station */
    int64_t queues_told_ms;    /* wall: when the store last heard that the queues are up to date */
    int64_t notices_looked_ms; /* monotonic: when deleted notices were last looked for; 0 = never */
    uint64_t known[KNOWN_SIZE]; /* versions of care rows taken over lately, by hash */
    bool derived;               /* content_done ran in this run, nothing came since */
    bool changed;               /* something was committed in this step */
    int64_t settling;           /* outbox entry whose answer is being written down, 0 = none */
    int sent, refused, pulled;
    int conflicts;            /* claims that somebody else had made first; never reset */
    int requests;             /* exchanges in all; never reset */
    int pages;                /* of which asked for a page of a pull; never reset */
    struct resource *scratch; /* one content resource */
};

static inline bool sync_stopping(const struct sync *sync)
{
    return sync->stop && atomic_load(sync->stop);
}
