/* Where things are on the picture: the turn to heads-up, the camera, and the places of what is
 * drawn on top. picture.c and labels.c both start from the same view, so picture and words agree.
 * Pixels, y down. Nobody outside map/ includes it.
 */
#pragma once

#include "map/floor.h"

#define VIEW_LEGS 16
#define VIEW_MARKS 24

struct view_box {
    double x, y, w, h; /* centre and size */
};

struct view_line { /* a leg in pixels */
    struct map_point *points;
    size_t count;
    int level;
    struct view_box box; /* of all of it */
};

struct view {
    const struct map *map;
    const struct map_view_options *options;
    const struct map_floor *floor;
    struct map_floor *own_floor; /* when the caller keeps none */
    int ordinal;
    double scale, cos, sin;  /* pixels a metre; the turn */
    struct map_point centre; /* of the map, at the middle of the picture */
    double s;                /* of strokes and discs */
    double em;
    struct view_line lines[VIEW_LEGS];
    size_t line_count;
    bool has_you;
    struct map_point you; /* pixels */
    double you_angle;     /* degrees clockwise from up: where the person looks */
    int target_unit;      /* boxed; -1 = none */
    bool target_open;     /* an open area: marked by a spot instead */
    struct map_point target;
    int picked_unit;           /* outlined; -1 = none */
    int picked_opening;        /* marked; -1 = none */
    int landmarks[VIEW_MARKS]; /* units that the steps name */
    size_t landmark_count;
    unsigned char *closed; /* of each feature, from the profile; NULL = nothing is */
    struct route_query query;
    struct view_box north;
    bool has_north;
};

/* False when the level or the size makes no sense. */
bool view_make(const struct map *map, const struct map_view_options *options, struct view *out);
void view_clear(struct view *view);

struct map_point view_pixel(const struct view *view, struct map_point metres);
struct map_point view_metres(const struct view *view, struct map_point pixel);
/* Some of it may be within `margin` px of the picture. */
bool view_shows(const struct view *view, const struct bounds *bounds, double margin);
bool view_on_floor(const struct view *view, int level);
bool view_unit_closed(const struct view *view, int unit); /* itself, or its lift on another floor */
bool view_feature_closed(const struct view *view, const char *feature_id);
/* What closed either of them; NULL = not known, or by hours. */
const struct map_closure *view_closure(const struct view *view, int unit, const char *feature_id);
bool box_overlaps(const struct view_box *a, const struct view_box *b);
bool box_meets_segment(const struct view_box *box, struct map_point a, struct map_point b,
                       double margin);
bool view_box_meets_route(const struct view *view, const struct view_box *box);
bool view_box_inside(const struct view *view, const struct view_box *box, double margin);
bool view_is_landmark(const struct view *view,
                      int unit); /* a step of the route names something in this unit */
double view_text_width(const struct view *view, const char *text);

/* The unit drawn at that pixel; false outside (labels.c). */
bool view_unit_under(const struct map *map, const struct map_view_options *options, double px,
                     double py, int *unit);

/* ---- camera.c ---- */
void view_fit(struct view *view, enum map_fit what); /* sets scale and centre */
void view_keep(struct view *view);                   /* as map_camera_keep */
