/* Covers kiosk/map/steps.c, steps_text.c, strip.c, arrival.c, trail.c, landmark.c. */
#include "map/steps.h"
#include "support/big_floor.h"
#include "support/building.h"
#include "support/temp.h"

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
                                     ("坐 \x0e"
                                      "1 号电梯\x0f，按 \x0e"
                                      "2\x0f"),
                                     "到 2 楼，出电梯往前走约 10 米",
                                     ("到了，右手边第三个门，墙上标牌写着 \x0e"
                                      "A2\x0f")};
    static const char *const en[] = {
        "Walk to your right, past \x0eRoom A\x0f on your left",
        ("Take \x0eLift 1\x0f, press \x0e"
         "2\x0f"),
        "On Floor 2, go straight, about 10 metres",
        "You are there, the third door on your right. The sign says \x0e"
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

#define NO                                                                                         \
    {                                                                                              \
        "", ""                                                                                     \
    }
#define B "\x0e"
#define E "\x0f"

/* Each template in both languages, one beside the other; none is the other's translation. */
static void every_kind_of_step_has_its_words_in_both_languages(void **state)
{
    (void)state;
    static const struct venue_group lift = {.kind = UNIT_LIFT, .name = {"1 号电梯", "Lift 1"}},
                                    nameless = {.kind = UNIT_LIFT, .name = NO},
                                    stairs = {.kind = UNIT_STAIRS, .name = NO},
                                    escalator = {.kind = UNIT_ESCALATOR, .name = NO};
    static const struct {
        struct said said;
        const char *zh, *en;
    } table[] = {
        {{.opener = OPEN_DEPART,
          .way = WAY_AHEAD,
          .landmark = {"药房", "Pharmacy"},
          .landmark_side = WAY_LEFT},
         "往前走，经过左边的" B "药房" E,
         "Go straight, past " B "Pharmacy" E " on your left"},
        {{.opener = OPEN_DEPART, .way = WAY_BACK, .landmark = NO, .metres = 15},
         "转身，往您身后走约 15 米",
         "Turn round and walk the way behind you, about 15 metres"},
        {{.opener = OPEN_TURN,
          .way = WAY_RIGHT,
          .landmark = {"连廊", "Footbridge"},
          .across = true},
         "右转，走过" B "连廊" E,
         "Turn right, across the " B "Footbridge" E},
        {{.opener = OPEN_TURN, .way = WAY_LEFT, .landmark = NO, .ramp = true},
         "左转，走" B "坡道" E,
         "Turn left, take the " B "ramp" E},
        {{.opener = OPEN_TURN, .way = WAY_LEFT, .landmark = NO, .steps = true},
         "左转，走" B "台阶" E,
         "Turn left, take the " B "steps" E},
        {{.opener = OPEN_NOTHING, .landmark = NO, .metres = 40},
         "往前走约 40 米",
         "Go on for about 40 metres"},
        {{.take = true, .group = &lift, .landmark = NO, .button = "3", .side = WAY_LEFT},
         "坐左边的 " B "1 号电梯" E "，按 " B "3" E,
         "Take " B "Lift 1" E " on your left, press " B "3" E},
        {{.take = true, .group = &nameless, .landmark = NO, .button = "G", .side = WAY_BACK},
         "坐身后的 " B "电梯" E "，按 " B "G" E,
         "Take " B "the lift" E " behind you, press " B "G" E},
        {{.take = true,
          .group = &stairs,
          .landmark = NO,
          .up = true,
          .to_floor = {"3 楼", "Floor 3"}},
         "走" B "楼梯" E "上到 3 楼",
         "Take " B "the stairs" E " up to Floor 3"},
        {{.take = true,
          .group = &escalator,
          .landmark = NO,
          .to_floor = {"B1", "B1"},
          .side = WAY_RIGHT},
         "坐右边的" B "扶梯" E "下到 B1",
         "Take " B "the escalator" E " on your right down to B1"},
        {{.opener = OPEN_EXIT,
          .left = UNIT_LIFT,
          .way = WAY_AHEAD,
          .floor = {"2 楼", "Floor 2"},
          .landmark = NO,
          .metres = 10},
         "到 2 楼，出电梯往前走约 10 米",
         "On Floor 2, go straight, about 10 metres"},
        {{.opener = OPEN_EXIT,
          .left = UNIT_STAIRS,
          .way = WAY_RIGHT,
          .floor = {"2 楼", "Floor 2"},
          .landmark = NO},
         "到 2 楼右转",
         "On Floor 2, turn right"},
        {{.opener = OPEN_INDOORS,
          .way = WAY_AHEAD,
          .building = {"医技楼", "West wing"},
          .landmark = NO},
         "进" B "医技楼" E,
         "Go into the " B "West wing" E},
        {{.opener = OPEN_INDOORS, .way = WAY_AHEAD, .building = NO, .landmark = NO},
         "进楼",
         "Go indoors"},
        {{.opener = OPEN_OUTDOORS, .way = WAY_LEFT, .landmark = NO},
         "出门到室外，左转",
         "Go out of the building, turn left"},
        {{.arrive = true,
          .side = WAY_RIGHT,
          .place = {"超声 1 室", "Ultrasound 1"},
          .sign = "E2",
          .door = 2,
          .beyond = {"E3", "E3"}},
         "到了，右手边第二个门，墙上标牌写着 " B "E2" E "。看到 E3 就走过了",
         "You are there, the second door on your right. The sign says " B "E2" E
         ". If you reach E3, you have gone too far"},
        {{.arrive = true,
          .side = WAY_LEFT,
          .place = {"药房", "Pharmacy"},
          .sign = "药房",
          .beyond = NO},
         "到了，在左手边，墙上标牌写着 " B "药房" E,
         "You are there, on your left. The sign says " B "药房" E " (Pharmacy)"},
        {{.opener = OPEN_DEPART, .way = WAY_AHEAD, .slight = -1, .landmark = NO, .metres = 10},
         "往左前方走约 10 米",
         "Go ahead, a little to the left, about 10 metres"},
        {{.opener = OPEN_TURN,
          .way = WAY_LEFT,
          .landmark = NO,
          .through = {"中央大厅", "Central hall"},
          .metres = 15},
         "左转，穿过" B "中央大厅" E,
         "Turn left, through the " B "Central hall" E},
        {{.arrive = true,
          .opener = OPEN_TURN,
          .way = WAY_RIGHT,
          .place = {"药房", "Pharmacy"},
          .sign = "B3",
          .beyond = NO},
         "右转就到了，墙上标牌写着 " B "B3" E,
         "Turn right. You are there. The sign says " B "B3" E},
        {{.arrive = true, .place = {"停车场", "Parking"}, .sign = "", .beyond = NO},
         "到了：" B "停车场" E,
         "You are there: " B "Parking" E},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct map_step step;
        steps_write(&table[i].said, &step);
        assert_string_equal(step.zh, table[i].zh);
        assert_string_equal(step.en, table[i].en);
    }
}

/* Along a corridor with rooms on both sides: the door is counted on its side up to three, and what
 * comes after it tells that one has gone too far. */
static void doors_are_counted_up_to_three(void **state)
{
    (void)state;
    static const struct {
        const char *room, *zh, *beyond;
    } expected[] = {{"R-1-1", "在右手边", NULL}, /* one sees it at once */
                    {"R-1-3", "右手边第二个门", "R-1-5"}, {"R-1-4", "左手边第二个门", "R-1-6"},
                    {"R-1-5", "右手边第三个门", "R-1-7"}, {"R-1-7", "在右手边", "R-1-9"},
                    {"R-1-12", "在左手边", NULL}};
    char dir[TEMP_SIZE];
    temp_make(dir);
    big_floor_write(dir, &(struct big_floor){.aisles = 1, .rooms_a_side = 6});
    struct map *aisle = map_load(dir, NULL);
    assert_non_null(aisle);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        struct map_start you;
        struct map_route route;
        assert_true(map_kiosk(aisle, "K", &you));
        assert_int_equal(map_route(aisle, &you, expected[i].room, NULL, &route), ERR_OK);
        const char *last = route.steps[route.step_count - 1].zh;
        if (!strstr(last, expected[i].zh) ||
            (expected[i].beyond ? !strstr(last, expected[i].beyond) : !!strstr(last, "走过了")))
            fail_msg("%s: %s", expected[i].room, last);
        map_route_clear(&route);
    }
    map_free(aisle);
    temp_remove(dir);
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

static void on_paper_the_way_is_three_lines(void **state)
{
    (void)state;
    char lines[MAP_STRIP_LINES][MAP_STEP_SIZE];
    struct map_start start;
    struct map_route route;
    assert_true(map_kiosk(small, "K1", &start));
    assert_int_equal(map_route(small, &start, "eye-clinic", NULL, &route), ERR_OK);
    assert_int_equal(map_route_strip(&route, false, lines), 3);
    assert_string_equal(lines[0],
                        "往右走，经过左边的" B "甲室" E "；坐 " B "1 号电梯" E "，按 " B "2" E);
    assert_string_equal(lines[1], "到 2 楼，出电梯往前走约 10 米");
    assert_string_equal(lines[2], "到了，右手边第三个门，墙上标牌写着 " B "A2" E);
    assert_int_equal(map_route_strip(&route, true, lines), 3);
    assert_string_equal(lines[0], "Walk to your right, past " B "Room A" E " on your left; take " B
                                  "Lift 1" E ", press " B "2" E);
    map_route_clear(&route);
    route = (struct map_route){.outcome = MAP_NO_WAY};
    assert_int_equal(map_route_strip(&route, false, lines), 0);
}

/* From every kiosk to every place: the last line is the last step; what takes one to another floor
 * is named; what has no room is marked as left out. */
static void no_strip_leaves_out_the_lift_or_the_sign(void **state)
{
    (void)state;
    char lines[MAP_STRIP_LINES][MAP_STEP_SIZE], all[MAP_STRIP_LINES * MAP_STEP_SIZE];
    size_t routes = 0;
    for (size_t k = 0; k < map_kiosk_count(map); k++)
        for (size_t i = 0; i < map->venue->place_count; i++) {
            struct map_start start;
            struct map_route route;
            assert_true(map_kiosk_at(map, k, &start));
            assert_int_equal(map_route(map, &start, map->venue->places[i].id, NULL, &route),
                             ERR_OK);
            for (int en = 0; en < 2 && route.outcome == MAP_WAY; en++) {
                size_t count = map_route_strip(&route, en, lines), last = route.step_count - 1;
                assert_in_range(count, 1, MAP_STRIP_LINES);
                assert_string_equal(lines[count - 1],
                                    en ? route.steps[last].en : route.steps[last].zh);
                all[0] = 0;
                for (size_t l = 0; l < count; l++) {
                    check_words(lines[l]);
                    strcat(all, lines[l]);
                }
                bool lift = false;
                for (size_t s = 0; s < last; s++) /* the last of several is what counts */
                    lift = route.steps[s].kind == MAP_TAKE_LIFT ||
                           (lift && route.steps[s].kind != MAP_TAKE_STAIRS);
                if (lift && !strstr(all, en ? "ift" : "电梯"))
                    fail_msg("%s", all);
                routes++;
            }
            map_route_clear(&route);
        }
    assert_true(routes > 500);
}

static bool rides(const struct map_route *route)
{
    bool found = false;
    for (size_t i = 0; i < route->step_count; i++)
        found |= route->steps[i].kind == MAP_TAKE_ESCALATOR;
    return found;
}

static void an_escalator_is_called_one_and_can_be_avoided(void **state)
{
    (void)state;
    char dir[TEMP_SIZE];
    struct building_counts counts;
    struct map_start start;
    size_t ways = 0;
    temp_make(dir);
    assert_true(building_make(dir, &(struct building_plan){.rooms = 160, .seed = 5}, &counts));
    struct map *made = map_load(dir, NULL);
    assert_non_null(made);
    assert_true(map_kiosk_at(made, 0, &start));
    for (size_t i = 0; i < made->venue->place_count; i++) {
        struct map_route with, without;
        const struct map_profile avoid = {.avoid_escalators = true};
        const char *id = made->venue->places[i].id;
        assert_int_equal(map_route(made, &start, id, NULL, &with), ERR_OK);
        if (with.outcome == MAP_WAY && rides(&with)) {
            assert_non_null(strstr(with.title_zh, "扶梯"));
            assert_non_null(strstr(with.title_en, "escalator"));
            assert_int_equal(map_route(made, &start, id, &avoid, &without), ERR_OK);
            assert_int_equal(without.outcome, MAP_WAY);
            assert_false(rides(&without));
            assert_true(without.cost >= with.cost);
            map_route_clear(&without);
            ways++;
        }
        map_route_clear(&with);
    }
    assert_true(ways > 0);
    map_free(made);
    temp_remove(dir);
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
        cmocka_unit_test(every_kind_of_step_has_its_words_in_both_languages),
        cmocka_unit_test(doors_are_counted_up_to_three),
        cmocka_unit_test(every_route_is_told_in_both_languages_and_fits_the_code),
        cmocka_unit_test(on_paper_the_way_is_three_lines),
        cmocka_unit_test(no_strip_leaves_out_the_lift_or_the_sign),
        cmocka_unit_test(an_escalator_is_called_one_and_can_be_avoided),
        cmocka_unit_test(time_is_shown_at_a_patients_pace_and_rounded_up),
        cmocka_unit_test(a_lift_is_waited_for_once),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
