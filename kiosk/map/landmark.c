#include "map/landmark.h"

#include <math.h>
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
    return (struct landmarks){.map = map,
                              .route = route,
                              .trail = trail,
                              .target = venue_place_find(map->venue, route->to.id)};
}

/* The destination, the start, the lift one takes, and what was named before. */
static bool is_spent(const struct landmarks *marks, int index)
{
    const struct venue *venue = marks->map->venue;
    const struct venue_place *place = &venue->places[index],
                             *target = &venue->places[marks->target];
    int group = place->unit >= 0 ? venue->unit_group[place->unit] : -1;
    for (size_t i = 0; i < marks->named_count; i++)
        if (marks->named[i] == index)
            return true;
    for (size_t i = 0; group >= 0 && i < marks->trail->link_count; i++)
        if (marks->trail->links[i].group == group)
            return true;
    return index == marks->target || !strcmp(place->name.zh, marks->route->to.name_zh) ||
           !strcmp(place->id, marks->route->from.id) ||
           (place->unit >= 0 && place->unit == target->unit &&
            !unit_is_walkable(&venue->units[place->unit]));
}

struct looking { /* along one piece of the way */
    struct landmarks *marks;
    struct map_point from, to;
    double length, best;
    int found;
    enum way side;
};

/* A place that is seen at that point of the piece. */
static void consider(struct looking *l, int index, struct map_point at)
{
    const struct venue_place *place = &l->marks->map->venue->places[index];
    int notice = salience(place);
    double t, distance = segment_distance(at, l->from, l->to, &t);
    if (!notice || (notice >= ORDINARY && l->length < PLAIN_M) || distance > NEAR_M ||
        t * l->length < BEGIN_M || t > 1 - 0.5 / l->length || is_spent(l->marks, index))
        return;
    /* of equals the nearer, then the later one */
    double score = notice * 100 + distance * 4 - t * l->length;
    if (score > l->best || (score >= l->best && index > l->found))
        return;
    double right =
        (at.x - l->from.x) * (l->to.y - l->from.y) - (at.y - l->from.y) * (l->to.x - l->from.x);
    l->best = score;
    l->found = index;
    l->side = distance < 0.7 ? WAY_AHEAD : right > 0 ? WAY_RIGHT : WAY_LEFT;
}

/* What stands in an open area one walks through, and what lies behind its doors. */
static void look_round(struct looking *l, int unit)
{
    const struct venue *venue = l->marks->map->venue;
    const struct lists *places = &venue->unit_places, *doors = &venue->unit_openings;
    if (venue->units[unit].kind == UNIT_WALK)
        for (int k = places->first[unit]; k < places->first[unit + 1]; k++)
            consider(l, places->items[k], venue->places[places->items[k]].at);
    for (int k = doors->first[unit]; k < doors->first[unit + 1]; k++) {
        const struct venue_opening *o = &venue->openings[doors->items[k]];
        if (o->unit_count != 2 || o->denied)
            continue;
        int behind = o->units[0] == unit ? o->units[1] : o->units[0];
        if (unit_is_walkable(&venue->units[behind]))
            continue;
        for (int i = places->first[behind]; i < places->first[behind + 1]; i++)
            consider(l, places->items[i], o->middle);
    }
}

int landmark_pick(struct landmarks *landmarks, const struct trail_run *run, struct map_point from,
                  struct map_point to, enum way *side)
{
    struct looking l = {.marks = landmarks,
                        .from = from,
                        .to = to,
                        .length = point_distance(from, to),
                        .best = HUGE_VAL,
                        .found = -1,
                        .side = WAY_AHEAD};
    for (size_t i = 0; l.length >= LEAST_M && i < run->unit_count; i++) {
        bool again = false;
        for (size_t k = 0; k < i && !again; k++)
            again = run->units[k] == run->units[i];
        if (!again)
            look_round(&l, run->units[i]);
    }
    *side = l.side;
    if (l.found >= 0 && landmarks->named_count < sizeof landmarks->named / sizeof(int))
        landmarks->named[landmarks->named_count++] = l.found;
    return l.found;
}
