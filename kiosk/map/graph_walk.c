/* Which portals stand in which part of which unit. */
#include "map/graph_walk.h"

#include <math.h>
#include <stdlib.h>

#define PORTALS_MAX 2000

static void add_node(struct walk *walk, int node)
{
    for (size_t i = 0; i < walk->node_count; i++)
        if (walk->nodes[i] == node)
            return;
    if (walk->node_count == PORTALS_MAX) {
        report_add(walk->b->report, DEFECT_DOORS_MANY, walk->b->venue->units[walk->unit].id, NULL);
        return;
    }
    walk->nodes =
        array_grow(walk->nodes, walk->node_count, &walk->node_capacity, sizeof *walk->nodes);
    walk->nodes[walk->node_count++] = node;
}

struct member { /* a node can stand in two units: openings do */
    int unit, node;
};

static int by_unit(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    return x->unit != y->unit ? x->unit - y->unit : x->node - y->node;
}

/* The unit it names, else the one it lies in. */
static int unit_of_pathnode(const struct building *b, const struct graph_node *node)
{
    const struct venue_pathnode *p = &b->venue->pathnodes[node->index];
    return p->unit >= 0 ? p->unit : venue_unit_at(b->venue, p->level, p->at, true);
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
    case NODE_PATHNODE:
        return unit_of_pathnode(b, node);
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

/* --- the parts of a unit
 * ---------------------------------------------------------------------------------------------- */

struct parts {
    struct area **items;
    size_t count;
    int *group; /* of each part: equal where a door leads from one into the other */
    int *home;  /* of each node: the nearest part */
};

static struct parts find_parts(const struct walk *walk, struct area *all)
{
    struct geos *geos = walk->b->geos;
    size_t most = area_part_count(geos, all);
    struct parts parts = {.items = calloc(most + 1, sizeof(struct area *)),
                          .group = calloc(most + 1, sizeof(int)),
                          .home = calloc(walk->node_count + 1, sizeof(int))};
    if (!parts.items || !parts.group || !parts.home)
        abort();
    for (size_t i = 0; i < most; i++) {
        parts.group[i] = (int)i;
        parts.items[parts.count++] = area_part(geos, all, i);
    }
    for (size_t n = 0; parts.count > 1 && n < walk->node_count; n++) {
        struct map_point at = graph_node_at(walk->b->graph, walk->nodes[n]);
        double best = HUGE_VAL;
        for (size_t i = 0; i < parts.count; i++) {
            double far = point_distance(at, area_nearest(geos, parts.items[i], at));
            if (far < best) {
                best = far;
                parts.home[n] = (int)i;
            }
        }
    }
    return parts;
}

static void clear_parts(const struct walk *walk, struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        area_free(walk->b->geos, parts->items[i]);
    free(parts->items);
    free(parts->group);
    free(parts->home);
}

static bool is_door(const struct walk *walk, int node)
{
    enum node_kind kind = (enum node_kind)walk->b->graph->nodes[node].kind;
    return kind == NODE_OPENING || kind == NODE_PATH;
}

/* The portals of one part into walk->portals; `door` remembers the part each door led into before.
 */
static void enter_part(struct walk *walk, struct parts *parts, int part, int *door)
{
    walk->count = 0;
    walk->whole = parts->items[part];
    for (size_t n = 0; n < walk->node_count; n++) {
        struct portal portal = {.node = walk->nodes[n]};
        bool is = is_door(walk, portal.node);
        if ((!is && parts->home[n] != part) || !walk_enter(walk, &portal))
            continue;
        int other = door[n] >= 0 && is ? parts->group[door[n]] : -1;
        for (size_t i = 0; other >= 0 && i < parts->count; i++)
            if (parts->group[i] == other)
                parts->group[i] = parts->group[part];
        door[n] = part;
        walk->portals =
            array_grow(walk->portals, walk->count, &walk->capacity, sizeof *walk->portals);
        walk->portals[walk->count++] = portal;
    }
}

/* Doors that something stands before, and parts with doors of their own that no door joins. */
static void report_parts(const struct walk *walk, const struct parts *parts, const int *door)
{
    const struct venue *venue = walk->b->venue;
    const char *unit = venue->units[walk->unit].id;
    int first = -1;
    bool apart = false;
    for (size_t n = 0; n < walk->node_count; n++) {
        const struct graph_node *node = &walk->b->graph->nodes[walk->nodes[n]];
        if (door[n] < 0 && node->kind == NODE_OPENING)
            report_add(walk->b->report, DEFECT_OPENING_BLOCKED, venue->openings[node->index].id,
                       unit);
        if (door[n] < 0)
            continue;
        first = first < 0 ? parts->group[door[n]] : first;
        apart = apart || parts->group[door[n]] != first;
    }
    if (apart)
        report_add(walk->b->report, DEFECT_UNIT_PARTS, unit, NULL);
}

static void join_unit(struct walk *walk)
{
    struct area *all = walk->node_count > 1 ? walk_unit_area(walk) : NULL;
    int *door = calloc(walk->node_count + 1, sizeof *door);
    if (!door)
        abort();
    for (size_t n = 0; n < walk->node_count; n++)
        door[n] = -1;
    struct parts parts = all ? find_parts(walk, all) : (struct parts){0};
    for (size_t i = 0; i < parts.count; i++) {
        enter_part(walk, &parts, (int)i, door);
        if (walk->count > 1)
            walk_join_part(walk);
    }
    if (all)
        report_parts(walk, &parts, door);
    clear_parts(walk, &parts);
    free(door);
    area_free(walk->b->geos, all);
    area_free(walk->b->geos, walk->drawn);
    walk->drawn = walk->whole = NULL;
}

void graph_add_walks(struct building *b)
{
    size_t count;
    struct member *members = find_members(b, &count);
    struct walk walk = {.b = b};
    for (size_t i = 0, end; i < count; i = end) {
        walk.unit = members[i].unit;
        walk.node_count = 0;
        for (end = i; end < count && members[end].unit == walk.unit; end++)
            add_node(&walk, members[end].node);
        const struct venue_unit *unit = &b->venue->units[walk.unit];
        if (unit_is_walkable(unit) && !unit->denied)
            join_unit(&walk);
    }
    free(members);
    free(walk.nodes);
    free(walk.portals);
}

void graph_add_walks_from(struct building *b, int unit, int node)
{
    size_t count;
    struct walk walk = {.b = b, .unit = unit};
    add_node(&walk, node);
    struct member *members = find_members(b, &count);
    for (size_t i = 0; i < count; i++)
        if (members[i].unit == unit && b->graph->nodes[members[i].node].kind != NODE_KIOSK)
            add_node(&walk, members[i].node);
    struct area *all = walk_unit_area(&walk);
    int *door = calloc(walk.node_count + 1, sizeof *door);
    if (!door)
        abort();
    for (size_t n = 0; n < walk.node_count; n++)
        door[n] = -1;
    struct parts parts = all ? find_parts(&walk, all) : (struct parts){0};
    if (parts.count)
        enter_part(&walk, &parts, parts.home[0], door);
    if (walk.count > 1)
        walk_join_first(&walk);
    area_free(b->geos, walk.drawn);
    area_free(b->geos, all);
    clear_parts(&walk, &parts);
    free(members);
    free(door);
    free(walk.nodes);
    free(walk.portals);
}
