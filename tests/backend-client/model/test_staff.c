/* Covers model/staff.c. */
#include "model/staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void the_pause_doubles_from_a_minute_to_an_hour(void **state)
{
    (void)state;
    static const struct {
        int failures, pause;
    } table[] = {{0, 0},   {1, 0},   {4, 0},     {5, 60},    {6, 120},   {7, 240},
                 {8, 480}, {9, 960}, {10, 1920}, {11, 3600}, {12, 3600}, {100, 3600}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_int_equal(staff_pause_s(table[i].failures), table[i].pause);
}

static void a_pin_is_six_to_twelve_digits_and_no_run(void **state)
{
    (void)state;
    static const struct {
        const char *pin;
        enum pin_fault fault;
    } table[] = {{"", PIN_SHORT},        {"12345", PIN_SHORT},
                 {"12a456", PIN_CHARS},  {"１２３４５６", PIN_CHARS},
                 {"111111", PIN_SIMPLE}, {"123456", PIN_SIMPLE},
                 {"987654", PIN_SIMPLE}, {"890123", PIN_SIMPLE},
                 {"210987", PIN_SIMPLE}, {"112233", PIN_GOOD},
                 {"730516", PIN_GOOD},   {"730516028415", PIN_GOOD},
                 {"73051602", PIN_GOOD}, {"7305160284159", PIN_LONG}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_int_equal(pin_check(table[i].pin), table[i].fault);
}

static void a_session_ends_when_idle_and_when_old(void **state)
{
    (void)state;
    struct staff_rules rules = {.idle_s = 60, .session_min = 10};
    struct staff_session s = {.id = "0512", .began_ms = 1000, .touched_ms = 1000};
    assert_true(staff_session_open(&s, &rules, 1000));
    assert_true(staff_session_open(&s, &rules, 60999));
    assert_false(staff_session_open(&s, &rules, 61000));
    s.touched_ms = 590000; /* touched all the time */
    assert_int_equal(staff_session_left(&s, &rules, 590000), 11000);
    assert_true(staff_session_open(&s, &rules, 600999));
    s.touched_ms = 600999;
    assert_false(staff_session_open(&s, &rules, 601000));
    assert_false(staff_session_open(&s, &rules, 0)); /* a clock before its begin */
    s.id[0] = '\0';
    assert_false(staff_session_open(&s, &rules, 600999));
}

static void rights_come_from_roles_and_admin_has_all(void **state)
{
    (void)state;
    struct staff_session s = {.id = "0512", .roles = 1U << ROLE_GUIDE};
    assert_true(staff_may(&s, ROLE_GUIDE));
    assert_false(staff_may(&s, ROLE_WINDOW));
    s.roles = 1U << ROLE_ADMIN;
    assert_true(staff_may(&s, ROLE_WINDOW));
    s.id[0] = '\0';
    assert_false(staff_may(&s, ROLE_WINDOW));
}

static void roles_are_words_parted_by_commas(void **state)
{
    (void)state;
    unsigned roles;
    char text[64];
    assert_true(staff_roles_parse("complaints,guide", &roles));
    assert_int_equal(roles, 1U << ROLE_GUIDE | 1U << ROLE_COMPLAINTS);
    staff_roles_text(roles, text, sizeof text);
    assert_string_equal(text, "guide,complaints");
    assert_false(staff_roles_parse("", &roles));
    assert_false(staff_roles_parse("guides", &roles));
    assert_false(staff_roles_parse("guide,,", &roles));
}

static void numbers_and_badges_have_their_letters(void **state)
{
    (void)state;
    char id[STAFF_ID_SIZE];
    assert_true(staff_id_clean(" n-05 12", id));
    assert_string_equal(id, "N-0512");
    assert_false(staff_id_clean("", id));
    assert_false(staff_id_clean("-1", id));
    assert_false(staff_id_clean("0512'", id));
    assert_false(staff_id_clean("1234567890123456", id));
    assert_true(badge_valid("STAFF|0512|9f3a"));
    assert_false(badge_valid("abc"));
    assert_false(badge_valid("has blank"));
    assert_false(badge_valid("工号0512"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pause_doubles_from_a_minute_to_an_hour),
        cmocka_unit_test(a_pin_is_six_to_twelve_digits_and_no_run),
        cmocka_unit_test(a_session_ends_when_idle_and_when_old),
        cmocka_unit_test(rights_come_from_roles_and_admin_has_all),
        cmocka_unit_test(roles_are_words_parted_by_commas),
        cmocka_unit_test(numbers_and_badges_have_their_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
