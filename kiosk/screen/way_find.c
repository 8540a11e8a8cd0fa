/* Where to: by typing (places, rooms, departments, doctors), by kind ("nearest toilet"), by
 * department. */
#include "screen/parts.h"
#include "screen/way.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/tr.h"
#include "store/content.h"

#include <stdlib.h>
#include <string.h>

#define CONTENT_HITS 12

static const struct {
    const char *id, *icon, *name, *others;
} categories[MAP_CATEGORY_COUNT] = {
    [MAP_TOILET] = {"cat:toilet", "wc", N_("Toilets"), N_("Other toilets")},
    [MAP_TOILET_ACCESSIBLE] = {"cat:toilet-accessible", "low", N_("Wheelchair toilets"),
                               N_("Other wheelchair toilets")},
    [MAP_LIFT] = {"cat:lift", "lift", N_("Lifts"), N_("Other lifts")},
    [MAP_PHARMACY] = {"cat:pharmacy", "pill", N_("Pharmacy"), N_("Other pharmacies")},
    [MAP_CASHIER] = {"cat:cashier", "yuan", N_("Cashiers"), N_("Other cashiers")},
    [MAP_LABORATORY] = {"cat:laboratory", "tube", N_("Blood tests"), N_("Other laboratories")},
    [MAP_EXIT] = {"cat:exit", "leave", N_("Exits"), N_("Other exits")},
    [MAP_PARKING] = {"cat:parking", "pin", N_("Parking"), N_("Other places to park")},
    [MAP_BUS] = {"cat:bus", "pin", N_("Buses"), N_("Other bus stops")},
    [MAP_INFORMATION] = {"cat:information", "info", N_("Information"), N_("Other desks")},
};

const char *way_others(enum map_category category)
{
    return categories[category].others ? tr(categories[category].others) : NULL;
}

static void add_place(struct way_state *s, const struct map_place *place)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->places[i].id, place->id) == 0)
            return;
    if (s->count < WAY_PLACES_MAX)
        s->places[s->count++] = *place;
}

/* What the map does not know: doctors, and the plain words for departments ("chest pain"). */
static void read_content(struct app *app, struct way_state *s)
{
    const struct map *map = app_map(app);
    struct hit *hits = calloc(CONTENT_HITS, sizeof *hits);
    struct map_place *more = calloc(WAY_PLACES_MAX, sizeof *more);
    size_t count = 0;
    if (!hits || !more)
        abort();
    if (content_search(app_db(app), s->query, hits, CONTENT_HITS, &count) != ERR_OK)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct hit *hit = &hits[i];
        if (hit->kind == HIT_DOCTOR && !hit->doctor.general && s->person_count < WAY_PEOPLE_MAX &&
            find_on_map(app, hit->doctor.place_id, &more[0], NULL)) {
            struct way_person *person = &s->people[s->person_count++];
            text_copy(person->id, sizeof person->id, hit->doctor.id);
            person->name = hit->doctor.name;
            person->department = hit->doctor.department;
            text_copy(person->place_id, sizeof person->place_id, hit->doctor.place_id);
            person->place = more[0];
        } else if (hit->kind == HIT_DEPARTMENT) {
            size_t found = map_search(map, hit->department.name.zh, false, more, 4);
            for (size_t k = 0; k < found; k++)
                add_place(s, &more[k]);
        }
    }
    free(hits);
    free(more);
}

static bool is_answered(const struct way_state *s, bool step_free)
{
    return s->ready && strcmp(s->query, s->asked) == 0 && s->category == s->asked_category &&
           step_free == s->asked_free;
}

static void read_places(struct app *app, struct way_state *s, struct ui *ui)
{
    const struct map *map = app_map(app);
    struct map_profile profile;
    struct map_start you;
    way_profile(app, s, &profile);
    if (!map || is_answered(s, profile.step_free))
        return;
    s->person_count = s->count = 0;
    if (s->category != MAP_ANY && map_kiosk(map, app_config(app)->station.map_kiosk, &you)) {
        s->count = map_nearest(map, &you, s->category, &profile, s->places, WAY_PLACES_MAX);
    } else if (s->category != MAP_ANY) {
        s->count = map_category(map, s->category, s->places, WAY_PLACES_MAX);
    } else {
        s->count = map_search(map, s->query, app_lang(app) == LANG_EN, s->places, WAY_PLACES_MAX);
        if (s->query[0])
            read_content(app, s);
    }
    text_copy(s->asked, sizeof s->asked, s->query);
    s->asked_category = s->category;
    s->asked_free = profile.step_free;
    s->ready = true;
    ui_pages_reset(ui, "places");
}

void way_open_route(struct app *app, struct way_state *s, const char *place_id)
{
    text_copy(s->args.place_id, sizeof s->args.place_id, place_id);
    s->department = (struct label){.zh = ""};
    s->stairs_shown = s->printed = s->read = false;
    way_select(s, 0, false);
    app_step(app, WAY_ROUTE);
}

/* One tap: the way to the nearest that the person can reach. Where none can be reached without
 * stairs, the way to the nearest one says so. */
static void open_nearest(struct app *app, struct way_state *s, enum map_category category)
{
    const struct map *map = app_map(app);
    struct map_profile profile;
    struct map_place place;
    struct map_start you;
    way_profile(app, s, &profile);
    text_wipe(s->query, sizeof s->query);
    s->category = category;
    bool here = map_kiosk(map, app_config(app)->station.map_kiosk, &you);
    if (!here)
        return; /* where the screen does not know where it stands, they are listed */
    bool found = map_nearest(map, &you, category, &profile, &place, 1) > 0;
    profile.step_free = false;
    if (!found && !map_nearest(map, &you, category, &profile, &place, 1))
        return;
    s->nearest = category;
    s->category = MAP_ANY;
    way_open_route(app, s, place.id);
}

/* Only kinds of which this building has some. */
static void category_keys(struct app *app, struct way_state *s, struct ui *ui)
{
    struct map_place one;
    ui_columns(ui, ui_large(ui) || app_lang(app) == LANG_EN ? 2 : 3, 16);
    for (int i = 0; i < MAP_CATEGORY_COUNT; i++)
        if (categories[i].id && map_category(app_map(app), (enum map_category)i, &one, 1) &&
            ui_choice(ui, categories[i].id, categories[i].icon, tr(categories[i].name), NULL,
                      s->category == (enum map_category)i, true))
            open_nearest(app, s, (enum map_category)i);
    if (ui_choice(ui, "plan", "route", _("Floor plan"), NULL, false, true)) {
        text_wipe(&s->picked, sizeof s->picked);
        app_step(app, WAY_MAP);
    }
    ui_columns_end(ui);
}

static void people_rows(struct app *app, struct way_state *s, struct ui *ui)
{
    for (size_t i = 0; i < s->person_count; i++) {
        const struct way_person *person = &s->people[i];
        char id[ID_SIZE + 8], where[300];
        way_where(app, &person->place, where, sizeof where);
        text_format(id, sizeof id, "doctor:%s", person->id);
        if (ui_row(ui, id,
                   &(struct ui_row){.icon = "steth",
                                    .title = app_label(app, &person->name),
                                    .beside = app_label(app, &person->department),
                                    .line = where,
                                    .tag = person->place.sign[0] ? person->place.sign : NULL,
                                    .tag_tone = TONE_TINT,
                                    .match = s->query}))
            way_open_route(app, s, person->place_id);
    }
}

static void place_rows(struct app *app, struct way_state *s, struct ui *ui)
{
    bool english = app_lang(app) == LANG_EN;
    ui_pages(ui, "places");
    if (!s->count || s->person_count < s->count)
        people_rows(app, s, ui);
    for (size_t i = 0; i < s->count; i++) {
        const struct map_place *place = &s->places[i];
        char id[MAP_ID_SIZE + 8], where[300];
        const char *icon = categories[place->category].icon;
        way_where(app, place, where, sizeof where);
        text_format(id, sizeof id, "place:%s", place->id);
        if (ui_row(ui, id,
                   &(struct ui_row){.icon = icon ? icon : "pin",
                                    .title = english ? place->name_en : place->name_zh,
                                    .line = where,
                                    .tag = place->sign[0] ? place->sign : NULL,
                                    .tag_tone = TONE_TINT,
                                    .match = s->query}))
            way_open_route(app, s, place->id);
    }
    if (s->count && s->person_count >= s->count)
        people_rows(app, s, ui);
    ui_pages_end(ui);
}

void way_subjects(struct app *app, struct way_state *s, struct ui *ui)
{
    subjects_read(app, &s->subjects);
    const struct subject *pressed = subjects_keys(app, ui, &s->subjects, "");
    if (!pressed)
        return;
    if (strncmp(pressed->row, "place:", 6) == 0) {
        way_open_route(app, s, pressed->id);
        return;
    }
    struct map_place first;
    struct label name = pressed->name;
    if (map_search(app_map(app), name.zh, app_lang(app) == LANG_EN, &first, 1) == 1) {
        way_open_route(app, s, first.id);
        s->department = name;
    } else {
        s->department = name;
        way_department_rooms(app, s);
    }
}

void way_department_rooms(struct app *app, struct way_state *s)
{
    text_copy(s->query, sizeof s->query, app_label(app, &s->department));
    s->hits = true;
    app_step(app, WAY_HITS);
}

static void answers(struct app *app, struct way_state *s, struct ui *ui, bool searching)
{
    read_places(app, s, ui);
    if (s->query[0] || s->category != MAP_ANY) {
        if (s->count || s->person_count)
            place_rows(app, s, ui);
        else
            ui_empty(ui, "search", _("Nothing found"), _("Try another word, or part of it"));
        return;
    }
    if (searching)
        return;
    if (!ui_large(ui) && !ui_low(ui)) {
        ui_gap(ui, 12);
        ui_quiet(ui, TEXT_S, _("Departments and windows"));
        way_subjects(app, s, ui);
    } else if (ui_row(ui, "departments",
                      &(struct ui_row){.icon = "steth", .title = _("Departments and windows")})) {
        app_step(app, WAY_LIST);
    }
}

void way_find(struct app *app, struct way_state *s, struct ui *ui)
{
    bool searching = ui_focused(ui, "search");
    ui_pin(ui);
    ui_keyboard(ui, KEYS_TEXT, false);
    ui_pin_end(ui);
    ui_title(ui, _("Where to?"));
    if (!app_map(app)) {
        way_no_map(app, ui);
        return;
    }
    if (ui_field(ui, "search",
                 &(struct ui_field){.hint = _("Place, doctor or room"),
                                    .icon = "search",
                                    .keys = KEYS_TEXT,
                                    .chinese = true,
                                    .max = 30},
                 s->query, sizeof s->query))
        ui_focus(ui, NULL);
    if (s->query[0])
        s->category = MAP_ANY;
    if (!searching && !s->query[0] && s->category == MAP_ANY) {
        ui_gap(ui, 12);
        ui_quiet(ui, TEXT_S, _("The nearest"));
        category_keys(app, s, ui);
    }
    answers(app, s, ui, searching);
}
