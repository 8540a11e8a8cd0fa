#include "map/graph_walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STORED_MAX 255  /* points an edge keeps */
#define STEPS_SPEED 0.4 /* m/s on a few steps, against 0.8 on the level */
#define WALK_SPEED 0.8
#define WAITING_S 4.0    /* corridors before waiting areas */
#define OUTDOORS_SPM 0.4 /* seconds a metre: indoors before outdoors, within reason */
#define DIRECT_M 8.0     /* to something in sight in an open area one walks straight */
#define OUTSIDE_M 0.03   /* a stub may leave the unit by this much */
#define PAIRS_MAX 24     /* portals that are joined each with each; more: graph_hall.c */
#define PORTALS_MAX 2000

static void add_portal(struct walk *walk, int node)
{
    for (size_t i = 0; i < walk->count; i++)
        if (walk->portals[i].node == node)
            return;
    if (walk->count == PORTALS_MAX) {
        report_add(walk->b->report, DEFECT_DOORS_MANY, walk->b->venue->units[walk->unit].id, NULL);
        return;
    }
    walk->portals = array_grow(walk->portals, walk->count, &walk->capacity, sizeof *walk->portals);
    struct map_point at = graph_node_at(walk->b->graph, node);
    walk->portals[walk->count++] = (struct portal){node, at, at};
}

static struct area *unit_area(const struct building *b, int unit)
{
    const struct venue *venue = b->venue;
    const struct bounds *here = &venue->units[unit].bounds;
    const struct shape **obstacles = calloc(venue->fixture_count + 1, sizeof *obstacles);
    size_t count = 0;
    if (!obstacles)
        abort();
    for (size_t i = 0; i < venue->fixture_count; i++) {
        if (venue->fixtures[i].level != venue->units[unit].level)
            continue;
        struct bounds box = shape_bounds(&venue->fixtures[i].shape);
        if (box.x0 <= here->x1 && box.x1 >= here->x0 && box.y0 <= here->y1 && box.y1 >= here->y0)
            obstacles[count++] = &venue->fixtures[i].shape;
    }
    struct area *area = area_make(b->geos, &venue->units[unit].shape, obstacles, count);
    free(obstacles);
    return area;
}

/* Whether a straight stub leads from the portal into the area; *inner = where it ends. */
static bool has_stub(const struct walk *walk, const struct portal *p, const struct area *area,
                     double clearance, struct map_point *inner)
{
    struct geos *geos = walk->b->geos;
    *inner = area_nearest(geos, area, p->at);
    return point_distance(p->at, *inner) <= clearance * 2 + 0.25 &&
           area_outside(geos, walk->whole, p->at, *inner) <= OUTSIDE_M;
}

/* Shrinks by the clearance, if that leaves one piece and every portal has a stub into it. */
static struct area *shrink(struct walk *walk, double clearance)
{
    struct geos *geos = walk->b->geos;
    struct area *area = area_shrink(geos, walk->whole, clearance);
    for (size_t i = 0; area && i < walk->count; i++) {
        struct portal *p = &walk->portals[i];
        if (has_stub(walk, p, area, clearance, &p->inner))
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
            if (placed[i] || !has_stub(walk, &walk->portals[i], area, clearances[k], &inner))
                continue;
            walk->portals[i].inner = inner;
            placed[i] = true;
        }
        area_free(walk->b->geos, area);
    }
    free(placed);
}

/* The widest clearance from the walls that still leads everywhere: lines then run in the middle of
 * things. */
static bool make_area(struct walk *walk)
{
    static const double clearances[] = {1.4, 1.0, 0.7, 0.45, 0.25};
    struct geos *geos = walk->b->geos;
    walk->whole = unit_area(walk->b, walk->unit);
    if (!walk->whole)
        return false;
    for (size_t i = 0; i < sizeof clearances / sizeof *clearances; i++) {
        walk->area = shrink(walk, clearances[i]);
        if (walk->area && walk->count > PAIRS_MAX)
            centre_points(walk, clearances[i]);
        if (walk->area)
            return true;
    }
    for (size_t i = 0; i < walk->count; i++)
        walk->portals[i].inner = area_nearest(geos, walk->whole, walk->portals[i].at);
    return true;
}

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
    struct map_point *line = walk->line;
    size_t length = put(line, 0, a->at);
    if ((stands_free(walk, a) || stands_free(walk, b)) && point_distance(a->at, b->at) < DIRECT_M &&
        area_outside(walk->b->geos, walk->whole, a->at, b->at) < 0.01)
        return put(line, length, b->at);
    size_t count = mesh_to(walk->mesh, b->inner, walk->inner, LINE_MAX);
    for (size_t i = 0; i < count; i++)
        length = put(line, length, walk->inner[i]);
    return count ? put(line, length, b->at) : 0;
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

static void join(struct walk *walk, const struct portal *a, const struct portal *b)
{
    size_t length = draw_line(walk, a, b);
    if (length < 2)
        return;
    for (double tolerance = 0.005; length > STORED_MAX; tolerance *= 2)
        length = line_simplify(walk->line, length, tolerance);
    struct graph_edge edge = walk_edge(walk, a->node, b->node, line_length(walk->line, length));
    if (!strcmp(walk->b->venue->units[walk->unit].category, "waitingroom"))
        edge.penalty += (float)WAITING_S;
    if (length > 2) {
        edge.line = graph_add_line(walk->b->graph, walk->line, length);
        edge.line_count = (int)length;
    }
    graph_add_pair(walk->b, edge);
}

struct member { /* a node can stand in two units: openings do */
    int unit, node;
};

static int by_unit(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    return x->unit != y->unit ? x->unit - y->unit : x->node - y->node;
}

static int unit_of(const struct building *b, const struct graph_node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_PLACE:
        return b->venue->places[node->index].unit;
    case NODE_KIOSK:
        return b->venue->kiosks[node->index].unit;
    case NODE_PATH:
        return venue_unit_at(b->venue, node->level,
                             graph_node_at(b->graph, (int)(node - b->graph->nodes)), true);
    case NODE_UNIT:
    case NODE_POINT:
        return node->index;
    case NODE_OPENING:
    case NODE_CAR:
        break;
    }
    return -1;
}

static struct member *find_members(const struct building *b, size_t *count)
{
    struct member *members = malloc((b->graph->node_count * 2 + 1) * sizeof *members);
    if (!members)
        abort();
    *count = 0;
    for (size_t n = 0; n < b->graph->node_count; n++) {
        const struct graph_node *node = &b->graph->nodes[n];
        if (node->kind == NODE_OPENING) {
            const struct venue_opening *o = &b->venue->openings[node->index];
            for (int k = 0; k < o->unit_count; k++)
                members[(*count)++] = (struct member){o->units[k], (int)n};
        } else if (unit_of(b, node) >= 0) {
            members[(*count)++] = (struct member){unit_of(b, node), (int)n};
        }
    }
    qsort(members, *count, sizeof *members, by_unit);
    return members;
}

static void join_pairs(struct walk *walk)
{
    walk->mesh = mesh_make(walk->b->geos, walk->area ? walk->area : walk->whole);
    for (size_t i = 0; walk->mesh && i + 1 < walk->count; i++) {
        mesh_from(walk->mesh, walk->portals[i].inner);
        for (size_t j = i + 1; j < walk->count; j++)
            join(walk, &walk->portals[i], &walk->portals[j]);
    }
    mesh_free(walk->mesh);
    walk->mesh = NULL;
}

static void join_unit(struct walk *walk)
{
    bool ready = walk->count > 1 && make_area(walk);
    if (ready && walk->count > PAIRS_MAX)
        graph_add_hall(walk);
    else if (ready)
        join_pairs(walk);
    area_free(walk->b->geos, walk->area);
    area_free(walk->b->geos, walk->whole);
    walk->area = walk->whole = NULL;
}

/* A path's end that meets neither a door, another path nor a walkable unit leads nowhere. */
static void report_loose_paths(const struct building *b)
{
    for (size_t i = 0; i < b->venue->path_count; i++) {
        const struct venue_path *path = &b->venue->paths[i];
        for (int end = 0; end < 2; end++) {
            struct map_point at = path->points[end ? path->count - 1 : 0];
            int unit = venue_unit_at(b->venue, path->level, at, true), near = 0;
            for (size_t n = 0; n < b->graph->node_count; n++) {
                const struct graph_node *node = &b->graph->nodes[n];
                bool other = node->kind == NODE_OPENING ||
                             (node->kind == NODE_PATH && node->index != (int)i);
                near += other && venue_same_floor(b->venue, node->level, path->level) &&
                        point_distance(graph_node_at(b->graph, (int)n), at) < 1.0;
            }
            if ((unit < 0 || !unit_is_walkable(&b->venue->units[unit])) && !near)
                report_add(b->report, DEFECT_PATH_LOOSE, b->venue->features[path->feature].id,
                           NULL);
        }
    }
}

void graph_add_walks(struct building *b)
{
    size_t count;
    struct member *members = find_members(b, &count);
    struct walk walk = {.b = b};
    for (size_t i = 0, end; i < count; i = end) {
        walk.unit = members[i].unit;
        walk.count = 0;
        for (end = i; end < count && members[end].unit == walk.unit; end++)
            add_portal(&walk, members[end].node);
        const struct venue_unit *unit = &b->venue->units[walk.unit];
        if (unit_is_walkable(unit) && !unit->denied)
            join_unit(&walk);
    }
    report_loose_paths(b);
    free(members);
    free(walk.portals);
}

void graph_add_walks_from(struct building *b, int unit, int node)
{
    size_t count;
    struct walk walk = {.b = b, .unit = unit};
    add_portal(&walk, node);
    struct member *members = find_members(b, &count);
    for (size_t i = 0; i < count; i++)
        if (members[i].unit == unit && b->graph->nodes[members[i].node].kind != NODE_KIOSK)
            add_portal(&walk, members[i].node);
    if (walk.count > 1 && make_area(&walk))
        walk.mesh = mesh_make(b->geos, walk.area ? walk.area : walk.whole);
    if (walk.mesh)
        mesh_from(walk.mesh, walk.portals[0].inner);
    for (size_t i = 1; walk.mesh && i < walk.count; i++)
        join(&walk, &walk.portals[0], &walk.portals[i]);
    mesh_free(walk.mesh);
    area_free(b->geos, walk.area);
    area_free(b->geos, walk.whole);
    free(members);
    free(walk.portals);
}
