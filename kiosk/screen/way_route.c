/* The way to a place: floors, plan, numbered steps, and the steps to take along. Floor and step are
 * one choice: the floor shown is that of the step selected. */
#include "screen/way_parts.h"

#include "base/clock.h"
#include "base/config.h"
#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "screen/printing.h"
#include "ui/panel.h"
#include "ui/plan.h"

#include <stdlib.h>
#include <string.h>

#define FLOORS_MAX 6
/* design px of the page's parts, to see what fits */
#define GAP 24
#define HEAD 330 /* title, facts, floors */
#define STRIP 110
#define CODE 268
#define PAGER 110
#define PLAN_LEAST 344 /* its keys need so much */

void way_profile(struct app *app, const struct way_state *s, const struct ui *ui,
                 struct map_profile *out)
{
    *out = (struct map_profile){.step_free = way_step_free(s, ui) && !s->stairs_shown};
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

static void stairs_key(struct way_state *s, struct ui *ui)
{
    bool on = way_step_free(s, ui) && !s->stairs_shown;
    if (!ui_toggle(ui, "stepfree", _("No stairs"), on))
        return;
    s->free = !on;
    s->free_set = true;
    s->stairs_shown = false;
    way_select(s, 0, false);
}

/* Beside the nearest of a kind: the others. */
static void others_key(struct app *app, struct way_state *s, struct ui *ui)
{
    const char *others = s->nearest != MAP_ANY ? way_others(s->nearest) : NULL;
    if (!others || !ui_choice(ui, "others", NULL, others, NULL, false, true))
        return;
    s->category = s->nearest;
    app_step(app, WAY_OTHERS);
}

static void fill_way(struct app *app, struct paper *paper, const void *of)
{
    const struct map_route *route = of;
    bool english = app_lang(app) == LANG_EN;
    char line[PAPER_TEXT_SIZE], qr[MAP_QR_BYTES + 1];
    printing_title(paper, english ? route->to.name_en : route->to.name_zh);
    printing_add(paper, PAPER_BOLD, english ? route->title_en : route->title_zh);
    for (size_t i = 0; i < route->step_count; i++) {
        text_format(line, sizeof line, "%d  %s", (int)i + 1,
                    english ? route->steps[i].en : route->steps[i].zh);
        printing_add(paper, PAPER_STEP, line);
    }
    map_route_text(route, english, qr);
    printing_code(paper, qr, _("Take the way with you"));
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
        printing_print(app, PAPER_ROUTE, fill_way, route);
        s->printed = true;
    }
}

/* The facts below the title: where to, how long, how far. */
static void facts(const struct app *app, const struct map_route *route, struct ui *ui)
{
    char line[700], where[300], numbers[100];
    bool english = app_lang(app) == LANG_EN;
    const char *gap = english ? ", " : "　";
    struct map_place to = route->to;
    struct map_level here;
    if (map_level(app_map(app), route->from.level, &here) &&
        strcmp(here.building_zh, to.building_zh) == 0)
        to.building_zh[0] = to.building_en[0] = 0; /* nobody leaves this building */
    way_where(app, &to, where, sizeof where);
    text_format(numbers, sizeof numbers,
                tr_n("about %d min, %d m", "about %d min, %d m", route->minutes), route->minutes,
                route->shown_metres);
    text_format(line, sizeof line, "\x0e%s\x0f%s%s%s%s", english ? to.name_en : to.name_zh,
                where[0] ? gap : "", where, gap, numbers);
    ui_quiet(ui, TEXT_M, line);
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

/* With so many steps the code goes to the next page, so that map and steps stay together on one. */
static bool is_crowded(const struct app *app, const struct way_state *s,
                       const struct map_route *route, struct ui *ui)
{
    int strips = route->detour + route->unconfirmed + s->stairs_shown,
        above = HEAD + strips * STRIP;
    int steps = steps_height(app, route, ui), room = ui_height_left(ui) - above - PLAN_LEAST;
    return steps > room - CODE && steps <= room - PAGER;
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

/* Why, and until when, as far as it is known; "" when nothing is. */
static void closure_more(const struct app *app, const struct map_route *route, char *out,
                         size_t size)
{
    bool english = app_lang(app) == LANG_EN;
    const char *reason = english ? route->reason_en : route->reason_zh,
               *name = english ? route->blocked_en : route->blocked_zh;
    char time[FORMAT_SIZE] = "", until[FORMAT_SIZE * 2] = "", date[DATE_SIZE], today[DATE_SIZE];
    if (route->until_ms > 0) {
        clock_date(route->until_ms, date);
        app_today(app, today);
        if (strcmp(date, today) == 0)
            format_time(route->until_ms, time, sizeof time);
        else
            format_date(date, time, sizeof time);
        text_format(until, sizeof until, _("Until %s"), time);
    }
    if (name[0] && strstr(reason, name)) /* that it is closed has been said */
        reason = "";
    text_format(out, size, "%s%s%s", reason, reason[0] && until[0] ? english ? ", " : "，" : "",
                until);
}

static void closure_fact(const struct app *app, const struct map_route *route, char *out,
                         size_t size)
{
    bool english = app_lang(app) == LANG_EN;
    const char *name = english ? route->blocked_en : route->blocked_zh,
               *reason = english ? route->reason_en : route->reason_zh;
    if (name[0] && strstr(reason, name)) { /* "Lift 2 is being repaired" says it all */
        text_copy(out, size, reason);
        return;
    }
    text_format(out, size, route->by_hours ? _("%s is shut at this hour") : _("%s is closed"),
                name[0] ? name : _("a passage"));
}

/* What the person must know before setting out. */
static void warnings(const struct app *app, const struct way_state *s,
                     const struct map_route *route, struct ui *ui)
{
    char fact[200], advice[400];
    if (route->detour) {
        closure_fact(app, route, fact, sizeof fact);
        text_format(advice, sizeof advice, "%s%s%s", fact, _(". "), _("This way goes round it"));
        ui_strip(ui, "closure", TONE_AMBER, "warn", advice, NULL, NULL);
    }
    if (s->stairs_shown)
        ui_strip(ui, "with-stairs", TONE_AMBER, "stairs", _("This way goes over stairs"),
                 _("Staff can help you on the way"), NULL);
    if (route->unconfirmed)
        ui_strip(ui, "unconfirmed", TONE_SLATE, "low", _("Not confirmed for wheelchairs"),
                 _("Nobody has measured one of the doors. Ask staff if you need help"), NULL);
}

static void found(struct app *app, struct way_state *s, const struct map_route *route,
                  struct ui *ui)
{
    struct floors floors;
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
    ui_title(ui, app_lang(app) == LANG_EN ? route->title_en : route->title_zh);
    facts(app, route, ui);
    if (ui_low(ui)) /* what is only looked at may stand above the reach */
        way_picture(app, s, route, plan_height(app, route, pinned, ui), ui);
    ui_columns(ui, ui_large(ui) ? 2 : 3, floors.count > 1 ? 28 : 16);
    if (floors.count > 1)
        floor_keys(app, s, route, &floors, ui);
    stairs_key(s, ui);
    others_key(app, s, ui);
    ui_columns_end(ui);
    warnings(app, s, route, ui);
    if (!ui_low(ui))
        way_picture(app, s, route, plan_height(app, route, pinned, ui), ui);
    step_keys(app, s, route, ui);
    if (!pinned)
        take_along(app, s, route, ui);
}

static void no_way(struct app *app, struct way_state *s, const struct map_route *route,
                   struct ui *ui)
{
    char text[400], more[300], advice[400];
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
        text_format(text, sizeof text,
                    route->way_with_stairs ? _("There is no way without stairs: %s is closed")
                                           : _("There is no way: %s is closed"),
                    closed[0] ? closed : _("a passage"));
        fact = text;
        break;
    }
    ui_title(ui, app_lang(app) == LANG_EN ? route->to.name_en : route->to.name_zh);
    closure_more(app, route, more, sizeof more);
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
    stairs_key(s, ui);
    ui_columns_end(ui);
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
    struct map_profile profile;
    if (!map) {
        ui_title(ui, _("Find my way"));
        ui_empty(ui, "route", _("The map is not ready"),
                 _("Wait a moment, or ask at the information desk"));
        return;
    }
    way_profile(app, s, ui, &profile);
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
