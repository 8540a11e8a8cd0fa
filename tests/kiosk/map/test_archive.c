/* Covers kiosk/map/imdf_source.c, pack.c, map_pack.c: buildings as ZIPs, and packed for the store.
 */
#include "map/map_private.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <minizip/zip.h>

#define DEMO TEST_ASSETS "/demo/imdf"
#define SMALL TEST_DATA "/imdf-small"

static const char *const names[] = {"venue",   "level",    "unit",      "opening", "relationship",
                                    "amenity", "anchor",   "occupant",  "section", "kiosk",
                                    "fixture", "building", "footprint", "address"};
#define NAMES (sizeof names / sizeof names[0])

static char *slurp(const char *dir, const char *name, size_t *size)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.geojson", dir, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 200001);
    assert_non_null(text);
    *size = fread(text, 1, 200000, file);
    fclose(file);
    return text;
}

static void put(zipFile zip, const char *name, const void *bytes, size_t size)
{
    assert_int_equal(zipOpenNewFileInZip(zip, name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6),
                     ZIP_OK);
    assert_int_equal(zipWriteInFileInZip(zip, bytes, (unsigned)size), ZIP_OK);
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
}

/* The small building as a ZIP, each file below `folder`; `broken` is cut in half. */
static void make_zip(const char *path, const char *folder, const char *mark, const char *broken)
{
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    assert_non_null(zip);
    for (size_t i = 0; i < NAMES; i++) {
        char name[200];
        size_t size, extra = strlen(mark);
        char *text = slurp(SMALL, names[i], &size), *marked = malloc(size + extra + 1);
        assert_non_null(marked);
        memcpy(marked, mark, extra);
        memcpy(marked + extra, text, size);
        snprintf(name, sizeof name, "%s%s.geojson", folder, names[i]);
        put(zip, name, marked, broken && !strcmp(broken, names[i]) ? size / 2 : size + extra);
        free(text);
        free(marked);
    }
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
}

static bool reported(const struct map_report *report, const char *words, enum map_severity severity)
{
    for (size_t i = 0; i < report->count; i++)
        if (strstr(report->items[i].en, words) && report->items[i].severity == severity)
            return true;
    return false;
}

static void same_map(const struct map *a, const struct map *b)
{
    assert_int_equal(a->venue->place_count, b->venue->place_count);
    assert_int_equal(a->graph->node_count, b->graph->node_count);
    assert_int_equal(a->graph->edge_count, b->graph->edge_count);
    assert_memory_equal(a->graph->arcs, b->graph->arcs,
                        a->graph->edge_count * sizeof *a->graph->arcs);
}

static void a_zip_is_the_same_building_as_its_folder(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-zip-XXXXXX";
    assert_true(mkstemp(path) >= 0);
    static const char *const folders[] = {"", "Riverside/", "a/b/"};
    struct map *small = map_load(SMALL, NULL);
    for (size_t i = 0; i < 3; i++) {
        struct map_report report = {0};
        make_zip(path, folders[i], i == 1 ? "\xef\xbb\xbf" : "", NULL); /* and with a mark */
        struct map *map = map_load(path, &report);
        assert_non_null(map);
        same_map(map, small);
        for (size_t k = 0; k < report.count; k++)
            assert_int_equal(report.items[k].severity, MAP_NOTE);
        map_report_clear(&report);
        map_free(map);
    }
    map_free(small);
    unlink(path);
}

/* As archivers of other systems write them: back strokes, shadow files, an old copy beside. */
static void a_zip_from_another_system_is_the_same_building(void **state)
{
    (void)state;
    static const char junk[] = "\0\x05\x16\x07 not JSON",
                      none[] = "{\"type\":\"FeatureCollection\",\"features\":[]}";
    char path[] = "/tmp/foyer-zip-XXXXXX";
    assert_true(mkstemp(path) >= 0);
    make_zip(path, "My Hospital\\imdf\\", "", NULL);
    zipFile zip = zipOpen(path, APPEND_STATUS_ADDINZIP);
    put(zip, "__MACOSX/My Hospital/._unit.geojson", junk, sizeof junk);
    put(zip, "My Hospital/.DS_Store", junk, sizeof junk);
    put(zip, "older/unit.geojson", none, sizeof none - 1);
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    struct map_report report = {0};
    struct map *map = map_load(path, &report), *small = map_load(SMALL, NULL);
    assert_true(map && small);
    same_map(map, small);
    assert_true(reported(&report, "another unit.geojson in another folder", MAP_DEFECT));
    map_report_clear(&report);
    map_free(map);
    map_free(small);
    unlink(path);
}

static void what_is_packed_in_an_unusual_way_is_said(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-zip-XXXXXX";
    assert_true(mkstemp(path) >= 0);
    make_zip(path, "", "", NULL);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    static char bytes[300000];
    size_t size = fread(bytes, 1, sizeof bytes, file);
    for (size_t i = 0; i + 12 < size; i++) { /* deflate64, as Windows packs what is large */
        if (!memcmp(bytes + i, "PK\x03\x04", 4))
            bytes[i + 8] = 9;
        if (!memcmp(bytes + i, "PK\x01\x02", 4))
            bytes[i + 10] = 9;
    }
    rewind(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
    struct map_report report = {0};
    assert_null(map_load(path, &report));
    assert_true(reported(&report, "unit.geojson: packed in an unusual way", MAP_REFUSED));
    map_report_clear(&report);
    unlink(path);
}

static void a_name_that_leads_out_is_refused_and_the_rest_is_read(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-zip-XXXXXX";
    struct map_report report = {0};
    assert_true(mkstemp(path) >= 0);
    make_zip(path, "", "", NULL);
    zipFile zip = zipOpen(path, APPEND_STATUS_ADDINZIP);
    put(zip, "../unit.geojson", "{}", 2);
    put(zip, "/etc/level.geojson", "{}", 2);
    put(zip, "__MACOSX/._unit.geojson", "x", 1);
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    struct map *map = map_load(path, &report);
    assert_non_null(map);
    assert_true(reported(&report, "../unit.geojson", MAP_DEFECT));
    assert_true(reported(&report, "/etc/level.geojson", MAP_DEFECT));
    map_report_clear(&report);
    map_free(map);
    unlink(path);
}

static void a_bomb_is_refused_before_it_fills_the_memory(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-zip-XXXXXX";
    struct map_report report = {0};
    assert_true(mkstemp(path) >= 0);
    zipFile zip = zipOpen(path, APPEND_STATUS_CREATE);
    char *blanks = malloc(1 << 20);
    assert_non_null(blanks);
    memset(blanks, ' ', 1 << 20);
    assert_int_equal(
        zipOpenNewFileInZip(zip, "unit.geojson", NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1),
        ZIP_OK);
    for (int i = 0; i < 70; i++)
        assert_int_equal(zipWriteInFileInZip(zip, blanks, 1 << 20), ZIP_OK);
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
    assert_int_equal(zipClose(zip, NULL), ZIP_OK);
    assert_null(map_load(path, &report));
    assert_true(reported(&report, "larger than 64 MiB", MAP_REFUSED));
    map_report_clear(&report);
    free(blanks);
    unlink(path);
}

static void half_a_file_refuses_the_building_only_when_ways_need_it(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-zip-XXXXXX";
    assert_true(mkstemp(path) >= 0);
    for (size_t i = 0; i < NAMES; i++) {
        struct map_report report = {0};
        make_zip(path, "", "", names[i]);
        struct map *map = map_load(path, &report);
        bool needed = !strcmp(names[i], "level") || !strcmp(names[i], "unit") ||
                      !strcmp(names[i], "opening") || !strcmp(names[i], "relationship") ||
                      !strcmp(names[i], "fixture");
        assert_int_equal(map == NULL, needed);
        assert_true(reported(&report, names[i], needed ? MAP_REFUSED : MAP_DEFECT));
        map_report_clear(&report);
        map_free(map);
    }
    unlink(path);
}

static void what_is_no_archive_is_refused(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-zip-XXXXXX", sum[MAP_SUM_SIZE];
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, "PK\3\4 no zip", 11), 11);
    close(file);
    assert_null(map_load(path, NULL));
    assert_false(map_sum("/no/such/folder", sum));
    assert_null(map_load("/dev/zero", NULL));
    unlink(path);
}

static void the_sum_changes_with_any_file(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-zip-XXXXXX", a[MAP_SUM_SIZE], b[MAP_SUM_SIZE], c[MAP_SUM_SIZE];
    assert_true(mkstemp(path) >= 0);
    make_zip(path, "", "", NULL);
    assert_true(map_sum(path, a));
    make_zip(path, "below/", "", NULL);
    assert_true(map_sum(path, b));
    assert_string_equal(a, b);
    make_zip(path, "", "", "amenity");
    assert_true(map_sum(path, c));
    assert_string_not_equal(a, c);
    unlink(path);
}

static void packed_and_unpacked_the_map_answers_the_same(void **state)
{
    (void)state;
    size_t size, again;
    struct map *map = map_load(DEMO, NULL);
    unsigned char *bytes = map_pack(map, &size);
    struct map *back = map_unpack(bytes, size);
    assert_non_null(back);
    same_map(map, back);
    struct map_start from, from_back;
    assert_true(map_kiosk(map, "KIOSK-03", &from));
    assert_true(map_kiosk(back, "KIOSK-03", &from_back));
    for (size_t i = 0; i < map->venue->place_count; i++) {
        struct map_route a, b;
        const char *id = map->venue->places[i].id;
        assert_int_equal(map_route(map, &from, id, NULL, &a), ERR_OK);
        assert_int_equal(map_route(back, &from_back, id, NULL, &b), ERR_OK);
        assert_int_equal(a.step_count, b.step_count);
        for (size_t k = 0; k < a.step_count; k++) {
            assert_string_equal(a.steps[k].zh, b.steps[k].zh);
            assert_string_equal(a.steps[k].en, b.steps[k].en);
        }
        map_route_clear(&a);
        map_route_clear(&b);
    }
    unsigned char *twice = map_pack(back, &again);
    assert_int_equal(again, size);
    assert_memory_equal(bytes, twice, size);
    free(twice);
    free(bytes);
    map_free(back);
    map_free(map);
}

static void damaged_bytes_are_refused(void **state)
{
    (void)state;
    size_t size;
    struct map *map = map_load(SMALL, NULL);
    unsigned char *bytes = map_pack(map, &size);
    uint32_t seed = 11;
    for (int i = 0; i < 300; i++) {
        seed = seed * 1664525u + 1013904223u;
        size_t at = seed % size;
        bytes[at] = (unsigned char)(bytes[at] ^ 1u << i % 8);
        assert_null(map_unpack(bytes, size));
        bytes[at] = (unsigned char)(bytes[at] ^ 1u << i % 8);
    }
    for (size_t cut = 0; cut < size; cut += size / 50)
        assert_null(map_unpack(bytes, cut));
    map_free(map_unpack(bytes, size));
    free(bytes);
    map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zip_is_the_same_building_as_its_folder),
        cmocka_unit_test(a_zip_from_another_system_is_the_same_building),
        cmocka_unit_test(what_is_packed_in_an_unusual_way_is_said),
        cmocka_unit_test(a_name_that_leads_out_is_refused_and_the_rest_is_read),
        cmocka_unit_test(a_bomb_is_refused_before_it_fills_the_memory),
        cmocka_unit_test(half_a_file_refuses_the_building_only_when_ways_need_it),
        cmocka_unit_test(what_is_no_archive_is_refused),
        cmocka_unit_test(the_sum_changes_with_any_file),
        cmocka_unit_test(packed_and_unpacked_the_map_answers_the_same),
        cmocka_unit_test(damaged_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
