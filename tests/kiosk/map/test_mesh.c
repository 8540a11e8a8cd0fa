/* Covers kiosk/map/mesh.c, shape.c, area.c, geometry.c: ways inside one area against lengths worked
 * out by hand. */
#include "map/mesh.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#define assert_near(a, b, by) assert_true(fabs((a) - (b)) <= (by))

static struct ring ring_of(struct map_point *points, size_t count, bool hole)
{
    return (struct ring){points, count, 0, hole};
}

static double way(const struct shape *shape, struct map_point from, struct map_point to)
{
    struct geos *geos = geos_open();
    struct area *area = area_make(geos, shape, NULL, 0);
    struct mesh *mesh = mesh_make(geos, area);
    struct map_point line[64];
    assert_non_null(mesh);
    mesh_from(mesh, from);
    size_t count = mesh_to(mesh, to, line, 64);
    assert_true(count >= 2);
    double outside = 0;
    for (size_t i = 1; i < count; i++)
        outside += area_outside(geos, area, line[i - 1], line[i]);
    assert_true(outside < 0.001);
    double length = line_length(line, count);
    mesh_free(mesh);
    area_free(geos, area);
    geos_close(geos);
    return length;
}

static void the_way_round_a_corner_touches_the_corner(void **state)
{
    (void)state;
    struct map_point l[] = {{0, 0}, {10, 0}, {10, 4}, {4, 4}, {4, 10}, {0, 10}};
    struct ring ring = ring_of(l, 6, false);
    struct shape shape = {SHAPE_POLYGON, &ring, 1};
    double expected = hypot(6, 3) + hypot(2, 5); /* (10,1) - (4,4) - (2,9) */
    assert_near(way(&shape, (struct map_point){10, 1}, (struct map_point){2, 9}), expected, 1e-6);
    assert_near(way(&shape, (struct map_point){2, 9}, (struct map_point){10, 1}), expected, 1e-6);
}

static void in_sight_the_way_is_straight(void **state)
{
    (void)state;
    struct map_point u[] = {{0, 0},  {30, 0}, {30, 20}, {20, 20},
                            {20, 6}, {10, 6}, {10, 20}, {0, 20}};
    struct ring ring = ring_of(u, 8, false);
    struct shape shape = {SHAPE_POLYGON, &ring, 1};
    assert_near(way(&shape, (struct map_point){0, 1}, (struct map_point){30, 4}), hypot(30, 3),
                1e-6);
    double round = hypot(5, 13) * 2 + 10; /* down one arm, along the sill, up the other */
    assert_near(way(&shape, (struct map_point){5, 19}, (struct map_point){25, 19}), round, 1e-6);
}

static void the_way_round_a_pillar_takes_the_short_side(void **state)
{
    (void)state;
    struct map_point outer[] = {{0, 0}, {20, 0}, {20, 10}, {0, 10}};
    struct map_point pillar[] = {{9, 2}, {9, 9}, {11, 9}, {11, 2}};
    struct ring rings[] = {ring_of(outer, 4, false), ring_of(pillar, 4, true)};
    struct shape shape = {SHAPE_POLYGON, rings, 2};
    double expected = hypot(8, 1) * 2 + 2; /* below it: (1,3) - (9,2) - (11,2) - (19,3) */
    assert_near(way(&shape, (struct map_point){1, 3}, (struct map_point){19, 3}), expected, 1e-6);
}

static void a_crossed_outline_is_repaired_to_its_largest_part(void **state)
{
    (void)state;
    struct map_point crossed[] = {{0, 0}, {10, 10}, {10, 0}, {0, 4}};
    struct ring ring = ring_of(crossed, 4, false);
    struct shape shape = {SHAPE_POLYGON, &ring, 1}, repaired;
    struct pool pool = {NULL};
    struct geos *geos = geos_open();
    assert_false(shape_is_valid(geos, &shape));
    assert_true(shape_repair(geos, &pool, &shape, &repaired));
    assert_true(shape_is_valid(geos, &repaired));
    assert_true(shape_contains(&repaired, (struct map_point){9, 5}));
    pool_clear(&pool);
    geos_close(geos);
}

static size_t parts_of(struct map_point *points, size_t corners, size_t polygons)
{
    struct ring rings[4];
    for (size_t i = 0; i < polygons; i++)
        rings[i] = (struct ring){points + i * corners, corners, (int)i, false};
    struct shape shape = {SHAPE_POLYGON, rings, polygons};
    struct geos *geos = geos_open();
    struct area *area = area_make(geos, &shape, NULL, 0);
    size_t count = area_part_count(geos, area);
    area_free(geos, area);
    geos_close(geos);
    return count;
}

static void parts_a_slip_apart_are_one_place_and_parts_a_wall_apart_are_not(void **state)
{
    (void)state;
    for (int cm = 0; cm <= 20; cm++) {
        double x = 5 + cm / 100.0;
        struct map_point two[] = {{0, 0}, {5, 0}, {5, 3}, {0, 3}, {x, 0}, {9, 0}, {9, 3}, {x, 3}};
        assert_int_equal(parts_of(two, 4, 2), cm <= 5 ? 1 : 2);
    }
    struct map_point lapping[] = {{0, 0}, {5, 0}, {5, 3}, {0, 3}, {4, 0}, {9, 0}, {9, 3}, {4, 3}};
    assert_int_equal(parts_of(lapping, 4, 2), 1);
    struct map_point twice[] = {{0, 0}, {5, 0}, {5, 3}, {0, 3}, {0, 0}, {5, 0}, {5, 3}, {0, 3}};
    assert_int_equal(parts_of(twice, 4, 2), 1);
    struct map_point corners[] = {{0, 0},       {5, 0},    {5, 3}, {0, 3},
                                  {5.02, 3.02}, {9, 3.02}, {9, 6}, {5.02, 6}};
    assert_int_equal(parts_of(corners, 4, 2), 2); /* nobody squeezes through there */
}

static void overlapping_parts_are_repaired_to_all_of_them(void **state)
{
    (void)state;
    struct map_point points[] = {{0, 0}, {5, 0}, {5, 3},  {0, 3},  {4, 1},  {9, 1},
                                 {9, 2}, {4, 2}, {20, 0}, {25, 0}, {25, 3}, {20, 3}};
    struct ring rings[] = {ring_of(points, 4, false), ring_of(points + 4, 4, false),
                           ring_of(points + 8, 4, false)};
    rings[1].part = 1;
    rings[2].part = 2;
    struct shape shape = {SHAPE_POLYGON, rings, 3}, repaired;
    struct pool pool = {NULL};
    struct geos *geos = geos_open();
    assert_false(shape_is_valid(geos, &shape));
    assert_true(shape_repair(geos, &pool, &shape, &repaired));
    assert_true(shape_is_valid(geos, &repaired));
    assert_near(shape_area(&repaired), 15 + 4 + 15, 1e-6);
    pool_clear(&pool);
    geos_close(geos);
}

static void a_slit_is_no_passage(void **state)
{
    (void)state;
    struct map_point outer[] = {{0, 0}, {10, 0}, {10, 4}, {0, 4}};
    struct map_point bench[] = {{5, 0.1}, {5.2, 0.1}, {5.2, 3.85}, {5, 3.85}};
    struct ring rings[] = {ring_of(outer, 4, false), ring_of(bench, 4, false)};
    struct shape hall = {SHAPE_POLYGON, rings, 1}, across = {SHAPE_POLYGON, rings + 1, 1};
    const struct shape *obstacles[] = {&across};
    struct geos *geos = geos_open();
    struct area *area = area_make(geos, &hall, obstacles, 1);
    assert_int_equal(area_part_count(geos, area), 1);
    area = area_passable(geos, area, 0.2);
    assert_int_equal(area_part_count(geos, area), 2);
    area_free(geos, area);
    geos_close(geos);
}

static void turns_are_counted_to_the_right(void **state)
{
    (void)state;
    const struct map_point here = {0, 0}, north = {0, 5}, east = {5, 0};
    assert_near(point_bearing(here, north), 0, 1e-9);
    assert_near(point_bearing(here, east), 90, 1e-9);
    assert_near(angle_turn(350, 20), 30, 1e-9);
    assert_near(angle_turn(10, 280), -90, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_round_a_corner_touches_the_corner),
        cmocka_unit_test(in_sight_the_way_is_straight),
        cmocka_unit_test(the_way_round_a_pillar_takes_the_short_side),
        cmocka_unit_test(a_crossed_outline_is_repaired_to_its_largest_part),
        cmocka_unit_test(parts_a_slip_apart_are_one_place_and_parts_a_wall_apart_are_not),
        cmocka_unit_test(overlapping_parts_are_repaired_to_all_of_them),
        cmocka_unit_test(a_slit_is_no_passage),
        cmocka_unit_test(turns_are_counted_to_the_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
