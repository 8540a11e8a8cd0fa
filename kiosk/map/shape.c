#include "map/shape.h"

#include <geos_c.h>
#include <math.h>
#include <stdlib.h>

struct geos {
    GEOSContextHandle_t h;
};

/* An area is a GEOS geometry; the name keeps GEOS out of the other files. */
static const GEOSGeometry *geometry(const struct area *area)
{
    return (const GEOSGeometry *)(const void *)area;
}

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
        for (end = first + 1;
             end < shape->ring_count && shape->rings[end].part == shape->rings[first].part; end++)
            ;
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

static GEOSGeometry *shape_make_valid(struct geos *geos, const struct shape *shape)
{
    GEOSGeometry *raw = shape_make(geos, shape);
    if (!raw || GEOSisValid_r(geos->h, raw) == 1)
        return raw;
    GEOSGeometry *valid = GEOSMakeValid_r(geos->h, raw);
    GEOSGeom_destroy_r(geos->h, raw);
    return valid;
}

static double area_of(struct geos *geos, const GEOSGeometry *g)
{
    double area = 0;
    return g && GEOSArea_r(geos->h, g, &area) ? area : 0;
}

/* The polygon with the largest area inside any collection; borrowed. */
static const GEOSGeometry *largest_polygon(struct geos *geos, const GEOSGeometry *g)
{
    if (!g)
        return NULL;
    if (GEOSGeomTypeId_r(geos->h, g) == GEOS_POLYGON)
        return area_of(geos, g) > 0 ? g : NULL;
    const GEOSGeometry *best = NULL;
    if (GEOSGeomTypeId_r(geos->h, g) < GEOS_MULTIPOINT)
        return NULL;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos->h, g); i++) {
        const GEOSGeometry *part = largest_polygon(geos, GEOSGetGeometryN_r(geos->h, g, i));
        if (part && area_of(geos, part) > area_of(geos, best))
            best = part;
    }
    return best;
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

static void polygon_copy(struct geos *geos, struct pool *pool, const GEOSGeometry *polygon,
                         struct shape *out)
{
    int holes = GEOSGetNumInteriorRings_r(geos->h, polygon);
    out->rings = pool_get(pool, (size_t)(holes + 1) * sizeof *out->rings);
    ring_copy(geos, pool, GEOSGetExteriorRing_r(geos->h, polygon), &out->rings[0]);
    for (int i = 0; i < holes; i++) {
        ring_copy(geos, pool, GEOSGetInteriorRingN_r(geos->h, polygon, i), &out->rings[i + 1]);
        out->rings[i + 1].hole = true;
    }
    out->ring_count = (size_t)holes + 1;
    out->kind = SHAPE_POLYGON;
}

bool shape_repair(struct geos *geos, struct pool *pool, const struct shape *shape,
                  struct shape *out)
{
    GEOSGeometry *valid = shape_make_valid(geos, shape);
    const GEOSGeometry *best = largest_polygon(geos, valid);
    *out = (struct shape){SHAPE_NONE, NULL, 0};
    if (best)
        polygon_copy(geos, pool, best, out);
    GEOSGeom_destroy_r(geos->h, valid);
    return out->kind == SHAPE_POLYGON;
}

struct map_point shape_inside(struct geos *geos, const struct shape *shape, double *radius)
{
    struct map_point out = shape_centroid(shape);
    GEOSGeometry *g = shape_make_valid(geos, shape);
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
    GEOSGeometry *x = shape_make_valid(geos, a), *y = shape_make_valid(geos, b);
    GEOSGeometry *both = x && y ? GEOSIntersection_r(geos->h, x, y) : NULL;
    double area = area_of(geos, both);
    GEOSGeom_destroy_r(geos->h, both);
    GEOSGeom_destroy_r(geos->h, x);
    GEOSGeom_destroy_r(geos->h, y);
    return area;
}

static struct area *take_largest(struct geos *geos, GEOSGeometry *g)
{
    const GEOSGeometry *best = largest_polygon(geos, g);
    GEOSGeometry *out = best ? GEOSGeom_clone_r(geos->h, best) : NULL;
    GEOSGeom_destroy_r(geos->h, g);
    return (struct area *)(void *)out;
}

struct area *area_make(struct geos *geos, const struct shape *shape,
                       const struct shape *const *obstacles, size_t count)
{
    GEOSGeometry *g = shape_make_valid(geos, shape);
    for (size_t i = 0; g && i < count; i++) {
        GEOSGeometry *obstacle = shape_make_valid(geos, obstacles[i]);
        GEOSGeometry *less = obstacle ? GEOSDifference_r(geos->h, g, obstacle) : NULL;
        GEOSGeom_destroy_r(geos->h, obstacle);
        if (!less)
            continue;
        GEOSGeom_destroy_r(geos->h, g);
        g = less;
    }
    return take_largest(geos, g);
}

void area_free(struct geos *geos, struct area *area)
{
    GEOSGeom_destroy_r(geos->h, (GEOSGeometry *)(void *)area);
}

struct area *area_shrink_parts(struct geos *geos, const struct area *area, double clearance)
{
    GEOSGeometry *g = GEOSBufferWithStyle_r(geos->h, geometry(area), -clearance, 2,
                                            GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 5.0);
    if (g && area_of(geos, g) > 0.01)
        return (struct area *)(void *)g;
    GEOSGeom_destroy_r(geos->h, g);
    return NULL;
}

struct area *area_shrink(struct geos *geos, const struct area *area, double clearance)
{
    struct area *out = area_shrink_parts(geos, area, clearance);
    if (!out || GEOSGeomTypeId_r(geos->h, geometry(out)) == GEOS_POLYGON)
        return out;
    area_free(geos, out);
    return NULL;
}

bool area_outline(struct geos *geos, struct pool *pool, const struct area *area, double grow,
                  struct shape *out)
{
    GEOSGeometry *grown = grow > 0
                              ? GEOSBufferWithStyle_r(geos->h, geometry(area), grow, 2,
                                                      GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 5.0)
                              : GEOSGeom_clone_r(geos->h, geometry(area));
    const GEOSGeometry *best = largest_polygon(geos, grown);
    *out = (struct shape){SHAPE_NONE, NULL, 0};
    if (best)
        polygon_copy(geos, pool, best, out);
    GEOSGeom_destroy_r(geos->h, grown);
    return out->kind == SHAPE_POLYGON;
}

struct map_point area_nearest(struct geos *geos, const struct area *area, struct map_point p)
{
    struct map_point out = p;
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(geos->h, p.x, p.y);
    GEOSCoordSequence *pair = GEOSNearestPoints_r(geos->h, geometry(area), point);
    if (pair)
        GEOSCoordSeq_getXY_r(geos->h, pair, 0, &out.x, &out.y);
    GEOSCoordSeq_destroy_r(geos->h, pair);
    GEOSGeom_destroy_r(geos->h, point);
    return out;
}

double area_outside(struct geos *geos, const struct area *area, struct map_point a,
                    struct map_point b)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos->h, 2, 2);
    GEOSCoordSeq_setXY_r(geos->h, sequence, 0, a.x, a.y);
    GEOSCoordSeq_setXY_r(geos->h, sequence, 1, b.x, b.y);
    GEOSGeometry *line = GEOSGeom_createLineString_r(geos->h, sequence);
    GEOSGeometry *rest = line ? GEOSDifference_r(geos->h, line, geometry(area)) : NULL;
    double length = 0;
    if (rest)
        GEOSLength_r(geos->h, rest, &length);
    GEOSGeom_destroy_r(geos->h, rest);
    GEOSGeom_destroy_r(geos->h, line);
    return length;
}

struct map_point *area_triangles(struct geos *geos, const struct area *area, size_t *count)
{
    GEOSGeometry *all = GEOSConstrainedDelaunayTriangulation_r(geos->h, geometry(area));
    int n = all ? GEOSGetNumGeometries_r(geos->h, all) : 0;
    struct map_point *out = n > 0 ? calloc((size_t)n * 3, sizeof *out) : NULL;
    *count = 0;
    for (int i = 0; out && i < n; i++) {
        const GEOSGeometry *ring =
            GEOSGetExteriorRing_r(geos->h, GEOSGetGeometryN_r(geos->h, all, i));
        const GEOSCoordSequence *sequence = ring ? GEOSGeom_getCoordSeq_r(geos->h, ring) : NULL;
        unsigned size = 0;
        if (!sequence || !GEOSCoordSeq_getSize_r(geos->h, sequence, &size) || size != 4)
            continue;
        for (unsigned k = 0; k < 3; k++)
            GEOSCoordSeq_getXY_r(geos->h, sequence, k, &out[*count * 3 + k].x,
                                 &out[*count * 3 + k].y);
        ++*count;
    }
    GEOSGeom_destroy_r(geos->h, all);
    return out;
}
