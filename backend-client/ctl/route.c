/* route: the way from a kiosk or place to another, as the screens tell it. */
#include "ctl/ctl.h"

#include "base/text.h"
#include "store/closure.h"
#include "store/floorplan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CLOSED_MAX 32

static bool has_store(const struct ctl *ctl)
{
    char path[CONFIG_PATH_SIZE + 16];
    struct stat info;
    snprintf(path, sizeof path, "%s/foyer.db", ctl->state);
    return stat(path, &info) == 0;
}

static struct db *open_store(const struct ctl *ctl)
{
    struct db *db = NULL;
    return ctl_open(ctl, false, &db) == CTL_OK ? db : NULL;
}

static struct map *from_store(const struct ctl *ctl)
{
    struct floorplan floorplan;
    unsigned char *bytes = NULL;
    size_t size;
    struct map *map = NULL;
    struct db *db = has_store(ctl) ? open_store(ctl) : NULL;
    if (db && floorplan_get(db, &floorplan, &bytes, &size) == ERR_OK)
        map = map_unpack(bytes, size);
    free(bytes);
    db_close(db);
    return map;
}

struct map *ctl_map_find(const struct ctl *ctl, const char *path)
{
    char folder[CONFIG_PATH_SIZE + 16];
    struct map *map = path ? map_load(path, NULL) : from_store(ctl);
    if (!map && !path && ctl->config.store.content[0]) {
        snprintf(folder, sizeof folder, "%s/imdf", ctl->config.store.content);
        map = map_load(folder, NULL);
        if (!map)
            map = map_load(strcat(folder, ".zip"), NULL);
    }
    if (!map && !path)
        map = map_load(FOYER_ASSETS "/demo/imdf", NULL);
    if (!map)
        ctl_say(CTL_WORDS, "%s: no usable map; see foyerctl map check", path ? path : ctl->state);
    return map;
}

struct asked {
    const char *from, *to, *map;
    const char *closed[CLOSED_MAX];
    size_t closed_count;
    bool step_free, no_escalators, zh;
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
        } else if (!strcmp(argv[i], "--no-escalators")) {
            out->no_escalators = true;
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
    if (route->detour)
        printf("    %s: %s\n", zh ? route->blocked_zh : route->blocked_en,
               zh ? route->reason_zh : route->reason_en);
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
    return json_pack("{s:s, s:b, s:b, s:s, s:s, s:b, s:f, s:f, s:i, s:o}", "outcome",
                     outcome_name(route->outcome), "way_with_stairs", route->way_with_stairs,
                     "unconfirmed", route->unconfirmed, "blocked", route->blocked_id, "closure",
                     route->closure_id, "detour", route->detour, "seconds", route->seconds,
                     "metres", route->metres, "minutes", route->minutes, "steps", steps);
}

/* What is closed at the station now; none when it has no store. */
static struct map_closure *store_closures(const struct ctl *ctl, const struct map *map,
                                          size_t *count)
{
    struct closure *rows = calloc(MAP_CLOSURES_MAX, sizeof *rows);
    struct map_closure *out = calloc(MAP_CLOSURES_MAX, sizeof *out);
    struct db *db = has_store(ctl) ? open_store(ctl) : NULL;
    *count = 0;
    if (!rows || !out)
        abort();
    if (db && closure_list(db, clock_wall(ctl->clock), false, rows, MAP_CLOSURES_MAX, count))
        *count = 0;
    for (size_t i = 0; i < *count; i++)
        map_closure_of(map, &rows[i], &out[i]);
    db_close(db);
    free(rows);
    return out;
}

static int find_way(const struct ctl *ctl, const struct map *map, const struct asked *asked)
{
    struct map_profile profile = {.step_free = asked->step_free,
                                  .avoid_escalators = asked->no_escalators,
                                  .closed = asked->closed,
                                  .closed_count = asked->closed_count};
    struct map_closure *closures = NULL;
    struct map_start from;
    struct map_route route = {.outcome = MAP_NO_WAY};
    int code = CTL_OK;
    if (!asked->map)
        profile.closures = closures = store_closures(ctl, map, &profile.closure_count);
    bool found = map_kiosk(map, asked->from, &from) || map_start_at_place(map, asked->from, &from);
    if (!found || map_route(map, &from, asked->to, &profile, &route) != ERR_OK)
        code = ctl_say(CTL_WORDS, "route: no such place: %s", found ? asked->to : asked->from);
    else if (ctl->json)
        ctl_print(route_json(&route));
    else
        print_route(&route, asked->zh);
    map_route_clear(&route);
    free(closures);
    return code;
}

int ctl_route(const struct ctl *ctl, int argc, char **argv)
{
    struct asked asked = {.map = NULL};
    if (!read_words(argc, argv, &asked))
        return ctl_say(
            CTL_WORDS,
            "route: expected: --from ID --to ID [--step-free] [--no-escalators] [--closed ID] "
            "[--map DIR|ZIP] [--zh]");
    struct map *map = ctl_map_find(ctl, asked.map);
    if (!map)
        return CTL_WORDS;
    if (!map_stand_as(map, &ctl->config))
        (void)ctl_say(CTL_OK,
                      "route: nobody can stand at [station] map_point; the map's own is used");
    int code = find_way(ctl, map, &asked);
    map_free(map);
    return code;
}
