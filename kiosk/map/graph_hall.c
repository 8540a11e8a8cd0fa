#include "map/graph_walk.h"

#include <stdlib.h>
#include <string.h>

#include "map/sight.h"

#define CORNERS_MAX 400
#define BEYOND_M 0.002   /* the area is taken this much larger when looking along its edge */
#define WAITING_HALF_S 2 /* waiting areas: half of graph_walk.c's price at each end */

/* The portal and its point, joined by the stub between them. */
static int add_point(struct walk *walk, const struct portal *portal)
{
    const struct venue_unit *unit = &walk->b->venue->units[walk->unit];
    int point =
        graph_add_node(walk->b->graph, NODE_POINT, false, walk->unit, unit->level, portal->inner);
    size_t length = 0;
    for (int i = 0; i < portal->way_count; i++)
        walk->line[length++] = portal->way[i];
    walk->line[length++] = portal->inner;
    struct graph_edge stub = walk_edge(walk, portal->node, point, line_length(walk->line, length));
    if (!strcmp(unit->category, "waitingroom"))
        stub.penalty += WAITING_HALF_S;
    walk_keep_line(walk, &stub, length);
    graph_add_pair(walk->b, stub);
    return point;
}

static void join_points(struct walk *walk, const struct shape *bounds,
                        const struct map_point *points, const int *nodes, size_t count)
{
    size_t edge_count;
    struct sight_edge *edges = sight_edges(bounds, points, count, &edge_count);
    for (size_t i = 0; i < edge_count; i++)
        graph_add_pair(walk->b,
                       walk_edge(walk, nodes[edges[i].from], nodes[edges[i].to],
                                 point_distance(points[edges[i].from], points[edges[i].to])));
    free(edges);
}

void graph_add_hall(struct walk *walk)
{
    struct pool pool = {NULL};
    struct shape outline, bounds;
    const struct area *area = walk->area ? walk->area : walk->whole;
    struct map_point *points = calloc(walk->count + CORNERS_MAX, sizeof *points);
    int *nodes = calloc(walk->count + CORNERS_MAX, sizeof *nodes);
    size_t count = walk->count;
    if (!points || !nodes)
        abort();
    if (area_outline(walk->b->geos, &pool, area, 0, &outline) &&
        area_outline(walk->b->geos, &pool, area, BEYOND_M, &bounds)) {
        for (size_t i = 0; i < walk->count; i++) {
            points[i] = walk->portals[i].inner;
            nodes[i] = add_point(walk, &walk->portals[i]);
        }
        count += sight_corners(&outline, points + count, CORNERS_MAX);
        for (size_t i = walk->count; i < count; i++)
            nodes[i] = graph_add_node(walk->b->graph, NODE_POINT, false, walk->unit,
                                      walk->b->venue->units[walk->unit].level, points[i]);
        join_points(walk, &bounds, points, nodes, count);
    }
    free(points);
    free(nodes);
    pool_clear(&pool);
}
