/* The stack of open screens. A screen's state is zeroed when it opens and wiped when it leaves,
 * here and for all screens. Opening and leaving wait until the view that asked for them has
 * returned (nav_settle), so that a view never writes into a state that is gone; steps change at
 * once.
 */
#pragma once

#include "screen/screen.h"

#define NAV_DEPTH 8
#define NAV_PAST 24
#define NAV_ARGS 256
#define NAV_WAITING 4

struct nav_entry {
    const struct screen *screen;
    void *state;
    long serial; /* no two openings have the same */
    int step;
    int past[NAV_PAST]; /* the steps before this one */
    int past_count;
    bool receipt; /* Back goes home */
};

struct nav_change {
    enum { NAV_OPEN, NAV_BACK, NAV_HOME } kind;
    const struct screen *screen;
    unsigned char args[NAV_ARGS];
    size_t size;
};

struct nav {
    struct app *app; /* handed to enter, never looked into */
    const struct screen *root;
    struct nav_entry stack[NAV_DEPTH];
    int depth;
    struct nav_change waiting[NAV_WAITING];
    int waiting_count;
    bool entering; /* inside a screen's enter */
    bool changed, went_home;
    long last_serial;
};

void nav_init(struct nav *nav, struct app *app, const struct screen *root); /* opens the root */
void nav_clear(struct nav *nav);                                            /* wipes everything */

void nav_open(struct nav *nav, const struct screen *screen, const void *args, size_t size);
void nav_step(struct nav *nav, int step);
void nav_replace(struct nav *nav, int step);
void nav_back(struct nav *nav);
void nav_home(struct nav *nav);

/* Does what was asked for since the last call. True when another view, or step, is to be shown. */
bool nav_settle(struct nav *nav);
/* True once after everything was wiped and the root opened afresh. */
bool nav_went_home(struct nav *nav);

struct nav_entry *nav_top(struct nav *nav);
const char *nav_name(const struct nav *nav); /* e.g. "book.departments" */
/* The serial of the open screen whose state holds the address; 0 = none. */
long nav_owner(const struct nav *nav, const void *address);
