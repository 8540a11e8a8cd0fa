#include "ctl/ctl.h"

#include "base/text.h"
#include "store/floorplan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXITS_MAX 8
#define SHOWN_MAX 64 /* of what cannot be reached, per kiosk and profile */

static const char *severity_name(enum map_severity severity)
{
    static const char *const names[] = {
        [MAP_NOTE] = "note", [MAP_DEFECT] = "defect", [MAP_REFUSED] = "refused"};
    return names[severity];
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

static void print_unreachable(const char *kiosk, bool step_free, const struct map_place *places,
                              size_t count, bool zh)
{
    if (zh)
        printf("%s：%zu 个地点%s到不了\n", kiosk, count, step_free ? "不走楼梯" : "");
    else
        printf("%s: %zu places cannot be reached%s\n", kiosk, count,
               step_free ? " without steps" : "");
    for (size_t i = 0; i < count && i < SHOWN_MAX; i++)
        printf("    %s  %s  %s\n", places[i].id, zh ? places[i].name_zh : places[i].name_en,
               zh ? places[i].level_zh : places[i].level_en);
}

/* The kiosks; in a building without any, its entrances. */
static bool start_at(const struct map *map, size_t index, struct map_start *out)
{
    struct map_place exits[EXITS_MAX];
    if (map_kiosk_count(map))
        return map_kiosk_at(map, index, out);
    size_t count = map_category(map, MAP_EXIT, exits, EXITS_MAX);
    return index < count && index < EXITS_MAX && map_start_at_place(map, exits[index].id, out);
}

/* What no way leads to, from each kiosk, on foot and without steps. Returns the JSON, NULL when
 * printed as text. */
static json_t *check_reach(const struct map *map, bool json, bool zh)
{
    json_t *list = json ? json_array() : NULL;
    struct map_place *places = calloc(SHOWN_MAX, sizeof *places);
    if (!places)
        abort();
    struct map_start start;
    for (size_t k = 0; start_at(map, k, &start); k++) {
        const struct map_profile on_foot = {0}, step_free = {.step_free = true};
        size_t count = map_unreachable(map, &start, &on_foot, places, SHOWN_MAX);
        json_t *walking = json ? unreachable_json(places, count) : NULL;
        if (!json)
            print_unreachable(start.id, false, places, count, zh);
        count = map_unreachable(map, &start, &step_free, places, SHOWN_MAX);
        if (json)
            json_array_append_new(list, json_pack("{s:s, s:o, s:o}", "kiosk", start.id,
                                                  "unreachable", walking, "unreachable_step_free",
                                                  unreachable_json(places, count)));
        else
            print_unreachable(start.id, true, places, count, zh);
    }
    free(places);
    return list;
}

/* The report, and what cannot be reached; `stored` is told besides. */
static void tell(const struct ctl *ctl, const struct map *map, const struct map_report *report,
                 bool zh, bool stored)
{
    if (ctl->json) {
        json_t *root = json_pack("{s:b, s:b, s:o}", "usable", map != NULL, "stored", (int)stored,
                                 "defects", defects_json(report));
        json_object_set_new(root, "left_out", json_integer((json_int_t)report->left_out));
        if (map) {
            json_object_set_new(root, "address", json_string(map_address(map)));
            json_object_set_new(root, "kiosks", check_reach(map, true, zh));
        }
        ctl_print(root);
        return;
    }
    print_defects(report, zh);
    if (!map)
        return;
    char title_zh[MAP_NAME_SIZE], title_en[MAP_NAME_SIZE];
    map_title(map, title_zh, title_en);
    printf("%s%s%s\n", zh ? title_zh : title_en, *map_address(map) ? ", " : "", map_address(map));
    printf(zh ? "%zu 层，%zu 栋楼，%zu 台终端机\n" : "%zu levels, %zu buildings, %zu kiosks\n",
           map_level_count(map), map_building_count(map), map_kiosk_count(map));
    check_reach(map, false, zh);
    if (stored)
        printf(zh ? "已启用这份地图\n" : "the building is in force\n");
}

static int keep(const struct ctl *ctl, const struct map *map, const char *path)
{
    struct db *db;
    struct floorplan floorplan = {.source = "import", .imported_ms = clock_wall(ctl->clock)};
    size_t size;
    int code = ctl_open(ctl, true, &db);
    if (code)
        return code;
    unsigned char *bytes = map_pack(map, &size);
    map_sum(path, floorplan.sum);
    enum err e = db_begin(db);
    if (e == ERR_OK) {
        e = floorplan_put(db, &floorplan, bytes, size);
        if (e == ERR_OK)
            e = db_commit(db);
        else
            db_rollback(db);
    }
    free(bytes);
    db_close(db);
    return e ? ctl_say(CTL_FAILED, "map import: %s", err_name(e)) : CTL_OK;
}

static int take(const struct ctl *ctl, const char *path, bool import, bool zh)
{
    struct map_report report = {0};
    struct map *map = map_load(path, &report);
    int code = map ? CTL_OK : CTL_WORDS;
    if (map && import)
        code = keep(ctl, map, path);
    if (map && !map_stand_as(map, &ctl->config)) /* after it was kept: this is this station's own */
        (void)ctl_say(CTL_OK, "map: nobody can stand at [station] map_point");
    tell(ctl, map, &report, zh, map && import && code == CTL_OK);
    if (!map)
        ctl_say(CTL_WORDS, "map: %s: the map cannot be used", path);
    map_report_clear(&report);
    map_free(map);
    return code;
}

int ctl_map(const struct ctl *ctl, int argc, char **argv)
{
    const char *path = NULL;
    bool zh = false, bad = argc < 2;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--zh"))
            zh = true;
        else if (!path && argv[i][0] != '-')
            path = argv[i];
        else
            bad = true;
    }
    bool import = argc > 0 && !strcmp(argv[0], "import");
    if (bad || !path || !*path || (!import && strcmp(argv[0], "check") != 0))
        return ctl_say(CTL_WORDS, "map: expected: map check DIR|ZIP [--zh] or map import DIR|ZIP");
    return take(ctl, path, import, zh);
}
