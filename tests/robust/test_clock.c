/* Covers app/idle.c, input.c and world.c under a clock that is set while people stand there: the
 * wall clock may jump, time-outs go by the boot clock, nothing crashes and nobody is thrown out
 * early.
 */
#include "robust/fault_vfs.h"
#include "robust/flows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define PATH_MAX_TAPS 8

static const struct {
    const char *taps[PATH_MAX_TAPS];
} paths[] = {
    {{"home.book", "dept:*", "doctor:*", NULL}},
    {{"home.checkin", "identify.phone", NULL}},
    {{"home.queue", NULL}},
    {{"home.way", NULL}},
    {{"home.prices", NULL}},
    {{"home.doctors", "dept:*", "doctor:*", NULL}},
    {{"home.rate", "next", "face:1", NULL}},
    {{"home.complain", "kind:complaint", "next", NULL}},
};

static const char *const instants[] = {"2026-03-12T08:30:30+08:00", "2026-03-13T09:30:30+08:00",
                                       "1970-01-01T08:00:30+08:00", "2076-03-12T09:30:30+08:00",
                                       "2026-12-31T23:59:59+08:00", "2028-02-29T12:00:00+08:00",
                                       "2026-03-12T09:31:00+08:00"};

static void a_jump_of_the_clock_ends_no_session_and_crashes_nothing(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    char template[TEMP_SIZE];
    (void)state;
    fault_vfs_install();
    kiosk_template(template);
    kiosk_open(k, &(struct kiosk_options){.template = template});
    for (size_t p = 0; p < sizeof paths / sizeof *paths; p++) {
        test_clock_set(&k->clock, "2026-03-12T09:30:00+08:00");
        kiosk_pass(k, 61000); /* a look at the clock, and the day's content */
        flow_home(k);
        for (const char *const *tap = paths[p].taps; *tap; tap++)
            kiosk_must(kiosk_tap(k, *tap), k, *tap);
        char at[64];
        snprintf(at, sizeof at, "%s", kiosk_screen(k));
        for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
            test_clock_set(&k->clock, instants[i]);
            input_wait(&k->app, k->ms);
            kiosk_settle(k);
            kiosk_must(strcmp(kiosk_screen(k), at) == 0, k, "the jump ended it");
            kiosk_touch(k, 540, 60); /* somebody is there */
        }
        test_clock_set(&k->clock, "2026-03-12T09:30:00+08:00");
        kiosk_pass(k, 2000);
        k->clock.mono += 61000; /* the boot clock alone */
        kiosk_settle(k);
        kiosk_must(strcmp(kiosk_screen(k), "timeout") == 0, k, "no warning after a minute");
        k->clock.mono += 21000;
        kiosk_settle(k);
        kiosk_must(strcmp(kiosk_screen(k), "home") == 0, k, "not home after the countdown");
    }
    kiosk_close(k);
    temp_remove(template);
    free(k);
}

static void waiting_is_bounded_whatever_the_clock_says(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    (void)state;
    kiosk_open(k, &(struct kiosk_options){0});
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        test_clock_set(&k->clock, instants[i]);
        int ms = input_wait(&k->app, k->ms);
        assert_true(ms >= 0 && ms <= 60000);
        kiosk_settle(k);
        ms = input_wait(&k->app, k->ms);
        assert_true(ms > 0 && ms <= 60000); /* nothing spins */
    }
    k->clock.wall = -5000; /* before 1970 */
    assert_true(input_wait(&k->app, k->ms) <= 60000);
    kiosk_settle(k);
    assert_true(input_wait(&k->app, k->ms) > 0);
    kiosk_close(k);
    free(k);
}

static void midnight_lays_out_the_next_day(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    (void)state;
    kiosk_open(k, &(struct kiosk_options){.instant = "2026-03-12T23:59:10+08:00"});
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM session WHERE date='2026-03-26'"), 0);
    assert_true(flow_count(k, "SELECT COUNT(*) FROM session WHERE date='2026-03-25'") > 0);
    kiosk_pass(k, 60000);
    for (int i = 0;
         i < 400 && flow_count(k, "SELECT COUNT(*) FROM session WHERE date='2026-03-26'") == 0; i++)
        kiosk_pass(k, 20);
    assert_true(flow_count(k, "SELECT COUNT(*) FROM session WHERE date='2026-03-26'") > 0);
    kiosk_close(k);
    free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jump_of_the_clock_ends_no_session_and_crashes_nothing),
        cmocka_unit_test(waiting_is_bounded_whatever_the_clock_says),
        cmocka_unit_test(midnight_lays_out_the_next_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
