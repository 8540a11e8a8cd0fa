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
    return query->shut[arc->to];
}

static bool suits(const struct route_query *query, const struct graph_arc *arc)
{
    if (query->step_free && ((arc->flags & ARC_STEPPED) || arc->width < query->width_cm))
        return false;
    return !query->avoid_escalators || arc->kind != EDGE_ESCALATOR;
}

static bool asks_nothing(const struct route_query *query)
{
    return !query->step_free && !query->avoid_escalators && !query->closed && !query->crossed;
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
    bool any = asks_nothing(query);
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
            if (cost >= tree.cost[arc->to] || (!any && !route_edge_allowed(query, e)))
                continue;
            tree.cost[arc->to] = cost;
            tree.via[arc->to] = e;
            if (!(arc->flags & ARC_LEAF))
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

int *route_edges(const struct graph *graph, const struct route_tree *tree, int target,
                 size_t *count)
{
    size_t length = 0;
    for (int e = tree->via[target]; e >= 0; e = tree->via[graph_edge_at(graph, e).from])
        length++;
    *count = length;
    int *edges = length ? malloc(length * sizeof *edges) : NULL;
    if (length && !edges)
        abort();
    for (int e = tree->via[target]; e >= 0; e = tree->via[graph_edge_at(graph, e).from])
        edges[--length] = e;
    return edges;
}

/* --- one to one
 * ---------------------------------------------------------------------------------- */

struct aim { /* no way costs less than this (graph.h) */
    const struct venue_level *levels;
    double x, y, spm, floor_s, less_m;
    int ordinal;
};

static inline double least_cost(const struct aim *aim, const struct graph_node *node)
{
    double dx = (double)node->x - aim->x, dy = (double)node->y - aim->y;
    double far = sqrt(dx * dx + dy * dy) - aim->less_m;
    return (far > 0 ? far * aim->spm : 0) +
           aim->floor_s * abs(aim->levels[node->level].ordinal - aim->ordinal);
}

static struct aim aim_at(const struct route_query *query, int target)
{
    const struct graph *graph = query->graph;
    const struct graph_node *node = &graph->nodes[target];
    const struct venue_level *levels = query->venue->levels;
    /* the sums of many edges may fall short of their bound by a hair */
    return (struct aim){.levels = levels,
                        .x = (double)node->x,
                        .y = (double)node->y,
                        .spm = graph->least_spm * (1 - 1e-6),
                        .floor_s = graph->least_floor_s * (1 - 1e-6),
                        .less_m = node->leaf ? graph->less_m : 0,
                        .ordinal = levels[node->level].ordinal};
}

/* Of a node while searching. All zero = not seen: fresh memory is zero, and only what is looked at
 * is ever touched. */
struct label {
    double cost;
    int via; /* edge + 1; 0 = the start */
    uint8_t seen, done;
};

static int *walk_back(const struct graph *graph, const struct label *labels, int target,
                      size_t *count)
{
    size_t length = 0;
    for (int e = labels[target].via; e; e = labels[graph_edge_at(graph, e - 1).from].via)
        length++;
    *count = length;
    int *edges = length ? malloc(length * sizeof *edges) : NULL;
    if (length && !edges)
        abort();
    for (int e = labels[target].via; e; e = labels[graph_edge_at(graph, e - 1).from].via)
        edges[--length] = e - 1;
    return edges;
}

static void search(const struct route_query *query, int start, int target, struct label *labels)
{
    const struct graph *graph = query->graph;
    const struct aim aim = aim_at(query, target);
    struct heap heap = {NULL, 0, 0};
    double per_metre = 1 / speed(query);
    bool any = asks_nothing(query);
    labels[start].seen = 1;
    heap_push(&heap, 0, start);
    while (heap.count) {
        int now = heap_pop(&heap).node;
        if (now == target)
            break;
        if (labels[now].done)
            continue;
        labels[now].done = 1;
        double here = labels[now].cost;
        for (int e = graph->first[now]; e < graph->first[now + 1]; e++) {
            const struct graph_arc *arc = &graph->arcs[e];
            if ((arc->flags & ARC_LEAF) && arc->to != target)
                continue;
            struct label *to = &labels[arc->to];
            double there = here + arc_cost(arc, query->step_free, per_metre);
            if ((to->seen && there >= to->cost) || (!any && !route_edge_allowed(query, e)))
                continue;
            *to = (struct label){there, e + 1, 1, 0};
            heap_push(&heap, there + least_cost(&aim, &graph->nodes[arc->to]), arc->to);
        }
    }
    free(heap.entries);
}

double route_find(const struct route_query *query, int start, int target, int **edges,
                  size_t *count)
{
    struct label *labels = calloc(query->graph->node_count + 1, sizeof *labels);
    if (!labels)
        abort();
    *edges = NULL;
    *count = 0;
    search(query, start, target, labels);
    double out = labels[target].seen ? labels[target].cost : HUGE_VAL;
    if (out < HUGE_VAL)
        *edges = walk_back(query->graph, labels, target, count);
    free(labels);
    return out;
}
