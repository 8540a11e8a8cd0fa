/* The lines between the portals of one part of a unit. */
#include "map/graph_walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STORED_MAX 255  /* points an edge keeps, if fewer will do */
#define STRAY_M 0.02    /* leaving some out moves a line by no more */
#define STEPS_SPEED 0.4 /* m/s on a few steps, against 0.8 on the level */
#define WALK_SPEED 0.8
#define WAITING_S 4.0    /* corridors before waiting areas */
#define OUTDOORS_SPM 0.4 /* seconds a metre: indoors before outdoors, within reason */
#define DIRECT_M 8.0     /* to something in sight in an open area one walks straight */
#define PAIRS_MAX 24     /* portals that are joined each with each; more: graph_hall.c */

static size_t put(struct map_point *line, size_t count, struct map_point p)
{
    if (count && point_distance(line[count - 1], p) < 1e-4)
        return count;
    line[count] = p;
    return count + 1;
}

static bool stands_free(const struct walk *walk, const struct portal *p)
{
    return walk->b->graph->nodes[p->node].kind == NODE_PLACE ||
           walk->b->graph->nodes[p->node].kind == NODE_KIOSK;
}

/* Leaves in walk->line the line between two portals: straight to what is in sight, else stub,
 * geodesic, stub. Returns its points, 0 when there is none. */
static size_t draw_line(struct walk *walk, const struct portal *a, const struct portal *b)
{
    struct map_point *line = walk->line, from = a->way[0], to = b->way[0];
    size_t length = put(line, 0, from);
    if ((stands_free(walk, a) || stands_free(walk, b)) && point_distance(from, to) < DIRECT_M &&
        area_outside(walk->b->geos, walk->whole, from, to) < 0.01)
        return put(line, length, to);
    size_t count = mesh_to(walk->mesh, b->inner, walk->inner, LINE_MAX);
    for (int i = 1; i < a->way_count; i++)
        length = put(line, length, a->way[i]);
    for (size_t i = 0; i < count; i++)
        length = put(line, length, walk->inner[i]);
    for (int i = b->way_count; i-- > 0;)
        length = put(line, length, b->way[i]);
    return count ? length : 0;
}

struct graph_edge walk_edge(const struct walk *walk, int from, int to, double metres)
{
    const struct venue_unit *unit = &walk->b->venue->units[walk->unit];
    struct graph_edge edge = {.from = from,
                              .to = to,
                              .kind = unit->kind == UNIT_STEPS  ? EDGE_STEPS
                                      : unit->kind == UNIT_RAMP ? EDGE_RAMP
                                                                : EDGE_WALK,
                              .metres = (float)metres,
                              .feature = unit->feature,
                              .unit = walk->unit,
                              .line = LINE_STRAIGHT,
                              .line_count = 2};
    if (walk->b->venue->levels[unit->level].outdoor)
        edge.penalty = (float)(metres * OUTDOORS_SPM);
    if (unit->kind == UNIT_STEPS)
        edge.seconds = (float)(metres / STEPS_SPEED - metres / WALK_SPEED);
    return edge;
}

static bool is_at(const struct walk *walk, int node, struct map_point at)
{
    return point_distance(graph_node_at(walk->b->graph, node), at) < 1e-3;
}

void walk_keep_line(struct walk *walk, struct graph_edge *edge, size_t length)
{
    edge->metres = (float)line_length(walk->line, length);
    if (length == 2 && is_at(walk, edge->from, walk->line[0]) &&
        is_at(walk, edge->to, walk->line[1]))
        return;
    edge->line = graph_add_line(walk->b->graph, walk->line, length);
    edge->line_count = (int)length;
}

static bool join(struct walk *walk, const struct portal *a, const struct portal *b)
{
    size_t length = draw_line(walk, a, b);
    if (length < 2)
        return false;
    for (double tolerance = 0.005; length > STORED_MAX && tolerance <= STRAY_M; tolerance *= 2)
        length = line_simplify(walk->line, length, tolerance);
    struct graph_edge edge = walk_edge(walk, a->node, b->node, line_length(walk->line, length));
    if (!strcmp(walk->b->venue->units[walk->unit].category, "waitingroom"))
        edge.penalty += (float)WAITING_S;
    walk_keep_line(walk, &edge, length);
    graph_add_pair(walk->b, edge);
    return true;
}

static void join_in(struct walk *walk, const struct area *area, const bool *here, bool *joined)
{
    walk->mesh = mesh_make(walk->b->geos, area);
    for (size_t i = 0; walk->mesh && i + 1 < walk->count; i++) {
        if (here && !here[i])
            continue;
        mesh_from(walk->mesh, walk->portals[i].inner);
        for (size_t j = i + 1; j < walk->count; j++)
            if ((!here || here[j]) && !(joined && joined[i * walk->count + j]) &&
                join(walk, &walk->portals[i], &walk->portals[j]) && joined)
                joined[i * walk->count + j] = true;
    }
    mesh_free(walk->mesh);
    walk->mesh = NULL;
}

/* Where no clearance leads everywhere, each pair gets the widest that leads from one to the other;
 * along the walls only when nothing else does. */
static void join_by_width(struct walk *walk)
{
    static const double clearances[] = {1.0, 0.7, 0.45, 0.25, 0.1};
    struct geos *geos = walk->b->geos;
    bool *joined = calloc(walk->count * walk->count + 1, sizeof *joined),
         *here = calloc(walk->count + 1, sizeof *here);
    if (!joined || !here)
        abort();
    for (size_t k = 0; k < sizeof clearances / sizeof *clearances; k++) {
        struct area *all = area_shrink_parts(geos, walk->whole, clearances[k]);
        for (size_t p = 0; all && p < area_part_count(geos, all); p++) {
            struct area *part = area_part(geos, all, p);
            for (size_t i = 0; i < walk->count; i++)
                here[i] = walk_stub(walk, &walk->portals[i], part, clearances[k],
                                    &walk->portals[i].inner);
            join_in(walk, part, here, joined);
            area_free(geos, part);
        }
        area_free(geos, all);
    }
    for (size_t i = 0; i < walk->count; i++)
        walk->portals[i].inner = walk->portals[i].foot;
    join_in(walk, walk->whole, NULL, joined);
    free(joined);
    free(here);
}

void walk_join_part(struct walk *walk)
{
    walk_make_area(walk, walk->count > PAIRS_MAX);
    if (walk->count > PAIRS_MAX)
        graph_add_hall(walk);
    else if (walk->area)
        join_in(walk, walk->area, NULL, NULL);
    else
        join_by_width(walk);
    area_free(walk->b->geos, walk->area);
    walk->area = NULL;
}

void walk_join_first(struct walk *walk)
{
    walk_make_area(walk, false);
    walk->mesh = mesh_make(walk->b->geos, walk->area ? walk->area : walk->whole);
    if (walk->mesh)
        mesh_from(walk->mesh, walk->portals[0].inner);
    for (size_t i = 1; walk->mesh && i < walk->count; i++)
        join(walk, &walk->portals[0], &walk->portals[i]);
    mesh_free(walk->mesh);
    area_free(walk->b->geos, walk->area);
    walk->mesh = NULL;
    walk->area = NULL;
}
