/* Between the files that join the portals of one walkable unit; nobody else includes it. */
#pragma once

#include "map/graph_build.h"
#include "map/mesh.h"

#define LINE_MAX 2048
#define WAY_IN_MAX 3

struct portal {
    int node;
    /* From the node to where its ways enter the part: a door drawn off the unit's edge is left
     * straight towards it. Of what stands in a fixture, the fixture's edge alone. */
    struct map_point way[WAY_IN_MAX];
    int way_count;
    struct map_point foot, inner; /* in the part; where its stub meets the shrunken area */
};

struct walk { /* one part of a unit at a time */
    struct building *b;
    int unit;
    int *nodes; /* all there are in the unit */
    size_t node_count, node_capacity;
    struct portal *portals; /* those of the part */
    size_t count, capacity;
    struct area *drawn; /* the unit without regard to fixtures; NULL = there are none in it */
    struct area *whole, *area; /* the part; area: shrunken, NULL = it cannot be */
    struct mesh *mesh;
    struct map_point inner[LINE_MAX],
        line[LINE_MAX + 2 * WAY_IN_MAX]; /* of the pair being joined */
};

/* The unit less its fixtures; fills walk->drawn. NULL when nothing is left. */
struct area *walk_unit_area(struct walk *walk);
/* Fills the portal; false when no way leads from its node into walk->whole. */
bool walk_enter(const struct walk *walk, struct portal *portal);
/* Whether a straight stub leads from the portal into the area; *inner = where it ends. */
bool walk_stub(const struct walk *walk, const struct portal *p, const struct area *area,
               double clearance, struct map_point *inner);
/* The widest clearance from the walls that still leads everywhere: lines then run in the middle of
 * things. Fills walk->area and every portal's inner. `many`: too many portals for each with each.
 */
void walk_make_area(struct walk *walk, bool many);
/* Edges between all of walk->portals. */
void walk_join_part(struct walk *walk);
/* Edges from the first of them to all others. */
void walk_join_first(struct walk *walk);
/* An edge of this unit's kind, both ways; line and line_count are for the caller. */
struct graph_edge walk_edge(const struct walk *walk, int from, int to, double metres);
/* Gives the edge walk->line. */
void walk_keep_line(struct walk *walk, struct graph_edge *edge, size_t length);
/* Few edges for many portals (sight.h): each has a point of its own to walk by, and those that see
 * each other are joined. */
void graph_add_hall(struct walk *walk);
