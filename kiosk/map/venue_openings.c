#include "map/venue_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define UNMEASURED_M 0.9 /* a door drawn as a point: an ordinary one, to be confirmed */
#define SNAP_M 0.05      /* MAPS 1.5: 0.05 to 0.2 m finds nearly all; 1 m makes doors ambiguous */
#define SNAP_WIDE_M 0.2
#define SHARED_M 1.0 /* least common edge for an opening that nobody drew */

struct near {
    int unit;
    double distance;
};

static int by_distance(const void *a, const void *b)
{
    const struct near *x = a, *y = b;
    return (x->distance > y->distance) - (x->distance < y->distance);
}

/* How far the whole opening is from the unit's edge; its middle counts double. */
static double opening_distance(const struct venue_unit *unit, const struct venue_opening *opening,
                               double *middle)
{
    *middle = shape_edge_distance(&unit->shape, opening->middle, NULL);
    return *middle * 2 + shape_edge_distance(&unit->shape, opening->a, NULL) +
           shape_edge_distance(&unit->shape, opening->b, NULL);
}

static size_t find_on(const struct venue *venue, const struct venue_opening *opening, int level,
                      double tolerance, size_t count, struct near out[8])
{
    const struct lists *lists = &venue->level_units;
    for (int k = lists->first[level]; k < lists->first[level + 1] && count < 8; k++) {
        const struct venue_unit *unit = &venue->units[lists->items[k]];
        if (unit->kind == UNIT_SOLID || !bounds_near(&unit->bounds, opening->middle, tolerance))
            continue;
        double middle, distance = opening_distance(unit, opening, &middle);
        if (middle <= tolerance)
            out[count++] = (struct near){lists->items[k], distance};
    }
    return count;
}

static size_t find_near(const struct venue *venue, const struct venue_opening *opening,
                        double tolerance, bool floor, struct near out[8])
{
    size_t count = 0;
    for (size_t l = 0; floor && l < venue->level_count; l++)
        if ((int)l != opening->level && venue_same_floor(venue, (int)l, opening->level))
            count = find_on(venue, opening, (int)l, tolerance, count, out);
    if (!floor)
        count = find_on(venue, opening, opening->level, tolerance, 0, out);
    qsort(out, count, sizeof *out, by_distance);
    return count;
}

/* First the opening's own level, at 5 then 20 cm; a side still missing is looked for on the same
 * floor (outdoors, the next building), never on another one. */
static void snap(struct loading *loading, struct venue_opening *opening)
{
    struct near found[8];
    size_t count = find_near(loading->venue, opening, SNAP_M, false, found);
    if (count < 2) {
        struct near wide[8];
        size_t more = find_near(loading->venue, opening, SNAP_WIDE_M, false, wide);
        if (more > count) {
            memcpy(found, wide, sizeof found);
            count = more;
        }
    }
    if (count < 2) {
        struct near floor[8];
        size_t more = find_near(loading->venue, opening, SNAP_WIDE_M, true, floor);
        for (size_t i = 0; i < more && count < 2; i++)
            found[count++] = floor[i];
    }
    if (count > 2)
        report_add(loading->report, DEFECT_OPENING_AMBIGUOUS, opening->id, NULL);
    opening->unit_count = count > 2 ? 2 : (int)count;
    double off = 0;
    for (int i = 0; i < opening->unit_count; i++) {
        opening->units[i] = found[i].unit;
        off = fmax(off, shape_edge_distance(&loading->venue->units[found[i].unit].shape,
                                            opening->middle, NULL));
    }
    if (off > SNAP_M) {
        char cm[16];
        text_format(cm, sizeof cm, "%.0f", ceil(off * 100 - 1e-6));
        report_add(loading->report, DEFECT_OPENING_WIDE_SNAP, opening->id, cm);
    }
    if (opening->unit_count == 1)
        report_add(loading->report, DEFECT_OPENING_ONE_SIDE, opening->id, NULL);
    else if (opening->unit_count == 0)
        report_add(loading->report, DEFECT_OPENING_LOOSE, opening->id, NULL);
}

/* Doors that visitors may not use are shut by default: badge, key and guard doors, service and
 * emergency exits. */
static bool door_denied(const struct imdf_feature *feature, const char *category)
{
    return strstr(category, "emergencyexit") || strstr(category, "service") ||
           *imdf_text(feature, "restriction") || imdf_list(feature, "access_control", 0);
}

/* A gate for vehicles is no way on foot. But people have drawn every staircase of a campus with
 * such doors: where no vehicle can be on either side, they are doors. */
static bool for_vehicles(struct loading *loading, const struct venue_opening *opening)
{
    const struct venue *venue = loading->venue;
    if (!strstr(opening->category, "automobile"))
        return false;
    bool inside = opening->unit_count > 0 && !venue->levels[opening->level].outdoor;
    for (int i = 0; i < opening->unit_count; i++) {
        const char *category = venue->units[opening->units[i]].category;
        inside = inside && !strstr(category, "parking") && !strstr(category, "road");
    }
    if (inside)
        report_add(loading->report, DEFECT_OPENING_VEHICLES, opening->id, NULL);
    return !inside;
}

static struct venue_opening *add_opening(struct venue *venue, size_t *capacity)
{
    venue->openings =
        array_grow(venue->openings, venue->opening_count, capacity, sizeof *venue->openings);
    struct venue_opening *opening = &venue->openings[venue->opening_count++];
    *opening = (struct venue_opening){
        .id = "", .category = "", .name = {"", ""}, .one_way_from = -1, .feature = -1};
    opening->units[0] = opening->units[1] = -1;
    return opening;
}

/* Where others draw doors as areas (the longest side, through the middle) or as points. */
static bool guess_line(struct loading *loading, const struct imdf_feature *feature,
                       struct map_point out[2])
{
    const struct shape *shape = &feature->shape;
    double longest = 0;
    if (shape->kind == SHAPE_NONE)
        return false;
    out[0] = out[1] =
        shape->kind == SHAPE_POINT ? shape->rings[0].points[0] : shape_centroid(shape);
    report_add(loading->report, DEFECT_OPENING_NO_LINE, feature->id, NULL);
    const struct ring *ring = &shape->rings[0];
    for (size_t i = 0; shape->kind == SHAPE_POLYGON && i < ring->count; i++) {
        struct map_point p = ring->points[i], q = ring->points[(i + 1) % ring->count],
                         middle = shape_centroid(shape);
        if (point_distance(p, q) <= longest)
            continue;
        longest = point_distance(p, q);
        out[0] = (struct map_point){middle.x + (p.x - q.x) / 2, middle.y + (p.y - q.y) / 2};
        out[1] = (struct map_point){middle.x - (p.x - q.x) / 2, middle.y - (p.y - q.y) / 2};
    }
    return true;
}

static void read_opening(struct loading *loading, size_t index, size_t *capacity)
{
    const struct imdf_feature *feature = imdf_at(loading->imdf, index);
    struct venue *venue = loading->venue;
    int level = venue_level_of(loading, feature);
    struct map_point guessed[2];
    struct ring own = {.points = guessed, .count = 2};
    bool drawn = feature->shape.kind == SHAPE_LINE;
    if (level < 0 || (!drawn && !guess_line(loading, feature, guessed)))
        return;
    const struct ring *line = drawn ? &feature->shape.rings[0] : &own;
    double length = line_length(line->points, line->count),
           clear = imdf_number(feature, "clear_width_m", 0);
    struct venue_opening *opening = add_opening(venue, capacity);
    opening->id = venue->features[index].id;
    opening->feature = (int)index;
    opening->level = level;
    opening->category = pool_text(&venue->pool, imdf_text(feature, "category"));
    opening->name = venue_name(loading, feature, "name");
    opening->a = line->points[0];
    opening->b = line->points[line->count - 1];
    opening->middle = line_at(line->points, line->count, length / 2);
    opening->width = clear > 0 ? clear : feature->shape.kind == SHAPE_POINT ? UNMEASURED_M : length;
    opening->accessible = venue_access(feature);
    opening->width_confirmed = clear > 0 || opening->accessible == MAP_ACCESS_YES;
    opening->step = imdf_number(feature, "step_height_m", 0) > 0.02;
    opening->denied = door_denied(feature, opening->category);
    venue->features[index].index = (int)venue->opening_count - 1;
    snap(loading, opening);
    opening->denied |= for_vehicles(loading, opening);
    if (imdf_flag(feature, "one_way") && opening->unit_count == 2)
        opening->one_way_from = opening->units[0];
}

/* The longest piece of edge two units have in common, at most so far apart, as its ends; returns
 * its length. */
static double shared_edge(const struct venue_unit *a, const struct venue_unit *b, double apart,
                          struct map_point ends[2])
{
    double best = 0;
    for (size_t r = 0; r < a->shape.ring_count; r++) {
        const struct ring *ring = &a->shape.rings[r];
        for (size_t i = 0; i < ring->count; i++) {
            struct map_point p = ring->points[i], q = ring->points[(i + 1) % ring->count];
            double length = point_distance(p, q);
            for (size_t s = 0; length > best && s < b->shape.ring_count; s++) {
                const struct ring *other = &b->shape.rings[s];
                for (size_t j = 0; j < other->count; j++) {
                    struct map_point u = other->points[j],
                                     v = other->points[(j + 1) % other->count];
                    double tu, tv, du, dv;
                    tu =
                        ((u.x - p.x) * (q.x - p.x) + (u.y - p.y) * (q.y - p.y)) / (length * length);
                    tv =
                        ((v.x - p.x) * (q.x - p.x) + (v.y - p.y) * (q.y - p.y)) / (length * length);
                    du = point_distance(u, point_between(p, q, tu));
                    dv = point_distance(v, point_between(p, q, tv));
                    double low = fmax(0, fmin(tu, tv)), high = fmin(1, fmax(tu, tv));
                    if (du > apart || dv > apart || (high - low) * length <= best)
                        continue;
                    best = (high - low) * length;
                    ends[0] = point_between(p, q, low);
                    ends[1] = point_between(p, q, high);
                }
            }
        }
    }
    return best;
}

static bool joined(const struct venue *venue, int a, int b)
{
    const struct lists *lists = &venue->unit_openings;
    for (int k = lists->first[a]; k < lists->first[a + 1]; k++) {
        const struct venue_opening *o = &venue->openings[lists->items[k]];
        if (o->unit_count == 2 && (o->units[0] == b || o->units[1] == b))
            return true;
    }
    return false;
}

static bool has_opening(const struct venue *venue, int unit)
{
    return venue->unit_openings.first[unit] < venue->unit_openings.first[unit + 1];
}

/* Corridors, lobbies and the like run into one another where nobody drew a line; a waiting room has
 * walls. */
static bool flows(const struct venue_unit *unit)
{
    return unit_is_walkable(unit) && !unit->denied && strcmp(unit->category, "waitingroom") != 0;
}

static void make_up(struct loading *loading, int a, int b, const struct map_point ends[2],
                    size_t *capacity)
{
    struct venue *venue = loading->venue;
    struct venue_opening *opening = add_opening(venue, capacity);
    *opening = (struct venue_opening){.id = venue->units[a].id,
                                      .category = "pedestrian",
                                      .name = {"", ""},
                                      .level = venue->units[a].level,
                                      .feature = -1,
                                      .a = ends[0],
                                      .b = ends[1],
                                      .middle = point_between(ends[0], ends[1], 0.5),
                                      .width = point_distance(ends[0], ends[1]),
                                      .made_up = true,
                                      .units = {a, b},
                                      .unit_count = 2,
                                      .one_way_from = -1};
    report_add(loading->report, DEFECT_OPENING_MISSING, venue->units[a].id, venue->units[b].id);
}

static bool boxes_touch(const struct bounds *a, const struct bounds *b)
{
    return a->x0 <= b->x1 + 1 && a->x1 >= b->x0 - 1 && a->y0 <= b->y1 + 1 && a->y1 >= b->y0 - 1;
}

/* The unit's missing openings: of a lift or stair nobody drew a door for, the longest wall it
 * shares with somewhere to walk; of a corridor, each one it runs into. */
static void make_up_for(struct loading *loading, int a, bool alone, size_t *capacity)
{
    const struct venue *venue = loading->venue;
    const struct lists *lists = &venue->level_units;
    int level = venue->units[a].level, best_unit = -1;
    struct map_point best_ends[2];
    double best = 0;
    for (int k = lists->first[level]; k < lists->first[level + 1]; k++) {
        int b = lists->items[k];
        struct map_point ends[2];
        if (b == a || (!alone && b < a) || !flows(&venue->units[b]) ||
            !boxes_touch(&venue->units[a].bounds, &venue->units[b].bounds))
            continue;
        /* a lift's wall has a door somewhere; between corridors so much may be a wall */
        double shared =
            shared_edge(&venue->units[a], &venue->units[b], alone ? SNAP_WIDE_M : SNAP_M, ends);
        if (!alone && shared >= SHARED_M && !joined(venue, a, b))
            make_up(loading, a, b, ends, capacity);
        if (alone && shared > best) {
            best = shared;
            best_unit = b;
            memcpy(best_ends, ends, sizeof ends);
        }
    }
    if (alone && best_unit >= 0 && best >= SHARED_M * 0.8)
        make_up(loading, a, best_unit, best_ends, capacity);
}

static void make_up_missing(struct loading *loading, size_t *capacity)
{
    const struct venue *venue = loading->venue;
    for (size_t a = 0; a < venue->unit_count; a++) {
        bool alone = unit_is_vertical(&venue->units[a]) && !venue->units[a].denied &&
                     !has_opening(venue, (int)a);
        if (alone || flows(&venue->units[a]))
            make_up_for(loading, (int)a, alone, capacity);
    }
}

/* A room whose every door leads into other rooms is entered through them. */
static void mark_through(struct venue *venue, int unit)
{
    const struct lists *lists = &venue->unit_openings;
    bool only_rooms = true;
    for (int pass = 0; pass < 2 && only_rooms; pass++)
        for (int k = lists->first[unit]; k < lists->first[unit + 1]; k++) {
            const struct venue_opening *o = &venue->openings[lists->items[k]];
            if (o->unit_count != 2 || o->denied)
                continue;
            int other = o->units[0] == unit ? o->units[1] : o->units[0];
            if (pass == 0 && venue->units[other].kind != UNIT_ROOM)
                only_rooms = false;
            if (pass == 1)
                venue->units[other].crossable = true;
        }
}

static void mark_crossable(struct venue *venue)
{
    for (size_t u = 0; u < venue->unit_count; u++)
        if (venue->units[u].kind == UNIT_ROOM && has_opening(venue, (int)u))
            mark_through(venue, (int)u);
}

void venue_read_openings(struct loading *loading)
{
    size_t capacity = 0;
    for (size_t i = 0; i < imdf_count(loading->imdf); i++)
        if (imdf_at(loading->imdf, i)->type == IMDF_OPENING)
            read_opening(loading, i, &capacity);
    venue_index(loading->venue);
    make_up_missing(loading, &capacity);
    venue_index(loading->venue);
    mark_crossable(loading->venue);
}
