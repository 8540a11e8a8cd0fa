/* What staff can close, found by a tap or by its id, and what to call it. */
#include <string.h>

#include "base/text.h"
#include "map/view.h"

#define FINGER_PX 30.0 /* a tap so near a door means the door, */
#define DOOR_PX 14.0   /* where it is drawn as wide as that */

static struct name kind_name(enum unit_kind kind)
{
    switch (kind) {
    case UNIT_LIFT:
        return (struct name){"电梯", "Lift"};
    case UNIT_STAIRS:
        return (struct name){"楼梯", "Stairs"};
    case UNIT_ESCALATOR:
        return (struct name){"扶梯", "Escalator"};
    case UNIT_RAMP:
        return (struct name){"坡道", "Ramp"};
    case UNIT_STEPS:
        return (struct name){"台阶", "Steps"};
    case UNIT_WALK:
        return (struct name){"走廊", "Corridor"};
    case UNIT_ROOM:
    case UNIT_SOLID:
        break;
    }
    return (struct name){"房间", "Room"};
}

/* Its own name, its lift's, its sign, else what kind of thing it is. */
static struct name unit_name(const struct venue *venue, int unit)
{
    const struct venue_unit *u = &venue->units[unit];
    int group = venue->unit_group[unit];
    if (group >= 0 && *venue->groups[group].name.zh)
        return venue->groups[group].name;
    if (*u->name.zh)
        return u->name;
    return *u->sign ? (struct name){u->sign, u->sign} : kind_name(u->kind);
}

static void fill(const char *id, struct name name, bool door, struct map_thing *out)
{
    *out = (struct map_thing){.door = door};
    text_copy(out->feature, sizeof out->feature, id);
    if (door) {
        text_format(out->name_zh, sizeof out->name_zh, "%s的门", name.zh);
        text_format(out->name_en, sizeof out->name_en, "Door of %s", name.en);
        return;
    }
    text_copy(out->name_zh, sizeof out->name_zh, name.zh);
    text_copy(out->name_en, sizeof out->name_en, name.en);
}

static void fill_unit(const struct venue *venue, int unit, struct map_thing *out)
{
    fill(venue->units[unit].id, unit_name(venue, unit), false, out);
}

/* Named for the room behind it, or the passage it leads out of. */
static void fill_door(const struct venue *venue, const struct venue_opening *o,
                      struct map_thing *out)
{
    int best = -1;
    if (*o->name.zh) {
        fill(o->id, o->name, false, out);
        out->door = true;
        return;
    }
    for (int i = 0; i < o->unit_count; i++)
        if (best < 0 || unit_is_walkable(&venue->units[best]))
            best = o->units[i];
    fill(o->id, best < 0 ? (struct name){"室外", "the outside"} : unit_name(venue, best), true,
         out);
}

bool map_thing_at(const struct map *map, const struct map_view_options *options, double px,
                  double py, struct map_thing *out)
{
    const struct venue *venue = map->venue;
    struct view v;
    double nearest = FINGER_PX;
    int door = -1, unit;
    *out = (struct map_thing){.feature = ""};
    if (!view_make(map, options, &v))
        return false;
    for (size_t i = 0; i < v.floor->opening_count; i++) {
        const struct venue_opening *o = &venue->openings[v.floor->openings[i]];
        double far = point_distance(view_pixel(&v, o->middle), (struct map_point){px, py});
        if (far < nearest && point_distance(o->a, o->b) * v.scale >= DOOR_PX && !o->made_up &&
            !o->denied && *o->id) {
            nearest = far;
            door = v.floor->openings[i];
        }
    }
    view_clear(&v);
    if (door >= 0)
        fill_door(venue, &venue->openings[door], out);
    else if (view_unit_under(map, options, px, py, &unit))
        fill_unit(venue, unit, out);
    return *out->feature;
}

bool map_thing_by_id(const struct map *map, const char *id, struct map_thing *out)
{
    const struct venue *venue = map->venue;
    int feature = route_closure_feature(venue, id),
        index = feature >= 0 ? venue->features[feature].index : -1,
        place = venue_place_find(venue, id);
    *out = (struct map_thing){.feature = ""};
    if (index >= 0 && venue->features[feature].type == IMDF_UNIT)
        fill_unit(venue, index, out);
    else if (index >= 0 && venue->features[feature].type == IMDF_OPENING)
        fill_door(venue, &venue->openings[index], out);
    else if (place >= 0)
        fill(venue->places[place].feature_id, venue->places[place].name, false, out);
    return *out->feature;
}
