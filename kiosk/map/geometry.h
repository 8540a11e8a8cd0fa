/* Points, rings and lines in local metres, x east and y north, and the memory they live in. Pure
 * functions; a shape's rings belong to the pool they were made in. Directions are degrees clockwise
 * from north, as compasses and IMDF bearings are.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "map/map.h"

/* Memory that is given back all at once. Zero is an empty pool; out of memory aborts. */
struct pool {
    struct pool_block *blocks;
};

void *pool_get(struct pool *pool, size_t size);             /* zeroed, aligned for anything */
const char *pool_text(struct pool *pool, const char *text); /* a copy; "" for NULL */
void pool_clear(struct pool *pool);

/* Room for one more of `size` bytes: returns the possibly moved array. For arrays freed with
 * free(). */
void *array_grow(void *items, size_t count, size_t *capacity, size_t size);

enum shape_kind { SHAPE_NONE, SHAPE_POINT, SHAPE_LINE, SHAPE_POLYGON };

struct ring {
    struct map_point *points; /* of a polygon: not closed, the first point is not repeated */
    size_t count;
    int part; /* which polygon of a multipolygon */
    bool hole;
};

struct shape {
    enum shape_kind kind;
    struct ring *rings;
    size_t ring_count;
};

struct bounds {
    double x0, y0, x1, y1;
};

double point_distance(struct map_point a, struct map_point b);
struct map_point point_between(struct map_point a, struct map_point b,
                               double t); /* t 0 = a, 1 = b */
double segment_distance(struct map_point p, struct map_point a, struct map_point b,
                        double *t /* may be NULL */);
double segment_to_segment(struct map_point a, struct map_point b, struct map_point c,
                          struct map_point d);
double point_bearing(struct map_point from, struct map_point to); /* 0 <= degrees < 360 */
double angle_turn(double from, double to); /* -180 < degrees <= 180, right is positive */
struct map_point point_towards(struct map_point from, double bearing, double metres);

double ring_area(const struct ring *ring); /* signed: counter-clockwise is positive */
double shape_area(const struct shape *shape);
bool shape_contains(const struct shape *shape, struct map_point p);
/* Distance to the nearest edge; *nearest may be NULL. HUGE_VAL when there is no edge. */
double shape_edge_distance(const struct shape *shape, struct map_point p,
                           struct map_point *nearest);
struct bounds shape_bounds(const struct shape *shape);
bool bounds_near(const struct bounds *b, struct map_point p, double margin);
void bounds_add(struct bounds *b, struct map_point p);
struct bounds bounds_empty(void);
struct map_point shape_centroid(const struct shape *shape); /* of the largest ring */

double line_length(const struct map_point *points, size_t count);
struct map_point line_at(const struct map_point *points, size_t count, double metres);
/* Douglas-Peucker in place; returns the new count. */
size_t line_simplify(struct map_point *points, size_t count, double tolerance);
