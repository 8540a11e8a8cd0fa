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
/* The largest part after repair, in `pool`; of a MultiPolygon each part's, united where they
 * overlap. False when nothing is left. */
bool shape_repair(struct geos *geos, struct pool *pool, const struct shape *shape,
                  struct shape *out);
/* A point well inside (centre of the largest inscribed circle, to 0.2 m) and, if asked, that
 * circle's radius. */
struct map_point shape_inside(struct geos *geos, const struct shape *shape, double *radius);
double shape_overlap(struct geos *geos, const struct shape *a, const struct shape *b); /* m2 */

/* Parts of one shape this near are one place: the gap between them is walked over (MAPS 3.1). */
#define AREA_BRIDGE_M 0.05
/* `shape`, its gaps up to AREA_BRIDGE_M bridged, less the obstacles, in as many parts as that
 * leaves; NULL when nothing is left. Freed with area_free. */
struct area *area_make(struct geos *geos, const struct shape *shape,
                       const struct shape *const *obstacles, size_t count);
void area_free(struct geos *geos, struct area *area); /* accepts NULL */
size_t area_part_count(struct geos *geos, const struct area *area);
struct area *area_part(struct geos *geos, const struct area *area, size_t part); /* a copy */
/* The area without slits narrower than `width`; as it is when nothing would be left. Consumes it.
 */
struct area *area_passable(struct geos *geos, struct area *area, double width);
/* The part of an area at least `clearance` from its edge; NULL unless that is one piece. */
struct area *area_shrink(struct geos *geos, const struct area *area, double clearance);
/* The same, in as many pieces as there are; NULL when nothing is left. */
struct area *area_shrink_parts(struct geos *geos, const struct area *area, double clearance);
/* The area's rings, grown by that much, in `pool`; false when it has none. */
bool area_outline(struct geos *geos, struct pool *pool, const struct area *area, double grow,
                  struct shape *out);
struct map_point area_nearest(struct geos *geos, const struct area *area,
                              struct map_point p); /* p itself when inside */
/* Where the segment and the area are nearest to each other; returns how far apart, in metres. */
double area_nearest_on(struct geos *geos, const struct area *area, struct map_point a,
                       struct map_point b, struct map_point *on, struct map_point *in);
/* Metres of the segment that lie outside. */
double area_outside(struct geos *geos, const struct area *area, struct map_point a,
                    struct map_point b);
/* Corners of the constrained Delaunay triangles, three a triangle; freed with free(). NULL when
 * there are none. */
struct map_point *area_triangles(struct geos *geos, const struct area *area, size_t *count);
