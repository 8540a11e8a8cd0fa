/* Covers kiosk/map/graph_paths.c, venue_pathnodes.c: paths across a yard between two halls, where
 * they meet, and what their nodes lead to. */
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

#define STANDS_M 5.8 /* from where one stands before the screen to the door */

struct yard {
    char dir[TEMP_SIZE];
    FILE *out;
    bool begun;
};

static void open_file(struct yard *y, const char *name)
{
    char path[TEMP_SIZE + 32];
    snprintf(path, sizeof path, "%s/%s.geojson", y->dir, name);
    y->out = fopen(path, "w");
    assert_non_null(y->out);
    fputs("{\"type\":\"FeatureCollection\",\"features\":[\n", y->out);
    y->begun = false;
}

static void close_file(struct yard *y)
{
    fputs("]}\n", y->out);
    assert_int_equal(fclose(y->out), 0);
}

/* One point, an open line, or (the last point is the first one) a polygon; in metres. */
static void feature(struct yard *y, const char *id, const char *properties, int count,
                    const double (*at)[2])
{
    bool ring = count > 2 && !memcmp(at[0], at[count - 1], sizeof at[0]);
    fprintf(y->out,
            "%s{\"type\":\"Feature\",\"id\":\"%s\",\"properties\":{%s},\"geometry\":{"
            "\"type\":\"%s\",\"coordinates\":%s",
            y->begun ? ",\n" : "", id, properties,
            count == 1 ? "Point"
            : ring     ? "Polygon"
                       : "LineString",
            count == 1 ? ""
            : ring     ? "[["
                       : "[");
    for (int i = 0; i < count; i++)
        fprintf(y->out, "%s[%.9f,%.9f]", i ? "," : "", 117 + at[i][0] / 95981.0,
                30.5 + at[i][1] / 110860.0);
    fprintf(y->out, "%s}}", count == 1 ? "" : ring ? "]]" : "]");
    y->begun = true;
}

static void box(struct yard *y, const char *id, const char *properties, double x0, double y0,
                double x1, double y1)
{
    const double at[5][2] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
    feature(y, id, properties, 5, at);
}

/* Hall A from x 0 to 10 and hall B from 40 to 50, each with its door to the north at y 10; a
 * platform at 20, a hut without a door at 30, both further north. */
static void begin_yard(struct yard *y)
{
    *y = (struct yard){.begun = false};
    temp_make(y->dir);
    open_file(y, "level");
    box(y, "in", "\"ordinal\":0,\"name\":{\"zh\":\"1\",\"en\":\"1\"}", 0, 0, 50, 10);
    box(y, "up", "\"ordinal\":1,\"name\":{\"zh\":\"2\",\"en\":\"2\"}", 0, 0, 50, 10);
    box(y, "out", "\"ordinal\":0,\"outdoor\":true,\"name\":{\"zh\":\"o\",\"en\":\"o\"}", -9, -9, 70,
        60);
    close_file(y);
    open_file(y, "unit");
    box(y, "hall-a", "\"category\":\"lobby\",\"level_id\":\"in\"", 0, 0, 10, 10);
    box(y, "hall-b",
        "\"category\":\"lobby\",\"level_id\":\"in\",\"name\":{\"zh\":\"B\",\"en\":\"B\"}", 40, 0,
        50, 10);
    box(y, "platform",
        "\"category\":\"platform\",\"level_id\":\"out\",\"name\":{\"zh\":\"P\",\"en\":\"P\"}", 15,
        40, 25, 44);
    box(y, "hut", "\"category\":\"room\",\"level_id\":\"out\",\"name\":{\"zh\":\"H\",\"en\":\"H\"}",
        30, 40, 34, 44);
    close_file(y);
    open_file(y, "opening");
    const double a[2][2] = {{4, 10}, {6, 10}}, b[2][2] = {{44, 10}, {46, 10}};
    feature(y, "door-a", "\"category\":\"pedestrian\",\"level_id\":\"in\"", 2, a);
    feature(y, "door-b", "\"category\":\"pedestrian\",\"level_id\":\"in\"", 2, b);
    close_file(y);
    open_file(y, "kiosk");
    box(y, "kiosk", "\"level_id\":\"in\",\"bearing\":0", 4.8, 5, 5.2, 5.4);
    close_file(y);
}

static void node(struct yard *y, const char *id, double x, double at_y, const char *more)
{
    char properties[160];
    const double at[1][2] = {{x, at_y}};
    snprintf(properties, sizeof properties, "\"level_id\":\"out\"%s", more);
    feature(y, id, properties, 1, at);
}

static struct map *load(struct yard *y, struct map_report *report)
{
    struct map *map = map_load(y->dir, report);
    assert_non_null(map);
    temp_remove(y->dir);
    return map;
}

static bool reported(const struct map_report *report, const char *id, const char *words)
{
    for (size_t i = 0; i < report->count; i++)
        if (!strcmp(report->items[i].feature, id) && strstr(report->items[i].en, words))
            return true;
    return false;
}

/* From the kiosk; -1 when there is no way. */
static double metres_to(const struct map *map, const char *place, const char *closed)
{
    const char *const ids[] = {closed};
    const struct map_profile profile = {.closed = ids, .closed_count = closed != NULL};
    struct map_start from;
    struct map_route route;
    assert_true(map_kiosk(map, NULL, &from));
    assert_int_equal(map_route(map, &from, place, &profile, &route), ERR_OK);
    double metres = route.outcome == MAP_WAY ? route.metres : -1;
    if (closed && metres < 0) {
        assert_int_equal(route.outcome, MAP_NO_WAY_CLOSED);
        assert_string_equal(route.blocked_id, closed);
    }
    map_route_clear(&route);
    return metres;
}

static void near(double got, double expected)
{
    if (fabs(got - expected) > 0.5)
        fail_msg("%.2f m, not %.2f m", got, expected);
}

/* One path runs along the yard, the other ends in the middle of its length. */
static struct map *two_paths(bool joined, struct map_report *report)
{
    struct yard y;
    const double along[3][2] = {{5, 10}, {5, 20}, {60, 20}}, to_b[2][2] = {{45, 10}, {45, 19.8}};
    begin_yard(&y);
    open_file(&y, "path");
    feature(&y, "along", "\"level_id\":\"out\"", 3, along);
    feature(&y, "to-b", "\"level_id\":\"out\"", 2, to_b);
    close_file(&y);
    if (joined) {
        open_file(&y, "pathnode");
        node(&y, "fork", 45, 20, "");
        close_file(&y);
    }
    return load(&y, report);
}

static void a_pathnode_joins_the_paths_that_pass_it(void **state)
{
    (void)state;
    struct map_report report = {0};
    struct map *map = two_paths(false, &report);
    assert_true(metres_to(map, "hall-b", NULL) < 0);
    assert_true(reported(&report, "to-b", "joined to nothing"));
    map_free(map);
    map_report_clear(&report);
    map = two_paths(true, &report);
    double inside =
        STANDS_M + 5; /* to the door, and from the other one to the middle of the hall */
    near(metres_to(map, "hall-b", NULL), inside + 10 + 40 + 10);
    assert_false(reported(&report, "to-b", "joined to nothing"));
    assert_false(reported(&report, "fork", ""));
    assert_true(metres_to(map, "hall-b", "fork") < 0);
    size_t size;
    unsigned char *bytes = map_pack(map, &size);
    struct map *again = map_unpack(bytes, size);
    free(bytes);
    assert_non_null(again);
    near(metres_to(again, "hall-b", NULL), metres_to(map, "hall-b", NULL));
    assert_true(metres_to(again, "hall-b", "fork") < 0);
    map_free(again);
    map_free(map);
    map_report_clear(&report);
}

static void a_path_too_narrow_for_a_wheelchair_is_for_others(void **state)
{
    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        const struct map_profile step_free = {.step_free = true};
        struct yard y;
        struct map_start from;
        struct map_route route;
        const double straight[4][2] = {{5, 10}, {5, 20}, {45, 20}, {45, 10}};
        begin_yard(&y);
        open_file(&y, "path");
        feature(&y, "p",
                wide ? "\"level_id\":\"out\",\"width\":1.2" : "\"level_id\":\"out\",\"width\":0.6",
                4, straight);
        close_file(&y);
        struct map *map = load(&y, NULL);
        near(metres_to(map, "hall-b", NULL), STANDS_M + 60 + 5);
        assert_true(map_kiosk(map, NULL, &from));
        assert_int_equal(map_route(map, &from, "hall-b", &step_free, &route), ERR_OK);
        assert_int_equal(route.outcome, wide ? MAP_WAY : MAP_NO_WAY_STEP_FREE);
        map_route_clear(&route);
        map_free(map);
    }
}

/* As path graphs of other programs are: nodes and who is beside whom, no lines. */
static void neighbours_doors_and_units_that_a_pathnode_names_are_joined_to_it(void **state)
{
    (void)state;
    struct map_report report = {0};
    struct yard y;
    begin_yard(&y);
    open_file(&y, "pathnode");
    node(&y, "n1", 5, 14, ",\"opening_id\":\"door-a\",\"neighbours\":\"[\\\"n2\\\"]\"");
    node(&y, "n2", 20, 30, ",\"neighbours\":[\"n1\",\"n3\",\"n4\",\"n5\"]");
    node(&y, "n3", 45, 10.2, ",\"neighbors\":[\"n2\"]"); /* at the door */
    node(&y, "n4", 20, 38, ",\"neighbours\":\"n2\",\"unit_id\":\"platform\"");
    node(&y, "n5", 32, 38, ",\"unit_id\":\"hut\"");
    close_file(&y);
    struct map *map = load(&y, &report);
    double n2 = STANDS_M + 4 + hypot(15, 16);
    near(metres_to(map, "hall-b", NULL), n2 + hypot(25, 20) + 5);
    near(metres_to(map, "platform", NULL), n2 + 8 + 4);
    near(metres_to(map, "hut", NULL), n2 + hypot(12, 8) + 2);
    for (size_t i = 0; i < report.count; i++)
        assert_null(strstr(report.items[i].en, "leads on to nothing"));
    assert_true(reported(&report, "n2", "n5 does not name this pathnode back"));
    assert_false(reported(&report, "n1", "name this pathnode back"));
    map_free(map);
    map_report_clear(&report);
}

static void a_pathnode_that_leads_nowhere_is_told(void **state)
{
    (void)state;
    struct map_report report = {0};
    struct yard y;
    begin_yard(&y);
    open_file(&y, "pathnode");
    node(&y, "alone", 20, 20, "");
    node(&y, "end", 30, 20,
         ",\"neighbours\":[\"gone\",\"above\",\"end\"],\"opening_id\":\"door-a\"");
    node(&y, "wrong", 50, 20, ",\"unit_id\":\"door-b\",\"opening_id\":\"hall-b\"");
    const double at[1][2] = {{5, 5}};
    feature(&y, "above", "\"level_id\":\"up\"", 1, at);
    close_file(&y);
    struct map *map = load(&y, &report);
    assert_true(reported(&report, "alone", "leads on to nothing"));
    assert_true(reported(&report, "end", "leads on to nothing")); /* to one door alone */
    assert_true(reported(&report, "end", "names gone"));
    assert_true(reported(&report, "end", "names above"));
    assert_true(reported(&report, "end", "names end"));
    assert_true(reported(&report, "wrong", "names door-b"));
    assert_true(reported(&report, "wrong", "names hall-b"));
    assert_true(metres_to(map, "hall-b", NULL) < 0);
    map_free(map);
    map_report_clear(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pathnode_joins_the_paths_that_pass_it),
        cmocka_unit_test(a_path_too_narrow_for_a_wheelchair_is_for_others),
        cmocka_unit_test(neighbours_doors_and_units_that_a_pathnode_names_are_joined_to_it),
        cmocka_unit_test(a_pathnode_that_leads_nowhere_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
