#include "map/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define RADIANS (3.14159265358979323846 / 180)
#define SCALE_MAX 22.0 /* pixels a metre: no closer than this */
#define MARGIN_PX 90.0 /* round what must be seen */
#define AROUND_M 18.0  /* shown around the start when there is no route */
#define CASING 32.0

struct map_point view_pixel(const struct view *v, struct map_point p)
{
    double dx = p.x - v->centre.x, dy = p.y - v->centre.y;
    return (struct map_point){v->options->width / 2.0 + v->scale * (dx * v->cos - dy * v->sin),
                              v->options->height / 2.0 - v->scale * (dx * v->sin + dy * v->cos)};
}

struct map_point view_metres(const struct view *v, struct map_point pixel)
{
    double right = (pixel.x - v->options->width / 2.0) / v->scale;
    double up = (v->options->height / 2.0 - pixel.y) / v->scale;
    return (struct map_point){v->centre.x + right * v->cos + up * v->sin,
                              v->centre.y - right * v->sin + up * v->cos};
}

/* East and north turned into right and up, still metres from the origin. */
static struct map_point turned(const struct view *v, struct map_point p)
{
    return (struct map_point){p.x * v->cos - p.y * v->sin, p.x * v->sin + p.y * v->cos};
}

static void add_shape(const struct view *v, struct bounds *b, const struct shape *shape)
{
    for (size_t r = 0; r < shape->ring_count; r++)
        for (size_t i = 0; i < shape->rings[r].count; i++)
            bounds_add(b, turned(v, shape->rings[r].points[i]));
}

bool view_on_floor(const struct view *v, int level)
{
    return level >= 0 && v->map->venue->levels[level].ordinal == v->ordinal;
}

static struct bounds floor_bounds(const struct view *v)
{
    const struct venue *venue = v->map->venue;
    bool outdoor = venue->levels[v->options->level].outdoor;
    struct bounds b = bounds_empty();
    for (size_t i = 0; i < venue->unit_count; i++) {
        int level = venue->units[i].level;
        if (level == v->options->level || (outdoor && view_on_floor(v, level)))
            add_shape(v, &b, &venue->units[i].shape);
    }
    return b;
}

/* The legs on this level, else on this floor, with the target's room; else what is around the
 * start. */
static bool wanted_bounds(const struct view *v, struct bounds *b)
{
    const struct map_route *route = v->options->route;
    *b = bounds_empty();
    for (int pass = 0; pass < 2 && b->x1 < b->x0; pass++)
        for (size_t i = 0; route && i < route->leg_count; i++) {
            const struct map_leg *leg = &route->legs[i];
            if (pass ? !view_on_floor(v, leg->level) : leg->level != v->options->level)
                continue;
            for (size_t k = 0; k < leg->count; k++)
                bounds_add(b, turned(v, leg->points[k]));
        }
    if (b->x1 >= b->x0) {
        if (v->target_unit >= 0 && v->map->venue->units[v->target_unit].level == v->options->level)
            add_shape(v, b, &v->map->venue->units[v->target_unit].shape);
        return true;
    }
    if (!v->options->you || v->options->you->level != v->options->level)
        return false;
    struct map_point at = turned(v, v->options->you->at);
    *b = (struct bounds){at.x - AROUND_M, at.y - AROUND_M, at.x + AROUND_M, at.y + AROUND_M};
    return true;
}

static double fit(const struct view *v, const struct bounds *b, double margin)
{
    double w = fmax(b->x1 - b->x0, 0.1), h = fmax(b->y1 - b->y0, 0.1);
    return fmin((v->options->width - 2 * margin) / w, (v->options->height - 2 * margin) / h);
}

/* Keeps the window over the floor where the floor is larger than the window. */
static double keep_over(double centre, double half, double low, double high)
{
    if (high - low <= 2 * half)
        return (low + high) / 2;
    return fmin(fmax(centre, low + half), high - half);
}

static void choose_window(struct view *v)
{
    struct bounds floor = floor_bounds(v), wanted;
    double whole = fit(v, &floor, 24);
    bool part = !v->options->whole_floor && wanted_bounds(v, &wanted);
    double margin = fmin(MARGIN_PX * v->s, 0.22 * fmin(v->options->width, v->options->height));
    v->scale = part ? fmin(fmax(fit(v, &wanted, margin), whole), SCALE_MAX * v->s) : whole;
    double x = (floor.x0 + floor.x1) / 2, y = (floor.y0 + floor.y1) / 2;
    if (part) {
        double half_w = v->options->width / 2.0 / v->scale,
               half_h = v->options->height / 2.0 / v->scale;
        double edge = 24 / v->scale;
        x = (wanted.x0 + wanted.x1) / 2;
        y = (wanted.y0 + wanted.y1) / 2;
        double kept_x = keep_over(x, half_w, floor.x0 - edge, floor.x1 + edge);
        double kept_y = keep_over(y, half_h, floor.y0 - edge, floor.y1 + edge);
        /* but never so far that something wanted leaves the picture */
        double room_x = fmax(0, half_w - (wanted.x1 - wanted.x0) / 2 - margin / v->scale);
        double room_y = fmax(0, half_h - (wanted.y1 - wanted.y0) / 2 - margin / v->scale);
        x = fmin(fmax(kept_x, x - room_x), x + room_x);
        y = fmin(fmax(kept_y, y - room_y), y + room_y);
    }
    v->centre = (struct map_point){x * v->cos + y * v->sin, -x * v->sin + y * v->cos};
}

static void find_target(struct view *v)
{
    const struct map_route *route = v->options->route;
    const struct venue *venue = v->map->venue;
    v->target_unit = -1;
    for (size_t i = 0; route && i < route->leg_count; i++) {
        const struct map_leg *leg = &route->legs[i];
        bool last = i + 1 == route->leg_count;
        if (!view_on_floor(v, leg->level) || !leg->count)
            continue;
        struct map_point end = leg->points[leg->count - 1];
        int unit = venue_unit_at(venue, leg->level, end, false);
        int place = last ? venue_place_find(venue, route->to.id) : -1;
        if (place >= 0 && venue->places[place].unit >= 0)
            unit = venue->places[place].unit;
        bool room = unit >= 0 && !unit_is_walkable(&venue->units[unit]);
        bool area = last && unit >= 0 && !strcmp(venue->units[unit].category, "waitingroom");
        if ((!room && !last) || (v->target_unit >= 0 && leg->level != v->options->level))
            continue;
        v->target_unit = room || area ? unit : -1;
        v->target_open = !room && !area;
        v->target = end;
    }
}

static void take_lines(struct view *v)
{
    const struct map_route *route = v->options->route;
    for (size_t i = 0; route && i < route->leg_count && v->line_count < VIEW_LEGS; i++) {
        const struct map_leg *leg = &route->legs[i];
        if (!view_on_floor(v, leg->level) || leg->count < 2)
            continue;
        struct view_line *line = &v->lines[v->line_count++];
        line->points = malloc(leg->count * sizeof *line->points);
        if (!line->points)
            abort();
        line->level = leg->level;
        memcpy(line->points, leg->points, leg->count * sizeof *line->points);
        line->count = line_simplify(line->points, leg->count, 0.15);
        for (size_t k = 0; k < line->count; k++)
            line->points[k] = view_pixel(v, line->points[k]);
    }
}

/* The first corner that the route and the wedge leave free, the upper right one first. */
static void place_north(struct view *v)
{
    double w = 44 * v->s, h = 70 * v->s + v->em * 1.3, pad = 14;
    double right = v->options->width - pad - w / 2, left = pad + w / 2;
    double top = pad + h / 2, bottom = v->options->height - pad - h / 2;
    const struct view_box corners[] = {
        {right, top, w, h}, {left, top, w, h}, {right, bottom, w, h}, {left, bottom, w, h}};
    for (size_t i = 0; i < sizeof corners / sizeof corners[0] && !v->has_north; i++) {
        struct view_box wedge = {v->you.x, v->you.y, 90 * v->s, 90 * v->s};
        if (view_box_meets_route(v, &corners[i]) ||
            (v->has_you && box_overlaps(&corners[i], &wedge)))
            continue;
        v->north = corners[i];
        v->has_north = true;
    }
}

bool view_make(const struct map *map, const struct map_view_options *options, struct view *out)
{
    *out = (struct view){.map = map, .options = options};
    if (options->level < 0 || (size_t)options->level >= map->venue->level_count ||
        options->width < 40 || options->height < 40 || options->width > 8192 ||
        options->height > 8192)
        return false;
    double bearing = isfinite(options->bearing) ? options->bearing : 0;
    out->ordinal = map->venue->levels[options->level].ordinal;
    out->s = options->scale > 0 ? options->scale : 1;
    out->em = options->text_px > 0 ? options->text_px : 28;
    out->cos = cos(bearing * RADIANS);
    out->sin = sin(bearing * RADIANS);
    find_target(out);
    choose_window(out);
    out->has_you =
        options->you && options->you->node >= 0 && view_on_floor(out, options->you->level);
    if (out->has_you) {
        out->you = view_pixel(out, options->you->at);
        out->you_angle = options->you->has_bearing ? options->you->bearing - bearing : 0;
    }
    take_lines(out);
    place_north(out);
    return true;
}

void view_clear(struct view *view)
{
    for (size_t i = 0; i < view->line_count; i++)
        free(view->lines[i].points);
    view->line_count = 0;
}

bool view_shows(const struct view *v, const struct bounds *b)
{
    struct map_point middle =
        view_pixel(v, (struct map_point){(b->x0 + b->x1) / 2, (b->y0 + b->y1) / 2});
    double reach = hypot(b->x1 - b->x0, b->y1 - b->y0) / 2 * v->scale + 40;
    return middle.x > -reach && middle.y > -reach && middle.x < v->options->width + reach &&
           middle.y < v->options->height + reach;
}

bool box_overlaps(const struct view_box *a, const struct view_box *b)
{
    return fabs(a->x - b->x) * 2 < a->w + b->w && fabs(a->y - b->y) * 2 < a->h + b->h;
}

bool box_meets_segment(const struct view_box *box, struct map_point a, struct map_point b,
                       double margin)
{
    double x0 = box->x - box->w / 2, x1 = box->x + box->w / 2, y0 = box->y - box->h / 2,
           y1 = box->y + box->h / 2;
    struct map_point corner[4] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    if (a.x > x0 && a.x < x1 && a.y > y0 && a.y < y1)
        return true;
    for (int i = 0; i < 4; i++)
        if (segment_to_segment(a, b, corner[i], corner[(i + 1) % 4]) < margin)
            return true;
    return false;
}

bool view_box_meets_route(const struct view *v, const struct view_box *box)
{
    for (size_t l = 0; l < v->line_count; l++)
        for (size_t i = 1; i < v->lines[l].count; i++)
            if (box_meets_segment(box, v->lines[l].points[i - 1], v->lines[l].points[i],
                                  CASING / 2 * v->s))
                return true;
    return false;
}

bool view_box_inside(const struct view *v, const struct view_box *box, double margin)
{
    return box->x - box->w / 2 >= margin && box->x + box->w / 2 <= v->options->width - margin &&
           box->y - box->h / 2 >= margin && box->y + box->h / 2 <= v->options->height - margin;
}

bool view_is_landmark(const struct view *v, int unit)
{
    const struct map_route *route = v->options->route;
    for (size_t i = 0; route && i < route->step_count; i++) {
        int place = *route->steps[i].landmark
                        ? venue_place_find(v->map->venue, route->steps[i].landmark)
                        : -1;
        if (place >= 0 && v->map->venue->places[place].unit == unit)
            return true;
    }
    return false;
}

double view_text_width(const struct view *v, const char *text)
{
    double em = 0;
    if (v->options->measure)
        return v->options->measure(v->options->measure_ctx, text, v->em);
    while (*text) {
        uint32_t code = text_next(&text);
        em += code >= 0x2E80                                             ? 1.0
              : code == 'm' || code == 'w' || code == 'M' || code == 'W' ? 0.9
              : code == ' '                                              ? 0.28
                                                                         : 0.6;
    }
    return em * v->em;
}
