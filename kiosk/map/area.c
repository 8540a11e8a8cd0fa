/* Where one can walk: a shape less what stands in it, its parts, clearances and triangles. */
#include "map/shape_geos.h"

#include <math.h>
#include <stdlib.h>

#define LEAST_BRIDGE_M 0.3 /* along the gap: nobody squeezes through where two corners meet */
#define BRIDGE_LAP_M 2e-4  /* a bridge overlaps what it joins by a hair */

/* An area is a GEOS geometry; the name keeps GEOS out of the other files. */
static const GEOSGeometry *geometry(const struct area *area)
{
    return (const GEOSGeometry *)(const void *)area;
}

struct collecting {
    GEOSGeometry **items;
    size_t count, capacity;
};

static void collect(struct geos *geos, const GEOSGeometry *g, void *arg)
{
    struct collecting *c = arg;
    c->items = array_grow(c->items, c->count, &c->capacity, sizeof *c->items);
    c->items[c->count++] = GEOSGeom_clone_r(geos->h, g);
}

/* The polygons alone, as one geometry; consumes g. NULL when there is none. */
static GEOSGeometry *parts_only(struct geos *geos, GEOSGeometry *g)
{
    struct collecting c = {0};
    geos_each_part(geos, g, collect, &c);
    GEOSGeom_destroy_r(geos->h, g);
    GEOSGeometry *out = c.count == 1  ? c.items[0]
                        : c.count > 1 ? GEOSGeom_createCollection_r(geos->h, GEOS_MULTIPOLYGON,
                                                                    c.items, (unsigned)c.count)
                                      : NULL;
    free(c.items);
    return out;
}

/* What closing g by half the gap adds between its parts: no point of it is further than that from
 * g. */
static GEOSGeometry *gaps_of(struct geos *geos, const GEOSGeometry *g)
{
    const double half = AREA_BRIDGE_M / 2 + 1e-4;
    GEOSGeometry *wide = GEOSBuffer_r(geos->h, g, half, 8);
    GEOSGeometry *closed = wide ? GEOSBuffer_r(geos->h, wide, -half, 8) : NULL;
    GEOSGeometry *own = GEOSBuffer_r(geos->h, g, BRIDGE_LAP_M / 2, 8);
    GEOSGeometry *gaps = closed && own ? GEOSDifference_r(geos->h, closed, own) : NULL;
    GEOSGeom_destroy_r(geos->h, wide);
    GEOSGeom_destroy_r(geos->h, closed);
    GEOSGeom_destroy_r(geos->h, own);
    return gaps;
}

/* Parts of one place that lie a slip of the pen apart are joined by what is between them; consumes
 * g. */
static GEOSGeometry *bridge(struct geos *geos, GEOSGeometry *g)
{
    if (!g || GEOSGetNumGeometries_r(geos->h, g) < 2)
        return g;
    GEOSGeometry *gaps = gaps_of(geos, g);
    for (int i = 0; gaps && i < GEOSGetNumGeometries_r(geos->h, gaps); i++) {
        const GEOSGeometry *gap = GEOSGetGeometryN_r(geos->h, gaps, i);
        double around = 0;
        if (GEOSGeomTypeId_r(geos->h, gap) == GEOS_POLYGON && GEOSLength_r(geos->h, gap, &around) &&
            around / 2 >= LEAST_BRIDGE_M)
            g = geos_unite(geos, g, GEOSBuffer_r(geos->h, gap, BRIDGE_LAP_M, 8));
    }
    GEOSGeom_destroy_r(geos->h, gaps);
    return g;
}

struct area *area_make(struct geos *geos, const struct shape *shape,
                       const struct shape *const *obstacles, size_t count)
{
    GEOSGeometry *g = bridge(geos, geos_shape(geos, shape));
    for (size_t i = 0; g && i < count; i++) {
        GEOSGeometry *obstacle = geos_shape(geos, obstacles[i]);
        GEOSGeometry *less = obstacle ? GEOSDifference_r(geos->h, g, obstacle) : NULL;
        GEOSGeom_destroy_r(geos->h, obstacle);
        if (!less)
            continue;
        GEOSGeom_destroy_r(geos->h, g);
        g = less;
    }
    return (struct area *)(void *)parts_only(geos, g);
}

size_t area_part_count(struct geos *geos, const struct area *area)
{
    int count = area ? GEOSGetNumGeometries_r(geos->h, geometry(area)) : 0;
    return count > 0 ? (size_t)count : 0;
}

struct area *area_part(struct geos *geos, const struct area *area, size_t part)
{
    const GEOSGeometry *g = GEOSGetGeometryN_r(geos->h, geometry(area), (int)part);
    return (struct area *)(void *)(g ? GEOSGeom_clone_r(geos->h, g) : NULL);
}

void area_free(struct geos *geos, struct area *area)
{
    GEOSGeom_destroy_r(geos->h, (GEOSGeometry *)(void *)area);
}

struct area *area_shrink_parts(struct geos *geos, const struct area *area, double clearance)
{
    GEOSGeometry *g = GEOSBufferWithStyle_r(geos->h, geometry(area), -clearance, 2,
                                            GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 5.0);
    if (g && geos_area(geos, g) > 0.01)
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

struct area *area_passable(struct geos *geos, struct area *area, double width)
{
    struct area *core = area_shrink_parts(geos, area, width / 2);
    GEOSGeometry *wide = core ? GEOSBufferWithStyle_r(geos->h, geometry(core), width / 2 + 1e-6, 2,
                                                      GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 5.0)
                              : NULL;
    GEOSGeometry *both = wide ? GEOSIntersection_r(geos->h, wide, geometry(area)) : NULL;
    GEOSGeom_destroy_r(geos->h, wide);
    area_free(geos, core);
    struct area *out = (struct area *)(void *)parts_only(geos, both);
    if (!out)
        return area;
    area_free(geos, area);
    return out;
}

bool area_outline(struct geos *geos, struct pool *pool, const struct area *area, double grow,
                  struct shape *out)
{
    GEOSGeometry *grown = grow > 0
                              ? GEOSBufferWithStyle_r(geos->h, geometry(area), grow, 2,
                                                      GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, 5.0)
                              : GEOSGeom_clone_r(geos->h, geometry(area));
    const GEOSGeometry *best = geos_largest(geos, grown);
    struct geos_copying copying = {.pool = pool, .out = out};
    *out = (struct shape){SHAPE_NONE, NULL, 0};
    if (best)
        geos_polygon_copy(geos, best, &copying);
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

static GEOSGeometry *segment_make(struct geos *geos, struct map_point a, struct map_point b)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos->h, 2, 2);
    GEOSCoordSeq_setXY_r(geos->h, sequence, 0, a.x, a.y);
    GEOSCoordSeq_setXY_r(geos->h, sequence, 1, b.x, b.y);
    return GEOSGeom_createLineString_r(geos->h, sequence);
}

double area_nearest_on(struct geos *geos, const struct area *area, struct map_point a,
                       struct map_point b, struct map_point *on, struct map_point *in)
{
    GEOSGeometry *line = segment_make(geos, a, b);
    GEOSCoordSequence *pair = line ? GEOSNearestPoints_r(geos->h, geometry(area), line) : NULL;
    double apart = HUGE_VAL;
    *on = *in = a;
    if (pair) {
        GEOSCoordSeq_getXY_r(geos->h, pair, 0, &in->x, &in->y);
        GEOSCoordSeq_getXY_r(geos->h, pair, 1, &on->x, &on->y);
        apart = point_distance(*on, *in);
    }
    GEOSCoordSeq_destroy_r(geos->h, pair);
    GEOSGeom_destroy_r(geos->h, line);
    return apart;
}

double area_outside(struct geos *geos, const struct area *area, struct map_point a,
                    struct map_point b)
{
    GEOSGeometry *line = segment_make(geos, a, b);
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
