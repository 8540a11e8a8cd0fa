/* Few edges for many points: which of the points in one walkable area see each other, thinned so
 * that no way gets more than SIGHT_DETOUR longer (a greedy spanner of the visibility graph). For
 * halls and corridors with so many doors that an edge for each pair would be too much; ways there
 * bend at the points and at corners of the area.
 */
#pragma once

#include "map/shape.h"

#define SIGHT_DETOUR                                                                               \
    0.02 /* MAPS 3.1: an edge within 2 % of a way over a third point is dropped                    \
          */

struct sight_edge {
    int from, to;
};

/* Where ways can bend: corners of the outline that stick out into the area. Returns how many were
 * written, at most `cap`. */
size_t sight_corners(const struct shape *outline, struct map_point *out, size_t cap);
/* The edges; freed with free(). `bounds` is the area grown by a hair, for points on its edge. */
struct sight_edge *sight_edges(const struct shape *bounds, const struct map_point *points,
                               size_t count, size_t *edge_count);
