#include "support/untidy.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define LON 121.5
#define LAT 31.2
#define TURNED 0.31 /* radians */
static GEOSContextHandle_t g;

static double any(struct site *s, double low, double high)
{
    s->seed = s->seed * 1664525u + 1013904223u;
    return low + (high - low) * (double)(s->seed >> 8) / 16777216;
}

/* --- drawing
 * ---------------------------------------------------------------------------------------------- */

static void position(struct site *s, double x, double y)
{
    double e = x * cos(TURNED) - y * sin(TURNED), n = x * sin(TURNED) + y * cos(TURNED);
    fprintf(s->out, "[%.9f,%.9f]", LON + e / s->per_lon, LAT + n / s->per_lat);
}

struct map_point site_point(const struct site *s, double lon, double lat)
{
    double e = (lon - LON) * s->per_lon, n = (lat - LAT) * s->per_lat;
    return (struct map_point){e * cos(TURNED) + n * sin(TURNED), n * cos(TURNED) - e * sin(TURNED)};
}

static void open_file(struct site *s, const char *name)
{
    char path[TEMP_SIZE + 32];
    snprintf(path, sizeof path, "%s/%s", s->dir, name);
    s->out = fopen(path, "w");
    assert_non_null(s->out);
    fputs("{\"type\":\"FeatureCollection\",\"features\":[\n", s->out);
    s->begun = false;
}

static void close_file(struct site *s)
{
    fputs("]}\n", s->out);
    assert_int_equal(fclose(s->out), 0);
}

static void begin(struct site *s, const char *id, const char *geometry)
{
    fprintf(s->out, "%s{\"id\":\"%s\",\"type\":\"Feature\",\"geometry\":%s", s->begun ? ",\n" : "",
            id, geometry);
    s->begun = true;
}

static void end(struct site *s, const char *properties)
{
    fprintf(s->out, ",\"properties\":{\"level_id\":\"level\"%s}}", properties);
}

struct outline {
    int count;
    double at[8][2];
};

static struct outline box(double x0, double y0, double x1, double y1)
{
    return (struct outline){4, {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}};
}

static GEOSGeometry *line_of(const double (*at)[2], int count, bool ring)
{
    GEOSCoordSequence *c = GEOSCoordSeq_create_r(g, (unsigned)(count + ring), 2);
    for (int i = 0; i < count + ring; i++)
        GEOSCoordSeq_setXY_r(g, c, (unsigned)i, at[i % count][0], at[i % count][1]);
    return ring ? GEOSGeom_createLinearRing_r(g, c) : GEOSGeom_createLineString_r(g, c);
}

static void ring(struct site *s, const struct outline *o)
{
    fputc('[', s->out);
    for (int i = 0; i <= o->count; i++) {
        if (i)
            fputc(',', s->out);
        position(s, o->at[i % o->count][0], o->at[i % o->count][1]);
    }
    fputc(']', s->out);
}

/* A MultiPolygon; `hole` (may be NULL) is drawn twice, as is the first part when `twice`. */
static void area(struct site *s, struct drawn *kept, const char *id, const char *properties,
                 const struct outline *parts, int count, const struct outline *hole, bool twice)
{
    snprintf(kept->id, sizeof kept->id, "%s", id);
    begin(s, id, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
    for (int i = 0; i < count + twice; i++) {
        const struct outline *part = &parts[i % count];
        GEOSGeometry *own =
            GEOSGeom_createPolygon_r(g, line_of(part->at, part->count, true), NULL, 0);
        fputs(i ? ",[" : "[", s->out);
        ring(s, part);
        for (int k = 0; hole && k < 2; k++) {
            fputc(',', s->out);
            ring(s, hole);
        }
        fputc(']', s->out);
        if (hole) {
            GEOSGeometry *inner =
                GEOSGeom_createPolygon_r(g, line_of(hole->at, hole->count, true), NULL, 0);
            GEOSGeometry *less = GEOSDifference_r(g, own, inner);
            GEOSGeom_destroy_r(g, own);
            GEOSGeom_destroy_r(g, inner);
            own = less;
        }
        GEOSGeometry *both = kept->shape ? GEOSUnion_r(g, kept->shape, own) : own;
        if (kept->shape) {
            GEOSGeom_destroy_r(g, kept->shape);
            GEOSGeom_destroy_r(g, own);
        }
        kept->shape = both;
    }
    fputs("]}", s->out);
    end(s, properties);
}

static void unit(struct site *s, const char *id, const char *category, const struct outline *parts,
                 int count)
{
    char properties[200];
    snprintf(properties, sizeof properties,
             ",\"category\":\"%s\",\"name\":{\"zh\":\"%s\",\"en\":\"%s\"}", category, id, id);
    bool lobby = !strcmp(id, "lobby");
    const struct outline pillar = box(-4.3, 3, -3.7, 3.6);
    area(s, &s->units[s->unit_count++], id, properties, parts, count, lobby ? &pillar : NULL,
         lobby);
}

/* An opening whose middle is there, a little turned. */
static void door(struct site *s, double x, double y, double width, bool upright)
{
    double angle = (upright ? 1.5707963 : 0) + any(s, -0.14, 0.14), dx = cos(angle) * width / 2,
           dy = sin(angle) * width / 2;
    const double at[2][2] = {{x - dx, y - dy}, {x + dx, y + dy}};
    struct drawn *kept = &s->openings[s->opening_count++];
    snprintf(kept->id, sizeof kept->id, "door-%zu", s->opening_count);
    kept->shape = line_of(at, 2, false);
    begin(s, kept->id, "{\"type\":\"LineString\",\"coordinates\":[");
    position(s, at[0][0], at[0][1]);
    fputc(',', s->out);
    position(s, at[1][0], at[1][1]);
    fputs("]}", s->out);
    end(s, ",\"category\":\"pedestrian\"");
}

static void fixture(struct site *s, double x0, double y0, double x1, double y1)
{
    const struct outline o = box(x0, y0, x1, y1);
    struct drawn *kept = &s->fixtures[s->fixture_count++];
    char id[16];
    snprintf(id, sizeof id, "fixture-%zu", s->fixture_count);
    area(s, kept, id, ",\"category\":\"furniture\"", &o, 1, NULL, false);
}

static void units(struct site *s)
{
    struct outline corridor[SITE_PARTS];
    double w = s->wall;
    char id[16];
    open_file(s, "unit.geojson");
    for (int i = 0; i < SITE_PARTS; i++)
        corridor[i] = box(i * 6 + (i ? s->gap : 0), 0, i * 6 + 6, 2.6);
    unit(s, "corridor", "walkway", corridor, SITE_PARTS);
    const struct outline lobby = box(-8, -3, 0.3, 24);
    unit(s, "lobby", "lobby", &lobby, 1);
    for (int i = 0; i < SITE_PARTS; i++) {
        double x = i * 6 + 0.5;
        const struct outline above = box(x + 0.5, 2.6 + w, x + 4.5, 6 + w);
        const struct outline l = {
            6, {{x, -w}, {x, -w - 1}, {x + 3.5, -w - 1}, {x + 3.5, -6}, {x + 5, -6}, {x + 5, -w}}};
        const struct outline inner = box(x + 3.2, -6 - w - 3, x + 5, -6 - w);
        snprintf(id, sizeof id, "a%d", i);
        unit(s, id, "room", &above, 1);
        snprintf(id, sizeof id, "b%d", i);
        unit(s, id, "room", &l, 1);
        snprintf(id, sizeof id, "c%d", i); /* reached through b */
        unit(s, id, "room", &inner, 1);
    }
    for (int i = 0; i < SITE_CLOSETS; i++) {
        const struct outline closet = box(-10 - w, i * 1.0 - 3, -8 - w, i * 1.0 - 2.1);
        snprintf(id, sizeof id, "k%d", i);
        unit(s, id, "room", &closet, 1);
    }
    close_file(s);
}

static void doors(struct site *s)
{
    double w = s->wall;
    open_file(s, "opening.geojson");
    door(s, 0.15, 1.3, 2, true);
    for (int i = 0; i < SITE_PARTS; i++) {
        double x = i * 6 + 0.5;
        door(s, x + 2 + any(s, -0.7, 0.7), 2.6 + w * any(s, 0, 1), 1, false);
        door(s, x + 0.8, -w * any(s, 0, 1), 1, false);
        door(s, x + 4.2, -6 - w * any(s, 0, 1), 0.9, false);
        if (i + 1 < SITE_PARTS && s->doors >> i & 1)
            door(s, i * 6 + 6 + s->gap / 2, 1.3, 1.8, true);
    }
    for (int i = 0; i < SITE_CLOSETS; i++)
        door(s, -8 - w * any(s, 0, 1), i * 1.0 - 2.55, 0.8, true);
    close_file(s);
}

void site_draw(struct site *s, GEOSContextHandle_t geos)
{
    g = geos;
    const double f = LAT * 3.14159265358979323846 / 180;
    s->per_lat = 111132.954 - 559.822 * cos(2 * f) + 1.175 * cos(4 * f);
    s->per_lon = 111412.84 * cos(f) - 93.5 * cos(3 * f) + 0.118 * cos(5 * f);
    temp_make(s->dir);
    open_file(s, "level.geojson");
    begin(s, "level", "{\"type\":\"Polygon\",\"coordinates\":[");
    const struct outline all = box(-12, -12, 26, 26), kiosk = box(-3, 1, -2.4, 1.6);
    ring(s, &all);
    fputs("]}", s->out);
    end(s, ",\"ordinal\":0,\"name\":{\"zh\":\"1\",\"en\":\"1\"}");
    close_file(s);
    units(s);
    doors(s);
    open_file(s, "fixture.geojson");
    fixture(s, 3.99, 0.03, 4.01, 1.7); /* a pane of glass with a slit beside it */
    fixture(s, 14.5, 0.02, 16, 0.6);   /* a desk and a bench that nearly touch the wall */
    fixture(s, 22.4, 2.05, 23.8, 2.57);
    fixture(s, -6, 10, -2.5, 12);
    fixture(s, -8, SITE_BESIDE - 2.7, -7.6, SITE_BESIDE - 2.4); /* before half of its door */
    fixture(s, -8, SITE_SHUT - 3.1, -7.5, SITE_SHUT - 2);       /* before all of it */
    close_file(s);
    open_file(s, "amenity.geojson");
    begin(s, "desk", "{\"type\":\"Point\",\"coordinates\":");
    position(s, 15.2, 0.3);
    fputc('}', s->out);
    end(s, ",\"category\":\"information\",\"unit_ids\":[\"corridor\"]");
    close_file(s);
    open_file(s, "kiosk.geojson");
    begin(s, "kiosk", "{\"type\":\"Polygon\",\"coordinates\":[");
    ring(s, &kiosk);
    fputs("]}", s->out);
    end(s, ",\"bearing\":0");
    close_file(s);
}

void site_forget(struct site *s)
{
    for (size_t i = 0; i < SITE_DRAWN_MAX; i++) {
        GEOSGeom_destroy_r(g, s->units[i].shape);
        GEOSGeom_destroy_r(g, s->openings[i].shape);
        GEOSGeom_destroy_r(g, s->fixtures[i].shape);
    }
    temp_remove(s->dir);
}
