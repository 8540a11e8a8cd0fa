/* Covers kiosk/ui/plan.c, plan_keys.c, plan_paint.c, way_step.c: the plan under a finger, its keys,
 * and what moves by itself. */
#include "ui/frame.h"
#include "ui/plan.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define DEMO TEST_ASSETS "/demo/imdf"

static struct map *map;

struct bench {
    struct ui *ui;
    struct draw_list *list;
    struct ui_modes modes;
    struct map_start you;
    struct map_route route;
    struct ui_plan plan;
    struct map_place place;
    int64_t clock;
    bool still;
};

static enum ui_plan_event frame(struct bench *b)
{
    ui_clock(b->ui, b->clock, b->still);
    ui_begin(b->ui, &b->modes, "test");
    ui_chrome(b->ui,
              &(struct ui_chrome){.hospital = "H", .time = "09:42", .date = "", .station = ""});
    ui_title(b->ui, "The way");
    enum ui_plan_event event = ui_plan(b->ui, "map", &b->plan, &b->place);
    ui_end(b->ui, b->list);
    return event;
}

static struct bench *bench_make(bool still)
{
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->ui = ui_new(
        &(struct ui_options){.text = text_null(), .width = 1080, .height = 1920, .edge_mm = 900});
    b->list = draw_list_new();
    b->modes.lang = LANG_EN;
    b->clock = 1000;
    b->still = still;
    assert_true(map_kiosk(map, "KIOSK-03", &b->you));
    assert_int_equal(map_route(map, &b->you, "cardiology-waiting", NULL, &b->route), ERR_OK);
    b->plan = (struct ui_plan){.map = map,
                               .level = b->route.steps[0].level,
                               .bearing = b->you.bearing,
                               .route = &b->route,
                               .you = &b->you,
                               .can_play = !still,
                               .height = 552,
                               .spoken = "The way"};
    frame(b);
    return b;
}

static void bench_free(struct bench *b)
{
    map_route_clear(&b->route);
    draw_list_free(b->list);
    ui_free(b->ui);
    free(b);
}

static const struct item *item(const struct bench *b, const char *id)
{
    for (size_t i = 0; i < draw_list_items(b->list); i++)
        if (strcmp(draw_list_item_at(b->list, i)->id, id) == 0)
            return draw_list_item_at(b->list, i);
    return NULL;
}

static struct drawing drawing_of(const struct bench *b)
{
    for (size_t i = 0; i < draw_list_prims(b->list); i++)
        if (draw_list_prim_at(b->list, i)->kind == PRIM_PATHS)
            return *draw_list_prim_at(b->list, i)->drawing;
    fail_msg("no plan");
    return (struct drawing){0};
}

/* Lets time pass until nothing moves any more; how long that took. */
static int64_t rest(struct bench *b)
{
    int64_t start = b->clock;
    for (int wait; (wait = ui_frame_wait_ms(b->ui)) >= 0 && b->clock - start < 20000;) {
        b->clock += wait > 0 ? wait : 1;
        frame(b);
    }
    return b->clock - start;
}

static void drag(struct bench *b, int dx, int dy, int ms)
{
    assert_true(ui_drag_begin(b->ui, "map", 480, 300, b->clock));
    for (int i = 1; i <= 10; i++) {
        b->clock += ms / 10;
        ui_drag_move(b->ui, 480 + dx * i / 10, 300 + dy * i / 10, b->clock);
        frame(b);
    }
    ui_drag_end(b->ui, 480 + dx, 300 + dy, b->clock);
    frame(b);
}

static enum ui_plan_event tap(struct bench *b, const char *id)
{
    ui_input_tap(b->ui, id);
    return frame(b);
}

static void the_floor_follows_the_finger(void **state)
{
    (void)state;
    struct bench *b = bench_make(true);
    assert_false(item(b, "map.centre")->enabled);
    struct draw_point before = drawing_of(b).points[0];
    drag(b, 60, -40, 1000); /* slowly: nothing is thrown */
    struct draw_point after = drawing_of(b).points[0];
    assert_true(fabsf(after.x - before.x - 60) < 0.1F);
    assert_true(fabsf(after.y - before.y + 40) < 0.1F);
    assert_true(item(b, "map.centre")->enabled);
    tap(b, "map.centre");
    frame(b);
    assert_true(fabsf(drawing_of(b).points[0].x - before.x) < 0.1F);
    assert_false(item(b, "map.centre")->enabled);
    bench_free(b);
}

static void a_thrown_floor_comes_to_rest(void **state)
{
    (void)state;
    struct bench *b = bench_make(false);
    rest(b);
    struct draw_point before = drawing_of(b).points[0];
    drag(b, -120, 0, 60);
    int64_t ms = rest(b);
    assert_true(ms > 200 && ms < 5000); /* nothing moves longer */
    assert_true(drawing_of(b).points[0].x - before.x < -150);
    assert_int_equal(ui_frame_wait_ms(b->ui), -1);
    bench_free(b);
}

static void a_tap_is_a_place_or_the_ground(void **state)
{
    (void)state;
    struct bench *b = bench_make(true);
    int picked = 0, ground = 0;
    for (int x = 40; x < 800; x += 40)
        for (int y = 40; y < 540; y += 40) {
            ui_drag_begin(b->ui, "map", x, y, b->clock);
            ui_drag_end(b->ui, x + 3, y - 2, b->clock + 80); /* a hand is not quite still */
            enum ui_plan_event event = frame(b);
            picked += event == PLAN_PICK && b->place.id[0];
            ground += event == PLAN_GROUND;
        }
    assert_true(picked > 20);
    assert_true(ground > 20);
    assert_false(item(b, "map.centre")->enabled); /* and nothing was moved by it */
    b->plan.picked = b->route.to.id;
    b->plan.picked_text = "Go to Cardiology";
    frame(b);
    assert_string_equal(item(b, "place:cardiology-waiting")->label, "Go to Cardiology");
    assert_int_equal(tap(b, "place:cardiology-waiting"), PLAN_GO);
    bench_free(b);
}

static float spread(struct bench *b)
{
    struct drawing d = drawing_of(b);
    return hypotf(d.points[1].x - d.points[0].x, d.points[1].y - d.points[0].y);
}

static void the_keys_zoom_and_end_somewhere(void **state)
{
    (void)state;
    struct bench *b = bench_make(true);
    float before = spread(b);
    tap(b, "map.out");
    frame(b);
    assert_true(spread(b) < before);
    for (int i = 0; i < 30; i++)
        tap(b, "map.out");
    frame(b);
    float least = spread(b);
    tap(b, "map.out");
    frame(b);
    assert_true(fabsf(spread(b) - least) < 0.01F);
    assert_true(drawing_of(b).point_count > 100); /* the floor is still there */
    for (int i = 0; i < 40; i++)
        tap(b, "map.in");
    frame(b);
    assert_true(drawing_of(b).shape_count > 3);
    bench_free(b);
}

static void at_rest_nothing_is_drawn_anew(void **state)
{
    (void)state;
    struct bench *b = bench_make(false);
    int64_t ms = rest(b);
    assert_true(ms >= 1200 && ms < 2000); /* the line drew itself once */
    struct draw_list *first = b->list;
    b->list = draw_list_new();
    b->clock += 60000;
    frame(b);
    assert_true(draw_list_same(first, b->list));
    assert_int_equal(ui_frame_wait_ms(b->ui), -1);
    draw_list_free(first);
    bench_free(b);
}

static void where_nothing_may_move_nothing_does(void **state)
{
    (void)state;
    struct bench *b = bench_make(true);
    assert_int_equal(ui_frame_wait_ms(b->ui), -1);
    b->plan.level = b->route.to.level;
    frame(b);
    assert_int_equal(ui_frame_wait_ms(b->ui), -1);
    assert_string_equal(item(b, "map")->value, "Floor 3");
    drag(b, -200, 0, 60);
    assert_int_equal(ui_frame_wait_ms(b->ui), -1);
    assert_null(item(b, "map.play"));
    bench_free(b);
}

static void the_walk_goes_on_by_itself_and_stops_for_a_finger(void **state)
{
    (void)state;
    struct bench *b = bench_make(false);
    rest(b);
    assert_int_equal(tap(b, "map.play"), PLAN_PLAY);
    b->plan.playing = b->plan.close = true;
    b->plan.step = 1;
    assert_int_equal(frame(b), PLAN_NOTHING);
    int frames = 0;
    enum ui_plan_event event = PLAN_NOTHING;
    int64_t start = b->clock;
    while (event == PLAN_NOTHING && b->clock - start < 10000) {
        b->clock += ui_frame_wait_ms(b->ui) > 0 ? ui_frame_wait_ms(b->ui) : 1;
        event = frame(b);
        frames++;
    }
    assert_int_equal(event, PLAN_NEXT);
    assert_in_range(b->clock - start, 3000, 5000);
    assert_in_range(frames, 20, 120); /* at most 30 a second, none while it is read */
    b->plan.step = 2;
    frame(b);
    drag(b, 0, 0, 60);
    assert_true(ui_drag_begin(b->ui, "map", 480, 300, b->clock));
    ui_drag_move(b->ui, 560, 300, b->clock + 30);
    assert_int_equal(frame(b), PLAN_PLAY); /* the hand takes over */
    bench_free(b);
}

static void in_low_reach_the_keys_stand_below_the_line(void **state)
{
    (void)state;
    struct bench *b = bench_make(false);
    b->modes.low = true;
    b->plan.picked = b->route.to.id;
    b->plan.picked_text = "Go to Cardiology";
    frame(b);
    static const char *const ids[] = {"map.in", "map.out", "map.centre", "map.play",
                                      "place:cardiology-waiting"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        assert_non_null(item(b, ids[i]));
        assert_true(item(b, ids[i])->box.y >= 629);
    }
    bench_free(b);
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_floor_follows_the_finger),
        cmocka_unit_test(a_thrown_floor_comes_to_rest),
        cmocka_unit_test(a_tap_is_a_place_or_the_ground),
        cmocka_unit_test(the_keys_zoom_and_end_somewhere),
        cmocka_unit_test(at_rest_nothing_is_drawn_anew),
        cmocka_unit_test(where_nothing_may_move_nothing_does),
        cmocka_unit_test(the_walk_goes_on_by_itself_and_stops_for_a_finger),
        cmocka_unit_test(in_low_reach_the_keys_stand_below_the_line),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
