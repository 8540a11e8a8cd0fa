/* Where the portals of a unit enter it, and how far from its walls one can keep. */
#include "map/graph_walk.h"

#include <stdlib.h>

#define REACH_M 0.2    /* a door this far off its unit is still its door (venue_openings.c) */
#define NEAR_M 0.03    /* so little needs no bend of its own */
#define OVER_M 0.05    /* a fixture drawn over its own edge by that much is no obstacle */
#define SLIT_M 0.2     /* no passage: what is left between a bench and the wall */
#define OUTSIDE_M 5e-3 /* of a stub, by rounding */

struct area *walk_unit_area(struct walk *walk)
{
    const struct venue *venue = walk->b->venue;
    const struct venue_unit *unit = &venue->units[walk->unit];
    const struct bounds *here = &unit->bounds;
    const struct shape **obstacles = calloc(venue->fixture_count + 1, sizeof *obstacles);
    size_t count = 0;
    if (!obstacles)
        abort();
    for (size_t i = 0; i < venue->fixture_count; i++) {
        if (venue->fixtures[i].level != unit->level)
            continue;
        struct bounds box = shape_bounds(&venue->fixtures[i].shape);
        if (box.x0 <= here->x1 && box.x1 >= here->x0 && box.y0 <= here->y1 && box.y1 >= here->y0)
            obstacles[count++] = &venue->fixtures[i].shape;
    }
    walk->drawn = count ? area_make(walk->b->geos, &unit->shape, NULL, 0) : NULL;
    struct area *area = area_make(walk->b->geos, &unit->shape, obstacles, count);
    free(obstacles);
    if (area && (count || area_part_count(walk->b->geos, area) > 1))
        area = area_passable(walk->b->geos, area, SLIT_M);
    return area;
}

/* How far a door may be from where one can walk: as far as it is off its unit, and no further for
 * what stands before it. */
static double reach(const struct walk *walk, struct map_point at)
{
    if (!walk->drawn)
        return REACH_M;
    double off = point_distance(at, area_nearest(walk->b->geos, walk->drawn, at));
    return off + OVER_M < REACH_M ? off + OVER_M : REACH_M;
}

/* Along the door, where something stands before its middle. */
static bool enter_beside(const struct walk *walk, struct portal *p)
{
    const struct graph_node *node = &walk->b->graph->nodes[p->node];
    if (node->kind != NODE_OPENING)
        return false;
    const struct venue_opening *o = &walk->b->venue->openings[node->index];
    double gap = area_nearest_on(walk->b->geos, walk->whole, o->a, o->b, &p->way[1], &p->way[2]);
    p->foot = p->inner = p->way[2];
    p->way_count = gap > NEAR_M ? 3 : 2;
    return gap <= reach(walk, p->way[1]);
}

/* A pathnode that names the unit leads there over any gap: whoever drew it says so. */
static bool leads_here(const struct walk *walk, int node)
{
    int index = walk->b->graph->nodes[node].index;
    return walk->b->venue->pathnodes[index].unit == walk->unit;
}

bool walk_enter(const struct walk *walk, struct portal *p)
{
    enum node_kind kind = (enum node_kind)walk->b->graph->nodes[p->node].kind;
    p->way[0] = graph_node_at(walk->b->graph, p->node);
    p->way_count = 1;
    p->foot = p->inner = area_nearest(walk->b->geos, walk->whole, p->way[0]);
    double gap = point_distance(p->way[0], p->foot);
    if (kind != NODE_OPENING && kind != NODE_PATH &&
        kind != NODE_PATHNODE) { /* its ways end where it can be walked up to */
        if (gap > NEAR_M)
            p->way[0] = p->foot;
        return true;
    }
    bool sent = kind == NODE_PATHNODE && leads_here(walk, p->node);
    if (gap > reach(walk, p->way[0]) && !sent)
        return enter_beside(walk, p);
    if (gap > NEAR_M)
        p->way[p->way_count++] = p->foot;
    return true;
}

bool walk_stub(const struct walk *walk, const struct portal *p, const struct area *area,
               double clearance, struct map_point *inner)
{
    struct geos *geos = walk->b->geos;
    *inner = area_nearest(geos, area, p->foot);
    return point_distance(p->foot, *inner) <= clearance * 2 + 0.25 &&
           area_outside(geos, walk->whole, p->foot, *inner) <= OUTSIDE_M;
}

/* Shrinks by the clearance, if that leaves one piece and every portal has a stub into it. */
static struct area *shrink(struct walk *walk, double clearance)
{
    struct geos *geos = walk->b->geos;
    struct area *area = area_shrink(geos, walk->whole, clearance);
    for (size_t i = 0; area && i < walk->count; i++) {
        struct portal *p = &walk->portals[i];
        if (walk_stub(walk, p, area, clearance, &p->inner))
            continue;
        area_free(geos, area);
        area = NULL;
    }
    return area;
}

/* In a hall with benches the whole is only passable near the walls; the points of most doors can
 * still be in the middle. In a row they need few edges. */
static void centre_points(struct walk *walk, double least)
{
    static const double clearances[] = {1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5};
    bool *placed = calloc(walk->count + 1, sizeof *placed);
    if (!placed)
        abort();
    for (size_t k = 0; k < sizeof clearances / sizeof *clearances && clearances[k] > least; k++) {
        struct area *area = area_shrink_parts(walk->b->geos, walk->whole, clearances[k]);
        for (size_t i = 0; area && i < walk->count; i++) {
            struct map_point inner;
            if (placed[i] || !walk_stub(walk, &walk->portals[i], area, clearances[k], &inner))
                continue;
            walk->portals[i].inner = inner;
            placed[i] = true;
        }
        area_free(walk->b->geos, area);
    }
    free(placed);
}

void walk_make_area(struct walk *walk, bool many)
{
    static const double clearances[] = {1.4, 1.0, 0.7, 0.45, 0.25};
    for (size_t i = 0; i < sizeof clearances / sizeof *clearances; i++) {
        walk->area = shrink(walk, clearances[i]);
        if (walk->area && many)
            centre_points(walk, clearances[i]);
        if (walk->area)
            return;
    }
    for (size_t i = 0; i < walk->count; i++)
        walk->portals[i].inner = walk->portals[i].foot;
}
