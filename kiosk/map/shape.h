/* GEOS, and only what we need of it: repair, obstacles, clearance, triangles. One `struct geos` a
 * thread and load. */
#pragma once

#include "map/geometry.h"

struct geos;
struct area; /* a valid polygon or multipolygon */

struct geos *geos_open(void);
void geos_close(struct geos *geos); /* accepts NULL */

/* False when the rings cross themselves. */
bool shape_is_valid(struct geos *geos, const struct shape *shape);
/* The largest part after repair, in `pool`; false when nothing is left. */
bool shape_repair(struct geos *geos, struct pool *pool, const struct shape *shape,
                  struct shape *out);
/* A point well inside (centre of the largest inscribed circle, to 0.2 m) and, if asked, that
 * circle's radius. */
struct map_point shape_inside(struct geos *geos, const struct shape *shape, double *radius);
double shape_overlap(struct geos *geos, const struct shape *a, const struct shape *b); /* m2 */

/* `shape` less the obstacles; NULL when nothing is left. Freed with area_free. */
struct area *area_make(struct geos *geos, const struct shape *shape,
                       const struct shape *const *obstacles, size_t count);
void area_free(struct geos *geos, struct area *area);
/* The part of an area at least `clearance` from its edge; NULL unless that is one piece. */
struct area *area_shrink(struct geos *geos, const struct area *area, double clearance);
/* The same, in as many pieces as there are; NULL when nothing is left. */
struct area *area_shrink_parts(struct geos *geos, const struct area *area, double clearance);
/* The area's rings, grown by that much, in `pool`; false when it has none. */
bool area_outline(struct geos *geos, struct pool *pool, const struct area *area, double grow,
                  struct shape *out);
struct map_point area_nearest(struct geos *geos, const struct area *area,
                              struct map_point p); /* p itself when inside */
/* Metres of the segment that lie outside. */
double area_outside(struct geos *geos, const struct area *area, struct map_point a,
                    struct map_point b);
/* Corners of the constrained Delaunay triangles, three a triangle; freed with free(). NULL when
 * there are none. */
struct map_point *area_triangles(struct geos *geos, const struct area *area, size_t *count);
