#include "map/arrival.h"

#include <math.h>

#define BESIDE_M 4.5  /* doors farther from the line belong to something else */
#define REACH_M 3.0   /* the line ends so near to its door */
#define SAME_M 1.0    /* nearer than that it is the same place */
#define LEAST_M 6.0   /* a shorter piece: one sees it all at once */
#define OTHER_M 2.0   /* the other side of the passage is looked at less */
#define BEYOND_M 15.0 /* what comes later says nothing any more */

struct looking {
    const struct venue *venue;
    struct map_point from, to;
    double ux, uy, length;
};

static double along(const struct looking *l, struct map_point p)
{
    return (p.x - l->from.x) * l->ux + (p.y - l->from.y) * l->uy;
}

/* Metres to the right of the line; negative = left. */
static double right_of(const struct looking *l, struct map_point p)
{
    return (p.x - l->from.x) * l->uy - (p.y - l->from.y) * l->ux;
}

/* The opening of the destination's room that the way ends at; -1. */
static int last_door(const struct looking *l, int unit)
{
    const struct lists *doors = &l->venue->unit_openings;
    double best = REACH_M;
    int found = -1;
    for (int k = doors->first[unit]; k < doors->first[unit + 1]; k++) {
        const struct venue_opening *o = &l->venue->openings[doors->items[k]];
        double away = point_distance(o->middle, l->to);
        if (o->unit_count != 2 || away >= best)
            continue;
        best = away;
        found = doors->items[k];
    }
    return found;
}

/* The room behind a door of the passage; -1 for lifts, stairs and other passages. */
static int behind(const struct looking *l, const struct venue_opening *o, int passage)
{
    int unit = o->unit_count == 2 ? (o->units[0] == passage ? o->units[1] : o->units[0]) : -1;
    if (unit < 0 || unit_is_walkable(&l->venue->units[unit]) ||
        unit_is_vertical(&l->venue->units[unit]))
        return -1;
    return unit;
}

static struct name called(const struct venue *venue, int unit)
{
    const struct lists *places = &venue->unit_places;
    struct name name = {"", ""};
    for (int k = places->first[unit]; k < places->first[unit + 1] && !*name.zh; k++) {
        const struct venue_place *place = &venue->places[places->items[k]];
        name = *place->sign ? (struct name){place->sign, place->sign} : place->name;
    }
    return name;
}

struct arrival arrival_look(const struct map *map, int place, enum way side, struct map_point from,
                            struct map_point door)
{
    struct arrival out = {0, {"", ""}};
    struct looking l = {
        .venue = map->venue, .from = from, .to = door, .length = point_distance(from, door)};
    int unit = map->venue->places[place].unit;
    if (unit < 0 || unit_is_walkable(&l.venue->units[unit]) || l.length < LEAST_M ||
        (side != WAY_LEFT && side != WAY_RIGHT))
        return out;
    int last = last_door(&l, unit);
    if (last < 0)
        return out;
    const struct venue_opening *own = &l.venue->openings[last];
    int passage = own->units[0] == unit ? own->units[1] : own->units[0];
    l.ux = (door.x - from.x) / l.length;
    l.uy = (door.y - from.y) / l.length;
    double here = along(&l, own->middle), next = here + BEYOND_M;
    int before = 0;
    bool sure = !own->made_up;
    const struct lists *doors = &l.venue->unit_openings;
    for (int k = doors->first[passage]; k < doors->first[passage + 1]; k++) {
        const struct venue_opening *o = &l.venue->openings[doors->items[k]];
        double at = along(&l, o->middle), off = right_of(&l, o->middle);
        int room = behind(&l, o, passage);
        if (doors->items[k] == last || room < 0 || fabs(off) > BESIDE_M)
            continue;
        if (at > 0.5 && at < here - 0.3 && (off > 0) == (side == WAY_RIGHT)) {
            before++;
            sure = sure && !o->made_up;
        }
        double late = at + ((off > 0) == (side == WAY_RIGHT) ? 0 : OTHER_M);
        if (at > here + SAME_M && late < next && room != unit && *called(l.venue, room).zh) {
            next = late;
            out.beyond = called(l.venue, room);
        }
    }
    out.door = sure && before < DOORS_MAX ? before + 1 : 0;
    return out;
}
