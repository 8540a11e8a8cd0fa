/* Covers store/board.c: what a public board gets to know. */
#include "act/calling.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/board.h"
#include "store/care.h"
#include "store/content_put.h"
#include "store/link.h"
#include "store/queue_taken.h"
#include "support/patient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define TODAY "2026-03-12"
#define QUEUE "cardiology-general"

static const struct board_scope everywhere = {"", "", ""};

static struct caller room(const char *id, const char *zh)
{
    struct caller c = {.by = ""};
    text_copy(c.by, sizeof c.by, id);
    text_copy(c.place_id, sizeof c.place_id, id);
    text_copy(c.place.zh, sizeof c.place.zh, zh);
    return c;
}

/* A walk-in with that name ("" = a guest), a minute later. */
static void walk_in(struct test_hospital *h, const char *mobile, const char *name)
{
    struct take_request request = {.department_id = "cardiology"};
    struct identify_request who = {.kind = IDENTITY_MOBILE};
    struct person person;
    struct ticket t;
    uuid_new(request.op);
    uuid_new(who.uuid);
    text_copy(who.identity, sizeof who.identity, mobile);
    text_copy(who.name, sizeof who.name, name);
    if (name[0]) {
        assert_int_equal(identify(h->db, &h->env, &who, &person), ERR_OK);
        text_copy(request.person_uuid, sizeof request.person_uuid, person.uuid);
    }
    assert_int_equal(take_number(h->db, &h->env, &request, &t), ERR_OK);
    assert_int_equal(ticket_handed(h->db, &h->env, t.op, TICKET_CONFIRMED), ERR_OK);
    test_clock_pass(&h->clock, 60000);
}

static void call_to(struct test_hospital *h, const char *id, const char *zh, struct ticket *out)
{
    struct caller c = room(id, zh);
    assert_int_equal(call_next(h->db, &h->env, QUEUE, &c, out), ERR_OK);
    test_clock_pass(&h->clock, 1000);
}

static size_t called(struct test_hospital *h, const struct board_scope *scope,
                     struct board_number *out)
{
    size_t count = 99;
    assert_int_equal(board_called(h->db, scope, TODAY, out, 20, &count), ERR_OK);
    return count;
}

static size_t rooms(struct test_hospital *h, const struct board_scope *scope,
                    struct board_room *out)
{
    size_t count = 99;
    int64_t now = clock_wall(&h->clock.clock);
    assert_int_equal(board_rooms(h->db, scope, TODAY, now, out, 20, &count), ERR_OK);
    return count;
}

static void names_are_masked_and_guests_are_numbers(void **state)
{
    struct test_hospital *h = *state;
    struct board_number n[20];
    struct ticket t;
    walk_in(h, "13800138001", "张小三");
    walk_in(h, "13800138002", "");
    call_to(h, "room-b3-01", "1 诊室", &t);
    call_to(h, "room-b3-02", "2 诊室", &t);
    assert_int_equal(called(h, &everywhere, n), 2);
    assert_string_equal(n[0].number, "K002"); /* the last call first */
    assert_string_equal(n[0].name, "");
    assert_string_equal(n[1].name, "张*三");
    assert_string_equal(n[1].place.zh, "1 诊室");
    assert_int_equal(n[1].stage, QUEUE_CALLED);
    struct board_number one;
    assert_int_equal(board_number(h->db, n[1].op, &one), ERR_OK);
    assert_string_equal(one.name, "张*三");
    assert_int_equal(board_number(h->db, "nobody's", &one), ERR_NOT_FOUND);
}

static void a_sensitive_department_shows_numbers_only(void **state)
{
    struct test_hospital *h = *state;
    struct board_number n[20];
    struct ticket t;
    walk_in(h, "13800138001", "张小三");
    call_to(h, "room-b3-01", "1 诊室", &t);
    assert_int_equal(db_run(h->db, "UPDATE department SET sensitive=1 WHERE id='cardiology'"),
                     ERR_OK);
    assert_int_equal(called(h, &everywhere, n), 1);
    assert_string_equal(n[0].number, "K001");
    assert_string_equal(n[0].name, "");
}

static void a_call_that_is_repeated_counts_as_the_last_one(void **state)
{
    struct test_hospital *h = *state;
    struct board_number n[20];
    struct ticket first, second;
    walk_in(h, "13800138001", "张小三");
    walk_in(h, "13800138002", "李华");
    call_to(h, "room-b3-01", "1 诊室", &first);
    call_to(h, "room-b3-02", "2 诊室", &second);
    assert_int_equal(call_again(h->db, &h->env, first.op), ERR_OK);
    int64_t now = clock_wall(&h->clock.clock);
    assert_int_equal(called(h, &everywhere, n), 2);
    assert_string_equal(n[0].op, first.op);
    assert_int_equal(n[0].calls, 2);
    assert_int_equal(n[0].called_ms, now);
    assert_int_equal(call_passed(h->db, &h->env, first.op), ERR_OK);
    assert_int_equal(called(h, &everywhere, n), 2);
    assert_string_equal(n[0].op, second.op); /* who is called now goes before who was */
    assert_int_equal(n[1].stage, QUEUE_PASSED);
}

static void who_only_waits_is_not_among_the_called(void **state)
{
    struct test_hospital *h = *state;
    struct board_number n[20];
    struct ticket t;
    walk_in(h, "13800138001", "张小三");
    assert_int_equal(called(h, &everywhere, n), 0);
    call_to(h, "room-b3-01", "1 诊室", &t);
    size_t count;
    assert_int_equal(board_called(h->db, &everywhere, "2026-03-13", n, 20, &count), ERR_OK);
    assert_int_equal(count, 0); /* another day */
}

static void it_knows_only_its_own_departments_queues_and_places(void **state)
{
    struct test_hospital *h = *state;
    struct board_number n[20];
    struct board_room r[20];
    struct ticket t;
    walk_in(h, "13800138001", "张小三");
    call_to(h, "room-b3-01", "1 诊室", &t);
    const struct {
        struct board_scope scope;
        size_t numbers, rooms;
    } rows[] = {
        {{"cardiology", "", ""}, 1, 1},  {{"respiratory, cardiology", "", ""}, 1, 1},
        {{"respiratory", "", ""}, 0, 1},                              /* its doctor's room */
        {{"cardio", "", ""}, 0, 0},                                   /* no part of a name */
        {{"", QUEUE, ""}, 1, 1},         {{"", "", "area-b3"}, 1, 1}, /* the area holds the room */
        {{"", "", "room-b3-01"}, 1, 1},  {{"", "", "hall-b3"}, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(called(h, &rows[i].scope, n), rows[i].numbers);
        assert_int_equal(rooms(h, &rows[i].scope, r), rows[i].rooms);
    }
}

static void rooms_are_where_somebody_works_or_waits_in_the_order_of_their_names(void **state)
{
    struct test_hospital *h = *state;
    struct board_room r[20];
    struct ticket t;
    assert_int_equal(rooms(h, &everywhere, r), 1);
    assert_string_equal(r[0].name.en, "Floor 3, area B, room 1");
    assert_string_equal(r[0].area.zh, "3 楼 B 区");
    assert_int_equal(r[0].queue_count, 3);
    walk_in(h, "13800138001", "张小三");
    walk_in(h, "13800138002", "李华");
    assert_int_equal(
        db_run(h->db,
               "INSERT INTO place(id,name_zh,name_en,sign,code,parent_ref) VALUES('room-b3-10','3 "
               "楼 B 区 10 诊室','',"
               "'','ro','Location/area-b3'),('room-b3-02','3 楼 B 区 2 诊室','','','ro','')"),
        ERR_OK);
    call_to(h, "room-b3-10", "10 诊室", &t);
    call_to(h, "room-b3-02", "2 诊室", &t);
    assert_int_equal(rooms(h, &everywhere, r), 3);
    assert_string_equal(r[0].place_id, "room-b3-01");
    assert_string_equal(r[1].place_id, "room-b3-02");
    assert_string_equal(r[2].place_id, "room-b3-10");
    test_clock_set(&h->clock, "2026-03-12T22:00:00+08:00"); /* nobody works; two are still called */
    assert_int_equal(rooms(h, &everywhere, r), 2);
}

static void a_hall_with_windows_is_no_room_beside_them(void **state)
{
    struct test_hospital *h = *state;
    struct board_room r[20];
    struct ticket t, sent;
    const struct board_scope cashier = {"", "cashier", ""};
    char op[UUID_SIZE];
    assert_int_equal(db_run(h->db, "INSERT INTO place(id,name_zh,name_en,sign,code,parent_ref) "
                                   "VALUES('cashier','收费处','','','ro',''),"
                                   "('cashier-3','收费处 3 号窗口','','','area','')"),
                     ERR_OK);
    walk_in(h, "13800138001", "张小三");
    walk_in(h, "13800138002", "李华");
    for (int i = 0; i < 2; i++) {
        call_to(h, "room-b3-01", "1 诊室", &t);
        assert_int_equal(call_serving(h->db, &h->env, t.op), ERR_OK);
        uuid_new(op);
        assert_int_equal(send_on(h->db, &h->env, t.op, "cashier", op, &sent), ERR_OK);
    }
    assert_int_equal(rooms(h, &cashier, r), 1);
    assert_string_equal(r[0].place_id, "cashier");
    struct caller window = room("cashier-3", "3 号窗口");
    assert_int_equal(call_next(h->db, &h->env, "cashier", &window, &t), ERR_OK);
    assert_int_equal(rooms(h, &cashier, r), 1);
    assert_string_equal(r[0].place_id, "cashier-3");
    assert_string_equal(r[0].queues[0], "cashier");
}

static void the_age_of_the_data_is_that_of_the_queues(void **state)
{
    struct test_hospital *h = *state;
    assert_int_equal(board_data_ms(h->db), clock_wall(&h->clock.clock)); /* standalone: now */
    assert_int_equal(link_set_state(h->db, LINK_ONLINE), ERR_OK);
    assert_int_equal(board_data_ms(h->db), 0);
    assert_int_equal(meta_set_int(h->db, QUEUE_DATA_KEY, 1234), ERR_OK);
    assert_int_equal(board_data_ms(h->db), 1234);
}

/* A station that is started while people wait takes them over with the hospital. */
static void a_number_that_came_before_its_clinic_is_shown_once_that_is_known(void **state)
{
    struct test_hospital *h = *state;
    const struct board_scope cardiology = {"cardiology", "", ""};
    struct board_number list[8];
    struct taken_number number = {.ticket = {.number = "K001",
                                             .queue = QUEUE,
                                             .date = TODAY,
                                             .stage = QUEUE_CALLED,
                                             .created_ms = h->clock.wall},
                                  .changed_ms = h->clock.wall,
                                  .started_ms = h->clock.wall,
                                  .caller = "room-b3-01",
                                  .place_id = "room-b3-01",
                                  .place = {.zh = "1 诊室", .en = "Room 1"}};
    bool changed;
    uuid_new(number.ticket.op);
    assert_int_equal(db_begin(h->db), ERR_OK);
    assert_int_equal(db_run(h->db, "UPDATE role SET department_id=''"), ERR_OK);
    assert_int_equal(queue_taken(h->db, &number, &changed), ERR_OK);
    assert_true(changed);
    assert_int_equal(db_commit(h->db), ERR_OK);
    assert_int_equal(called(h, &cardiology, list), 0);
    assert_int_equal(meta_set_int(h->db, "content.dirty", 1), ERR_OK);
    assert_int_equal(content_done(h->db, "test", h->clock.wall), ERR_OK);
    assert_int_equal(called(h, &cardiology, list), 1);
    assert_string_equal(list[0].number, "K001");
    assert_string_equal(list[0].place_id, "room-b3-01"); /* where it was called to */
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, test_hospital_setup, test_hospital_teardown)
    const struct CMUnitTest tests[] = {
        TEST(names_are_masked_and_guests_are_numbers),
        TEST(a_sensitive_department_shows_numbers_only),
        TEST(a_call_that_is_repeated_counts_as_the_last_one),
        TEST(who_only_waits_is_not_among_the_called),
        TEST(it_knows_only_its_own_departments_queues_and_places),
        TEST(rooms_are_where_somebody_works_or_waits_in_the_order_of_their_names),
        TEST(a_hall_with_windows_is_no_room_beside_them),
        TEST(the_age_of_the_data_is_that_of_the_queues),
        cmocka_unit_test_setup_teardown(
            a_number_that_came_before_its_clinic_is_shown_once_that_is_known, test_hospital_setup,
            test_hospital_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
