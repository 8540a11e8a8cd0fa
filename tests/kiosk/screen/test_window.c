/* Covers kiosk/screen/window_data.c: a window's name in its head. */
#include "screen/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void the_number_of_a_window_stands_large(void **state)
{
    (void)state;
    static const struct {
        const char *name, *area, *number, *unit;
    } rows[] = {{"3 号窗口", "", "3", "号窗口"},
                {"收费处 3 号窗口", "1 楼收费处", "3", "号窗口"},
                {"3 楼 B 区 1 诊室", "3 楼 B 区", "1", "诊室"},
                {"Floor 3, area B, room 12", "Floor 3, area B", "", "Room 12"},
                {"Cashier window 3", "Cashier, floor 1", "", "Cashier window 3"},
                {"抽血处", "2 楼", "", "抽血处"},
                {"12", "", "", "12"},
                {"诊室 1", "", "", "诊室 1"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char number[16], unit[160];
        window_split_name(rows[i].name, rows[i].area, number, sizeof number, unit, sizeof unit);
        assert_string_equal(number, rows[i].number);
        assert_string_equal(unit, rows[i].unit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_number_of_a_window_stands_large)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
