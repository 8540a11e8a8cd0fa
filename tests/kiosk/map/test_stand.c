/* Covers kiosk/map/stand.c: a kiosk whose config says that it stands elsewhere, or looks another
 * way. */
#include "map/map_private.h"

#include "base/config.h"
#include "base/text.h"
#include "map/geometry.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define DEMO TEST_ASSETS "/demo/imdf"
#define SMALL TEST_DATA "/imdf-small"

static struct map *packed(const char *path)
{
    size_t size;
    struct map *map = map_load(path, NULL);
    assert_non_null(map);
    unsigned char *bytes = map_pack(map, &size);
    map_free(map);
    map = map_unpack(bytes, size); /* as a kiosk has it */
    free(bytes);
    assert_non_null(map);
    return map;
}

static void another_bearing_turns_the_first_step(void **state)
{
    (void)state;
    static const struct {
        const char *bearing, *zh;
    } expected[] = {
        {"90", "往前走"}, {"180", "往左走"}, {"270", "转身，往您身后走"}, {"0", "往右走"}};
    for (size_t i = 0; i < 4; i++) {
        struct map *map = packed(SMALL);
        struct config config;
        struct map_start start;
        struct map_route route;
        config_defaults(&config);
        text_copy(config.station.map_bearing, sizeof config.station.map_bearing,
                  expected[i].bearing);
        assert_true(map_stand_as(map, &config));
        assert_true(map_kiosk(map, "K1", &start));
        assert_int_equal(map_route(map, &start, "lift-1", NULL, &route), ERR_OK);
        assert_memory_equal(route.steps[0].zh, expected[i].zh, strlen(expected[i].zh));
        map_route_clear(&route);
        map_free(map);
    }
}

/* Moved to where another kiosk stands, every way is as long as that one's, give or take the step to
 * the screen. */
static void a_moved_kiosk_has_the_ways_of_where_it_stands(void **state)
{
    (void)state;
    struct map *map = packed(DEMO);
    struct map_start other, moved;
    size_t ways = 0;
    assert_true(map_kiosk(map, "KIOSK-05", &other));
    struct map_level level;
    assert_true(map_level(map, other.level, &level));
    struct map_stand stand = {.has_point = true, .has_bearing = true, .bearing = other.bearing};
    text_copy(stand.level, sizeof stand.level, map_level_id(map, other.level));
    map_to_lonlat(map, point_towards(other.at, other.bearing, KIOSK_FRONT_M), &stand.lon,
                  &stand.lat);
    assert_true(map_stand(map, "KIOSK-03", &stand));
    assert_true(map_kiosk(map, "KIOSK-03", &moved));
    assert_int_equal(moved.level, other.level);
    assert_true(point_distance(moved.at, other.at) < 0.01);
    for (size_t i = 0; i < map->venue->place_count; i++)
        for (int free = 0; free < 2; free++) {
            struct map_route a, b;
            const struct map_profile profile = {.step_free = free};
            const char *id = map->venue->places[i].id;
            if (map->venue->places[i].source == PLACE_KIOSK || map->graph->place_node[i] < 0)
                continue;
            assert_int_equal(map_route(map, &other, id, &profile, &a), ERR_OK);
            assert_int_equal(map_route(map, &moved, id, &profile, &b), ERR_OK);
            assert_int_equal(a.outcome, b.outcome);
            if (fabs(a.metres - b.metres) > 0.3)
                fail_msg("%s: %.2f m, %.2f m", id, a.metres, b.metres);
            assert_true(b.outcome != MAP_WAY || b.step_count > 0);
            ways += b.outcome == MAP_WAY;
            map_route_clear(&a);
            map_route_clear(&b);
        }
    assert_true(ways > 200);
    map_free(map);
}

static void where_nobody_can_stand_nothing_changes(void **state)
{
    (void)state;
    struct map *map = packed(SMALL);
    struct map_start before, after;
    assert_true(map_kiosk(map, NULL, &before));
    struct map_stand far = {.has_point = true, .lon = 10, .lat = 10},
                     nowhere = {.has_point = true, .level = "no such floor"};
    map_to_lonlat(map, before.at, &nowhere.lon, &nowhere.lat);
    assert_false(map_stand(map, NULL, &far));
    assert_false(map_stand(map, NULL, &nowhere));
    assert_false(map_stand(map, "no such kiosk", &far));
    assert_true(map_kiosk(map, NULL, &after));
    assert_int_equal(before.node, after.node);
    assert_int_equal(before.level, after.level);
    assert_true(before.bearing == after.bearing || !before.has_bearing);
    map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_bearing_turns_the_first_step),
        cmocka_unit_test(a_moved_kiosk_has_the_ways_of_where_it_stands),
        cmocka_unit_test(where_nobody_can_stand_nothing_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
