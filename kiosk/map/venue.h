/* The building as a model: levels, units, openings, kiosks, places, links between floors. Made from
 * an IMDF directory (venue_load), immutable afterwards; text and points belong to its pool.
 * References are indexes, -1 = none. Every feature has one number, its index in `features`:
 * closures are sets of those numbers.
 */
#pragma once

#include "map/geometry.h"
#include "map/hours.h"
#include "map/imdf.h"
#include "map/shape.h"

enum unit_kind {
    UNIT_ROOM, /* a leaf: led to, never through */
    UNIT_WALK,
    UNIT_RAMP,
    UNIT_STEPS, /* a few steps on one level */
    UNIT_LIFT,
    UNIT_STAIRS,
    UNIT_ESCALATOR,
    UNIT_SOLID /* walls, voids: neither walked nor led to */
};

struct name {
    const char *zh, *en; /* never NULL; both set or both empty */
};

struct venue_feature {
    const char *id;
    enum imdf_type type;
    int index; /* in the array of its type, -1 where we keep none */
};

struct venue_building {
    struct name name;
};

struct venue_level {
    const char *id;
    struct name name;
    const char *short_name, *button; /* the wall's short form; what the lift's button says */
    int ordinal, building;
    bool outdoor;
    struct shape shape;
};

struct venue_unit {
    const char *id, *category, *sign;
    struct name name, alias;
    enum unit_kind kind;
    bool denied;    /* not for visitors, or out of service */
    bool crossable; /* a room that is the only way into another room */
    enum map_access accessible;
    int level, feature, rank;
    double wait_s, s_per_floor;
    struct shape shape;
    struct bounds bounds;
    struct map_point middle; /* display_point, or a point well inside */
    bool has_place;          /* some place leads here */
};

struct venue_opening {
    const char *id, *category;
    struct name name;
    int level, feature;
    struct map_point a, b, middle;
    double width; /* clear width if given, else the line's length */
    bool width_confirmed, denied, step, made_up;
    enum map_access accessible;
    int units[2], unit_count;
    int one_way_from; /* the unit it may be entered from, -1 = both ways */
};

enum place_source {
    PLACE_OCCUPANT,
    PLACE_AMENITY,
    PLACE_KIOSK,
    PLACE_SECTION,
    PLACE_UNIT,
    PLACE_OPENING
};

struct venue_place {
    const char *id, *feature_id, *sign;
    struct name name, alias, unit_name;
    enum place_source source;
    enum map_category category;
    enum map_access accessible;
    int feature, level, unit, section, opening, rank; /* unit -1 = outdoors or nowhere */
    struct map_point at;
};

struct venue_kiosk {
    const char *id, *sign;
    struct name name;
    int level, unit, feature, place;
    struct map_point at; /* where the person stands */
    double bearing;
    bool has_bearing;
    struct shape shape;
};

struct venue_section {
    struct name name;
    int level;
    struct shape shape;
};

struct venue_detail { /* drawn, nothing else */
    int level;
    struct shape shape; /* lines */
};

struct venue_fixture {
    int level;
    struct shape shape;
};

struct venue_path {
    int level, feature;
    struct map_point *points;
    size_t count;
    double slope, width; /* width: metres, 0 = not told */
    bool steps;
};

struct venue_pathnode {
    int level, feature;
    struct map_point at;
    int *neighbours; /* others of its floor */
    size_t neighbour_count;
    int opening, unit; /* what it leads to; -1 = what it lies at */
};

struct venue_link { /* one floor to another: joins two vertical units */
    int from, to;   /* units */
    int group;
    bool directed; /* from -> to only */
};

struct venue_group { /* a lift, stair or escalator through all its floors */
    enum unit_kind kind;
    struct name name;
    int feature; /* of its first unit; closing any member closes the group */
    double wait_s, s_per_floor;
    bool denied;
};

struct venue_key { /* what a place can be asked for by */
    const char *key;
    int place;
    size_t order;
};

struct venue_hours { /* of a door, unit, lift or path: shut outside them */
    int feature;
    const char *text;
};

struct lists { /* of each of a number of things, the indexes that belong to it */
    int *first, *items;
};

struct venue {
    struct pool pool;
    double lon, lat, per_lon, per_lat; /* of the local origin; metres a degree */
    struct name name;
    struct venue_feature *features;
    size_t feature_count;
    int *feature_order; /* by id, for venue_feature_find */
    struct venue_building *buildings;
    size_t building_count;
    struct venue_level *levels;
    size_t level_count;
    struct venue_unit *units;
    size_t unit_count;
    int *unit_group; /* of each unit, -1 */
    struct venue_opening *openings;
    size_t opening_count;
    struct venue_place *places;
    size_t place_count;
    struct venue_kiosk *kiosks;
    size_t kiosk_count;
    struct venue_section *sections;
    size_t section_count;
    struct venue_fixture *fixtures;
    size_t fixture_count;
    struct venue_detail *details;
    size_t detail_count;
    struct name address;
    struct venue_path *paths;
    size_t path_count;
    struct venue_pathnode *pathnodes;
    size_t pathnode_count;
    struct venue_link *links;
    size_t link_count;
    struct venue_group *groups;
    size_t group_count;
    struct venue_hours *hours;
    size_t hours_count;
    /* made from the rest: venue_index */
    struct lists level_units, unit_openings, unit_places;
    struct venue_key *keys; /* sorted */
    size_t key_count;
};

/* NULL when there is no usable level; `report` may be NULL. */
struct venue *venue_load(const char *path, struct geos *geos, struct map_report *report);
void venue_free(struct venue *venue);

/* Makes the lists of what there is by now; again after something was added. */
void venue_index(struct venue *venue);
int venue_feature_find(const struct venue *venue, const char *id); /* index in features, -1 */
int venue_level_find(const struct venue *venue, const char *id);   /* index in levels, -1 */
int venue_place_find(const struct venue *venue,
                     const char *id); /* place id, FHIR value, ref or feature id; -1 */
/* The unit of that level (or of its floor, `same_floor`) that holds the point; walkable ones first;
 * -1. */
int venue_unit_at(const struct venue *venue, int level, struct map_point at, bool same_floor);
#define KIOSK_FRONT_M 0.8 /* MAPS 1.4: where a person stands before the screen */
/* The walkable unit on its level that kiosk->at is in, else the nearest within reach, and then
 * moves kiosk->at there; -1 = none. Fills kiosk->unit. */
int venue_kiosk_unit(const struct venue *venue, struct venue_kiosk *kiosk);
int venue_section_at(const struct venue *venue, int level, struct map_point at);
bool venue_same_floor(const struct venue *venue, int level_a, int level_b);
bool unit_is_walkable(const struct venue_unit *unit);
bool unit_is_vertical(const struct venue_unit *unit);
void venue_place_copy(const struct venue *venue, int place, struct map_place *out);
