#include "map/trail.h"

#include <stdlib.h>

struct laying {
    const struct map *map;
    struct trail trail;
    size_t point_capacity, unit_capacity;
    bool open; /* the last run can be walked on */
};

static struct trail_run *last_run(struct laying *l)
{
    return &l->trail.runs[l->trail.run_count - 1];
}

/* Runs and links are counted beforehand, so that pointers to links stay good. */
static struct trail_run *begin_run(struct laying *l, int level)
{
    struct trail_run *run = &l->trail.runs[l->trail.run_count++];
    *run = (struct trail_run){.level = level};
    l->point_capacity = l->unit_capacity = 0;
    l->open = true;
    return run;
}

static void put_point(struct laying *l, struct map_point p)
{
    struct trail_run *run = last_run(l);
    if (run->count && point_distance(run->points[run->count - 1], p) < 1e-4)
        return;
    run->points = array_grow(run->points, run->count, &l->point_capacity, sizeof *run->points);
    run->points[run->count++] = p;
}

static void put_unit(struct laying *l, int unit)
{
    struct trail_run *run = last_run(l);
    if (unit < 0)
        return;
    run->units = array_grow(run->units, run->unit_count, &l->unit_capacity, sizeof *run->units);
    run->units[run->unit_count++] = unit;
}

static void put_link(struct laying *l, const struct graph_edge *edge)
{
    const struct graph *graph = l->map->graph;
    struct trail *trail = &l->trail;
    int from = graph->nodes[edge->from].level, to = graph->nodes[edge->to].level;
    int unit = graph->nodes[edge->to].kind == NODE_CAR || graph->nodes[edge->to].kind == NODE_UNIT
                   ? graph->nodes[edge->to].index
                   : -1;
    int group = unit >= 0 ? l->map->venue->unit_group[unit] : -1;
    if (group < 0)
        return;
    if (trail->link_count && !l->open && trail->links[trail->link_count - 1].group == group) {
        trail->links[trail->link_count - 1].to_level = to;
        return;
    }
    struct trail_link *link = &trail->links[trail->link_count++];
    *link = (struct trail_link){group, from, to};
    if (trail->run_count)
        last_run(l)->link_after = link;
    l->open = false;
}

static int edge_level(const struct map *map, const struct graph_edge *edge)
{
    return edge->unit >= 0 ? map->venue->units[edge->unit].level
                           : map->graph->nodes[edge->from].level;
}

static bool other_building(const struct venue *venue, int a, int b)
{
    return venue->levels[a].building != venue->levels[b].building ||
           venue->levels[a].outdoor != venue->levels[b].outdoor;
}

static bool is_vertical(enum edge_kind kind)
{
    return kind == EDGE_LIFT_RIDE || kind == EDGE_STAIRS || kind == EDGE_ESCALATOR;
}

struct trail trail_make(const struct map *map, const struct route_query *query,
                        const struct map_route *route)
{
    struct laying l = {.map = map};
    l.trail.runs = calloc(route->edge_count + 1, sizeof *l.trail.runs);
    l.trail.links = calloc(route->edge_count + 1, sizeof *l.trail.links);
    if (!l.trail.runs || !l.trail.links)
        abort();
    for (size_t i = 0; i < route->edge_count; i++) {
        const struct graph_edge edge = graph_edge_at(query->graph, route->edges[i]);
        if (is_vertical(edge.kind) || !edge.line_count) {
            put_link(&l, &edge);
            continue;
        }
        int level = edge_level(map, &edge);
        if (!l.open) {
            struct trail_run *run = begin_run(&l, level);
            if (l.trail.link_count)
                run->link_before = &l.trail.links[l.trail.link_count - 1];
        } else if (other_building(map->venue, last_run(&l)->level, level)) {
            begin_run(&l, level);
        }
        for (int k = 0; k < edge.line_count; k++)
            put_point(&l, graph_edge_point(query->graph, &edge, k));
        put_unit(&l, edge.unit);
    }
    for (size_t i = 0; i < l.trail.run_count; i++)
        l.trail.runs[i].ends = l.trail.runs[i].link_after || i + 1 == l.trail.run_count;
    return l.trail;
}

void trail_clear(struct trail *trail)
{
    for (size_t i = 0; i < trail->run_count; i++) {
        free(trail->runs[i].points);
        free(trail->runs[i].units);
    }
    free(trail->runs);
    free(trail->links);
    *trail = (struct trail){0};
}

bool trail_passes(const struct map *map, const struct trail_run *run, enum unit_kind kind,
                  struct map_point from, struct map_point to)
{
    double length = point_distance(from, to);
    for (size_t u = 0; u < run->unit_count; u++) {
        const struct venue_unit *unit = &map->venue->units[run->units[u]];
        int inside = 0;
        if (unit->kind != kind)
            continue;
        for (double at = 0.25; at < length; at += 0.5)
            inside += shape_contains(&unit->shape, point_between(from, to, at / length));
        if (inside >= 2)
            return true;
    }
    return false;
}
