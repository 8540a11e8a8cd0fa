/* Covers act/calling.c, act/onward.c, act/enter.c, store/queue.c and store/stop.c. */
#include "act/act.h"
#include "act/calling.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/link.h"
#include "store/outbox.h"
#include "store/queue.h"
#include "support/patient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))
#define QUEUE "cardiology-general"

static const struct caller room1 = {
    .by = "ROOM-1", .place_id = "room-b3-01", .place = {.zh = "1 诊室", .en = "Room 1"}};
static const struct caller room2 = {
    .by = "ROOM-2", .place_id = "room-b3-02", .place = {.zh = "2 诊室", .en = "Room 2"}};

/* A walk-in's number in the hand; a minute later. */
static void walk_in(struct test_hospital *h, struct ticket *out)
{
    struct take_request request = {.department_id = "cardiology"};
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, out), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, out->op, TICKET_CONFIRMED), ERR_OK);
    test_clock_pass(&h->clock, 60000);
}

static void expect_next(struct test_hospital *h, const char *number, struct ticket *out)
{
    assert_err(call_next(h->db, &h->env, QUEUE, &room1, out), ERR_OK);
    assert_string_equal(out->number, number);
}

static enum queue_status stage(struct test_hospital *h, const char *op)
{
    struct ticket t;
    assert_err(ticket_get(h->db, op, &t), ERR_OK);
    return t.stage;
}

static void who_came_first_is_called_first(void **state)
{
    struct test_hospital *h = *state;
    struct ticket a, b, called;
    assert_err(call_next(h->db, &h->env, QUEUE, &room1, &called), ERR_NOT_FOUND);
    walk_in(h, &a);
    walk_in(h, &b);
    expect_next(h, "K001", &called);
    assert_int_equal(called.stage, QUEUE_CALLED);
    assert_string_equal(called.doctor.place.en, "Room 1");
    assert_int_equal(called.called_ms, clock_wall(&h->clock.clock));
    expect_next(h, "K002", &called);
    assert_err(call_next(h->db, &h->env, QUEUE, &room1, &called), ERR_NOT_FOUND);
}

static void a_number_not_in_the_hand_is_not_called(void **state)
{
    struct test_hospital *h = *state;
    struct take_request request = {.department_id = "cardiology"};
    struct ticket t;
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_OK);
    assert_err(call_next(h->db, &h->env, QUEUE, &room1, &t), ERR_NOT_FOUND);
    assert_err(call_number(h->db, &h->env, request.op, &room1, &t), ERR_TAKEN);
}

static void a_call_goes_its_way_and_illegal_steps_are_refused(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    struct visit_stop stop;
    walk_in(h, &t);
    assert_err(call_again(h->db, &h->env, t.op), ERR_INVALID);
    assert_err(call_passed(h->db, &h->env, t.op), ERR_INVALID);
    assert_err(call_serving(h->db, &h->env, t.op), ERR_INVALID);
    assert_err(call_done(h->db, &h->env, t.op), ERR_INVALID);
    assert_int_equal(stage(h, t.op), QUEUE_WAITING);
    expect_next(h, "K001", &t);
    assert_err(call_again(h->db, &h->env, t.op), ERR_OK);
    assert_err(call_again(h->db, &h->env, t.op), ERR_OK);
    assert_err(stop_get(h->db, t.op, &stop), ERR_OK);
    assert_int_equal(stop.calls, 3);
    assert_string_equal(stop.called_by, "ROOM-1");
    assert_err(call_done(h->db, &h->env, t.op), ERR_INVALID);
    assert_err(call_serving(h->db, &h->env, t.op), ERR_OK);
    assert_err(call_serving(h->db, &h->env, t.op), ERR_OK); /* a double tap */
    assert_err(call_again(h->db, &h->env, t.op), ERR_INVALID);
    assert_err(call_done(h->db, &h->env, t.op), ERR_OK);
    assert_err(call_done(h->db, &h->env, t.op), ERR_OK);
    assert_err(call_serving(h->db, &h->env, t.op), ERR_INVALID);
    assert_err(call_number(h->db, &h->env, t.op, &room1, &t), ERR_TAKEN);
    assert_err(call_done(h->db, &h->env, "no such"), ERR_NOT_FOUND);
}

/* Six rooms as processes of their own, each with its own connection. */
static int room_process(struct test_hospital *h, int room, int out)
{
    struct db *db;
    struct caller caller = {.by = ""};
    struct db_options options = {.state_dir = h->dir, .clock = &h->clock.clock};
    text_format(caller.by, sizeof caller.by, "ROOM-%d", room);
    if (db_open(&options, &db) != ERR_OK)
        return 1;
    for (;;) {
        struct ticket t;
        enum err e = call_next(db, &h->env, QUEUE, &caller, &t);
        if (e == ERR_BUSY || e == ERR_TAKEN)
            continue;
        if (e != ERR_OK) {
            db_close(db);
            return e == ERR_NOT_FOUND ? 0 : 2;
        }
        if (write(out, t.number, sizeof t.number) != (ssize_t)sizeof t.number)
            return 3;
    }
}

static void six_rooms_at_once_never_call_one_number_twice(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    char seen[80][12], number[12];
    int pipes[2], n = 0, status;
    for (int i = 0; i < 60; i++)
        walk_in(h, &t);
    assert_int_equal(pipe(pipes), 0);
    for (int room = 0; room < 6; room++) {
        pid_t pid = fork();
        assert_true(pid >= 0);
        if (pid == 0)
            _exit(room_process(h, room, pipes[1]));
    }
    close(pipes[1]);
    while (read(pipes[0], number, sizeof number) == (ssize_t)sizeof number && n < 80)
        memcpy(seen[n++], number, sizeof number);
    close(pipes[0]);
    for (int room = 0; room < 6; room++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    assert_int_equal(n, 60);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(seen[i], seen[k]);
}

static void a_missed_number_comes_back_once(void **state)
{
    struct test_hospital *h = *state;
    struct ticket first, t;
    int ahead = -1, told = -1;
    for (int i = 0; i < 6; i++)
        walk_in(h, i ? &t : &first);
    expect_next(h, "K001", &t);
    assert_err(missed_recall(h->db, &h->env, first.op, &ahead), ERR_INVALID);
    assert_err(call_passed(h->db, &h->env, first.op), ERR_OK);
    assert_err(missed_check(h->db, &h->env, first.op, &told), ERR_OK);
    assert_int_equal(told, 3);
    assert_int_equal(stage(h, first.op), QUEUE_PASSED);
    assert_err(missed_recall(h->db, &h->env, first.op, &ahead), ERR_OK);
    assert_int_equal(ahead, told);
    expect_next(h, "K002", &t);
    assert_err(queue_ahead(h->db, &h->env, first.op, &ahead), ERR_OK);
    assert_int_equal(ahead, 2);
    expect_next(h, "K003", &t);
    expect_next(h, "K004", &t);
    expect_next(h, "K001", &t);
    assert_err(call_passed(h->db, &h->env, first.op), ERR_OK);
    assert_err(missed_recall(h->db, &h->env, first.op, &ahead), ERR_LIMIT);
    assert_err(missed_check(h->db, &h->env, first.op, &ahead), ERR_LIMIT);
    assert_err(call_number(h->db, &h->env, first.op, &room2, &t), ERR_OK); /* at the door */
    assert_string_equal(t.doctor.place.en, "Room 2");
    expect_next(h, "K005", &t);
}

static void the_old_go_first_by_the_ratio(void **state)
{
    struct test_hospital *h = *state;
    struct person old;
    struct take_request request = {.department_id = "cardiology"};
    struct ticket t;
    walk_in(h, &t);
    assert_err(person_find(h->db, IDENTITY_RESIDENT_ID, "11010519491231002X", &old), ERR_OK);
    uuid_new(request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, old.uuid);
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, t.op, TICKET_CONFIRMED), ERR_OK);
    assert_int_equal(t.priority, 0); /* the ticket itself is as it was */
    expect_next(h, "K002", &t);
    expect_next(h, "K001", &t);
}

static void a_card_of_the_hospitals_list_goes_first_like_the_old(void **state)
{
    struct test_hospital *h = *state;
    const char *cards[] = {"81230001", "99887766", "00990001"};
    struct ticket list[3], t;
    text_copy(h->config.queue.cared_cards, sizeof h->config.queue.cared_cards, "SM, 0099,9988");
    for (int i = 0; i < 3; i++) {
        struct identify_request who = {.kind = IDENTITY_CARD};
        struct take_request request = {.department_id = "cardiology"};
        struct person person;
        uuid_new(who.uuid);
        uuid_new(request.op);
        text_copy(who.identity, sizeof who.identity, cards[i]);
        assert_err(identify(h->db, &h->env, &who, &person), ERR_OK);
        text_copy(request.person_uuid, sizeof request.person_uuid, person.uuid);
        assert_err(take_number(h->db, &h->env, &request, &list[i]), ERR_OK);
        assert_err(ticket_handed(h->db, &h->env, list[i].op, TICKET_CONFIRMED), ERR_OK);
        test_clock_pass(&h->clock, 60000);
    }
    expect_next(h, list[1].number, &t);
    expect_next(h, list[2].number, &t);
    expect_next(h, list[0].number, &t);
}

static void to_the_laboratory_and_back_with_one_number(void **state)
{
    struct test_hospital *h = *state;
    struct ticket first, other, lab, back, again;
    struct found found;
    char op[UUID_SIZE], back_op[UUID_SIZE];
    uuid_new(op);
    uuid_new(back_op);
    walk_in(h, &first);
    assert_err(send_on(h->db, &h->env, first.op, "hall-b3", op, &lab), ERR_INVALID);
    expect_next(h, "K001", &first);
    assert_err(call_serving(h->db, &h->env, first.op), ERR_OK);
    assert_err(send_on(h->db, &h->env, first.op, "nowhere", op, &lab), ERR_NOT_FOUND);
    assert_int_equal(stage(h, first.op), QUEUE_SERVING);
    test_clock_pass(&h->clock, 60000);
    assert_err(send_on(h->db, &h->env, first.op, "hall-b3", op, &lab), ERR_OK);
    assert_err(send_on(h->db, &h->env, first.op, "hall-b3", op, &again), ERR_OK);
    assert_string_equal(again.op, lab.op);
    assert_string_equal(lab.number, "K001");
    assert_string_equal(lab.visit_op, first.visit_op);
    assert_string_equal(lab.doctor.place.en, "Floor 3, area B, waiting area");
    assert_int_equal(stage(h, first.op), QUEUE_DONE);
    assert_err(find_visit(h->db, &h->env, "K001", &found), ERR_OK);
    assert_string_equal(found.ticket.op, lab.op);
    walk_in(h, &other); /* a new patient, before he is back */
    assert_err(call_next(h->db, &h->env, "hall-b3", &room2, &lab), ERR_OK);
    assert_err(call_serving(h->db, &h->env, lab.op), ERR_OK);
    assert_err(send_on(h->db, &h->env, lab.op, QUEUE, back_op, &back), ERR_OK);
    expect_next(h, "K001", &again);
    assert_string_equal(again.op, back.op);
    expect_next(h, "K002", &again);
}

static void two_visits_with_one_number_are_told_apart_in_a_shared_queue(void **state)
{
    struct test_hospital *h = *state;
    struct ticket a, b, t;
    walk_in(h, &a);
    b = a; /* as another doctor's patient, whose letter is the same */
    uuid_new(b.op);
    uuid_new(b.visit_op);
    text_copy(b.queue, sizeof b.queue, "lin-ruoxi");
    b.status = TICKET_CONFIRMED;
    assert_err(ticket_insert(h->db, &b), ERR_OK);
    assert_err(call_move(h->db, &h->env, a.op, "hall-b3", &t), ERR_OK);
    assert_string_equal(t.number, "K001");
    assert_err(call_move(h->db, &h->env, b.op, "hall-b3", &t), ERR_OK);
    assert_string_equal(t.number, "K0012");
    assert_string_equal(t.queue, "hall-b3");
    /* B001 of another doctor must leave B001 to the first slot of lin-ruoxi */
    uuid_new(b.op);
    uuid_new(b.visit_op);
    text_copy(b.number, sizeof b.number, "B001");
    text_copy(b.queue, sizeof b.queue, QUEUE);
    assert_err(ticket_insert(h->db, &b), ERR_OK);
    assert_err(call_move(h->db, &h->env, b.op, "lin-ruoxi", &t), ERR_OK);
    assert_string_equal(t.number, "B0012");
}

static void moving_keeps_the_time_of_arrival(void **state)
{
    struct test_hospital *h = *state;
    struct ticket a, b, t;
    walk_in(h, &a);
    walk_in(h, &b);
    assert_err(call_move(h->db, &h->env, b.op, "lin-ruoxi", &t), ERR_OK);
    assert_err(call_number(h->db, &h->env, a.op, &room1, &t), ERR_OK);
    assert_err(call_move(h->db, &h->env, a.op, "lin-ruoxi", &t), ERR_OK);
    assert_int_equal(t.stage, QUEUE_WAITING);
    assert_string_equal(t.doctor.name.zh, "林若溪");
    assert_err(call_next(h->db, &h->env, "lin-ruoxi", &room1, &t), ERR_OK);
    assert_string_equal(t.number, "K001");
    assert_err(call_serving(h->db, &h->env, a.op), ERR_OK);
    assert_err(call_move(h->db, &h->env, a.op, QUEUE, &t), ERR_INVALID);
}

static void a_booking_is_fulfilled_with_its_last_stop(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct appointment held;
    struct ticket t, lab;
    struct visit_stop stop;
    char op[UUID_SIZE], lab_op[UUID_SIZE];
    uuid_new(op);
    uuid_new(lab_op);
    test_person(h, "13900139000", &person);
    test_book(h, person.uuid, "lin-ruoxi-20260312-am-001", &held);
    h->clock.wall = held.start_ms - 600000;
    assert_err(check_in(h->db, &h->env, op, held.op, &t), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, op, TICKET_PRINTED), ERR_OK);
    assert_err(stop_get(h->db, op, &stop), ERR_OK);
    assert_int_equal(stop.due_ms, held.start_ms);
    assert_err(call_next(h->db, &h->env, "lin-ruoxi", &room1, &t), ERR_OK);
    assert_err(call_serving(h->db, &h->env, op), ERR_OK);
    test_clock_pass(&h->clock, 60000);
    assert_err(send_on(h->db, &h->env, op, "hall-b3", lab_op, &lab), ERR_OK);
    struct found found;
    assert_err(find_visit(h->db, &h->env, held.code, &found), ERR_OK);
    assert_string_equal(found.ticket.op, lab_op);
    assert_err(appointment_get(h->db, held.op, &held), ERR_OK);
    assert_int_equal(held.status, APPOINTMENT_ARRIVED);
    assert_err(call_next(h->db, &h->env, "hall-b3", &room1, &lab), ERR_OK);
    assert_err(call_serving(h->db, &h->env, lab_op), ERR_OK);
    assert_err(call_done(h->db, &h->env, lab_op), ERR_OK);
    assert_err(appointment_get(h->db, held.op, &held), ERR_OK);
    assert_int_equal(held.status, APPOINTMENT_FULFILLED);
}

static void a_told_wait_is_held_against_the_real_one(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    struct visit_stop stop;
    struct promise_error error;
    for (int i = 0; i < 6; i++) { /* six that took four minutes each */
        walk_in(h, &t);
        assert_err(stop_get(h->db, t.op, &stop), ERR_OK);
        assert_false(stop.promised && i < 5);
        assert_err(call_next(h->db, &h->env, QUEUE, &room1, &t), ERR_OK);
        assert_err(call_serving(h->db, &h->env, t.op), ERR_OK);
        test_clock_pass(&h->clock, 240000);
        assert_err(call_done(h->db, &h->env, t.op), ERR_OK);
    }
    walk_in(h, &t);
    walk_in(h, &t);
    assert_err(stop_get(h->db, t.op, &stop), ERR_OK);
    assert_true(stop.promised);
    assert_int_equal(stop.promised_from, 4); /* one ahead */
    assert_int_equal(stop.promised_to, 8);   /* and one may have just gone in */
    test_clock_pass(&h->clock, 13 * 60000);  /* 14 minutes after the number was given */
    assert_err(call_number(h->db, &h->env, t.op, &room1, &t), ERR_OK);
    assert_err(promise_errors(h->db, &(struct promise_span){.date = t.date}, &error), ERR_OK);
    assert_int_equal(error.told, error.early + error.kept + error.late);
    assert_int_equal(error.worst_ms, 6 * 60000);
    assert_int_equal(error.late, 1 + (error.late > 1));
    struct promise_error part;
    struct promise_span span = {
        .date = t.date, .queue = QUEUE, .from_ms = 1, .to_ms = t.created_ms};
    assert_err(promise_errors(h->db, &span, &part), ERR_OK);
    assert_int_equal(part.told, error.told);
    span.to_ms = t.created_ms - 15 * 60000; /* before any was told */
    assert_err(promise_errors(h->db, &span, &part), ERR_OK);
    assert_int_equal(part.told, 0);
    span = (struct promise_span){.date = t.date, .queue = "another"};
    assert_err(promise_errors(h->db, &span, &part), ERR_OK);
    assert_int_equal(part.told, 0);
}

static void ask(struct test_hospital *h, enum call_kind kind, const char *ticket, const char *queue,
                struct call *out)
{
    struct call_request request = {.kind = kind, .caller = room1, .priority = PRIORITY_STAT};
    uuid_new(request.op);
    text_copy(request.ticket_op, sizeof request.ticket_op, ticket);
    text_copy(request.queue, sizeof request.queue, queue);
    text_copy(request.reason, sizeof request.reason, "emergency");
    assert_err(call_ask(h->db, &h->env, &request, out), ERR_OK);
}

static void one_way_to_ask_serves_a_whole_visit(void **state)
{
    struct test_hospital *h = *state;
    struct ticket a, b, t;
    struct call call, again;
    ask(h, CALL_NEXT, "", QUEUE, &call);
    assert_int_equal(call.state, CALL_NOBODY);
    walk_in(h, &a);
    walk_in(h, &b);
    ask(h, CALL_PRIORITY, b.op, "", &call);
    ask(h, CALL_NEXT, "", QUEUE, &call);
    assert_int_equal(call.state, CALL_MADE);
    assert_string_equal(call.ticket_op, b.op);
    struct call_request twice = {.kind = CALL_NEXT, .caller = room1, .queue = QUEUE};
    text_copy(twice.op, sizeof twice.op, call.op);
    assert_err(call_ask(h->db, &h->env, &twice, &again), ERR_OK); /* a double tap */
    assert_string_equal(again.ticket_op, b.op);
    assert_err(call_current(h->db, "ROOM-1", &t), ERR_OK);
    assert_string_equal(t.op, b.op);
    assert_int_equal(t.priority, PRIORITY_STAT);
    ask(h, CALL_AGAIN, b.op, "", &call);
    ask(h, CALL_SERVING, b.op, "", &call);
    ask(h, CALL_SEND_ON, b.op, "hall-b3", &call);
    assert_err(ticket_get(h->db, call.ticket_op, &t), ERR_OK);
    assert_string_equal(t.number, "K002");
    assert_string_equal(t.queue, "hall-b3");
    assert_err(call_current(h->db, "ROOM-1", &t), ERR_NOT_FOUND);
    ask(h, CALL_NUMBER, a.op, "", &call);
    ask(h, CALL_NUMBER, a.op, "", &call);
    assert_int_equal(call.state, CALL_TAKEN);
    ask(h, CALL_PASSED, a.op, "", &call);
    ask(h, CALL_MISSED, a.op, "", &call);
    ask(h, CALL_MOVE, a.op, "lin-ruoxi", &call);
    assert_err(ticket_get(h->db, call.ticket_op, &t), ERR_OK);
    assert_string_equal(t.queue, "lin-ruoxi");
    assert_int_equal(test_outbox(h, OUTBOX_CALL), 0);
}

static void what_makes_no_sense_is_refused_and_leaves_nothing(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    struct call call;
    struct call_request r = {.kind = CALL_NEXT, .queue = QUEUE};
    walk_in(h, &t);
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_INVALID); /* no operation id */
    uuid_new(r.op);
    r.queue[0] = '\0';
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_INVALID);
    text_copy(r.ticket_op, sizeof r.ticket_op, t.op);
    r.kind = CALL_DONE;
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_INVALID);
    r.kind = CALL_PRIORITY;
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_INVALID); /* no reason */
    r.kind = CALL_HELP_COMING;
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_NOT_FOUND);
    assert_err(call_get(h->db, r.op, &call), ERR_NOT_FOUND);
}

static void a_shared_queue_waits_for_its_server_and_an_own_one_goes_on(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    struct call call;
    struct call_request r = {.kind = CALL_NEXT, .queue = QUEUE, .caller = room1};
    walk_in(h, &t);
    walk_in(h, &t);
    uuid_new(r.op);
    text_copy(h->config.server.url, sizeof h->config.server.url, "http://localhost:1/fhir");
    assert_err(call_may(h->db, &h->env, QUEUE), ERR_OFFLINE);
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_OFFLINE);
    assert_err(link_set_state(h->db, LINK_ONLINE), ERR_OK);
    assert_err(call_may(h->db, &h->env, QUEUE), ERR_OK);
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_OK);
    assert_int_equal(call.state, CALL_PENDING);
    assert_int_equal(test_outbox(h, OUTBOX_CALL), 1);
    assert_err(link_set_state(h->db, LINK_OFFLINE), ERR_OK);
    text_copy(h->config.queue.own, sizeof h->config.queue.own, "lin-ruoxi,cardiology");
    assert_err(call_may(h->db, &h->env, QUEUE), ERR_OFFLINE); /* whole words */
    text_copy(h->config.queue.own, sizeof h->config.queue.own, "lin-ruoxi, " QUEUE);
    uuid_new(r.op);
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_OK);
    assert_int_equal(call.state, CALL_MADE);
    assert_int_equal(stage(h, call.ticket_op), QUEUE_CALLED);
    assert_int_equal(test_outbox(h, OUTBOX_CALL), 2);
    r.kind = CALL_SERVING; /* what is called already goes on without the server */
    text_copy(r.ticket_op, sizeof r.ticket_op, call.ticket_op);
    uuid_new(r.op);
    assert_err(call_ask(h->db, &h->env, &r, &call), ERR_OK);
    assert_int_equal(stage(h, r.ticket_op), QUEUE_SERVING);
}

static void a_guide_comes_to_a_machine_and_a_wheelchair_to_a_place(void **state)
{
    struct test_hospital *h = *state;
    struct help_call own, open[4];
    struct help_request request = {.kind = HELP_WHEELCHAIR, .place_id = "hall-b3"};
    struct call call;
    size_t count;
    char op[UUID_SIZE];
    uuid_new(op);
    uuid_new(request.op);
    assert_err(call_staff(h->db, &h->env, op, "home", &own), ERR_OK);
    assert_err(request_help(h->db, &h->env, &request, &open[0]), ERR_OK);
    assert_err(help_open(h->db, open, 4, &count), ERR_OK);
    assert_int_equal(count, 2);
    ask(h, CALL_HELP_COMING, request.op, "", &call);
    assert_int_equal(call.state, CALL_MADE);
    assert_err(help_get(h->db, request.op, &open[0]), ERR_OK);
    assert_int_equal(open[0].status, HELP_ACCEPTED);
    assert_string_equal(open[0].helper.en, "Room 1");
    assert_string_equal(open[0].place.en, "Floor 3, area B, waiting area");
    ask(h, CALL_HELP_COMING, request.op, "", &call);
    assert_int_equal(call.state, CALL_TAKEN);
    ask(h, CALL_HELP_DONE, request.op, "", &call);
    assert_err(help_latest(h->db, h->config.station.id, &own),
               ERR_OK); /* the machine's own is still open */
    assert_string_equal(own.op, op);
}

static void with_a_server_nothing_is_called_here(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    int ahead;
    walk_in(h, &t);
    text_copy(h->config.server.url, sizeof h->config.server.url, "http://localhost:1/fhir");
    assert_err(call_next(h->db, &h->env, QUEUE, &room1, &t), ERR_OFFLINE);
    assert_err(call_number(h->db, &h->env, t.op, &room1, &t), ERR_OFFLINE);
    assert_err(call_move(h->db, &h->env, t.op, "lin-ruoxi", &t), ERR_OFFLINE);
    assert_err(missed_recall(h->db, &h->env, t.op, &ahead), ERR_OFFLINE);
    assert_int_equal(stage(h, t.op), QUEUE_WAITING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_came_first_is_called_first),
        TEST(a_number_not_in_the_hand_is_not_called),
        TEST(a_call_goes_its_way_and_illegal_steps_are_refused),
        TEST(six_rooms_at_once_never_call_one_number_twice),
        TEST(a_missed_number_comes_back_once),
        TEST(the_old_go_first_by_the_ratio),
        TEST(a_card_of_the_hospitals_list_goes_first_like_the_old),
        TEST(to_the_laboratory_and_back_with_one_number),
        TEST(two_visits_with_one_number_are_told_apart_in_a_shared_queue),
        TEST(moving_keeps_the_time_of_arrival),
        TEST(a_booking_is_fulfilled_with_its_last_stop),
        TEST(a_told_wait_is_held_against_the_real_one),
        TEST(one_way_to_ask_serves_a_whole_visit),
        TEST(what_makes_no_sense_is_refused_and_leaves_nothing),
        TEST(a_shared_queue_waits_for_its_server_and_an_own_one_goes_on),
        TEST(a_guide_comes_to_a_machine_and_a_wheelchair_to_a_place),
        TEST(with_a_server_nothing_is_called_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
