/* Covers act/ticket_handed.c and store/unprinted.c: paper that came out, and paper that did not. */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/unprinted.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))
#define TODAY "2026-03-12"

static struct ticket take(struct test_hospital *h)
{
    struct take_request request = {.department_id = "cardiology"};
    struct ticket ticket;
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, &ticket), ERR_OK);
    return ticket;
}

static size_t list(struct test_hospital *h, struct unprinted *out, size_t cap)
{
    size_t count;
    assert_err(ticket_not_printed(h->db, TODAY, out, cap, &count), ERR_OK);
    return count;
}

static enum ticket_status status(struct test_hospital *h, const char *op)
{
    struct ticket ticket;
    assert_err(ticket_get(h->db, op, &ticket), ERR_OK);
    return ticket.status;
}

static void paper_that_did_not_come_out_is_listed_until_it_does(void **state)
{
    struct test_hospital *h = *state;
    struct unprinted seen[4];
    struct ticket ticket = take(h);
    assert_int_equal(list(h, seen, 4), 0); /* it may be printing just now */
    assert_err(ticket_print_failed(h->db, &h->env, ticket.op, ERR_NO_SPACE), ERR_OK);
    assert_err(ticket_print_failed(h->db, &h->env, ticket.op, ERR_IO), ERR_OK);
    test_hospital_reopen(h); /* staff still see it after a crash */
    assert_int_equal(list(h, seen, 4), 1);
    assert_string_equal(seen[0].ticket.number, ticket.number);
    assert_err(seen[0].fault.why, ERR_IO);
    assert_string_equal(seen[0].fault.station, h->config.station.id);
    assert_int_equal(status(h, ticket.op), TICKET_RESERVED); /* half a paper is no number */
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_PRINTED), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_CONFIRMED), ERR_OK);
    assert_int_equal(list(h, seen, 4), 0);
}

static void taken_by_phone_or_void_it_is_nobodys_business(void **state)
{
    struct test_hospital *h = *state;
    struct unprinted seen[4];
    struct ticket phone = take(h), gone = take(h);
    assert_err(ticket_print_failed(h->db, &h->env, phone.op, ERR_OFFLINE), ERR_OK);
    assert_err(ticket_print_failed(h->db, &h->env, gone.op, ERR_OFFLINE), ERR_OK);
    assert_int_equal(list(h, seen, 1), 1); /* not more than there is room for */
    assert_int_equal(list(h, seen, 4), 2);
    assert_err(ticket_handed(h->db, &h->env, phone.op, TICKET_CONFIRMED), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, gone.op, TICKET_VOID), ERR_OK);
    assert_int_equal(list(h, seen, 4), 0);
}

static void a_number_that_counts_does_not_fall_back_for_a_second_paper(void **state)
{
    struct test_hospital *h = *state;
    struct unprinted seen[4];
    struct ticket ticket = take(h);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_PRINTED), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_CONFIRMED), ERR_OK);
    assert_err(ticket_print_failed(h->db, &h->env, ticket.op, ERR_NO_SPACE), ERR_OK);
    assert_int_equal(status(h, ticket.op), TICKET_CONFIRMED);
    assert_int_equal(list(h, seen, 4), 0);
    assert_err(ticket_print_failed(h->db, &h->env, "no-such-ticket", ERR_IO), ERR_NOT_FOUND);
}

/* The program died while it printed, or the patient walked away. */
static void a_number_left_behind_is_listed_after_two_minutes(void **state)
{
    struct test_hospital *h = *state;
    struct unprinted seen[4];
    struct ticket ticket = take(h);
    int count = 0;
    assert_err(ticket_note_left(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 0); /* it may be printing just now */
    h->clock.wall += UNPRINTED_AFTER_MS + 1000;
    assert_err(ticket_note_left(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_err(ticket_note_left(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 0); /* once */
    assert_int_equal(list(h, seen, 4), 1);
    assert_string_equal(seen[0].ticket.op, ticket.op);
    assert_string_equal(seen[0].fault.station, "");
    assert_err(seen[0].fault.why, ERR_UNKNOWN);
    h->clock.wall += (int64_t)h->config.checkin.void_min * 60000;
    assert_err(ticket_void_stale(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(list(h, seen, 4), 0);
}

/* Who comes to help knows the number before they are there. */
static void a_call_for_help_says_which_number_did_not_print(void **state)
{
    struct test_hospital *h = *state;
    struct help_call call;
    struct ticket first = take(h), second = take(h);
    char op[UUID_SIZE];
    uuid_new(op);
    assert_err(ticket_print_failed(h->db, &h->env, first.op, ERR_NO_SPACE), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, first.op, TICKET_CONFIRMED), ERR_OK); /* by phone */
    assert_err(ticket_print_failed(h->db, &h->env, second.op, ERR_NO_SPACE), ERR_OK);
    test_clock_pass(&h->clock, 20000);
    assert_err(call_staff(h->db, &h->env, op, "checkin.done", &call), ERR_OK);
    assert_string_equal(call.screen, "paper");
    assert_string_equal(call.note, second.number);
    assert_err(help_set(h->db, op, HELP_DONE, NULL, db_now(h->db)), ERR_OK);
    test_clock_pass(&h->clock, 600000); /* so much later it is about something else */
    uuid_new(op);
    assert_err(call_staff(h->db, &h->env, op, "home", &call), ERR_OK);
    assert_string_equal(call.screen, "home");
    assert_string_equal(call.note, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(paper_that_did_not_come_out_is_listed_until_it_does),
        TEST(taken_by_phone_or_void_it_is_nobodys_business),
        TEST(a_number_that_counts_does_not_fall_back_for_a_second_paper),
        TEST(a_call_for_help_says_which_number_did_not_print),
        TEST(a_number_left_behind_is_listed_after_two_minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
