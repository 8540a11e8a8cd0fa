/* Covers act/next.c, act/closing.c, act/take_number.c (which queue), store/queue_instead.c and the
 * rooms of store/ticket_wait.c: no queue is left without somebody who calls. */
#include "act/act.h"
#include "act/calling.h"
#include "base/text.h"
#include "base/uuid.h"
#include "model/wait.h"
#include "store/care.h"
#include "store/queue.h"
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
#define GENERAL "cardiology-general"
#define DOCTOR "lin-ruoxi"

static const struct caller room1 = {
    .by = "ROOM-1", .place_id = "room-b3-01", .place = {.zh = "1 诊室", .en = "Room 1"}};
static const struct caller room2 = {
    .by = "ROOM-2", .place_id = "room-b3-02", .place = {.zh = "2 诊室", .en = "Room 2"}};

static void walk_in(struct test_hospital *h, struct ticket *out)
{
    struct take_request request = {.department_id = "cardiology"};
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, out), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, out->op, TICKET_CONFIRMED), ERR_OK);
    test_clock_pass(&h->clock, 60000);
}

static void to(struct test_hospital *h, const char *op, const char *queue)
{
    struct ticket t;
    assert_err(call_move(h->db, &h->env, op, queue, &t), ERR_OK);
}

static void a_doctor_with_nobody_left_helps_the_general_clinic(void **state)
{
    struct test_hospital *h = *state;
    struct ticket a, b, t;
    walk_in(h, &a);
    walk_in(h, &b);
    to(h, b.op, DOCTOR);
    assert_err(call_next(h->db, &h->env, DOCTOR, &room1, &t), ERR_OK);
    assert_string_equal(t.op, b.op); /* the own patient first, though he came later */
    assert_err(call_next(h->db, &h->env, DOCTOR, &room1, &t), ERR_OK);
    assert_string_equal(t.op, a.op);
    assert_string_equal(t.queue, GENERAL);
    assert_string_equal(t.doctor.place.en, "Room 1");
    assert_err(call_next(h->db, &h->env, DOCTOR, &room1, &t), ERR_NOT_FOUND);
}

static void the_help_can_be_switched_off(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    walk_in(h, &t);
    h->config.queue.help_general = 0;
    assert_err(call_next(h->db, &h->env, DOCTOR, &room1, &t), ERR_NOT_FOUND);
}

static void a_clinic_without_a_room_is_not_left_waiting(void **state)
{
    struct test_hospital *h = *state;
    struct ticket first, t;
    int place = 0;
    walk_in(h, &first);
    for (int i = 0; i < 30; i++) { /* the doctor always has people of her own */
        walk_in(h, &t);
        to(h, t.op, DOCTOR);
    }
    for (place = 1; place <= 30; place++) {
        assert_err(call_next(h->db, &h->env, DOCTOR, &room1, &t), ERR_OK);
        if (strcmp(t.op, first.op) == 0)
            break;
    }
    assert_int_equal(place, 1); /* who has waited for half an hour longer than all others */
}

static void a_clinic_with_its_own_room_is_left_to_it(void **state)
{
    struct test_hospital *h = *state;
    struct ticket waits, t;
    for (int i = 0; i < 2; i++) {
        walk_in(h, &t);
        assert_err(call_next(h->db, &h->env, GENERAL, &room2, &t), ERR_OK);
        assert_err(call_serving(h->db, &h->env, t.op), ERR_OK);
        assert_err(call_done(h->db, &h->env, t.op), ERR_OK);
    }
    walk_in(h, &waits);
    h->config.queue.room_min = 5;
    for (int i = 0; i < 4; i++)
        walk_in(h, &t);
    to(h, t.op, DOCTOR);
    assert_err(call_next(h->db, &h->env, DOCTOR, &room1, &t), ERR_OK);
    assert_string_equal(t.queue, DOCTOR); /* room 2 called three minutes ago */
}

#define CROWD 160

struct waiting { /* what somebody in a line sees of the calls from it */
    char op[UUID_SIZE], queue[ID_SIZE];
    int earlier, later; /* of people who came before and after them */
    bool called;
};

static void comes(struct test_hospital *h, const char *queue, int priority, struct waiting *out)
{
    struct ticket t;
    struct call call;
    struct call_request first = {.kind = CALL_PRIORITY, .priority = priority, .reason = "referral"};
    walk_in(h, &t);
    if (strcmp(queue, GENERAL) != 0)
        to(h, t.op, queue);
    uuid_new(first.op);
    text_copy(first.ticket_op, sizeof first.ticket_op, t.op);
    if (priority > PRIORITY_ROUTINE)
        assert_err(call_ask(h->db, &h->env, &first, &call), ERR_OK);
    *out = (struct waiting){.called = false};
    text_copy(out->op, sizeof out->op, t.op);
    text_copy(out->queue, sizeof out->queue, queue);
}

/* By the world's own count: the room's calls from each of both queues pass nobody over more often
 * than the ratio allows, whatever it calls from the other one. */
static void who_helps_keeps_the_ratio_of_each_queue(void **state)
{
    struct test_hospital *h = *state;
    static struct waiting crowd[CROWD];
    uint64_t x = 88172645463325252u;
    int count = 0, calls = 0;
    h->config.queue.room_min = 5; /* nobody else calls from the clinic */
    while (count < CROWD) {
        struct ticket t;
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        if (count < 6 || x % 100 < 55) {
            comes(h, x / 100 % 3 ? DOCTOR : GENERAL,
                  x / 1000 % 5 < 3 ? PRIORITY_ASAP : PRIORITY_ROUTINE, &crowd[count]);
            count++;
            continue;
        }
        assert_err(call_next(h->db, &h->env, DOCTOR, &room1, &t), ERR_OK);
        assert_err(call_serving(h->db, &h->env, t.op), ERR_OK);
        assert_err(call_done(h->db, &h->env, t.op), ERR_OK);
        int at = 0;
        while (at < count && strcmp(crowd[at].op, t.op) != 0)
            at++;
        crowd[at].called = true;
        calls++;
        for (int i = 0; i < count; i++) {
            struct waiting *w = &crowd[i];
            if (w->called || strcmp(w->queue, crowd[at].queue) != 0)
                continue;
            *(i < at ? &w->later : &w->earlier) += 1;
            assert_true(w->later <= h->config.queue.ratio * (w->earlier + 1));
        }
    }
    assert_true(calls > 60);
}

static void whoever_stood_in_a_closed_queue_goes_on_in_another(void **state)
{
    struct test_hospital *h = *state;
    struct ticket list[4], t;
    int moved;
    for (int i = 0; i < 4; i++) {
        walk_in(h, &list[i]);
        to(h, list[i].op, DOCTOR);
    }
    assert_err(call_number(h->db, &h->env, list[0].op, &room1, &t), ERR_OK);
    assert_err(call_passed(h->db, &h->env, list[0].op), ERR_OK);
    assert_err(call_number(h->db, &h->env, list[1].op, &room1, &t), ERR_OK);
    assert_err(call_serving(h->db, &h->env, list[1].op), ERR_OK);
    assert_err(queue_close(h->db, &h->env, DOCTOR, DOCTOR, &moved), ERR_INVALID);
    assert_err(queue_close(h->db, &h->env, DOCTOR, GENERAL, &moved), ERR_OK);
    assert_int_equal(moved, 3); /* all but the one with the doctor */
    assert_err(queue_close(h->db, &h->env, GENERAL, DOCTOR, &moved), ERR_INVALID);
    assert_err(ticket_get(h->db, list[0].op, &t), ERR_OK);
    assert_string_equal(t.queue, GENERAL);
    assert_int_equal(t.stage, QUEUE_PASSED); /* still missed: nobody is called who is away */
    for (int i = 2; i < 4; i++) {
        assert_err(call_next(h->db, &h->env, GENERAL, &room2, &t), ERR_OK);
        assert_string_equal(t.op, list[i].op);
    }
    assert_err(call_done(h->db, &h->env, list[1].op), ERR_OK);
}

static void whoever_comes_later_goes_there_at_once(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment held;
    struct ticket t, back;
    char op[UUID_SIZE], back_op[UUID_SIZE];
    int moved;
    uuid_new(op);
    uuid_new(back_op);
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, "lin-ruoxi-20260312-am-001", &held);
    assert_err(queue_close(h->db, &h->env, DOCTOR, GENERAL, &moved), ERR_OK);
    h->clock.wall = held.start_ms - 600000;
    assert_err(check_in(h->db, &h->env, op, held.op, &t), ERR_OK);
    assert_string_equal(t.queue, GENERAL);
    assert_string_equal(t.number, "B001");
    assert_err(ticket_handed(h->db, &h->env, op, TICKET_CONFIRMED), ERR_OK);
    assert_err(call_next(h->db, &h->env, GENERAL, &room2, &t), ERR_OK);
    assert_string_equal(t.op, op);
    assert_err(call_serving(h->db, &h->env, op), ERR_OK);
    assert_err(send_on(h->db, &h->env, op, DOCTOR, back_op, &back), ERR_OK);
    assert_string_equal(back.queue, GENERAL);
    assert_err(queue_open(h->db, &h->env, DOCTOR), ERR_OK);
    to(h, back_op, DOCTOR);
    assert_err(ticket_get(h->db, back_op, &t), ERR_OK);
    assert_string_equal(t.queue, DOCTOR);
}

static void a_walk_in_is_not_sent_to_a_closed_clinic(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    int moved;
    assert_err(queue_close(h->db, &h->env, GENERAL, DOCTOR, &moved), ERR_OK);
    walk_in(h, &t);
    assert_string_equal(t.queue, DOCTOR);
    assert_string_equal(t.number, "K001");
}

static void a_room_that_shares_itself_counts_with_its_share(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    struct queue_rooms rooms;
    struct queue_rules rules;
    queue_rules_of(&h->config, &rules);
    assert_err(queue_rooms(h->db, GENERAL, "2026-03-12", &rules, &rooms), ERR_OK);
    assert_int_equal(rooms.open, 0);
    for (int i = 0; i < 4; i++) {
        walk_in(h, &t);
        if (i == 0)
            to(h, t.op, DOCTOR);
        assert_err(call_number(h->db, &h->env, t.op, i < 2 ? &room1 : &room2, &t), ERR_OK);
        assert_err(call_serving(h->db, &h->env, t.op), ERR_OK);
        assert_err(call_done(h->db, &h->env, t.op), ERR_OK);
    }
    assert_err(queue_rooms(h->db, GENERAL, "2026-03-12", &rules, &rooms), ERR_OK);
    assert_int_equal(rooms.open, 2);
    assert_int_equal(rooms.own, 1);
    assert_int_equal(rooms.hundredths, 150);
    test_clock_pass(&h->clock, 21 * 60000);
    assert_err(queue_rooms(h->db, GENERAL, "2026-03-12", &rules, &rooms), ERR_OK);
    assert_int_equal(rooms.open, 0); /* nobody has called for a while */
}

/* What is told before must be what is had after. */
static void the_place_told_before_checking_in_is_the_one_that_is_had(void **state)
{
    static const struct {
        int minutes, kind, late;
    } times[] = {{-40, PLACE_EARLY, 40},
                 {-15, PLACE_BY_BOOKING, 0},
                 {15, PLACE_BY_BOOKING, 0},
                 {16, PLACE_LATE, 16}};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        struct test_hospital *h = *state;
        struct person person;
        struct appointment held;
        struct ticket t;
        struct place_told told;
        char op[UUID_SIZE], phone[20];
        int ahead;
        uuid_new(op);
        text_format(phone, sizeof phone, "1390013900%d", (int)i);
        test_clock_set(&h->clock, "2026-03-12T08:30:00+08:00");
        test_person(h, phone, &person);
        test_book(h, person.uuid,
                  (const char *[]){"lin-ruoxi-20260312-am-001", "lin-ruoxi-20260312-am-002",
                                   "lin-ruoxi-20260312-am-003", "lin-ruoxi-20260312-am-004"}[i],
                  &held);
        h->clock.wall = held.start_ms - 60 * 60000;
        for (int k = 0; k < 2; k++) { /* before, and without a booking */
            walk_in(h, &t);
            to(h, t.op, DOCTOR);
        }
        h->clock.wall = held.start_ms + times[i].minutes * 60000LL;
        assert_err(check_in_place(h->db, &h->env, &held, &told), ERR_OK);
        assert_int_equal(told.kind, times[i].kind);
        assert_int_equal(told.minutes, times[i].late);
        assert_int_equal(told.turn_ms, held.start_ms - 15 * 60000);
        assert_err(check_in(h->db, &h->env, op, held.op, &t), ERR_OK);
        assert_err(ticket_handed(h->db, &h->env, op, TICKET_CONFIRMED), ERR_OK);
        assert_err(queue_ahead(h->db, &h->env, op, &ahead), ERR_OK);
        assert_int_equal(told.ahead, ahead);
        assert_true(told.kind == PLACE_BY_BOOKING || ahead >= 2);
    }
}

static void a_walk_in_is_told_the_queue_and_place_that_are_had(void **state)
{
    struct test_hospital *h = *state;
    struct doctor doctor;
    struct ticket t;
    int ahead, real;
    walk_in(h, &t);
    walk_in(h, &t);
    assert_err(take_place(h->db, &h->env, "cardiology", "", &doctor, &ahead), ERR_OK);
    walk_in(h, &t);
    assert_string_equal(doctor.id, t.queue);
    assert_err(queue_ahead(h->db, &h->env, t.op, &real), ERR_OK);
    assert_int_equal(ahead, real);
    test_clock_set(&h->clock, "2026-03-12T23:00:00+08:00");
    assert_err(take_place(h->db, &h->env, "cardiology", "", &doctor, &ahead), ERR_STOPPED);
}

/* Over many random hours: a longer line is never told a shorter wait, and more rooms never a longer
 * one. */
static void more_people_ahead_never_shorten_the_range(void **state)
{
    uint64_t x = 88172645463325252u;
    (void)state;
    for (int trial = 0; trial < 2000; trial++) {
        int64_t times[60];
        int count = 0, rooms = 0;
        for (int64_t at = 0; count < 60; count++) {
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            at += (int64_t)(x % 120000);
            times[count] = at + 1;
        }
        rooms = 1 + (int)(x % 900);
        count = (int)(x / 1000 % 61);
        struct wait before = {.known = false};
        struct wait_facts facts = {.times = times,
                                   .count = count,
                                   .hundredths = rooms,
                                   .overtaking_hour = (int)(x / 7 % 40),
                                   .ratio = 1 + (int)(x / 11 % 20)},
                          roomy = facts;
        roomy.hundredths += 50;
        for (int ahead = 0; ahead < 120; ahead++) {
            struct wait now = {.known = false}, more = {.known = false};
            wait_range(&facts, ahead, &now);
            wait_range(&roomy, ahead, &more);
            assert_int_equal(now.known, count >= WAIT_SAMPLES_MIN);
            assert_true(now.from_min <= now.to_min);
            assert_true(now.from_min >= before.from_min && now.to_min >= before.to_min);
            assert_true(more.from_min <= now.from_min && more.to_min <= now.to_min);
            before = now;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_doctor_with_nobody_left_helps_the_general_clinic),
        TEST(the_help_can_be_switched_off),
        TEST(a_clinic_without_a_room_is_not_left_waiting),
        TEST(a_clinic_with_its_own_room_is_left_to_it),
        TEST(who_helps_keeps_the_ratio_of_each_queue),
        TEST(whoever_stood_in_a_closed_queue_goes_on_in_another),
        TEST(whoever_comes_later_goes_there_at_once),
        TEST(a_walk_in_is_not_sent_to_a_closed_clinic),
        TEST(a_room_that_shares_itself_counts_with_its_share),
        TEST(the_place_told_before_checking_in_is_the_one_that_is_had),
        TEST(a_walk_in_is_told_the_queue_and_place_that_are_had),
        cmocka_unit_test(more_people_ahead_never_shorten_the_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
