/* Find my way: the parts of the screen. */
#include "screen/way_parts.h"

#include "base/text.h"
#include "i18n/tr.h"

#include <string.h>

static const char *const steps[] = {
    [WAY_FIND] = "way",    [WAY_LIST] = "way",        [WAY_HITS] = "way",     [WAY_OTHERS] = "way",
    [WAY_MAP] = "way.map", [WAY_ROUTE] = "way.route", [WAY_STEP_COUNT] = NULL};

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

void way_no_map(struct app *app, struct ui *ui)
{
    if (app_content_ready(app))
        ui_empty(ui, "route", _("There is no map here yet"), _("Ask at the information desk"));
    else
        ui_empty(ui, "route", _("The map is not ready"),
                 _("Wait a moment, or ask at the information desk"));
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
        if (s->hits || s->nearest != MAP_ANY) { /* back from a department's places, or from the
                                                   nearest of a kind */
            text_wipe(s->query, sizeof s->query);
            s->category = s->nearest = MAP_ANY;
        }
        s->hits = false;
        way_find(app, s, ui);
        break;
    case WAY_LIST:
        s->hits = false;
        text_wipe(s->query, sizeof s->query);
        ui_title(ui, _("Departments and windows"));
        way_subjects(app, s, ui);
        break;
    case WAY_HITS:
    case WAY_OTHERS:
        way_find(app, s, ui);
        break;
    case WAY_MAP:
        way_map(app, s, ui);
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
