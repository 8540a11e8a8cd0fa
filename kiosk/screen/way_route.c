/* The way to a place: floors, plan, numbered steps, and the steps to take along. Floor and step are
 * one choice: the floor shown is that of the step selected. */
#include "screen/way_parts.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/tr.h"
#include "screen/parts.h"
#include "screen/way_paper.h"
#include "ui/panel.h"
#include "ui/plan.h"

#include <stdlib.h>
#include <string.h>

#define FLOORS_MAX 6
#define FACTS_SIZE 700
/* design px of the page's parts, to see what fits */
#define GAP 24
#define HEAD 330 /* title, facts, floors */
#define STRIP 110
#define CODE 268
#define PAGER 110
#define PLAN_LEAST 344 /* its keys need so much */

void way_profile(struct app *app, const struct way_state *s, struct map_profile *out)
{
    *out = (struct map_profile){.step_free = app_step_free(app) && !s->stairs_shown,
                                .avoid_escalators = s->no_escalators};
    app_closures(app, out);
}

void way_select(struct way_state *s, int step, bool close)
{
    s->step = step;
    s->close = close;
    s->playing = false;
    text_wipe(&s->picked, sizeof s->picked);
}

/* The floors the way touches, each once, in walking order. */
struct floors {
    int count;
    int ordinal[FLOORS_MAX], step[FLOORS_MAX]; /* its first step */
    const char *name[FLOORS_MAX];
    struct map_level facts[FLOORS_MAX];
};

static void list_floors(const struct app *app, const struct map_route *route, struct floors *out)
{
    *out = (struct floors){0};
    for (size_t i = 0; i < route->step_count && out->count < FLOORS_MAX; i++) {
        struct map_level *level = &out->facts[out->count];
        bool known = false;
        if (!map_level(app_map(app), route->steps[i].level, level))
            continue;
        for (int j = 0; j < out->count; j++)
            known |= out->ordinal[j] == level->ordinal;
        if (known)
            continue;
        out->ordinal[out->count] = level->ordinal;
        out->step[out->count] = (int)i;
        out->name[out->count] = app_lang(app) == LANG_EN ? level->name_en : level->name_zh;
        out->count++;
    }
}

static void floor_keys(struct app *app, struct way_state *s, const struct map_route *route,
                       const struct floors *floors, struct ui *ui)
{
    struct map_level shown = {0};
    map_level(app_map(app), route->steps[s->step].level, &shown);
    for (int i = 0; i < floors->count; i++) {
        if (i > 0)
            ui_columns_then(ui);
        char id[24];
        const char *note = floors->count == 1       ? NULL
                           : i == 0                 ? _("Start")
                           : i + 1 == floors->count ? _("End")
                                                    : NULL;
        int ordinal = floors->ordinal[i];
        text_format(id, sizeof id, "floor:%d", ordinal >= 0 ? ordinal + 1 : ordinal);
        if (ui_choice(ui, id, NULL, floors->name[i], note, ordinal == shown.ordinal, true))
            way_select(s, floors->step[i], false);
    }
}

static void stairs_key(struct app *app, struct way_state *s, struct ui *ui)
{
    bool on = app_step_free(app) && !s->stairs_shown;
    if (!ui_toggle(ui, "stepfree", _("No stairs"), on))
        return;
    app_set_step_free(app, !on);
    s->stairs_shown = false;
    way_select(s, 0, false);
}

/* Only where there is one on the way, or was. */
static void escalator_key(struct way_state *s, const struct map_route *route, struct ui *ui)
{
    bool rides = s->no_escalators;
    for (size_t i = 0; i < route->step_count; i++)
        rides = rides || route->steps[i].kind == MAP_TAKE_ESCALATOR;
    if (!rides ||
        !ui_choice(ui, "noescalator", NULL, _("No escalators"), NULL, s->no_escalators, true))
        return;
    s->no_escalators = !s->no_escalators;
    way_select(s, 0, false);
}

/* Beside the nearest of a kind, and the first room of a department: the others. */
static void others_key(struct app *app, struct way_state *s, struct ui *ui)
{
    if (s->department.zh[0]) {
        if (ui_choice(ui, "others", NULL, _("Other rooms"), NULL, false, true))
            way_department_rooms(app, s);
        return;
    }
    const char *others = s->nearest != MAP_ANY ? way_others(s->nearest) : NULL;
    if (!others || !ui_choice(ui, "others", NULL, others, NULL, false, true))
        return;
    s->category = s->nearest;
    app_step(app, WAY_OTHERS);
}

static void take_along(struct app *app, struct way_state *s, const struct map_route *route,
                       struct ui *ui)
{
    char qr[MAP_QR_BYTES + 1];
    map_route_text(route, app_lang(app) == LANG_EN, qr);
    if (s->printed)
        printing_strip(app, ui, true);
    bool paper = app_can_print(app) && app_print_state(app) != PRINT_WAITING;
    if (ui_qr_card(ui, "qr", qr, _("Take the way with you"),
                   _("Scan it. Your phone needs no network"), "print", "print",
                   paper ? _("Print the way") : NULL)) {
        printing_print(app, PAPER_ROUTE, way_paper, route);
        s->printed = true;
    }
}

/* The facts below the title: where to, how long, how far. */
static void facts(const struct app *app, const struct map_route *route, char out[FACTS_SIZE])
{
    char more[420];
    way_facts(app, route, more, sizeof more);
    text_format(out, FACTS_SIZE, "\x0e%s\x0f%s%s",
                app_lang(app) == LANG_EN ? route->to.name_en : route->to.name_zh,
                app_lang(app) == LANG_EN ? ", " : "　", more);
}

/* The steps and what stands above the plan, as the page will hold them. */
static int steps_height(const struct app *app, const struct map_route *route, struct ui *ui)
{
    bool english = app_lang(app) == LANG_EN;
    int height = 0;
    for (size_t i = 0; i < route->step_count; i++)
        height += ui_way_step_height(ui, english ? route->steps[i].en : route->steps[i].zh,
                                     route->steps[i].icon);
    return height;
}

/* What is left of the page for the plan when every step is to be seen below it; else the page goes
 * on. */
static int plan_height(const struct app *app, const struct map_route *route, bool pinned,
                       struct ui *ui)
{
    int height = ui_height_left(ui) - 2 * GAP;
    if (ui_large(ui))
        return 460;
    if (ui_low(ui))
        return 552;
    height -= steps_height(app, route, ui) + (pinned ? 0 : PAGER);
    return height < PLAN_LEAST ? 420 : height > 720 ? 720 : height;
}

/* With so many steps the code goes below them, on the next page: map and steps come first. */
static bool is_crowded(const struct app *app, const struct way_state *s,
                       const struct map_route *route, struct ui *ui)
{
    char line[FACTS_SIZE];
    facts(app, route, line);
    int strips = route->detour + route->unconfirmed + (s->instead.zh[0] != 0) + s->stairs_shown,
        above = HEAD + strips * STRIP + ui_quiet_height(ui, TEXT_M, line) -
                ui_quiet_height(ui, TEXT_M, "1");
    int steps = steps_height(app, route, ui), room = ui_height_left(ui) - above - PLAN_LEAST;
    return steps > room - CODE;
}

static void step_keys(struct app *app, struct way_state *s, const struct map_route *route,
                      struct ui *ui)
{
    bool english = app_lang(app) == LANG_EN;
    for (size_t i = 0; i < route->step_count; i++)
        if (ui_way_step(ui, (int)i + 1, english ? route->steps[i].en : route->steps[i].zh,
                        route->steps[i].icon, i + 1 == route->step_count,
                        s->close && s->step == (int)i))
            way_select(s, (int)i, !(s->close && s->step == (int)i));
}

static void found(struct app *app, struct way_state *s, const struct map_route *route,
                  struct ui *ui)
{
    struct floors floors;
    char line[FACTS_SIZE];
    /* in large print and on flat panels the map and the steps need the room */
    bool pinned = !ui_large(ui) && ui_height_left(ui) > 1000 && !is_crowded(app, s, route, ui);
    if (pinned) {
        ui_pin(ui);
        take_along(app, s, route, ui);
        ui_pin_end(ui);
    }
    list_floors(app, route, &floors);
    if (s->step >= (int)route->step_count)
        way_select(s, 0, false);
    way_aloud(app, s, route);
    ui_title(ui, app_lang(app) == LANG_EN ? route->title_en : route->title_zh);
    facts(app, route, line);
    ui_quiet(ui, TEXT_M, line);
    if (ui_low(ui)) /* what is only looked at may stand above the reach */
        way_picture(app, s, route, plan_height(app, route, pinned, ui), ui);
    ui_columns(ui, ui_large(ui) ? 2 : 3, floors.count > 1 ? 28 : 16);
    if (floors.count > 1)
        floor_keys(app, s, route, &floors, ui);
    stairs_key(app, s, ui);
    escalator_key(s, route, ui);
    others_key(app, s, ui);
    ui_columns_end(ui);
    way_warnings(app, s, route, ui);
    way_aloud_strip(app, s, ui);
    if (!ui_low(ui))
        way_picture(app, s, route, plan_height(app, route, pinned, ui), ui);
    step_keys(app, s, route, ui);
    if (!pinned)
        take_along(app, s, route, ui);
}

static void no_way(struct app *app, struct way_state *s, const struct map_route *route,
                   struct ui *ui)
{
    char fact[400], more[300], advice[400];
    way_none(app, route, fact, sizeof fact);
    ui_title(ui, app_lang(app) == LANG_EN ? route->to.name_en : route->to.name_zh);
    way_closure_more(app, route, more, sizeof more);
    const char *stop = app_lang(app) == LANG_EN ? ". " : "。";
    text_format(advice, sizeof advice, "%s%s%s", more, more[0] ? stop : "",
                _("Call staff, somebody will come"));
    ui_strip(ui, "no-way", TONE_AMBER, "warn", fact, advice, NULL);
    if (ui_button(ui, "guide", _("Call staff"),
                  &(struct ui_button){.kind = BUTTON_HELP, .icon = "help", .tall = true}))
        app_call_staff(app);
    if (route->way_with_stairs &&
        ui_button(ui, "stairs", _("Show the way over the stairs"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "stairs"}))
        s->stairs_shown = true;
    ui_gap(ui, 40);
    ui_columns(ui, 2, 16);
    stairs_key(app, s, ui);
    ui_columns_end(ui);
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
    struct map_profile profile;
    if (!map) {
        ui_title(ui, _("Find my way"));
        way_no_map(app, ui);
        return;
    }
    way_profile(app, s, &profile);
    if (!find_on_map(app, s->args.place_id, &place, &s->instead)) {
        unknown(ui);
        return;
    }
    if (!map_kiosk(map, app_config(app)->station.map_kiosk, &you)) {
        way_where_is(app, s, &place, ui);
        return;
    }
    if (map_route(map, &you, place.id, &profile, &route)) {
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
