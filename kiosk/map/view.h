/* Where things are on the picture: the turn to heads-up, the scale, and the places of what is drawn
 * on top. svg.c and labels.c both start from the same view, so picture and words agree. Pixels, y
 * down. Nobody outside map/ includes it.
 */
#pragma once

#include "map/map_private.h"

#define VIEW_LINE_MAX 2048
#define VIEW_LEGS 16

struct view_box {
    double x, y, w, h; /* centre and size */
};

struct view_line { /* a leg in pixels */
    struct map_point *points;
    size_t count;
    int level;
};

struct view {
    const struct map *map;
    const struct map_view_options *options;
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
    struct view_box north;
    bool has_north;
};

/* False when the level or the size makes no sense. */
bool view_make(const struct map *map, const struct map_view_options *options, struct view *out);
void view_clear(struct view *view);

struct map_point view_pixel(const struct view *view, struct map_point metres);
struct map_point view_metres(const struct view *view, struct map_point pixel);
bool view_shows(const struct view *view,
                const struct bounds *bounds); /* some of it may be in the picture */
bool view_on_floor(const struct view *view, int level);
bool box_overlaps(const struct view_box *a, const struct view_box *b);
bool box_meets_segment(const struct view_box *box, struct map_point a, struct map_point b,
                       double margin);
bool view_box_meets_route(const struct view *view, const struct view_box *box);
bool view_box_inside(const struct view *view, const struct view_box *box, double margin);
bool view_is_landmark(const struct view *view,
                      int unit); /* a step of the route names something in this unit */
double view_text_width(const struct view *view, const char *text);
