/* Covers kiosk/draw/draw_list.c and damage.c. */
#include "draw/draw_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static void a_picture_that_holds_the_point_wins_over_a_grown_one(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    draw_list_item(list, "a", ROLE_BUTTON, (struct box){100, 100, 100, 100}, "A");
    draw_list_item(list, "b", ROLE_BUTTON, (struct box){204, 100, 100, 100}, "B");
    draw_list_item(list, "words", ROLE_TEXT, (struct box){100, 100, 300, 100}, "words");
    assert_string_equal(draw_list_hit(list, 199, 150, 8)->id, "a");
    assert_string_equal(draw_list_hit(list, 204, 150, 8)->id, "b");
    assert_string_equal(draw_list_hit(list, 95, 150, 8)->id, "a");
    assert_null(draw_list_hit(list, 90, 150, 8));
    assert_null(draw_list_hit(list, 350, 150, 8)); /* words cannot be pressed */
    draw_list_free(list);
}

static void what_is_not_available_or_under_a_dialog_cannot_be_pressed(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    draw_list_item(list, "off", ROLE_BUTTON, (struct box){0, 0, 100, 100}, "off")->enabled = false;
    draw_list_item(list, "under", ROLE_BUTTON, (struct box){200, 0, 100, 100}, "under");
    assert_null(draw_list_hit(list, 50, 50, 8));
    assert_non_null(draw_list_hit(list, 250, 50, 8));
    draw_list_item(list, "ask", ROLE_DIALOG, (struct box){0, 0, 400, 400}, "ask");
    draw_list_item(list, "yes", ROLE_BUTTON, (struct box){0, 200, 100, 100}, "yes");
    assert_null(draw_list_hit(list, 250, 50, 8));
    assert_string_equal(draw_list_hit(list, 50, 250, 8)->id, "yes");
    draw_list_free(list);
}

static void pointers_stay_good_while_the_list_grows(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    struct prim *first = draw_list_prim(list, PRIM_TEXT, (struct box){1, 2, 3, 4});
    first->text = draw_list_text(list, "first");
    for (int i = 0; i < 3000; i++) {
        char words[64];
        snprintf(words, sizeof words, "words number %d which take some room", i);
        draw_list_item(list, words, ROLE_TEXT, (struct box){i, 0, 1, 1}, words);
        draw_list_prim(list, PRIM_RECT, (struct box){i, 0, 1, 1});
    }
    assert_ptr_equal(first, draw_list_prim_at(list, 0));
    assert_string_equal(first->text, "first");
    assert_string_equal(draw_list_item_at(list, 2999)->label,
                        "words number 2999 which take some room");
    draw_list_reset(list);
    assert_int_equal(draw_list_prims(list), 0);
    assert_int_equal(draw_list_items(list), 0);
    draw_list_free(list);
}

static struct draw_list *rects(int count, int changed, color fill)
{
    struct draw_list *list = draw_list_new();
    for (int i = 0; i < count; i++)
        draw_list_prim(list, PRIM_RECT, (struct box){i * 10, i * 10, 10, 10})->fill =
            i == changed ? fill : 0x112233;
    return list;
}

static void damage_is_the_box_of_what_differs(void **state)
{
    (void)state;
    struct draw_list *a = rects(20, -1, 0), *b = rects(20, 7, 0xff0000);
    assert_true(draw_list_same(a, a));
    assert_int_equal(draw_list_damage(a, a).w, 0);
    assert_false(draw_list_same(a, b));
    struct box box = draw_list_damage(a, b);
    assert_int_equal(box.x, 70);
    assert_int_equal(box.y, 70);
    assert_int_equal(box.w, 10);
    assert_int_equal(box.h, 10);
    draw_list_free(a);
    draw_list_free(b);
}

static void a_foot_that_goes_damages_only_its_key(void **state)
{
    (void)state;
    struct draw_list *a = draw_list_new(), *b = draw_list_new();
    for (int i = 0; i < 10; i++) {
        int down = i == 4 ? 5 : 0;
        draw_list_prim(a, PRIM_RECT, (struct box){0, i * 100, 100, 80});
        draw_list_prim(a, PRIM_RECT, (struct box){0, i * 100, 100, 75});
        if (!down)
            draw_list_prim(b, PRIM_RECT, (struct box){0, i * 100, 100, 80});
        draw_list_prim(b, PRIM_RECT, (struct box){0, i * 100 + down, 100, 75});
    }
    draw_list_prim(a, PRIM_RECT, (struct box){500, 0, 10, 10});
    draw_list_prim(b, PRIM_RECT, (struct box){500, 5, 10, 10});
    struct box box = draw_list_damage(a, b);
    assert_int_equal(box.x, 0);
    assert_int_equal(box.w, 510);
    assert_int_equal(box.y, 0);
    assert_int_equal(box.h, 480);
    draw_list_free(a);
    draw_list_free(b);
}

static void items_that_differ_are_not_the_same_though_they_paint_alike(void **state)
{
    (void)state;
    struct draw_list *a = draw_list_new(), *b = draw_list_new();
    draw_list_item(a, "x", ROLE_BUTTON, (struct box){0, 0, 1, 1}, "x");
    draw_list_item(b, "x", ROLE_BUTTON, (struct box){0, 0, 1, 1}, "x")->focused = true;
    assert_false(draw_list_same(a, b));
    assert_int_equal(draw_list_damage(a, b).w, 0);
    draw_list_free(a);
    draw_list_free(b);
}

static void a_clip_box_cuts_what_a_primitive_touches(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    struct prim *prim = draw_list_prim(list, PRIM_RECT, (struct box){0, 0, 100, 100});
    prim->clip = draw_list_clip(list, (struct box){50, 50, 100, 100});
    struct box box = draw_list_extent(list, prim);
    assert_int_equal(box.x, 50);
    assert_int_equal(box.w, 50);
    draw_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_that_holds_the_point_wins_over_a_grown_one),
        cmocka_unit_test(what_is_not_available_or_under_a_dialog_cannot_be_pressed),
        cmocka_unit_test(pointers_stay_good_while_the_list_grows),
        cmocka_unit_test(damage_is_the_box_of_what_differs),
        cmocka_unit_test(a_foot_that_goes_damages_only_its_key),
        cmocka_unit_test(items_that_differ_are_not_the_same_though_they_paint_alike),
        cmocka_unit_test(a_clip_box_cuts_what_a_primitive_touches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
