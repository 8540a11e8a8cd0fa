/* What to name on the way: by category and rank, no photographs needed (MAPS.md 3.3). A landmark
 * has a door or stands in a unit that the run goes through, lies near the piece walked, is not the
 * destination, and is named once.
 */
#pragma once

#include "map/steps.h"
#include "map/trail.h"

struct landmarks {
    const struct map *map;
    const struct map_route *route;
    const struct trail *trail;
    int target;
    int named[64]; /* what was named already */
    size_t named_count;
};

struct landmarks landmarks_make(const struct map *map, const struct map_route *route,
                                const struct trail *trail);
/* The best place passed between the two points, -1 = none; marks it as used. */
int landmark_pick(struct landmarks *landmarks, const struct trail_run *run, struct map_point from,
                  struct map_point to, enum way *side);
