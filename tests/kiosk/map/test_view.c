/* Covers kiosk/map/view.c, svg.c, labels.c, labels_place.c. */
#include "map/view.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define assert_near(a, b, by) assert_true(fabs((a) - (b)) <= (by))

#define DEMO TEST_ASSETS "/demo/imdf"
#define SMALL TEST_DATA "/imdf-small"

static struct map *map;

static int load(void **state)
{
    (void)state;
    map = map_load(DEMO, NULL);
    return map ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    map_free(map);
    return 0;
}

struct scene {
    struct map_start start;
    struct map_route route;
    struct map_view_options options;
};

static struct scene *scene_make(const char *kiosk, const char *place)
{
    struct scene *s = calloc(1, sizeof *s);
    assert_non_null(s);
    assert_true(map_kiosk(map, kiosk, &s->start));
    assert_int_equal(map_route(map, &s->start, place, NULL, &s->route), ERR_OK);
    s->options = (struct map_view_options){.level = s->start.level,
                                           .width = 956,
                                           .height = 548,
                                           .bearing = s->start.bearing,
                                           .route = &s->route,
                                           .you = &s->start};
    return s;
}

static void scene_free(struct scene *s)
{
    map_route_clear(&s->route);
    free(s);
}

static const char *const places[] = {"cardiology-waiting", "pharmacy", "dental-waiting",
                                     "ultrasound-1", "xray-1"};
static const char *const kiosks[] = {"KIOSK-03", "KIOSK-04", "KIOSK-05", "KIOSK-06"};

static void a_picture_is_made_of_paths_rectangles_and_circles(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "cardiology-waiting");
    char *svg = map_svg(map, &s->options);
    assert_non_null(svg);
    assert_memory_equal(svg, "<svg ", 5);
    assert_string_equal(svg + strlen(svg) - 6, "</svg>");
    for (const char *tag = svg; (tag = strchr(tag, '<')); tag++)
        assert_true(!strncmp(tag, "<svg ", 5) || !strncmp(tag, "<path ", 6) ||
                    !strncmp(tag, "<rect ", 6) || !strncmp(tag, "<circle ", 8) ||
                    !strncmp(tag, "</svg>", 6));
    assert_null(strstr(svg, "nan"));
    assert_null(strstr(svg, "inf"));
    assert_true(strlen(svg) < 60000);
    free(svg);
    scene_free(s);
}

static void labels_lie_neither_on_each_other_nor_on_the_route(void **state)
{
    (void)state;
    for (size_t k = 0; k < 4; k++)
        for (size_t p = 0; p < 5; p++) {
            struct scene *s = scene_make(kiosks[k], places[p]);
            for (size_t leg = 0; leg < s->route.leg_count; leg++)
                for (int en = 0; en < 2; en++) {
                    struct map_label labels[128];
                    struct view view;
                    s->options.level = s->route.legs[leg].level;
                    s->options.en = en;
                    size_t count = map_labels(map, &s->options, labels, 128);
                    assert_true(count > 2);
                    assert_true(view_make(map, &s->options, &view));
                    for (size_t i = 0; i < count; i++) {
                        struct view_box a = {labels[i].x, labels[i].y, labels[i].w, labels[i].h};
                        assert_true(view_box_inside(&view, &a, 0));
                        assert_true(labels[i].kind == MAP_LABEL_DISC ||
                                    !view_box_meets_route(&view, &a));
                        for (size_t j = 0; j < i; j++) {
                            struct view_box b = {labels[j].x, labels[j].y, labels[j].w,
                                                 labels[j].h};
                            assert_false(box_overlaps(&a, &b));
                        }
                    }
                    view_clear(&view);
                }
            scene_free(s);
        }
}

static void every_step_of_a_floor_has_its_disc(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "cardiology-waiting");
    for (size_t leg = 0; leg < s->route.leg_count; leg++) {
        struct map_label labels[128];
        s->options.level = s->route.legs[leg].level;
        size_t count = map_labels(map, &s->options, labels, 128), discs = 0, expected = 0;
        for (size_t i = 0; i < count; i++)
            discs += labels[i].kind == MAP_LABEL_DISC;
        for (size_t i = 0; i < s->route.step_count; i++)
            expected += s->route.steps[i].level == s->options.level;
        assert_int_equal(discs, expected);
    }
    scene_free(s);
}

/* Four ways of hanging the same screen: what is said is what is seen. */
static void the_way_out_is_drawn_where_the_words_say(void **state)
{
    (void)state;
    struct map *small = map_load(SMALL, NULL);
    assert_non_null(small);
    for (int turn = 0; turn < 4; turn++) {
        struct map_start start;
        struct map_route route;
        struct view view;
        assert_true(map_kiosk(small, "K1", &start));
        start.bearing = turn * 90;
        assert_int_equal(map_route(small, &start, "lift-1", NULL, &route), ERR_OK);
        struct map_view_options options = {.level = 0,
                                           .width = 900,
                                           .height = 900,
                                           .bearing = start.bearing,
                                           .route = &route,
                                           .you = &start};
        assert_true(view_make(small, &options, &view));
        assert_near(view.you_angle, 0, 1e-9); /* the wedge always points up */
        struct map_point away = line_at(view.lines[0].points, view.lines[0].count, 150);
        double x = away.x - view.you.x, y = away.y - view.you.y;
        const char *zh = route.steps[0].zh;
        if (!strncmp(zh, "往前走", strlen("往前走")))
            assert_true(y < -fabs(x));
        else if (!strncmp(zh, "往左走", strlen("往左走")))
            assert_true(x < -fabs(y));
        else if (!strncmp(zh, "往右走", strlen("往右走")))
            assert_true(x > fabs(y));
        else
            assert_true(y > fabs(x));
        view_clear(&view);
        map_route_clear(&route);
    }
    map_free(small);
}

static void a_room_is_found_under_the_finger(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "cardiology-waiting");
    struct map_label labels[128];
    size_t count = map_labels(map, &s->options, labels, 128), rooms = 0;
    for (size_t i = 0; i < count; i++) {
        struct map_place place;
        if (labels[i].kind != MAP_LABEL_ROOM ||
            !map_place_at(map, &s->options, labels[i].x, labels[i].y, &place))
            continue;
        rooms += !strcmp(place.id, labels[i].place);
    }
    assert_true(rooms >= 3);
    struct map_place place;
    assert_false(map_place_at(map, &s->options, -50, -50, &place));
    scene_free(s);
}

static void a_pixel_and_back_is_the_same_place(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-04", "pharmacy");
    struct view view;
    assert_true(view_make(map, &s->options, &view));
    struct map_point p = {31, 27}, q = view_metres(&view, view_pixel(&view, p));
    assert_near(p.x, q.x, 1e-6);
    assert_near(p.y, q.y, 1e-6);
    view_clear(&view);
    scene_free(s);
}

static void nonsense_makes_no_picture(void **state)
{
    (void)state;
    const struct map_view_options no_level = {.level = 99, .width = 900, .height = 500};
    const struct map_view_options no_size = {.level = 0};
    assert_null(map_svg(map, &no_level));
    assert_null(map_svg(map, &no_size));
    assert_int_equal(map_labels(map, &no_size, NULL, 0), 0);
}

static void a_closed_lift_is_marked(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "pharmacy");
    const char *const closed[] = {"lift-2"};
    struct map_label labels[128];
    size_t crossed = 0;
    s->options.whole_floor = true;
    s->options.route = NULL;
    s->options.width = 1600;
    s->options.height = 1200;
    s->options.closed = closed;
    s->options.closed_count = 1;
    size_t count = map_labels(map, &s->options, labels, 128);
    for (size_t i = 0; i < count; i++)
        crossed += labels[i].closed;
    assert_int_equal(crossed, 1);
    scene_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_made_of_paths_rectangles_and_circles),
        cmocka_unit_test(labels_lie_neither_on_each_other_nor_on_the_route),
        cmocka_unit_test(every_step_of_a_floor_has_its_disc),
        cmocka_unit_test(the_way_out_is_drawn_where_the_words_say),
        cmocka_unit_test(a_room_is_found_under_the_finger),
        cmocka_unit_test(a_pixel_and_back_is_the_same_place),
        cmocka_unit_test(nonsense_makes_no_picture),
        cmocka_unit_test(a_closed_lift_is_marked),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
