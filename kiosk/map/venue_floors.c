#include "map/venue_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#define ASTRAY_M                                                                                   \
    1.0 /* a unit's middle so far outside its level's outline is no slip of the pen                \
         */

static const struct {
    const char *category;
    enum unit_kind kind;
} kinds[] = {
    {"walkway", UNIT_WALK},      {"walkway.island", UNIT_WALK}, {"lobby", UNIT_WALK},
    {"waitingroom", UNIT_WALK},  {"footbridge", UNIT_WALK},     {"unenclosedarea", UNIT_WALK},
    {"terrace", UNIT_WALK},      {"platform", UNIT_WALK},       {"movingwalkway", UNIT_WALK},
    {"ramp", UNIT_RAMP},         {"steps", UNIT_STEPS},         {"elevator", UNIT_LIFT},
    {"stairs", UNIT_STAIRS},     {"escalator", UNIT_ESCALATOR}, {"brick", UNIT_SOLID},
    {"column", UNIT_SOLID},      {"concrete", UNIT_SOLID},      {"drywall", UNIT_SOLID},
    {"glass", UNIT_SOLID},       {"wood", UNIT_SOLID},          {"structure", UNIT_SOLID},
    {"opentobelow", UNIT_SOLID}, {"vegetation", UNIT_SOLID},    {"road", UNIT_SOLID},
    {"auditorium", UNIT_ROOM},   {"classroom", UNIT_ROOM},      {"conferenceroom", UNIT_ROOM},
    {"fieldofplay", UNIT_ROOM},  {"firstaid", UNIT_ROOM},       {"fitnessroom", UNIT_ROOM},
    {"foodservice", UNIT_ROOM},  {"huddleroom", UNIT_ROOM},     {"kitchen", UNIT_ROOM},
    {"laboratory", UNIT_ROOM},   {"library", UNIT_ROOM},        {"lounge", UNIT_ROOM},
    {"mailroom", UNIT_ROOM},     {"mothersroom", UNIT_ROOM},    {"movietheater", UNIT_ROOM},
    {"nonpublic", UNIT_ROOM},    {"office", UNIT_ROOM},         {"parking", UNIT_ROOM},
    {"phoneroom", UNIT_ROOM},    {"privatelounge", UNIT_ROOM},  {"recreation", UNIT_ROOM},
    {"room", UNIT_ROOM},         {"serverroom", UNIT_ROOM},     {"shower", UNIT_ROOM},
    {"smokingarea", UNIT_ROOM},  {"storage", UNIT_ROOM},        {"theater", UNIT_ROOM},
    {"unspecified", UNIT_ROOM},
};

/* What other programs call what IMDF calls a walkway or lobby. */
static const char *const walks[] = {
    "corridor",  "hallway", "hall",     "concourse",   "passage",       "passageway", "atrium",
    "vestibule", "foyer",   "entrance", "circulation", "elevatorlobby", "reception",  "courtyard"};

struct name venue_name(struct loading *loading, const struct imdf_feature *feature, const char *key)
{
    const char *zh, *en;
    imdf_label(feature, key, &zh, &en);
    return (struct name){pool_text(&loading->venue->pool, zh),
                         pool_text(&loading->venue->pool, en)};
}

const char *venue_sign(struct loading *loading, const struct imdf_feature *feature)
{
    char sign[MAP_SIGN_SIZE];
    text_copy(sign, sizeof sign, imdf_text(feature, "ref"));
    return pool_text(&loading->venue->pool, sign);
}

enum map_access venue_access(const struct imdf_feature *feature)
{
    if (imdf_list_has(feature, "accessibility", "wheelchair"))
        return MAP_ACCESS_YES;
    return imdf_list_has(feature, "accessibility", "inaccessible") ? MAP_ACCESS_NO
                                                                   : MAP_ACCESS_UNKNOWN;
}

int venue_level_of(struct loading *loading, const struct imdf_feature *feature)
{
    const char *id = imdf_text(feature, "level_id");
    int found = venue_feature_find(loading->venue, id);
    if (found >= 0 && loading->venue->features[found].type == IMDF_LEVEL &&
        loading->venue->features[found].index >= 0)
        return loading->venue->features[found].index;
    report_add(loading->report, DEFECT_LEVEL_UNKNOWN, feature->id, *id ? id : "-");
    return !*id && loading->venue->level_count == 1 ? 0 : -1; /* what else could be meant? */
}

/* The lift's button: the extension property, else the short name less a storey letter after figures
 * ("3F" -> "3"). */
static const char *level_button(struct loading *loading, const struct imdf_feature *feature,
                                const char *short_name)
{
    const char *given = imdf_text(feature, "lift_button");
    size_t digits = strspn(short_name, "0123456789");
    char figures[MAP_SIGN_SIZE];
    if (*given)
        return pool_text(&loading->venue->pool, given);
    if (digits == 0 || digits >= sizeof figures || strcmp(short_name + digits, "F") != 0)
        return short_name;
    memcpy(figures, short_name, digits);
    figures[digits] = 0;
    return pool_text(&loading->venue->pool, figures);
}

static void shape_copy(struct pool *pool, const struct shape *from, struct shape *out)
{
    struct ring *rings = pool_get(pool, (from->ring_count + 1) * sizeof *rings);
    *out = *from;
    for (size_t i = 0; i < from->ring_count; i++) {
        rings[i] = from->rings[i];
        rings[i].points = pool_get(pool, rings[i].count * sizeof *rings[i].points);
        memcpy(rings[i].points, from->rings[i].points, rings[i].count * sizeof *rings[i].points);
    }
    out->rings = rings;
}

/* False when there is no polygon; one that crosses itself is repaired and reported. */
static bool take_polygon(struct loading *loading, const struct imdf_feature *feature,
                         struct shape *out)
{
    if (feature->shape.kind != SHAPE_POLYGON)
        return false;
    if (shape_is_valid(loading->geos, &feature->shape)) {
        shape_copy(&loading->venue->pool, &feature->shape, out);
        return true;
    }
    report_add(loading->report, DEFECT_RING_REPAIRED, feature->id, NULL);
    return shape_repair(loading->geos, &loading->venue->pool, &feature->shape, out);
}

static void read_building(struct loading *loading, const struct imdf_feature *feature,
                          struct venue_feature *entry)
{
    struct venue *venue = loading->venue;
    entry->index = (int)venue->building_count;
    venue->buildings[venue->building_count++] =
        (struct venue_building){venue_name(loading, feature, "name")};
}

/* "3F", "L3", "Level 3", "三层" count from the ground as 2; "B1", "地下一层" as -1. */
static int ordinal_of_name(const char *name)
{
    static const char *const han[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    bool below = strpbrk(name, "-") || name[0] == 'B' || name[0] == 'b' || strstr(name, "地下") ||
                 strstr(name, "负");
    const char *digits = name + strcspn(name, "0123456789");
    int floor = (int)strtol(digits, NULL, 10);
    for (size_t i = 0; i < sizeof han / sizeof han[0] && !*digits; i++)
        floor = strstr(name, han[i]) ? (int)i + 1 : floor;
    return floor == 0 ? 0 : below ? -floor : floor - 1;
}

static int level_ordinal(struct loading *loading, const struct imdf_feature *feature,
                         const struct venue_level *level)
{
    char text[16];
    double given = imdf_number(feature, "ordinal", NAN);
    if (isfinite(given) && fabs(given) < 1000 && given == floor(given))
        return (int)given;
    const char *name = *level->short_name ? level->short_name : level->name.zh;
    int ordinal = isfinite(given) && fabs(given) < 1000 ? (int)floor(given) : ordinal_of_name(name);
    text_format(text, sizeof text, "%d", ordinal);
    report_add(loading->report, DEFECT_ORDINAL_MISSING, feature->id, text);
    return ordinal;
}

static void note_same_floor(struct loading *loading, const struct venue_level *level)
{
    const struct venue *venue = loading->venue;
    char text[16];
    text_format(text, sizeof text, "%d", level->ordinal);
    for (size_t i = 0; i < venue->level_count; i++)
        if (venue->levels[i].building == level->building && !level->outdoor &&
            !venue->levels[i].outdoor && venue->levels[i].ordinal == level->ordinal) {
            report_add(loading->report, DEFECT_ORDINAL_TWICE, level->id, text);
            return;
        }
}

static void read_level(struct loading *loading, const struct imdf_feature *feature,
                       struct venue_feature *entry)
{
    struct venue *venue = loading->venue;
    struct venue_level level = {.id = entry->id, .building = -1};
    const char *building = imdf_list(feature, "building_ids", 0);
    int found = building ? venue_feature_find(venue, building) : -1;
    if (found >= 0 && venue->features[found].type == IMDF_BUILDING)
        level.building = venue->features[found].index;
    take_polygon(loading, feature, &level.shape); /* drawn if it is there; routing asks the units */
    level.name = venue_name(loading, feature, "name");
    level.short_name = venue_name(loading, feature, "short_name").en;
    level.button = level_button(loading, feature, level.short_name);
    level.outdoor = imdf_flag(feature, "outdoor");
    level.ordinal = level_ordinal(loading, feature, &level);
    note_same_floor(loading, &level);
    entry->index = (int)venue->level_count;
    venue->levels[venue->level_count++] = level;
}

static enum unit_kind kind_of(struct loading *loading, const struct imdf_feature *feature,
                              const char *category)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (!strcasecmp(category, kinds[i].category))
            return kinds[i].kind;
    for (size_t i = 0; i < sizeof walks / sizeof walks[0]; i++)
        if (!strcasecmp(category, walks[i])) {
            report_add(loading->report, DEFECT_CATEGORY_NEAR, feature->id, category);
            return UNIT_WALK;
        }
    if (strncmp(category, "restroom", 8) != 0)
        report_add(loading->report, DEFECT_CATEGORY_UNKNOWN, feature->id,
                   *category ? category : "-");
    return UNIT_ROOM;
}

static struct map_point unit_middle(struct loading *loading, const struct imdf_feature *feature,
                                    const struct shape *shape)
{
    if (feature->has_display && shape_contains(shape, feature->display))
        return feature->display;
    struct map_point middle = shape_centroid(shape);
    if (shape->ring_count == 1 && shape->rings[0].count <= 5 && shape_contains(shape, middle))
        return middle;
    return shape_inside(loading->geos, shape, NULL);
}

static void read_unit(struct loading *loading, const struct imdf_feature *feature,
                      struct venue_feature *entry)
{
    struct venue *venue = loading->venue;
    struct venue_unit unit = {.id = entry->id, .feature = (int)(entry - venue->features)};
    unit.level = venue_level_of(loading, feature);
    if (unit.level < 0 || !take_polygon(loading, feature, &unit.shape))
        return;
    unit.category = pool_text(&venue->pool, imdf_text(feature, "category"));
    unit.kind = kind_of(loading, feature, unit.category);
    if (venue->levels[unit.level].outdoor && !strcmp(unit.category, "parking"))
        unit.kind = UNIT_WALK;
    unit.name = venue_name(loading, feature, "name");
    unit.alias = venue_name(loading, feature, "alt_name");
    unit.sign = venue_sign(loading, feature);
    unit.denied = *imdf_text(feature, "restriction") || !strcmp(unit.category, "nonpublic") ||
                  imdf_list_has(feature, "access_control", "outofservice");
    unit.accessible = strstr(unit.category, "wheelchair") ? MAP_ACCESS_YES : venue_access(feature);
    unit.rank = (int)imdf_number(feature, "landmark_rank", 0);
    unit.wait_s = imdf_number(feature, "wait_s", -1);
    unit.s_per_floor = imdf_number(feature, "s_per_floor", -1);
    unit.bounds = shape_bounds(&unit.shape);
    unit.middle = unit_middle(loading, feature, &unit.shape);
    const struct venue_level *level = &venue->levels[unit.level];
    if (level->shape.ring_count && !shape_contains(&level->shape, unit.middle) &&
        shape_edge_distance(&level->shape, unit.middle, NULL) > ASTRAY_M)
        report_add(loading->report, DEFECT_UNIT_ASTRAY, feature->id, level->id);
    entry->index = (int)venue->unit_count;
    venue->units[venue->unit_count++] = unit;
}

static void read_section(struct loading *loading, const struct imdf_feature *feature,
                         struct venue_feature *entry)
{
    struct venue *venue = loading->venue;
    struct venue_section section = {.level = venue_level_of(loading, feature)};
    if (section.level < 0 || !take_polygon(loading, feature, &section.shape))
        return;
    section.name = venue_name(loading, feature, "name");
    entry->index = (int)venue->section_count;
    venue->sections[venue->section_count++] = section;
}

static void read_fixture(struct loading *loading, const struct imdf_feature *feature,
                         struct venue_feature *entry)
{
    struct venue *venue = loading->venue;
    struct venue_fixture fixture = {.level = venue_level_of(loading, feature)};
    if (fixture.level < 0 || !take_polygon(loading, feature, &fixture.shape))
        return;
    entry->index = (int)venue->fixture_count;
    venue->fixtures[venue->fixture_count++] = fixture;
}

static void read_detail(struct loading *loading, const struct imdf_feature *feature,
                        struct venue_feature *entry)
{
    struct venue *venue = loading->venue;
    struct venue_detail detail = {.level = venue_level_of(loading, feature)};
    if (detail.level < 0 || feature->shape.kind != SHAPE_LINE)
        return;
    shape_copy(&venue->pool, &feature->shape, &detail.shape);
    entry->index = (int)venue->detail_count;
    venue->details[venue->detail_count++] = detail;
}

static void read_path(struct loading *loading, const struct imdf_feature *feature,
                      struct venue_feature *entry)
{
    struct venue *venue = loading->venue;
    struct venue_path path = {.level = venue_level_of(loading, feature),
                              .feature = (int)(entry - venue->features)};
    if (path.level < 0 || feature->shape.kind != SHAPE_LINE)
        return;
    const struct ring *line = &feature->shape.rings[0];
    path.points = pool_get(&venue->pool, line->count * sizeof *path.points);
    memcpy(path.points, line->points, line->count * sizeof *path.points);
    path.count = line->count;
    path.slope = imdf_number(feature, "slope", 0);
    path.width = fmax(0, imdf_number(feature, "width", 0));
    path.steps = !strcmp(imdf_text(feature, "category"), "steps");
    entry->index = (int)venue->path_count;
    venue->paths[venue->path_count++] = path;
}

/* A building site closes what stands in it (IMDF geofence `underconstruction`). */
static void read_geofence(struct loading *loading, const struct imdf_feature *feature)
{
    struct venue *venue = loading->venue;
    if (strcmp(imdf_text(feature, "category"), "underconstruction") != 0 ||
        feature->shape.kind != SHAPE_POLYGON)
        return;
    for (size_t i = 0; i < venue->unit_count; i++)
        if (imdf_list_has(feature, "level_ids", venue->levels[venue->units[i].level].id) &&
            shape_contains(&feature->shape, venue->units[i].middle))
            venue->units[i].denied = true;
}

static void each(struct loading *loading, enum imdf_type type,
                 void (*read)(struct loading *, const struct imdf_feature *,
                              struct venue_feature *))
{
    for (size_t i = 0; i < imdf_count(loading->imdf); i++)
        if (imdf_at(loading->imdf, i)->type == type)
            read(loading, imdf_at(loading->imdf, i), &loading->venue->features[i]);
}

void venue_read_floors(struct loading *loading)
{
    each(loading, IMDF_BUILDING, read_building);
    each(loading, IMDF_LEVEL, read_level);
    each(loading, IMDF_UNIT, read_unit);
    each(loading, IMDF_SECTION, read_section);
    each(loading, IMDF_FIXTURE, read_fixture);
    each(loading, IMDF_DETAIL, read_detail);
    each(loading, IMDF_PATH, read_path);
    for (size_t i = 0; i < imdf_count(loading->imdf); i++)
        if (imdf_at(loading->imdf, i)->type == IMDF_GEOFENCE)
            read_geofence(loading, imdf_at(loading->imdf, i));
}
