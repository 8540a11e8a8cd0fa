/* The way as one walks it: runs on one level, and between them lifts and stairs. Made from the
 * edges of a route; the runs break where one changes floor, goes into a building or out of it.
 * Nobody outside steps.c, landmark.c and trail.c uses it.
 */
#pragma once

#include "map/map_private.h"

struct trail_link {
    int group, from_level, to_level;
};

struct trail_run {
    int level;
    struct map_point *points;
    size_t count;
    int *units; /* walked through, in order; repeats possible */
    size_t unit_count;
    const struct trail_link *link_before, *link_after; /* NULL = none */
    bool ends; /* at a lift, at stairs or at the destination: a stub at its end is a door */
};

struct trail {
    struct trail_run *runs;
    size_t run_count;
    struct trail_link *links;
    size_t link_count;
};

struct trail trail_make(const struct map *map, const struct route_query *query,
                        const struct map_route *route);
void trail_clear(struct trail *trail);
/* True when that stretch of the run crosses a unit of the kind for at least a metre. */
bool trail_passes(const struct map *map, const struct trail_run *run, enum unit_kind kind,
                  struct map_point from, struct map_point to);
