#include "map/graph_build.h"

#include <math.h>
#include <stdlib.h>

#define LIFT_OUT_S 3.0   /* doors opening */
#define STAIRS_UP_S 30.0 /* a floor; dearer up than down (MAPS 3.2) */
#define STAIRS_DOWN_S 22.0
#define STAIRS_UP_DISLIKE_S 20.0 /* in the comparison only: who comes here is not at his best */
#define STAIRS_DOWN_DISLIKE_S 8.0
#define ESCALATOR_S 20.0
#define RAMP_FLOOR_S 60.0
#define CROSSING_S 60.0 /* going through somebody's room */

static void add_room(struct building *b, int unit)
{
    const struct venue_unit *u = &b->venue->units[unit];
    bool leaf = u->kind == UNIT_LIFT || (u->kind == UNIT_ROOM && !u->crossable);
    b->graph->unit_node[unit] =
        graph_add_node(b->graph, NODE_UNIT, leaf, unit, u->level, u->middle);
}

static size_t doors_of(const struct building *b, int unit)
{
    const struct lists *lists = &b->venue->unit_openings;
    size_t count = 0;
    for (int k = lists->first[unit]; k < lists->first[unit + 1]; k++)
        count += b->graph->opening_node[lists->items[k]] >= 0;
    return count;
}

/* Doors of one unit, both ways to its node. In walkable units the node is a portal as any other
 * (graph_walk.c). */
static void add_doors(struct building *b)
{
    for (size_t i = 0; i < b->venue->opening_count; i++) {
        const struct venue_opening *o = &b->venue->openings[i];
        for (int k = 0; k < o->unit_count; k++) {
            int node = b->graph->unit_node[o->units[k]];
            const struct venue_unit *u = &b->venue->units[o->units[k]];
            if (b->graph->opening_node[i] < 0 || node < 0 || unit_is_walkable(u))
                continue;
            bool through = !b->graph->nodes[node].leaf && doors_of(b, o->units[k]) > 1;
            struct graph_edge edge = {.from = b->graph->opening_node[i],
                                      .to = node,
                                      .kind = EDGE_ROOM,
                                      .penalty = u->crossable ? (float)CROSSING_S : 0,
                                      .feature = u->feature,
                                      .unit = o->units[k]};
            bool both = graph_door_line(b, o, o->units[k], through, &edge);
            if (!b->graph->nodes[node].leaf && !through)
                edge.metres = (float)fmax(DOOR_LINE_M, point_distance(o->middle, u->middle));
            if (both)
                graph_add_pair(b, edge);
            else
                graph_add_edge(b, edge);
        }
    }
}

/* One car node a floor, joined in a chain: the wait is paid at the door, each floor adds its
 * seconds. */
static void add_cars(struct building *b, int *car)
{
    for (size_t u = 0; u < b->venue->unit_count; u++) {
        const struct venue_unit *unit = &b->venue->units[u];
        const struct venue_group *group =
            b->venue->unit_group[u] >= 0 ? &b->venue->groups[b->venue->unit_group[u]] : NULL;
        car[u] = -1;
        if (unit->kind == UNIT_LIFT && group && !group->denied && !unit->denied)
            car[u] = graph_add_node(b->graph, NODE_CAR, false, (int)u, unit->level, unit->middle);
    }
    for (size_t i = 0; i < b->venue->opening_count; i++) {
        const struct venue_opening *o = &b->venue->openings[i];
        for (int k = 0; k < o->unit_count && b->graph->opening_node[i] >= 0; k++) {
            int unit = o->units[k];
            if (car[unit] < 0)
                continue;
            const struct venue_group *group = &b->venue->groups[b->venue->unit_group[unit]];
            struct graph_edge edge = {.from = b->graph->opening_node[i],
                                      .to = car[unit],
                                      .kind = EDGE_LIFT_IN,
                                      .seconds = (float)group->wait_s,
                                      .feature = group->feature,
                                      .unit = unit};
            graph_door_line(b, o, unit, false, &edge);
            edge.metres =
                (float)fmax(DOOR_LINE_M, point_distance(o->middle, b->venue->units[unit].middle));
            graph_add_edge(b, edge);
            edge.from = car[unit];
            edge.to = b->graph->opening_node[i];
            edge.kind = EDGE_LIFT_OUT;
            edge.seconds = (float)LIFT_OUT_S;
            edge.backwards = true;
            graph_add_edge(b, edge);
        }
    }
}

static struct graph_edge vertical_edge(const struct building *b, const struct venue_link *link,
                                       int from, int to)
{
    const struct venue_group *group = &b->venue->groups[link->group];
    const struct graph_node *a = &b->graph->nodes[from], *z = &b->graph->nodes[to];
    int floors = b->venue->levels[z->level].ordinal - b->venue->levels[a->level].ordinal;
    struct graph_edge edge = {.from = from, .to = to, .feature = group->feature, .unit = -1};
    switch (group->kind) {
    case UNIT_LIFT:
        edge.kind = EDGE_LIFT_RIDE;
        edge.seconds = (float)(group->s_per_floor * abs(floors));
        break;
    case UNIT_STAIRS:
    case UNIT_STEPS:
        edge.kind = EDGE_STAIRS;
        edge.seconds = (float)((floors > 0 ? STAIRS_UP_S : STAIRS_DOWN_S) * abs(floors));
        edge.penalty =
            (float)((floors > 0 ? STAIRS_UP_DISLIKE_S : STAIRS_DOWN_DISLIKE_S) * abs(floors));
        break;
    case UNIT_ESCALATOR:
        edge.kind = EDGE_ESCALATOR;
        edge.seconds = (float)(ESCALATOR_S * abs(floors));
        break;
    case UNIT_ROOM:
    case UNIT_WALK:
    case UNIT_RAMP:
    case UNIT_SOLID:
        edge.kind = EDGE_RAMP;
        edge.seconds = (float)(RAMP_FLOOR_S * abs(floors));
        break;
    }
    return edge;
}

static void add_links(struct building *b, const int *car)
{
    for (size_t i = 0; i < b->venue->link_count; i++) {
        const struct venue_link *link = &b->venue->links[i];
        if (link->group < 0 || b->venue->groups[link->group].denied)
            continue;
        bool lift = b->venue->groups[link->group].kind == UNIT_LIFT;
        int from = lift ? car[link->from] : b->graph->unit_node[link->from];
        int to = lift ? car[link->to] : b->graph->unit_node[link->to];
        if (from < 0 || to < 0)
            continue;
        graph_add_edge(b, vertical_edge(b, link, from, to));
        if (!link->directed)
            graph_add_edge(b, vertical_edge(b, link, to, from));
    }
}

void graph_add_vertical(struct building *b)
{
    int *car = malloc((b->venue->unit_count + 1) * sizeof *car);
    if (!car)
        abort();
    for (size_t u = 0; u < b->venue->unit_count; u++) {
        const struct venue_unit *unit = &b->venue->units[u];
        bool inner = unit->kind == UNIT_ROOM || unit_is_vertical(unit);
        bool between_floors = unit_is_walkable(unit) && b->venue->unit_group[u] >= 0;
        if (!unit->denied && (inner || between_floors))
            add_room(b, (int)u);
    }
    add_cars(b, car);
    add_links(b, car);
    add_doors(b);
    free(car);
}
