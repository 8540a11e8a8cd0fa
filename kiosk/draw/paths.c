#include "draw/paths.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <math.h>
#include <stdlib.h>

#define POINTS_MAX 30000 /* of one outline: FreeType counts them in 16 bits */
#define ROUND_FROM 3.5   /* px: thinner strokes get square joins, which look the same */
#define DISC_POINTS 20

struct paths {
    FT_Library library;
    FT_Outline outline; /* its arrays are ours, POINTS_MAX long */
};

struct brush { /* what the rasterizer's spans are painted with */
    struct canvas *canvas;
    color fill;
    unsigned alpha;
};

static void *must(void *p)
{
    if (p == NULL)
        abort();
    return p;
}

struct paths *paths_new(void)
{
    struct paths *paths = must(calloc(1, sizeof *paths));
    if (FT_Init_FreeType(&paths->library) != 0)
        abort();
    paths->outline.points = must(calloc(POINTS_MAX, sizeof *paths->outline.points));
    paths->outline.tags = must(malloc(POINTS_MAX));
    paths->outline.contours = must(calloc(POINTS_MAX, sizeof *paths->outline.contours));
    for (size_t i = 0; i < POINTS_MAX; i++)
        paths->outline.tags[i] = FT_CURVE_TAG_ON;
    return paths;
}

void paths_free(struct paths *paths)
{
    if (paths == NULL)
        return;
    free(paths->outline.points);
    free(paths->outline.tags);
    free(paths->outline.contours);
    FT_Done_FreeType(paths->library);
    free(paths);
}

static void paint_spans(int y, int count, const FT_Span *spans, void *user)
{
    struct brush *brush = user;
    for (int i = 0; i < count; i++) {
        struct box run = {spans[i].x, y, spans[i].len, 1};
        unsigned alpha = (spans[i].coverage * brush->alpha + 127) / 255;
        if (alpha >= 255)
            canvas_fill(brush->canvas, run, brush->fill);
        else if (alpha > 0)
            canvas_blend(brush->canvas, run, brush->fill, (int)alpha);
    }
}

static void flush(struct paths *paths, struct brush *brush)
{
    struct box clip = brush->canvas->clip;
    FT_Raster_Params params = {
        .flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT | FT_RASTER_FLAG_CLIP,
        .gray_spans = paint_spans,
        .user = brush,
        .clip_box = {clip.x, clip.y, clip.x + clip.w, clip.y + clip.h},
    };
    if (paths->outline.n_points > 2)
        (void)FT_Outline_Render(paths->library, &paths->outline, &params); /* else not drawn */
    paths->outline.n_points = paths->outline.n_contours = 0;
}

static bool has_room(const struct paths *paths, size_t points)
{
    return (size_t)paths->outline.n_points + points <= POINTS_MAX;
}

static void add_point(struct paths *paths, double x, double y)
{
    paths->outline.points[paths->outline.n_points++] = (FT_Vector){lround(x * 64), lround(y * 64)};
}

static void close_contour(struct paths *paths)
{
    paths->outline.contours[paths->outline.n_contours++] =
        (__typeof__(*paths->outline.contours))(paths->outline.n_points -
                                               1); /* signed before 2.13.3 */
}

/* One stretch of a stroke; all turn the same way, so that those which overlap add up. */
static void add_quad(struct paths *paths, struct draw_point a, struct draw_point b, double half,
                     double over)
{
    double dx = (double)(b.x - a.x), dy = (double)(b.y - a.y), length = hypot(dx, dy);
    if (length < 1e-6)
        return;
    double ux = dx / length, uy = dy / length, nx = -uy * half, ny = ux * half;
    double ax = (double)a.x - ux * over, ay = (double)a.y - uy * over, bx = (double)b.x + ux * over,
           by = (double)b.y + uy * over;
    add_point(paths, ax + nx, ay + ny);
    add_point(paths, ax - nx, ay - ny);
    add_point(paths, bx - nx, by - ny);
    add_point(paths, bx + nx, by + ny);
    close_contour(paths);
}

static void add_disc(struct paths *paths, struct draw_point at, double radius)
{
    for (int i = 0; i < DISC_POINTS; i++) {
        double turn = i * 2 * M_PI / DISC_POINTS; /* the same way round as the quads */
        add_point(paths, (double)at.x + radius * cos(turn), (double)at.y + radius * sin(turn));
    }
    close_contour(paths);
}

static void stroke_ring(struct paths *paths, struct brush *brush, const struct draw_shape *shape,
                        const struct draw_point *points, uint32_t count)
{
    double half = (double)shape->width / 2;
    bool round = (double)shape->width >= ROUND_FROM;
    uint32_t pieces = shape->open ? count - 1 : count;
    for (uint32_t i = 0; i < pieces; i++) {
        if (!has_room(paths, 4 + 2 * DISC_POINTS))
            flush(paths, brush);
        add_quad(paths, points[i], points[(i + 1) % count], half, round ? 0 : half);
        if (round)
            add_disc(paths, points[i], half);
        if (round && shape->open && i + 1 == pieces)
            add_disc(paths, points[i + 1], half);
    }
}

static void fill_ring(struct paths *paths, struct brush *brush, const struct draw_point *points,
                      uint32_t count)
{
    if (count > POINTS_MAX)
        return;
    if (!has_room(paths, count))
        flush(paths, brush);
    for (uint32_t i = 0; i < count; i++)
        add_point(paths, (double)points[i].x, (double)points[i].y);
    close_contour(paths);
}

/* By its turn: a hole belongs to the ring before it. */
static bool is_hole(const struct draw_point *points, uint32_t count)
{
    float area = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct draw_point *p = &points[i], *q = &points[(i + 1) % count];
        area += p->x * q->y - q->x * p->y;
    }
    return area > 0;
}

void paths_paint(struct paths *paths, struct canvas *canvas, const struct drawing *drawing,
                 struct box box)
{
    struct canvas part = *canvas;
    part.clip = box_intersect(canvas->clip, box);
    if (box_empty(part.clip))
        return;
    /* the drawing's origin is the box's: the canvas moves instead of every point */
    part.pixels += (ptrdiff_t)box.y * part.stride + box.x;
    part.clip.x -= box.x;
    part.clip.y -= box.y;
    for (size_t s = 0; s < drawing->shape_count; s++) {
        const struct draw_shape *shape = &drawing->shapes[s];
        struct brush brush = {&part, shape->colour, shape->alpha};
        for (uint32_t r = shape->first; r < shape->first + shape->count; r++) {
            const struct draw_ring *ring = &drawing->rings[r];
            const struct draw_point *points = &drawing->points[ring->first];
            /* The rasterizer looks through the edges of a row one by one: few at a time. */
            if (shape->alpha == 255 && (shape->width > 0 || !is_hole(points, ring->count)))
                flush(paths, &brush);
            if (shape->width > 0 && ring->count > 1)
                stroke_ring(paths, &brush, shape, points, ring->count);
            else if (shape->width <= 0 && ring->count > 2)
                fill_ring(paths, &brush, points, ring->count);
        }
        flush(paths, &brush);
    }
}
