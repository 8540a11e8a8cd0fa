/* Covers kiosk/map/imdf*.c, venue*.c, graph*.c, mesh.c, sight.c with damaged buildings: seeded
 * changes of the small building, the untidy one and a generated one; nothing may crash (the test
 * runs with sanitizers), and what is still accepted must answer. Bounded by count and by time. */
#include "map/map_private.h"
#include "support/building.h"
#include "support/temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#define ROUNDS 250
#define SECONDS 6

static const char *const files[] = {"venue",   "building",  "level",        "unit",  "opening",
                                    "anchor",  "occupant",  "amenity",      "kiosk", "section",
                                    "fixture", "footprint", "relationship", "path",  "address"};
#define FILES (sizeof files / sizeof files[0])

struct text {
    char *bytes;
    size_t size;
};

static uint32_t seed;

static size_t any(size_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return below ? (seed >> 8) % below : 0;
}

static struct text slurp(const char *dir, const char *name)
{
    char path[512];
    struct text out = {NULL, 0};
    snprintf(path, sizeof path, "%s/%s.geojson", dir, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return out;
    out.bytes = calloc(1, 400001);
    assert_non_null(out.bytes);
    out.size = fread(out.bytes, 1, 400000, file);
    fclose(file);
    return out;
}

static void spill(const char *dir, const char *name, const struct text *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.geojson", dir, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fwrite(text->bytes, 1, text->size, file);
    fclose(file);
}

/* Where a number begins at or after `from`; the end when there is none. */
static size_t number_at(const struct text *t, size_t from)
{
    for (size_t i = from; i + 1 < t->size; i++)
        if (strchr("[,:", t->bytes[i]) && strchr("-0123456789", t->bytes[i + 1]))
            return i + 1;
    return t->size;
}

static void replace(struct text *t, size_t at, size_t length, const char *with)
{
    size_t more = strlen(with);
    if (at + length > t->size || t->size + more > 400000)
        return;
    memmove(t->bytes + at + more, t->bytes + at + length, t->size - at - length);
    memcpy(t->bytes + at, with, more);
    t->size += more - length;
}

static void change_number(struct text *t)
{
    static const char *const numbers[] = {"0",     "-1",   "1e308", "-0.0",   "121.5",
                                          "null",  "[]",   "{}",    "1e-300", "99999999",
                                          "\"x\"", "true", "[[]]",  "180",    "90"};
    size_t at = number_at(t, any(t->size)), length = 0;
    while (at + length < t->size && strchr("-+.eE0123456789", t->bytes[at + length]))
        length++;
    if (at < t->size)
        replace(t, at, length, numbers[any(sizeof numbers / sizeof numbers[0])]);
}

/* One digit of a coordinate: shapes that cross themselves, doors off their walls. */
static void nudge(struct text *t)
{
    size_t at = number_at(t, any(t->size));
    while (at < t->size && strchr("-.0123456789", t->bytes[at]))
        at++;
    size_t back = 1 + any(6);
    if (at > back && t->bytes[at - back] >= '0' && t->bytes[at - back] <= '9')
        t->bytes[at - back] = (char)('0' + any(10));
}

/* One id, category or type becomes another text of the file. */
static void swap_word(struct text *t)
{
    static const char *const words[] = {"elevator", "walkway",   "stairs",     "room",  "steps",
                                        "ramp",     "directed",  "Polygon",    "Point", "escalator",
                                        "",         "nonpublic", "LineString", "unit",  "opening"};
    size_t at = any(t->size);
    while (at < t->size && t->bytes[at] != '"')
        at++;
    size_t end = at + 1;
    while (end < t->size && t->bytes[end] != '"')
        end++;
    if (end < t->size)
        replace(t, at + 1, end - at - 1, words[any(sizeof words / sizeof words[0])]);
}

/* A line, which is a feature in these files, twice or not at all. */
static void copy_line(struct text *t, bool drop)
{
    size_t at = any(t->size);
    while (at > 0 && t->bytes[at - 1] != '\n')
        at--;
    size_t end = at;
    while (end < t->size && t->bytes[end] != '\n')
        end++;
    if (drop) {
        memset(t->bytes + at, ' ', end - at);
        return;
    }
    char *line = calloc(1, end - at + 2);
    assert_non_null(line);
    memcpy(line, t->bytes + at, end - at);
    line[end - at] = '\n';
    replace(t, at, 0, line);
    free(line);
}

static void spoil(struct text *t)
{
    for (size_t i = 1 + any(6); i > 0 && t->size > 10; i--)
        switch (any(8)) {
        case 0:
        case 1:
            change_number(t);
            break;
        case 2:
        case 3:
        case 4:
            nudge(t);
            break;
        case 5:
            swap_word(t);
            break;
        case 6:
            copy_line(t, any(2));
            break;
        case 7:
            if (any(6) == 0) {
                t->size = any(t->size);
                return;
            }
            t->bytes[any(t->size)] = (char)any(256);
            break;
        }
}

/* Whatever was accepted: every question has an answer, no way has a length that is none. */
static void ask(const struct map *map)
{
    struct map_place place;
    for (size_t k = 0; k < map_kiosk_count(map) && k < 2; k++) {
        struct map_start from;
        if (!map_kiosk_at(map, k, &from))
            continue;
        for (size_t i = 0; i < map->venue->place_count && i < 60; i++) {
            struct map_route route;
            const struct map_profile profile = {.step_free = i % 2, .week_minute = (int)i * 97};
            if (map_route(map, &from, map->venue->places[i].id, &profile, &route) != ERR_OK)
                continue;
            assert_true(route.outcome != MAP_WAY || (isfinite(route.cost) && route.metres >= 0));
            map_route_clear(&route);
        }
        map_unreachable(map, &from, NULL, &place, 1);
    }
    size_t size;
    unsigned char *bytes = map_pack(map, &size);
    struct map *again = map_unpack(bytes, size);
    assert_non_null(again);
    map_free(again);
    free(bytes);
}

static void fuzz(const char *from, uint32_t first)
{
    char dir[TEMP_SIZE];
    struct text whole[FILES];
    time_t end = time(NULL) + SECONDS;
    int accepted = 0, rounds = 0;
    temp_make(dir);
    for (size_t f = 0; f < FILES; f++) {
        whole[f] = slurp(from, files[f]);
        if (whole[f].bytes)
            spill(dir, files[f], &whole[f]);
    }
    for (; rounds < ROUNDS && time(NULL) < end; rounds++) {
        seed = first + (uint32_t)rounds; /* what fails is found again by its number */
        size_t f = any(FILES);
        if (!whole[f].bytes)
            continue;
        struct text t = {malloc(400001), whole[f].size};
        assert_non_null(t.bytes);
        memcpy(t.bytes, whole[f].bytes, t.size);
        spoil(&t);
        spill(dir, files[f], &t);
        free(t.bytes);
        struct map_report report = {0};
        struct map *map = map_load(dir, &report);
        assert_true(map || report.count > 0);
        if (map)
            ask(map);
        accepted += map != NULL;
        map_report_clear(&report);
        map_free(map);
        spill(dir, files[f], &whole[f]);
    }
    assert_true(rounds < 20 ||
                accepted * 4 > rounds); /* else the damage is too crude to reach anything */
    for (size_t f = 0; f < FILES; f++)
        free(whole[f].bytes);
    temp_remove(dir);
}

static void a_spoilt_small_building_never_crashes(void **state)
{
    (void)state;
    fuzz(TEST_DATA "/imdf-small", 1000);
}

static void a_spoilt_untidy_building_never_crashes(void **state)
{
    (void)state;
    fuzz(TEST_DATA "/imdf-untidy", 20000);
}

static void a_spoilt_building_from_elsewhere_never_crashes(void **state)
{
    (void)state;
    fuzz(TEST_DATA "/imdf-numbered", 500000);
}

static void a_spoilt_generated_building_never_crashes(void **state)
{
    (void)state;
    char dir[TEMP_SIZE];
    struct building_plan plan = {.rooms = 120, .seed = 3};
    struct building_counts counts;
    temp_make(dir);
    assert_true(building_make(dir, &plan, &counts));
    fuzz(dir, 300000);
    temp_remove(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_spoilt_small_building_never_crashes),
        cmocka_unit_test(a_spoilt_untidy_building_never_crashes),
        cmocka_unit_test(a_spoilt_building_from_elsewhere_never_crashes),
        cmocka_unit_test(a_spoilt_generated_building_never_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
