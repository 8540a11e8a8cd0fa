/* Covers kiosk/map/route.c, graph*.c, map.c on the demo building. */
#include "map/map_private.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define assert_near(a, b, by) assert_true(fabs((a) - (b)) <= (by))

#define DEMO TEST_ASSETS "/demo/imdf"
#define SMALL TEST_DATA "/imdf-small"
#define PAIRS 400

static struct map *map;

static int load(void **state)
{
    (void)state;
    map = map_load(DEMO, NULL);
    return map ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    map_free(map);
    return 0;
}

static uint32_t seed = 7;

static size_t any(size_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static bool any_pair(struct map_start *from, const struct venue_place **to)
{
    const struct venue_place *a = &map->venue->places[any(map->venue->place_count)];
    *to = &map->venue->places[any(map->venue->place_count)];
    return map->graph->place_node[*to - map->venue->places] >= 0 &&
           map_start_at_place(map, a->id, from);
}

/* Dijkstra as in the textbook, over the same edges, with nothing of route.c but the price of an
 * edge. */
static double plain_cost(const struct route_query *query, int start, int target)
{
    const struct graph *graph = map->graph;
    double *cost = malloc(graph->node_count * sizeof *cost);
    bool *done = calloc(graph->node_count, sizeof *done);
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
        if (graph->nodes[now].leaf && now != start)
            continue;
        for (int e = graph->first[now]; e < graph->first[now + 1]; e++) {
            int to = graph->arcs[e].to;
            double through = cost[now] + route_edge_cost(query, e);
            if (route_edge_allowed(query, e) && through < cost[to])
                cost[to] = through;
        }
    }
    double out = cost[target];
    free(cost);
    free(done);
    return out;
}

static void every_cost_equals_plain_dijkstra(void **state)
{
    (void)state;
    for (int i = 0; i < PAIRS; i++) {
        struct map_start from;
        const struct venue_place *to;
        struct map_route route;
        const struct map_profile profile = {.step_free = i % 2};
        if (!any_pair(&from, &to))
            continue;
        struct route_query query = route_query_make(map->venue, map->graph, &profile);
        double expected =
            plain_cost(&query, from.node, map->graph->place_node[to - map->venue->places]);
        assert_int_equal(map_route(map, &from, to->id, &profile, &route), ERR_OK);
        if (expected < HUGE_VAL) {
            assert_int_equal(route.outcome, MAP_WAY);
            assert_near(route.cost, expected, 1e-6);
            double sum = 0;
            for (size_t k = 0; k < route.edge_count; k++)
                sum += route_edge_cost(&query, route.edges[k]);
            assert_near(sum, expected, 1e-6);
        } else {
            assert_int_not_equal(route.outcome, MAP_WAY);
        }
        map_route_clear(&route);
        route_query_clear(&query);
    }
}

static double edge_length(const struct graph *graph, const struct graph_edge *edge)
{
    double length = 0;
    for (int i = 1; i < edge->line_count; i++)
        length +=
            point_distance(graph_edge_point(graph, edge, i - 1), graph_edge_point(graph, edge, i));
    return length;
}

static void check_lines(const struct map *of)
{
    for (size_t e = 0; e < of->graph->edge_count; e++) {
        const struct graph_edge unpacked = graph_edge_at(of->graph, (int)e), *edge = &unpacked;
        if (!edge->line_count || edge->unit < 0)
            continue;
        const struct shape *shape = &of->venue->units[edge->unit].shape;
        if (edge->kind == EDGE_WALK || edge->kind == EDGE_RAMP || edge->kind == EDGE_STEPS)
            assert_near(edge_length(of->graph, edge), (double)edge->metres, 0.001);
        for (int i = 1; i < edge->line_count; i++) {
            struct map_point a = graph_edge_point(of->graph, edge, i - 1),
                             b = graph_edge_point(of->graph, edge, i);
            for (int k = 0; k <= 20; k++) {
                struct map_point p = point_between(a, b, k / 20.0);
                assert_true(shape_contains(shape, p) || shape_edge_distance(shape, p, NULL) < 0.05);
            }
        }
    }
}

static void every_line_stays_inside_its_unit_and_is_as_long_as_it_costs(void **state)
{
    (void)state;
    struct map *small = map_load(SMALL, NULL);
    assert_non_null(small);
    check_lines(small);
    check_lines(map);
    map_free(small);
}

static void lines_of_a_route_join_without_gaps(void **state)
{
    (void)state;
    for (int i = 0; i < 100; i++) {
        struct map_start from;
        const struct venue_place *to;
        struct map_route route;
        if (!any_pair(&from, &to))
            continue;
        assert_int_equal(map_route(map, &from, to->id, NULL, &route), ERR_OK);
        for (size_t k = 1; k < route.edge_count; k++) {
            const struct graph_edge before = graph_edge_at(map->graph, route.edges[k - 1]),
                                    after = graph_edge_at(map->graph, route.edges[k]), *a = &before,
                                    *b = &after;
            assert_int_equal(a->to, b->from);
            if (a->line_count && b->line_count)
                assert_true(point_distance(graph_edge_point(map->graph, a, a->line_count - 1),
                                           graph_edge_point(map->graph, b, 0)) < 0.001);
        }
        map_route_clear(&route);
    }
}

static void step_free_holds_no_stairs_steps_escalators_or_narrow_doors(void **state)
{
    (void)state;
    const char *const closed[] = {"lift-1"};
    for (int i = 0; i < PAIRS; i++) {
        struct map_start from;
        const struct venue_place *to;
        struct map_route route;
        const struct map_profile profile = {
            .step_free = true, .clear_width = 0.9, .closed = closed, .closed_count = (size_t)i % 2};
        if (!any_pair(&from, &to))
            continue;
        assert_int_equal(map_route(map, &from, to->id, &profile, &route), ERR_OK);
        for (size_t k = 0; k < route.edge_count; k++) {
            const struct graph_edge unpacked = graph_edge_at(map->graph, route.edges[k]),
                                    *edge = &unpacked;
            assert_int_not_equal(edge->kind, EDGE_STAIRS);
            assert_int_not_equal(edge->kind, EDGE_STEPS);
            assert_int_not_equal(edge->kind, EDGE_ESCALATOR);
            const struct graph_node *node = &map->graph->nodes[edge->to];
            if (node->kind == NODE_OPENING)
                assert_true(map->venue->openings[node->index].width >= 0.9 - 1e-6);
        }
        map_route_clear(&route);
    }
}

static bool uses(const struct map_route *route, int feature)
{
    for (size_t k = 0; k < route->edge_count; k++) {
        const struct graph_edge edge = graph_edge_at(map->graph, route->edges[k]);
        if (edge.feature == feature || graph_node_feature(map->graph, edge.to) == feature)
            return true;
    }
    return false;
}

static void closing_a_lift_changes_the_routes_that_used_it_and_no_others(void **state)
{
    (void)state;
    struct map_start start;
    const char *const closed[] = {"lift-2"};
    const struct map_profile open = {.step_free = true},
                             shut = {.step_free = true, .closed = closed, .closed_count = 1};
    int lift = route_closure_feature(map->venue, "lift-2"), changed = 0;
    assert_true(lift >= 0);
    assert_true(map_kiosk(map, "KIOSK-03", &start));
    for (size_t i = 0; i < map->venue->place_count; i++) {
        struct map_route before, during, after;
        const char *id = map->venue->places[i].id;
        assert_int_equal(map_route(map, &start, id, &open, &before), ERR_OK);
        assert_int_equal(map_route(map, &start, id, &shut, &during), ERR_OK);
        assert_int_equal(map_route(map, &start, id, &open, &after), ERR_OK);
        assert_false(uses(&during, lift));
        if (uses(&before, lift)) {
            assert_true(during.outcome != MAP_WAY || during.cost >= before.cost);
            changed++;
        } else if (before.outcome == MAP_WAY) {
            assert_near(during.cost, before.cost, 1e-9);
        }
        assert_int_equal(after.edge_count, before.edge_count);
        if (before.edge_count)
            assert_memory_equal(after.edges, before.edges,
                                before.edge_count * sizeof *before.edges);
        map_route_clear(&before);
        map_route_clear(&during);
        map_route_clear(&after);
    }
    assert_true(changed > 10);
}

static void without_a_lift_step_free_is_refused_and_the_closure_is_named(void **state)
{
    (void)state;
    struct map_start start;
    struct map_route route;
    const char *const closed[] = {"lift-1", "lift-2", "lift-3"};
    const struct map_profile profile = {.step_free = true, .closed = closed, .closed_count = 3};
    assert_true(map_kiosk(map, NULL, &start));
    assert_int_equal(map_route(map, &start, "cardiology-waiting", &profile, &route), ERR_OK);
    assert_int_equal(route.outcome, MAP_NO_WAY_CLOSED);
    assert_true(route.way_with_stairs);
    assert_int_equal(route.step_count, 0);
    assert_true(!strncmp(route.blocked_en, "Lift ", 5));
    assert_non_null(strstr(route.blocked_zh, "电梯"));
    map_route_clear(&route);
}

static void a_door_too_narrow_is_no_way_without_steps(void **state)
{
    (void)state;
    struct map *small = map_load(SMALL, NULL);
    struct map_start start;
    struct map_route route;
    const struct map_profile step_free = {.step_free = true};
    assert_non_null(small);
    assert_true(map_kiosk(small, "K1", &start));
    assert_int_equal(map_route(small, &start, "teeth", &step_free, &route), ERR_OK);
    assert_int_equal(route.outcome, MAP_NO_WAY_STEP_FREE);
    assert_true(route.way_with_stairs);
    map_route_clear(&route);
    assert_int_equal(map_route(small, &start, "teeth", NULL, &route), ERR_OK);
    assert_int_equal(route.outcome, MAP_WAY);
    map_route_clear(&route);
    map_free(small);
}

static void staff_rooms_are_no_destination(void **state)
{
    (void)state;
    struct map *small = map_load(SMALL, NULL);
    struct map_place place;
    assert_non_null(small);
    assert_false(map_place_by_id(small, "staff-1", &place));
    map_free(small);
}

static void a_place_nobody_knows_is_not_found(void **state)
{
    (void)state;
    struct map_start start, nowhere;
    struct map_route route;
    assert_true(map_kiosk(map, NULL, &start));
    assert_int_equal(map_route(map, &start, "no-such-place", NULL, &route), ERR_NOT_FOUND);
    assert_false(map_kiosk(map, "no-such-kiosk", &nowhere));
    assert_int_equal(map_route(map, &nowhere, "pharmacy", NULL, &route), ERR_NOT_FOUND);
}

static void the_nearest_toilet_comes_first(void **state)
{
    (void)state;
    struct map_start start;
    struct map_place places[64];
    assert_true(map_kiosk(map, "KIOSK-03", &start));
    size_t count = map_nearest(map, &start, MAP_TOILET_ACCESSIBLE, NULL, places, 64);
    assert_true(count >= 7); /* one on each floor */
    double before = 0;
    for (size_t i = 0; i < count; i++) {
        struct map_route route;
        assert_int_equal(map_route(map, &start, places[i].id, NULL, &route), ERR_OK);
        assert_true(route.cost >= before - 1e-9);
        before = route.cost;
        map_route_clear(&route);
    }
    assert_int_equal(places[0].level, start.level);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cost_equals_plain_dijkstra),
        cmocka_unit_test(every_line_stays_inside_its_unit_and_is_as_long_as_it_costs),
        cmocka_unit_test(lines_of_a_route_join_without_gaps),
        cmocka_unit_test(step_free_holds_no_stairs_steps_escalators_or_narrow_doors),
        cmocka_unit_test(closing_a_lift_changes_the_routes_that_used_it_and_no_others),
        cmocka_unit_test(without_a_lift_step_free_is_refused_and_the_closure_is_named),
        cmocka_unit_test(a_door_too_narrow_is_no_way_without_steps),
        cmocka_unit_test(staff_rooms_are_no_destination),
        cmocka_unit_test(a_place_nobody_knows_is_not_found),
        cmocka_unit_test(the_nearest_toilet_comes_first),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
