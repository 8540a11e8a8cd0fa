/* Covers kiosk/map/steps.c, steps_text.c, trail.c, landmark.c. */
#include "map/map_private.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define assert_near(a, b, by) assert_true(fabs((a) - (b)) <= (by))

#define DEMO TEST_ASSETS "/demo/imdf"
#define SMALL TEST_DATA "/imdf-small"

static struct map *map, *small;

static int load(void **state)
{
    (void)state;
    map = map_load(DEMO, NULL);
    small = map_load(SMALL, NULL);
    return map && small ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    map_free(map);
    map_free(small);
    return 0;
}

static void four_bearings_of_one_kiosk_say_ahead_left_behind_right(void **state)
{
    (void)state;
    static const struct {
        double bearing;
        const char *zh, *en, *icon;
    } expected[] = {
        /* the corridor runs east */
        {90, "往前走", "Go straight", "straight"},
        {180, "往左走", "Walk to your left", "turnl"},
        {270, "转身，往您身后走", "Turn round and walk the way behind you", "undo"},
        {0, "往右走", "Walk to your right", "turnr"},
    };
    for (size_t i = 0; i < 4; i++) {
        struct map_start start;
        struct map_route route;
        assert_true(map_kiosk(small, "K1", &start));
        start.bearing = expected[i].bearing;
        assert_int_equal(map_route(small, &start, "lift-1", NULL, &route), ERR_OK);
        assert_int_equal(route.steps[0].kind, MAP_DEPART);
        assert_memory_equal(route.steps[0].zh, expected[i].zh, strlen(expected[i].zh));
        assert_memory_equal(route.steps[0].en, expected[i].en, strlen(expected[i].en));
        assert_string_equal(route.steps[0].icon, expected[i].icon);
        map_route_clear(&route);
    }
}

static void a_way_over_two_floors_is_told_as_a_person_would(void **state)
{
    (void)state;
    static const char *const zh[] = {"往右走，经过左边的\x0e甲室\x0f",
                                     "坐 \x0e"
                                     "1 号电梯\x0f，按 \x0e"
                                     "2\x0f",
                                     "到 2 楼，出电梯往前走约 10 米",
                                     "到了，在右手边，墙上标牌写着 \x0e"
                                     "A2\x0f"};
    static const char *const en[] = {"Walk to your right, past \x0eRoom A\x0f on your left",
                                     "Take \x0eLift 1\x0f, press \x0e"
                                     "2\x0f",
                                     "On Floor 2, go straight, about 10 metres",
                                     "You are there, on your right. The sign says \x0e"
                                     "A2\x0f"};
    struct map_start start;
    struct map_route route;
    assert_true(map_kiosk(small, "K1", &start));
    assert_int_equal(map_route(small, &start, "eye-clinic", NULL, &route), ERR_OK);
    assert_int_equal(route.step_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(route.steps[i].zh, zh[i]);
        assert_string_equal(route.steps[i].en, en[i]);
    }
    assert_string_equal(route.title_zh, "坐 1 号电梯到 2 楼");
    assert_string_equal(route.title_en, "Take Lift 1 to Floor 2");
    assert_int_equal(route.leg_count, 2);
    assert_int_equal(route.legs[0].level, 0);
    assert_int_equal(route.legs[1].level, 1);
    assert_string_equal(route.to.area_zh, "东区");
    map_route_clear(&route);
}

static size_t marks(const char *text, char mark)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == mark;
    return count;
}

static void check_words(const char *text)
{
    assert_true(*text);
    assert_int_equal(marks(text, MAP_BOLD_ON), marks(text, MAP_BOLD_OFF));
    assert_null(strstr(text, "%s"));
    assert_null(strstr(text, "(null)"));
    assert_null(strstr(text, "\x0e\x0f"));
}

static void every_route_is_told_in_both_languages_and_fits_the_code(void **state)
{
    (void)state;
    char text[MAP_QR_BYTES + 1];
    for (size_t k = 0; k < map_kiosk_count(map); k++)
        for (size_t i = 0; i < map->venue->place_count * 2; i++) {
            struct map_start start;
            struct map_route route;
            const struct map_profile profile = {.step_free = i % 2};
            if (map->graph->place_node[i / 2] < 0)
                continue; /* a staff room */
            assert_true(map_kiosk_at(map, k, &start));
            assert_int_equal(map_route(map, &start, map->venue->places[i / 2].id, &profile, &route),
                             ERR_OK);
            assert_true(route.outcome == MAP_WAY ||
                        (i % 2 && map->venue->places[i / 2].category == MAP_STAIRS));
            assert_true(route.step_count >= 1 && route.step_count <= 14);
            assert_int_equal(route.steps[route.step_count - 1].kind, MAP_ARRIVE);
            assert_true(*route.title_zh && *route.title_en && route.minutes >= 1);
            for (size_t s = 0; s < route.step_count; s++) {
                check_words(route.steps[s].zh);
                check_words(route.steps[s].en);
                assert_non_null(route.steps[s].icon);
            }
            for (int en = 0; en < 2; en++) {
                size_t length = map_route_text(&route, en, text);
                assert_true(length > 10 && length <= MAP_QR_BYTES && strlen(text) == length);
                assert_int_equal(marks(text, MAP_BOLD_ON), 0);
                assert_non_null(strstr(text, en ? "You are there" : "到了"));
            }
            map_route_clear(&route);
        }
}

static void time_is_shown_at_a_patients_pace_and_rounded_up(void **state)
{
    (void)state;
    struct map_start start;
    struct map_route walking, rolling;
    const struct map_profile step_free = {.step_free = true};
    assert_true(map_kiosk(map, "KIOSK-03", &start));
    assert_int_equal(map_route(map, &start, "pharmacy", NULL, &walking), ERR_OK);
    assert_int_equal(map_route(map, &start, "pharmacy", &step_free, &rolling), ERR_OK);
    assert_near(walking.seconds, walking.metres / 0.8, 0.001);
    assert_near(rolling.seconds, rolling.metres / 0.6, 0.001);
    assert_int_equal(walking.minutes, 1);
    map_route_clear(&walking);
    map_route_clear(&rolling);
    assert_int_equal(steps_round(2), 0);
    assert_int_equal(steps_round(13), 15);
    assert_int_equal(steps_round(96), 95);
    assert_int_equal(steps_round(187), 190);
}

static void a_lift_is_waited_for_once(void **state)
{
    (void)state;
    struct map_start start;
    struct map_route route;
    assert_true(map_kiosk(small, "K1", &start));
    assert_int_equal(map_route(small, &start, "eye-clinic", NULL, &route), ERR_OK);
    assert_near(route.seconds, route.metres / 0.8 + 20 + 5 + 3, 0.001); /* wait, one floor, doors */
    map_route_clear(&route);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_bearings_of_one_kiosk_say_ahead_left_behind_right),
        cmocka_unit_test(a_way_over_two_floors_is_told_as_a_person_would),
        cmocka_unit_test(every_route_is_told_in_both_languages_and_fits_the_code),
        cmocka_unit_test(time_is_shown_at_a_patients_pace_and_rounded_up),
        cmocka_unit_test(a_lift_is_waited_for_once),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
