/* Inside sync/: how often each kind of thing is asked for, and of queues which, by what stands
 * here: a board lives by its queue and asks for it every second, a kiosk that nobody uses is to
 * stay within 12 requests a minute, a board within 60 (WIRE.md 2.2). Stations that share this store
 * have one sync, at the pace of the quickest.
 */
#pragma once

#include "sync/engine.h"

enum pace {
    PACE_SLOW,     /* departments, doctors, prices... */
    PACE_SCHEDULE, /* sessions */
    PACE_SLOT,
    PACE_NOTICE,  /* announcements, stopped clinics, closures */
    PACE_QUEUE,   /* Tasks: queues, calls for help, complaints */
    PACE_REPLY,   /* answers to complaints */
    PACE_BOOKING, /* what the hospital did with bookings made here */
};

/* Pause until the next pull, with jitter. */
int64_t pace_ms(struct sync *sync, enum pace pace);
/* Where somebody watches the queues the minute is spoken for: what others take of it is owed, and
 * paid back a little with each pull of the queues. */
void pace_owe(struct sync *sync, int requests);
/* As pace_ms after a pull that took `pages` requests, which are owed if they are more than its own.
 */
int64_t pace_after(struct sync *sync, enum pace pace, int pages);
/* Which Tasks: "code=..." or, for a board of a few queues, "group-identifier=...", escaped. */
void pace_queues(struct sync *sync, char *out, size_t size);
/* True for a station other than a kiosk: somebody looks at the queues all the time. */
bool pace_watches(const struct sync *sync);
