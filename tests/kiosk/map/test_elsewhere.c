/* Covers kiosk/map/imdf_tidy.c, imdf.c, imdf_shape.c, venue_floors.c, stand.c: buildings as other
 * programs write them (data/imdf-elsewhere, data/imdf-numbered are the small building once more).
 */
#include "map/map_private.h"
#include "support/temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define SMALL TEST_DATA "/imdf-small"
#define ELSEWHERE TEST_DATA "/imdf-elsewhere"
#define NUMBERED TEST_DATA "/imdf-numbered"

static bool reported(const struct map_report *report, const char *feature, const char *words)
{
    for (size_t i = 0; i < report->count; i++)
        if (!strcmp(report->items[i].feature, feature) && strstr(report->items[i].en, words))
            return true;
    return false;
}

/* UUIDs in capitals in three files, numbers with height, wrapped geometries, categories in
 * capitals, a crs member, byte order marks, names of files in any case and language. */
static void a_building_from_elsewhere_is_read_and_told(void **state)
{
    (void)state;
    static const struct {
        const char *feature, *words;
    } expected[] = {
        {"a54b873e-b5bf-5740-963e-ecabf4996ee5", "far-away coordinates"}, /* the venue at 0, 0 */
        {"b122c5a8-542c-58a4-8877-b4d3cd7930d5", "geometry is missing"},
        {"opening#12", "without an id"},
        {"a751814b-a905-5380-adb2-00c9c7090cf9", "used twice"},
        {"5e07f0a7-4504-5d94-ad74-eb1ab5902ffb", "12 names lack"},
        {"5e07f0a7-4504-5d94-ad74-eb1ab5902ffb", "no ordinal; by its name it is taken for 0"},
        {"63f40dc7-c33b-500a-b1e9-a4f53d38a786", "no ordinal; by its name it is taken for 1"},
        {"17a04ca0-2d34-5d9f-b0f4-508db3f663b5", "hallway is not IMDF's; taken for a walkway"},
        {"3a730e7b-27ef-5e45-973e-12cbd1ceda04", "category - is not known"},
        {"25341e33-4368-5188-9206-2883b1790d91", "outside the outline of its level"},
        {"bfef76db-4885-5285-a09d-6cb4ee3df402", "more than 5 cm"},
        {"5453b6db-84e4-52fe-a46c-c92ec7768775", "touches no unit"},
    };
    struct map_report report = {0};
    struct map *map = map_load(ELSEWHERE, &report);
    assert_non_null(map);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        if (!reported(&report, expected[i].feature, expected[i].words))
            fail_msg("not reported: %s: %s", expected[i].feature, expected[i].words);
    assert_false(
        reported(&report, "", "is missing")); /* Unit.geojson, opening.json, LEVEL.GEOJSON */
    map_report_clear(&report);
    map_free(map);
}

static void same_way(const char *building, const char *from, bool step_free, double within)
{
    struct map *small = map_load(SMALL, NULL), *other = map_load(building, NULL);
    const struct map_profile profile = {.step_free = step_free};
    struct map_start a, b;
    struct map_route way, here;
    assert_true(small && other);
    assert_true(map_kiosk(small, NULL, &a));
    if (!map_kiosk(other, from, &b))
        assert_true(map_start_at_place(other, from, &b));
    assert_int_equal(map_route(small, &a, "eye-clinic", &profile, &way), ERR_OK);
    assert_int_equal(map_route(other, &b, "eye-clinic", &profile, &here), ERR_OK);
    assert_int_equal(here.outcome, MAP_WAY);
    if (fabs(way.metres - here.metres) >= within)
        fail_msg("%.2f m, %.2f m", way.metres, here.metres);
    map_route_clear(&way);
    map_route_clear(&here);
    map_free(small);
    map_free(other);
}

static void and_leads_where_the_tidy_one_does(void **state)
{
    (void)state;
    same_way(ELSEWHERE, NULL, false, 0.5);
    same_way(ELSEWHERE, NULL, true, 0.5);
}

static void an_id_of_the_file_is_found_in_capitals_too(void **state)
{
    (void)state;
    struct map *map = map_load(ELSEWHERE, NULL);
    assert_non_null(map);
    assert_int_equal(map_level_find(map, "63F40DC7-C33B-500A-B1E9-A4F53D38A786"), 1);
    assert_int_equal(map_level_find(map, "63f40dc7-c33b-500a-b1e9-a4f53d38a786"), 1);
    assert_true(map_can_close(map, "17A04CA0-2D34-5D9F-B0F4-508DB3F663B5"));
    map_free(map);
}

/* Each file counts from 1, and the references are numbers: level 1, unit 1, opening 1... */
static void ids_numbered_anew_in_each_file_keep_their_references(void **state)
{
    (void)state;
    struct map_report report = {0};
    struct map *small = map_load(SMALL, NULL), *map = map_load(NUMBERED, &report);
    assert_true(small && map);
    assert_false(reported(&report, "1", "used twice"));
    assert_true(reported(&report, report.items[0].feature, "another type has too"));
    assert_int_equal(map->venue->unit_count, small->venue->unit_count);
    assert_int_equal(map->venue->opening_count, small->venue->opening_count);
    assert_int_equal(map->venue->link_count, small->venue->link_count);
    assert_int_equal(map->venue->place_count + 1, small->venue->place_count); /* less the kiosk */
    map_report_clear(&report);
    map_free(small);
    map_free(map);
}

/* Shopping malls and airports have no kiosk of ours: the config says where it stands. */
static void a_building_without_a_kiosk_gets_one_by_the_config(void **state)
{
    (void)state;
    struct map *small = map_load(SMALL, NULL), *map = map_load(NUMBERED, NULL);
    struct map_start there, here;
    assert_true(small && map);
    assert_true(map_kiosk(small, NULL, &there));
    assert_false(map_kiosk(map, "", &here));
    struct map_stand stand = {.has_point = true, .has_bearing = true, .bearing = there.bearing};
    assert_false(map_stand(map, "", &(struct map_stand){.has_bearing = true}));
    map_to_lonlat(small, point_towards(there.at, there.bearing, KIOSK_FRONT_M), &stand.lon,
                  &stand.lat);
    assert_false(map_stand(map, "", &stand)); /* two floors lie there */
    snprintf(stand.level, sizeof stand.level, "1 楼");
    assert_true(map_stand(map, "", &stand));
    assert_true(map_kiosk(map, "", &here));
    struct map_route a, b;
    assert_int_equal(map_route(small, &there, "eye-clinic", NULL, &a), ERR_OK);
    assert_int_equal(map_route(map, &here, "eye-clinic", NULL, &b), ERR_OK);
    assert_int_equal(b.outcome, MAP_WAY);
    assert_string_equal(a.steps[0].zh, b.steps[0].zh);
    assert_true(fabs(a.metres - b.metres) < 0.3);
    map_route_clear(&a);
    map_route_clear(&b);
    map_free(small);
    map_free(map);
}

static void spill(const char *dir, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.geojson", dir, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* One sentence, not one for each feature. */
static void metres_and_swapped_degrees_are_refused_in_one_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *head, *ring, *words;
    } cases[] = {
        {"\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}},",
         "[13024380,3569000],[13024390,3569000],[13024390,3569010],[13024380,3569000]",
         "EPSG::3857"},
        {"", "[500120.5,3371000],[500130,3371000],[500130,3371010],[500120.5,3371000]",
         "in metres"},
        {"", "[30.5,117.0],[30.5,117.0001],[30.5001,117.0001],[30.5,117.0]", "wrong order"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char dir[TEMP_SIZE], text[1000];
        struct map_report report = {0};
        temp_make(dir);
        for (int k = 0; k < 2; k++) {
            snprintf(
                text, sizeof text,
                "{\"type\":\"FeatureCollection\",%s\"features\":[{\"id\":\"%d\",\"type\":"
                "\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[%s]]},"
                "\"properties\":{\"category\":\"walkway\",\"level_id\":\"0\",\"ordinal\":0}}]}",
                cases[i].head, k, cases[i].ring);
            spill(dir, k ? "unit" : "level", text);
        }
        assert_null(map_load(dir, &report));
        assert_true(reported(&report, "", cases[i].words));
        assert_false(reported(&report, "0", "coordinates"));
        map_report_clear(&report);
        temp_remove(dir);
    }
}

static void a_missing_ordinal_is_read_off_the_name(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int ordinal;
    } cases[] = {{"3F", 2},      {"L2", 1},     {"B1", -1}, {"地下二层", -2}, {"三楼", 2},
                 {"Level 1", 0}, {"Ground", 0}, {"-2", -2}, {"12层", 11}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char dir[TEMP_SIZE], text[1000];
        static const char ring[] =
            "[[[117.0,30.5],[117.0001,30.5],[117.0001,30.5001],[117.0,30.5001],[117.0,30.5]]]";
        struct map_level level;
        temp_make(dir);
        for (int k = 0; k < 2; k++) {
            snprintf(text, sizeof text,
                     "{\"type\":\"FeatureCollection\",\"features\":[{\"id\":\"%d\",\"type\":"
                     "\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":%s},"
                     "\"properties\":{\"category\":\"walkway\",\"level_id\":0,\"name\":\"%s\"}}]}",
                     k, ring, cases[i].name);
            spill(dir, k ? "unit" : "level", text);
        }
        struct map *map = map_load(dir, NULL);
        assert_non_null(map);
        assert_true(map_level(map, 0, &level));
        if (level.ordinal != cases[i].ordinal)
            fail_msg("%s: %d", cases[i].name, level.ordinal);
        map_free(map);
        temp_remove(dir);
    }
}

static char *text_of(const char *dir, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.geojson", dir, name);
    FILE *file = fopen(path, "r");
    char *text = calloc(1, 100001);
    assert_true(file && text);
    assert_true(fread(text, 1, 100000, file) > 0);
    fclose(file);
    return text;
}

/* The first two corners of a door as a thin area, and its middle as a point. */
static void doors_drawn_as_areas_or_points_lead_on(void **state)
{
    (void)state;
    static const char *const names[] = {"venue", "address", "building",     "level",
                                        "unit",  "amenity", "relationship", "anchor",
                                        "kiosk", "section", "occupant",     "fixture"};
    static const char *const forms[] = {"{\"type\":\"Polygon\",\"coordinates\":[[[%.9f,%.9f],[%.9f,"
                                        "%.9f],[%.9f,%.9f],[%.9f,%.9f]]]}",
                                        "{\"type\":\"Point\",\"coordinates\":[%.9f,%.9f]}"};
    for (int form = 0; form < 2; form++) {
        char dir[TEMP_SIZE], made[40000] = "", piece[400];
        temp_make(dir);
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            char *text = text_of(SMALL, names[i]);
            spill(dir, names[i], text);
            free(text);
        }
        char *text = text_of(SMALL, "opening");
        const char *from = text;
        for (const char *g; (g = strstr(from, "{\"type\":\"LineString\""));
             from = strchr(g, '}') + 1) {
            double ax, ay, bx, by;
            assert_int_equal(sscanf(strstr(g, "[[") + 2, "%lf,%lf],[%lf,%lf", &ax, &ay, &bx, &by),
                             4);
            strncat(made, from, (size_t)(g - from));
            if (form == 0)
                snprintf(piece, sizeof piece, forms[0], ax, ay, bx, by, bx + 1e-6, by + 1e-6,
                         ax + 1e-6, ay + 1e-6);
            else
                snprintf(piece, sizeof piece, forms[1], (ax + bx) / 2, (ay + by) / 2);
            strcat(made, piece);
        }
        strcat(made, from);
        spill(dir, "opening", made);
        struct map_report report = {0};
        struct map *map = map_load(dir, &report);
        assert_non_null(map);
        assert_true(reported(&report, "door-a-1", "not drawn as a line"));
        map_report_clear(&report);
        map_free(map);
        same_way(dir, NULL, false, 2);
        same_way(dir, NULL, true, 2);
        free(text);
        temp_remove(dir);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_building_from_elsewhere_is_read_and_told),
        cmocka_unit_test(and_leads_where_the_tidy_one_does),
        cmocka_unit_test(an_id_of_the_file_is_found_in_capitals_too),
        cmocka_unit_test(ids_numbered_anew_in_each_file_keep_their_references),
        cmocka_unit_test(a_building_without_a_kiosk_gets_one_by_the_config),
        cmocka_unit_test(metres_and_swapped_degrees_are_refused_in_one_sentence),
        cmocka_unit_test(doors_drawn_as_areas_or_points_lead_on),
        cmocka_unit_test(a_missing_ordinal_is_read_off_the_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
