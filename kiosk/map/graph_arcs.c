/* Packing the edges for the search, and reading them back. */
#include <math.h>
#include <stdlib.h>

#include "map/graph_build.h"
#include "map/route.h"

static uint16_t tenths(float seconds)
{
    double t = round((double)seconds * 10);
    return t <= 0 ? 0 : t >= UINT16_MAX ? UINT16_MAX : (uint16_t)t;
}

static uint8_t width_cm(double metres)
{
    double cm = floor(metres * 100 + 1e-4);
    return cm >= ARC_WIDE ? ARC_WIDE : cm <= 0 ? 0 : (uint8_t)cm;
}

/* The path it runs along; NULL when it is none. */
static const struct venue_path *path_of(const struct venue *venue, const struct graph_edge *edge)
{
    const struct venue_feature *feature =
        edge->feature >= 0 ? &venue->features[edge->feature] : NULL;
    return feature && feature->type == IMDF_PATH ? &venue->paths[feature->index] : NULL;
}

/* What step-free asks of an edge is decided here, once; only the clear width is compared later. */
static void mark_access(const struct graph *graph, const struct graph_edge *edge,
                        struct graph_arc *arc)
{
    const struct venue *venue = graph->venue;
    const struct graph_node *to = &graph->nodes[edge->to];
    bool stepped = edge->kind == EDGE_STEPS || edge->kind == EDGE_STAIRS ||
                   edge->kind == EDGE_ESCALATOR || edge->steep ||
                   (edge->unit >= 0 && venue->units[edge->unit].accessible == MAP_ACCESS_NO);
    arc->width = ARC_WIDE;
    if (to->kind == NODE_OPENING) {
        const struct venue_opening *o = &venue->openings[to->index];
        stepped = stepped || o->step || o->accessible == MAP_ACCESS_NO;
        arc->width = width_cm(o->width);
        if (!o->made_up && !o->width_confirmed && o->accessible == MAP_ACCESS_UNKNOWN)
            arc->flags |= ARC_UNCONFIRMED;
    }
    const struct venue_path *path = path_of(venue, edge);
    if (path && path->width > 0 && width_cm(path->width) < arc->width)
        arc->width = width_cm(path->width);
    if (stepped)
        arc->flags |= ARC_STEPPED;
}

static struct graph_arc pack(const struct graph *graph, const struct graph_edge *edge)
{
    struct graph_arc arc = {.to = edge->to,
                            .metres = edge->metres,
                            .feature = edge->feature,
                            .seconds = tenths(edge->seconds),
                            .penalty = tenths(edge->penalty),
                            .kind = (uint8_t)edge->kind};
    unsigned flags = 0;
    flags |= edge->backwards ? ARC_BACKWARDS : 0;
    flags |= edge->steep ? ARC_STEEP : 0;
    flags |= graph->nodes[edge->to].leaf ? ARC_LEAF : 0;
    flags |= !edge->line_count ? ARC_RIDE : edge->line == LINE_DOOR ? ARC_DOOR : 0;
    flags |= edge->line_count && edge->line >= 0 ? ARC_LINE : 0;
    arc.flags = (uint8_t)flags;
    mark_access(graph, edge, &arc);
    return arc;
}

static int ordinal(const struct graph *graph, int node)
{
    return graph->venue->levels[graph->nodes[node].level].ordinal;
}

static double cheapest(const struct graph_edge *edge)
{
    return (double)edge->metres / SPEED_MPS + (double)tenths(edge->seconds) / 10 +
           (double)tenths(edge->penalty) / 10;
}

/* The bounds A* may lean on, from the edges as they are: a lift drawn crookedly makes the search
 * slower, never wrong. Waits are in the bound, so that it is worth something between floors. */
static void find_bounds(struct building *b)
{
    struct graph *graph = b->graph;
    graph->least_spm = 1 / SPEED_MPS;
    graph->least_floor_s = HUGE_VAL;
    graph->less_m = 0;
    for (size_t i = 0; i < b->edge_count; i++) {
        const struct graph_edge *edge = &b->edges[i];
        double far =
            point_distance(graph_node_at(graph, edge->from), graph_node_at(graph, edge->to));
        if (graph->nodes[edge->from].leaf || graph->nodes[edge->to].leaf)
            graph->less_m = fmax(graph->less_m, far - (double)edge->metres);
        else if (far > 0.01)
            graph->least_spm = fmin(graph->least_spm, cheapest(edge) / far);
    }
    for (size_t i = 0; i < b->edge_count; i++) {
        const struct graph_edge *edge = &b->edges[i];
        double far =
            point_distance(graph_node_at(graph, edge->from), graph_node_at(graph, edge->to));
        int floors = abs(ordinal(graph, edge->to) - ordinal(graph, edge->from));
        if (floors > 0)
            graph->least_floor_s = fmin(graph->least_floor_s,
                                        fmax(0, cheapest(edge) - graph->least_spm * far) / floors);
    }
    if (!(graph->least_floor_s < HUGE_VAL))
        graph->least_floor_s = 0;
}

static int by_arc(const void *a, const void *b)
{
    const struct graph_line *x = a, *y = b;
    return x->arc - y->arc;
}

/* Counting sort by the node an edge leaves. */
void graph_pack(struct building *b)
{
    struct graph *graph = b->graph;
    size_t lines = 0;
    for (size_t i = 0; i < b->edge_count; i++)
        lines += b->edges[i].line_count && b->edges[i].line >= 0;
    graph->arcs = malloc((b->edge_count + 1) * sizeof *graph->arcs);
    graph->first = calloc(graph->node_count + 2, sizeof *graph->first);
    graph->lines = malloc((lines + 1) * sizeof *graph->lines);
    if (!graph->arcs || !graph->first || !graph->lines)
        abort();
    for (size_t i = 0; i < b->edge_count; i++)
        graph->first[b->edges[i].from + 2]++;
    for (size_t i = 2; i < graph->node_count + 2; i++)
        graph->first[i] += graph->first[i - 1];
    for (size_t i = 0; i < b->edge_count; i++) {
        const struct graph_edge *edge = &b->edges[i];
        int at = graph->first[edge->from + 1]++;
        graph->arcs[at] = pack(graph, edge);
        if (graph->arcs[at].flags & ARC_LINE)
            graph->lines[graph->line_count++] =
                (struct graph_line){at, edge->line, edge->line_count};
    }
    qsort(graph->lines, graph->line_count, sizeof *graph->lines, by_arc);
    graph->edge_count = b->edge_count;
    find_bounds(b);
    free(b->edges);
    b->edges = NULL;
}

static void *longer(void *items, size_t count, size_t size)
{
    items = realloc(items, count * size);
    if (!items)
        abort();
    return items;
}

void graph_append(struct building *b)
{
    struct graph *graph = b->graph;
    int node = (int)graph->node_count - 1;
    size_t most = b->edge_count + 1;
    graph->arcs = longer(graph->arcs, graph->edge_count + most, sizeof *graph->arcs);
    graph->lines = longer(graph->lines, graph->line_count + most, sizeof *graph->lines);
    graph->first = longer(graph->first, graph->node_count + 1, sizeof *graph->first);
    for (size_t i = 0; i < b->edge_count; i++) {
        const struct graph_edge *edge = &b->edges[i];
        if (edge->from != node)
            continue;
        double far = point_distance(graph_node_at(graph, node), graph_node_at(graph, edge->to));
        graph->less_m = fmax(graph->less_m, far - (double)edge->metres);
        graph->arcs[graph->edge_count] = pack(graph, edge);
        if (graph->arcs[graph->edge_count].flags & ARC_LINE)
            graph->lines[graph->line_count++] =
                (struct graph_line){(int)graph->edge_count, edge->line, edge->line_count};
        graph->edge_count++;
    }
    graph->first[node + 1] = (int)graph->edge_count;
    free(b->edges);
    b->edges = NULL;
}

struct map_point graph_node_at(const struct graph *graph, int node)
{
    return (struct map_point){(double)graph->nodes[node].x, (double)graph->nodes[node].y};
}

int graph_node_feature(const struct graph *graph, int node)
{
    const struct venue *venue = graph->venue;
    int index = graph->nodes[node].index;
    switch ((enum node_kind)graph->nodes[node].kind) {
    case NODE_OPENING:
        return venue->openings[index].feature;
    case NODE_UNIT:
        return venue->units[index].feature;
    case NODE_CAR:
        return venue->groups[venue->unit_group[index]].feature;
    case NODE_PLACE:
        return venue->places[index].feature;
    case NODE_KIOSK:
        return venue->kiosks[index].feature;
    case NODE_PATH:
        return venue->paths[index].feature;
    case NODE_PATHNODE:
        return venue->pathnodes[index].feature;
    case NODE_POINT:
        break;
    }
    return -1;
}

/* The node whose edges hold this one. */
static int edge_from(const struct graph *graph, int edge)
{
    size_t low = 0, high = graph->node_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (graph->first[middle] <= edge)
            low = middle;
        else
            high = middle;
    }
    return (int)low;
}

/* Lift edges carry the lift's feature; the unit is the car's. Others run in their own unit. */
static int edge_unit(const struct graph *graph, const struct graph_edge *edge)
{
    if (edge->kind == EDGE_LIFT_IN)
        return graph->nodes[edge->to].index;
    if (edge->kind == EDGE_LIFT_OUT)
        return graph->nodes[edge->from].index;
    if (!edge->line_count || edge->feature < 0 ||
        graph->venue->features[edge->feature].type != IMDF_UNIT)
        return -1;
    return graph->venue->features[edge->feature].index;
}

static void read_line(const struct graph *graph, int edge, struct graph_edge *out)
{
    const struct graph_line key = {edge, 0, 0};
    const struct graph_line *line =
        graph->line_count ? bsearch(&key, graph->lines, graph->line_count, sizeof key, by_arc)
                          : NULL;
    if (line) {
        out->line = line->line;
        out->line_count = line->count;
    }
}

struct graph_edge graph_edge_at(const struct graph *graph, int edge)
{
    const struct graph_arc *arc = &graph->arcs[edge];
    struct graph_edge out = {.id = edge,
                             .from = edge_from(graph, edge),
                             .to = arc->to,
                             .kind = (enum edge_kind)arc->kind,
                             .backwards = arc->flags & ARC_BACKWARDS,
                             .steep = arc->flags & ARC_STEEP,
                             .metres = arc->metres,
                             .seconds = (float)arc->seconds / 10,
                             .penalty = (float)arc->penalty / 10,
                             .feature = arc->feature,
                             .line = arc->flags & ARC_DOOR ? LINE_DOOR : LINE_STRAIGHT,
                             .line_count = arc->flags & ARC_RIDE ? 0 : 2};
    if (arc->flags & ARC_LINE)
        read_line(graph, edge, &out);
    out.unit = edge_unit(graph, &out);
    return out;
}

struct map_point graph_edge_point(const struct graph *graph, const struct graph_edge *edge, int i)
{
    int at = edge->backwards ? edge->line_count - 1 - i : i;
    if (edge->line >= 0) {
        const float *p = &graph->points[(size_t)(edge->line + at) * 2];
        return (struct map_point){(double)p[0], (double)p[1]};
    }
    int first = edge->backwards ? edge->to : edge->from,
        last = edge->backwards ? edge->from : edge->to;
    struct map_point a = graph_node_at(graph, first), z = graph_node_at(graph, last);
    if (at == 0)
        return a;
    double far = point_distance(a, z);
    return edge->line == LINE_DOOR && far > DOOR_LINE_M ? point_between(a, z, DOOR_LINE_M / far)
                                                        : z;
}
