/* Between the two ways of joining the portals of one walkable unit; nobody else includes it. */
#pragma once

#include "map/graph_build.h"
#include "map/mesh.h"

#define LINE_MAX 2048

struct portal {
    int node;
    struct map_point at, inner; /* inner: where its stub meets the shrunken area */
};

struct walk {
    struct building *b;
    int unit;
    struct portal *portals;
    size_t count, capacity;
    struct area *whole, *area; /* area: shrunken, NULL = it cannot be */
    struct mesh *mesh;
    struct map_point inner[LINE_MAX], line[LINE_MAX + 2]; /* of the pair being joined */
};

/* An edge of this unit's kind, both ways; line and line_count are for the caller. */
struct graph_edge walk_edge(const struct walk *walk, int from, int to, double metres);
/* Few edges for many portals (sight.h): each has a point of its own to walk by, and those that see
 * each other are joined. */
void graph_add_hall(struct walk *walk);
