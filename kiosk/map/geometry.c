#include "map/geometry.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEGREES (180.0 / 3.14159265358979323846)

struct pool_block {
    struct pool_block *next;
    size_t used, size;
    max_align_t data[];
};

void *pool_get(struct pool *pool, size_t size)
{
    size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    struct pool_block *block = pool->blocks;
    if (!block || block->size - block->used < size) {
        size_t room = size > 32768 ? size : 65536;
        block = calloc(1, sizeof *block + room);
        if (!block)
            abort();
        block->size = room;
        block->next = pool->blocks;
        pool->blocks = block;
    }
    void *out = (char *)block->data + block->used;
    block->used += size;
    return out;
}

const char *pool_text(struct pool *pool, const char *text)
{
    if (!text || !*text)
        return "";
    size_t size = strlen(text) + 1;
    return memcpy(pool_get(pool, size), text, size);
}

void pool_clear(struct pool *pool)
{
    while (pool->blocks) {
        struct pool_block *next = pool->blocks->next;
        free(pool->blocks);
        pool->blocks = next;
    }
}

void *array_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 16;
    items = realloc(items, *capacity * size);
    if (!items)
        abort();
    return items;
}

double point_distance(struct map_point a, struct map_point b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

struct map_point point_between(struct map_point a, struct map_point b, double t)
{
    return (struct map_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

double segment_distance(struct map_point p, struct map_point a, struct map_point b, double *t)
{
    double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    double s = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;
    s = s < 0 ? 0 : s > 1 ? 1 : s;
    if (t)
        *t = s;
    return point_distance(p, point_between(a, b, s));
}

static double cross(struct map_point o, struct map_point a, struct map_point b)
{
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

double segment_to_segment(struct map_point a, struct map_point b, struct map_point c,
                          struct map_point d)
{
    if (cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0)
        return 0;
    double least = segment_distance(a, c, d, NULL);
    least = fmin(least, segment_distance(b, c, d, NULL));
    least = fmin(least, segment_distance(c, a, b, NULL));
    return fmin(least, segment_distance(d, a, b, NULL));
}

double point_bearing(struct map_point from, struct map_point to)
{
    double degrees = atan2(to.x - from.x, to.y - from.y) * DEGREES;
    return degrees < 0 ? degrees + 360 : degrees;
}

double angle_turn(double from, double to)
{
    double turn = fmod(to - from, 360);
    if (turn > 180)
        turn -= 360;
    return turn <= -180 ? turn + 360 : turn;
}

struct map_point point_towards(struct map_point from, double bearing, double metres)
{
    return (struct map_point){from.x + sin(bearing / DEGREES) * metres,
                              from.y + cos(bearing / DEGREES) * metres};
}

double ring_area(const struct ring *ring)
{
    double twice = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct map_point a = ring->points[i], b = ring->points[(i + 1) % ring->count];
        twice += a.x * b.y - a.y * b.x;
    }
    return twice / 2;
}

double shape_area(const struct shape *shape)
{
    double area = 0;
    if (shape->kind != SHAPE_POLYGON)
        return 0;
    for (size_t i = 0; i < shape->ring_count; i++)
        area += fabs(ring_area(&shape->rings[i])) * (shape->rings[i].hole ? -1 : 1);
    return area;
}

bool shape_contains(const struct shape *shape, struct map_point p)
{
    bool inside = false;
    if (shape->kind != SHAPE_POLYGON)
        return false;
    for (size_t r = 0; r < shape->ring_count; r++) {
        const struct ring *ring = &shape->rings[r];
        for (size_t i = 0, j = ring->count - 1; i < ring->count; j = i++) {
            struct map_point a = ring->points[i], b = ring->points[j];
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
    }
    return inside;
}

double shape_edge_distance(const struct shape *shape, struct map_point p, struct map_point *nearest)
{
    double best = HUGE_VAL;
    for (size_t r = 0; r < shape->ring_count; r++) {
        const struct ring *ring = &shape->rings[r];
        size_t edges = shape->kind == SHAPE_POLYGON ? ring->count
                       : ring->count                ? ring->count - 1
                                                    : 0;
        for (size_t i = 0; i < edges; i++) {
            struct map_point a = ring->points[i], b = ring->points[(i + 1) % ring->count];
            double t, d = segment_distance(p, a, b, &t);
            if (d < best) {
                best = d;
                if (nearest)
                    *nearest = point_between(a, b, t);
            }
        }
    }
    return best;
}

struct bounds bounds_empty(void)
{
    return (struct bounds){HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
}

void bounds_add(struct bounds *b, struct map_point p)
{
    b->x0 = fmin(b->x0, p.x);
    b->y0 = fmin(b->y0, p.y);
    b->x1 = fmax(b->x1, p.x);
    b->y1 = fmax(b->y1, p.y);
}

struct bounds shape_bounds(const struct shape *shape)
{
    struct bounds b = bounds_empty();
    for (size_t r = 0; r < shape->ring_count; r++)
        for (size_t i = 0; i < shape->rings[r].count; i++)
            bounds_add(&b, shape->rings[r].points[i]);
    return b;
}

bool bounds_near(const struct bounds *b, struct map_point p, double margin)
{
    return p.x >= b->x0 - margin && p.x <= b->x1 + margin && p.y >= b->y0 - margin &&
           p.y <= b->y1 + margin;
}

struct map_point shape_centroid(const struct shape *shape)
{
    const struct ring *largest = NULL;
    for (size_t r = 0; r < shape->ring_count; r++)
        if (!largest || fabs(ring_area(&shape->rings[r])) > fabs(ring_area(largest)))
            largest = &shape->rings[r];
    if (!largest || !largest->count)
        return (struct map_point){0, 0};
    struct map_point origin = largest->points[0], sum = {0, 0};
    double twice = 0;
    for (size_t i = 0; i < largest->count; i++) {
        struct map_point a = largest->points[i], b = largest->points[(i + 1) % largest->count];
        double c = cross(origin, a, b);
        twice += c;
        sum.x += (a.x + b.x - 2 * origin.x) * c;
        sum.y += (a.y + b.y - 2 * origin.y) * c;
    }
    if (fabs(twice) < 1e-9)
        return origin;
    return (struct map_point){origin.x + sum.x / (3 * twice), origin.y + sum.y / (3 * twice)};
}

double line_length(const struct map_point *points, size_t count)
{
    double length = 0;
    for (size_t i = 1; i < count; i++)
        length += point_distance(points[i - 1], points[i]);
    return length;
}

struct map_point line_at(const struct map_point *points, size_t count, double metres)
{
    if (!count)
        return (struct map_point){0, 0};
    for (size_t i = 1; i < count; i++) {
        double length = point_distance(points[i - 1], points[i]);
        if (metres <= length && length > 0)
            return point_between(points[i - 1], points[i], metres < 0 ? 0 : metres / length);
        metres -= length;
    }
    return points[count - 1];
}

static void keep_far(const struct map_point *points, bool *keep, size_t first, size_t last,
                     double tolerance)
{
    double worst = tolerance;
    size_t at = 0;
    for (size_t i = first + 1; i < last; i++) {
        double d = segment_distance(points[i], points[first], points[last], NULL);
        if (d > worst) {
            worst = d;
            at = i;
        }
    }
    if (!at)
        return;
    keep[at] = true;
    keep_far(points, keep, first, at, tolerance);
    keep_far(points, keep, at, last, tolerance);
}

size_t line_simplify(struct map_point *points, size_t count, double tolerance)
{
    if (count < 3)
        return count;
    bool *keep = calloc(count, sizeof *keep);
    if (!keep)
        abort();
    keep[0] = keep[count - 1] = true;
    keep_far(points, keep, 0, count - 1, tolerance);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (keep[i])
            points[kept++] = points[i];
    free(keep);
    return kept;
}
