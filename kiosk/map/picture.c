/* The floor as shapes: areas to walk, rooms, doors, the route with its arrows, where you are. */
#include <math.h>
#include <stdlib.h>

#include "map/view.h"

#define RADIANS (3.14159265358979323846 / 180)
#define ARROW_EVERY 96.0 /* pixels */
#define ROUTE 18.0
#define CASING 32.0
#define WEDGE 34.0
#define CONE 118.0
#define DOTS 28      /* points of a circle */
#define FINE 3.0     /* pixels a metre: below it walls are hairlines and doors are left out */
#define OUTSIDE 40.0 /* drawn beyond the picture's edge */

/* --- putting shapes */

static struct map_shape *begin(struct map_picture *p, uint32_t colour, double width)
{
    p->shapes = array_grow(p->shapes, p->shape_count, &p->shape_capacity, sizeof *p->shapes);
    struct map_shape *shape = &p->shapes[p->shape_count++];
    *shape =
        (struct map_shape){.first = p->ring_count, .colour = colour, .width = width, .alpha = 255};
    return shape;
}

/* A ring of the shape begun last; its points follow. */
static void ring(struct map_picture *p)
{
    p->rings = array_grow(p->rings, p->ring_count, &p->ring_capacity, sizeof *p->rings);
    p->rings[p->ring_count++] = (struct map_ring){.first = p->point_count};
    p->shapes[p->shape_count - 1].count++;
}

static void point(struct map_picture *p, double x, double y)
{
    p->points = array_grow(p->points, p->point_count, &p->point_capacity, sizeof *p->points);
    p->points[p->point_count++] = (struct map_point){x, y};
    p->rings[p->ring_count - 1].count++;
}

static void line(struct map_picture *p, const struct map_point *points, size_t count)
{
    ring(p);
    for (size_t i = 0; i < count; i++)
        point(p, points[i].x, points[i].y);
}

/* Outer rings one way round and holes the other, whatever the file had. */
static void rings_of(const struct view *v, struct map_picture *p, const struct shape *shape)
{
    for (size_t r = 0; r < shape->ring_count; r++) {
        const struct ring *from = &shape->rings[r];
        bool turn = (ring_area(from) > 0) == from->hole;
        ring(p);
        for (size_t i = 0; i < from->count; i++) {
            struct map_point at = view_pixel(v, from->points[turn ? from->count - 1 - i : i]);
            point(p, at.x, at.y);
        }
    }
}

static void circle(struct map_picture *p, uint32_t colour, struct map_point at, double radius,
                   double width)
{
    begin(p, colour, width);
    ring(p);
    for (int i = 0; i < DOTS; i++)
        point(p, at.x + radius * cos(i * 360.0 / DOTS * RADIANS),
              at.y + radius * sin(i * 360.0 / DOTS * RADIANS));
}

/* --- the floor */

enum look { LOOK_WALK, LOOK_ROOM, LOOK_LANDMARK };

static enum look look_of(const struct view *v, int unit)
{
    if (unit_is_walkable(&v->map->venue->units[unit]))
        return LOOK_WALK;
    return view_is_landmark(v, unit) ? LOOK_LANDMARK : LOOK_ROOM;
}

static void units(const struct view *v, struct map_picture *p, enum look look, uint32_t colour,
                  double width)
{
    begin(p, colour, width);
    for (size_t i = 0; i < v->floor->unit_count; i++) {
        int at = v->floor->units[i];
        const struct venue_unit *unit = &v->map->venue->units[at];
        if (unit->kind != UNIT_SOLID && look_of(v, at) == look &&
            view_shows(v, &unit->bounds, OUTSIDE))
            rings_of(v, p, &unit->shape);
    }
}

static void fixtures(const struct view *v, struct map_picture *p)
{
    begin(p, v->options->colours.room, 0);
    for (size_t i = 0; i < v->floor->fixture_count; i++) {
        const struct shape *shape = &v->map->venue->fixtures[v->floor->fixtures[i]].shape;
        struct bounds b = shape_bounds(shape);
        if (view_shows(v, &b, OUTSIDE))
            rings_of(v, p, shape);
    }
}

/* Railings, counters, kerbs: a hair's line, where one is near enough to see them. */
static void details(const struct view *v, struct map_picture *p)
{
    if (v->scale < FINE * v->s)
        return;
    for (size_t i = 0; i < v->floor->detail_count; i++) {
        const struct shape *shape = &v->map->venue->details[v->floor->details[i]].shape;
        struct bounds b = shape_bounds(shape);
        for (size_t k = 0; view_shows(v, &b, OUTSIDE) && k < shape->ring_count; k++)
            for (size_t n = 1; n < shape->rings[k].count; n++) {
                begin(p, v->options->colours.roomline, 1.5)->open = true;
                line(p,
                     (const struct map_point[]){view_pixel(v, shape->rings[k].points[n - 1]),
                                                view_pixel(v, shape->rings[k].points[n])},
                     2);
            }
    }
}

/* Areas to walk first, a hair wider so that no seam shows between them; rooms over them. */
static void floor_shapes(const struct view *v, struct map_picture *p)
{
    const struct map_colours *c = &v->options->colours;
    double wall = v->scale < FINE * v->s ? 1 : 2;
    units(v, p, LOOK_WALK, c->walk, 0);
    units(v, p, LOOK_WALK, c->walk, 1.5);
    units(v, p, LOOK_ROOM, c->room, 0);
    units(v, p, LOOK_LANDMARK, c->dest, 0);
    units(v, p, LOOK_ROOM, c->roomline, wall);
    units(v, p, LOOK_LANDMARK, c->destline, 2);
    fixtures(v, p);
    details(v, p);
}

/* Doors are gaps in the walls. */
static bool is_gap(const struct view *v, const struct venue_opening *o)
{
    const struct venue *venue = v->map->venue;
    return o->unit_count == 2 && !o->denied &&
           unit_is_walkable(&venue->units[o->units[0]]) !=
               unit_is_walkable(&venue->units[o->units[1]]);
}

static void doors(const struct view *v, struct map_picture *p, bool of_target)
{
    const struct venue *venue = v->map->venue;
    if (v->scale < FINE * v->s)
        return;
    begin(p, v->options->colours.walk, of_target ? 6 * v->s : 3.4)->open = true;
    for (size_t i = 0; i < v->floor->opening_count; i++) {
        const struct venue_opening *o = &venue->openings[v->floor->openings[i]];
        struct map_point ends[2] = {view_pixel(v, o->a), view_pixel(v, o->b)};
        if (ends[0].x < 0 || ends[0].y < 0 || ends[0].x > v->options->width ||
            ends[0].y > v->options->height || !is_gap(v, o))
            continue;
        bool target =
            v->target_unit >= 0 && (o->units[0] == v->target_unit || o->units[1] == v->target_unit);
        if (target == of_target)
            line(p, ends, 2);
    }
}

static void outline(const struct view *v, struct map_picture *p, int unit, uint32_t fill,
                    uint32_t colour)
{
    begin(p, fill, 0);
    rings_of(v, p, &v->map->venue->units[unit].shape);
    begin(p, colour, 5 * v->s);
    rings_of(v, p, &v->map->venue->units[unit].shape);
}

static void target(const struct view *v, struct map_picture *p)
{
    const struct map_colours *c = &v->options->colours;
    if (v->target_unit >= 0) {
        outline(v, p, v->target_unit, c->face, c->route);
    } else if (v->target_open) {
        struct map_point at = view_pixel(v, v->target);
        circle(p, c->face, at, 30 * v->s, 0);
        circle(p, c->route, at, 30 * v->s, 5 * v->s);
    }
}

/* Across a door. */
static void bar(const struct view *v, struct map_picture *p, const struct venue_opening *o,
                uint32_t colour)
{
    begin(p, colour, 9 * v->s)->open = true;
    line(p, (const struct map_point[]){view_pixel(v, o->a), view_pixel(v, o->b)}, 2);
}

/* What is shut, outlined: rooms and passages alike; a crossed picture and a word stand on it. */
static void closed_shapes(const struct view *v, struct map_picture *p)
{
    const struct venue *venue = v->map->venue;
    for (size_t i = 0; v->closed && i < v->floor->unit_count; i++) {
        const struct venue_unit *unit = &venue->units[v->floor->units[i]];
        if (!view_unit_closed(v, v->floor->units[i]) || !view_shows(v, &unit->bounds, OUTSIDE))
            continue;
        begin(p, v->options->colours.closed, 4 * v->s);
        rings_of(v, p, &unit->shape);
    }
    for (size_t i = 0; v->closed && i < v->floor->opening_count; i++) {
        const struct venue_opening *o = &venue->openings[v->floor->openings[i]];
        if (view_feature_closed(v, o->id))
            bar(v, p, o, v->options->colours.closed);
    }
}

/* --- the way */

/* The line's points from its beginning until `length`; at most line->count + 1. */
static size_t beginning(const struct view_line *from, double length, struct map_point *out)
{
    size_t count = 0;
    for (size_t i = 0; i < from->count; i++) {
        double piece = i ? point_distance(from->points[i - 1], from->points[i]) : 0;
        if (piece >= length && i) {
            out[count++] =
                point_between(from->points[i - 1], from->points[i], piece > 0 ? length / piece : 1);
            break;
        }
        length -= piece;
        out[count++] = from->points[i];
    }
    return count;
}

/* A chevron every so often, on straight stretches, away from the wedge. */
static void arrows(const struct view *v, struct map_picture *p, const struct map_point *points,
                   size_t count)
{
    double total = line_length(points, count), every = ARROW_EVERY * v->s, walked = 0;
    double next = fmin(every, total / 2);
    for (size_t i = 1; i < count; i++) {
        struct map_point a = points[i - 1], b = points[i];
        double length = point_distance(a, b);
        for (; next <= walked + length; next += every) {
            double t = length > 0 ? (next - walked) / length : 0, near = 14 * v->s;
            struct map_point at = point_between(a, b, t);
            if (t * length < near || (1 - t) * length < near ||
                (v->has_you && point_distance(at, v->you) < 56 * v->s) || at.x < -OUTSIDE ||
                at.y < -OUTSIDE || at.x > v->options->width + OUTSIDE ||
                at.y > v->options->height + OUTSIDE)
                continue;
            double ux = (b.x - a.x) / length * 7 * v->s, uy = (b.y - a.y) / length * 7 * v->s;
            const struct map_point chevron[3] = {{at.x - ux / 2 - uy, at.y - uy / 2 + ux},
                                                 {at.x + ux / 2, at.y + uy / 2},
                                                 {at.x - ux / 2 + uy, at.y - uy / 2 - ux}};
            line(p, chevron, 3);
        }
        walked += length;
    }
}

static void route(const struct view *v, struct map_picture *p)
{
    const struct map_colours *c = &v->options->colours;
    const struct {
        uint32_t colour;
        double width;
    } coats[] = {{c->casing, CASING}, {c->route, ROUTE}, {c->onroute, 4}};
    double total = 0;
    for (size_t i = 0; i < v->line_count; i++)
        total += line_length(v->lines[i].points, v->lines[i].count);
    for (int coat = 0; v->line_count && coat < 3; coat++) {
        double left = total * (1 - fmin(fmax(v->options->undrawn, 0), 1));
        begin(p, coats[coat].colour, coats[coat].width * v->s)->open = true;
        for (size_t i = 0; i < v->line_count && left > 0; i++) {
            struct map_point *part = malloc((v->lines[i].count + 1) * sizeof *part);
            if (!part)
                abort();
            size_t count = beginning(&v->lines[i], left, part);
            left -= line_length(v->lines[i].points, v->lines[i].count);
            if (coat < 2 && count > 1)
                line(p, part, count);
            else if (coat == 2)
                arrows(v, p, part, count);
            free(part);
        }
    }
}

/* --- where you are */

static void cone(const struct view *v, struct map_picture *p)
{
    double reach = CONE * v->s, half = 39, turn = v->you_angle;
    begin(p, v->options->colours.cone, 0);
    ring(p);
    point(p, v->you.x, v->you.y);
    for (int i = 0; i <= 12; i++) {
        double at = (turn - half + 2 * half * i / 12) * RADIANS;
        point(p, v->you.x + reach * sin(at), v->you.y - reach * cos(at));
    }
}

static void wedge(const struct view *v, struct map_picture *p)
{
    static const struct map_point arrow[4] = {{0, -28}, {22, 22}, {0, 11}, {-22, 22}};
    double turn = v->you_angle * RADIANS;
    circle(p, v->options->colours.face, v->you, WEDGE * v->s, 0);
    begin(p, v->options->colours.you, 0);
    ring(p);
    for (int i = 0; i < 4; i++)
        point(p, v->you.x + v->s * (arrow[i].x * cos(turn) - arrow[i].y * sin(turn)),
              v->you.y + v->s * (arrow[i].x * sin(turn) + arrow[i].y * cos(turn)));
}

static void plate(struct map_picture *p, uint32_t colour, const struct view_box *b, double grow)
{
    double x0 = b->x - b->w / 2 - grow, x1 = b->x + b->w / 2 + grow, y0 = b->y - b->h / 2 - grow,
           y1 = b->y + b->h / 2 + grow, r = 12;
    begin(p, colour, 0)->alpha = 217;
    ring(p);
    const struct map_point corner[4] = {
        {x1 - r, y1 - r}, {x0 + r, y1 - r}, {x0 + r, y0 + r}, {x1 - r, y0 + r}};
    for (int i = 0; i < 4; i++)
        for (int k = 0; k <= 4; k++) {
            double turn = (i * 90 + k * 22.5) * RADIANS;
            point(p, corner[i].x + r * cos(turn), corner[i].y + r * sin(turn));
        }
}

static void north(const struct view *v, struct map_picture *p)
{
    double turn = -v->options->bearing * RADIANS, c = cos(turn), s = sin(turn);
    struct map_point at = {v->north.x, v->north.y - v->north.h / 2 + 36 * v->s};
    struct map_point tip = {0, -33}, right = {15, 0}, tail = {0, 33}, left = {-15, 0},
                     *all[] = {&tip, &right, &tail, &left};
    for (size_t i = 0; i < 4; i++)
        *all[i] = (struct map_point){at.x + v->s * (all[i]->x * c - all[i]->y * s),
                                     at.y + v->s * (all[i]->x * s + all[i]->y * c)};
    plate(p, v->options->colours.walk, &v->north, 6);
    begin(p, v->options->colours.north, 3);
    line(p, (const struct map_point[]){left, tail, right}, 3);
    begin(p, v->options->colours.north, 0);
    line(p, (const struct map_point[]){left, tip, right}, 3);
}

bool map_picture(const struct map *map, const struct map_view_options *options,
                 struct map_picture *out)
{
    struct view view;
    out->shape_count = out->ring_count = out->point_count = 0;
    if (!view_make(map, options, &view))
        return false;
    floor_shapes(&view, out);
    target(&view, out);
    if (view.picked_unit >= 0)
        outline(&view, out, view.picked_unit, options->colours.face, options->colours.picked);
    doors(&view, out, false);
    doors(&view, out, true);
    closed_shapes(&view, out);
    if (view.picked_opening >= 0)
        bar(&view, out, &map->venue->openings[view.picked_opening], options->colours.picked);
    if (view.has_you)
        cone(&view, out);
    route(&view, out);
    if (view.has_you)
        wedge(&view, out);
    if (view.has_north)
        north(&view, out);
    view_clear(&view);
    return true;
}

void map_picture_clear(struct map_picture *picture)
{
    free(picture->shapes);
    free(picture->rings);
    free(picture->points);
    *picture = (struct map_picture){0};
}
