/* Find my way: search and categories. */
#include "screen/way.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/tr.h"

#include <string.h>

static const char *const steps[] = {[WAY_FIND] = "way",
                                    [WAY_LIST] = "way",
                                    [WAY_HITS] = "way",
                                    [WAY_ROUTE] = "way.route",
                                    [WAY_STEP_COUNT] = NULL};

static const struct {
    const char *id, *icon, *name;
} categories[MAP_CATEGORY_COUNT] = {
    [MAP_TOILET] = {"cat:toilet", "wc", N_("Toilets")},
    [MAP_TOILET_ACCESSIBLE] = {"cat:toilet-accessible", "low", N_("Wheelchair toilets")},
    [MAP_LIFT] = {"cat:lift", "lift", N_("Lifts")},
    [MAP_PHARMACY] = {"cat:pharmacy", "pill", N_("Pharmacy")},
    [MAP_CASHIER] = {"cat:cashier", "yuan", N_("Cashiers")},
    [MAP_LABORATORY] = {"cat:laboratory", "tube", N_("Blood tests")},
    [MAP_EXIT] = {"cat:exit", "leave", N_("Exits")},
    [MAP_PARKING] = {"cat:parking", "pin", N_("Parking")},
    [MAP_BUS] = {"cat:bus", "pin", N_("Buses")},
    [MAP_INFORMATION] = {"cat:information", "info", N_("Information")},
};

void way_where(const struct app *app, const struct map_place *place, char *out, size_t size)
{
    bool english = app_lang(app) == LANG_EN;
    const char *const parts[] = {english ? place->level_en : place->level_zh,
                                 english ? place->area_en : place->area_zh,
                                 english ? place->building_en : place->building_zh};
    text_copy(out, size, "");
    for (int i = 0; i < 3; i++) {
        if (!parts[i][0])
            continue;
        if (out[0])
            text_append(out, size, english ? ", " : "　");
        text_append(out, size, parts[i]);
    }
}

bool way_step_free(const struct way_state *s, const struct ui *ui)
{
    return s->free_set ? s->free : ui_low(ui);
}

static void read_places(struct app *app, struct way_state *s, struct ui *ui)
{
    const struct map *map = app_map(app);
    const bool english = app_lang(app) == LANG_EN;
    struct map_profile profile = {.step_free = way_step_free(s, ui)};
    struct map_start you;
    if (!map || (s->ready && strcmp(s->query, s->asked) == 0 && s->category == s->asked_category))
        return;
    if (s->category == MAP_ANY)
        s->count = map_search(map, s->query, english, s->places, WAY_PLACES_MAX);
    else if (map_kiosk(map, app_config(app)->station.map_kiosk, &you))
        s->count = map_nearest(map, &you, s->category, &profile, s->places, WAY_PLACES_MAX);
    else
        s->count = map_category(map, s->category, s->places, WAY_PLACES_MAX);
    text_copy(s->asked, sizeof s->asked, s->query);
    s->asked_category = s->category;
    s->ready = true;
    ui_pages_reset(ui, "places");
}

static void category_keys(struct way_state *s, struct ui *ui)
{
    /* where there is little room, only the chosen one; a second press takes it back */
    bool one = (ui_large(ui) || ui_low(ui)) && s->category != MAP_ANY;
    ui_columns(ui, ui_large(ui) || tr_lang() == LANG_EN ? 2 : 3, 16);
    for (int i = 0; i < MAP_CATEGORY_COUNT; i++) {
        bool chosen = s->category == (enum map_category)i;
        if (!categories[i].id || (one && !chosen) ||
            !ui_choice(ui, categories[i].id, categories[i].icon, tr(categories[i].name), NULL,
                       chosen, true))
            continue;
        s->category = chosen ? MAP_ANY : (enum map_category)i;
        text_wipe(s->query, sizeof s->query);
    }
    ui_columns_end(ui);
}

static void open_route(struct app *app, struct way_state *s, const char *place_id)
{
    text_copy(s->args.place_id, sizeof s->args.place_id, place_id);
    s->floor = 0;
    app_step(app, WAY_ROUTE);
}

static void place_rows(struct app *app, struct way_state *s, struct ui *ui)
{
    bool english = app_lang(app) == LANG_EN;
    ui_pages(ui, "places");
    for (size_t i = 0; i < s->count; i++) {
        const struct map_place *place = &s->places[i];
        char id[MAP_ID_SIZE + 8], where[300];
        const char *icon = categories[place->category].icon;
        way_where(app, place, where, sizeof where);
        text_format(id, sizeof id, "place:%s", place->id);
        if (!ui_row(ui, id,
                    &(struct ui_row){.icon = icon ? icon : "pin",
                                     .title = english ? place->name_en : place->name_zh,
                                     .line = where,
                                     .tag = place->sign[0] ? place->sign : NULL,
                                     .tag_tone = TONE_TINT,
                                     .match = s->query}))
            continue;
        open_route(app, s, place->id);
    }
    ui_pages_end(ui);
}

/* For who does not want to type: the departments lead to their rooms, the windows to the way at
 * once. */
static void subjects(struct app *app, struct way_state *s, struct ui *ui)
{
    subjects_read(app, &s->subjects);
    const struct subject *pressed = subjects_keys(app, ui, &s->subjects, "");
    if (!pressed)
        return;
    if (strncmp(pressed->row, "place:", 6) == 0) {
        open_route(app, s, pressed->id);
        return;
    }
    text_copy(s->query, sizeof s->query, app_label(app, &pressed->name));
    s->hits = true;
    app_step(app, WAY_HITS);
}

static void find(struct app *app, struct way_state *s, struct ui *ui)
{
    bool searching = ui_focused(ui, "search");
    ui_pin(ui);
    ui_keyboard(ui, KEYS_TEXT, false);
    ui_pin_end(ui);
    ui_title(ui, _("Where to?"));
    if (!app_map(app)) {
        ui_empty(ui, "route", _("The map is not ready"),
                 _("Wait a moment, or ask at the information desk"));
        return;
    }
    if (ui_field(ui, "search",
                 &(struct ui_field){
                     .hint = _("Place or room"), .icon = "search", .keys = KEYS_TEXT, .max = 30},
                 s->query, sizeof s->query))
        ui_focus(ui, NULL);
    if (s->query[0])
        s->category = MAP_ANY;
    if (!searching && !s->query[0])
        category_keys(s, ui);
    read_places(app, s, ui);
    if (!s->query[0] && s->category == MAP_ANY) {
        if (searching)
            return;
        if (!ui_large(ui) && !ui_low(ui))
            subjects(app, s, ui);
        else if (ui_row(ui, "departments",
                        &(struct ui_row){.icon = "steth", .title = _("Departments and windows")}))
            app_step(app, WAY_LIST);
        return;
    }
    if (s->count)
        place_rows(app, s, ui);
    else
        ui_empty(ui, "search", _("Nothing found"), _("Try another word, or part of it"));
}

static void enter(struct app *app, void *state)
{
    struct way_state *s = state;
    if (s->args.place_id[0])
        app_replace(app, WAY_ROUTE);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct way_state *s = state;
    switch ((enum way_step)app_at(app)) {
    case WAY_FIND:
        if (s->hits) /* back from a department's places */
            text_wipe(s->query, sizeof s->query);
        s->hits = false;
        find(app, s, ui);
        break;
    case WAY_LIST:
        s->hits = false;
        text_wipe(s->query, sizeof s->query);
        ui_title(ui, _("Departments and windows"));
        subjects(app, s, ui);
        break;
    case WAY_HITS:
        find(app, s, ui);
        break;
    case WAY_ROUTE:
        way_route(app, s, ui);
        break;
    case WAY_STEP_COUNT:
        break;
    }
}

const struct screen screen_way = {
    .steps = steps, .state_size = sizeof(struct way_state), .enter = enter, .view = view};
