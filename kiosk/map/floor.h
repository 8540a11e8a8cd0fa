/* What is on one floor, as indexes, with a grid of its units: so that drawing one floor costs what
 * is on it and not what is in the building. Nobody outside map/ includes it.
 */
#pragma once

#include "map/map_private.h"

struct map_floor {
    const struct map *map;
    int level, ordinal;
    int *units, *openings, *places, *fixtures, *details;
    size_t unit_count, opening_count, place_count, fixture_count, detail_count;
    struct bounds bounds; /* of its units, metres */
    double cell;          /* the grid over `bounds`: cells of so many metres */
    int columns, rows;
    int *first, *in_cell; /* units that touch each cell: in_cell[first[c] .. first[c + 1]) */
};

/* As venue_unit_at with same_floor: the walkable unit first; -1. */
int floor_unit_at(const struct map_floor *floor, struct map_point at);
