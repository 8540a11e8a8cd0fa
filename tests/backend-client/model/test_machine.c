/* Covers model/machine.c: every pair of states, written out once more by hand as a matrix, so that
 * a changed table must be changed twice. */
#include "model/machine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* One row a state, one column a state it may turn into: x = yes. */
#define check(rows, may, status)                                                                   \
    do {                                                                                           \
        int n = (int)(sizeof(rows) / sizeof(rows)[0]);                                             \
        for (int from = 0; from < n; from++) {                                                     \
            assert_int_equal(strlen((rows)[from]), n);                                             \
            for (int to = 0; to < n; to++)                                                         \
                if (may((status)from, (status)to) != ((rows)[from][to] == 'x'))                    \
                    fail_msg("%d -> %d", from, to);                                                \
            assert_false(may((status)from, (status)n));                                            \
            assert_false(may((status)n, (status)from));                                            \
        }                                                                                          \
    } while (0)

static void a_booking_goes_its_ways_and_no_others(void **state)
{
    (void)state;
    static const char *const rows[APPOINTMENT_STATUS_COUNT] = {
        /*               wish booked arrived fulfilled cancelled noshow refused */
        [APPOINTMENT_WISH] = ".x..x.x",      [APPOINTMENT_BOOKED] = "..xxxx.",
        [APPOINTMENT_ARRIVED] = ".x.xxx.",   [APPOINTMENT_FULFILLED] = ".......",
        [APPOINTMENT_CANCELLED] = ".......", [APPOINTMENT_NOSHOW] = ".......",
        [APPOINTMENT_REFUSED] = ".......",
    };
    check(rows, appointment_may, enum appointment_status);
}

static void a_number_reaches_the_hand_or_is_void(void **state)
{
    (void)state;
    static const char *const rows[TICKET_STATUS_COUNT] = {
        /*                  reserved printed confirmed void */
        [TICKET_RESERVED] = ".xxx",
        [TICKET_PRINTED] = "..xx",
        [TICKET_CONFIRMED] = "....",
        [TICKET_VOID] = "....",
    };
    check(rows, ticket_may, enum ticket_status);
}

static void a_number_in_its_queue_takes_legal_steps_only(void **state)
{
    (void)state;
    static const char *const rows[QUEUE_STATUS_COUNT] = {
        /*                waiting called recalled passed serving done left */
        [QUEUE_WAITING] = ".x....x", [QUEUE_CALLED] = "x.xxx.x",  [QUEUE_RECALLED] = "x.xxx.x",
        [QUEUE_PASSED] = "xx....x",  [QUEUE_SERVING] = ".....xx", [QUEUE_DONE] = ".......",
        [QUEUE_LEFT] = ".......",
    };
    check(rows, queue_may, enum queue_status);
}

static void a_call_for_help_is_accepted_and_done(void **state)
{
    (void)state;
    static const char *const rows[] = {
        [HELP_REQUESTED] = ".xx", [HELP_ACCEPTED] = "..x", [HELP_DONE] = "..."};
    check(rows, help_may, enum help_status);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_booking_goes_its_ways_and_no_others),
        cmocka_unit_test(a_number_reaches_the_hand_or_is_void),
        cmocka_unit_test(a_number_in_its_queue_takes_legal_steps_only),
        cmocka_unit_test(a_call_for_help_is_accepted_and_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
