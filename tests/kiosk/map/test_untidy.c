/* Covers kiosk/map/area.c, graph_clear.c, graph_walk.c, graph_door.c: buildings that were drawn by
 * hand, turned by an angle, with gaps, laps and slips of a few centimetres. What a line may leave
 * is measured by GEOS against what was drawn, not against what the program made of it. */
#include "map/map_private.h"
#include "support/untidy.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define LEAVES_M 0.05
#define ALONG_M 0.01

static GEOSContextHandle_t g;

struct worst {
    double outside, doorway; /* metres: elsewhere, and in the doorways of doors that are far off */
};

/* --- measuring
 * ---------------------------------------------------------------------------------------------- */

static double far(const GEOSGeometry *point, const GEOSGeometry *shape)
{
    double d = 0;
    assert_true(GEOSDistance_r(g, point, shape, &d));
    return d;
}

static bool reported(const struct map_report *report, const char *id, const char *words)
{
    for (size_t i = 0; i < report->count; i++)
        if (!strcmp(report->items[i].feature, id) && strstr(report->items[i].en, words))
            return true;
    return false;
}

/* How far the door's middle is off the unit, by what was drawn. */
static double off_unit(const struct drawn *door, const GEOSGeometry *unit)
{
    GEOSGeometry *middle = GEOSInterpolateNormalized_r(g, door->shape, 0.5);
    double d = far(middle, unit);
    GEOSGeom_destroy_r(g, middle);
    return d;
}

struct edge_drawn {
    const struct drawn *unit, *doors[2]; /* NULL = that end is no opening */
    double off[2];                       /* of the door from the unit; 0 unless that was told */
};

/* No further out than 5 cm; but in the doorway of a door that is itself drawn further off its unit,
 * which the check then tells, than half of that. */
static void check_point(const struct site *s, const struct edge_drawn *edge, struct map_point at,
                        struct worst *worst)
{
    GEOSGeometry *p = GEOSGeom_createPointFromXY_r(g, at.x, at.y);
    double d = far(p, edge->unit->shape), allowed = LEAVES_M;
    for (int i = 0; d > 0.002 && i < 2; i++) {
        double to = edge->doors[i] ? far(p, edge->doors[i]->shape) : HUGE_VAL;
        d = fmin(d, to);
        if (to < edge->off[i] + 1e-3)
            allowed = fmax(allowed, edge->off[i] / 2 + 1e-3);
    }
    if (d > allowed)
        fail_msg("gap %.0f cm, wall %.0f cm: %.3f m outside %s at %.2f %.2f", s->gap * 100,
                 s->wall * 100, d, edge->unit->id, at.x, at.y);
    if (allowed > LEAVES_M)
        worst->doorway = fmax(worst->doorway, d);
    else
        worst->outside = fmax(worst->outside, d);
    for (size_t i = 0; i < s->fixture_count; i++)
        if (GEOSContains_r(g, s->fixtures[i].shape, p) == 1) {
            GEOSGeometry *edges = GEOSBoundary_r(g, s->fixtures[i].shape);
            if (far(p, edges) > LEAVES_M)
                fail_msg("gap %.0f cm, wall %.0f cm: inside %s at %.2f %.2f", s->gap * 100,
                         s->wall * 100, s->fixtures[i].id, at.x, at.y);
            GEOSGeom_destroy_r(g, edges);
        }
    GEOSGeom_destroy_r(g, p);
}

/* Nothing to measure: all of it in the unit, and in no fixture. */
static bool is_inside(const struct site *s, const struct drawn *unit, struct map_point a,
                      struct map_point b)
{
    GEOSCoordSequence *c = GEOSCoordSeq_create_r(g, 2, 2);
    GEOSCoordSeq_setXY_r(g, c, 0, a.x, a.y);
    GEOSCoordSeq_setXY_r(g, c, 1, b.x, b.y);
    GEOSGeometry *line = GEOSGeom_createLineString_r(g, c);
    bool inside = GEOSCovers_r(g, unit->shape, line) == 1;
    for (size_t i = 0; inside && i < s->fixture_count; i++)
        inside = GEOSIntersects_r(g, s->fixtures[i].shape, line) == 0;
    GEOSGeom_destroy_r(g, line);
    return inside;
}

static struct map_point drawn_at(const struct site *s, const struct map *map, struct map_point at)
{
    double lon, lat;
    map_to_lonlat(map, at, &lon, &lat);
    return site_point(s, lon, lat);
}

static const struct drawn *find(const struct drawn *of, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(of[i].id, id))
            return &of[i];
    return NULL;
}

static struct edge_drawn what_was_drawn(const struct site *s, const struct map *map,
                                        const struct map_report *report,
                                        const struct graph_edge *edge)
{
    struct edge_drawn out = {.unit =
                                 find(s->units, s->unit_count, map->venue->units[edge->unit].id)};
    const int ends[2] = {edge->from, edge->to};
    assert_non_null(out.unit);
    for (int i = 0; i < 2; i++) {
        const struct graph_node *node = &map->graph->nodes[ends[i]];
        if (node->kind != NODE_OPENING)
            continue;
        const char *id = map->venue->openings[node->index].id;
        out.doors[i] = find(s->openings, s->opening_count, id);
        assert_non_null(out.doors[i]);
        double off = off_unit(out.doors[i], out.unit->shape);
        if (off > LEAVES_M && off < 0.2 && reported(report, id, "more than 5 cm off its units"))
            out.off[i] = off;
    }
    return out;
}

static void check_lines(const struct site *s, const struct map *map,
                        const struct map_report *report, struct worst *worst)
{
    for (size_t e = 0; e < map->graph->edge_count; e++) {
        struct graph_edge edge = graph_edge_at(map->graph, (int)e);
        if (edge.unit < 0 || edge.backwards)
            continue;
        const struct edge_drawn drawn = what_was_drawn(s, map, report, &edge);
        for (int i = 1; i < edge.line_count; i++) {
            struct map_point a = drawn_at(s, map, graph_edge_point(map->graph, &edge, i - 1)),
                             b = drawn_at(s, map, graph_edge_point(map->graph, &edge, i));
            int steps = (int)ceil(point_distance(a, b) / ALONG_M);
            if (is_inside(s, drawn.unit, a, b))
                continue;
            for (int k = 0; k <= steps; k++)
                check_point(s, &drawn, point_between(a, b, steps ? (double)k / steps : 0), worst);
        }
    }
}

static bool reaches(const struct map *map, const char *place)
{
    struct map_start from;
    struct map_route route;
    assert_true(map_kiosk(map, NULL, &from));
    assert_int_equal(map_route(map, &from, place, NULL, &route), ERR_OK);
    bool way = route.outcome == MAP_WAY;
    for (size_t k = 1; k < route.edge_count; k++) { /* the drawn way has no jumps */
        const struct graph_edge a = graph_edge_at(map->graph, route.edges[k - 1]),
                                b = graph_edge_at(map->graph, route.edges[k]);
        assert_true(point_distance(graph_edge_point(map->graph, &a, a.line_count - 1),
                                   graph_edge_point(map->graph, &b, 0)) < 0.001);
    }
    map_route_clear(&route);
    return way;
}

/* What lies off its units is told with how far, and what stands before a door. */
static void check_told(const struct site *s, const struct map *map, const struct map_report *report)
{
    int shut = 0;
    for (size_t i = 0; i < map->venue->opening_count; i++) {
        const struct venue_opening *o = &map->venue->openings[i];
        const struct drawn *door = find(s->openings, s->opening_count, o->id);
        double off = 0;
        char words[64], more[64];
        assert_non_null(door);
        shut += reported(report, o->id, "stands before this opening");
        for (int k = 0; k < o->unit_count; k++)
            off = fmax(
                off,
                off_unit(door,
                         find(s->units, s->unit_count, map->venue->units[o->units[k]].id)->shape));
        if (off <= LEAVES_M + 2e-4) /* as the file rounds it */
            continue;
        snprintf(words, sizeof words, "off its units: %.0f cm", ceil(off * 100 - 0.02));
        snprintf(more, sizeof more, "off its units: %.0f cm", ceil(off * 100 + 0.02));
        if (!reported(report, o->id, words) && !reported(report, o->id, more))
            fail_msg("%s: %s", o->id, words);
    }
    assert_int_equal(shut, 1);
}

static void check_site(double gap, double wall, unsigned doors, struct worst *worst)
{
    struct site *s = calloc(1, sizeof *s);
    struct map_report report = {0};
    char id[16];
    assert_non_null(s);
    s->seed = (uint32_t)(gap * 1000 + wall * 77777 + doors);
    s->gap = gap;
    s->wall = wall;
    s->doors = doors;
    site_draw(s, g);
    struct map *map = map_load(s->dir, &report);
    assert_non_null(map);
    check_lines(s, map, &report, worst);
    bool open = true;
    for (int i = 0; i < SITE_PARTS; i++) {
        open = open && (i == 0 || gap <= LEAVES_M || doors >> (i - 1) & 1);
        for (char room = 'a'; room <= 'c'; room++) {
            snprintf(id, sizeof id, "%c%d", room, i);
            if (reaches(map, id) != open)
                fail_msg("gap %.2f wall %.2f doors %x: %s", gap, wall, doors, id);
        }
    }
    for (int i = 0; i < SITE_CLOSETS; i++) {
        snprintf(id, sizeof id, "k%d", i);
        if (reaches(map, id) != (i != SITE_SHUT))
            fail_msg("gap %.2f wall %.2f: %s", gap, wall, id);
    }
    check_told(s, map, &report);
    assert_int_equal(reported(&report, "corridor", "in parts"), !open);
    map_free(map);
    map_report_clear(&report);
    site_forget(s);
    free(s);
}

static void no_line_leaves_what_was_drawn(void **state)
{
    (void)state;
    static const double gaps[] = {0.01, 0.04, 0.08, 0.15, 0.19};
    struct worst worst = {0};
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++)
            check_site(gaps[i], gaps[k], (unsigned)(i * 5 + k) * 3 & 7, &worst);
    assert_true(worst.doorway > LEAVES_M); /* there were such */
    print_message("furthest outside: %.1f cm, in doorways %.1f cm\n", worst.outside * 100,
                  worst.doorway * 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_line_leaves_what_was_drawn)};
    g = GEOS_init_r();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    GEOS_finish_r(g);
    return failed;
}
