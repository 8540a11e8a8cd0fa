/* Between shape.c and area.c; nobody else includes it. */
#pragma once

#include <geos_c.h>

#include "map/shape.h"

struct geos {
    GEOSContextHandle_t h;
};

/* The shape, repaired; NULL when nothing is left. */
GEOSGeometry *geos_shape(struct geos *geos, const struct shape *shape);
double geos_area(struct geos *geos, const GEOSGeometry *g);
/* The polygon with the largest area inside any collection; borrowed, may be NULL. */
const GEOSGeometry *geos_largest(struct geos *geos, const GEOSGeometry *g);
/* Both together; consumes them, either may be NULL. */
GEOSGeometry *geos_unite(struct geos *geos, GEOSGeometry *a, GEOSGeometry *b);
/* Calls with each polygon inside any collection that is worth something. */
void geos_each_part(struct geos *geos, const GEOSGeometry *g,
                    void (*take)(struct geos *, const GEOSGeometry *, void *), void *arg);

struct geos_copying {
    struct pool *pool;
    struct shape *out;
    size_t capacity;
    int part;
};

/* For geos_each_part: adds the polygon to what is copied. */
void geos_polygon_copy(struct geos *geos, const GEOSGeometry *polygon, void *copying);
