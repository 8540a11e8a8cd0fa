/* Covers kiosk/app/nav.c. */
#include "app/nav.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

struct args {
    char id[40];
};

struct state {
    struct args args;
    char typed[40];
};

static struct nav *in_enter; /* what the entering screen steps on */

static void begin_at_two(struct app *app, void *state)
{
    (void)app;
    (void)state;
    nav_replace(in_enter, 2);
}

static const char *const home_steps[] = {"home", NULL};
static const char *const book_steps[] = {"book.departments", "book.doctors", "book.slots",
                                         "book.done", NULL};
static const struct screen home = {.steps = home_steps, .state_size = sizeof(struct state)};
static const struct screen booking = {.steps = book_steps, .state_size = sizeof(struct state)};
static const struct screen late = {
    .steps = book_steps, .state_size = sizeof(struct state), .enter = begin_at_two};

static void a_screen_opens_with_its_args_and_the_rest_zeroed(void **test)
{
    (void)test;
    struct nav nav;
    struct args args = {"lin-ruoxi"};
    nav_init(&nav, NULL, &home);
    nav_settle(&nav);
    nav_open(&nav, &booking, &args, sizeof args);
    assert_string_equal(nav_name(&nav), "home"); /* not before the view has returned */
    assert_true(nav_settle(&nav));
    assert_string_equal(nav_name(&nav), "book.departments");
    struct state *state = nav_top(&nav)->state;
    assert_string_equal(state->args.id, "lin-ruoxi");
    assert_int_equal(state->typed[0], 0);
    assert_int_equal(nav_owner(&nav, state->typed), 2);
    assert_int_equal(nav_owner(&nav, &args), 0);
    nav_clear(&nav);
}

static void back_goes_by_steps_and_then_by_screens(void **test)
{
    (void)test;
    struct nav nav;
    nav_init(&nav, NULL, &home);
    nav_open(&nav, &booking, NULL, 0);
    nav_settle(&nav);
    nav_step(&nav, 1);
    nav_step(&nav, 2);
    assert_true(nav_settle(&nav));
    assert_string_equal(nav_name(&nav), "book.slots");
    nav_back(&nav);
    nav_settle(&nav);
    assert_string_equal(nav_name(&nav), "book.doctors");
    nav_back(&nav);
    nav_back(&nav);
    nav_settle(&nav);
    assert_string_equal(nav_name(&nav), "home");
    assert_false(nav_went_home(&nav)); /* stepping back is no end of the session */
    nav_clear(&nav);
}

static void what_was_written_stays_while_another_screen_is_on_top(void **test)
{
    (void)test;
    struct nav nav;
    nav_init(&nav, NULL, &home);
    nav_open(&nav, &booking, NULL, 0);
    nav_settle(&nav);
    struct state *state = nav_top(&nav)->state;
    strcpy(state->typed, "heart");
    nav_open(&nav, &late, NULL, 0);
    in_enter = &nav;
    nav_settle(&nav);
    assert_string_equal(nav_name(&nav), "book.slots"); /* enter chose the step */
    nav_back(&nav);
    nav_settle(&nav);
    assert_ptr_equal(nav_top(&nav)->state, state);
    assert_string_equal(state->typed, "heart");
    nav_clear(&nav);
}

static void back_from_a_receipt_ends_the_session(void **test)
{
    (void)test;
    struct nav nav;
    nav_init(&nav, NULL, &home);
    nav_open(&nav, &booking, NULL, 0);
    nav_settle(&nav);
    nav_step(&nav, 2);
    nav_replace(&nav, 3);
    nav_settle(&nav);
    assert_string_equal(nav_name(&nav), "book.done");
    nav_back(&nav);
    assert_true(nav_settle(&nav));
    assert_string_equal(nav_name(&nav), "home");
    assert_true(nav_went_home(&nav));
    assert_false(nav_went_home(&nav));
    nav_clear(&nav);
}

static void home_closes_every_screen_and_opens_itself_afresh(void **test)
{
    (void)test;
    struct nav nav;
    nav_init(&nav, NULL, &home);
    struct state *state = nav_top(&nav)->state;
    strcpy(state->typed, "of the person before");
    nav_open(&nav, &booking, NULL, 0);
    nav_open(&nav, &booking, NULL, 0);
    nav_settle(&nav);
    nav_home(&nav);
    nav_settle(&nav);
    assert_int_equal(nav.depth, 1);
    state = nav_top(&nav)->state;
    assert_int_equal(state->typed[0], 0);
    nav_clear(&nav);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_screen_opens_with_its_args_and_the_rest_zeroed),
        cmocka_unit_test(back_goes_by_steps_and_then_by_screens),
        cmocka_unit_test(what_was_written_stays_while_another_screen_is_on_top),
        cmocka_unit_test(back_from_a_receipt_ends_the_session),
        cmocka_unit_test(home_closes_every_screen_and_opens_itself_afresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
