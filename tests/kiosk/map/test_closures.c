/* Covers kiosk/map/route_query.c, route_cache.c, hours.c, map_route.c: what is closed, by whom, and
 * what is said of it. */
#include "map/map_private.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define DEMO TEST_ASSETS "/demo/imdf"

static struct map *map;
static struct map_start kiosk;

static int load(void **state)
{
    (void)state;
    map = map_load(DEMO, NULL);
    return map && map_kiosk(map, "KIOSK-03", &kiosk) ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    map_free(map);
    return 0;
}

static bool uses(const struct map_route *route, int feature)
{
    for (size_t i = 0; i < route->edge_count; i++)
        if (graph_edge_at(map->graph, route->edges[i]).feature == feature)
            return true;
    return false;
}

static void a_closed_lift_is_avoided_and_the_detour_says_why(void **state)
{
    (void)state;
    struct map_closure closure = {.id = "c1",
                                  .target = "lift-2",
                                  .reason_zh = "检修",
                                  .reason_en = "being repaired",
                                  .until_ms = 1234};
    const struct map_profile profile = {.closures = &closure, .closure_count = 1}, open = {0};
    int lift = route_closure_feature(map->venue, "lift-2");
    struct map_route route;
    assert_int_equal(map_route(map, &kiosk, "cardiology-waiting", &open, &route), ERR_OK);
    assert_true(uses(&route, lift));
    assert_false(route.detour);
    map_route_clear(&route);
    assert_int_equal(map_route(map, &kiosk, "cardiology-waiting", &profile, &route), ERR_OK);
    assert_int_equal(route.outcome, MAP_WAY);
    assert_false(uses(&route, lift));
    assert_true(route.detour);
    assert_string_equal(route.closure_id, "c1");
    assert_string_equal(route.reason_zh, "检修");
    assert_string_equal(route.reason_en, "being repaired");
    assert_string_equal(route.blocked_en, "Lift 2");
    assert_int_equal(route.until_ms, 1234);
    map_route_clear(&route);
    assert_int_equal(map_route(map, &kiosk, "pharmacy", &profile, &route), ERR_OK);
    assert_false(route.detour); /* the way there never used the lift */
    map_route_clear(&route);
}

static void a_closure_for_step_free_ways_leaves_the_others_alone(void **state)
{
    (void)state;
    struct map_closure closure = {.id = "c", .target = "lift-2", .step_free_only = true};
    struct map_profile profile = {.closures = &closure, .closure_count = 1};
    int lift = route_closure_feature(map->venue, "lift-2");
    struct map_route route;
    assert_int_equal(map_route(map, &kiosk, "cardiology-waiting", &profile, &route), ERR_OK);
    assert_true(uses(&route, lift));
    map_route_clear(&route);
    profile.step_free = true;
    assert_int_equal(map_route(map, &kiosk, "cardiology-waiting", &profile, &route), ERR_OK);
    assert_int_equal(route.outcome, MAP_WAY);
    assert_false(uses(&route, lift));
    map_route_clear(&route);
}

static void all_lifts_closed_refuses_step_free_and_names_the_closure(void **state)
{
    (void)state;
    struct map_closure closures[] = {{.id = "a", .target = "lift-1", .reason_en = "one"},
                                     {.id = "b", .target = "lift-2", .reason_en = "two"},
                                     {.id = "c", .target = "lift-3", .reason_en = "three"}};
    const struct map_profile profile = {
        .step_free = true, .closures = closures, .closure_count = 3};
    struct map_route route;
    assert_int_equal(map_route(map, &kiosk, "cardiology-waiting", &profile, &route), ERR_OK);
    assert_int_equal(route.outcome, MAP_NO_WAY_CLOSED);
    assert_true(route.way_with_stairs);
    assert_int_equal(strlen(route.closure_id), 1);
    const struct map_closure *named = &closures[route.closure_id[0] - 'a'];
    assert_string_equal(route.reason_en, named->reason_en);
    map_route_clear(&route);
}

static void a_closed_area_is_not_walked_through(void **state)
{
    (void)state;
    struct map_route before, during;
    struct map_closure closure = {.id = "wet", .area_count = 4};
    const struct map_profile profile = {.closures = &closure, .closure_count = 1};
    int changed = 0;
    assert_int_equal(map_route(map, &kiosk, "cardiology-waiting", NULL, &before), ERR_OK);
    const struct map_leg *leg = &before.legs[before.leg_count - 1];
    struct map_point at =
        line_at(leg->points, leg->count, line_length(leg->points, leg->count) / 2);
    strcpy(closure.level_id, map_level_id(map, leg->level));
    closure.area[0] = (struct map_point){at.x - 1, at.y - 1};
    closure.area[1] = (struct map_point){at.x + 1, at.y - 1};
    closure.area[2] = (struct map_point){at.x + 1, at.y + 1};
    closure.area[3] = (struct map_point){at.x - 1, at.y + 1};
    struct ring ring = {.points = closure.area, .count = 4};
    struct shape area = {SHAPE_POLYGON, &ring, 1};
    for (size_t i = 0; i < map->venue->place_count; i++) {
        struct map_route route;
        assert_int_equal(map_route(map, &kiosk, map->venue->places[i].id, &profile, &route),
                         ERR_OK);
        for (size_t l = 0; l < route.leg_count; l++)
            for (size_t k = 0; route.legs[l].level == leg->level && k < route.legs[l].count; k++)
                assert_false(shape_contains(&area, route.legs[l].points[k]));
        map_route_clear(&route);
    }
    assert_int_equal(map_route(map, &kiosk, "cardiology-waiting", &profile, &during), ERR_OK);
    changed += during.outcome != MAP_WAY || during.cost > before.cost;
    assert_true(changed);
    map_route_clear(&during);
    map_route_clear(&before);
}

/* Every lift and every corridor: what used it changes or is refused, what did not stays as it was,
 * and afterwards all is as before. */
static void closing_any_one_thing_changes_exactly_the_ways_that_used_it(void **state)
{
    (void)state;
    size_t places = map->venue->place_count;
    struct map_route *before = calloc(places, sizeof *before);
    assert_non_null(before);
    for (size_t i = 0; i < places; i++)
        assert_int_equal(map_route(map, &kiosk, map->venue->places[i].id, NULL, &before[i]),
                         ERR_OK);
    for (size_t u = 0; u < map->venue->unit_count; u++) {
        const struct venue_unit *unit = &map->venue->units[u];
        if (unit->kind != UNIT_LIFT && unit->kind != UNIT_WALK)
            continue;
        const char *const closed[] = {unit->id};
        const struct map_profile profile = {.closed = closed, .closed_count = 1};
        int feature = route_closure_feature(map->venue, unit->id);
        struct route_query query = route_query_make(map->venue, map->graph, &profile);
        const struct route_tree *tree = route_cache_tree(map->trees, &query, kiosk.node);
        for (size_t i = 0; i < places; i++) {
            int node = map->graph->place_node[i];
            if (node < 0 || before[i].outcome != MAP_WAY)
                continue;
            bool used =
                uses(&before[i], feature) || graph_node_feature(map->graph, node) == feature;
            if (used)
                assert_true(tree->cost[node] >= before[i].cost - 1e-9);
            else
                assert_true(fabs(tree->cost[node] - before[i].cost) < 1e-9);
            size_t count;
            int *edges = route_edges(map->graph, tree, node, &count);
            for (size_t k = 0; k < count; k++)
                assert_false(route_edge_closed(&query, edges[k]));
            if (!used) {
                assert_int_equal(count, before[i].edge_count);
                if (count)
                    assert_memory_equal(edges, before[i].edges, count * sizeof *edges);
            }
            free(edges);
        }
        route_cache_done(map->trees);
        route_query_clear(&query);
    }
    for (size_t i = 0; i < places; i++) {
        struct map_route after;
        assert_int_equal(map_route(map, &kiosk, map->venue->places[i].id, NULL, &after), ERR_OK);
        assert_int_equal(after.edge_count, before[i].edge_count);
        if (after.edge_count)
            assert_memory_equal(after.edges, before[i].edges,
                                after.edge_count * sizeof *after.edges);
        map_route_clear(&after);
        map_route_clear(&before[i]);
    }
    free(before);
}

static void hours_are_read_as_openstreetmap_writes_them(void **state)
{
    (void)state;
    enum { MONDAY = 0, FRIDAY = 4 * 1440, SATURDAY = 5 * 1440, SUNDAY = 6 * 1440, H = 60 };
    static const struct {
        const char *text;
        int at;
        bool open;
    } cases[] = {
        {"Mo-Fr 08:00-17:00", MONDAY + 8 * H, true},
        {"Mo-Fr 08:00-17:00", MONDAY + 17 * H, false},
        {"Mo-Fr 08:00-17:00", SATURDAY + 9 * H, false},
        {"Mo-Fr 08:00-12:00,14:00-17:30", FRIDAY + 13 * H, false},
        {"Mo-Fr 08:00-12:00,14:00-17:30", FRIDAY + 17 * H + 29, true},
        {"Mo-Fr 08:00-17:00; Sa 08:00-12:00", SATURDAY + 11 * H, true},
        {"08:00-20:00; Su off", SUNDAY + 10 * H, false},
        {"08:00-20:00", SUNDAY + 10 * H, true},
        {"24/7", SUNDAY + 3 * H, true},
        {"Fr 22:00-02:00", SATURDAY + 1 * H, true},
        {"Fr 22:00-02:00", SATURDAY + 3 * H, false},
        {"Sa-Mo 09:00-10:00", MONDAY + 9 * H, true},
        {"Mo,We,Fr 09:00-10:00", MONDAY + 1440 + 9 * H, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(hours_valid(cases[i].text));
        if (hours_open(cases[i].text, cases[i].at) != cases[i].open)
            fail_msg("%s at %d", cases[i].text, cases[i].at);
    }
    static const char *const bad[] = {"whenever", "Mo-Xx 08:00-09:00", "Mo 8-9", "Mo 25:99-26:00",
                                      "Mo-Fr 08:00"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(hours_valid(bad[i]));
        assert_true(hours_open(bad[i], 0)); /* better a door too many than a patient sent away */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_closed_lift_is_avoided_and_the_detour_says_why),
        cmocka_unit_test(a_closure_for_step_free_ways_leaves_the_others_alone),
        cmocka_unit_test(all_lifts_closed_refuses_step_free_and_names_the_closure),
        cmocka_unit_test(a_closed_area_is_not_walked_through),
        cmocka_unit_test(closing_any_one_thing_changes_exactly_the_ways_that_used_it),
        cmocka_unit_test(hours_are_read_as_openstreetmap_writes_them),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
