/* Covers assets/imdf-template: what its forms offer is what the importer knows, without QGIS. */
#include "map/map.h"
#include "support/temp.h"

#include <ctype.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define TEMPLATE TEST_ASSETS "/imdf-template"

static const char *const layers[] = {"venue",   "building", "level",    "unit",         "opening",
                                     "amenity", "anchor",   "occupant", "kiosk",        "fixture",
                                     "section", "pathnode", "geofence", "relationship", "path"};
#define LAYER_COUNT (sizeof layers / sizeof layers[0])

static char *text_of(const char *layer, const char *ending)
{
    char path[512];
    snprintf(path, sizeof path, TEMPLATE "/%s.%s", layer, ending);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 17);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 17) - 1, file) > 0);
    fclose(file);
    return text;
}

/* The value of an attribute in the tag that begins at `tag`; "" when it has none. */
static const char *attribute(const char *tag, const char *name, char out[512])
{
    char wanted[64];
    snprintf(wanted, sizeof wanted, " %s=\"", name);
    const char *end = strchr(tag, '>'), *at = strstr(tag, wanted);
    out[0] = 0;
    if (!at || at > end)
        return out;
    at += strlen(wanted);
    snprintf(out, 512, "%.*s", (int)strcspn(at, "\""), at);
    return out;
}

static void check_well_formed(const char *layer, const char *text)
{
    char open[64][40];
    size_t depth = 0;
    for (const char *p = strchr(text, '<'); p; p = strchr(p + 1, '<')) {
        const char *end = strchr(p, '>');
        size_t length;
        if (!end)
            fail_msg("%s.qml: a tag without end", layer);
        if (p[1] == '!')
            continue;
        length = strcspn(p + 1 + (p[1] == '/'), " />");
        if (p[1] == '/') {
            if (!depth || strlen(open[depth - 1]) != length ||
                strncmp(open[depth - 1], p + 2, length) != 0)
                fail_msg("%s.qml: </%.*s> closes nothing", layer, (int)length, p + 2);
            depth--;
        } else if (end[-1] != '/') {
            assert_true(depth < 64 && length < 40);
            snprintf(open[depth++], sizeof open[0], "%.*s", (int)length, p + 1);
        }
        for (int quotes = 0; p < end; p++) { /* quotes pair, and hold no bare < or & */
            quotes += *p == '"';
            if (p + 1 == end && quotes % 2)
                fail_msg("%s.qml: a quote is open", layer);
        }
    }
    assert_int_equal(depth, 0);
    for (const char *p = strchr(text, '&'); p; p = strchr(p + 1, '&'))
        if (strncmp(p, "&quot;", 6) != 0 && strncmp(p, "&lt;", 4) != 0 &&
            strncmp(p, "&gt;", 4) != 0)
            fail_msg("%s.qml: a bare &", layer);
}

static void every_form_is_whole_and_speaks_of_columns_there_are(void **state)
{
    (void)state;
    for (size_t i = 0; i < LAYER_COUNT; i++) {
        char *text = text_of(layers[i], "qml"), *data = text_of(layers[i], "geojson"), name[512];
        json_t *root = json_loads(data, 0, NULL);
        const json_t *columns =
            json_object_get(json_array_get(json_object_get(root, "features"), 0), "properties");
        int fields = 0;
        assert_true(json_object_size(columns) > 1);
        check_well_formed(layers[i], text);
        for (const char *p = strstr(text, "<field "); p; p = strstr(p + 1, "<field "), fields++)
            if (!json_object_get(columns, attribute(p, "name", name)))
                fail_msg("%s has no column %s", layers[i], name);
        for (const char *p = strstr(text, "<default "); p; p = strstr(p + 1, "<default "), fields++)
            if (!json_object_get(columns, attribute(p, "field", name)))
                fail_msg("%s has no column %s", layers[i], name);
        assert_true(fields >= 1); /* the id at least */
        json_decref(root);
        free(text);
        free(data);
    }
}

/* A column of numbers has one in the first row or another: QGIS takes its type from that. */
static void every_column_is_of_one_type(void **state)
{
    (void)state;
    for (size_t i = 0; i < LAYER_COUNT; i++) {
        char *data = text_of(layers[i], "geojson");
        json_t *root = json_loads(data, 0, NULL), *row, *value;
        const json_t *rows = json_object_get(root, "features");
        const char *column;
        size_t n;
        json_object_foreach(json_object_get(json_array_get(rows, 0), "properties"), column, value)
        {
            bool text = false, whole = false, real = false;
            json_array_foreach(rows, n, row)
            {
                value = json_object_get(json_object_get(row, "properties"), column);
                text = text || json_is_string(value);
                whole = whole || json_is_integer(value);
                real = real || json_is_real(value);
            }
            if (text + whole + real != 1)
                fail_msg("%s.%s is of no type or of several", layers[i], column);
        }
        json_decref(root);
        free(data);
    }
}

/* One unit of each category that the list offers, on one level. */
static void every_category_offered_is_known(void **state)
{
    (void)state;
    char dir[TEMP_SIZE], path[TEMP_SIZE + 32], word[512], *text = text_of("unit", "qml");
    struct map_report report = {0};
    int count = 0;
    temp_make(dir);
    snprintf(path, sizeof path, "%s/level.geojson", dir);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs("{\"features\":[{\"id\":\"l\",\"properties\":{\"ordinal\":0},\"geometry\":null}]}", out);
    fclose(out);
    snprintf(path, sizeof path, "%s/unit.geojson", dir);
    out = fopen(path, "w");
    assert_non_null(out);
    fputs("{\"features\":[", out);
    for (const char *p = strstr(text, "<category "); p; p = strstr(p + 1, "<category ")) {
        if (!*attribute(p, "value", word))
            continue;
        double x = 121.5 + count * 1e-4;
        fprintf(out,
                "%s{\"properties\":{\"id\":\"u%d\",\"level_id\":\"l\",\"category\":\"%s\"},"
                "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[%.5f,31],[%.5f,31],[%.5f,"
                "31.0001],[%.5f,31]]]}}",
                count ? "," : "", count, word, x, x + 5e-5, x + 5e-5, x);
        count++;
    }
    fputs("]}", out);
    fclose(out);
    assert_true(count >= 15);
    struct map *map = map_load(dir, &report);
    assert_non_null(map);
    for (size_t i = 0; i < report.count; i++)
        if (strstr(report.items[i].en, "is not known") || strstr(report.items[i].en, "not IMDF's"))
            fail_msg("%s: %s", report.items[i].feature, report.items[i].en);
    map_free(map);
    map_report_clear(&report);
    temp_remove(dir);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_whole_and_speaks_of_columns_there_are),
        cmocka_unit_test(every_column_is_of_one_type),
        cmocka_unit_test(every_category_offered_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
