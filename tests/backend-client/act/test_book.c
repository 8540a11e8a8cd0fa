/* Covers act/book.c and act/cancel.c. */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/content.h"
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

#define SLOT "lin-ruoxi-20260313-am-001"

static void a_standalone_booking_is_confirmed_and_takes_the_slot(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made;
    struct slot slot;
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, SLOT, &made);
    assert_int_equal(made.status, APPOINTMENT_BOOKED);
    assert_int_equal(strlen(made.code), 6);
    assert_int_equal(made.order, 1);
    assert_string_equal(made.doctor.name.zh, "林若溪");
    assert_err(slot_get(h->db, SLOT, &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_BUSY);
    assert_int_equal(test_outbox(h, OUTBOX_BOOK), 1);
}

static void with_a_server_a_booking_is_a_wish(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made;
    text_copy(h->config.server.url, sizeof h->config.server.url, "http://fhir.example/");
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, SLOT, &made);
    assert_int_equal(made.status, APPOINTMENT_WISH);
}

static void the_same_wish_twice_is_one_booking(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment first, again;
    test_person(h, "13900139000", &person);
    struct book_request request = {.slot_id = SLOT};
    uuid_new(request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, person.uuid);
    assert_err(book(h->db, &h->env, &request, &first), ERR_OK);
    test_hospital_reopen(h);
    assert_err(book(h->db, &h->env, &request, &again), ERR_OK);
    assert_string_equal(first.code, again.code);
    assert_int_equal(test_outbox(h, OUTBOX_BOOK), 1);
}

static void a_slot_is_sold_once(void **state)
{
    struct test_hospital *h = *state;
    struct person one, two;
    struct appointment made;
    test_person(h, "13900139000", &one);
    test_person(h, "13900139001", &two);
    test_book(h, one.uuid, SLOT, &made);
    assert_err(test_try_book(h, two.uuid, SLOT), ERR_TAKEN);
    assert_int_equal(test_outbox(h, OUTBOX_BOOK), 1);
}

static void each_refusal_has_its_reason(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made;
    test_person(h, "13900139000", &person);
    assert_err(test_try_book(h, person.uuid, "zhou-mingyuan-20260312-am-003"), ERR_FULL);
    assert_err(test_try_book(h, person.uuid, "zhou-mingyuan-20260313-am-001"), ERR_STOPPED);
    assert_err(test_try_book(h, person.uuid, "no-such-slot"), ERR_NOT_FOUND);
    assert_err(test_try_book(h, "no-such-person", SLOT), ERR_NOT_FOUND);
    assert_err(test_try_book(h, person.uuid, "cardiology-general-20260312-am-001"), ERR_LATE);
    test_book(h, person.uuid, SLOT, &made);
    assert_err(test_try_book(h, person.uuid, "lin-ruoxi-20260313-am-002"), ERR_ALREADY);
    assert_err(test_try_book(h, person.uuid, SLOT), ERR_ALREADY);
}

static void a_refused_booking_leaves_nothing(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment list[4];
    size_t count = 0;
    test_person(h, "13900139000", &person);
    assert_err(test_try_book(h, person.uuid, "zhou-mingyuan-20260312-am-003"), ERR_FULL);
    assert_err(appointment_list(h->db, person.uuid, list, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
    assert_int_equal(test_outbox(h, OUTBOX_BOOK), 0);
}

static void the_limits_of_the_hospital_hold(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made;
    test_person(h, "13900139000", &person);
    h->config.booking.max_per_day = 2;
    h->config.booking.max_open = 3;
    test_book(h, person.uuid, "lin-ruoxi-20260313-am-001", &made);
    test_book(h, person.uuid, "cardiology-general-20260313-am-001", &made);
    assert_err(test_try_book(h, person.uuid, "lin-ruoxi-20260313-pm-006"), ERR_LIMIT);
    test_book(h, person.uuid, "lin-ruoxi-20260314-am-001", &made);
    assert_err(test_try_book(h, person.uuid, "lin-ruoxi-20260316-am-001"), ERR_LIMIT);
    assert_err(cancel(h->db, &h->env, made.op), ERR_OK);
    assert_err(test_try_book(h, person.uuid, "lin-ruoxi-20260316-am-001"), ERR_OK);
}

static void the_summary_asks_without_writing(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct book_request request = {.slot_id = SLOT};
    struct slot slot;
    test_person(h, "13900139000", &person);
    text_copy(request.person_uuid, sizeof request.person_uuid, person.uuid);
    assert_err(book_check(h->db, &h->env, &request), ERR_OK);
    assert_err(slot_get(h->db, SLOT, &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_FREE);
    text_copy(request.slot_id, sizeof request.slot_id, "zhou-mingyuan-20260313-am-001");
    assert_err(book_check(h->db, &h->env, &request), ERR_STOPPED);
}

static void cancelling_frees_the_slot_and_twice_is_once(void **state)
{
    struct test_hospital *h = *state;
    struct person one, two;
    struct appointment made, now;
    test_person(h, "13900139000", &one);
    test_person(h, "13900139001", &two);
    test_book(h, one.uuid, SLOT, &made);
    assert_err(cancel(h->db, &h->env, made.op), ERR_OK);
    assert_err(cancel(h->db, &h->env, made.op), ERR_OK);
    assert_int_equal(test_outbox(h, OUTBOX_CANCEL), 1);
    assert_err(appointment_get(h->db, made.op, &now), ERR_OK);
    assert_int_equal(now.status, APPOINTMENT_CANCELLED);
    assert_err(test_try_book(h, two.uuid, SLOT), ERR_OK);
    assert_err(cancel(h->db, &h->env, "no-such-booking"), ERR_NOT_FOUND);
}

static void after_the_cut_off_nothing_is_cancelled(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made;
    struct slot slot;
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, SLOT, &made); /* 2026-03-13 09:00 */
    test_clock_set(&h->clock, "2026-03-13T08:00:01+08:00");
    assert_err(cancel(h->db, &h->env, made.op), ERR_LATE);
    assert_err(slot_get(h->db, SLOT, &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_BUSY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_standalone_booking_is_confirmed_and_takes_the_slot),
        TEST(with_a_server_a_booking_is_a_wish),
        TEST(the_same_wish_twice_is_one_booking),
        TEST(a_slot_is_sold_once),
        TEST(each_refusal_has_its_reason),
        TEST(a_refused_booking_leaves_nothing),
        TEST(the_limits_of_the_hospital_hold),
        TEST(the_summary_asks_without_writing),
        TEST(cancelling_frees_the_slot_and_twice_is_once),
        TEST(after_the_cut_off_nothing_is_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
