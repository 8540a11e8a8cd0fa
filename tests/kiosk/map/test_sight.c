/* Covers kiosk/map/sight.c: few edges, and no way more than 2 % longer. */
#include "map/sight.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define MOST 160

static uint32_t seed = 5;

static double any(double below)
{
    seed = seed * 1664525u + 1013904223u;
    return (double)(seed >> 8) / (1 << 24) * below;
}

/* A comb: a hall with five corridors. */
static struct map_point comb_points[] = {{0, 0},   {60, 0},  {60, 3},  {10, 3},  {10, 8},  {60, 8},
                                         {60, 11}, {10, 11}, {10, 16}, {60, 16}, {60, 19}, {10, 19},
                                         {10, 24}, {60, 24}, {60, 27}, {0, 27}};
static struct map_point pillar_points[] = {{4, 12}, {4, 15}, {6, 15}, {6, 12}};
static struct ring rings[] = {{comb_points, sizeof comb_points / sizeof comb_points[0], 0, false},
                              {pillar_points, 4, 0, true}};
static const struct shape comb = {SHAPE_POLYGON, rings, 2};

static bool crosses(struct map_point a, struct map_point b, struct map_point c, struct map_point d)
{
    double p = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    double q = (b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x);
    double r = (d.x - c.x) * (a.y - c.y) - (d.y - c.y) * (a.x - c.x);
    double s = (d.x - c.x) * (b.y - c.y) - (d.y - c.y) * (b.x - c.x);
    return (p > 1e-9) != (q > 1e-9) && (r > 1e-9) != (s > 1e-9) && fabs(p) > 1e-9 &&
           fabs(q) > 1e-9 && fabs(r) > 1e-9 && fabs(s) > 1e-9;
}

/* In sight by the textbook: no wall between, and the middle is inside. */
static bool in_sight(struct map_point a, struct map_point b)
{
    for (size_t r = 0; r < 2; r++)
        for (size_t i = 0; i < rings[r].count; i++)
            if (crosses(a, b, rings[r].points[i], rings[r].points[(i + 1) % rings[r].count]))
                return false;
    for (int i = 1; i < 20; i++) {
        struct map_point p = point_between(a, b, i / 20.0);
        if (!shape_contains(&comb, p) && shape_edge_distance(&comb, p, NULL) > 1e-6)
            return false;
    }
    return true;
}

static void shortest(double *d, size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                if (d[i * n + k] + d[k * n + j] < d[i * n + j])
                    d[i * n + j] = d[i * n + k] + d[k * n + j];
}

static void ways_are_at_most_two_percent_longer(void **state)
{
    (void)state;
    struct map_point points[MOST];
    size_t n = sight_corners(&comb, points, MOST), edge_count;
    assert_int_equal(n, 6 + 4); /* of the corridors' mouths, and the pillar */
    while (n < MOST) {
        struct map_point p = {any(60), any(27)};
        if (shape_contains(&comb, p))
            points[n++] = p;
    }
    struct geos *geos = geos_open();
    struct pool pool = {NULL};
    struct shape bounds;
    struct area *area = area_make(geos, &comb, NULL, 0);
    assert_true(area_outline(geos, &pool, area, 0.01, &bounds)); /* as graph_hall.c does */
    struct sight_edge *edges = sight_edges(&bounds, points, n, &edge_count);
    double *thin = malloc(n * n * sizeof *thin), *full = malloc(n * n * sizeof *full);
    assert_true(thin && full);
    for (size_t i = 0; i < n * n; i++)
        thin[i] = full[i] = i / n == i % n ? 0 : HUGE_VAL;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (i != j && in_sight(points[i], points[j]))
                full[i * n + j] = point_distance(points[i], points[j]);
    for (size_t i = 0; i < edge_count; i++) {
        size_t a = (size_t)edges[i].from, b = (size_t)edges[i].to;
        assert_true(in_sight(points[a], points[b]));
        thin[a * n + b] = thin[b * n + a] = point_distance(points[a], points[b]);
    }
    shortest(thin, n);
    shortest(full, n);
    for (size_t i = 0; i < n * n; i++) {
        assert_true(full[i] < HUGE_VAL);
        assert_true(thin[i] <= full[i] * (1 + SIGHT_DETOUR) + 0.001);
        assert_true(thin[i] >= full[i] - 1e-6);
    }
    assert_true(edge_count < n * 8); /* of n * n / 2 pairs */
    free(edges);
    free(thin);
    free(full);
    pool_clear(&pool);
    area_free(geos, area);
    geos_close(geos);
}

static void points_in_a_row_become_a_chain(void **state)
{
    (void)state;
    struct map_point points[40];
    size_t edge_count;
    for (size_t i = 0; i < 40; i++)
        points[i] = (struct map_point){10 + (double)i, 1.5 + (i % 2 ? 0.05 : 0)};
    struct sight_edge *edges = sight_edges(&comb, points, 40, &edge_count);
    assert_int_equal(edge_count, 39);
    free(edges);
}

static void nothing_and_one_point_have_no_edges(void **state)
{
    (void)state;
    struct map_point one = {1, 1};
    size_t edge_count;
    struct sight_edge *edges = sight_edges(&comb, &one, 0, &edge_count);
    assert_int_equal(edge_count, 0);
    free(edges);
    edges = sight_edges(&comb, &one, 1, &edge_count);
    assert_int_equal(edge_count, 0);
    free(edges);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_are_at_most_two_percent_longer),
        cmocka_unit_test(points_in_a_row_become_a_chain),
        cmocka_unit_test(nothing_and_one_point_have_no_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
