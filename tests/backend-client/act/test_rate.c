/* Covers act/rate.c and act/call_staff.c. */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "support/patient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))

static struct rating rating(int score, const char *ticket_op)
{
    struct rating r = {.score = score, .reasons = {"waiting"}, .reason_count = 1};
    uuid_new(r.op);
    text_copy(r.ticket_op, sizeof r.ticket_op, ticket_op);
    return r;
}

static void good_and_bad_are_stored_alike_and_once(void **state)
{
    struct test_hospital *h = *state;
    for (int score = 1; score <= 5; score++) {
        struct rating r = rating(score, "");
        assert_err(rate(h->db, &h->env, &r), ERR_OK);
        assert_err(rate(h->db, &h->env, &r), ERR_OK);
    }
    assert_int_equal(test_outbox(h, OUTBOX_RATING), 5);
}

static void a_ticket_is_rated_once(void **state)
{
    struct test_hospital *h = *state;
    struct take_request request = {.department_id = "cardiology"};
    struct ticket ticket;
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, &ticket), ERR_OK);
    struct rating first = rating(2, ticket.op), second = rating(5, ticket.op);
    assert_err(rate(h->db, &h->env, &first), ERR_OK);
    assert_err(rate(h->db, &h->env, &second), ERR_ALREADY);
    assert_int_equal(test_outbox(h, OUTBOX_RATING), 1);
}

static void what_is_no_rating_is_refused(void **state)
{
    struct test_hospital *h = *state;
    struct rating r = rating(6, "");
    assert_err(rate(h->db, &h->env, &r), ERR_INVALID);
    r = rating(0, "");
    assert_err(rate(h->db, &h->env, &r), ERR_INVALID);
    r = rating(3, "");
    r.reason_count = 9;
    assert_err(rate(h->db, &h->env, &r), ERR_INVALID);
    assert_int_equal(test_outbox(h, OUTBOX_RATING), 0);
}

static void calling_staff_twice_is_one_call(void **state)
{
    struct test_hospital *h = *state;
    struct help_call first, again;
    char op[UUID_SIZE];
    uuid_new(op);
    assert_err(call_staff(h->db, &h->env, op, "home", &first), ERR_OK);
    uuid_new(op);
    assert_err(call_staff(h->db, &h->env, op, "queue", &again), ERR_OK);
    assert_string_equal(first.op, again.op);
    assert_int_equal(test_outbox(h, OUTBOX_HELP), 1);
}

static void a_call_for_help_says_where_the_machine_stands(void **state)
{
    struct test_hospital *h = *state;
    struct help_call call;
    char op[UUID_SIZE];
    text_copy(h->config.station.id, sizeof h->config.station.id, "B3-01"); /* a sign */
    uuid_new(op);
    assert_err(call_staff(h->db, &h->env, op, "home", &call), ERR_OK);
    assert_string_equal(call.place.zh, "3 楼 B 区"); /* of the Location with that sign */
    text_copy(h->config.station.id, sizeof h->config.station.id, "KIOSK-99");
    uuid_new(op);
    assert_err(call_staff(h->db, &h->env, op, "home", &call), ERR_OK);
    assert_string_equal(call.place_id, ""); /* help is called all the same */
    text_copy(h->config.station.id, sizeof h->config.station.id, "WINDOW-1");
    text_copy(h->config.window.place, sizeof h->config.window.place, "room-b3-01");
    h->config.station.kind = STATION_WINDOW;
    uuid_new(op);
    assert_err(call_staff(h->db, &h->env, op, "window.duty", &call), ERR_OK);
    assert_string_equal(call.place_id, "room-b3-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(good_and_bad_are_stored_alike_and_once),
        TEST(a_ticket_is_rated_once),
        TEST(what_is_no_rating_is_refused),
        TEST(calling_staff_twice_is_one_call),
        TEST(a_call_for_help_says_where_the_machine_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
