/* What of the floor is seen: the whole way, one step, the whole floor, and what a finger makes of
 * it. */
#include "map/view.h"

#include <math.h>

#define SCALE_MAX 22.0 /* pixels a metre: no closer than this when chosen here */
#define SCALE_ARM 40.0 /* and by hand */
#define MARGIN_PX 90.0 /* round what must be seen */
#define AROUND_M 18.0  /* shown around the start when there is no route */
#define STEP_M 8.0     /* at least so much round a step */

/* East and north turned into right and up, still metres from the origin. */
static struct map_point turned(const struct view *v, struct map_point p)
{
    return (struct map_point){p.x * v->cos - p.y * v->sin, p.x * v->sin + p.y * v->cos};
}

static void add_point(const struct view *v, struct bounds *b, struct map_point p, double around)
{
    struct map_point t = turned(v, p);
    bounds_add(b, (struct map_point){t.x - around, t.y - around});
    bounds_add(b, (struct map_point){t.x + around, t.y + around});
}

static void add_shape(const struct view *v, struct bounds *b, const struct shape *shape)
{
    for (size_t r = 0; r < shape->ring_count; r++)
        for (size_t i = 0; i < shape->rings[r].count; i++)
            add_point(v, b, shape->rings[r].points[i], 0);
}

/* A building stands in its grounds: outdoors everything of the floor counts, indoors what is on the
 * same level. */
static struct bounds floor_bounds(const struct view *v)
{
    const struct venue *venue = v->map->venue;
    struct bounds b = bounds_empty();
    bool outdoor = venue->levels[v->options->level].outdoor;
    for (size_t i = 0; i < v->floor->unit_count; i++) {
        const struct venue_unit *unit = &venue->units[v->floor->units[i]];
        if (outdoor || unit->level == v->options->level)
            add_shape(v, &b, &unit->shape);
    }
    if (b.x1 < b.x0)
        add_point(v, &b, (struct map_point){0, 0}, 10);
    return b;
}

static struct bounds whole_bounds(const struct view *v)
{
    const struct bounds *m = &v->floor->bounds;
    struct bounds b = bounds_empty();
    const struct map_point corners[] = {
        {m->x0, m->y0}, {m->x1, m->y0}, {m->x1, m->y1}, {m->x0, m->y1}};
    for (int i = 0; i < 4; i++)
        add_point(v, &b, corners[i], 0);
    return b;
}

/* The legs on this level, else on this floor, with the target's room; else what is around the
 * start. */
static bool way_bounds(const struct view *v, struct bounds *b)
{
    const struct map_route *route = v->options->route;
    *b = bounds_empty();
    for (int pass = 0; pass < 2 && b->x1 < b->x0; pass++)
        for (size_t i = 0; route && i < route->leg_count; i++) {
            const struct map_leg *leg = &route->legs[i];
            if (pass ? !view_on_floor(v, leg->level) : leg->level != v->options->level)
                continue;
            for (size_t k = 0; k < leg->count; k++)
                add_point(v, b, leg->points[k], 0);
        }
    if (b->x1 >= b->x0) {
        if (v->target_unit >= 0 && v->map->venue->units[v->target_unit].level == v->options->level)
            add_shape(v, b, &v->map->venue->units[v->target_unit].shape);
        return true;
    }
    if (!v->options->you || !view_on_floor(v, v->options->you->level))
        return false;
    add_point(v, b, v->options->you->at, AROUND_M);
    return true;
}

/* From where the step begins to where the next one does, with the landmark it names. */
static bool step_bounds(const struct view *v, struct bounds *b)
{
    const struct map_route *route = v->options->route;
    int at = v->options->step - 1;
    *b = bounds_empty();
    if (!route || at < 0 || (size_t)at >= route->step_count)
        return false;
    const struct map_step *step = &route->steps[at];
    add_point(v, b, step->at, STEP_M);
    if (at == 0 && v->options->you && view_on_floor(v, v->options->you->level))
        add_point(v, b, v->options->you->at, STEP_M);
    if ((size_t)at + 1 < route->step_count && view_on_floor(v, route->steps[at + 1].level))
        add_point(v, b, route->steps[at + 1].at, STEP_M / 2);
    else if (v->target_unit >= 0)
        add_shape(v, b, &v->map->venue->units[v->target_unit].shape);
    int place = *step->landmark ? venue_place_find(v->map->venue, step->landmark) : -1;
    if (place >= 0 && view_on_floor(v, v->map->venue->places[place].level))
        add_point(v, b, v->map->venue->places[place].at, 3);
    return true;
}

/* The pixels that no key covers: keys stand in a column at the end, and perhaps at the bottom. */
struct room {
    double left, top, right, bottom;
};

static struct room free_room(const struct view *v, bool bottom_too)
{
    struct room room = {0, 0, v->options->width, v->options->height};
    for (int i = 0; i < v->options->reserved_count; i++) {
        const struct map_box *key = &v->options->reserved[i];
        if (key->h > key->w && key->x > v->options->width / 2.0)
            room.right = fmin(room.right, key->x - key->w / 2);
        else if (bottom_too && key->h <= key->w && key->y > v->options->height / 2.0)
            room.bottom = fmin(room.bottom, key->y - key->h / 2);
    }
    return room;
}

/* Something of the way lies under a key. */
static bool is_hidden(const struct view *v, const struct map_point *points, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        struct map_point p = view_pixel(v, points[k]);
        for (int i = 0; i < v->options->reserved_count; i++) {
            const struct map_box *key = &v->options->reserved[i];
            if (fabs(p.x - key->x) < key->w / 2 + 40 && fabs(p.y - key->y) < key->h / 2 + 40)
                return true;
        }
    }
    return false;
}

static bool hides_way(const struct view *v)
{
    const struct map_route *route = v->options->route;
    bool hidden = v->has_you && is_hidden(v, &v->options->you->at, 1);
    for (size_t i = 0; route && i < route->leg_count; i++)
        if (view_on_floor(v, route->legs[i].level))
            hidden |= is_hidden(v, route->legs[i].points, route->legs[i].count);
    return hidden;
}

static double fit(const struct room *room, const struct bounds *b, double margin)
{
    double w = fmax(b->x1 - b->x0, 0.1), h = fmax(b->y1 - b->y0, 0.1);
    return fmin(fmax(room->right - room->left - 2 * margin, 40) / w,
                fmax(room->bottom - room->top - 2 * margin, 40) / h);
}

/* Keeps the window over the floor where the floor is larger than the window. */
static double keep_over(double centre, double half, double low, double high)
{
    if (high - low <= 2 * half)
        return (low + high) / 2;
    return fmin(fmax(centre, low + half), high - half);
}

static void set_centre(struct view *v, double x, double y)
{
    v->centre = (struct map_point){x * v->cos + y * v->sin, -x * v->sin + y * v->cos};
}

static void fit_into(struct view *v, enum map_fit what, const struct room *room)
{
    struct bounds floor = floor_bounds(v), wanted;
    double whole = fit(room, &floor, 24);
    bool part = (what == MAP_FIT_STEP && step_bounds(v, &wanted)) ||
                (what != MAP_FIT_FLOOR && way_bounds(v, &wanted));
    double margin = fmin(MARGIN_PX * v->s, 0.15 * fmin(room->right, room->bottom));
    if (!part)
        wanted = floor;
    v->scale = part ? fmin(fmax(fit(room, &wanted, margin), whole), SCALE_MAX * v->s) : whole;
    double x = (wanted.x0 + wanted.x1) / 2, y = (wanted.y0 + wanted.y1) / 2;
    double half_w = (room->right - room->left) / 2 / v->scale,
           half_h = (room->bottom - room->top) / 2 / v->scale;
    if (part) {
        double edge = 24 / v->scale;
        double kept_x = keep_over(x, half_w, floor.x0 - edge, floor.x1 + edge);
        double kept_y = keep_over(y, half_h, floor.y0 - edge, floor.y1 + edge);
        /* but never so far that something wanted leaves the picture */
        double room_x = fmax(0, half_w - (wanted.x1 - wanted.x0) / 2 - margin / v->scale);
        double room_y = fmax(0, half_h - (wanted.y1 - wanted.y0) / 2 - margin / v->scale);
        x = fmin(fmax(kept_x, x - room_x), x + room_x);
        y = fmin(fmax(kept_y, y - room_y), y + room_y);
    }
    /* the middle of the free room, not of the picture */
    x += (v->options->width / 2.0 - (room->left + room->right) / 2) / v->scale;
    y -= (v->options->height / 2.0 - (room->top + room->bottom) / 2) / v->scale;
    set_centre(v, x, y);
}

void view_fit(struct view *v, enum map_fit what)
{
    struct room room = free_room(v, false);
    fit_into(v, what, &room);
    if (what == MAP_FIT_FLOOR || !hides_way(v))
        return;
    room = free_room(v, true);
    fit_into(v, what, &room);
}

void view_keep(struct view *v)
{
    struct bounds all = whole_bounds(v);
    struct room room = {0, 0, v->options->width, v->options->height};
    double whole = fit(&room, &all, 24) * 0.8;
    v->scale = fmin(fmax(v->scale, whole), fmax(SCALE_ARM * v->s, whole));
    struct map_point c = turned(v, v->centre);
    set_centre(v, fmin(fmax(c.x, all.x0), all.x1), fmin(fmax(c.y, all.y0), all.y1));
}

bool map_camera_fit(const struct map *map, const struct map_view_options *options,
                    enum map_fit what, struct map_camera *out)
{
    struct view v;
    if (!view_make(map, options, &v))
        return false;
    view_fit(&v, what);
    *out = (struct map_camera){v.centre, v.scale};
    view_clear(&v);
    return true;
}

void map_camera_keep(const struct map *map, const struct map_view_options *options,
                     struct map_camera *camera)
{
    struct view v;
    if (!view_make(map, options, &v))
        return;
    v.centre = camera->centre;
    v.scale = camera->scale;
    view_keep(&v);
    *camera = (struct map_camera){v.centre, v.scale};
    view_clear(&v);
}

/* Pixels right and down as metres east and north. */
static struct map_point metres_of(const struct map_view_options *options, double scale, double dx,
                                  double dy)
{
    double turn = options->bearing * 3.14159265358979323846 / 180, c = cos(turn), s = sin(turn);
    double right = dx / scale, up = -dy / scale;
    return (struct map_point){right * c + up * s, -right * s + up * c};
}

struct map_camera map_camera_moved(const struct map_view_options *options, struct map_camera camera,
                                   double dx, double dy)
{
    struct map_point by = metres_of(options, camera.scale, dx, dy);
    camera.centre.x -= by.x;
    camera.centre.y -= by.y;
    return camera;
}

struct map_camera map_camera_zoomed(const struct map_view_options *options,
                                    struct map_camera camera, double factor, double px, double py)
{
    double dx = px - options->width / 2.0, dy = py - options->height / 2.0;
    struct map_point before = metres_of(options, camera.scale, dx, dy);
    camera.scale *= factor;
    struct map_point after = metres_of(options, camera.scale, dx, dy);
    camera.centre.x += before.x - after.x;
    camera.centre.y += before.y - after.y;
    return camera;
}
