#include "map/landmark.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NEAR_M 9.0   /* across a hall */
#define BEGIN_M 2.0  /* one has to have walked a little to pass something */
#define LEAST_M 6.0  /* pieces shorter than this need no landmark */
#define PLAIN_M 15.0 /* an ordinary room is named only on longer pieces */
#define ORDINARY 7

/* 1 = everybody notices it, ORDINARY = a room like others, 0 = not worth naming. */
static int salience(const struct venue_place *place)
{
    if (place->source == PLACE_KIOSK || place->source == PLACE_SECTION || !*place->name.zh)
        return 0;
    if (place->rank > 0)
        return place->rank;
    switch (place->category) {
    case MAP_PHARMACY:
        return 1;
    case MAP_CASHIER:
    case MAP_INFORMATION:
    case MAP_LABORATORY:
        return 2;
    case MAP_TOILET:
    case MAP_TOILET_ACCESSIBLE:
        return 5;
    case MAP_LIFT:
    case MAP_STAIRS:
        return 6;
    case MAP_EXIT:
    case MAP_PARKING:
    case MAP_BUS:
        return 0;
    case MAP_ANY:
    case MAP_CATEGORY_COUNT:
        break;
    }
    return place->source == PLACE_OCCUPANT || place->source == PLACE_AMENITY ? ORDINARY : 0;
}

struct landmarks landmarks_make(const struct map *map, const struct map_route *route,
                                const struct trail *trail)
{
    const struct venue *venue = map->venue;
    struct landmarks out = {map, calloc(venue->place_count + 1, sizeof *out.used)};
    int target = venue_place_find(venue, route->to.id);
    if (!out.used)
        abort();
    for (size_t i = 0; i < venue->place_count; i++) {
        const struct venue_place *place = &venue->places[i];
        int group = place->unit >= 0 ? venue->unit_group[place->unit] : -1;
        out.used[i] = (int)i == target || !strcmp(place->name.zh, route->to.name_zh) ||
                      !strcmp(place->id, route->from.id) ||
                      (place->unit >= 0 && place->unit == venue->places[target].unit &&
                       !unit_is_walkable(&venue->units[place->unit]));
        for (size_t k = 0; group >= 0 && k < trail->link_count; k++)
            out.used[i] = out.used[i] || trail->links[k].group == group;
    }
    return out;
}

void landmarks_clear(struct landmarks *landmarks)
{
    free(landmarks->used);
    landmarks->used = NULL;
}

static bool walked(const struct trail_run *run, int unit)
{
    for (size_t i = 0; i < run->unit_count; i++)
        if (run->units[i] == unit)
            return true;
    return false;
}

/* Where one sees it from the run: the nearest of its doors into a unit walked through, or itself in
 * an open area. */
static bool seen_at(const struct landmarks *marks, const struct venue_place *place,
                    const struct trail_run *run, struct map_point from, struct map_point to,
                    struct map_point *at)
{
    const struct venue *venue = marks->map->venue;
    double best = HUGE_VAL;
    if (place->unit < 0 || !venue_same_floor(venue, place->level, run->level))
        return false;
    if (unit_is_walkable(&venue->units[place->unit])) {
        *at = place->at;
        return venue->units[place->unit].kind == UNIT_WALK && walked(run, place->unit);
    }
    for (size_t i = 0; i < venue->opening_count; i++) {
        const struct venue_opening *o = &venue->openings[i];
        if (o->unit_count != 2 || o->denied ||
            (o->units[0] != place->unit && o->units[1] != place->unit))
            continue;
        double distance = segment_distance(o->middle, from, to, NULL);
        if (!walked(run, o->units[0] == place->unit ? o->units[1] : o->units[0]) ||
            distance >= best)
            continue;
        best = distance;
        *at = o->middle;
    }
    return best < HUGE_VAL;
}

int landmark_pick(struct landmarks *landmarks, const struct trail_run *run, struct map_point from,
                  struct map_point to, enum way *side)
{
    const struct venue *venue = landmarks->map->venue;
    double length = point_distance(from, to), best = HUGE_VAL;
    int found = -1;
    *side = WAY_AHEAD;
    for (size_t i = 0; length >= LEAST_M && i < venue->place_count; i++) {
        const struct venue_place *place = &venue->places[i];
        int notice = landmarks->used[i] ? 0 : salience(place);
        struct map_point at;
        double t;
        if (!notice || (notice >= ORDINARY && length < PLAIN_M) ||
            !seen_at(landmarks, place, run, from, to, &at))
            continue;
        double distance = segment_distance(at, from, to, &t);
        if (distance > NEAR_M || t * length < BEGIN_M || t > 1 - 0.5 / length)
            continue;
        double score =
            notice * 100 + distance * 4 - t * length; /* of equals the nearer, then the later one */
        if (score >= best)
            continue;
        best = score;
        found = (int)i;
        double right = (at.x - from.x) * (to.y - from.y) - (at.y - from.y) * (to.x - from.x);
        *side = distance < 0.7 ? WAY_AHEAD : right > 0 ? WAY_RIGHT : WAY_LEFT;
    }
    if (found >= 0)
        landmarks->used[found] = true;
    return found;
}
