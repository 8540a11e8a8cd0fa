#include "ctl/ctl.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "map/map.h"

#define CLOSED_MAX 32
#define SHOWN_MAX 64 /* of what cannot be reached, per kiosk and profile */

static const char *severity_name(enum map_severity severity)
{
    static const char *const names[] = {
        [MAP_NOTE] = "note", [MAP_DEFECT] = "defect", [MAP_REFUSED] = "refused"};
    return names[severity];
}

static void print_json(json_t *root)
{
    json_dumpf(root, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    putchar('\n');
    json_decref(root);
}

/* --- map check
 * ---------------------------------------------------------------------------------------------------
 */

static json_t *defects_json(const struct map_report *report)
{
    json_t *list = json_array();
    for (size_t i = 0; i < report->count; i++) {
        const struct map_defect *d = &report->items[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "severity",
                                              severity_name(d->severity), "feature", d->feature,
                                              "zh", d->zh, "en", d->en));
    }
    return list;
}

static void print_defects(const struct map_report *report, bool zh)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct map_defect *d = &report->items[i];
        printf("%-7s %s%s%s\n", severity_name(d->severity), d->feature, *d->feature ? ": " : "",
               zh ? d->zh : d->en);
    }
    if (report->left_out)
        printf("... %zu more\n", report->left_out);
}

static json_t *unreachable_json(const struct map_place *places, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count && i < SHOWN_MAX; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "id", places[i].id, "zh",
                                              places[i].name_zh, "en", places[i].name_en));
    return json_pack("{s:i, s:o}", "count", (int)count, "places", list);
}

static void print_unreachable(const char *kiosk, const char *how, const struct map_place *places,
                              size_t count, bool zh)
{
    printf("%s: %zu places cannot be reached%s\n", kiosk, count, how);
    for (size_t i = 0; i < count && i < SHOWN_MAX; i++)
        printf("    %s  %s  %s\n", places[i].id, zh ? places[i].name_zh : places[i].name_en,
               zh ? places[i].level_zh : places[i].level_en);
}

/* What no way leads to, from each kiosk, on foot and without steps. Returns the JSON, NULL when
 * printed as text. */
static json_t *check_reach(const struct map *map, bool json, bool zh)
{
    json_t *list = json ? json_array() : NULL;
    struct map_place *places = calloc(SHOWN_MAX, sizeof *places);
    if (!places)
        abort();
    for (size_t k = 0; k < map_kiosk_count(map); k++) {
        struct map_start start;
        const struct map_profile on_foot = {0}, step_free = {.step_free = true};
        map_kiosk_at(map, k, &start);
        size_t count = map_unreachable(map, &start, &on_foot, places, SHOWN_MAX);
        json_t *walking = json ? unreachable_json(places, count) : NULL;
        if (!json)
            print_unreachable(start.id, "", places, count, zh);
        count = map_unreachable(map, &start, &step_free, places, SHOWN_MAX);
        if (json)
            json_array_append_new(list, json_pack("{s:s, s:o, s:o}", "kiosk", start.id,
                                                  "unreachable", walking, "unreachable_step_free",
                                                  unreachable_json(places, count)));
        else
            print_unreachable(start.id, " without steps", places, count, zh);
    }
    free(places);
    return list;
}

static int check(const char *dir, bool json, bool zh)
{
    struct map_report report = {0};
    struct map *map = map_load(dir, &report);
    if (json) {
        json_t *root =
            json_pack("{s:b, s:o}", "usable", map != NULL, "defects", defects_json(&report));
        json_object_set_new(root, "left_out", json_integer((json_int_t)report.left_out));
        if (map)
            json_object_set_new(root, "kiosks", check_reach(map, true, zh));
        print_json(root);
    } else {
        print_defects(&report, zh);
        if (map) {
            printf("%zu levels, %zu buildings, %zu kiosks\n", map_level_count(map),
                   map_building_count(map), map_kiosk_count(map));
            check_reach(map, false, zh);
        }
    }
    if (!map)
        fprintf(stderr, "foyerctl map: %s: the map cannot be used\n", dir);
    int code = map ? 0 : 2;
    map_report_clear(&report);
    map_free(map);
    return code;
}

int ctl_map(int argc, char **argv, bool json)
{
    const char *dir = NULL;
    bool zh = false;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--zh"))
            zh = true;
        else if (!dir && argv[i][0] != '-')
            dir = argv[i];
        else
            dir = "", i = argc;
    }
    if (argc < 2 || strcmp(argv[0], "check") != 0 || !dir || !*dir) {
        fprintf(stderr, "foyerctl map: expected: map check DIR [--zh]\n");
        return 2;
    }
    return check(dir, json, zh);
}

/* --- route
 * -------------------------------------------------------------------------------------------------------
 */

struct asked {
    const char *from, *to, *map;
    const char *closed[CLOSED_MAX];
    size_t closed_count;
    bool step_free, zh;
};

static bool read_words(int argc, char **argv, struct asked *out)
{
    for (int i = 0; i < argc; i++) {
        const char **value = !strcmp(argv[i], "--from")  ? &out->from
                             : !strcmp(argv[i], "--to")  ? &out->to
                             : !strcmp(argv[i], "--map") ? &out->map
                             : !strcmp(argv[i], "--closed") && out->closed_count < CLOSED_MAX
                                 ? &out->closed[out->closed_count]
                                 : NULL;
        if (value && i + 1 < argc) {
            out->closed_count += value == &out->closed[out->closed_count];
            *value = argv[++i];
        } else if (!strcmp(argv[i], "--step-free")) {
            out->step_free = true;
        } else if (!strcmp(argv[i], "--zh")) {
            out->zh = true;
        } else {
            return false;
        }
    }
    return out->from && out->to;
}

static const char *outcome_name(enum map_outcome outcome)
{
    static const char *const names[] = {[MAP_WAY] = "way",
                                        [MAP_NO_WAY] = "no-way",
                                        [MAP_NO_WAY_STEP_FREE] = "no-way-step-free",
                                        [MAP_NO_WAY_CLOSED] = "no-way-closed"};
    return names[outcome];
}

/* In a terminal the thing to look for stands between asterisks. */
static void print_step(int number, const char *text)
{
    printf("%2d. ", number);
    for (; *text; text++)
        putchar(*text == MAP_BOLD_ON || *text == MAP_BOLD_OFF ? '*' : *text);
    putchar('\n');
}

static json_t *plain_json(const char *text)
{
    char plain[MAP_STEP_SIZE];
    size_t length = 0;
    for (; *text && length + 1 < sizeof plain; text++)
        if (*text != MAP_BOLD_ON && *text != MAP_BOLD_OFF)
            plain[length++] = *text;
    return json_stringn(plain, length);
}

static void print_route(const struct map_route *route, bool zh)
{
    if (route->outcome != MAP_WAY) {
        const char *blocked = zh ? route->blocked_zh : route->blocked_en;
        printf("%s%s%s%s\n", outcome_name(route->outcome), *route->blocked_id ? ": " : "",
               *blocked ? blocked : route->blocked_id,
               route->way_with_stairs ? " (there is a way with stairs)" : "");
        return;
    }
    printf("%s, %d min, %d m%s\n", zh ? route->title_zh : route->title_en, route->minutes,
           route->shown_metres, route->unconfirmed ? ", not all doors confirmed" : "");
    for (size_t i = 0; i < route->step_count; i++)
        print_step((int)i + 1, zh ? route->steps[i].zh : route->steps[i].en);
}

static json_t *route_json(const struct map_route *route)
{
    json_t *steps = json_array();
    for (size_t i = 0; i < route->step_count; i++) {
        const struct map_step *s = &route->steps[i];
        json_array_append_new(steps, json_pack("{s:s, s:o, s:o, s:i, s:i}", "icon", s->icon, "zh",
                                               plain_json(s->zh), "en", plain_json(s->en), "level",
                                               s->level, "metres", s->metres));
    }
    return json_pack("{s:s, s:b, s:b, s:s, s:f, s:f, s:i, s:o}", "outcome",
                     outcome_name(route->outcome), "way_with_stairs", route->way_with_stairs,
                     "unconfirmed", route->unconfirmed, "blocked", route->blocked_id, "seconds",
                     route->seconds, "metres", route->metres, "minutes", route->minutes, "steps",
                     steps);
}

static int find_way(const struct map *map, const struct asked *asked, bool json)
{
    struct map_profile profile = {.step_free = asked->step_free,
                                  .closed = asked->closed,
                                  .closed_count = asked->closed_count};
    struct map_start from;
    struct map_route route;
    bool found = map_kiosk(map, asked->from, &from) || map_start_at_place(map, asked->from, &from);
    if (!found || map_route(map, &from, asked->to, &profile, &route) != ERR_OK) {
        fprintf(stderr, "foyerctl route: no such place: %s\n", found ? asked->to : asked->from);
        return 2;
    }
    if (json)
        print_json(route_json(&route));
    else
        print_route(&route, asked->zh);
    map_route_clear(&route);
    return 0;
}

int ctl_route(int argc, char **argv, bool json)
{
    struct asked asked = {.map = NULL};
    if (!read_words(argc, argv, &asked)) {
        fprintf(stderr, "foyerctl route: expected: --from ID --to ID [--step-free] [--closed ID] "
                        "[--map DIR] [--zh]\n");
        return 2;
    }
    const char *dir = asked.map ? asked.map : FOYER_ASSETS "/demo/imdf";
    struct map *map = map_load(dir, NULL);
    if (!map) {
        fprintf(stderr, "foyerctl route: %s: no usable map; see foyerctl map check\n", dir);
        return 2;
    }
    int code = find_way(map, &asked, json);
    map_free(map);
    return code;
}
