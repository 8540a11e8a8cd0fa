/* The last stretch: which door it is, counted on its side, and what one sees when one has gone too
 * far. Nobody outside steps.c uses it.
 */
#pragma once

#include "map/steps.h"
#include "map/trail.h"

#define DOORS_MAX 3 /* nobody counts further (MAPS.md 3.3) */

struct arrival {
    int door;           /* on its side of the last piece, from 1; 0 = not to be counted */
    struct name beyond; /* the next sign or name after it; empty = none */
};

/* `from` to `door` is the last piece that is walked, `place` the destination. */
struct arrival arrival_look(const struct map *map, int place, enum way side, struct map_point from,
                            struct map_point door);
