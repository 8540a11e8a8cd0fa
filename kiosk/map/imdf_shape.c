#include "map/imdf_read.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FAR_M 50000.0
#define SAME_M 0.001
#define LEAST_AREA_M2 0.01

bool imdf_first_position(const json_t *geometry, double *lon, double *lat)
{
    const json_t *at = json_object_get(geometry, "coordinates");
    for (int depth = 0; json_is_array(at) && depth < 5; depth++) {
        const json_t *x = json_array_get(at, 0), *y = json_array_get(at, 1);
        if (json_is_number(x) && json_is_number(y)) {
            *lon = json_number_value(x);
            *lat = json_number_value(y);
            return fabs(*lon) <= 180 && fabs(*lat) < 89;
        }
        at = x;
    }
    return false;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

bool imdf_middle(const json_t *features, double *lon, double *lat)
{
    size_t most = json_array_size(features), count = 0;
    double *lons = malloc((most + 1) * sizeof *lons), *lats = malloc((most + 1) * sizeof *lats);
    if (!lons || !lats)
        abort();
    for (size_t i = 0; i < most; i++)
        count += imdf_first_position(json_object_get(json_array_get(features, i), "geometry"),
                                     &lons[count], &lats[count]);
    qsort(lons, count, sizeof *lons, by_value);
    qsort(lats, count, sizeof *lats, by_value);
    if (count) {
        *lon = lons[count / 2];
        *lat = lats[count / 2];
    }
    free(lons);
    free(lats);
    return count > 0;
}

struct imdf_projection imdf_project_at(double lon, double lat)
{
    double f = lat * 3.14159265358979323846 / 180;
    return (struct imdf_projection){
        .lon = lon,
        .lat = lat,
        .per_lat = 111132.954 - 559.822 * cos(2 * f) + 1.175 * cos(4 * f),
        .per_lon = 111412.84 * cos(f) - 93.5 * cos(3 * f) + 0.118 * cos(5 * f),
    };
}

bool imdf_position(const struct imdf_projection *p, const json_t *position, struct map_point *out)
{
    const json_t *lon = json_array_get(position, 0), *lat = json_array_get(position, 1);
    if (!json_is_number(lon) || !json_is_number(lat))
        return false;
    out->x = (json_number_value(lon) - p->lon) * p->per_lon;
    out->y = (json_number_value(lat) - p->lat) * p->per_lat;
    return fabs(out->x) < FAR_M && fabs(out->y) < FAR_M;
}

/* Positions without repeats; false when one of them is impossible. */
static bool read_points(struct pool *pool, const struct imdf_projection *p, const json_t *list,
                        struct ring *out)
{
    size_t count = json_array_size(list);
    out->points = pool_get(pool, (count ? count : 1) * sizeof *out->points);
    out->count = 0;
    for (size_t i = 0; i < count; i++) {
        struct map_point at;
        if (!imdf_position(p, json_array_get(list, i), &at))
            return false;
        if (!out->count || point_distance(out->points[out->count - 1], at) > SAME_M)
            out->points[out->count++] = at;
    }
    return true;
}

static void add_polygon(struct pool *pool, const struct imdf_projection *p, const json_t *rings,
                        int part, const char *id, struct map_report *report, struct shape *out)
{
    for (size_t i = 0; i < json_array_size(rings); i++) {
        struct ring *ring = &out->rings[out->ring_count];
        *ring = (struct ring){.part = part, .hole = i > 0};
        if (!read_points(pool, p, json_array_get(rings, i), ring)) {
            report_add(report, DEFECT_COORDINATES, id, NULL);
            if (i == 0)
                return;
            continue;
        }
        if (ring->count > 1 &&
            point_distance(ring->points[0], ring->points[ring->count - 1]) <= SAME_M)
            ring->count--;
        if (ring->count < 3 || fabs(ring_area(ring)) < LEAST_AREA_M2) {
            report_add(report, DEFECT_RING_BAD, id, NULL);
            if (i == 0)
                return;
            continue;
        }
        out->ring_count++;
    }
}

static size_t count_rings(const json_t *polygons)
{
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(polygons); i++)
        count += json_array_size(json_array_get(polygons, i));
    return count;
}

static void read_polygons(struct pool *pool, const struct imdf_projection *p,
                          const json_t *coordinates, bool multi, const char *id,
                          struct map_report *report, struct shape *out)
{
    size_t most = multi ? count_rings(coordinates) : json_array_size(coordinates);
    out->rings = pool_get(pool, (most + 1) * sizeof *out->rings);
    if (multi)
        for (size_t i = 0; i < json_array_size(coordinates); i++)
            add_polygon(pool, p, json_array_get(coordinates, i), (int)i, id, report, out);
    else
        add_polygon(pool, p, coordinates, 0, id, report, out);
    out->kind = out->ring_count ? SHAPE_POLYGON : SHAPE_NONE;
}

static void read_lines(struct pool *pool, const struct imdf_projection *p,
                       const json_t *coordinates, bool multi, const char *id,
                       struct map_report *report, struct shape *out)
{
    size_t lines = multi ? json_array_size(coordinates) : 1;
    out->rings = pool_get(pool, (lines + 1) * sizeof *out->rings);
    for (size_t i = 0; i < lines; i++) {
        struct ring *line = &out->rings[out->ring_count];
        *line = (struct ring){.part = (int)i};
        if (!read_points(pool, p, multi ? json_array_get(coordinates, i) : coordinates, line))
            report_add(report, DEFECT_COORDINATES, id, NULL);
        else if (line->count < 2)
            report_add(report, DEFECT_RING_BAD, id, NULL);
        else
            out->ring_count++;
    }
    out->kind = out->ring_count ? SHAPE_LINE : SHAPE_NONE;
}

void imdf_shape(struct pool *pool, const struct imdf_projection *p, const json_t *geometry,
                const char *id, struct map_report *report, struct shape *out)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *coordinates = json_object_get(geometry, "coordinates"),
                 *parts = json_object_get(geometry, "geometries");
    *out = (struct shape){SHAPE_NONE, NULL, 0};
    if (!type)
        return;
    if (!strcmp(type, "GeometryCollection") && json_array_size(parts) == 1) {
        geometry = json_array_get(parts, 0); /* as some editors wrap what they cut */
        type = json_string_value(json_object_get(geometry, "type"));
        coordinates = json_object_get(geometry, "coordinates");
        if (!type)
            return;
    }
    if (!strcmp(type, "Polygon") || !strcmp(type, "MultiPolygon")) {
        read_polygons(pool, p, coordinates, type[0] == 'M', id, report, out);
    } else if (!strcmp(type, "LineString") || !strcmp(type, "MultiLineString")) {
        read_lines(pool, p, coordinates, type[0] == 'M', id, report, out);
    } else if (!strcmp(type, "Point")) {
        out->rings = pool_get(pool, sizeof *out->rings);
        out->rings[0] =
            (struct ring){.points = pool_get(pool, sizeof(struct map_point)), .count = 1};
        out->ring_count = 1;
        out->kind = SHAPE_POINT;
        if (!imdf_position(p, coordinates, out->rings[0].points)) {
            report_add(report, DEFECT_COORDINATES, id, NULL);
            *out = (struct shape){SHAPE_NONE, NULL, 0};
        }
    } else {
        report_add(report, DEFECT_GEOMETRY_FOREIGN, id, type);
    }
}
