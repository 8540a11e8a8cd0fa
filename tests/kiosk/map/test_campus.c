/* Covers kiosk/map as a whole on generated hospitals (tests/support/building.h): ways against
 * textbook Dijkstra, lines inside, step-free, closures one by one. */
#include "map/map_private.h"
#include "support/building.h"
#include "support/temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define PAIRS 1000

struct campus {
    struct map *small, *large; /* 200 rooms, 2,000 rooms */
};

static uint32_t seed;

static size_t any(size_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static struct map *make(int rooms)
{
    char dir[TEMP_SIZE];
    struct building_plan plan = {.rooms = rooms, .seed = 4};
    struct building_counts counts;
    temp_make(dir);
    assert_true(building_make(dir, &plan, &counts));
    assert_int_equal(counts.rooms, rooms);
    struct map *map = map_load(dir, NULL);
    assert_non_null(map);
    temp_remove(dir);
    return map;
}

static int load(void **state)
{
    static struct campus campus;
    campus = (struct campus){make(200), make(2000)};
    *state = &campus;
    return 0;
}

static int unload(void **state)
{
    struct campus *c = *state;
    map_free(c->small);
    map_free(c->large);
    return 0;
}

/* Costs from one node, as in the textbook. */
static double *plain_costs(const struct route_query *query, int start)
{
    const struct graph *graph = query->graph;
    double *cost = malloc((graph->node_count + 1) * sizeof *cost);
    bool *done = calloc(graph->node_count + 1, sizeof *done);
    assert_true(cost && done);
    for (size_t i = 0; i < graph->node_count; i++)
        cost[i] = (int)i == start ? 0 : HUGE_VAL;
    for (;;) {
        int now = -1;
        for (size_t i = 0; i < graph->node_count; i++)
            if (!done[i] && cost[i] < HUGE_VAL && (now < 0 || cost[i] < cost[now]))
                now = (int)i;
        if (now < 0)
            break;
        done[now] = true;
        for (int e = graph->first[now]; e < graph->first[now + 1]; e++) {
            double through = cost[now] + route_edge_cost(query, e);
            bool through_leaf = graph->nodes[now].leaf && now != start;
            if (!through_leaf && route_edge_allowed(query, e) && through < cost[graph->arcs[e].to])
                cost[graph->arcs[e].to] = through;
        }
    }
    free(done);
    return cost;
}

static void same(double got, double expected)
{
    if (expected < HUGE_VAL)
        assert_true(fabs(got - expected) < 1e-6);
    else
        assert_false(got < HUGE_VAL);
}

static double sum_of(const struct route_query *query, const int *edges, size_t count)
{
    double sum = 0;
    for (size_t k = 0; k < count; k++) {
        sum += route_edge_cost(query, edges[k]);
        if (k)
            assert_int_equal(graph_edge_at(query->graph, edges[k]).from,
                             query->graph->arcs[edges[k - 1]].to);
    }
    return sum;
}

/* From 50 starts, a kiosk among them, to 20 places each. */
static void a_thousand_pairs_cost_what_dijkstra_says(void **state)
{
    const struct map *map = ((struct campus *)*state)->small;
    seed = 21;
    for (int i = 0; i < PAIRS / 20; i++) {
        const struct map_profile profile = {.step_free = i % 2, .avoid_escalators = i % 3 == 0};
        struct route_query query = route_query_make(map->venue, map->graph, &profile);
        int start =
            i ? map->graph->place_node[any(map->venue->place_count)] : map->graph->kiosk_node[0];
        if (start < 0)
            start = map->graph->kiosk_node[0];
        double *expected = plain_costs(&query, start);
        for (int k = 0; k < 20; k++) {
            int target = map->graph->place_node[any(map->venue->place_count)], *edges;
            size_t count;
            if (target < 0)
                continue;
            double cost = route_find(&query, start, target, &edges, &count);
            same(cost, expected[target]);
            if (cost < HUGE_VAL)
                same(sum_of(&query, edges, count), cost);
            free(edges);
            cost = map_find(map, &query, start, target, &edges, &count);
            same(cost, expected[target]);
            free(edges);
        }
        free(expected);
        route_query_clear(&query);
    }
}

static void on_a_campus_the_tree_and_a_star_agree(void **state)
{
    const struct map *map = ((struct campus *)*state)->large;
    seed = 22;
    for (int i = 0; i < PAIRS / 50; i++) {
        const struct map_profile profile = {.step_free = i % 2};
        struct route_query query = route_query_make(map->venue, map->graph, &profile);
        int start = map->graph->kiosk_node[any(map->venue->kiosk_count)];
        struct route_tree tree = route_tree_make(&query, start);
        for (int k = 0; k < 50; k++) {
            int target = map->graph->place_node[any(map->venue->place_count)], *edges;
            size_t count;
            if (target < 0)
                continue;
            same(route_find(&query, start, target, &edges, &count), tree.cost[target]);
            free(edges);
        }
        route_tree_clear(&tree);
        route_query_clear(&query);
    }
}

static void no_line_leaves_where_one_can_walk_by_more_than_5_cm(void **state)
{
    const struct map *map = ((struct campus *)*state)->small;
    for (size_t e = 0; e < map->graph->edge_count; e++) {
        struct graph_edge edge = graph_edge_at(map->graph, (int)e);
        if (edge.unit < 0)
            continue;
        const struct venue_unit *unit = &map->venue->units[edge.unit];
        for (int i = 1; i < edge.line_count; i++)
            for (int k = 0; k <= 20; k++) {
                struct map_point p =
                    point_between(graph_edge_point(map->graph, &edge, i - 1),
                                  graph_edge_point(map->graph, &edge, i), k / 20.0);
                assert_true(shape_contains(&unit->shape, p) ||
                            shape_edge_distance(&unit->shape, p, NULL) < 0.05);
                for (size_t f = 0; f < map->venue->fixture_count; f++) {
                    const struct venue_fixture *bench = &map->venue->fixtures[f];
                    if (bench->level == unit->level && shape_contains(&bench->shape, p))
                        assert_true(shape_edge_distance(&bench->shape, p, NULL) < 0.05);
                }
            }
    }
}

static void step_free_never_climbs_and_never_squeezes(void **state)
{
    const struct map *map = ((struct campus *)*state)->large;
    seed = 23;
    int ways = 0;
    for (int i = 0; i < PAIRS; i++) {
        const char *closed[] = {map->venue->features[any(map->venue->feature_count)].id,
                                map->venue->features[any(map->venue->feature_count)].id};
        const struct map_profile profile = {.step_free = true,
                                            .clear_width = 0.7 + (double)any(4) / 10,
                                            .closed = closed,
                                            .closed_count = any(3)};
        struct map_start from;
        struct map_route route;
        assert_true(map_kiosk_at(map, any(map->venue->kiosk_count), &from));
        const char *id = map->venue->places[any(map->venue->place_count)].id;
        assert_int_equal(map_route(map, &from, id, &profile, &route), ERR_OK);
        ways += route.outcome == MAP_WAY;
        for (size_t k = 0; k < route.edge_count; k++) {
            struct graph_edge edge = graph_edge_at(map->graph, route.edges[k]);
            assert_true(edge.kind != EDGE_STAIRS && edge.kind != EDGE_STEPS &&
                        edge.kind != EDGE_ESCALATOR && !edge.steep);
            const struct graph_node *node = &map->graph->nodes[edge.to];
            if (node->kind == NODE_OPENING)
                assert_true(map->venue->openings[node->index].width >= profile.clear_width - 1e-6);
        }
        map_route_clear(&route);
    }
    assert_true(ways > PAIRS / 3);
}

static bool uses(const struct map *map, const int *edges, size_t count, int feature)
{
    for (size_t k = 0; k < count; k++)
        if (map->graph->arcs[edges[k]].feature == feature ||
            graph_node_feature(map->graph, map->graph->arcs[edges[k]].to) == feature)
            return true;
    return false;
}

struct ways { /* from the kiosk to every place */
    int **edges;
    size_t *counts;
    double *costs;
};

static struct ways all_ways(const struct map *map, const char *closed)
{
    const struct map_profile profile = {.closed = &closed, .closed_count = closed ? 1 : 0};
    struct route_query query = route_query_make(map->venue, map->graph, &profile);
    const struct route_tree *tree = route_cache_tree(map->trees, &query, map->graph->kiosk_node[0]);
    size_t n = map->venue->place_count;
    struct ways w = {calloc(n, sizeof *w.edges), calloc(n, sizeof *w.counts),
                     calloc(n, sizeof *w.costs)};
    assert_true(w.edges && w.counts && w.costs);
    for (size_t i = 0; i < n; i++) {
        int node = map->graph->place_node[i];
        w.costs[i] = node < 0 ? HUGE_VAL : tree->cost[node];
        if (node >= 0)
            w.edges[i] = route_edges(map->graph, tree, node, &w.counts[i]);
    }
    route_cache_done(map->trees);
    route_query_clear(&query);
    return w;
}

static void free_ways(struct ways *w, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(w->edges[i]);
    free(w->edges);
    free(w->counts);
    free(w->costs);
}

static void closing_one_thing_changes_what_used_it_and_reopening_restores(void **state)
{
    const struct map *map = ((struct campus *)*state)->small;
    size_t n = map->venue->place_count;
    struct ways before = all_ways(map, NULL);
    for (size_t u = 0; u < map->venue->unit_count; u++) {
        const struct venue_unit *unit = &map->venue->units[u];
        if (!unit_is_vertical(unit) && !unit_is_walkable(unit))
            continue;
        int feature = route_closure_feature(map->venue, unit->id);
        struct ways during = all_ways(map, unit->id);
        for (size_t i = 0; i < n; i++) {
            assert_false(uses(map, during.edges[i], during.counts[i], feature));
            if (uses(map, before.edges[i], before.counts[i], feature)) {
                assert_true(during.costs[i] >= before.costs[i] - 1e-9);
            } else {
                assert_int_equal(during.counts[i], before.counts[i]);
                if (before.counts[i])
                    assert_memory_equal(during.edges[i], before.edges[i],
                                        before.counts[i] * sizeof(int));
            }
        }
        free_ways(&during, n);
    }
    struct ways after = all_ways(map, NULL);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(after.counts[i], before.counts[i]);
        if (after.counts[i])
            assert_memory_equal(after.edges[i], before.edges[i], after.counts[i] * sizeof(int));
    }
    free_ways(&after, n);
    free_ways(&before, n);
}

static void the_same_numbers_make_the_same_building(void **state)
{
    (void)state;
    char a[TEMP_SIZE], b[TEMP_SIZE], c[TEMP_SIZE], sum_a[MAP_SUM_SIZE], sum_b[MAP_SUM_SIZE],
        sum_c[MAP_SUM_SIZE];
    struct building_plan plan = {.rooms = 60, .seed = 9}, other = {.rooms = 60, .seed = 10};
    struct building_counts counts;
    temp_make(a);
    temp_make(b);
    temp_make(c);
    assert_true(building_make(a, &plan, &counts) && building_make(b, &plan, &counts) &&
                building_make(c, &other, &counts));
    assert_true(map_sum(a, sum_a) && map_sum(b, sum_b) && map_sum(c, sum_c));
    assert_string_equal(sum_a, sum_b);
    assert_string_not_equal(sum_a, sum_c);
    temp_remove(a);
    temp_remove(b);
    temp_remove(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thousand_pairs_cost_what_dijkstra_says),
        cmocka_unit_test(on_a_campus_the_tree_and_a_star_agree),
        cmocka_unit_test(no_line_leaves_where_one_can_walk_by_more_than_5_cm),
        cmocka_unit_test(step_free_never_climbs_and_never_squeezes),
        cmocka_unit_test(closing_one_thing_changes_what_used_it_and_reopening_restores),
        cmocka_unit_test(the_same_numbers_make_the_same_building),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
