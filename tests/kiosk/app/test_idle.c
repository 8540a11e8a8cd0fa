/* Covers kiosk/app/idle.c. */
#include "app/idle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct idle_rule rule = {.idle_s = 60, .warn_s = 20};

static void a_minute_of_quiet_warns_and_twenty_seconds_more_wipe(void **state)
{
    (void)state;
    struct idle idle = {0};
    idle_touch(&idle, 5000);
    assert_int_equal(idle_phase(&idle, &rule, 5000), IDLE_QUIET);
    assert_int_equal(idle_phase(&idle, &rule, 64999), IDLE_QUIET);
    assert_int_equal(idle_phase(&idle, &rule, 65000), IDLE_WARN);
    assert_int_equal(idle_phase(&idle, &rule, 84999), IDLE_WARN);
    assert_int_equal(idle_phase(&idle, &rule, 85000), IDLE_OVER);
    idle_touch(&idle, 70000);
    assert_int_equal(idle_phase(&idle, &rule, 85000), IDLE_QUIET);
}

static void the_countdown_shows_whole_seconds(void **state)
{
    (void)state;
    struct idle idle = {0};
    assert_int_equal(idle_left_s(&idle, &rule, 60000), 20);
    assert_int_equal(idle_left_s(&idle, &rule, 60001), 20);
    assert_int_equal(idle_left_s(&idle, &rule, 61000), 19);
    assert_int_equal(idle_left_s(&idle, &rule, 79999), 1);
    assert_int_equal(idle_left_s(&idle, &rule, 90000), 0);
}

static void it_waits_exactly_until_something_changes(void **state)
{
    (void)state;
    struct idle idle = {0};
    assert_int_equal(idle_wait_ms(&idle, &rule, 0), 60000);
    assert_int_equal(idle_wait_ms(&idle, &rule, 59999), 1);
    assert_int_equal(idle_wait_ms(&idle, &rule, 60000), 1000);
    assert_int_equal(idle_wait_ms(&idle, &rule, 60300), 700);
    assert_int_equal(idle_wait_ms(&idle, &rule, 79999), 1);
    assert_int_equal(idle_wait_ms(&idle, &rule, 80000), 0);
}

static void with_nothing_to_lose_there_is_no_warning(void **state)
{
    (void)state;
    struct idle idle = {0};
    const struct idle_rule home = {.idle_s = 60, .warn_s = 20, .nothing_to_lose = true};
    assert_int_equal(idle_phase(&idle, &home, 59999), IDLE_QUIET);
    assert_int_equal(idle_phase(&idle, &home, 60000), IDLE_OVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_minute_of_quiet_warns_and_twenty_seconds_more_wipe),
        cmocka_unit_test(the_countdown_shows_whole_seconds),
        cmocka_unit_test(it_waits_exactly_until_something_changes),
        cmocka_unit_test(with_nothing_to_lose_there_is_no_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
