/* Covers kiosk/app/press.c. */
#include "app/press.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct draw_list *picture(void)
{
    struct draw_list *list = draw_list_new();
    draw_list_item(list, "next", ROLE_BUTTON, (struct box){0, 0, 100, 100}, "Next");
    draw_list_item(list, "key:1", ROLE_KEY, (struct box){200, 0, 100, 100}, "1");
    return list;
}

static void it_acts_when_the_finger_lifts_inside(void **state)
{
    (void)state;
    struct draw_list *list = picture();
    struct press press = {0};
    char id[ITEM_ID_SIZE];
    press_down(&press, list, 0, 50, 50, 8, 1000);
    assert_string_equal(press_held(&press), "next");
    assert_true(press_up(&press, list, 0, 104, 50, 8, 1100, id)); /* 8 px beside the picture */
    assert_string_equal(id, "next");
    assert_null(press_held(&press));
    draw_list_free(list);
}

static void sliding_off_cancels_and_sliding_back_holds_again(void **state)
{
    (void)state;
    struct draw_list *list = picture();
    struct press press = {0};
    char id[ITEM_ID_SIZE];
    press_down(&press, list, 0, 50, 50, 8, 1000);
    press_move(&press, list, 0, 150, 50, 8);
    assert_null(press_held(&press));
    press_move(&press, list, 0, 60, 50, 8);
    assert_non_null(press_held(&press));
    assert_false(press_up(&press, list, 0, 250, 50, 8, 1100, id)); /* not the key either */
    press_down(&press, list, 0, 150, 50, 8, 3000);
    assert_false(press_up(&press, list, 0, 50, 50, 8, 3100, id)); /* came down on nothing */
    draw_list_free(list);
}

static void a_trembling_hand_presses_once_but_keys_repeat(void **state)
{
    (void)state;
    struct draw_list *list = picture();
    struct press press = {0};
    char id[ITEM_ID_SIZE];
    press_down(&press, list, 0, 50, 50, 8, 1000);
    assert_true(press_up(&press, list, 0, 50, 50, 8, 1050, id));
    press_down(&press, list, 0, 55, 45, 8, 1200);
    assert_null(press_held(&press));
    assert_false(press_up(&press, list, 0, 55, 45, 8, 1250, id));
    press_down(&press, list, 0, 50, 50, 8, 1400);
    assert_true(press_up(&press, list, 0, 50, 50, 8, 1450, id));
    press_down(&press, list, 0, 250, 50, 8, 1500);
    assert_true(press_up(&press, list, 0, 250, 50, 8, 1520, id));
    press_down(&press, list, 0, 250, 50, 8, 1600);
    assert_true(press_up(&press, list, 0, 250, 50, 8, 1620, id));
    draw_list_free(list);
}

static void a_second_finger_is_not_looked_at(void **state)
{
    (void)state;
    struct draw_list *list = picture();
    struct press press = {0};
    char id[ITEM_ID_SIZE];
    press_down(&press, list, 1, 50, 50, 8, 1000);
    press_down(&press, list, 2, 250, 50, 8, 1010);
    assert_string_equal(press_held(&press), "next");
    assert_false(press_up(&press, list, 2, 250, 50, 8, 1020, id));
    assert_true(press_up(&press, list, 1, 50, 50, 8, 1030, id));
    draw_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_acts_when_the_finger_lifts_inside),
        cmocka_unit_test(sliding_off_cancels_and_sliding_back_holds_again),
        cmocka_unit_test(a_trembling_hand_presses_once_but_keys_repeat),
        cmocka_unit_test(a_second_finger_is_not_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
