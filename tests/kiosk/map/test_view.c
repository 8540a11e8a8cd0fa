/* Covers kiosk/map/view.c, thing.c, camera.c, floor.c, picture.c, labels.c, labels_place.c. */
#include "map/view.h"
#include "support/big_floor.h"
#include "support/temp.h"

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

static void check_picture(const struct map_picture *p)
{
    assert_true(p->shape_count > 3 && p->ring_count > 3);
    for (size_t i = 0; i < p->shape_count; i++)
        assert_true(p->shapes[i].first + p->shapes[i].count <= p->ring_count);
    for (size_t i = 0; i < p->ring_count; i++)
        assert_true(p->rings[i].first + p->rings[i].count <= p->point_count);
    for (size_t i = 0; i < p->point_count; i++)
        assert_true(isfinite(p->points[i].x) && isfinite(p->points[i].y));
}

static void a_picture_holds_only_what_is_in_it(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "cardiology-waiting");
    struct map_picture picture = {0};
    struct map_camera camera;
    assert_true(map_picture(map, &s->options, &picture));
    check_picture(&picture);
    size_t whole = picture.point_count;
    assert_true(map_camera_fit(map, &s->options, MAP_FIT_WAY, &camera));
    camera.scale *= 6;
    s->options.camera = &camera;
    assert_true(map_picture(map, &s->options, &picture));
    check_picture(&picture);
    assert_true(picture.point_count < whole);
    map_picture_clear(&picture);
    scene_free(s);
}

/* Two labels, or a label and the route, a key or the picture's edge. */
static void check_labels(const struct map *of, const struct map_view_options *options,
                         const struct map_label *labels, size_t count)
{
    struct view view;
    assert_true(view_make(of, options, &view));
    for (size_t i = 0; i < count; i++) {
        struct view_box a = {labels[i].x, labels[i].y, labels[i].w, labels[i].h};
        assert_true(view_box_inside(&view, &a, 0));
        assert_true(labels[i].kind == MAP_LABEL_DISC || !view_box_meets_route(&view, &a));
        for (int k = 0; k < options->reserved_count; k++) {
            const struct map_box *r = &options->reserved[k];
            assert_false(box_overlaps(&a, &(struct view_box){r->x, r->y, r->w, r->h}));
        }
        for (size_t j = 0; j < i; j++) {
            struct view_box b = {labels[j].x, labels[j].y, labels[j].w, labels[j].h};
            assert_false(box_overlaps(&a, &b));
        }
    }
    view_clear(&view);
}

static void labels_lie_neither_on_each_other_nor_on_the_route(void **state)
{
    (void)state;
    static const struct {
        int height;
        double text_px;
        bool keys;
    } sizes[] = {{548, 28, false}, {400, 28, true}, {460, 37, true}, {720, 28, true}};
    for (size_t k = 0; k < 4; k++)
        for (size_t p = 0; p < 5; p++) {
            struct scene *s = scene_make(kiosks[k], places[p]);
            for (size_t i = 0; i < s->route.leg_count * 8; i++) {
                struct map_label labels[128];
                s->options.level = s->route.legs[i / 8].level;
                s->options.en = i % 2;
                s->options.height = sizes[i % 8 / 2].height;
                s->options.text_px = sizes[i % 8 / 2].text_px;
                s->options.reserved_count = sizes[i % 8 / 2].keys ? 2 : 0;
                s->options.reserved[0] = (struct map_box){884, s->options.height - 180.0, 144, 340};
                s->options.reserved[1] = (struct map_box){110, s->options.height - 64.0, 204, 112};
                size_t count = map_labels(map, &s->options, labels, 128);
                assert_true(count > 2);
                check_labels(map, &s->options, labels, count);
            }
            scene_free(s);
        }
}

/* Laid once, then looked at from elsewhere and while it zooms. */
static void labels_stay_apart_while_the_plan_moves(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "cardiology-waiting");
    struct map_label *laid = calloc(1024, sizeof *laid), labels[200];
    struct map_camera at, moved;
    assert_non_null(laid);
    assert_true(map_camera_fit(map, &s->options, MAP_FIT_WAY, &at));
    s->options.camera = &at;
    size_t count = map_labels_lay(map, &s->options, laid, 1024);
    for (int i = 0; i < 40; i++) {
        moved = map_camera_moved(&s->options, at, i * 17 - 340, i * 9 - 180);
        moved = map_camera_zoomed(&s->options, moved, i % 4 ? 1 : 0.5 + i / 20.0, 400, 200);
        s->options.camera = &moved;
        size_t shown = map_labels_show(map, &s->options, &at, laid, count, labels, 200);
        struct map_view_options no_route = s->options;
        no_route.route = NULL; /* while it zooms a label may come over the line */
        check_labels(map, i % 4 ? &s->options : &no_route, labels, shown);
    }
    free(laid);
    scene_free(s);
}

static void every_step_of_a_floor_has_its_disc(void **state)
{
    (void)state;
    for (size_t k = 0; k < 4; k++)
        for (size_t p = 0; p < 5; p++) {
            struct scene *s = scene_make(kiosks[k], places[p]);
            for (size_t leg = 0; leg < s->route.leg_count * 2; leg++) {
                struct map_label labels[128];
                s->options.level = s->route.legs[leg / 2].level;
                s->options.height = leg % 2 ? 400 : 552;
                size_t count = map_labels(map, &s->options, labels, 128);
                for (size_t i = 0; i < s->route.step_count; i++) {
                    bool found = s->route.steps[i].level != s->options.level;
                    for (size_t l = 0; l < count; l++)
                        found |= labels[l].kind == MAP_LABEL_DISC && labels[l].number == (int)i + 1;
                    if (!found)
                        fail_msg("%s to %s: no disc %d", kiosks[k], places[p], (int)i + 1);
                }
            }
            scene_free(s);
        }
}

/* The middle of the outline that the picture draws round the target. */
static struct map_point drawn_target(const struct map *of, const struct map_view_options *options)
{
    struct map_view_options coloured = *options;
    struct map_picture picture = {0};
    struct bounds b = bounds_empty();
    coloured.colours.route = 0x1450b8;
    coloured.colours.casing = 0xffffff;
    assert_true(map_picture(of, &coloured, &picture));
    for (size_t i = 0; i < picture.shape_count; i++) {
        const struct map_shape *shape = &picture.shapes[i];
        if (shape->colour != 0x1450b8 || shape->open)
            continue;
        const struct map_ring *ring = &picture.rings[shape->first];
        for (size_t k = 0; k < ring->count; k++)
            bounds_add(&b, picture.points[ring->first + k]);
    }
    assert_true(b.x1 >= b.x0);
    map_picture_clear(&picture);
    return (struct map_point){(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2};
}

/* Seen from the wedge it lies that way more than any other. */
static bool is_side(const struct view *view, struct map_point p, int right, int down)
{
    double x = p.x - view->you.x, y = p.y - view->you.y;
    return right ? x * right > fabs(y) : y * down > fabs(x);
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
        struct map_point door = drawn_target(small, &options);
        const struct {
            const char *zh, *en;
            bool line, shape;
        } sides[] = {{"往前走", "Go straight", y < -fabs(x), is_side(&view, door, 0, -1)},
                     {"往左走", "Walk to your left", x < -fabs(y), is_side(&view, door, -1, 0)},
                     {"往右走", "Walk to your right", x > fabs(y), is_side(&view, door, 1, 0)},
                     {"转身，往您身后走", "Turn round and walk the way behind you", y > fabs(x),
                      is_side(&view, door, 0, 1)}};
        int said = 0;
        for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
            bool zh = !strncmp(route.steps[0].zh, sides[i].zh, strlen(sides[i].zh));
            assert_int_equal(zh, !strncmp(route.steps[0].en, sides[i].en, strlen(sides[i].en)));
            assert_int_equal(zh, sides[i].line);
            assert_int_equal(zh, sides[i].shape);
            said += zh;
        }
        assert_int_equal(said, 1);
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

/* Close up a door is meant by a tap on it, from afar the corridor; every one of them can be closed,
 * and is called the same afterwards. */
static void whatever_can_be_closed_is_found_under_the_finger(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "pharmacy");
    const struct venue *venue = map->venue;
    struct map_thing thing, again;
    size_t doors = 0, units = 0;
    for (size_t i = 0; i < venue->opening_count; i++) {
        const struct venue_opening *o = &venue->openings[i];
        if (o->level != s->start.level || o->denied || o->made_up)
            continue;
        struct map_camera camera = {.centre = o->middle, .scale = 40};
        s->options.camera = &camera;
        assert_true(map_thing_at(map, &s->options, 478, 274, &thing));
        assert_true(thing.door);
        assert_true(map_can_close(map, thing.feature));
        assert_true(map_thing_by_id(map, thing.feature, &again));
        assert_memory_equal(&thing, &again, sizeof thing);
        assert_true(thing.name_zh[0] && thing.name_en[0]);
        camera.scale = 6; /* all of the floor: a narrow door cannot be meant */
        if (map_thing_at(map, &s->options, 478, 274, &thing) && thing.door) {
            const struct venue_feature *f =
                &venue->features[venue_feature_find(venue, thing.feature)];
            const struct venue_opening *wide = &venue->openings[f->index];
            assert_true(point_distance(wide->a, wide->b) * 6 >= 14);
        }
        doors++;
    }
    for (size_t i = 0; i < venue->unit_count; i++) {
        const struct venue_unit *u = &venue->units[i];
        if (u->level != s->start.level || u->kind == UNIT_SOLID)
            continue;
        struct map_camera camera = {.centre = u->middle, .scale = 6};
        s->options.camera = &camera;
        assert_true(map_thing_at(map, &s->options, 478, 274, &thing));
        assert_true(map_can_close(map, thing.feature));
        assert_true(thing.name_zh[0] && thing.name_en[0]);
        if (thing.door) /* a wide one beside a small room's middle */
            continue;
        assert_string_equal(thing.feature, u->id);
        units++;
    }
    assert_true(doors > 20 && units > 20);
    struct map_camera away = {.centre = {5000, 5000}, .scale = 6};
    s->options.camera = &away;
    assert_false(map_thing_at(map, &s->options, 478, 274, &thing));
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
    struct map_picture picture = {0};
    struct map_camera camera;
    assert_false(map_picture(map, &no_level, &picture));
    assert_false(map_picture(map, &no_size, &picture));
    assert_false(map_camera_fit(map, &no_level, MAP_FIT_WAY, &camera));
    assert_null(map_floor_new(map, 99));
    assert_int_equal(map_labels(map, &no_size, NULL, 0), 0);
}

static void a_closed_lift_is_marked(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "pharmacy");
    const char *const closed[] = {"lift-2"};
    struct map_label labels[128];
    size_t crossed = 0;
    const struct map_profile profile = {.closed = closed, .closed_count = 1};
    struct map_camera camera;
    s->options.route = NULL;
    s->options.width = 1600;
    s->options.height = 1200;
    s->options.profile = &profile;
    assert_true(map_camera_fit(map, &s->options, MAP_FIT_FLOOR, &camera));
    s->options.camera = &camera;
    size_t count = map_labels(map, &s->options, labels, 128);
    for (size_t i = 0; i < count; i++) {
        crossed += labels[i].closed;
        assert_true(!labels[i].closed || !strcmp(labels[i].text, "关闭") || !*labels[i].text);
    }
    assert_int_equal(crossed, 1);
    scene_free(s);
}

static void a_zoom_leaves_what_is_under_the_finger(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-04", "pharmacy");
    struct map_camera camera;
    struct view before, after;
    assert_true(map_camera_fit(map, &s->options, MAP_FIT_WAY, &camera));
    s->options.camera = &camera;
    assert_true(view_make(map, &s->options, &before));
    struct map_point under = view_metres(&before, (struct map_point){700, 100});
    struct map_camera nearer = map_camera_zoomed(&s->options, camera, 1.7, 700, 100);
    s->options.camera = &nearer;
    assert_true(view_make(map, &s->options, &after));
    struct map_point still = view_pixel(&after, under);
    assert_near(still.x, 700, 1e-6);
    assert_near(still.y, 100, 1e-6);
    view_clear(&before);
    view_clear(&after);
    scene_free(s);
}

static void a_finger_takes_the_floor_along_but_never_away(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-05", "xray-1"); /* hangs another way round */
    struct map_camera camera, moved;
    struct view view;
    assert_true(map_camera_fit(map, &s->options, MAP_FIT_WAY, &camera));
    s->options.camera = &camera;
    assert_true(view_make(map, &s->options, &view));
    struct map_point p = view_metres(&view, (struct map_point){300, 300});
    view_clear(&view);
    moved = map_camera_moved(&s->options, camera, 40, -25);
    s->options.camera = &moved;
    assert_true(view_make(map, &s->options, &view));
    assert_near(view_pixel(&view, p).x, 340, 1e-6);
    assert_near(view_pixel(&view, p).y, 275, 1e-6);
    view_clear(&view);
    moved = map_camera_moved(&s->options, camera, 1e6, 1e6);
    moved.scale = 1e9;
    map_camera_keep(map, &s->options, &moved);
    assert_true(moved.scale < 100);
    s->options.camera = &moved;
    struct map_picture picture = {0};
    assert_true(map_picture(map, &s->options, &picture));
    check_picture(&picture);
    map_picture_clear(&picture);
    scene_free(s);
}

static void a_kept_floor_shows_the_same_as_a_new_one(void **state)
{
    (void)state;
    struct scene *s = scene_make("KIOSK-03", "cardiology-waiting");
    struct map_label first[128], second[128];
    struct map_floor *floor = map_floor_new(map, s->options.level);
    size_t count = map_labels(map, &s->options, first, 128);
    s->options.floor = floor;
    assert_true(map_floor_is(floor, map, s->options.level));
    assert_false(map_floor_is(floor, map, s->route.to.level));
    assert_int_equal(map_labels(map, &s->options, second, 128), count);
    assert_memory_equal(first, second, count * sizeof *first);
    map_floor_free(floor);
    scene_free(s);
}

/* A label in English says nothing in Chinese as long as the map knows an English name. */
static void english_labels_are_in_english(void **state)
{
    (void)state;
    for (size_t k = 0; k < 4; k++)
        for (size_t p = 0; p < 5; p++) {
            struct scene *s = scene_make(kiosks[k], places[p]);
            s->options.en = true;
            for (size_t leg = 0; leg < s->route.leg_count; leg++) {
                struct map_label labels[128];
                s->options.level = s->route.legs[leg].level;
                size_t count = map_labels(map, &s->options, labels, 128);
                for (size_t i = 0; i < count; i++)
                    for (const char *c = labels[i].text; *c; c++)
                        assert_true((unsigned char)*c < 0x80);
            }
            scene_free(s);
        }
}

/* 600 rooms on one floor, every third with a name longer than its room; near and far. */
static void on_a_floor_of_600_rooms_labels_stay_apart(void **state)
{
    (void)state;
    char dir[TEMP_SIZE];
    temp_make(dir);
    big_floor_write(dir, &(struct big_floor){.aisles = 6, .rooms_a_side = 50, .long_names = true});
    struct map *big = map_load(dir, NULL);
    assert_non_null(big);
    struct map_start you;
    struct map_route route;
    struct map_camera camera;
    struct map_label *labels = calloc(1024, sizeof *labels);
    assert_non_null(labels);
    assert_true(map_kiosk(big, "K", &you));
    assert_int_equal(map_route(big, &you, "R-4-61", NULL, &route), ERR_OK);
    assert_int_equal(route.outcome, MAP_WAY);
    struct map_view_options options = {.level = 0,
                                       .width = 956,
                                       .height = 1240,
                                       .bearing = you.bearing,
                                       .route = &route,
                                       .you = &you};
    size_t most = 0;
    assert_true(map_camera_fit(big, &options, MAP_FIT_FLOOR, &camera));
    options.camera = &camera;
    for (int i = 0; i < 12; i++) {
        options.en = i % 2;
        size_t count = map_labels(big, &options, labels, 1024);
        check_labels(big, &options, labels, count);
        most = count > most ? count : most;
        if (i % 2)
            camera.scale *= 1.6;
    }
    assert_true(most > 60);
    map_route_clear(&route);
    map_free(big);
    free(labels);
    temp_remove(dir);
}

/* A hospital that writes its names in one language only: they are shown as they are. */
static void names_of_one_language_are_shown_in_both(void **state)
{
    (void)state;
    static const char *const only[] = {"zh", "en"};
    for (int k = 0; k < 2; k++) {
        char dir[TEMP_SIZE];
        temp_make(dir);
        big_floor_write(dir, &(struct big_floor){.aisles = 1, .rooms_a_side = 4, .only = only[k]});
        struct map *one = map_load(dir, NULL);
        assert_non_null(one);
        struct map_start you;
        struct map_route route;
        assert_true(map_kiosk(one, NULL, &you));
        assert_int_equal(map_route(one, &you, "R-1-5", NULL, &route), ERR_OK);
        assert_string_equal(route.to.name_zh, k ? "Room 105" : "105 诊室");
        assert_string_equal(route.to.name_en, route.to.name_zh);
        assert_string_equal(route.title_en, "On this floor"); /* one floor, no lift */
        for (int en = 0; en < 2; en++) {
            struct map_label labels[64];
            struct map_view_options options = {.level = 0,
                                               .width = 956,
                                               .height = 900,
                                               .bearing = you.bearing,
                                               .route = &route,
                                               .you = &you,
                                               .en = en};
            size_t count = map_labels(one, &options, labels, 64), named = 0;
            for (size_t i = 0; i < count; i++)
                named += !strcmp(labels[i].text, route.to.name_zh);
            assert_int_equal(named, 1);
        }
        map_route_clear(&route);
        map_free(one);
        temp_remove(dir);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_holds_only_what_is_in_it),
        cmocka_unit_test(labels_lie_neither_on_each_other_nor_on_the_route),
        cmocka_unit_test(labels_stay_apart_while_the_plan_moves),
        cmocka_unit_test(a_zoom_leaves_what_is_under_the_finger),
        cmocka_unit_test(a_finger_takes_the_floor_along_but_never_away),
        cmocka_unit_test(a_kept_floor_shows_the_same_as_a_new_one),
        cmocka_unit_test(english_labels_are_in_english),
        cmocka_unit_test(every_step_of_a_floor_has_its_disc),
        cmocka_unit_test(the_way_out_is_drawn_where_the_words_say),
        cmocka_unit_test(a_room_is_found_under_the_finger),
        cmocka_unit_test(whatever_can_be_closed_is_found_under_the_finger),
        cmocka_unit_test(a_pixel_and_back_is_the_same_place),
        cmocka_unit_test(nonsense_makes_no_picture),
        cmocka_unit_test(a_closed_lift_is_marked),
        cmocka_unit_test(on_a_floor_of_600_rooms_labels_stay_apart),
        cmocka_unit_test(names_of_one_language_are_shown_in_both),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
