#include "map/graph.h"

#include <math.h>
#include <stdlib.h>

#include "map/graph_build.h"

int graph_add_node(struct graph *graph, enum node_kind kind, bool leaf, int index, int level,
                   struct map_point at)
{
    graph->nodes =
        array_grow(graph->nodes, graph->node_count, &graph->node_capacity, sizeof *graph->nodes);
    graph->nodes[graph->node_count] =
        (struct graph_node){(float)at.x, (float)at.y, index, (uint8_t)kind, leaf, (int16_t)level};
    return (int)graph->node_count++;
}

int graph_add_line(struct graph *graph, const struct map_point *points, size_t count)
{
    size_t begin = graph->point_count;
    for (size_t i = 0; i < count; i++) {
        graph->points = array_grow(graph->points, graph->point_count, &graph->point_capacity,
                                   2 * sizeof *graph->points);
        graph->points[graph->point_count * 2] = (float)points[i].x;
        graph->points[graph->point_count * 2 + 1] = (float)points[i].y;
        graph->point_count++;
    }
    return (int)begin;
}

/* A one-way door is entered from one unit and left into the other. */
static bool against_one_way(const struct building *b, const struct graph_edge *edge)
{
    const struct graph_node *from = &b->graph->nodes[edge->from], *to = &b->graph->nodes[edge->to];
    if (from->kind == NODE_OPENING && b->venue->openings[from->index].one_way_from >= 0 &&
        b->venue->openings[from->index].one_way_from == edge->unit)
        return true;
    return to->kind == NODE_OPENING && b->venue->openings[to->index].one_way_from >= 0 &&
           b->venue->openings[to->index].one_way_from != edge->unit;
}

void graph_add_edge(struct building *b, struct graph_edge edge)
{
    if (against_one_way(b, &edge))
        return;
    b->edges = array_grow(b->edges, b->edge_count, &b->edge_capacity, sizeof *b->edges);
    b->edges[b->edge_count++] = edge;
}

void graph_add_pair(struct building *b, struct graph_edge edge)
{
    graph_add_edge(b, edge);
    int from = edge.from;
    edge.from = edge.to;
    edge.to = from;
    edge.backwards = true;
    graph_add_edge(b, edge);
}

static int *indexes(size_t count)
{
    int *out = malloc((count + 1) * sizeof *out);
    if (!out)
        abort();
    for (size_t i = 0; i <= count; i++)
        out[i] = -1;
    return out;
}

static void add_openings(struct building *b)
{
    for (size_t i = 0; i < b->venue->opening_count; i++) {
        const struct venue_opening *o = &b->venue->openings[i];
        if (!o->denied && o->unit_count)
            b->graph->opening_node[i] =
                graph_add_node(b->graph, NODE_OPENING, false, (int)i, o->level, o->middle);
    }
}

static void add_kiosks(struct building *b)
{
    for (size_t i = 0; i < b->venue->kiosk_count; i++) {
        const struct venue_kiosk *k = &b->venue->kiosks[i];
        b->graph->kiosk_node[i] =
            graph_add_node(b->graph, NODE_KIOSK, true, (int)i, k->level, k->at);
        b->graph->place_node[k->place] = b->graph->kiosk_node[i];
    }
}

/* Places in open areas get a node of their own; others are led to by their room, lift or door. */
static void add_places(struct building *b)
{
    for (size_t i = 0; i < b->venue->place_count; i++) {
        const struct venue_place *p = &b->venue->places[i];
        if (b->graph->place_node[i] >= 0 || p->unit < 0)
            continue;
        const struct venue_unit *unit = &b->venue->units[p->unit];
        if (p->opening >= 0)
            b->graph->place_node[i] = b->graph->opening_node[p->opening];
        else if (!unit_is_walkable(unit))
            b->graph->place_node[i] = b->graph->unit_node[p->unit];
        else if (!unit->denied)
            b->graph->place_node[i] =
                graph_add_node(b->graph, NODE_PLACE, true, (int)i, p->level, p->at);
    }
}

struct graph *graph_make(const struct venue *venue, struct geos *geos, struct map_report *report)
{
    struct graph *graph = calloc(1, sizeof *graph);
    if (!graph)
        abort();
    struct building b = {.venue = venue, .graph = graph, .geos = geos, .report = report};
    graph->venue = venue;
    graph->place_node = indexes(venue->place_count);
    graph->kiosk_node = indexes(venue->kiosk_count);
    graph->opening_node = indexes(venue->opening_count);
    graph->unit_node = indexes(venue->unit_count);
    add_openings(&b);
    add_kiosks(&b);
    graph_add_vertical(&b);
    add_places(&b);
    graph_add_paths(&b);
    graph_add_walks(&b);
    graph_report_paths(&b);
    graph_pack(&b);
    return graph;
}

void graph_free(struct graph *graph)
{
    if (!graph)
        return;
    free(graph->nodes);
    free(graph->arcs);
    free(graph->lines);
    free(graph->first);
    free(graph->points);
    free(graph->place_node);
    free(graph->kiosk_node);
    free(graph->opening_node);
    free(graph->unit_node);
    free(graph);
}

size_t graph_bytes(const struct graph *graph)
{
    const struct venue *venue = graph->venue;
    size_t indexes =
        venue->place_count + venue->kiosk_count + venue->opening_count + venue->unit_count;
    return graph->node_count * (sizeof *graph->nodes + sizeof *graph->first) +
           graph->edge_count * sizeof *graph->arcs + graph->line_count * sizeof *graph->lines +
           graph->point_count * 2 * sizeof *graph->points + indexes * sizeof(int);
}
