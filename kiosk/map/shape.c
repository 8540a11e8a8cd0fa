#include "map/shape_geos.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_PART_M2 0.01

struct geos *geos_open(void)
{
    struct geos *geos = calloc(1, sizeof *geos);
    if (!geos)
        abort();
    geos->h = GEOS_init_r();
    if (!geos->h)
        abort();
    return geos;
}

void geos_close(struct geos *geos)
{
    if (!geos)
        return;
    GEOS_finish_r(geos->h);
    free(geos);
}

static GEOSGeometry *ring_make(struct geos *geos, const struct ring *ring)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos->h, (unsigned)ring->count + 1, 2);
    if (!sequence)
        return NULL;
    for (size_t i = 0; i <= ring->count; i++) {
        struct map_point p = ring->points[i % ring->count];
        GEOSCoordSeq_setXY_r(geos->h, sequence, (unsigned)i, p.x, p.y);
    }
    return GEOSGeom_createLinearRing_r(geos->h, sequence);
}

static GEOSGeometry *polygon_make(struct geos *geos, const struct shape *shape, size_t first,
                                  size_t end)
{
    GEOSGeometry *shell = ring_make(geos, &shape->rings[first]);
    GEOSGeometry **holes = calloc(end - first, sizeof *holes);
    if (!holes)
        abort();
    unsigned count = 0;
    for (size_t i = first + 1; i < end; i++) {
        GEOSGeometry *hole = ring_make(geos, &shape->rings[i]);
        if (hole)
            holes[count++] = hole;
    }
    GEOSGeometry *polygon = shell ? GEOSGeom_createPolygon_r(geos->h, shell, holes, count) : NULL;
    free(holes);
    return polygon;
}

static size_t part_end(const struct shape *shape, size_t first)
{
    size_t end = first + 1;
    while (end < shape->ring_count && shape->rings[end].part == shape->rings[first].part)
        end++;
    return end;
}

static bool has_parts(const struct shape *shape)
{
    return part_end(shape, 0) < shape->ring_count;
}

/* May be invalid in the sense of OGC; NULL for a shape without rings. */
static GEOSGeometry *shape_make(struct geos *geos, const struct shape *shape)
{
    if (shape->kind != SHAPE_POLYGON || !shape->ring_count)
        return NULL;
    GEOSGeometry **parts = calloc(shape->ring_count, sizeof *parts);
    if (!parts)
        abort();
    unsigned count = 0;
    for (size_t first = 0, end; first < shape->ring_count; first = end) {
        end = part_end(shape, first);
        GEOSGeometry *part = polygon_make(geos, shape, first, end);
        if (part)
            parts[count++] = part;
    }
    GEOSGeometry *out = count == 1 ? parts[0]
                        : count > 1
                            ? GEOSGeom_createCollection_r(geos->h, GEOS_MULTIPOLYGON, parts, count)
                            : NULL;
    free(parts);
    return out;
}

static GEOSGeometry *make_valid(struct geos *geos, GEOSGeometry *raw)
{
    if (!raw || GEOSisValid_r(geos->h, raw) == 1)
        return raw;
    GEOSGeometry *valid = GEOSMakeValid_r(geos->h, raw);
    GEOSGeom_destroy_r(geos->h, raw);
    return valid;
}

double geos_area(struct geos *geos, const GEOSGeometry *g)
{
    double area = 0;
    return g && GEOSArea_r(geos->h, g, &area) ? area : 0;
}

/* The polygon with the largest area inside any collection; borrowed. */
const GEOSGeometry *geos_largest(struct geos *geos, const GEOSGeometry *g)
{
    if (!g)
        return NULL;
    if (GEOSGeomTypeId_r(geos->h, g) == GEOS_POLYGON)
        return geos_area(geos, g) > 0 ? g : NULL;
    const GEOSGeometry *best = NULL;
    if (GEOSGeomTypeId_r(geos->h, g) < GEOS_MULTIPOINT)
        return NULL;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos->h, g); i++) {
        const GEOSGeometry *part = geos_largest(geos, GEOSGetGeometryN_r(geos->h, g, i));
        if (part && geos_area(geos, part) > geos_area(geos, best))
            best = part;
    }
    return best;
}

static GEOSGeometry *take_largest(struct geos *geos, GEOSGeometry *g)
{
    const GEOSGeometry *best = geos_largest(geos, g);
    GEOSGeometry *out = best ? GEOSGeom_clone_r(geos->h, best) : NULL;
    GEOSGeom_destroy_r(geos->h, g);
    return out;
}

GEOSGeometry *geos_unite(struct geos *geos, GEOSGeometry *a, GEOSGeometry *b)
{
    GEOSGeometry *both = a && b ? GEOSUnion_r(geos->h, a, b) : NULL;
    if (!both)
        return a ? (GEOSGeom_destroy_r(geos->h, b), a) : b;
    GEOSGeom_destroy_r(geos->h, a);
    GEOSGeom_destroy_r(geos->h, b);
    return both;
}

/* Parts that overlap, share an edge or are there twice are one place: each is repaired by itself,
 * and then they are united. */
GEOSGeometry *geos_shape(struct geos *geos, const struct shape *shape)
{
    GEOSGeometry *raw = shape_make(geos, shape);
    if (!raw || GEOSisValid_r(geos->h, raw) == 1)
        return raw;
    if (!has_parts(shape))
        return make_valid(geos, raw);
    GEOSGeom_destroy_r(geos->h, raw);
    GEOSGeometry *all = NULL;
    for (size_t first = 0, end; first < shape->ring_count; first = end) {
        end = part_end(shape, first);
        GEOSGeometry *part = make_valid(geos, polygon_make(geos, shape, first, end));
        all = geos_unite(geos, all, take_largest(geos, part));
    }
    return all;
}

bool shape_is_valid(struct geos *geos, const struct shape *shape)
{
    GEOSGeometry *g = shape_make(geos, shape);
    bool valid = g && GEOSisValid_r(geos->h, g) == 1;
    GEOSGeom_destroy_r(geos->h, g);
    return valid;
}

static void ring_copy(struct geos *geos, struct pool *pool, const GEOSGeometry *g, struct ring *out)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos->h, g);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(geos->h, sequence, &size);
    out->count = size ? size - 1 : 0;
    out->points = pool_get(pool, (size ? size : 1) * sizeof *out->points);
    for (unsigned i = 0; i + 1 < size; i++)
        GEOSCoordSeq_getXY_r(geos->h, sequence, i, &out->points[i].x, &out->points[i].y);
}

static bool is_part(struct geos *geos, const GEOSGeometry *g)
{
    return GEOSGeomTypeId_r(geos->h, g) == GEOS_POLYGON && geos_area(geos, g) > LEAST_PART_M2;
}

/* Calls with each polygon inside any collection that is worth something. */
void geos_each_part(struct geos *geos, const GEOSGeometry *g,
                    void (*take)(struct geos *, const GEOSGeometry *, void *), void *arg)
{
    if (g && is_part(geos, g))
        take(geos, g, arg);
    if (!g || GEOSGeomTypeId_r(geos->h, g) < GEOS_MULTIPOINT)
        return;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos->h, g); i++)
        geos_each_part(geos, GEOSGetGeometryN_r(geos->h, g, i), take, arg);
}

static void add_ring(struct geos *geos, struct geos_copying *c, const GEOSGeometry *g, bool hole)
{
    if (c->out->ring_count == c->capacity) {
        struct ring *more = pool_get(c->pool, (c->capacity * 2 + 4) * sizeof *more);
        if (c->capacity)
            memcpy(more, c->out->rings, c->capacity * sizeof *more);
        c->out->rings = more;
        c->capacity = c->capacity * 2 + 4;
    }
    struct ring *ring = &c->out->rings[c->out->ring_count++];
    ring_copy(geos, c->pool, g, ring);
    ring->hole = hole;
    ring->part = c->part;
}

void geos_polygon_copy(struct geos *geos, const GEOSGeometry *polygon, void *arg)
{
    struct geos_copying *c = arg;
    add_ring(geos, c, GEOSGetExteriorRing_r(geos->h, polygon), false);
    for (int i = 0; i < GEOSGetNumInteriorRings_r(geos->h, polygon); i++)
        add_ring(geos, c, GEOSGetInteriorRingN_r(geos->h, polygon, i), true);
    c->part++;
    c->out->kind = SHAPE_POLYGON;
}

bool shape_repair(struct geos *geos, struct pool *pool, const struct shape *shape,
                  struct shape *out)
{
    GEOSGeometry *valid = geos_shape(geos, shape);
    const GEOSGeometry *best = geos_largest(geos, valid);
    struct geos_copying copying = {.pool = pool, .out = out};
    *out = (struct shape){SHAPE_NONE, NULL, 0};
    if (best && has_parts(shape))
        geos_each_part(geos, valid, geos_polygon_copy, &copying);
    else if (best)
        geos_polygon_copy(geos, best, &copying);
    GEOSGeom_destroy_r(geos->h, valid);
    return out->kind == SHAPE_POLYGON;
}

struct map_point shape_inside(struct geos *geos, const struct shape *shape, double *radius)
{
    struct map_point out = shape_centroid(shape);
    GEOSGeometry *g = geos_shape(geos, shape);
    GEOSGeometry *line = g ? GEOSMaximumInscribedCircle_r(geos->h, g, 0.2) : NULL;
    if (line) {
        const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos->h, line);
        double length = 0;
        GEOSCoordSeq_getXY_r(geos->h, sequence, 0, &out.x, &out.y);
        GEOSLength_r(geos->h, line, &length);
        if (radius)
            *radius = length;
    } else if (radius) {
        *radius = 0;
    }
    GEOSGeom_destroy_r(geos->h, line);
    GEOSGeom_destroy_r(geos->h, g);
    return out;
}

double shape_overlap(struct geos *geos, const struct shape *a, const struct shape *b)
{
    GEOSGeometry *x = geos_shape(geos, a), *y = geos_shape(geos, b);
    GEOSGeometry *both = x && y ? GEOSIntersection_r(geos->h, x, y) : NULL;
    double area = geos_area(geos, both);
    GEOSGeom_destroy_r(geos->h, both);
    GEOSGeom_destroy_r(geos->h, x);
    GEOSGeom_destroy_r(geos->h, y);
    return area;
}
