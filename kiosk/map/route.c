#include "map/route.h"

#include <math.h>
#include <stdlib.h>

#define UNCONFIRMED_S 20.0 /* MAPS 3.4: unknown is allowed, with a penalty and a word about it */

int route_closure_feature(const struct venue *venue, const char *id)
{
    int feature = venue_feature_find(venue, id), unit = -1;
    if (feature >= 0 && venue->features[feature].type == IMDF_OPENING)
        return feature;
    if (feature >= 0 && venue->features[feature].type == IMDF_PATH)
        return feature;
    if (feature >= 0 && venue->features[feature].type == IMDF_RELATIONSHIP) {
        int group = venue->features[feature].index;
        return group >= 0 ? venue->groups[group].feature : -1;
    }
    if (feature >= 0 && venue->features[feature].type == IMDF_UNIT)
        unit = venue->features[feature].index;
    if (unit < 0) {
        int place = venue_place_find(venue, id);
        if (place < 0)
            return -1;
        if (venue->places[place].opening >= 0)
            return venue->openings[venue->places[place].opening].feature;
        unit = venue->places[place].unit;
        if (unit < 0 || unit_is_walkable(&venue->units[unit]))
            return venue->places[place].feature;
    }
    int group = venue->unit_group[unit];
    return group >= 0 && unit_is_vertical(&venue->units[unit]) ? venue->groups[group].feature
                                                               : venue->units[unit].feature;
}

struct route_query route_query_make(const struct venue *venue, const struct graph *graph,
                                    const struct map_profile *profile)
{
    static const struct map_profile anybody = {0};
    if (!profile)
        profile = &anybody;
    struct route_query query = {venue,
                                graph,
                                profile->step_free,
                                profile->avoid_escalators,
                                profile->clear_width > 0 ? profile->clear_width : CLEAR_WIDTH_M,
                                NULL};
    if (!profile->closed_count)
        return query;
    query.closed = calloc(venue->feature_count + 1, 1);
    if (!query.closed)
        abort();
    for (size_t i = 0; i < profile->closed_count; i++) {
        int feature = profile->closed[i] ? route_closure_feature(venue, profile->closed[i]) : -1;
        if (feature >= 0)
            query.closed[feature] = 1;
    }
    return query;
}

void route_query_clear(struct route_query *query)
{
    free(query->closed);
    query->closed = NULL;
}

static bool door_allowed(const struct route_query *query, const struct graph_node *node)
{
    if (node->kind != NODE_OPENING || !query->step_free)
        return true;
    const struct venue_opening *o = &query->venue->openings[node->index];
    return !o->step && o->accessible != MAP_ACCESS_NO && o->width + 1e-6 >= query->clear_width;
}

bool route_edge_allowed(const struct route_query *query, const struct graph_edge *edge)
{
    const struct graph_node *to = &query->graph->nodes[edge->to];
    if (query->closed && ((edge->feature >= 0 && query->closed[edge->feature]) ||
                          (to->feature >= 0 && query->closed[to->feature])))
        return false;
    switch (edge->kind) {
    case EDGE_STEPS:
    case EDGE_STAIRS:
        if (query->step_free)
            return false;
        break;
    case EDGE_ESCALATOR:
        if (query->step_free || query->avoid_escalators)
            return false;
        break;
    case EDGE_WALK:
    case EDGE_RAMP:
    case EDGE_ROOM:
    case EDGE_PATH:
    case EDGE_LIFT_IN:
    case EDGE_LIFT_RIDE:
    case EDGE_LIFT_OUT:
        if (query->step_free &&
            (edge->steep ||
             (edge->unit >= 0 && query->venue->units[edge->unit].accessible == MAP_ACCESS_NO)))
            return false;
        break;
    case EDGE_KIND_COUNT:
        return false;
    }
    return door_allowed(query, to);
}

double route_edge_seconds(const struct route_query *query, const struct graph_edge *edge)
{
    return (double)edge->metres / (query->step_free ? SPEED_STEP_FREE_MPS : SPEED_MPS) +
           (double)edge->seconds;
}

bool route_edge_unconfirmed(const struct route_query *query, const struct graph_edge *edge)
{
    const struct graph_node *to = &query->graph->nodes[edge->to];
    if (to->kind != NODE_OPENING)
        return false;
    const struct venue_opening *o = &query->venue->openings[to->index];
    return !o->made_up && !o->width_confirmed && o->accessible == MAP_ACCESS_UNKNOWN;
}

double route_edge_cost(const struct route_query *query, const struct graph_edge *edge)
{
    double cost = route_edge_seconds(query, edge) + (double)edge->penalty;
    return query->step_free && route_edge_unconfirmed(query, edge) ? cost + UNCONFIRMED_S : cost;
}

struct heap {
    struct entry {
        double cost;
        int node;
    } * entries;
    size_t count, capacity;
};

static void heap_push(struct heap *heap, double cost, int node)
{
    heap->entries = array_grow(heap->entries, heap->count, &heap->capacity, sizeof *heap->entries);
    size_t i = heap->count++;
    for (; i > 0 && heap->entries[(i - 1) / 2].cost > cost; i = (i - 1) / 2)
        heap->entries[i] = heap->entries[(i - 1) / 2];
    heap->entries[i] = (struct entry){cost, node};
}

static struct entry heap_pop(struct heap *heap)
{
    struct entry top = heap->entries[0], last = heap->entries[--heap->count];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= heap->count)
            break;
        if (child + 1 < heap->count && heap->entries[child + 1].cost < heap->entries[child].cost)
            child++;
        if (heap->entries[child].cost >= last.cost)
            break;
        heap->entries[i] = heap->entries[child];
        i = child;
    }
    heap->entries[i] = last;
    return top;
}

struct route_tree route_tree_make(const struct route_query *query, int start, int target)
{
    const struct graph *graph = query->graph;
    struct route_tree tree = {malloc((graph->node_count + 1) * sizeof *tree.cost),
                              malloc((graph->node_count + 1) * sizeof *tree.via)};
    struct heap heap = {NULL, 0, 0};
    if (!tree.cost || !tree.via)
        abort();
    for (size_t i = 0; i < graph->node_count; i++) {
        tree.cost[i] = HUGE_VAL;
        tree.via[i] = -1;
    }
    tree.cost[start] = 0;
    heap_push(&heap, 0, start);
    while (heap.count) {
        struct entry now = heap_pop(&heap);
        if (now.node == target)
            break;
        if (now.cost > tree.cost[now.node] || (graph->nodes[now.node].leaf && now.node != start))
            continue;
        for (int e = graph->first[now.node]; e < graph->first[now.node + 1]; e++) {
            const struct graph_edge *edge = &graph->edges[e];
            double cost = now.cost + route_edge_cost(query, edge);
            if (cost >= tree.cost[edge->to] || !route_edge_allowed(query, edge))
                continue;
            tree.cost[edge->to] = cost;
            tree.via[edge->to] = e;
            heap_push(&heap, cost, edge->to);
        }
    }
    free(heap.entries);
    return tree;
}

void route_tree_clear(struct route_tree *tree)
{
    free(tree->cost);
    free(tree->via);
    *tree = (struct route_tree){NULL, NULL};
}

int *route_edges(const struct route_query *query, const struct route_tree *tree, int target,
                 size_t *count)
{
    size_t length = 0;
    for (int e = tree->via[target]; e >= 0; e = tree->via[query->graph->edges[e].from])
        length++;
    *count = length;
    int *edges = length ? malloc(length * sizeof *edges) : NULL;
    if (length && !edges)
        abort();
    for (int e = tree->via[target]; e >= 0; e = tree->via[query->graph->edges[e].from])
        edges[--length] = e;
    return edges;
}
