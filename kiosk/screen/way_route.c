/* The way to a place: floors, map, numbered steps, and the steps to take along. */
#include "screen/way.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/tr.h"
#include "screen/printing.h"
#include "ui/panel.h"

#include <stdlib.h>
#include <string.h>

#define FLOORS_MAX 6
#define LABELS_MAX 48

/* The floors the way touches, each once, in walking order. */
struct floors {
    int count;
    int level[FLOORS_MAX], number[FLOORS_MAX];
    const char *name[FLOORS_MAX];
    struct map_level facts[FLOORS_MAX];
};

static void list_floors(const struct app *app, const struct map_route *route, struct floors *out)
{
    *out = (struct floors){0};
    for (size_t i = 0; i < route->leg_count && out->count < FLOORS_MAX; i++) {
        struct map_level *level = &out->facts[out->count];
        bool known = false;
        if (!map_level(app_map(app), route->legs[i].level, level))
            continue;
        int number = level->ordinal >= 0 ? level->ordinal + 1
                                         : level->ordinal; /* as people count: no floor 0 */
        for (int j = 0; j < out->count; j++)
            known |= out->number[j] == number;
        if (known)
            continue;
        out->level[out->count] = route->legs[i].level;
        out->number[out->count] = number;
        out->name[out->count] = app_lang(app) == LANG_EN ? level->name_en : level->name_zh;
        out->count++;
    }
}

static void floor_keys(struct way_state *s, const struct floors *floors, struct ui *ui)
{
    for (int i = 0; i < floors->count; i++) {
        if (i > 0)
            ui_columns_then(ui);
        char id[24];
        const char *note = floors->count == 1       ? NULL
                           : i == 0                 ? _("Start")
                           : i + 1 == floors->count ? _("End")
                                                    : NULL;
        text_format(id, sizeof id, "floor:%d", floors->number[i]);
        if (ui_choice(ui, id, NULL, floors->name[i], note, s->floor == i, true))
            s->floor = i;
    }
}

static void stairs_key(struct way_state *s, struct ui *ui)
{
    bool on = way_step_free(s, ui);
    if (!ui_toggle(ui, "stepfree", _("No stairs"), on))
        return;
    s->free = !on;
    s->free_set = true;
    s->floor = 0;
}

static void colours(const struct ui *ui, struct map_colours *out)
{
    const struct theme *t = ui_theme(ui);
    *out = (struct map_colours){.walk = t->walk,
                                .room = t->room,
                                .roomline = t->roomline,
                                .dest = t->dest,
                                .destline = t->destline,
                                .route = t->route,
                                .casing = t->casing,
                                .onroute = t->onroute,
                                .you = t->you,
                                .cone = t->cone,
                                .face = t->face,
                                .north = t->ink2};
}

/* One label of the map becomes one or two of the picture: an icon may have its word below it. */
static size_t convert(const struct map_label *from, struct ui_map_label *to)
{
    static const struct ui_map_label none;
    size_t n = 0;
    int x = (int)from->x, y = (int)from->y;
    *to = none;
    to->x = x, to->y = y, to->text = from->text;
    switch (from->kind) {
    case MAP_LABEL_YOU:
        to->kind = MAP_HERE;
        return 1;
    case MAP_LABEL_DISC:
        to->kind = MAP_STEP;
        return 1;
    case MAP_LABEL_NORTH:
        return 1;
    case MAP_LABEL_ROOM:
    case MAP_LABEL_ICON:
    case MAP_LABEL_TARGET:
        break;
    }
    bool both = from->icon && from->text[0];
    if (from->icon) {
        to->icon = from->icon;
        to->icon_size = (int)from->icon_px;
        to->kind = from->closed                     ? MAP_CLOSED
                   : from->kind == MAP_LABEL_TARGET ? MAP_TARGET
                                                    : MAP_PLAIN;
        to->y = both ? (int)(from->y - from->h / 2 + from->icon_px / 2) : y;
        n++;
    }
    if (from->text[0]) {
        to[n] = none;
        to[n].x = x;
        to[n].y = both ? (int)(from->y + from->h / 2 - 19) : y;
        to[n].text = from->text;
        n++;
    }
    return n;
}

static void draw_map(struct app *app, const struct way_state *s, const struct map_route *route,
                     const struct floors *floors, struct ui *ui)
{
    int height = ui_large(ui) ? 460 : 552;
    struct map_view_options view = {.level = floors->level[s->floor],
                                    .width = ui_width(ui) - 4,
                                    .height = height - 4,
                                    .bearing = route->from.bearing,
                                    .en = app_lang(app) == LANG_EN,
                                    .route = route,
                                    .you = &route->from,
                                    .measure = ui_map_measure,
                                    .measure_ctx = ui};
    colours(ui, &view.colours);
    struct map_label *labels = calloc(LABELS_MAX, sizeof *labels);
    struct ui_map_label *shown = calloc(LABELS_MAX * 2, sizeof *shown);
    char *svg = map_svg(app_map(app), &view), digits[LABELS_MAX][8];
    if (!labels || !shown)
        abort();
    size_t count = map_labels(app_map(app), &view, labels, LABELS_MAX), n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t made = convert(&labels[i], &shown[n]);
        if (labels[i].kind == MAP_LABEL_DISC) {
            text_format(digits[i], sizeof digits[i], "%d", labels[i].number);
            shown[n].text = digits[i];
        }
        n += made;
    }
    if (svg)
        ui_map(ui, "map", svg, height, shown, n, view.en ? route->title_en : route->title_zh);
    free(svg);
    free(labels);
    free(shown);
}

static void print(struct app *app, const struct map_route *route, const char *qr)
{
    struct paper paper;
    bool english = app_lang(app) == LANG_EN;
    printing_begin(app, &paper, PAPER_ROUTE, english ? route->to.name_en : route->to.name_zh);
    for (size_t i = 0; i < route->step_count; i++) {
        char line[PAPER_TEXT_SIZE];
        text_format(line, sizeof line, "%d  %s", (int)i + 1,
                    english ? route->steps[i].en : route->steps[i].zh);
        paper_add(&paper, PAPER_NORMAL, line);
    }
    text_copy(paper.qr, sizeof paper.qr, qr);
    app_print(app, &paper);
}

static void take_along(struct app *app, struct way_state *s, const struct map_route *route,
                       struct ui *ui)
{
    char qr[MAP_QR_BYTES + 1];
    map_route_text(route, app_lang(app) == LANG_EN, qr);
    if (s->printed)
        printing_strip(app, ui);
    bool paper = app_can_print(app) && app_print_state(app) != PRINT_WAITING;
    if (ui_qr_card(ui, "qr", qr, _("Take the way with you"),
                   _("Scan it. Your phone needs no network"), "print", "print",
                   paper ? _("Print the way") : NULL)) {
        print(app, route, qr);
        s->printed = true;
    }
}

/* The facts below the title: how long, how far, where it ends. */
static void facts(const struct app *app, const struct map_route *route, struct ui *ui)
{
    char line[500], where[300];
    struct map_place to = route->to;
    struct map_level here;
    if (map_level(app_map(app), route->from.level, &here) &&
        strcmp(here.building_zh, to.building_zh) == 0)
        to.building_zh[0] = to.building_en[0] = 0; /* nobody leaves this building */
    way_where(app, &to, where, sizeof where);
    text_format(line, sizeof line,
                tr_n("About %d minute, %d metres, to %s", "About %d minutes, %d metres, to %s",
                     route->minutes),
                route->minutes, route->shown_metres, where);
    ui_quiet(ui, TEXT_M, line);
}

static void found(struct app *app, struct way_state *s, const struct map_route *route,
                  struct ui *ui)
{
    struct floors floors;
    bool english = app_lang(app) == LANG_EN;
    /* in large print and on flat panels the map and the steps need the room */
    bool pinned = !ui_large(ui) && ui_height_left(ui) > 1000;
    if (pinned) {
        ui_pin(ui);
        take_along(app, s, route, ui);
        ui_pin_end(ui);
    }
    list_floors(app, route, &floors);
    if (s->floor >= floors.count)
        s->floor = 0;
    ui_title(ui, english ? route->title_en : route->title_zh);
    facts(app, route, ui);
    if (floors.count && ui_low(ui)) /* what is only looked at may stand above the reach */
        draw_map(app, s, route, &floors, ui);
    ui_columns(ui, ui_large(ui) ? 2 : 3, floors.count > 1 ? 28 : 16);
    if (floors.count > 1)
        floor_keys(s, &floors, ui);
    stairs_key(s, ui);
    ui_columns_end(ui);
    if (floors.count && !ui_low(ui))
        draw_map(app, s, route, &floors, ui);
    if (route->unconfirmed)
        ui_note(ui, "info", _("One door on the way may be narrow. Ask staff if you need help"));
    for (size_t i = 0; i < route->step_count; i++)
        ui_step(ui, (int)i + 1, english ? route->steps[i].en : route->steps[i].zh,
                route->steps[i].icon, i + 1 == route->step_count);
    if (!pinned)
        take_along(app, s, route, ui);
}

static void no_way(struct app *app, struct way_state *s, const struct map_route *route,
                   struct ui *ui)
{
    char text[400];
    const char *closed = app_lang(app) == LANG_EN ? route->blocked_en : route->blocked_zh;
    const char *fact = _("We know no way there");
    switch (route->outcome) {
    case MAP_WAY:
    case MAP_NO_WAY:
        break;
    case MAP_NO_WAY_STEP_FREE:
        fact = _("There is no way without stairs");
        break;
    case MAP_NO_WAY_CLOSED:
        text_format(text, sizeof text, _("There is no way: %s is closed"), closed);
        fact = text;
        break;
    }
    ui_title(ui, app_lang(app) == LANG_EN ? route->to.name_en : route->to.name_zh);
    ui_strip(ui, "no-way", TONE_AMBER, "warn", fact,
             route->way_with_stairs ? _("There is one with stairs. Turn the switch, or call staff")
                                    : _("Call staff, somebody will come"),
             NULL);
    stairs_key(s, ui);
}

/* A content place is a room in the map by its FHIR identifier; ids of the map itself come from the
 * search. */
static bool find_place(const struct map *map, const char *id, struct map_place *out)
{
    return map_place_by_id(map, id, out) || map_place_by_fhir(map, id, out);
}

static void unknown(struct ui *ui)
{
    ui_title(ui, _("Find my way"));
    ui_empty(ui, "route", _("This place is not on our map"), _("Ask at the information desk"));
}

void way_route(struct app *app, struct way_state *s, struct ui *ui)
{
    const struct map *map = app_map(app);
    struct map_start you;
    struct map_place place;
    struct map_route route;
    struct map_profile profile = {.step_free = way_step_free(s, ui)};
    if (!map) {
        ui_title(ui, _("Find my way"));
        ui_empty(ui, "route", _("The map is not ready"),
                 _("Wait a moment, or ask at the information desk"));
        return;
    }
    if (!map_kiosk(map, app_config(app)->station.map_kiosk, &you) ||
        !find_place(map, s->args.place_id, &place) ||
        map_route(map, &you, place.id, &profile, &route)) {
        unknown(ui);
        return;
    }
    if (route.outcome != MAP_WAY)
        route.to = place;
    if (route.outcome == MAP_WAY)
        found(app, s, &route, ui);
    else
        no_way(app, s, &route, ui);
    map_route_clear(&route);
}
