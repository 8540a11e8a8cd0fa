#include "map/route.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define UNCONFIRMED_S 20.0 /* MAPS 3.4: unknown is allowed, with a penalty and a word about it */

static double speed(const struct route_query *query)
{
    return query->step_free ? SPEED_STEP_FREE_MPS : SPEED_MPS;
}

int route_edge_closed(const struct route_query *query, int edge)
{
    const struct graph_arc *arc = &query->graph->arcs[edge];
    if (query->crossed && query->crossed[edge])
        return query->crossed[edge];
    if (!query->closed)
        return 0;
    if (arc->feature >= 0 && query->closed[arc->feature])
        return query->closed[arc->feature];
    int at = graph_node_feature(query->graph, arc->to);
    return at >= 0 ? query->closed[at] : 0;
}

static bool suits(const struct route_query *query, const struct graph_arc *arc)
{
    if (query->step_free && ((arc->flags & ARC_STEPPED) || arc->width < query->width_cm))
        return false;
    return !query->avoid_escalators || arc->kind != EDGE_ESCALATOR;
}

bool route_edge_allowed(const struct route_query *query, int edge)
{
    return suits(query, &query->graph->arcs[edge]) && !route_edge_closed(query, edge);
}

double route_edge_seconds(const struct route_query *query, int edge)
{
    const struct graph_arc *arc = &query->graph->arcs[edge];
    return (double)arc->metres / speed(query) + (double)arc->seconds * 0.1;
}

bool route_edge_unconfirmed(const struct route_query *query, int edge)
{
    return query->graph->arcs[edge].flags & ARC_UNCONFIRMED;
}

static double arc_cost(const struct graph_arc *arc, bool step_free, double per_metre)
{
    double cost = (double)arc->metres * per_metre + (double)(arc->seconds + arc->penalty) * 0.1;
    return step_free && (arc->flags & ARC_UNCONFIRMED) ? cost + UNCONFIRMED_S : cost;
}

double route_edge_cost(const struct route_query *query, int edge)
{
    return arc_cost(&query->graph->arcs[edge], query->step_free, 1 / speed(query));
}

/* --- the heap: four children a node, old entries are left in and skipped
 * -------------------------- */

struct entry {
    double key;
    int node;
};

struct heap {
    struct entry *entries;
    size_t count, capacity;
};

static inline void heap_push(struct heap *heap, double key, int node)
{
    if (heap->count == heap->capacity)
        heap->entries =
            array_grow(heap->entries, heap->count, &heap->capacity, sizeof *heap->entries);
    size_t i = heap->count++;
    for (size_t up; i > 0 && heap->entries[up = (i - 1) / 4].key > key; i = up)
        heap->entries[i] = heap->entries[up];
    heap->entries[i] = (struct entry){key, node};
}

static inline struct entry heap_pop(struct heap *heap)
{
    struct entry top = heap->entries[0], last = heap->entries[--heap->count];
    const struct entry *e = heap->entries;
    size_t i = 0, count = heap->count;
    for (;;) {
        size_t first = 4 * i + 1, least = first, end = first + 4 < count ? first + 4 : count;
        if (first >= count)
            break;
        for (size_t c = first + 1; c < end; c++)
            if (e[c].key < e[least].key)
                least = c;
        if (e[least].key >= last.key)
            break;
        heap->entries[i] = heap->entries[least];
        i = least;
    }
    heap->entries[i] = last;
    return top;
}

/* --- one to all
 * ---------------------------------------------------------------------------------- */

struct route_tree route_tree_make(const struct route_query *query, int start)
{
    const struct graph *graph = query->graph;
    struct route_tree tree = {malloc((graph->node_count + 1) * sizeof *tree.cost),
                              malloc((graph->node_count + 1) * sizeof *tree.via)};
    struct heap heap = {NULL, 0, 0};
    double per_metre = 1 / speed(query);
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
        if (now.key > tree.cost[now.node])
            continue;
        for (int e = graph->first[now.node]; e < graph->first[now.node + 1]; e++) {
            const struct graph_arc *arc = &graph->arcs[e];
            double cost = now.key + arc_cost(arc, query->step_free, per_metre);
            if (cost >= tree.cost[arc->to] || !route_edge_allowed(query, e))
                continue;
            tree.cost[arc->to] = cost;
            tree.via[arc->to] = e;
            if (!graph->nodes[arc->to].leaf)
                heap_push(&heap, cost, arc->to);
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

static int *walk_back(const struct graph *graph, const int *via, int target, size_t *count)
{
    size_t length = 0;
    for (int e = via[target]; e >= 0; e = via[graph_edge_at(graph, e).from])
        length++;
    *count = length;
    int *edges = length ? malloc(length * sizeof *edges) : NULL;
    if (length && !edges)
        abort();
    for (int e = via[target]; e >= 0; e = via[graph_edge_at(graph, e).from])
        edges[--length] = e;
    return edges;
}

int *route_edges(const struct graph *graph, const struct route_tree *tree, int target,
                 size_t *count)
{
    return walk_back(graph, tree->via, target, count);
}

/* --- one to one
 * ---------------------------------------------------------------------------------- */

struct aim { /* no way costs less than this (graph.h) */
    const struct graph *graph;
    const struct venue_level *levels;
    struct map_point at;
    double spm, floor_s, less_m;
    int ordinal;
};

static inline double least_cost(const struct aim *aim, const struct graph_node *node)
{
    double dx = (double)node->x - aim->at.x, dy = (double)node->y - aim->at.y;
    double far = sqrt(dx * dx + dy * dy) - aim->less_m;
    return (far > 0 ? far * aim->spm : 0) +
           aim->floor_s * abs(aim->levels[node->level].ordinal - aim->ordinal);
}

static struct aim aim_at(const struct route_query *query, int target)
{
    const struct graph *graph = query->graph;
    const struct venue_level *levels = query->venue->levels;
    bool leaf = graph->nodes[target].leaf;
    /* the float sums of many edges may fall short of their bound by a hair */
    return (struct aim){graph,
                        levels,
                        graph_node_at(graph, target),
                        graph->least_spm * (1 - 1e-6),
                        graph->least_floor_s * (1 - 1e-6),
                        leaf ? graph->less_m : 0,
                        levels[graph->nodes[target].level].ordinal};
}

double route_find(const struct route_query *query, int start, int target, int **edges,
                  size_t *count)
{
    const struct graph *graph = query->graph;
    struct aim aim = aim_at(query, target);
    double *cost = malloc((graph->node_count + 1) * sizeof *cost), per_metre = 1 / speed(query);
    int *via = malloc((graph->node_count + 1) * sizeof *via);
    double *key = malloc((graph->node_count + 1) * sizeof *key);
    struct heap heap = {NULL, 0, 0};
    if (!cost || !via || !key)
        abort();
    for (size_t i = 0; i < graph->node_count; i++)
        cost[i] = HUGE_VAL;
    cost[start] = key[start] = 0;
    via[start] = -1;
    heap_push(&heap, 0, start);
    while (heap.count) {
        struct entry now = heap_pop(&heap);
        if (now.node == target)
            break;
        if (now.key > key[now.node])
            continue;
        double here = cost[now.node];
        for (int e = graph->first[now.node]; e < graph->first[now.node + 1]; e++) {
            const struct graph_arc *arc = &graph->arcs[e];
            const struct graph_node *to = &graph->nodes[arc->to];
            if (to->leaf && arc->to != target)
                continue;
            double there = here + arc_cost(arc, query->step_free, per_metre);
            if (there >= cost[arc->to] || !route_edge_allowed(query, e))
                continue;
            cost[arc->to] = there;
            via[arc->to] = e;
            key[arc->to] = there + least_cost(&aim, to);
            heap_push(&heap, key[arc->to], arc->to);
        }
    }
    double out = cost[target];
    *edges = NULL;
    *count = 0;
    if (out < HUGE_VAL)
        *edges = walk_back(graph, via, target, count);
    free(heap.entries);
    free(cost);
    free(key);
    free(via);
    return out;
}
