/* Covers moving in act/book.c, act/hold.c, missed bookings, and clinics that were stopped after
 * they were booked (store/sessions.c). */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/content.h"
#include "store/content_put.h"
#include "store/hold.h"
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

#define FROM "lin-ruoxi-20260313-am-001"
#define TO "lin-ruoxi-20260316-am-002"

static void request_for(struct book_request *request, const char *person_uuid, const char *slot,
                        const char *replaces)
{
    memset(request, 0, sizeof *request);
    uuid_new(request->op);
    text_copy(request->person_uuid, sizeof request->person_uuid, person_uuid);
    text_copy(request->slot_id, sizeof request->slot_id, slot);
    text_copy(request->replaces, sizeof request->replaces, replaces);
}

static enum err move(struct test_hospital *h, const char *person_uuid, const char *slot,
                     const char *replaces, struct appointment *out)
{
    struct book_request request;
    request_for(&request, person_uuid, slot, replaces);
    return book(h->db, &h->env, &request, out);
}

static enum slot_state state_of(struct test_hospital *h, const char *id)
{
    struct slot slot;
    assert_err(slot_get(h->db, id, &slot), ERR_OK);
    return slot.state;
}

static enum appointment_status status_of(struct test_hospital *h, const char *op)
{
    struct appointment one;
    assert_err(appointment_get(h->db, op, &one), ERR_OK);
    return one.status;
}

static void moving_takes_the_new_place_and_gives_the_old_one_back(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment old, made;
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, FROM, &old);
    assert_err(move(h, person.uuid, TO, old.op, &made), ERR_OK);
    assert_int_equal(made.status, APPOINTMENT_BOOKED);
    assert_string_equal(made.replaces, old.op);
    assert_int_equal(status_of(h, old.op), APPOINTMENT_CANCELLED);
    assert_int_equal(state_of(h, FROM), SLOT_FREE);
    assert_int_equal(state_of(h, TO), SLOT_BUSY);
    assert_int_equal(test_outbox(h, OUTBOX_BOOK), 2);
    assert_int_equal(test_outbox(h, OUTBOX_CANCEL), 1);
}

static void the_same_move_twice_is_one(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment old, made, again;
    struct book_request request;
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, FROM, &old);
    request_for(&request, person.uuid, TO, old.op);
    assert_err(book(h->db, &h->env, &request, &made), ERR_OK);
    test_hospital_reopen(h);
    assert_err(book(h->db, &h->env, &request, &again), ERR_OK);
    assert_string_equal(made.code, again.code);
    assert_int_equal(test_outbox(h, OUTBOX_CANCEL), 1);
}

static void a_move_that_is_refused_leaves_the_old_booking(void **state)
{
    struct test_hospital *h = *state;
    struct person person, other;
    struct appointment old, made;
    test_person(h, "13900139000", &person);
    test_person(h, "13900139001", &other);
    test_book(h, person.uuid, FROM, &old);
    test_book(h, other.uuid, TO, &made);
    assert_err(move(h, person.uuid, TO, old.op, &made), ERR_TAKEN);
    assert_int_equal(status_of(h, old.op), APPOINTMENT_BOOKED);
    assert_int_equal(state_of(h, FROM), SLOT_BUSY);
    assert_int_equal(test_outbox(h, OUTBOX_CANCEL), 0);
}

static void with_a_server_the_old_booking_stays_until_the_new_one_is_confirmed(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment old, made, again;
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, FROM, &old);
    text_copy(h->config.server.url, sizeof h->config.server.url, "http://fhir.example/");
    assert_err(move(h, person.uuid, TO, old.op, &made), ERR_OK);
    assert_int_equal(made.status, APPOINTMENT_WISH);
    assert_int_equal(status_of(h, old.op), APPOINTMENT_BOOKED);
    assert_int_equal(state_of(h, FROM), SLOT_BUSY);
    assert_int_equal(test_outbox(h, OUTBOX_CANCEL), 0);
    /* and is not moved a second time meanwhile */
    assert_err(move(h, person.uuid, "lin-ruoxi-20260317-am-002", old.op, &again), ERR_DENIED);
}

static void a_move_counts_once_against_the_limits(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment old, made;
    test_person(h, "13900139000", &person);
    h->config.booking.max_open = 1;
    test_book(h, person.uuid, FROM, &old);
    assert_err(test_try_book(h, person.uuid, TO), ERR_LIMIT);
    assert_err(move(h, person.uuid, TO, old.op, &made), ERR_OK);
    /* within one session too */
    assert_err(move(h, person.uuid, "lin-ruoxi-20260316-am-003", made.op, &old), ERR_OK);
    assert_err(test_try_book(h, person.uuid, "lin-ruoxi-20260317-am-001"), ERR_LIMIT);
}

static void only_ones_own_and_only_until_the_cut_off(void **state)
{
    struct test_hospital *h = *state;
    struct person person, other;
    struct appointment old, made;
    test_person(h, "13900139000", &person);
    test_person(h, "13900139001", &other);
    test_book(h, person.uuid, FROM, &old); /* 2026-03-13 09:00 */
    assert_err(move(h, other.uuid, TO, old.op, &made), ERR_DENIED);
    assert_err(move(h, person.uuid, TO, "no-such-booking", &made), ERR_DENIED);
    test_clock_set(&h->clock, "2026-03-13T08:00:01+08:00");
    assert_err(move(h, person.uuid, TO, old.op, &made), ERR_DENIED);
    assert_int_equal(status_of(h, old.op), APPOINTMENT_BOOKED);
}

static void nobody_gets_the_receipt_of_another(void **state)
{
    struct test_hospital *h = *state;
    struct person person, other;
    struct appointment made;
    struct book_request request;
    test_person(h, "13900139000", &person);
    test_person(h, "13900139001", &other);
    request_for(&request, person.uuid, FROM, "");
    assert_err(book(h->db, &h->env, &request, &made), ERR_OK);
    text_copy(request.person_uuid, sizeof request.person_uuid, other.uuid);
    assert_err(book(h->db, &h->env, &request, &made), ERR_INVALID);
}

/* ---- holds ---- */

static enum err hold(struct test_hospital *h, const char *slot, char op[UUID_SIZE], int64_t *until)
{
    struct hold_request request = {.until_ms = 0};
    if (!op[0])
        uuid_new(op);
    text_copy(request.op, sizeof request.op, op);
    text_copy(request.slot_id, sizeof request.slot_id, slot);
    enum err e = hold_slot(h->db, &h->env, &request);
    *until = request.until_ms;
    return e;
}

static enum err book_held(struct test_hospital *h, const char *person_uuid, const char *slot,
                          const char *op)
{
    struct book_request request;
    struct appointment made;
    request_for(&request, person_uuid, slot, "");
    text_copy(request.op, sizeof request.op, op);
    return book(h->db, &h->env, &request, &made);
}

static void a_held_slot_is_for_whoever_holds_it(void **state)
{
    struct test_hospital *h = *state;
    struct person person, other;
    struct schedule before, now;
    char op[UUID_SIZE] = "";
    int64_t until, again;
    test_person(h, "13900139000", &person);
    test_person(h, "13900139001", &other);
    assert_err(schedule_get(h->db, "lin-ruoxi-20260313-am", &before), ERR_OK);
    assert_err(hold(h, FROM, op, &until), ERR_OK);
    assert_int_equal(until, h->clock.wall + 300000);
    assert_err(schedule_get(h->db, "lin-ruoxi-20260313-am", &now), ERR_OK);
    assert_int_equal(now.left, before.left - 1);
    assert_int_equal(state_of(h, FROM), SLOT_HELD);
    assert_err(test_try_book(h, other.uuid, FROM), ERR_TAKEN);
    test_clock_pass(&h->clock, 60000); /* asked for again, its time goes on */
    assert_err(hold(h, FROM, op, &again), ERR_OK);
    assert_int_equal(until, again);
    assert_err(book_held(h, person.uuid, FROM, op), ERR_OK);
    assert_int_equal(state_of(h, FROM), SLOT_BUSY);
    struct hold row;
    assert_err(hold_get(h->db, op, &row), ERR_NOT_FOUND);
}

static void a_hold_that_is_over_or_given_back_is_free_for_all(void **state)
{
    struct test_hospital *h = *state;
    struct person other;
    char op[UUID_SIZE] = "", second[UUID_SIZE] = "";
    int64_t until;
    int count;
    test_person(h, "13900139001", &other);
    assert_err(hold(h, FROM, op, &until), ERR_OK);
    test_clock_pass(&h->clock, 299000);
    assert_err(hold_sweep(h->db, &h->env, false, &count), ERR_OK);
    assert_int_equal(count, 0);
    test_clock_pass(&h->clock, 1000);
    assert_err(hold_sweep(h->db, &h->env, false, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(state_of(h, FROM), SLOT_FREE);
    assert_err(hold(h, TO, second, &until), ERR_OK);
    assert_err(hold_release(h->db, &h->env, second), ERR_OK);
    assert_err(hold_release(h->db, &h->env, second), ERR_OK);
    assert_int_equal(state_of(h, TO), SLOT_FREE);
    assert_err(test_try_book(h, other.uuid, FROM), ERR_OK);
}

static void a_screen_holds_one_slot_at_a_time(void **state)
{
    struct test_hospital *h = *state;
    char op[UUID_SIZE] = "", second[UUID_SIZE] = "";
    int64_t until;
    assert_err(hold(h, FROM, op, &until), ERR_OK);
    assert_err(hold(h, TO, second, &until), ERR_OK);
    assert_int_equal(state_of(h, FROM), SLOT_FREE);
    assert_int_equal(state_of(h, TO), SLOT_HELD);
}

static void what_a_crash_left_held_is_free_after_the_start(void **state)
{
    struct test_hospital *h = *state;
    char op[UUID_SIZE] = "";
    int64_t until;
    int count;
    assert_err(hold(h, FROM, op, &until), ERR_OK);
    test_hospital_reopen(h);
    assert_int_equal(state_of(h, FROM), SLOT_HELD);
    assert_err(hold_sweep(h->db, &h->env, true, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(state_of(h, FROM), SLOT_FREE);
}

static void another_stations_hold_is_left_alone(void **state)
{
    struct test_hospital *h = *state;
    char op[UUID_SIZE] = "", second[UUID_SIZE] = "";
    int64_t until;
    int count;
    assert_err(hold(h, FROM, op, &until), ERR_OK);
    text_copy(h->config.station.id, sizeof h->config.station.id, "GUIDE-01");
    assert_err(hold_sweep(h->db, &h->env, true, &count), ERR_OK);
    assert_int_equal(count, 0);
    assert_err(hold(h, FROM, second, &until), ERR_TAKEN);
}

static void without_a_time_for_it_nothing_is_held(void **state)
{
    struct test_hospital *h = *state;
    char op[UUID_SIZE] = "";
    int64_t until;
    h->config.booking.hold_s = 0;
    assert_err(hold(h, FROM, op, &until), ERR_OK);
    assert_int_equal(until, 0);
    assert_int_equal(state_of(h, FROM), SLOT_FREE);
}

static void new_content_does_not_free_what_is_held(void **state)
{
    struct test_hospital *h = *state;
    char op[UUID_SIZE] = "";
    int64_t until;
    assert_err(hold(h, FROM, op, &until), ERR_OK);
    assert_err(content_done(h->db, "test", db_now(h->db)), ERR_OK);
    assert_int_equal(state_of(h, FROM), SLOT_HELD);
}

/* ---- missed ---- */

static void who_missed_too_many_books_at_the_desk_for_a_while(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made[3];
    struct booking_block block;
    int lay;
    static const char *const slots[] = {"lin-ruoxi-20260313-am-001", "lin-ruoxi-20260314-am-001",
                                        "lin-ruoxi-20260316-am-001"};
    test_person(h, "13900139000", &person);
    for (int i = 0; i < 3; i++)
        test_book(h, person.uuid, slots[i], &made[i]);
    assert_err(cancel(h->db, &h->env, made[2].op), ERR_OK);
    test_clock_set(&h->clock, "2026-03-17T07:00:00+08:00");
    assert_err(booking_day_over(h->db, &h->env), ERR_OK);
    assert_err(content_lay_out(h->db, 14, &lay), ERR_OK);
    assert_int_equal(status_of(h, made[0].op), APPOINTMENT_NOSHOW);
    assert_int_equal(status_of(h, made[2].op), APPOINTMENT_CANCELLED);
    assert_err(test_try_book(h, person.uuid, "lin-ruoxi-20260318-am-001"), ERR_OK); /* two of 3 */
    h->config.booking.missed_max = 2;
    assert_err(booking_blocked(h->db, &h->env, person.uuid, &block), ERR_OK);
    assert_true(block.blocked);
    assert_int_equal(block.missed, 2);
    assert_err(test_try_book(h, person.uuid, "lin-ruoxi-20260319-am-001"), ERR_BLOCKED);
    h->config.booking.missed_max = 0;
    assert_err(test_try_book(h, person.uuid, "lin-ruoxi-20260319-am-001"), ERR_OK);
    h->config.booking.missed_max = 2; /* 30 days after the last one it is over */
    test_clock_set(&h->clock, "2026-04-13T09:00:01+08:00");
    assert_err(booking_blocked(h->db, &h->env, person.uuid, &block), ERR_OK);
    assert_false(block.blocked);
}

static void today_nothing_is_missed_yet(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made;
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, "lin-ruoxi-20260312-am-001", &made);
    test_clock_set(&h->clock, "2026-03-12T23:59:00+08:00");
    assert_err(booking_day_over(h->db, &h->env), ERR_OK);
    assert_int_equal(status_of(h, made.op), APPOINTMENT_BOOKED);
}

/* ---- stopped ---- */

static void stop_the_doctor(struct test_hospital *h, bool stopped)
{
    struct statement *s =
        stopped ? db_prepare(h->db, "INSERT INTO stop(owner,n,from_date,until_date,reason_zh,"
                                    "reason_en) VALUES('PractitionerRole/lin-ruoxi',0,"
                                    "'2026-03-13','2026-03-13','会议','Conference')")
                : db_prepare(h->db, "DELETE FROM stop WHERE owner='PractitionerRole/lin-ruoxi'");
    db_step(s);
    assert_err(db_done(s), ERR_OK);
    assert_err(content_done(h->db, "test", db_now(h->db)), ERR_OK);
}

static size_t stopped_of(struct test_hospital *h, const char *person_uuid, struct appointment *out)
{
    size_t count = 0;
    assert_err(appointment_stopped(h->db, person_uuid, out, 4, &count), ERR_OK);
    return count;
}

static void a_clinic_stopped_after_it_was_booked_is_told_until_it_is_settled(void **state)
{
    struct test_hospital *h = *state;
    struct person person, other;
    struct appointment made, list[4];
    test_person(h, "13900139000", &person);
    test_person(h, "13900139001", &other);
    test_book(h, person.uuid, FROM, &made);
    assert_int_equal(stopped_of(h, person.uuid, list), 0);
    stop_the_doctor(h, true);
    assert_int_equal(stopped_of(h, person.uuid, list), 1);
    assert_string_equal(list[0].op, made.op);
    assert_int_equal(stopped_of(h, other.uuid, list), 0);
    stop_the_doctor(h, false); /* it takes place after all */
    assert_int_equal(stopped_of(h, person.uuid, list), 0);
}

static void a_stopped_booking_moves_or_goes_back_even_after_the_cut_off(void **state)
{
    struct test_hospital *h = *state;
    struct person person, other;
    struct appointment made, moved, list[4];
    test_person(h, "13900139000", &person);
    test_person(h, "13900139001", &other);
    test_book(h, person.uuid, FROM, &made);
    stop_the_doctor(h, true);
    test_clock_set(&h->clock, "2026-03-13T08:50:00+08:00");
    assert_err(move(h, person.uuid, TO, made.op, &moved), ERR_OK);
    assert_int_equal(stopped_of(h, person.uuid, list), 0);
    stop_the_doctor(h, false);
    test_book(h, other.uuid, FROM, &made);
    stop_the_doctor(h, true);
    assert_err(cancel(h->db, &h->env, made.op), ERR_OK);
    assert_int_equal(stopped_of(h, other.uuid, list), 0);
}

static void a_doctor_who_left_the_files_is_a_stop_too(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made, list[4];
    int lay;
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, FROM, &made);
    assert_err(db_run(h->db, "DELETE FROM timetable WHERE owner='PractitionerRole/lin-ruoxi'"),
               ERR_OK);
    assert_err(db_run(h->db, "DELETE FROM slot"), ERR_OK);
    assert_err(db_run(h->db, "DELETE FROM session"), ERR_OK);
    assert_err(content_lay_out(h->db, 14, &lay), ERR_OK);
    assert_int_equal(stopped_of(h, person.uuid, list), 1);
}

static void nobody_misses_a_clinic_that_was_stopped(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment made, list[4];
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, FROM, &made);
    stop_the_doctor(h, true);
    test_clock_set(&h->clock, "2026-03-14T07:00:00+08:00");
    assert_err(booking_day_over(h->db, &h->env), ERR_OK);
    assert_int_equal(status_of(h, made.op), APPOINTMENT_BOOKED);
    assert_int_equal(stopped_of(h, person.uuid, list), 1); /* and they still hear of it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(moving_takes_the_new_place_and_gives_the_old_one_back),
        TEST(the_same_move_twice_is_one),
        TEST(a_move_that_is_refused_leaves_the_old_booking),
        TEST(with_a_server_the_old_booking_stays_until_the_new_one_is_confirmed),
        TEST(a_move_counts_once_against_the_limits),
        TEST(only_ones_own_and_only_until_the_cut_off),
        TEST(nobody_gets_the_receipt_of_another),
        TEST(a_held_slot_is_for_whoever_holds_it),
        TEST(a_hold_that_is_over_or_given_back_is_free_for_all),
        TEST(a_screen_holds_one_slot_at_a_time),
        TEST(what_a_crash_left_held_is_free_after_the_start),
        TEST(another_stations_hold_is_left_alone),
        TEST(without_a_time_for_it_nothing_is_held),
        TEST(new_content_does_not_free_what_is_held),
        TEST(who_missed_too_many_books_at_the_desk_for_a_while),
        TEST(today_nothing_is_missed_yet),
        TEST(a_clinic_stopped_after_it_was_booked_is_told_until_it_is_settled),
        TEST(a_stopped_booking_moves_or_goes_back_even_after_the_cut_off),
        TEST(a_doctor_who_left_the_files_is_a_stop_too),
        TEST(nobody_misses_a_clinic_that_was_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
