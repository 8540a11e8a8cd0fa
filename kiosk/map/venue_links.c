#include "map/venue_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LIFT_WAIT_S 30.0
#define LIFT_FLOOR_S 4.0
#define OVERLAP                                                                                    \
    0.5 /* of the smaller footprint, for stacked lifts and stairs without a relationship */

struct links {
    struct loading *loading;
    size_t capacity;
};

static void add_link(struct links *links, int from, int to, bool directed)
{
    struct venue *venue = links->loading->venue;
    for (size_t i = 0; i < venue->link_count; i++)
        if (venue->links[i].from == from && venue->links[i].to == to)
            return;
    venue->links =
        array_grow(venue->links, venue->link_count, &links->capacity, sizeof *venue->links);
    venue->links[venue->link_count++] = (struct venue_link){from, to, -1, directed};
}

/* The unit a relationship's reference means: a unit, or the vertical unit behind an opening. -1 =
 * none. */
static int referred_unit(const struct venue *venue, const char *id)
{
    int found = venue_feature_find(venue, id);
    if (found < 0 || venue->features[found].index < 0)
        return -1;
    if (venue->features[found].type == IMDF_UNIT)
        return venue->features[found].index;
    if (venue->features[found].type != IMDF_OPENING)
        return -1;
    const struct venue_opening *opening = &venue->openings[venue->features[found].index];
    for (int i = 0; i < opening->unit_count; i++)
        if (unit_is_vertical(&venue->units[opening->units[i]]))
            return opening->units[i];
    return opening->unit_count ? opening->units[0] : -1;
}

/* Category `traversal` with an opening in the middle and a direction is a one-way door. */
static void read_one_way(struct venue *venue, const struct imdf_feature *feature)
{
    const char *door = imdf_reference(feature, "intermediary", 0);
    int opening = door ? venue_feature_find(venue, door) : -1;
    int from = referred_unit(venue, imdf_reference(feature, "origin", 0));
    if (opening < 0 || from < 0 || venue->features[opening].type != IMDF_OPENING ||
        venue->features[opening].index < 0 ||
        strcmp(imdf_text(feature, "direction"), "directed") != 0)
        return;
    struct venue_opening *o = &venue->openings[venue->features[opening].index];
    if (o->units[0] == from || o->units[1] == from)
        o->one_way_from = from;
}

static void read_relation(struct links *links, const struct imdf_feature *feature, int *relation_of)
{
    static const char *const keys[] = {"origin", "intermediary", "destination"};
    struct venue *venue = links->loading->venue;
    const char *category = imdf_text(feature, "category"), *id;
    bool directed = !strcmp(imdf_text(feature, "direction"), "directed");
    int before = -1;
    if (!strcmp(category, "traversal")) {
        read_one_way(venue, feature);
        return;
    }
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        for (size_t i = 0; (id = imdf_reference(feature, keys[k], i)); i++) {
            int unit = referred_unit(venue, id);
            if (unit < 0) {
                report_add(links->loading->report, DEFECT_RELATION_BROKEN, feature->id, id);
                continue;
            }
            if (unit == before)
                continue;
            if (before >= 0)
                add_link(links, before, unit, directed);
            relation_of[unit] = (int)(venue_feature_find(venue, feature->id));
            before = unit;
        }
}

/* Amenities with one correlation_id are the same lift on several floors. */
static void read_correlations(struct links *links)
{
    const struct imdf *imdf = links->loading->imdf;
    const struct venue *venue = links->loading->venue;
    struct known { /* a lift's amenity */
        const char *id;
        int unit;
    } *all = calloc(imdf_count(imdf) + 1, sizeof *all);
    size_t count = 0;
    if (!all)
        abort();
    for (size_t i = 0; i < imdf_count(imdf); i++) {
        const struct imdf_feature *a = imdf_at(imdf, i);
        const char *id = a->type == IMDF_AMENITY ? imdf_text(a, "correlation_id") : "";
        int unit = *id ? referred_unit(venue, imdf_list(a, "unit_ids", 0)) : -1;
        if (unit < 0 || !unit_is_vertical(&venue->units[unit]))
            continue;
        for (size_t k = 0; k < count; k++)
            if (all[k].unit != unit && !strcmp(all[k].id, id))
                add_link(links, all[k].unit, unit, false);
        all[count++] = (struct known){id, unit};
    }
    free(all);
}

/* Otherwise footprints that lie on top of one another on neighbouring floors of the same building.
 */
static bool stacked_on(struct links *links, int a, int level)
{
    const struct venue *venue = links->loading->venue;
    const struct lists *lists = &venue->level_units;
    const struct venue_unit *unit = &venue->units[a];
    bool found = false;
    for (int k = lists->first[level]; k < lists->first[level + 1]; k++) {
        int b = lists->items[k];
        const struct venue_unit *other = &venue->units[b];
        if (other->kind != unit->kind || !bounds_near(&other->bounds, unit->middle, 0))
            continue;
        double least = fmin(shape_area(&unit->shape), shape_area(&other->shape));
        if (shape_overlap(links->loading->geos, &unit->shape, &other->shape) < OVERLAP * least)
            continue;
        bool up = venue->levels[unit->level].ordinal < venue->levels[level].ordinal;
        add_link(links, up ? a : b, up ? b : a, false);
        found = true;
    }
    return found;
}

static bool stack(struct links *links, int a)
{
    const struct venue *venue = links->loading->venue;
    const struct venue_level *here = &venue->levels[venue->units[a].level];
    bool found = false;
    for (size_t l = 0; l < venue->level_count; l++) {
        const struct venue_level *there = &venue->levels[l];
        if (abs(here->ordinal - there->ordinal) == 1 && here->building == there->building)
            found = stacked_on(links, a, (int)l) || found;
    }
    return found;
}

static int group_root(int *parent, int unit)
{
    while (parent[unit] != unit)
        unit = parent[unit];
    return unit;
}

/* What is known of the members counts for the group: a name, waits, the worst restriction. */
static void group_take(struct venue_group *group, const struct venue_unit *unit)
{
    if (!*group->name.zh)
        group->name = unit->name;
    if (unit->wait_s >= 0)
        group->wait_s = unit->wait_s;
    if (unit->s_per_floor >= 0)
        group->s_per_floor = unit->s_per_floor;
    group->denied = group->denied || unit->denied;
}

static void make_groups(struct loading *loading, const int *relation_of)
{
    struct venue *venue = loading->venue;
    int *parent = calloc(venue->unit_count + 1, sizeof *parent);
    bool *linked = calloc(venue->unit_count + 1, sizeof *linked);
    size_t capacity = 0;
    venue->unit_group = calloc(venue->unit_count + 1, sizeof *venue->unit_group);
    if (!parent || !linked || !venue->unit_group)
        abort();
    for (size_t i = 0; i < venue->unit_count; i++) {
        parent[i] = (int)i;
        venue->unit_group[i] = -1;
    }
    for (size_t i = 0; i < venue->link_count; i++)
        linked[venue->links[i].from] = linked[venue->links[i].to] = true;
    for (size_t i = 0; i < venue->link_count; i++)
        parent[group_root(parent, venue->links[i].from)] = group_root(parent, venue->links[i].to);
    for (size_t i = 0; i < venue->unit_count; i++) {
        if (!unit_is_vertical(&venue->units[i]) && !linked[i])
            continue;
        int root = group_root(parent, (int)i);
        int group = venue->unit_group[root];
        if (group < 0) {
            venue->groups =
                array_grow(venue->groups, venue->group_count, &capacity, sizeof *venue->groups);
            group = (int)venue->group_count++;
            venue->groups[group] = (struct venue_group){.kind = venue->units[i].kind,
                                                        .name = {"", ""},
                                                        .feature = venue->units[i].feature,
                                                        .wait_s = LIFT_WAIT_S,
                                                        .s_per_floor = LIFT_FLOOR_S};
            venue->unit_group[root] = group;
        }
        venue->unit_group[i] = group;
        group_take(&venue->groups[group], &venue->units[i]);
        if (relation_of[i] >= 0) {
            const struct imdf_feature *relation = imdf_at(loading->imdf, (size_t)relation_of[i]);
            struct name name = venue_name(loading, relation, "name");
            venue->features[relation_of[i]].index = group;
            if (*name.zh)
                venue->groups[group].name = name;
            venue->groups[group].wait_s =
                imdf_number(relation, "wait_s", venue->groups[group].wait_s);
            venue->groups[group].s_per_floor =
                imdf_number(relation, "s_per_floor", venue->groups[group].s_per_floor);
        }
    }
    for (size_t i = 0; i < venue->link_count; i++)
        venue->links[i].group = venue->unit_group[venue->links[i].from];
    free(parent);
    free(linked);
}

void venue_read_links(struct loading *loading)
{
    struct venue *venue = loading->venue;
    struct links links = {loading, 0};
    int *relation_of = malloc((venue->unit_count + 1) * sizeof *relation_of);
    bool any = false;
    if (!relation_of)
        abort();
    for (size_t i = 0; i <= venue->unit_count; i++)
        relation_of[i] = -1;
    for (size_t i = 0; i < imdf_count(loading->imdf); i++)
        if (imdf_at(loading->imdf, i)->type == IMDF_RELATIONSHIP) {
            read_relation(&links, imdf_at(loading->imdf, i), relation_of);
            any = true;
        }
    if (!any)
        report_add(loading->report, DEFECT_NO_RELATIONS, NULL, NULL);
    read_correlations(&links);
    bool *by_file = calloc(venue->unit_count + 1, sizeof *by_file);
    if (!by_file)
        abort();
    for (size_t k = 0; k < venue->link_count; k++)
        by_file[venue->links[k].from] = by_file[venue->links[k].to] = true;
    for (size_t i = 0; i < venue->unit_count; i++) {
        if (!unit_is_vertical(&venue->units[i]))
            continue;
        if (!by_file[i] && !stack(&links, (int)i))
            report_add(loading->report, DEFECT_VERTICAL_ALONE, venue->units[i].id, NULL);
    }
    make_groups(loading, relation_of);
    free(relation_of);
    free(by_file);
}
