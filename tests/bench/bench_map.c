/* The bars of the way (MAPS.md 2): generated hospitals of about 2,000, 20,000 and 200,000 graph
 * nodes; ways with their text from the kept tree, trees after a closure, cold A* beside
 * Boost.Graph on the same graph, import, size, and how fast a packed building is there again. All
 * times are CPU time of one thread, so that other work on the machine does not count. Prints, never
 * fails on time.
 *
 *   bench_map [FOLDER]    keeps the buildings below FOLDER (default /tmp) between runs
 */
#include "map/map_private.h"
#include "support/building.h"
#ifdef BENCH_BOOST
#include "bench/boost_ways.h"
#endif

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define PAIRS 1000
#define CLOSURES 40

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void print_times(const char *what, double *ms, size_t count, const char *bar)
{
    qsort(ms, count, sizeof *ms, by_size);
    printf("  %-44s median %8.3f ms   p99 %8.3f ms   %s\n", what, ms[count / 2],
           ms[count * 99 / 100], bar);
}

static unsigned seed = 1;

static size_t any(size_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static void bench_ways(const struct map *map)
{
    double ms[PAIRS];
    struct map_start kiosk;
    size_t count = 0;
    map_kiosk(map, NULL, &kiosk);
    for (size_t tries = 0; count < PAIRS && tries < PAIRS * 2; tries++) {
        struct map_route route;
        const char *id = map->venue->places[any(map->venue->place_count)].id;
        double begin = now_ms();
        if (map_route(map, &kiosk, id, NULL, &route) != ERR_OK)
            continue;
        ms[count] = now_ms() - begin;
        count += route.outcome == MAP_WAY;
        map_route_clear(&route);
    }
    print_times("way, polyline and text, from the kiosk", ms, count, "bar 1 / 3 ms");
}

static void bench_trees(const struct map *map)
{
    double ms[CLOSURES];
    int start = map->graph->kiosk_node[0];
    for (size_t i = 0; i < CLOSURES; i++) {
        const struct venue_group *lift = &map->venue->groups[any(map->venue->group_count)];
        const char *closed[] = {map->venue->features[lift->feature].id};
        const struct map_profile profile = {.closed = closed, .closed_count = 1};
        double begin = now_ms();
        struct route_query query = route_query_make(map->venue, map->graph, &profile);
        struct route_tree tree = route_tree_make(&query, start);
        ms[i] = now_ms() - begin;
        route_tree_clear(&tree);
        route_query_clear(&query);
    }
    print_times("the tree again after a closure", ms, CLOSURES, "bar 40 ms");
}

struct pairs {
    int from[PAIRS], to[PAIRS];
    double cost[PAIRS];
};

/* From doors to rooms. */
static void choose_pairs(const struct map *map, struct pairs *out)
{
    for (size_t i = 0; i < PAIRS; i++) {
        do
            out->from[i] = map->graph->opening_node[any(map->venue->opening_count)];
        while (out->from[i] < 0);
        do
            out->to[i] = map->graph->place_node[any(map->venue->place_count)];
        while (out->to[i] < 0);
    }
}

static double bench_astar(const struct map *map, struct pairs *pairs)
{
    double ms[PAIRS];
    struct route_query query = route_query_make(map->venue, map->graph, NULL);
    for (size_t i = 0; i < PAIRS; i++) {
        int *edges;
        size_t count;
        double begin = now_ms();
        pairs->cost[i] = route_find(&query, pairs->from[i], pairs->to[i], &edges, &count);
        ms[i] = now_ms() - begin;
        free(edges);
    }
    route_query_clear(&query);
    print_times("cold A*, ours", ms, PAIRS, "bar: Boost's");
    return ms[PAIRS / 2];
}

#ifdef BENCH_BOOST
static void *room(size_t count, size_t size)
{
    void *out = calloc(count + 1, size);
    if (!out)
        abort();
    return out;
}

static void fill_boost(const struct map *map, struct boost_graph *out)
{
    const struct graph *g = map->graph;
    struct route_query query = route_query_make(map->venue, g, NULL);
    int *to = room(g->edge_count, sizeof *to), *floors = room(g->node_count, sizeof *floors);
    double *cost = room(g->edge_count, sizeof *cost);
    float *x = room(g->node_count, sizeof *x), *y = room(g->node_count, sizeof *y);
    unsigned char *leaf = room(g->node_count, 1);
    for (size_t e = 0; e < g->edge_count; e++) {
        to[e] = g->arcs[e].to;
        cost[e] = route_edge_cost(&query, (int)e);
    }
    for (size_t n = 0; n < g->node_count; n++) {
        x[n] = g->nodes[n].x;
        y[n] = g->nodes[n].y;
        leaf[n] = g->nodes[n].leaf;
        floors[n] = map->venue->levels[g->nodes[n].level].ordinal;
    }
    *out = (struct boost_graph){
        g->node_count, g->edge_count, g->first,         to,       cost, x, y, floors,
        leaf,          g->least_spm,  g->least_floor_s, g->less_m};
    route_query_clear(&query);
}

static void clear_boost(struct boost_graph *b)
{
    free((void *)b->to);
    free((void *)b->cost);
    free((void *)b->x);
    free((void *)b->y);
    free((void *)b->floor);
    free((void *)b->leaf);
}

static void bench_boost(const struct map *map, const struct pairs *pairs, double ours)
{
    double astar[PAIRS], dijkstra[PAIRS], tree[CLOSURES];
    struct boost_graph in;
    int differ = 0;
    fill_boost(map, &in);
    struct boost_ways *ways = boost_ways_new(&in);
    for (size_t i = 0; i < PAIRS; i++) {
        double begin = now_ms();
        double cost = boost_ways_astar(ways, pairs->from[i], pairs->to[i]);
        astar[i] = now_ms() - begin;
        differ += pairs->cost[i] < HUGE_VAL ? fabs(cost - pairs->cost[i]) > 1e-6 : cost < HUGE_VAL;
    }
    for (size_t i = 0; i < PAIRS / 4; i++) {
        double begin = now_ms();
        double cost = boost_ways_dijkstra(ways, pairs->from[i], pairs->to[i]);
        dijkstra[i] = now_ms() - begin;
        differ += pairs->cost[i] < HUGE_VAL ? fabs(cost - pairs->cost[i]) > 1e-6 : cost < HUGE_VAL;
    }
    for (size_t i = 0; i < CLOSURES; i++) {
        double begin = now_ms();
        boost_ways_tree(ways, pairs->from[i]);
        tree[i] = now_ms() - begin;
    }
    print_times("cold A*, Boost.Graph", astar, PAIRS, "");
    print_times("Dijkstra to one, Boost.Graph", dijkstra, PAIRS / 4, "");
    print_times("Dijkstra to all, Boost.Graph", tree, CLOSURES, "");
    printf("  A*: ours takes %.2f of Boost's median; %d of %d costs differ\n",
           ours / astar[PAIRS / 2], differ, PAIRS + PAIRS / 4);
    boost_ways_free(ways);
    clear_boost(&in);
}
#else
static void bench_boost(const struct map *map, const struct pairs *pairs, double ours)
{
    (void)map, (void)pairs, (void)ours;
    printf("  Boost.Graph is not installed (libboost-graph-dev): no comparison\n");
}
#endif

static bool building_at(const char *folder, int rooms, char *path, size_t size)
{
    struct building_plan plan = {.rooms = rooms, .seed = 1};
    struct building_counts counts;
    char last[600];
    struct stat info;
    snprintf(path, size, "%s/foyer-bench-%d", folder, rooms);
    snprintf(last, sizeof last, "%s/address.geojson", path);
    if (stat(last, &info) == 0)
        return true;
    mkdir(path, 0777);
    return building_make(path, &plan, &counts);
}

static void bench(const char *folder, int rooms)
{
    char path[500];
    size_t size;
    struct pairs *pairs = calloc(1, sizeof *pairs);
    if (!pairs || !building_at(folder, rooms, path, sizeof path))
        abort();
    double begin = now_ms();
    struct map *map = map_load(path, NULL);
    double loaded = now_ms();
    if (!map)
        abort();
    unsigned char *bytes = map_pack(map, &size);
    double packed = now_ms();
    struct map *again = map_unpack(bytes, size);
    double unpacked = now_ms();
    printf(
        "%d rooms: %zu nodes, %zu edges, graph %.1f MB (bar 16 at 200,000 nodes), packed %.1f "
        "MB\n  import %.2f s (bar 10 s at 20,000 rooms), packing %.0f ms, there again in %.0f ms "
        "(bar 300 ms with the first floor drawn)\n",
        rooms, map->graph->node_count, map->graph->edge_count,
        (double)graph_bytes(map->graph) / 1e6, (double)size / 1e6, (loaded - begin) / 1e3,
        packed - loaded, unpacked - packed);
    free(bytes);
    map_free(again);
    bench_ways(map);
    bench_trees(map);
    choose_pairs(map, pairs);
    bench_boost(map, pairs, bench_astar(map, pairs));
    map_free(map);
    free(pairs);
}

int main(int argc, char **argv)
{
    static const int rooms[] = {600, 6100, 20000, 61000};
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++)
        bench(argc > 1 ? argv[1] : "/tmp", rooms[i]);
    return 0;
}
