/* The building and the way through it, as the screens see them.
 *
 * A `struct map` is read once from an IMDF 1.0.0 directory (OGC 20-094, plus the extension
 * `imdf:extension:foyer:wayfinding#1.0.0`) and never changes after that: any thread may ask it
 * anything. Reading takes tens of milliseconds, so do it on a worker thread after the first pixels.
 *
 * Lengths are metres, times seconds, angles degrees clockwise from true north. Points are metres
 * east (x) and north (y) of the venue's first corner. A level is an index below map_level_count();
 * levels of several buildings may be the same floor (equal ordinal) and are then drawn together.
 * Text comes in two languages; `en` chooses.
 *
 * Place ids: the value of the feature's first `fhir` identifier ("cardiology-waiting"), else its
 * `ref` (what the wall sign says), else its feature id. An id stays the same across languages and
 * re-issues of the map.
 *
 * In sentences the landmark, lift or sign to look for stands between MAP_BOLD_ON and MAP_BOLD_OFF.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define MAP_SUM_SIZE 20
#define MAP_ID_SIZE 64
#define MAP_NAME_SIZE 96
#define MAP_SIGN_SIZE 40
#define MAP_STEP_SIZE 288
#define MAP_QR_BYTES 330 /* libqrencode level M then stays within 61 modules */
#define MAP_BOLD_ON '\x0e'
#define MAP_BOLD_OFF '\x0f'

struct map;

struct map_point {
    double x, y;
};

/* --- what was wrong with the files
 * ------------------------------------------------------------------------------- */

enum map_severity {
    MAP_NOTE,   /* worked round, nothing lost */
    MAP_DEFECT, /* something of the building is missing or guessed */
    MAP_REFUSED /* the map cannot be used */
};

struct map_defect {
    enum map_severity severity;
    char feature[MAP_ID_SIZE]; /* feature id; empty for a whole file */
    char zh[192], en[192];
};

struct map_report {
    struct map_defect *items;
    size_t count, capacity;
    size_t left_out; /* beyond MAP_REPORT_MAX */
};
#define MAP_REPORT_MAX 5000

void map_report_clear(struct map_report *report); /* frees the items; {0} is an empty report */

/* An IMDF directory or ZIP. NULL when it holds no usable map; `report` (may be NULL) then says why.
 * Free with map_free. */
struct map *map_load(const char *path, struct map_report *report);
void map_free(struct map *map); /* accepts NULL */

/* A short text that changes when the building at `path` does; false when there is none. */
bool map_sum(const char *path, char out[MAP_SUM_SIZE]);

/* The map as bytes for the store, and back in milliseconds: nothing is meshed again. map_pack's
 * are malloc'ed. map_unpack gives NULL for bytes that are damaged or of another version: the
 * building has to be imported again then. */
unsigned char *map_pack(const struct map *map, size_t *size);
struct map *map_unpack(unsigned char *bytes, size_t size);

/* --- places
 * ------------------------------------------------------------------------------------------------------
 */

enum map_category {
    MAP_ANY, /* not one of these */
    MAP_TOILET,
    MAP_TOILET_ACCESSIBLE,
    MAP_LIFT,
    MAP_STAIRS,
    MAP_PHARMACY,
    MAP_CASHIER,
    MAP_LABORATORY,
    MAP_EXIT,
    MAP_PARKING,
    MAP_BUS,
    MAP_INFORMATION,
    MAP_CATEGORY_COUNT
};

enum map_access { MAP_ACCESS_UNKNOWN, MAP_ACCESS_YES, MAP_ACCESS_NO };

struct map_place {
    char id[MAP_ID_SIZE];
    char feature[MAP_ID_SIZE]; /* the IMDF feature id */
    char name_zh[MAP_NAME_SIZE], name_en[MAP_NAME_SIZE];
    int level;
    char level_zh[MAP_NAME_SIZE], level_en[MAP_NAME_SIZE]; /* "3 楼", "Floor 3" */
    char area_zh[MAP_NAME_SIZE],
        area_en[MAP_NAME_SIZE]; /* the section it is in, "B 区"; may be empty */
    char building_zh[MAP_NAME_SIZE], building_en[MAP_NAME_SIZE]; /* may be empty (outdoors) */
    char sign[MAP_SIGN_SIZE]; /* what the wall says, letter for letter; may be empty */
    enum map_category category;
    enum map_access accessible;
    struct map_point at;
};

struct map_start {
    int node; /* of the graph; -1 = not a start */
    int level;
    struct map_point at;
    double bearing; /* which way the person in front of the screen looks */
    bool has_bearing;
    char id[MAP_ID_SIZE];
    char name_zh[MAP_NAME_SIZE], name_en[MAP_NAME_SIZE];
};

/* The kiosk of that feature id, place id, `ref` or name; the first kiosk when NULL or empty. False
 * leaves *out zeroed. */
bool map_kiosk(const struct map *map, const char *kiosk, struct map_start *out);
size_t map_kiosk_count(const struct map *map);
bool map_kiosk_at(const struct map *map, size_t index, struct map_start *out);

struct map_stand { /* what a kiosk's config says about where it stands; zero = as the building's
                      files do */
    bool has_bearing, has_point;
    double bearing;
    double lon, lat;           /* of the screen, WGS 84 */
    char level[MAP_NAME_SIZE]; /* its id, or what the wall or the lift calls it; "" = the same */
};
/* In a building without any kiosk this is one. Before the map is shown to other threads. False, and
 * nothing changed: no such kiosk or level, or nobody can walk up to that point. */
bool map_stand(struct map *map, const char *kiosk, const struct map_stand *stand);
struct config; /* base/config.h */
/* The same as [station] map_kiosk, map_point, map_level and map_bearing say. */
bool map_stand_as(struct map *map, const struct config *config);

/* Any place as a start, with no bearing: for `foyerctl route` and for guide staff. */
bool map_start_at_place(const struct map *map, const char *place_id, struct map_start *out);

/* Names, aliases, signs and room numbers, in both languages, case and spaces ignored; best first;
 * an empty query lists the named places in the order of the building. `en` only breaks ties.
 * Returns how many were written. */
size_t map_search(const struct map *map, const char *query, bool en, struct map_place *out,
                  size_t cap);

/* The places that a sentence speaks of by name or sign and that one can be led to, the longest name
 * first; names that several places have are left out. */
size_t map_named_in(const struct map *map, const char *text, struct map_place *out, size_t cap);

/* What the search needs is made at the first one (80 ms for 20,000 rooms), or by this on a thread
 * that nobody waits for. */
void map_prepare_search(const struct map *map);

/* All places of a category, in the order of the building. Accessible toilets are toilets too. */
size_t map_category(const struct map *map, enum map_category category, struct map_place *out,
                    size_t cap);

bool map_place_by_fhir(const struct map *map, const char *identifier,
                       struct map_place *out); /* "system|value" or value */
bool map_place_by_id(const struct map *map, const char *id,
                     struct map_place *out); /* place or feature id */

/* --- levels
 * ------------------------------------------------------------------------------------------------------
 */

struct map_level {
    int index, ordinal;
    bool outdoor;
    char name_zh[MAP_NAME_SIZE], name_en[MAP_NAME_SIZE]; /* as on the wall */
    char short_name[MAP_SIGN_SIZE];                      /* as on the lift's buttons */
    char building_zh[MAP_NAME_SIZE], building_en[MAP_NAME_SIZE];
};

size_t map_level_count(const struct map *map);
bool map_level(const struct map *map, int index, struct map_level *out);
/* WGS 84 and back, for what is stored outside the map. */
struct map_point map_from_lonlat(const struct map *map, double lon, double lat);
void map_to_lonlat(const struct map *map, struct map_point at, double *lon, double *lat);
int map_level_find(const struct map *map, const char *id); /* by that id; -1 */
/* Whether something here goes by that id and can be closed: a door, unit, lift, path or place. */
bool map_can_close(const struct map *map, const char *id);
const char *map_level_id(const struct map *map, int index); /* the IMDF feature id; "" */
const char *map_address(const struct map *map); /* as the building's files have it; may be "" */
void map_title(const struct map *map, char zh[MAP_NAME_SIZE],
               char en[MAP_NAME_SIZE]); /* the venue's name */
size_t map_building_count(const struct map *map);

/* --- the way
 * -----------------------------------------------------------------------------------------------------
 */

#define MAP_CLOSURES_MAX 64
#define MAP_AREA_MAX 32

struct map_closure { /* what guide staff shut; the caller passes on those that hold now */
    char id[MAP_ID_SIZE];
    char target[MAP_ID_SIZE];   /* feature id, place id or FHIR identifier; "" = the area */
    char level_id[MAP_ID_SIZE]; /* of the area: IMDF level */
    struct map_point area[MAP_AREA_MAX];
    size_t area_count;
    bool step_free_only; /* others may pass, e.g. an automatic door that must be pushed */
    char reason_zh[MAP_NAME_SIZE], reason_en[MAP_NAME_SIZE]; /* may be empty */
    int64_t until_ms;                                        /* wall clock; 0 = not known */
};

struct map_profile { /* zero = anybody who walks, nothing closed */
    bool step_free;  /* a hard filter: no stairs, steps or escalators, no door under the clear width
                      */
    bool avoid_escalators;
    double clear_width; /* metres a step-free door needs; 0 = 0.8 */
    const char *const
        *closed; /* feature or place ids: openings, units, lifts, stairs; closed for everybody */
    size_t closed_count;
    const struct map_closure *closures; /* at most MAP_CLOSURES_MAX count */
    size_t closure_count;
    int week_minute; /* 1 + minutes since Monday 00:00 local: doors with opening hours; 0 = hours
                        are not looked at */
};

struct closure; /* model/content.h */
/* A closure of the store in this map's metres. An area of more than MAP_AREA_MAX corners keeps the
 * first ones. */
void map_closure_of(const struct map *map, const struct closure *from, struct map_closure *out);

enum map_outcome {
    MAP_WAY,              /* there is a way */
    MAP_NO_WAY,           /* the place is not joined to the start at all */
    MAP_NO_WAY_STEP_FREE, /* there is one, but not without stairs */
    MAP_NO_WAY_CLOSED     /* there would be one, were `blocked_*` not closed */
};

enum map_step_kind {
    MAP_DEPART,
    MAP_PASS,
    MAP_TURN_LEFT,
    MAP_TURN_RIGHT,
    MAP_TURN_BACK,
    MAP_TAKE_LIFT,
    MAP_TAKE_STAIRS,
    MAP_TAKE_ESCALATOR,
    MAP_EXIT_LIFT, /* off the lift, stairs or escalator, on the new floor */
    MAP_ENTER_BUILDING,
    MAP_OUTDOOR,
    MAP_ARRIVE,
    MAP_STEP_KIND_COUNT
};

struct map_step {
    enum map_step_kind kind;
    char zh[MAP_STEP_SIZE], en[MAP_STEP_SIZE];
    char brief_zh[128], brief_en[128]; /* without landmarks and metres, for the QR code */
    char landmark[MAP_ID_SIZE];        /* the place it names; may be empty */
    const char
        *icon; /* a name in assets/icons: straight turnl turnr undo lift stairs door leave flag */
    int level;
    struct map_point at; /* where its numbered disc stands */
    int metres;          /* walked in this step, rounded; 0 = not worth saying */
};

struct map_leg { /* one level of the way, in walking order */
    int level;
    struct map_point *points;
    size_t count;
};

struct map_route {
    enum map_outcome outcome; /* anything but MAP_WAY: no steps, no legs */
    bool way_with_stairs; /* without step_free there would be a way: offer it, labelled, only when
                             asked */
    bool unconfirmed;     /* step-free, but a door or ramp on it is not confirmed as accessible */
    /* What is closed on the best way: the reason for MAP_NO_WAY_CLOSED, or, with `detour`, why this
     * way is another one. Empty when nothing is. */
    char blocked_id[MAP_ID_SIZE], blocked_zh[MAP_NAME_SIZE], blocked_en[MAP_NAME_SIZE];
    bool detour, by_hours; /* by_hours: shut at this hour, not by anybody */
    char closure_id[MAP_ID_SIZE], reason_zh[MAP_NAME_SIZE], reason_en[MAP_NAME_SIZE];
    int64_t until_ms;
    double seconds, metres,
        cost; /* at 0.8 m/s, step-free 0.6; cost is what was minimised, in seconds */
    int minutes, shown_metres;                             /* rounded up; rounded to 5 or 10 */
    char title_zh[MAP_STEP_SIZE], title_en[MAP_STEP_SIZE]; /* "坐 1 号电梯到 3 楼" */
    bool title_takes; /* it says which lift or stairs to take */
    struct map_place to;
    struct map_start from;
    struct map_leg *legs;
    size_t leg_count;
    struct map_step *steps;
    size_t step_count;
    int *edges; /* of the graph, in order; for tests and tools */
    size_t edge_count;
};

/* ERR_NOT_FOUND: no such place, or `from` is not a start of this map; *out is zeroed. ERR_OK: look
 * at out->outcome; free with map_route_clear. Never falls back silently: no step-free way is an
 * outcome, not a route over the stairs. */
MUST_CHECK enum err map_route(const struct map *map, const struct map_start *from,
                              const char *place_id, const struct map_profile *profile,
                              struct map_route *out);
void map_route_clear(struct map_route *route);

/* The places of a category that can be reached, nearest first. */
size_t map_nearest(const struct map *map, const struct map_start *from, enum map_category category,
                   const struct map_profile *profile, struct map_place *out, size_t cap);

/* Places and rooms no way leads to, for the check; returns how many there are, writes at most
 * `cap`. */
size_t map_unreachable(const struct map *map, const struct map_start *from,
                       const struct map_profile *profile, struct map_place *out, size_t cap);

/* The steps as plain text for a QR code: no markers, no link, at most MAP_QR_BYTES bytes. Returns
 * the length. */
size_t map_route_text(const struct map_route *route, bool en, char out[MAP_QR_BYTES + 1]);

#define MAP_STRIP_LINES 3
/* The way in a few lines for a narrow paper: to the floor, round the last corners, how one knows
 * that one is there; from the steps, with markers. Returns how many lines; 0 when there is no way.
 */
size_t map_route_strip(const struct map_route *route, bool en,
                       char out[MAP_STRIP_LINES][MAP_STEP_SIZE]);

/* --- the picture
 * -------------------------------------------------------------------------------------------------
 */

struct map_colours { /* 0xRRGGBB */
    uint32_t walk, room, roomline, dest, destline, route, casing, onroute, you, cone, face, north,
        picked, closed;
};

struct map_camera { /* what of the floor is seen: the point in the middle, pixels a metre */
    struct map_point centre;
    double scale;
};

struct map_box { /* pixels */
    double x, y, w, h;
};

#define MAP_RESERVED_MAX 6

struct map_view_options {
    int level;
    int width, height;               /* pixels */
    double bearing;                  /* which way is up; take the kiosk's */
    const struct map_camera *camera; /* NULL = as map_camera_fit with MAP_FIT_WAY */
    const struct map_floor *floor;   /* of that level, kept by the caller; NULL = made anew */
    bool en;
    double text_px; /* em of the labels; 0 = 28 */
    double scale;   /* of strokes, discs and icons; 0 = 1 */
    struct map_colours colours;
    const struct map_route *route; /* may be NULL */
    double undrawn;              /* part of the route's line on this floor that is left out, 0..1 */
    int step;                    /* the selected step + 1; 0 = none */
    const struct map_start *you; /* may be NULL; drawn only on its own floor */
    const struct map_profile *profile; /* what is closed in it is shown as closed; may be NULL */
    const char *picked;                /* a place to outline; may be NULL */
    struct map_box reserved[MAP_RESERVED_MAX]; /* keys over the picture: nothing is written there */
    int reserved_count;
    double (*measure)(void *ctx, const char *text,
                      double em); /* width in pixels; NULL = an estimate */
    void *measure_ctx;
};

/* How far along the line on the floor of step `on` that step begins, 0..1; 1 when it is on another
 * floor or beyond the last. */
double map_step_part(const struct map *map, const struct map_route *route, int step, int on);

/* What is on one floor, found once: for pictures that move. */
struct map_floor *map_floor_new(const struct map *map, int level); /* NULL: no such level */
void map_floor_free(struct map_floor *floor);                      /* accepts NULL */
/* True while it still describes that floor of that map. */
bool map_floor_is(const struct map_floor *floor, const struct map *map, int level);

enum map_fit {
    MAP_FIT_WAY,  /* the route on this floor with its target, else what is around the start */
    MAP_FIT_STEP, /* what the selected step needs */
    MAP_FIT_FLOOR /* all of it */
};

/* False when the level or the size makes no sense. */
bool map_camera_fit(const struct map *map, const struct map_view_options *options,
                    enum map_fit what, struct map_camera *out);
/* Keeps the scale between the whole floor and arm's length, and the floor in the picture. */
void map_camera_keep(const struct map *map, const struct map_view_options *options,
                     struct map_camera *camera);
/* The camera after the finger moved the floor by so many pixels; after a zoom that leaves what is
 * at that pixel where it is. */
struct map_camera map_camera_moved(const struct map_view_options *options, struct map_camera camera,
                                   double dx, double dy);
struct map_camera map_camera_zoomed(const struct map_view_options *options,
                                    struct map_camera camera, double factor, double px, double py);

struct map_ring { /* `count` points from `first` */
    size_t first, count;
};

struct map_shape { /* `count` rings from `first`; non-zero rule */
    size_t first, count;
    uint32_t colour;
    double width; /* 0 = filled, else a stroke with round joins */
    bool open;    /* stroked as lines */
    uint8_t alpha;
};

struct map_picture { /* pixels of the view, painted in order */
    struct map_shape *shapes;
    struct map_ring *rings;
    struct map_point *points;
    size_t shape_count, shape_capacity, ring_count, ring_capacity, point_count, point_capacity;
};

/* The floor that `level` is on, turned so that `bearing` is up. Free with map_picture_clear; one
 * that was cleared or used before may be used again. False when the level or the size makes no
 * sense. */
bool map_picture(const struct map *map, const struct map_view_options *options,
                 struct map_picture *out);
void map_picture_clear(struct map_picture *picture);

enum map_label_kind {
    MAP_LABEL_ROOM,   /* text, upright, centred */
    MAP_LABEL_ICON,   /* icon 56, with text below it or none */
    MAP_LABEL_TARGET, /* like ROOM or ICON, in the target's box */
    MAP_LABEL_DISC,   /* the number of a step */
    MAP_LABEL_YOU,    /* the "you are here" pill */
    MAP_LABEL_NORTH   /* the letter below the north arrow */
};

struct map_label {
    enum map_label_kind kind;
    double x, y, w, h;        /* centre and size, pixels */
    char text[MAP_NAME_SIZE]; /* at most two lines, parted by \n */
    const char
        *icon; /* a name in assets/icons, or NULL; drawn at the top of the box, text below it */
    double icon_px; /* its size */
    int number;     /* of a disc, from 1 */
    bool chosen;    /* the disc of the selected step */
    bool closed;    /* crossed out; the text says so */
    char place[MAP_ID_SIZE];
};

/* What is written over the picture; nothing overlaps anything else, the route or the wedge. Returns
 * how many. */
size_t map_labels(const struct map *map, const struct map_view_options *options,
                  struct map_label *out, size_t cap);
/* The same in two halves, for pictures that move: what belongs to the floor, in and around the
 * picture, as long as only the camera's centre changes; and what of it can be seen from there. */
size_t map_labels_lay(const struct map *map, const struct map_view_options *options,
                      struct map_label *out, size_t cap);
size_t map_labels_show(const struct map *map, const struct map_view_options *options,
                       const struct map_camera *laid_for, const struct map_label *laid,
                       size_t laid_count, struct map_label *out, size_t cap);

/* The place drawn at that pixel; false on corridors and outside. */
bool map_place_at(const struct map *map, const struct map_view_options *options, double px,
                  double py, struct map_place *out);
/* Something that can be closed, and what to call it: a door, corridor, room, lift or stairs. */
struct map_thing {
    char feature[MAP_ID_SIZE];
    char name_zh[MAP_NAME_SIZE], name_en[MAP_NAME_SIZE];
    bool door;
};
/* What is drawn at that pixel, walkable or not: a door within a finger's width first, then the
 * unit. False outside. */
bool map_thing_at(const struct map *map, const struct map_view_options *options, double px,
                  double py, struct map_thing *out);
/* By its feature or place id. */
bool map_thing_by_id(const struct map *map, const char *id, struct map_thing *out);
