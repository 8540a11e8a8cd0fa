/* Covers kiosk/map/imdf.c, imdf_shape.c, venue*.c, report.c. */
#include "map/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#define SMALL TEST_DATA "/imdf-small"
#define UNTIDY TEST_DATA "/imdf-untidy"
#define DEMO TEST_ASSETS "/demo/imdf"

static bool reported(const struct map_report *report, const char *feature, const char *words)
{
    for (size_t i = 0; i < report->count; i++)
        if (!strcmp(report->items[i].feature, feature) && strstr(report->items[i].en, words))
            return true;
    return false;
}

static void a_tidy_building_has_nothing_but_notes(void **state)
{
    (void)state;
    struct map_report report = {0};
    struct map *map = map_load(SMALL, &report);
    assert_non_null(map);
    for (size_t i = 0; i < report.count; i++)
        assert_int_equal(report.items[i].severity, MAP_NOTE);
    assert_int_equal(map_level_count(map), 2);
    assert_int_equal(map_building_count(map), 1);
    struct map_level level;
    assert_true(map_level(map, 1, &level));
    assert_string_equal(level.name_zh, "2 楼");
    assert_string_equal(level.name_en, "Floor 2");
    assert_string_equal(level.short_name, "2"); /* of "2F": what the lift's button says */
    assert_string_equal(level.building_en, "Main building");
    map_report_clear(&report);
    map_free(map);
}

static void the_demo_building_has_no_defects_and_everything_is_reached(void **state)
{
    (void)state;
    struct map_report report = {0};
    struct map *map = map_load(DEMO, &report);
    struct map_place place[1];
    assert_non_null(map);
    for (size_t i = 0; i < report.count; i++)
        assert_int_not_equal(report.items[i].severity, MAP_DEFECT);
    assert_true(map_kiosk_count(map) >= 2);
    for (size_t k = 0; k < map_kiosk_count(map); k++) {
        struct map_start start;
        const struct map_profile step_free = {.step_free = true};
        assert_true(map_kiosk_at(map, k, &start));
        assert_true(start.has_bearing);
        assert_int_equal(map_unreachable(map, &start, NULL, place, 1), 0);
        assert_int_equal(map_unreachable(map, &start, &step_free, place, 1), 0);
    }
    map_report_clear(&report);
    map_free(map);
}

/* Its tables are as QGIS writes them: ids among the properties, names in columns, empty cells. */
static void the_drawing_template_is_a_whole_building(void **state)
{
    (void)state;
    struct map_report report = {0};
    struct map *map = map_load(TEST_ASSETS "/imdf-template", &report);
    struct map_place place;
    struct map_start start;
    const struct map_profile step_free = {.step_free = true};
    assert_non_null(map);
    for (size_t i = 0; i < report.count; i++)
        assert_int_equal(report.items[i].severity, MAP_NOTE);
    assert_true(map_kiosk(map, "KIOSK-01", &start));
    assert_int_equal(map_unreachable(map, &start, NULL, &place, 1), 0);
    assert_int_equal(map_unreachable(map, &start, &step_free, &place, 1), 0);
    assert_true(map_place_by_id(map, "bus", &place));
    assert_string_equal(place.name_zh, "公交站");
    assert_int_equal(place.category, MAP_BUS);
    map_report_clear(&report);
    map_free(map);
}

static void an_untidy_building_is_read_and_every_defect_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *feature, *words;
    } expected[] = {
        {"", "beacon.geojson is not a file we know"},
        {"level-2", "a ring encloses nothing"},
        {"wc-1", "crosses itself"},
        {"wc-2", "a ring encloses nothing"},
        {"far", "coordinates"},
        {"curve", "CircularString"},
        {"empty", "geometry is missing"},
        {"ship", "spaceship is not known"},
        {"unit#19", "without an id"},
        {"room-a-1", "used twice"},
        {"room-b-1", "helipad is not known"},
        {"nowhere", "no level level-9"},
        {"door-loose", "touches no unit"},
        {"door-off", "more than 5 cm"},
        {"door-lift-1", "for vehicles, inside"},
        {"door-stairs-2", "for vehicles, inside"},
        {"corridor-1", "no opening is drawn towards corridor-2"},
        {"", "no links between floors"},
        {"lift-lonely", "leads to no other floor"},
        {"kiosk", "no bearing"},
        {"kiosk-lost", "stands where nobody can walk"},
        {"anchor-eyes", "outside its unit"},
        {"anchor-lost", "no-such-unit does not exist"},
        {"homeless", "no-such-anchor was not found"},
        {"stray", "lies in no unit"},
    };
    struct map_report report = {0};
    struct map *map = map_load(UNTIDY, &report);
    assert_non_null(map);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        if (!reported(&report, expected[i].feature, expected[i].words))
            fail_msg("not reported: %s: %s", expected[i].feature, expected[i].words);
    assert_false(reported(&report, "footprint", "twice")); /* repeated per category: harms nobody */
    map_report_clear(&report);
    map_free(map);
}

static void an_untidy_building_still_leads_to_what_it_has(void **state)
{
    (void)state;
    struct map *map = map_load(UNTIDY, NULL);
    struct map_start start;
    struct map_route route;
    assert_non_null(map);
    assert_true(map_kiosk(map, NULL, &start));
    assert_int_equal(map_route(map, &start, "eye-clinic", NULL, &route), ERR_OK);
    assert_int_equal(route.outcome, MAP_WAY); /* lifts joined by stacked outlines alone,
                                                  their doors said to be for vehicles */
    map_route_clear(&route);
    map_free(map);
}

static void a_folder_without_a_map_is_refused_with_the_reason(void **state)
{
    (void)state;
    struct map_report report = {0};
    assert_null(map_load(TEST_DATA "/no-such-folder", &report));
    assert_true(report.count > 0);
    map_report_clear(&report);
    assert_null(map_load(TEST_DATA "/no-such-folder", NULL));
}

/* --- damaged files: a copy of the small building with one file spoilt
 * ---------------------------------------------- */

static const char *const files[] = {"venue",   "level",    "unit",    "opening",  "relationship",
                                    "amenity", "occupant", "anchor",  "section",  "kiosk",
                                    "fixture", "building", "address", "footprint"};
#define FILES (sizeof files / sizeof files[0])

static char *slurp(const char *dir, const char *name, size_t *size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.geojson", dir, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 200000);
    assert_non_null(text);
    *size = fread(text, 1, 199999, file);
    fclose(file);
    return text;
}

static void spill(const char *dir, const char *name, const char *text, size_t size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.geojson", dir, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    fclose(file);
}

static void use(const char *dir)
{
    struct map_report report = {0};
    struct map *map = map_load(dir, &report);
    struct map_start start;
    struct map_route route;
    assert_true(map || report.count > 0);
    if (map && map_kiosk(map, NULL, &start) &&
        map_route(map, &start, "eye-clinic", NULL, &route) == ERR_OK)
        map_route_clear(&route);
    map_report_clear(&report);
    map_free(map);
}

static void damaged_files_never_crash_and_are_always_reported(void **state)
{
    (void)state;
    char dir[] = "/tmp/foyer-map-XXXXXX";
    uint32_t seed = 20260101;
    assert_non_null(mkdtemp(dir));
    for (size_t f = 0; f < FILES; f++) {
        size_t size;
        char *text = slurp(SMALL, files[f], &size);
        spill(dir, files[f], text, size);
        free(text);
    }
    use(dir);
    for (size_t f = 0; f < FILES; f++) {
        size_t size;
        char *text = slurp(SMALL, files[f], &size), *spoilt = malloc(size + 1);
        assert_non_null(spoilt);
        for (int cut = 0; cut < 6; cut++) { /* torn off */
            seed = seed * 1664525u + 1013904223u;
            spill(dir, files[f], text, seed % size);
            use(dir);
        }
        for (int hit = 0; hit < 14; hit++) { /* figures, quotes and brackets swapped */
            memcpy(spoilt, text, size);
            for (int k = 0; k <= hit % 4; k++) {
                seed = seed * 1664525u + 1013904223u;
                size_t at = seed % size;
                static const char swaps[] = "0917-.eE\"{}[],:nx ";
                spoilt[at] = swaps[(seed >> 20) % (sizeof swaps - 1)];
            }
            spill(dir, files[f], spoilt, size);
            use(dir);
        }
        spill(dir, files[f], text, size);
        free(spoilt);
        free(text);
    }
    for (size_t f = 0; f < FILES; f++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s.geojson", dir, files[f]);
        unlink(path);
    }
    rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tidy_building_has_nothing_but_notes),
        cmocka_unit_test(the_demo_building_has_no_defects_and_everything_is_reached),
        cmocka_unit_test(the_drawing_template_is_a_whole_building),
        cmocka_unit_test(an_untidy_building_is_read_and_every_defect_is_named),
        cmocka_unit_test(an_untidy_building_still_leads_to_what_it_has),
        cmocka_unit_test(a_folder_without_a_map_is_refused_with_the_reason),
        cmocka_unit_test(damaged_files_never_crash_and_are_always_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
