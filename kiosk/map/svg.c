#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "map/view.h"

#define SVG_LIMIT (1u << 20)
#define RADIANS (3.14159265358979323846 / 180)
#define ARROW_EVERY 96.0 /* pixels */
#define ROUTE 18.0
#define CASING 32.0
#define WEDGE 34.0
#define CONE 118.0

static void add_shape(const struct view *v, struct buf *out, const struct shape *shape)
{
    for (size_t r = 0; r < shape->ring_count; r++) {
        for (size_t i = 0; i < shape->rings[r].count; i++) {
            struct map_point p = view_pixel(v, shape->rings[r].points[i]);
            buf_format(out, "%s%.1f %.1f", i ? "L" : "M", p.x, p.y);
        }
        buf_text(out, "z");
    }
}

static void add_line(struct buf *out, const struct map_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_format(out, "%s%.1f %.1f", i ? "L" : "M", points[i].x, points[i].y);
}

static void add_unit(const struct view *v, struct buf *out, const struct venue_unit *unit,
                     uint32_t fill, uint32_t line, double width)
{
    buf_text(out, "<path d=\"");
    add_shape(v, out, &unit->shape);
    buf_format(out,
               "\" fill=\"#%06x\" fill-rule=\"evenodd\" stroke=\"#%06x\" stroke-width=\"%.1f\" "
               "stroke-linejoin=\"round\"/>",
               fill, line, width);
}

/* Areas to walk first, a hair wider so that no seam shows between them; rooms over them. */
static void add_units(const struct view *v, struct buf *out)
{
    const struct map_colours *c = &v->options->colours;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < v->map->venue->unit_count; i++) {
            const struct venue_unit *unit = &v->map->venue->units[i];
            bool walk = unit_is_walkable(unit);
            if (!view_on_floor(v, unit->level) || unit->kind == UNIT_SOLID || walk != (pass == 0) ||
                !view_shows(v, &unit->bounds))
                continue;
            if (walk)
                add_unit(v, out, unit, c->walk, c->walk, 1.5);
            else if (view_is_landmark(v, (int)i))
                add_unit(v, out, unit, c->dest, c->destline, 2);
            else
                add_unit(v, out, unit, c->room, c->roomline, 2);
        }
    for (size_t i = 0; i < v->map->venue->fixture_count; i++) {
        const struct venue_fixture *fixture = &v->map->venue->fixtures[i];
        struct bounds b = shape_bounds(&fixture->shape);
        if (!view_on_floor(v, fixture->level) || !view_shows(v, &b))
            continue;
        buf_text(out, "<path d=\"");
        add_shape(v, out, &fixture->shape);
        buf_format(out, "\" fill=\"#%06x\"/>", c->room);
    }
}

static void add_target(const struct view *v, struct buf *out)
{
    const struct map_colours *c = &v->options->colours;
    if (v->target_unit >= 0) {
        add_unit(v, out, &v->map->venue->units[v->target_unit], c->face, c->route, 5 * v->s);
    } else if (v->target_open) {
        struct map_point p = view_pixel(v, v->target);
        buf_format(out,
                   "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#%06x\" stroke=\"#%06x\" "
                   "stroke-width=\"%.1f\"/>",
                   p.x, p.y, 30 * v->s, c->face, c->route, 5 * v->s);
    }
}

/* Doors are gaps in the walls. */
static void add_doors(const struct view *v, struct buf *out)
{
    const struct venue *venue = v->map->venue;
    for (size_t i = 0; i < venue->opening_count; i++) {
        const struct venue_opening *o = &venue->openings[i];
        struct map_point ends[2] = {view_pixel(v, o->a), view_pixel(v, o->b)};
        if (o->unit_count != 2 || o->denied || !view_on_floor(v, o->level))
            continue;
        if (unit_is_walkable(&venue->units[o->units[0]]) ==
            unit_is_walkable(&venue->units[o->units[1]]))
            continue;
        if (ends[0].x < 0 || ends[0].y < 0 || ends[0].x > v->options->width ||
            ends[0].y > v->options->height)
            continue;
        bool target = o->units[0] == v->target_unit || o->units[1] == v->target_unit;
        buf_text(out, "<path d=\"");
        add_line(out, ends, 2);
        buf_format(out, "\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%.1f\"/>",
                   v->options->colours.walk, target ? 6 * v->s : 4.0);
    }
}

static void add_cone(const struct view *v, struct buf *out)
{
    double reach = CONE * v->s, half = 39 * RADIANS, turn = v->you_angle * RADIANS;
    struct map_point a = {v->you.x + reach * sin(turn - half), v->you.y - reach * cos(turn - half)};
    struct map_point b = {v->you.x + reach * sin(turn + half), v->you.y - reach * cos(turn + half)};
    buf_format(out, "<path d=\"M%.1f %.1fL%.1f %.1fA%.1f %.1f 0 0 1 %.1f %.1fz\" fill=\"#%06x\"/>",
               v->you.x, v->you.y, a.x, a.y, reach, reach, b.x, b.y, v->options->colours.cone);
}

static void add_wedge(const struct view *v, struct buf *out)
{
    static const struct map_point arrow[4] = {{0, -28}, {22, 22}, {0, 11}, {-22, 22}};
    double turn = v->you_angle * RADIANS;
    struct map_point points[4];
    for (int i = 0; i < 4; i++)
        points[i] =
            (struct map_point){v->you.x + v->s * (arrow[i].x * cos(turn) - arrow[i].y * sin(turn)),
                               v->you.y + v->s * (arrow[i].x * sin(turn) + arrow[i].y * cos(turn))};
    buf_format(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#%06x\"/><path d=\"",
               v->you.x, v->you.y, WEDGE * v->s, v->options->colours.face);
    add_line(out, points, 4);
    buf_format(out, "z\" fill=\"#%06x\"/>", v->options->colours.you);
}

static void add_strokes(const struct view *v, struct buf *out, uint32_t colour, double width)
{
    buf_text(out, "<path d=\"");
    for (size_t i = 0; i < v->line_count; i++)
        add_line(out, v->lines[i].points, v->lines[i].count);
    buf_format(out,
               "\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%.1f\" stroke-linecap=\"round\" "
               "stroke-linejoin=\"round\"/>",
               colour, width * v->s);
}

/* A chevron every so often, on straight stretches, away from the wedge. */
static void add_arrows(const struct view *v, struct buf *out, const struct view_line *line)
{
    double total = line_length(line->points, line->count), every = ARROW_EVERY * v->s, walked = 0;
    double next = fmin(every, total / 2);
    for (size_t i = 1; i < line->count; i++) {
        struct map_point a = line->points[i - 1], b = line->points[i];
        double length = point_distance(a, b);
        for (; next <= walked + length; next += every) {
            double t = length > 0 ? (next - walked) / length : 0, near = 14 * v->s;
            struct map_point p = point_between(a, b, t);
            if (t * length < near || (1 - t) * length < near ||
                (v->has_you && point_distance(p, v->you) < 56 * v->s))
                continue;
            double ux = (b.x - a.x) / length * 7 * v->s, uy = (b.y - a.y) / length * 7 * v->s;
            buf_format(out, "M%.1f %.1fL%.1f %.1fL%.1f %.1f", p.x - ux / 2 - uy, p.y - uy / 2 + ux,
                       p.x + ux / 2, p.y + uy / 2, p.x - ux / 2 + uy, p.y - uy / 2 - ux);
        }
        walked += length;
    }
}

static void add_route(const struct view *v, struct buf *out)
{
    if (!v->line_count)
        return;
    add_strokes(v, out, v->options->colours.casing, CASING);
    add_strokes(v, out, v->options->colours.route, ROUTE);
    buf_text(out, "<path d=\"M-9 -9");
    for (size_t i = 0; i < v->line_count; i++)
        add_arrows(v, out, &v->lines[i]);
    buf_format(out,
               "\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%.1f\" stroke-linecap=\"round\" "
               "stroke-linejoin=\"round\"/>",
               v->options->colours.onroute, 4 * v->s);
}

static void add_north(const struct view *v, struct buf *out)
{
    double turn = -v->options->bearing * RADIANS, c = cos(turn), s = sin(turn);
    struct map_point at = {v->north.x, v->north.y - v->north.h / 2 + 36 * v->s};
    struct map_point tip = {0, -33}, right = {15, 0}, tail = {0, 33}, left = {-15, 0},
                     *all[] = {&tip, &right, &tail, &left};
    for (size_t i = 0; i < 4; i++)
        *all[i] = (struct map_point){at.x + v->s * (all[i]->x * c - all[i]->y * s),
                                     at.y + v->s * (all[i]->x * s + all[i]->y * c)};
    buf_format(
        out,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"12\" fill=\"#%06x\" "
        "fill-opacity=\"0.85\"/>",
        v->north.x - v->north.w / 2 - 6, v->north.y - v->north.h / 2 - 6, v->north.w + 12,
        v->north.h + 12, v->options->colours.walk);
    buf_text(out, "<path d=\"");
    add_line(out, (struct map_point[]){left, tail, right}, 3);
    buf_format(out,
               "z\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"3\" "
               "stroke-linejoin=\"round\"/><path d=\"",
               v->options->colours.north);
    add_line(out, (struct map_point[]){left, tip, right}, 3);
    buf_format(out, "z\" fill=\"#%06x\"/>", v->options->colours.north);
}

char *map_svg(const struct map *map, const struct map_view_options *options)
{
    struct view view;
    struct buf out;
    if (!view_make(map, options, &view))
        return NULL;
    buf_init(&out, SVG_LIMIT);
    buf_format(&out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 "
               "%d %d\">",
               options->width, options->height, options->width, options->height);
    add_units(&view, &out);
    if (view.target_unit >= 0 || view.target_open)
        add_target(&view, &out);
    add_doors(&view, &out);
    if (view.has_you)
        add_cone(&view, &out);
    add_route(&view, &out);
    if (view.has_you)
        add_wedge(&view, &out);
    if (view.has_north)
        add_north(&view, &out);
    out.limit += 16; /* a picture that came out too large still ends well */
    buf_text(&out, "</svg>");
    view_clear(&view);
    return buf_take(&out);
}
