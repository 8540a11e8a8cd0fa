/* Covers act/desk_stop.c, store/clinic_stop.c and what they do to sessions and bookings, in a store
 * without a server. */
#include "act/desk.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/clinic_stop.h"
#include "store/content.h"
#include "store/content_put.h"
#include "store/own_notice.h"
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

#define SESSION "lin-ruoxi-20260313-am"
#define SLOT SESSION "-001"

static struct staff_session guide(struct test_hospital *h)
{
    return (struct staff_session){.id = "0512",
                                  .roles = 1U << ROLE_GUIDE,
                                  .began_ms = h->clock.mono,
                                  .touched_ms = h->clock.mono};
}

static struct desk_stop stop_of(const char *session)
{
    struct desk_stop stop = {.count = 1, .reason = {.zh = "医生身体不适", .en = "Ill"}};
    uuid_new(stop.clinics[0].op);
    text_copy(stop.clinics[0].session_id, ID_SIZE, session);
    text_copy(stop.clinics[0].title.zh, sizeof stop.clinics[0].title.zh, "林若溪停诊");
    text_copy(stop.clinics[0].title.en, sizeof stop.clinics[0].title.en, "Lin Ruoxi: no clinic");
    return stop;
}

static struct appointment held(struct test_hospital *h, const char *op)
{
    struct appointment a;
    assert_err(appointment_get(h->db, op, &a), ERR_OK);
    return a;
}

static void a_stopped_half_day_is_told_and_sold_no_more(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct desk_stop stop = stop_of(SESSION);
    struct person one, two;
    struct appointment made, told_list[4];
    struct schedule session;
    struct notice notices[4];
    size_t count = 0, before = 0;
    int told = 0;
    test_person(h, "13900139000", &one);
    test_person(h, "13900139001", &two);
    test_book(h, one.uuid, SLOT, &made);
    assert_err(notice_list(h->db, NOTICE_STOP, notices, 4, &before), ERR_OK);
    assert_err(desk_stop_clinics(h->db, &h->env, &by, &stop, &told), ERR_OK);
    assert_int_equal(told, 1);
    assert_err(appointment_stopped(h->db, one.uuid, told_list, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_err(test_try_book(h, two.uuid, SESSION "-002"), ERR_STOPPED);
    assert_err(test_try_book(h, two.uuid, "lin-ruoxi-20260313-pm-006"), ERR_OK); /* only that one */
    assert_err(schedule_get(h->db, SESSION, &session), ERR_OK);
    assert_int_equal(session.state, SCHEDULE_STOPPED);
    assert_string_equal(session.reason.zh, stop.reason.zh);
    assert_err(notice_list(h->db, NOTICE_STOP, notices, 4, &count), ERR_OK);
    assert_int_equal(count, before + 1);
    /* one entry a slot for a server, and no more when it is asked twice */
    assert_int_equal(test_outbox(h, OUTBOX_STOP), 5);
    assert_int_equal(test_outbox(h, OUTBOX_NOTICE), 1);
    struct desk_stop again = stop_of(SESSION);
    assert_err(desk_stop_clinics(h->db, &h->env, &by, &again, &told), ERR_OK);
    assert_int_equal(test_outbox(h, OUTBOX_STOP), 5);
}

static void it_outlives_content_that_comes_anew(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct desk_stop stop = stop_of(SESSION);
    struct schedule session;
    int told, made;
    assert_err(desk_stop_clinics(h->db, &h->env, &by, &stop, &told), ERR_OK);
    assert_err(content_done(h->db, "folder", h->clock.wall), ERR_OK);
    assert_err(content_lay_out(h->db, 20, &made), ERR_OK);
    assert_err(schedule_get(h->db, SESSION, &session), ERR_OK);
    assert_int_equal(session.state, SCHEDULE_STOPPED);
    test_hospital_reopen(h);
    assert_err(schedule_get(h->db, SESSION, &session), ERR_OK);
    assert_int_equal(session.state, SCHEDULE_STOPPED);
}

static void lifting_it_gives_the_bookings_back_but_not_those_settled(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct desk_stop stop = stop_of(SESSION);
    struct person one, two;
    struct appointment kept, moved, fresh;
    struct schedule session;
    int told;
    test_person(h, "13900139000", &one);
    test_person(h, "13900139001", &two);
    test_book(h, one.uuid, SESSION "-001", &kept);
    test_book(h, two.uuid, SESSION "-002", &moved);
    assert_err(desk_stop_clinics(h->db, &h->env, &by, &stop, &told), ERR_OK);
    assert_int_equal(told, 2);
    struct book_request move = {.slot_id = "lin-ruoxi-20260314-am-001"};
    uuid_new(move.op);
    text_copy(move.person_uuid, sizeof move.person_uuid, two.uuid);
    text_copy(move.replaces, sizeof move.replaces, moved.op);
    assert_err(book(h->db, &h->env, &move, &fresh), ERR_OK);
    assert_err(desk_revoke(h->db, &h->env, &by, stop.clinics[0].op), ERR_OK);
    assert_int_equal(held(h, kept.op).stopped, STOPPED_NOT);
    assert_int_equal(held(h, kept.op).status, APPOINTMENT_BOOKED);
    assert_int_equal(held(h, moved.op).status, APPOINTMENT_CANCELLED);
    assert_err(schedule_get(h->db, SESSION, &session), ERR_OK);
    assert_int_equal(session.state, SCHEDULE_OPEN);
    assert_int_equal(session.left, 4);
    assert_err(test_try_book(h, two.uuid, SESSION "-002"), ERR_OK);
    assert_err(test_try_book(h, two.uuid, SESSION "-001"), ERR_ALREADY);
    assert_int_equal(test_outbox(h, OUTBOX_STOP), 10);
    assert_err(desk_revoke(h->db, &h->env, &by, stop.clinics[0].op), ERR_NOT_FOUND);
}

static void several_half_days_go_together_or_not_at_all(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h), nobody = {.id = "0512"};
    struct desk_stop stop = stop_of(SESSION);
    struct schedule session;
    int told;
    stop.count = 2;
    uuid_new(stop.clinics[1].op);
    text_copy(stop.clinics[1].session_id, ID_SIZE, "no-such-session");
    assert_err(desk_stop_clinics(h->db, &h->env, &by, &stop, &told), ERR_INVALID);
    text_copy(stop.clinics[1].session_id, ID_SIZE, "cardiology-general-20260312-am");
    h->clock.wall += 4 * 3600000; /* the morning is over */
    by = guide(h);
    assert_err(desk_stop_clinics(h->db, &h->env, &by, &stop, &told), ERR_INVALID);
    assert_err(schedule_get(h->db, SESSION, &session), ERR_OK);
    assert_int_equal(session.state, SCHEDULE_OPEN);
    assert_int_equal(test_outbox(h, OUTBOX_STOP), 0);
    stop.count = 1;
    assert_err(desk_stop_clinics(h->db, &h->env, &nobody, &stop, &told), ERR_DENIED);
    stop.reason.zh[0] = '\0';
    assert_err(desk_stop_clinics(h->db, &h->env, &by, &stop, &told), ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_stopped_half_day_is_told_and_sold_no_more),
        TEST(it_outlives_content_that_comes_anew),
        TEST(lifting_it_gives_the_bookings_back_but_not_those_settled),
        TEST(several_half_days_go_together_or_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
