/* Covers kiosk/map/search.c, search_index.c, venue_keys.c. */
#include "map/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define DEMO TEST_ASSETS "/demo/imdf"

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

static void the_best_match_comes_first(void **state)
{
    (void)state;
    static const struct {
        const char *query, *id;
        bool en;
    } expected[] = {
        {"药房", "pharmacy", false},         {"pharmacy", "pharmacy", true},
        {"PHARMACY", "pharmacy", true},      {"心内科候诊区", "cardiology-waiting", false},
        {"b3-01", "room-b3-01", false},      {"B301", "room-b3-01", true},
        {"ｂ３－０１", "room-b3-01", false}, {"验血", "blood-tests", false},
        {"x-ray room 1", "xray-1", true},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        struct map_place found[8];
        size_t count = map_search(map, expected[i].query, expected[i].en, found, 8);
        if (!count || strcmp(found[0].id, expected[i].id) != 0)
            fail_msg("%s: %s", expected[i].query, count ? found[0].id : "nothing");
    }
}

/* As people type: pinyin, initials, one slip of the finger, what everybody calls it. */
static void a_place_is_found_as_people_type_it(void **state)
{
    (void)state;
    static const struct {
        const char *query, *id;
        bool en;
    } expected[] = {
        {"yaofang", "pharmacy", false},
        {"yao fang", "pharmacy", false},
        {"yf", "pharmacy", false},
        {"XNKHZQ", "cardiology-waiting", false},
        {"xinneike", "cardiology-waiting", false},
        {"yaofnag", "pharmacy", false},  /* two letters changed about */
        {"yaofangg", "pharmacy", false}, /* one too many */
        {"pharmcy", "pharmacy", true},   /* one missing */
        {"phermacy", "pharmacy", true},  /* one other */
        {"拿药", "pharmacy", false},
        {"medicine", "pharmacy", true},
        {"心内科侯诊区", "cardiology-waiting", false}, /* 侯 for 候 */
        {"cardiology waiting", "cardiology-waiting", true},
        {"waiting cardiology", "cardiology-waiting", true},
        {"cardio", "cardiology-waiting", true},
        {"b3 01", "room-b3-01", true},
        {"B3", "cardiology-waiting", false},
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        struct map_place found[8];
        size_t count = map_search(map, expected[i].query, expected[i].en, found, 8);
        if (!count || strcmp(found[0].id, expected[i].id) != 0)
            fail_msg("%s: %s", expected[i].query, count ? found[0].id : "nothing");
    }
}

static void a_floor_beside_the_name_narrows_the_search(void **state)
{
    (void)state;
    static const char *const queries[] = {"3 楼 卫生间", "厕所　3楼", "toilet floor 3",
                                          "cesuo 3楼"};
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        struct map_place found[40];
        size_t count = map_search(map, queries[i], i == 2, found, 40);
        if (!count)
            fail_msg("%s: nothing", queries[i]);
        for (size_t k = 0; k < count; k++) {
            assert_true(found[k].category == MAP_TOILET ||
                        found[k].category == MAP_TOILET_ACCESSIBLE);
            assert_string_equal(found[k].level_zh, "3 楼");
        }
    }
}

static void what_nobody_wrote_is_not_found(void **state)
{
    (void)state;
    struct map_place found[4];
    assert_int_equal(map_search(map, "zzzz", true, found, 4), 0);
}

static void without_a_query_places_come_in_the_order_of_the_building(void **state)
{
    (void)state;
    struct map_place found[64];
    struct map_level before, now;
    size_t count = map_search(map, "", false, found, 64);
    assert_int_equal(count, 64);
    for (size_t i = 1; i < count; i++) {
        assert_true(map_level(map, found[i - 1].level, &before) &&
                    map_level(map, found[i].level, &now));
        assert_true(before.ordinal <= now.ordinal);
    }
}

static void every_category_has_its_places(void **state)
{
    (void)state;
    static const enum map_category all[] = {
        MAP_TOILET, MAP_TOILET_ACCESSIBLE, MAP_LIFT, MAP_PHARMACY,   MAP_CASHIER, MAP_LABORATORY,
        MAP_EXIT,   MAP_PARKING,           MAP_BUS,  MAP_INFORMATION};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct map_place found[64];
        size_t count = map_category(map, all[i], found, 64);
        assert_true(count > 0);
        for (size_t k = 0; k < count; k++)
            assert_true(*found[k].name_zh && *found[k].name_en && *found[k].id);
    }
}

static void a_fhir_identifier_leads_to_its_place(void **state)
{
    (void)state;
    struct map_place a, b, c;
    assert_true(map_place_by_fhir(
        map, "http://riverside-hospital.example/sid/location|cardiology-waiting", &a));
    assert_true(map_place_by_fhir(map, "cardiology-waiting", &b));
    assert_true(map_place_by_id(map, b.feature, &c));
    assert_string_equal(a.id, "cardiology-waiting");
    assert_string_equal(a.id, b.id);
    assert_string_equal(a.id, c.id);
    assert_string_equal(a.name_en, "Cardiology waiting area");
    assert_string_equal(a.level_zh, "3 楼");
    assert_string_equal(a.area_zh, "B 区");
    assert_string_equal(a.building_zh, "门诊楼");
    assert_string_equal(a.sign, "B3");
    assert_false(map_place_by_fhir(map, "http://elsewhere.example|nobody", &a));
}

static void a_kiosk_answers_to_its_sign_its_name_and_its_id(void **state)
{
    (void)state;
    struct map_start first, by_sign, by_name, by_place;
    assert_true(map_kiosk(map, "", &first));
    assert_true(map_kiosk(map, "KIOSK-03", &by_sign));
    assert_true(map_kiosk(map, by_sign.name_en, &by_name));
    assert_true(map_kiosk(map, by_sign.id, &by_place));
    assert_int_equal(by_sign.node, by_name.node);
    assert_int_equal(by_sign.node, by_place.node);
    assert_int_equal(first.node, by_sign.node);
}

/* As staff write announcements: the longest name is meant, latin words whole, and no name that
 * several places have. */
static void a_sentence_names_its_places(void **state)
{
    (void)state;
    static const struct {
        const char *text, *ids[3];
    } rows[] = {
        {"抽血处今天只开到 11:00", {"抽血处"}},
        {"药房搬到收费处旁边", {"药房", "收费处"}},
        {"中药房今天不开", {"中药房"}},
        {"The PHARMACY is closed today", {"药房"}},
        {"Pharmacyx", {NULL}},
        {"卫生间停水", {NULL}},
        {"今天下午停电", {NULL}},
        {"", {NULL}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct map_place found[3];
        size_t count = map_named_in(map, rows[i].text, found, 3), expected = 0;
        while (expected < 3 && rows[i].ids[expected])
            expected++;
        for (size_t k = 0; k < count; k++) {
            bool known = false;
            for (size_t j = 0; j < expected; j++)
                known = known || !strcmp(found[k].name_zh, rows[i].ids[j]);
            if (!known)
                fail_msg("%s: %s", rows[i].text, found[k].name_zh);
        }
        if (count != expected)
            fail_msg("%s: %zu places", rows[i].text, count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_match_comes_first),
        cmocka_unit_test(a_place_is_found_as_people_type_it),
        cmocka_unit_test(a_floor_beside_the_name_narrows_the_search),
        cmocka_unit_test(what_nobody_wrote_is_not_found),
        cmocka_unit_test(without_a_query_places_come_in_the_order_of_the_building),
        cmocka_unit_test(every_category_has_its_places),
        cmocka_unit_test(a_sentence_names_its_places),
        cmocka_unit_test(a_fhir_identifier_leads_to_its_place),
        cmocka_unit_test(a_kiosk_answers_to_its_sign_its_name_and_its_id),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
