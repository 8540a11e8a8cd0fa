#include "map/venue.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "map/venue_parts.h"

/* Indexes of features, ordered by id: the ids are looked up through a small array of pairs. */
struct pair {
    const char *id;
    int index;
};

static int by_id(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static void *room(size_t count, size_t size)
{
    void *items = calloc(count + 1, size);
    if (!items)
        abort();
    return items;
}

static void take_features(struct venue *venue, const struct imdf *imdf)
{
    size_t count = imdf_count(imdf), per_type[IMDF_TYPE_COUNT] = {0};
    struct pair *pairs = room(count, sizeof *pairs);
    venue->features = room(count, sizeof *venue->features);
    venue->feature_order = room(count, sizeof *venue->feature_order);
    venue->feature_count = count;
    for (size_t i = 0; i < count; i++) {
        const struct imdf_feature *from = imdf_at(imdf, i);
        venue->features[i] =
            (struct venue_feature){pool_text(&venue->pool, from->id), from->type, -1};
        pairs[i] = (struct pair){venue->features[i].id, (int)i};
        per_type[from->type]++;
    }
    qsort(pairs, count, sizeof *pairs, by_id);
    for (size_t i = 0; i < count; i++)
        venue->feature_order[i] = pairs[i].index;
    free(pairs);
    venue->buildings = room(per_type[IMDF_BUILDING], sizeof *venue->buildings);
    venue->levels = room(per_type[IMDF_LEVEL], sizeof *venue->levels);
    venue->units = room(per_type[IMDF_UNIT], sizeof *venue->units);
    venue->sections = room(per_type[IMDF_SECTION], sizeof *venue->sections);
    venue->fixtures = room(per_type[IMDF_FIXTURE], sizeof *venue->fixtures);
    venue->details = room(per_type[IMDF_DETAIL], sizeof *venue->details);
    venue->paths = room(per_type[IMDF_PATH], sizeof *venue->paths);
    venue->pathnodes = room(per_type[IMDF_PATHNODE], sizeof *venue->pathnodes);
    venue->kiosks = room(per_type[IMDF_KIOSK], sizeof *venue->kiosks);
}

int venue_feature_find(const struct venue *venue, const char *wanted)
{
    char id[MAP_ID_SIZE + 16];
    if (!wanted || !text_copy(id, sizeof id, wanted))
        return -1;
    imdf_fold_id(id);
    size_t low = 0, high = venue->feature_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(id, venue->features[venue->feature_order[middle]].id);
        if (order == 0)
            return venue->feature_order[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

int venue_level_find(const struct venue *venue, const char *id)
{
    int found = venue_feature_find(venue, id);
    return found >= 0 && venue->features[found].type == IMDF_LEVEL ? venue->features[found].index
                                                                   : -1;
}

static bool anywhere_to_walk(const struct venue *venue)
{
    for (size_t i = 0; i < venue->unit_count; i++)
        if (unit_is_walkable(&venue->units[i]) && !venue->units[i].denied)
            return true;
    return false;
}

/* The venue's, else the only one. */
static void read_address(struct loading *loading)
{
    static const char *const keys[] = {"address", "unit", "locality", "province", "country"};
    const struct imdf_feature *venue = NULL, *found = NULL;
    char text[400] = "";
    for (size_t i = 0; i < imdf_count(loading->imdf); i++)
        if (imdf_at(loading->imdf, i)->type == IMDF_VENUE)
            venue = imdf_at(loading->imdf, i);
    const char *wanted = venue ? imdf_text(venue, "address_id") : "";
    for (size_t i = 0; i < imdf_count(loading->imdf); i++) {
        const struct imdf_feature *one = imdf_at(loading->imdf, i);
        if (one->type == IMDF_ADDRESS && (!found || !strcmp(one->id, wanted)))
            found = one;
    }
    for (size_t k = 0; found && k < sizeof keys / sizeof keys[0]; k++) {
        const char *part = imdf_text(found, keys[k]);
        if (*part && *text)
            text_append(text, sizeof text, ", ");
        text_append(text, sizeof text, part);
    }
    const char *kept = pool_text(&loading->venue->pool, text);
    loading->venue->address = (struct name){kept, kept};
}

struct venue *venue_load(const char *path, struct geos *geos, struct map_report *report)
{
    struct imdf *imdf = imdf_read(path, report);
    if (!imdf) {
        report_add(report, DEFECT_FILE_BROKEN, NULL, path);
        report_add(report, DEFECT_NO_LEVELS, NULL, NULL);
        return NULL;
    }
    struct venue *venue = room(0, sizeof *venue);
    struct loading loading = {venue, imdf, geos, report};
    venue->name = venue->address = (struct name){"", ""};
    imdf_origin(imdf, &venue->lon, &venue->lat, &venue->per_lon, &venue->per_lat);
    take_features(venue, imdf);
    for (size_t i = 0; i < imdf_count(imdf); i++)
        if (imdf_at(imdf, i)->type == IMDF_VENUE)
            venue->name = venue_name(&loading, imdf_at(imdf, i), "name");
    read_address(&loading);
    venue_read_floors(&loading);
    venue_index(venue);
    bool whole = venue->level_count > 0 && anywhere_to_walk(venue);
    bool usable = whole && !imdf_unusable(imdf);
    if (!whole)
        report_add(report, venue->level_count ? DEFECT_NO_WALKS : DEFECT_NO_LEVELS, NULL, NULL);
    if (usable) {
        venue_read_openings(&loading);
        venue_read_links(&loading);
        venue_read_pathnodes(&loading);
        venue_read_hours(&loading);
        venue_read_places(&loading);
        venue_index(venue);
    }
    imdf_free(imdf);
    if (usable)
        return venue;
    venue_free(venue);
    return NULL;
}

void venue_free(struct venue *venue)
{
    if (!venue)
        return;
    free(venue->features);
    free(venue->feature_order);
    free(venue->buildings);
    free(venue->levels);
    free(venue->units);
    free(venue->unit_group);
    free(venue->openings);
    free(venue->places);
    free(venue->kiosks);
    free(venue->sections);
    free(venue->fixtures);
    free(venue->details);
    free(venue->paths);
    free(venue->pathnodes);
    free(venue->links);
    free(venue->groups);
    free(venue->hours);
    free(venue->level_units.first);
    free(venue->level_units.items);
    free(venue->unit_openings.first);
    free(venue->unit_openings.items);
    free(venue->unit_places.first);
    free(venue->unit_places.items);
    free(venue->keys);
    pool_clear(&venue->pool);
    free(venue);
}

bool unit_is_vertical(const struct venue_unit *unit)
{
    return unit->kind == UNIT_LIFT || unit->kind == UNIT_STAIRS || unit->kind == UNIT_ESCALATOR;
}

bool unit_is_walkable(const struct venue_unit *unit)
{
    return unit->kind == UNIT_WALK || unit->kind == UNIT_RAMP || unit->kind == UNIT_STEPS;
}

bool venue_same_floor(const struct venue *venue, int level_a, int level_b)
{
    return level_a >= 0 && level_b >= 0 &&
           venue->levels[level_a].ordinal == venue->levels[level_b].ordinal;
}

static int unit_on(const struct venue *venue, int level, struct map_point at, int best)
{
    const struct lists *lists = &venue->level_units;
    for (int k = lists->first[level]; k < lists->first[level + 1]; k++) {
        const struct venue_unit *unit = &venue->units[lists->items[k]];
        if (unit->kind == UNIT_SOLID || !bounds_near(&unit->bounds, at, 0) ||
            !shape_contains(&unit->shape, at))
            continue;
        best = lists->items[k];
        if (unit_is_walkable(unit))
            return best;
    }
    return best;
}

int venue_unit_at(const struct venue *venue, int level, struct map_point at, bool same_floor)
{
    int best = -1;
    for (size_t l = 0; l < venue->level_count; l++) {
        if ((int)l != level && !(same_floor && venue_same_floor(venue, (int)l, level)))
            continue;
        best = unit_on(venue, (int)l, at, best);
        if (best >= 0 && unit_is_walkable(&venue->units[best]))
            return best;
    }
    return best;
}

int venue_section_at(const struct venue *venue, int level, struct map_point at)
{
    int best = -1;
    for (size_t i = 0; i < venue->section_count; i++) {
        const struct venue_section *section = &venue->sections[i];
        if (section->level != level || !*section->name.zh || !shape_contains(&section->shape, at))
            continue;
        if (best < 0 || shape_area(&section->shape) < shape_area(&venue->sections[best].shape))
            best = (int)i;
    }
    return best;
}

void venue_place_copy(const struct venue *venue, int place, struct map_place *out)
{
    const struct venue_place *from = &venue->places[place];
    *out = (struct map_place){
        .level = from->level, .category = from->category, .accessible = from->accessible};
    out->at = from->at;
    text_copy(out->id, sizeof out->id, from->id);
    text_copy(out->feature, sizeof out->feature, from->feature_id);
    text_copy(out->name_zh, sizeof out->name_zh, from->name.zh);
    text_copy(out->name_en, sizeof out->name_en, from->name.en);
    text_copy(out->sign, sizeof out->sign, from->sign);
    if (from->section >= 0) {
        text_copy(out->area_zh, sizeof out->area_zh, venue->sections[from->section].name.zh);
        text_copy(out->area_en, sizeof out->area_en, venue->sections[from->section].name.en);
    }
    if (from->level < 0)
        return;
    const struct venue_level *level = &venue->levels[from->level];
    text_copy(out->level_zh, sizeof out->level_zh, level->name.zh);
    text_copy(out->level_en, sizeof out->level_en, level->name.en);
    if (level->building >= 0) {
        text_copy(out->building_zh, sizeof out->building_zh,
                  venue->buildings[level->building].name.zh);
        text_copy(out->building_en, sizeof out->building_en,
                  venue->buildings[level->building].name.en);
    }
}
