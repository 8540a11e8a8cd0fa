/* Looking round: any floor of the building, turned to where one stands; a tapped room is the way
 * there. */
#include "screen/way_parts.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/tr.h"
#include "ui/plan.h"

#include <stdlib.h>
#include <string.h>

#define FLOORS_MAX 64
#define KEYS_MAX 8 /* more floors than this are gone through one by one */

struct storey {
    int level; /* of the building one stands in, where it has that floor */
    int ordinal;
    const char *name;
};

struct storeys {
    struct map_level *facts; /* of every level */
    struct storey list[FLOORS_MAX];
    int count, shown;
};

static int by_ordinal(const void *a, const void *b)
{
    const struct storey *x = a, *y = b;
    return x->ordinal - y->ordinal;
}

/* A floor's name is that of the building one stands in, else of the first that has it. */
static void add(struct storeys *out, const struct map_level *level, const struct map_level *here,
                bool english)
{
    struct storey *found = NULL;
    for (int i = 0; i < out->count && !found; i++)
        if (out->list[i].ordinal == level->ordinal)
            found = &out->list[i];
    bool home = !level->outdoor && strcmp(level->building_zh, here->building_zh) == 0;
    if (!found && out->count < FLOORS_MAX)
        found = &out->list[out->count++];
    else if (!found || !home)
        return;
    *found = (struct storey){.level = level->index,
                             .ordinal = level->ordinal,
                             .name = english ? level->name_en : level->name_zh};
}

static void list_storeys(const struct app *app, const struct map_start *you, int shown,
                         struct storeys *out)
{
    const struct map *map = app_map(app);
    size_t count = map_level_count(map);
    struct map_level here = {0};
    *out = (struct storeys){.facts = calloc(count + 1, sizeof *out->facts)};
    if (!out->facts)
        abort();
    (void)map_level(map, you->level, &here); /* without a kiosk no building is home */
    for (size_t i = 0; i < count; i++)
        if (map_level(map, (int)i, &out->facts[i]))
            add(out, &out->facts[i], &here, app_lang(app) == LANG_EN);
    struct map_level at = here;
    if (shown >= 0)
        (void)map_level(map, shown, &at);
    qsort(out->list, (size_t)out->count, sizeof out->list[0], by_ordinal);
    for (int i = 0; i < out->count; i++)
        if (out->list[i].ordinal == at.ordinal)
            out->shown = i;
}

static void show_floor(struct way_state *s, const struct storeys *storeys, int index)
{
    s->map_level = storeys->list[index].level + 1;
    text_wipe(&s->picked, sizeof s->picked);
}

static void floor_keys(struct way_state *s, const struct storeys *storeys, struct ui *ui)
{
    char id[24];
    if (storeys->count > KEYS_MAX) {
        ui_columns(ui, 3, 16);
        if (ui_choice(ui, "floor.down", "down", _("Floor below"), NULL, false, storeys->shown > 0))
            show_floor(s, storeys, storeys->shown - 1);
        if (ui_choice(ui, "floor.up", "up", _("Floor above"), NULL, false,
                      storeys->shown + 1 < storeys->count))
            show_floor(s, storeys, storeys->shown + 1);
        ui_columns_end(ui);
        return;
    }
    ui_columns(ui, ui_large(ui) ? 3 : 4, 16);
    for (int i = 0; i < storeys->count && storeys->count > 1; i++) {
        int ordinal = storeys->list[i].ordinal;
        text_format(id, sizeof id, "floor:%d", ordinal >= 0 ? ordinal + 1 : ordinal);
        if (ui_choice(ui, id, NULL, storeys->list[i].name, NULL, i == storeys->shown, true))
            show_floor(s, storeys, i);
    }
    ui_columns_end(ui);
}

static void plan(struct app *app, struct way_state *s, const struct map_start *you,
                 const struct storey *storey, struct ui *ui)
{
    bool english = app_lang(app) == LANG_EN;
    struct map_profile profile;
    struct map_place tapped;
    char go[MAP_NAME_SIZE + 32];
    way_profile(app, s, &profile);
    text_format(go, sizeof go, _("Go to %s"), english ? s->picked.name_en : s->picked.name_zh);
    int left = ui_height_left(ui) - 40;
    struct ui_plan wanted = {.map = app_map(app),
                             .level = storey->level,
                             .bearing = you->has_bearing ? you->bearing : 0,
                             .you = you,
                             .profile = &profile,
                             .picked = s->picked.id[0] ? s->picked.id : NULL,
                             .picked_text = go,
                             .height = ui_low(ui)   ? 552
                                       : left < 460 ? 460
                                                    : left,
                             .spoken = storey->name};
    switch (ui_plan(ui, "map", &wanted, &tapped)) {
    case PLAN_PICK:
        s->picked = tapped;
        break;
    case PLAN_GROUND:
        text_wipe(&s->picked, sizeof s->picked);
        break;
    case PLAN_GO: {
        char place[MAP_ID_SIZE];
        text_copy(place, sizeof place, s->picked.id);
        way_open_route(app, s, place);
        break;
    }
    case PLAN_NOTHING:
    case PLAN_PLAY:
    case PLAN_READ:
    case PLAN_NEXT:
        break;
    }
}

void way_map(struct app *app, struct way_state *s, struct ui *ui)
{
    struct map_start you;
    struct storeys storeys;
    if (!app_map(app) || map_level_count(app_map(app)) == 0) {
        way_find(app, s, ui);
        return;
    }
    (void)map_kiosk(app_map(app), app_config(app)->station.map_kiosk, &you); /* else north is up */
    list_storeys(app, &you, s->map_level - 1, &storeys);
    const struct storey *shown = &storeys.list[storeys.shown];
    ui_title(ui, shown->name);
    if (ui_low(ui))
        plan(app, s, &you, shown, ui);
    floor_keys(s, &storeys, ui);
    if (!ui_low(ui))
        plan(app, s, &you, shown, ui);
    free(storeys.facts);
}
