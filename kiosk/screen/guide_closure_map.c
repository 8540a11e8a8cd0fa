/* Tapping on the plan what is closed: a corridor, a door, a room, anything that ways lead through.
 */
#include "screen/guide_closure.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/tr.h"
#include "ui/plan.h"

#include <string.h>

/* The level of the next floor up or down in the same building; -1 = there is none. */
static int next_level(const struct map *map, int from, int step)
{
    struct map_level here, other;
    int best = -1, best_ordinal = 0;
    if (!map_level(map, from, &here))
        return -1;
    for (size_t i = 0; i < map_level_count(map); i++) {
        if (!map_level(map, (int)i, &other) || strcmp(other.building_zh, here.building_zh) != 0 ||
            (other.ordinal - here.ordinal) * step <= 0)
            continue;
        if (best < 0 || (other.ordinal - best_ordinal) * step < 0) {
            best = (int)i;
            best_ordinal = other.ordinal;
        }
    }
    return best;
}

/* The next building's floor of the same height, or its first. */
static int next_building(const struct map *map, int from)
{
    struct map_level here, other;
    int first = -1;
    size_t count = map_level_count(map);
    if (!map_level(map, from, &here))
        return -1;
    for (size_t k = 1; k < count; k++) {
        int i = (int)(((size_t)from + k) % count);
        if (!map_level(map, i, &other) || strcmp(other.building_zh, here.building_zh) == 0)
            continue;
        if (other.ordinal == here.ordinal)
            return i;
        first = first < 0 ? i : first;
    }
    return first;
}

static void turn_to(struct guide_closures *s, int level)
{
    s->level = level + 1;
    s->thing = (struct map_thing){.feature = ""};
}

static void floor_keys(struct app *app, struct guide_closures *s, const struct map_level *here,
                       struct ui *ui)
{
    const struct map *map = app_map(app);
    bool english = app_lang(app) == LANG_EN;
    int down = next_level(map, here->index, -1), up = next_level(map, here->index, 1),
        building = next_building(map, here->index);
    ui_desk_columns(ui, 3);
    if (ui_choice(ui, "floor.down", "down", _("Floor below"), NULL, false, down >= 0))
        turn_to(s, down);
    if (ui_choice(ui, "floor.up", "up", _("Floor above"), NULL, false, up >= 0))
        turn_to(s, up);
    const char *name = english ? here->building_en : here->building_zh;
    if (ui_choice(ui, "building", NULL, english ? here->name_en : here->name_zh,
                  name[0] ? name : NULL, true, building >= 0))
        turn_to(s, building);
    ui_columns_end(ui);
}

void guide_closure_map(struct app *app, struct guide_closures *s, struct ui *ui)
{
    const struct map *map = app_map(app);
    bool english = app_lang(app) == LANG_EN;
    struct map_profile profile = {0};
    struct map_start you;
    struct map_level here;
    struct map_thing tapped = {.feature = ""};
    char words[MAP_NAME_SIZE + 32];
    guide_head(app, ui, _("Tap what is closed. Zoom in for a door"), true);
    if (!map) {
        ui_empty(ui, "route", _("The map is not there yet"), _("Go back and try again"));
        return;
    }
    bool known = map_kiosk(map, app_config(app)->station.map_kiosk, &you);
    if (!map_level(map,
                   s->level ? s->level - 1
                   : known  ? you.level
                            : 0,
                   &here) &&
        !map_level(map, 0, &here))
        return;
    app_closures(app, &profile);
    floor_keys(app, s, &here, ui);
    text_format(words, sizeof words, _("Close %s"), english ? s->thing.name_en : s->thing.name_zh);
    struct ui_plan plan = {.map = map,
                           .level = here.index,
                           .bearing = known && you.has_bearing ? you.bearing : 0,
                           .you = known ? &you : NULL,
                           .profile = &profile,
                           .picked = s->thing.feature[0] ? s->thing.feature : NULL,
                           .picked_text = words,
                           .thing = &tapped,
                           .height = ui_height_left(ui) - 32,
                           .spoken = english ? here.name_en : here.name_zh};
    switch (ui_plan(ui, "map", &plan, NULL)) {
    case PLAN_PICK:
        s->thing = tapped;
        break;
    case PLAN_GROUND:
        s->thing = (struct map_thing){.feature = ""};
        break;
    case PLAN_GO:
        text_copy(s->target, sizeof s->target, s->thing.feature);
        text_copy(s->name, sizeof s->name, english ? s->thing.name_en : s->thing.name_zh);
        app_step(app, CLOSURE_WHY);
        break;
    case PLAN_NOTHING:
    case PLAN_PLAY:
    case PLAN_READ:
    case PLAN_NEXT:
        break;
    }
}
