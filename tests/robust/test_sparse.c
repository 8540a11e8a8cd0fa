/* Covers store/ and screen/ with a hospital whose files say little (tests/data/ward): no groups of
 * departments, no kinds of organizations, no fees, no map, ids with dots and capitals, slots of its
 * own; resources that are of no use here lie among them. Everything offered can be used.
 */
#include "robust/flows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static int setup(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    kiosk_open(k, &(struct kiosk_options){.content = TEST_DATA "/ward", .real_text = true});
    *state = k;
    return 0;
}

static int teardown(void **state)
{
    kiosk_close(*state);
    free(*state);
    return 0;
}

static void says(struct kiosk *k, const char *words)
{
    kiosk_must(kiosk_says(k, words), k, words);
}

static void press(struct kiosk *k, const char *id)
{
    kiosk_must(kiosk_tap(k, id), k, id);
}

static void a_doctor_is_found_and_booked(void **state)
{
    struct kiosk *k = *state;
    says(k, "Ward County Hospital");
    flow_booking(k, "13900139000", "");
    says(k, "ENT, Anna Smith, Consultant");
    says(k, "Room 12");
    kiosk_must(!kiosk_says(k, "Fee"), k, "a fee that nobody named");
    press(k, "submit");
    assert_string_equal(kiosk_screen(k), "book.done");
    assert_int_equal(flow_count(k, "SELECT count(*) FROM appointment"), 1);
    flow_home(k);
}

static void what_there_is_no_map_for_says_so_once(void **state)
{
    struct kiosk *k = *state;
    press(k, "home.way");
    says(k, "There is no map");
    flow_home(k);
}

static void prices_doctors_and_complaints_work(void **state)
{
    struct kiosk *k = *state;
    press(k, "home.prices");
    says(k, "EUR 45.50");
    flow_home(k);
    press(k, "home.doctors");
    press(k, "dept:Dept-ENT");
    press(k, "doctor:role-1");
    says(k, "Anna Smith");
    flow_complaint(k, "too loud", "");
    press(k, "submit");
    assert_int_equal(flow_count(k, "SELECT count(*) FROM complaint"), 1);
    flow_home(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_doctor_is_found_and_booked),
        cmocka_unit_test(prices_doctors_and_complaints_work),
        cmocka_unit_test(what_there_is_no_map_for_says_so_once),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
