/* Covers act/check_in.c, act/ticket_handed.c and act/find_visit.c. */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
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

#define SLOT "lin-ruoxi-20260312-am-003"

/* A booking of today, 10:00; the clock at its check-in time. */
static void booked(struct test_hospital *h, struct appointment *out)
{
    struct person person;
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, SLOT, out);
    test_clock_set(&h->clock, "2026-03-12T09:30:00+08:00");
}

static enum err go(struct test_hospital *h, const struct appointment *made, struct ticket *out)
{
    char op[UUID_SIZE];
    uuid_new(op);
    return check_in(h->db, &h->env, op, made->op, out);
}

static void the_number_is_the_doctors_letter_and_the_slots_order(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made, now;
    struct ticket ticket;
    booked(h, &made);
    assert_err(go(h, &made, &ticket), ERR_OK);
    assert_string_equal(ticket.number, "B003");
    assert_string_equal(ticket.queue, "lin-ruoxi");
    assert_int_equal(ticket.status, TICKET_RESERVED);
    assert_err(appointment_get(h->db, made.op, &now), ERR_OK);
    assert_int_equal(now.status, APPOINTMENT_ARRIVED);
    assert_int_equal(test_outbox(h, OUTBOX_CHECK_IN), 1);
}

static void checking_in_twice_gives_one_number(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made;
    struct ticket first, again;
    booked(h, &made);
    assert_err(go(h, &made, &first), ERR_OK);
    test_hospital_reopen(h);
    assert_err(go(h, &made, &again), ERR_OK);
    assert_string_equal(first.op, again.op);
    assert_string_equal(first.visit_op, again.visit_op);
    assert_int_equal(test_outbox(h, OUTBOX_CHECK_IN), 1);
}

static void the_window_opens_early_and_closes_late(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made;
    struct ticket ticket;
    int64_t from, until;
    booked(h, &made);
    check_in_window(&h->env, &made, &from, &until);
    h->clock.wall = from - 1;
    assert_err(go(h, &made, &ticket), ERR_EARLY);
    h->clock.wall = until + 1;
    assert_err(go(h, &made, &ticket), ERR_LATE);
    assert_string_equal(ticket.doctor.name.zh, "林若溪");
    h->clock.wall = until;
    assert_err(go(h, &made, &ticket), ERR_OK);
}

static void what_is_not_a_booking_cannot_be_checked_in(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made;
    struct ticket ticket;
    text_copy(h->config.server.url, sizeof h->config.server.url, "http://127.0.0.1:1/fhir");
    booked(h, &made);
    assert_int_equal(made.status, APPOINTMENT_WISH);
    assert_err(go(h, &made, &ticket), ERR_OFFLINE);
    assert_err(appointment_set(h->db, made.op, APPOINTMENT_CANCELLED, ERR_OK), ERR_OK);
    assert_err(go(h, &made, &ticket), ERR_NOT_FOUND);
    assert_err(check_in(h->db, &h->env, "no uuid", made.op, &ticket), ERR_INVALID);
    assert_int_equal(test_outbox(h, OUTBOX_CHECK_IN), 0);
}

static void a_number_counts_once_it_is_in_the_hand(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made;
    struct ticket ticket;
    booked(h, &made);
    assert_err(go(h, &made, &ticket), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_PRINTED), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_CONFIRMED), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_VOID), ERR_INVALID);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_RESERVED), ERR_INVALID);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_PRINTED), ERR_OK); /* once more */
    assert_err(ticket_get(h->db, ticket.op, &ticket), ERR_OK);
    assert_int_equal(ticket.status, TICKET_CONFIRMED);
    assert_int_equal(ticket.printed, 2);
}

static void a_number_nobody_took_is_void_and_can_be_had_again(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made, now;
    struct ticket ticket, again;
    int count = -1;
    booked(h, &made);
    assert_err(go(h, &made, &ticket), ERR_OK);
    assert_err(ticket_void_stale(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 0);
    test_clock_pass(&h->clock, 11 * 60000);
    assert_err(ticket_void_stale(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_err(ticket_void_stale(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 0);
    assert_int_equal(test_outbox(h, OUTBOX_VOID), 1);
    assert_err(appointment_get(h->db, made.op, &now), ERR_OK);
    assert_int_equal(now.status, APPOINTMENT_BOOKED);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_CONFIRMED), ERR_INVALID);
    assert_err(go(h, &made, &again), ERR_OK);
    assert_string_equal(again.number, ticket.number);
    assert_string_equal(again.visit_op, ticket.visit_op);
    assert_string_not_equal(again.op, ticket.op);
}

static void a_void_number_revives_no_booking_that_is_over(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made, now;
    struct ticket ticket;
    int count = -1;
    booked(h, &made);
    assert_err(go(h, &made, &ticket), ERR_OK);
    assert_err(appointment_set(h->db, made.op, APPOINTMENT_CANCELLED, ERR_OK), ERR_OK); /* there */
    test_clock_pass(&h->clock, 11 * 60000);
    assert_err(ticket_void_stale(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_err(appointment_get(h->db, made.op, &now), ERR_OK);
    assert_int_equal(now.status, APPOINTMENT_CANCELLED);
}

static void paper_that_came_out_is_never_void(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made;
    struct ticket ticket;
    int count = -1;
    booked(h, &made);
    assert_err(go(h, &made, &ticket), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, ticket.op, TICKET_PRINTED), ERR_OK);
    test_clock_pass(&h->clock, 60 * 60000);
    assert_err(ticket_void_stale(h->db, &h->env, &count), ERR_OK);
    assert_int_equal(count, 0);
}

static void a_visit_is_found_by_code_number_and_operation(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made;
    struct ticket ticket;
    struct found found;
    char spaced[16];
    booked(h, &made);
    text_format(spaced, sizeof spaced, "%.3s %.3s", made.code, made.code + 3);
    assert_err(find_visit(h->db, &h->env, spaced, &found), ERR_OK);
    assert_true(found.has_appointment && !found.has_ticket);
    assert_err(go(h, &made, &ticket), ERR_OK);
    assert_err(find_visit(h->db, &h->env, made.code, &found), ERR_OK);
    assert_true(found.has_ticket);
    assert_err(find_visit(h->db, &h->env, "b003", &found), ERR_OK);
    assert_string_equal(found.ticket.op, ticket.op);
    assert_int_equal(found.wait.ahead, 0);
    assert_err(find_visit(h->db, &h->env, ticket.op, &found), ERR_OK);
    assert_true(found.has_ticket);
    assert_err(find_visit(h->db, &h->env, "B03", &found), ERR_INVALID);
    assert_err(find_visit(h->db, &h->env, "%%%%%%", &found), ERR_INVALID);
}

static void too_many_wrong_codes_lock_for_a_while_and_over_a_restart(void **state)
{
    struct test_hospital *h = *state;
    struct appointment made;
    struct found found;
    booked(h, &made);
    for (int i = 0; i < h->config.session.code_tries; i++)
        assert_err(find_visit(h->db, &h->env, "Z999", &found), ERR_NOT_FOUND);
    assert_err(find_visit(h->db, &h->env, made.code, &found), ERR_LOCKED);
    test_hospital_reopen(h);
    assert_err(find_visit(h->db, &h->env, made.code, &found), ERR_LOCKED);
    test_clock_pass(&h->clock, h->config.session.code_pause_s * 1000LL);
    assert_err(find_visit(h->db, &h->env, made.code, &found), ERR_OK);
}

static void the_misses_of_a_day_do_not_add_up(void **state)
{
    struct test_hospital *h = *state;
    struct found found;
    for (int i = 0; i < 3 * h->config.session.code_tries; i++) {
        assert_err(find_visit(h->db, &h->env, "Z999", &found), ERR_NOT_FOUND);
        test_clock_pass(&h->clock, 20 * 60000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_number_is_the_doctors_letter_and_the_slots_order),
        TEST(checking_in_twice_gives_one_number),
        TEST(the_window_opens_early_and_closes_late),
        TEST(what_is_not_a_booking_cannot_be_checked_in),
        TEST(a_number_counts_once_it_is_in_the_hand),
        TEST(a_number_nobody_took_is_void_and_can_be_had_again),
        TEST(a_void_number_revives_no_booking_that_is_over),
        TEST(paper_that_came_out_is_never_void),
        TEST(a_visit_is_found_by_code_number_and_operation),
        TEST(too_many_wrong_codes_lock_for_a_while_and_over_a_restart),
        TEST(the_misses_of_a_day_do_not_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
