#include "map/venue_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "map/venue_keys.h"

#define STRAY_M 0.5     /* an anchor this far outside its unit is still in it */
#define SAME_EXIT_M 8.0 /* an exit door this near a marked entrance is that entrance */
#define REACH_M 5.0     /* how far a kiosk may stand from where one walks */

struct places {
    struct loading *loading;
    size_t capacity;
};

static struct venue_place *add_place(struct places *p, size_t feature, enum place_source source,
                                     struct name name)
{
    struct venue *venue = p->loading->venue;
    venue->places =
        array_grow(venue->places, venue->place_count, &p->capacity, sizeof *venue->places);
    struct venue_place *place = &venue->places[venue->place_count++];
    const struct imdf_feature *from = imdf_at(p->loading->imdf, feature);
    *place = (struct venue_place){.id = "",
                                  .feature_id = venue->features[feature].id,
                                  .sign = venue_sign(p->loading, from),
                                  .name = name,
                                  .alias = venue_name(p->loading, from, "alt_name"),
                                  .unit_name = {"", ""},
                                  .source = source,
                                  .accessible = venue_access(from),
                                  .feature = (int)feature,
                                  .level = -1,
                                  .unit = -1,
                                  .section = -1,
                                  .opening = -1,
                                  .rank = (int)imdf_number(from, "landmark_rank", 0)};
    return place;
}

/* Puts a place into a unit; a point outside the unit gives way to the unit's middle. */
static void put_in_unit(const struct venue *venue, struct venue_place *place, int unit,
                        const struct map_point *at)
{
    place->unit = unit;
    place->level = venue->units[unit].level;
    place->at = at ? *at : venue->units[unit].middle;
    place->section = venue_section_at(venue, place->level, place->at);
    if (!*place->sign)
        place->sign = venue->units[unit].sign;
    if (!place->rank)
        place->rank = venue->units[unit].rank;
    if (place->accessible == MAP_ACCESS_UNKNOWN)
        place->accessible = venue->units[unit].accessible;
}

/* The only unit on any level that holds the point; -1 when none or several do. */
static int only_unit_at(const struct venue *venue, struct map_point at)
{
    int found = -1;
    for (size_t l = 0; l < venue->level_count; l++) {
        int unit = venue_unit_at(venue, (int)l, at, false);
        if (unit >= 0 && found >= 0)
            return -1;
        if (unit >= 0)
            found = unit;
    }
    return found;
}

static int unit_by_id(const struct venue *venue, const char *id)
{
    int found = venue_feature_find(venue, id);
    return found >= 0 && venue->features[found].type == IMDF_UNIT ? venue->features[found].index
                                                                  : -1;
}

static void nearest_walk(const struct venue *venue, struct venue_kiosk *kiosk)
{
    double best = REACH_M;
    struct map_point at = kiosk->at;
    for (size_t i = 0; i < venue->unit_count; i++) {
        struct map_point edge;
        const struct venue_unit *unit = &venue->units[i];
        if (unit->level != kiosk->level || !unit_is_walkable(unit) || unit->denied)
            continue;
        double distance = shape_edge_distance(&unit->shape, kiosk->at, &edge);
        if (distance < best) {
            best = distance;
            kiosk->unit = (int)i;
            at = edge;
        }
    }
    kiosk->at = at;
}

int venue_kiosk_unit(const struct venue *venue, struct venue_kiosk *kiosk)
{
    kiosk->unit = venue_unit_at(venue, kiosk->level, kiosk->at, false);
    if (kiosk->unit < 0 || !unit_is_walkable(&venue->units[kiosk->unit])) {
        kiosk->unit = -1;
        nearest_walk(venue, kiosk);
    }
    return kiosk->unit;
}

static struct map_point kiosk_point(const struct imdf_feature *feature, double bearing)
{
    struct map_point at = feature->has_display ? feature->display : shape_centroid(&feature->shape);
    double reach = 0;
    if (feature->shape.kind == SHAPE_POLYGON) {
        at = shape_centroid(&feature->shape);
        while (reach < 3 &&
               shape_contains(&feature->shape, point_towards(at, bearing + 180, reach)))
            reach += 0.05;
    }
    return point_towards(at, bearing + 180, reach + KIOSK_FRONT_M);
}

static void read_kiosk(struct places *p, size_t index)
{
    struct loading *loading = p->loading;
    struct venue *venue = loading->venue;
    const struct imdf_feature *feature = imdf_at(loading->imdf, index);
    struct venue_kiosk kiosk = {
        .id = venue->features[index].id, .feature = (int)index, .unit = -1, .place = -1};
    kiosk.level = venue_level_of(loading, feature);
    if (kiosk.level < 0 || feature->shape.kind == SHAPE_NONE)
        return;
    kiosk.bearing = imdf_number(feature, "bearing", NAN);
    kiosk.has_bearing = isfinite(kiosk.bearing);
    if (!kiosk.has_bearing) {
        kiosk.bearing = 0;
        report_add(loading->report, DEFECT_KIOSK_NO_BEARING, kiosk.id, NULL);
    }
    kiosk.name = venue_name(loading, feature, "name");
    kiosk.sign = venue_sign(loading, feature);
    kiosk.at = kiosk_point(feature, kiosk.bearing);
    kiosk.unit = venue_kiosk_unit(venue, &kiosk);
    if (kiosk.unit < 0) {
        report_add(loading->report, DEFECT_KIOSK_NOWHERE, kiosk.id, NULL);
        return;
    }
    venue->features[index].index = (int)venue->kiosk_count;
    venue->kiosks[venue->kiosk_count++] = kiosk;
    put_in_unit(venue, add_place(p, index, PLACE_KIOSK, kiosk.name), kiosk.unit, &kiosk.at);
}

static void read_occupant(struct places *p, size_t index)
{
    struct loading *loading = p->loading;
    struct venue *venue = loading->venue;
    const struct imdf_feature *feature = imdf_at(loading->imdf, index);
    struct name name = venue_name(loading, feature, "name");
    const char *anchor_id = imdf_text(feature, "anchor_id");
    int found = venue_feature_find(venue, anchor_id);
    if (found < 0 || venue->features[found].type != IMDF_ANCHOR) {
        report_add(loading->report, DEFECT_OCCUPANT_NO_ANCHOR, feature->id,
                   *anchor_id ? anchor_id : "-");
        return;
    }
    const struct imdf_feature *anchor = imdf_at(loading->imdf, (size_t)found);
    bool has_point = anchor->shape.kind == SHAPE_POINT;
    struct map_point at = has_point ? anchor->shape.rings[0].points[0] : (struct map_point){0, 0};
    int unit = unit_by_id(venue, imdf_text(anchor, "unit_id"));
    if (unit < 0) {
        report_add(loading->report, DEFECT_ANCHOR_NO_UNIT, anchor->id,
                   imdf_text(anchor, "unit_id"));
        unit = has_point ? only_unit_at(venue, at) : -1;
    }
    if (unit < 0)
        return;
    bool inside = has_point && (shape_contains(&venue->units[unit].shape, at) ||
                                shape_edge_distance(&venue->units[unit].shape, at, NULL) < STRAY_M);
    if (has_point && !inside)
        report_add(loading->report, DEFECT_ANCHOR_STRAY, anchor->id, NULL);
    struct venue_place *place = add_place(p, index, PLACE_OCCUPANT, name);
    put_in_unit(venue, place, unit, inside ? &at : NULL);
    place->unit_name = venue->units[unit].name;
    place->category = venue_category(imdf_text(feature, "category"), place->name);
    if (venue->units[unit].kind == UNIT_ROOM || !strcmp(venue->units[unit].category, "waitingroom"))
        venue->units[unit].has_place = true;
}

static void read_amenity(struct places *p, size_t index)
{
    struct loading *loading = p->loading;
    struct venue *venue = loading->venue;
    const struct imdf_feature *feature = imdf_at(loading->imdf, index);
    struct name name = venue_name(loading, feature, "name");
    if (feature->shape.kind != SHAPE_POINT)
        return;
    struct map_point at = feature->shape.rings[0].points[0];
    const char *unit_id = imdf_list(feature, "unit_ids", 0);
    int unit = unit_id ? unit_by_id(venue, unit_id) : only_unit_at(venue, at);
    if (unit < 0) {
        report_add(loading->report, DEFECT_AMENITY_STRAY, feature->id, NULL);
        return;
    }
    enum map_category category = venue_category(imdf_text(feature, "category"), name);
    int group = venue->unit_group[unit];
    if (group >= 0 && !*venue->groups[group].name.zh)
        venue->groups[group].name = name;
    if (!*name.zh && group >= 0)
        name = venue->groups[group].name;
    if (!*name.zh)
        name = venue_category_name(category);
    if (!*name.zh && category == MAP_ANY)
        return;
    struct venue_place *place = add_place(p, index, PLACE_AMENITY, name);
    bool inside = shape_contains(&venue->units[unit].shape, at);
    put_in_unit(venue, place, unit, inside ? &at : NULL);
    place->category = category;
    if (category == MAP_TOILET_ACCESSIBLE)
        place->accessible = MAP_ACCESS_YES;
    if (!unit_is_walkable(&venue->units[unit]) && category != MAP_ANY)
        venue->units[unit].has_place = true;
}

/* Where a whole area is met: its waiting area, else somewhere to walk in it, else what is in its
 * middle. */
static int section_unit(const struct venue *venue, const struct venue_section *section)
{
    int best = venue_unit_at(venue, section->level, shape_centroid(&section->shape), false);
    for (size_t i = 0; i < venue->unit_count; i++) {
        const struct venue_unit *unit = &venue->units[i];
        if (unit->level != section->level || !unit_is_walkable(unit) || unit->denied ||
            !shape_contains(&section->shape, unit->middle))
            continue;
        if (!strcmp(unit->category, "waitingroom"))
            return (int)i;
        if (best < 0 || !unit_is_walkable(&venue->units[best]))
            best = (int)i;
    }
    return best;
}

static void read_section(struct places *p, size_t index)
{
    struct venue *venue = p->loading->venue;
    int section = venue->features[index].index;
    if (section < 0 || !*venue->sections[section].name.zh)
        return;
    int unit = section_unit(venue, &venue->sections[section]);
    if (unit >= 0)
        put_in_unit(venue, add_place(p, index, PLACE_SECTION, venue->sections[section].name), unit,
                    NULL);
}

static void read_unit(struct places *p, size_t index)
{
    struct venue *venue = p->loading->venue;
    int index_of = venue->features[index].index;
    if (index_of < 0)
        return;
    const struct venue_unit *unit = &venue->units[index_of];
    enum map_category category = venue_category(unit->category, unit->name);
    struct name name = unit->name;
    if (unit->has_place || unit->denied || unit->kind == UNIT_SOLID || unit->kind == UNIT_RAMP ||
        unit->kind == UNIT_STEPS || !strncmp(unit->category, "walkway", 7))
        return;
    if (!*name.zh && venue->unit_group[index_of] >= 0)
        name = venue->groups[venue->unit_group[index_of]].name;
    if (!*name.zh)
        name = venue_category_name(category);
    if (!*name.zh && *unit->sign)
        name = (struct name){unit->sign, unit->sign};
    if (!*name.zh)
        return;
    struct venue_place *place = add_place(p, index, PLACE_UNIT, name);
    put_in_unit(venue, place, index_of, NULL);
    place->category = category;
}

/* An entrance that the file marks itself stands for the doors around it. */
static bool exit_known(const struct venue *venue, int unit, struct map_point at)
{
    for (size_t i = 0; i < venue->place_count; i++) {
        const struct venue_place *place = &venue->places[i];
        if (place->category == MAP_EXIT &&
            venue_same_floor(venue, place->level, venue->units[unit].level) &&
            point_distance(place->at, at) < SAME_EXIT_M)
            return true;
    }
    return false;
}

/* A public door between indoors and outdoors is an exit, named or not. */
static void read_opening(struct places *p, size_t index)
{
    struct venue *venue = p->loading->venue;
    int index_of = venue->features[index].index;
    const struct venue_opening *o = index_of >= 0 ? &venue->openings[index_of] : NULL;
    if (!o || o->denied || o->unit_count == 0)
        return;
    int indoor = o->units[0];
    bool out = o->unit_count == 1 && !venue->levels[o->level].outdoor;
    for (int i = 0; i < o->unit_count; i++) {
        if (!venue->levels[venue->units[o->units[i]].level].outdoor)
            indoor = o->units[i];
        else
            out = true;
    }
    if (!out || venue->levels[venue->units[indoor].level].outdoor ||
        !unit_is_walkable(&venue->units[indoor]) || exit_known(venue, indoor, o->middle))
        return;
    struct name name = *o->name.zh ? o->name : venue_category_name(MAP_EXIT);
    struct venue_place *place = add_place(p, index, PLACE_OPENING, name);
    put_in_unit(venue, place, indoor, &o->middle);
    place->sign = venue_sign(p->loading, imdf_at(p->loading->imdf, index));
    place->category = MAP_EXIT;
    place->opening = index_of;
}

static void each(struct places *p, enum imdf_type type, void (*read)(struct places *, size_t))
{
    for (size_t i = 0; i < imdf_count(p->loading->imdf); i++)
        if (imdf_at(p->loading->imdf, i)->type == type)
            read(p, i);
}

void venue_read_places(struct loading *loading)
{
    struct venue *venue = loading->venue;
    struct places p = {loading, 0};
    each(&p, IMDF_KIOSK, read_kiosk);
    each(&p, IMDF_OCCUPANT, read_occupant);
    each(&p, IMDF_AMENITY, read_amenity);
    each(&p, IMDF_SECTION, read_section);
    each(&p, IMDF_UNIT, read_unit);
    each(&p, IMDF_OPENING, read_opening);
    if (!venue->kiosk_count)
        report_add(loading->report, DEFECT_NO_KIOSK, NULL, NULL);
    venue_make_keys(loading);
}
