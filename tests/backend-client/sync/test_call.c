/* backend-client/sync/call.c, call_next.c, call_onward.c, queue_pull.c and store/queue_taken.c:
 * rooms with stores of their own call through the server. */
#include "act/calling.h"
#include "act/desk.h"
#include "fake/proxy.h"
#include "store/care.h"
#include "store/content.h"
#include "store/link.h"
#include "store/queue.h"
#include "support/station.h"

#include "base/text.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const guises[] = {"", FHIR_SERVER_STORED, FHIR_SERVER_BARE};
#define GUISES (sizeof guises / sizeof guises[0])
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))

struct hall { /* a kiosk and two rooms at one server, each with a store of its own */
    struct fhir_server server;
    struct proxy *proxy; /* between room 1 and the server */
    struct terminal kiosk, room[2];
};

static void hall_open(struct hall *h, const char *guise)
{
    char url[64];
    fhir_server_start_seeded(&h->server, guise, station_seed);
    h->proxy = proxy_start(h->server.port);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/fhir", proxy_port(h->proxy));
    station_start(&h->kiosk, h->server.url, "KIOSK-01", "K");
    station_start(&h->room[0], url, "ROOM-1", "K");
    station_start(&h->room[1], h->server.url, "ROOM-2", "K");
    h->room[0].config.station.kind = h->room[1].config.station.kind = STATION_WINDOW;
    assert_err(station_step(&h->kiosk), ERR_OK);
    for (int i = 0; i < 2; i++)
        assert_err(station_step(&h->room[i]), ERR_OK);
}

static void hall_close(struct hall *h)
{
    station_stop(&h->kiosk);
    station_stop(&h->room[0]);
    station_stop(&h->room[1]);
    proxy_stop(h->proxy);
    fhir_server_remove(&h->server);
}

/* A number in the hand and on the server; a minute later everywhere. */
static void walk_in(struct hall *h, const char *person_uuid, struct ticket *out)
{
    struct take_request request = {.department_id = "cardiology"};
    uuid_new(request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, person_uuid);
    assert_err(take_number(h->kiosk.db, &h->kiosk.env, &request, out), ERR_OK);
    assert_err(ticket_handed(h->kiosk.db, &h->kiosk.env, out->op, TICKET_CONFIRMED), ERR_OK);
    station_sync(&h->kiosk);
    station_pass(&h->kiosk, 60000);
    station_pass(&h->room[0], 60000);
    station_pass(&h->room[1], 60000);
}

static void pulled(struct terminal *t)
{
    station_pass(t, 15000);
    assert_err(station_step(t), ERR_OK);
}

/* Asks, without waiting for the answer. */
static void ask(struct terminal *t, enum call_kind kind, const char *ticket, const char *queue,
                struct call *out)
{
    struct call_request request = {.kind = kind, .priority = 3};
    uuid_new(request.op);
    text_copy(request.caller.by, sizeof request.caller.by, t->config.station.id);
    text_copy(request.caller.place_id, sizeof request.caller.place_id, "room-1");
    text_copy(request.caller.place.zh, sizeof request.caller.place.zh, "1 诊室");
    text_copy(request.reason, sizeof request.reason, "emergency");
    text_copy(request.ticket_op, sizeof request.ticket_op, ticket);
    text_copy(request.queue, sizeof request.queue, queue);
    assert_err(call_ask(t->db, &t->env, &request, out), ERR_OK);
}

static void answered(struct terminal *t, struct call *call)
{
    station_sync(t);
    assert_err(call_get(t->db, call->op, call), ERR_OK);
}

static enum queue_status stage(struct terminal *t, const char *op)
{
    struct ticket ticket;
    assert_err(ticket_get(t->db, op, &ticket), ERR_OK);
    return ticket.stage;
}

static int on_server(struct hall *h, const char *search)
{
    return fhir_server_count(&h->server, search);
}

static void two_rooms_call_through_the_server_and_the_kiosk_sees_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct ticket a, b, t;
        struct visit_stop stop;
        struct call first, second, third;
        hall_open(&h, guises[i]);
        walk_in(&h, "", &a);
        walk_in(&h, "", &b);
        ask(&h.room[0], CALL_NEXT, "", a.queue, &first);
        ask(&h.room[1], CALL_NEXT, "", a.queue, &second);
        ask(&h.room[1], CALL_NEXT, "", a.queue, &third);
        assert_int_equal(first.state, CALL_PENDING);
        answered(&h.room[0], &first);
        answered(&h.room[1], &second);
        answered(&h.room[1], &third);
        assert_int_equal(first.state, CALL_MADE);
        assert_string_equal(first.ticket_op, a.op);
        assert_int_equal(second.state, CALL_MADE);
        assert_string_equal(second.ticket_op, b.op);
        assert_int_equal(third.state, CALL_NOBODY);
        pulled(&h.kiosk);
        assert_err(ticket_get(h.kiosk.db, a.op, &t), ERR_OK);
        assert_err(stop_get(h.kiosk.db, a.op, &stop), ERR_OK);
        assert_int_equal(t.stage, QUEUE_CALLED);
        assert_string_equal(t.doctor.place_id, "room-1");
        assert_string_equal(stop.called_by, "ROOM-1");
        ask(&h.room[0], CALL_AGAIN, a.op, "", &first);
        ask(&h.room[0], CALL_SERVING, a.op, "", &first);
        ask(&h.room[0], CALL_DONE, a.op, "", &first);
        assert_int_equal(stage(&h.room[0], a.op), QUEUE_DONE); /* here at once */
        ask(&h.room[1], CALL_PASSED, b.op, "", &second);
        station_sync(&h.room[0]);
        station_sync(&h.room[1]);
        pulled(&h.kiosk);
        assert_int_equal(stage(&h.kiosk, a.op), QUEUE_DONE);
        assert_int_equal(stage(&h.kiosk, b.op), QUEUE_PASSED);
        ask(&h.kiosk, CALL_MISSED, b.op, "", &third); /* the patient is back */
        station_sync(&h.kiosk);
        ask(&h.room[0], CALL_NEXT, "", a.queue, &first);
        answered(&h.room[0], &first);
        assert_string_equal(first.ticket_op, b.op);
        assert_int_equal(on_server(&h, "Task?status=completed"), 1);
        assert_int_equal(on_server(&h, "Task?status=in-progress"), 1);
        assert_int_equal(station_dead(&h.room[0]) + station_dead(&h.room[1]), 0);
        hall_close(&h);
    }
}

/* What may become of a claim's answer: lost, cut, or a portal's page in its place. */
static void a_lost_answer_is_looked_up_and_nobody_else_is_called(void **state)
{
    static const enum proxy_fault faults[] = {PROXY_DROP, PROXY_CUT, PROXY_HTML, PROXY_EMPTY};
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct hall h;
        struct ticket a, b;
        struct call call;
        hall_open(&h, guises[i % GUISES]);
        walk_in(&h, "", &a);
        walk_in(&h, "", &b);
        ask(&h.room[0], CALL_NEXT, "", a.queue, &call);
        proxy_fault(h.proxy, faults[i], 1, 0);
        (void)!station_step(&h.room[0]);
        assert_int_equal(proxy_left(h.proxy), 0);
        assert_err(call_get(h.room[0].db, call.op, &call), ERR_OK);
        assert_int_equal(call.state, CALL_PENDING);
        assert_int_equal(on_server(&h, "Task?status=in-progress"), 1);
        station_crash(&h.room[0]); /* and the program dies before it hears */
        station_pass(&h.room[0], 20000);
        answered(&h.room[0], &call);
        assert_int_equal(call.state, CALL_MADE);
        assert_string_equal(call.ticket_op, a.op);
        assert_int_equal(on_server(&h, "Task?status=in-progress"), 1);
        hall_close(&h);
    }
}

static void garbage_before_the_claim_calls_nobody_and_says_so(void **state)
{
    static const enum proxy_fault faults[] = {PROXY_HTML, PROXY_EMPTY, PROXY_REDIRECT, PROXY_BUSY};
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct hall h;
        struct ticket a;
        struct call call;
        hall_open(&h, "");
        walk_in(&h, "", &a);
        ask(&h.room[0], CALL_NEXT, "", a.queue, &call);
        proxy_fault(h.proxy, faults[i], 2, 1);
        (void)!station_step(&h.room[0]);
        assert_err(call_get(h.room[0].db, call.op, &call), ERR_OK);
        assert_int_equal(call.state, CALL_OFFLINE);
        proxy_fault(h.proxy, PROXY_PASS, 0, 1);
        station_sync(&h.room[0]);
        assert_int_equal(on_server(&h, "Task?status=in-progress"), 0);
        hall_close(&h);
    }
}

static void a_server_that_is_away_is_told_and_an_own_queue_goes_on(void **state)
{
    (void)state;
    struct hall h;
    struct ticket a, b;
    struct call call;
    struct call_request request = {.kind = CALL_NEXT};
    hall_open(&h, "");
    walk_in(&h, "", &a);
    walk_in(&h, "", &b);
    pulled(&h.room[0]);
    ask(&h.room[0], CALL_NEXT, "", a.queue, &call);
    fhir_server_stop(&h.server);
    (void)!station_step(&h.room[0]);
    assert_err(call_get(h.room[0].db, call.op, &call), ERR_OK);
    assert_int_equal(call.state, CALL_OFFLINE);
    uuid_new(request.op);
    text_copy(request.queue, sizeof request.queue, a.queue);
    assert_err(call_ask(h.room[0].db, &h.room[0].env, &request, &call), ERR_OFFLINE);
    text_copy(h.room[0].config.queue.own, sizeof h.room[0].config.queue.own, a.queue);
    ask(&h.room[0], CALL_NEXT, "", a.queue, &call);
    assert_int_equal(call.state, CALL_MADE);
    assert_string_equal(call.ticket_op, a.op);
    ask(&h.room[0], CALL_SERVING, a.op, "", &call);
    ask(&h.room[0], CALL_DONE, a.op, "", &call);
    fhir_server_again(&h.server);
    station_pass(&h.room[0], 400000);
    station_sync(&h.room[0]);
    assert_int_equal(station_waiting(&h.room[0]) + station_dead(&h.room[0]), 0);
    assert_int_equal(on_server(&h, "Task?status=completed"), 1);
    hall_close(&h);
}

static void on_to_another_queue_and_back_with_one_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct ticket a, b, t;
        struct person person;
        struct call call, next;
        struct visit_stop stop;
        char mask[64];
        hall_open(&h, guises[i]);
        station_identify(&h.kiosk, "13800008000", &person);
        walk_in(&h, person.uuid, &a);
        walk_in(&h, "", &b);
        pulled(&h.room[1]);
        assert_err(ticket_get(h.room[1].db, a.op, &t), ERR_OK);
        assert_err(ticket_mask(h.room[1].db, &t, mask, sizeof mask), ERR_OK);
        assert_string_equal(mask, "张*丰"); /* all that a board ever learns */
        ask(&h.room[0], CALL_NEXT, "", a.queue, &call);
        answered(&h.room[0], &call);
        ask(&h.room[0], CALL_SERVING, a.op, "", &call);
        ask(&h.room[0], CALL_SEND_ON, a.op, "room-1", &next); /* as a laboratory */
        answered(&h.room[0], &next);
        assert_int_equal(next.state, CALL_MADE);
        pulled(&h.room[1]);
        assert_err(ticket_get(h.room[1].db, next.ticket_op, &t), ERR_OK);
        assert_string_equal(t.number, a.number);
        assert_string_equal(t.queue, "room-1");
        ask(&h.room[1], CALL_NEXT, "", "room-1", &call);
        answered(&h.room[1], &call);
        assert_string_equal(call.ticket_op, next.ticket_op);
        ask(&h.room[1], CALL_SERVING, call.ticket_op, "", &next);
        ask(&h.room[1], CALL_SEND_ON, call.ticket_op, a.queue, &next);
        answered(&h.room[1], &next);
        pulled(&h.room[0]);
        assert_err(stop_get(h.room[0].db, next.ticket_op, &stop), ERR_OK);
        assert_true(stop.returned);
        ask(&h.room[0], CALL_NEXT, "", a.queue, &call); /* back before who came meanwhile */
        answered(&h.room[0], &call);
        assert_string_equal(call.ticket_op, next.ticket_op);
        ask(&h.room[0], CALL_MOVE, b.op, "zhou-mingyuan", &next);
        answered(&h.room[0], &next);
        assert_int_equal(next.state, CALL_MADE);
        assert_string_not_equal(next.ticket_op, b.op);
        assert_int_equal(stage(&h.room[0], b.op), QUEUE_LEFT);
        pulled(&h.kiosk);
        assert_err(ticket_get(h.kiosk.db, next.ticket_op, &t), ERR_OK);
        assert_string_equal(t.queue, "zhou-mingyuan");
        assert_string_equal(t.visit_op, b.visit_op);
        assert_int_equal(station_dead(&h.room[0]) + station_dead(&h.room[1]), 0);
        assert_int_equal(on_server(&h, "Task"), 5);
        hall_close(&h);
    }
}

static void an_emergency_goes_first_in_every_room(void **state)
{
    (void)state;
    struct hall h;
    struct ticket a, b;
    struct call call;
    hall_open(&h, "");
    walk_in(&h, "", &a);
    walk_in(&h, "", &b);
    pulled(&h.room[1]);
    ask(&h.room[1], CALL_PRIORITY, b.op, "", &call);
    station_sync(&h.room[1]);
    assert_int_equal(on_server(&h, "Task?priority=stat"), 1);
    ask(&h.room[0], CALL_NEXT, "", a.queue, &call);
    answered(&h.room[0], &call);
    assert_string_equal(call.ticket_op, b.op);
    hall_close(&h);
}

static void of_two_guides_one_goes_and_the_kiosk_says_who(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct help_call own, open[4];
        struct call first, second;
        char op[UUID_SIZE];
        size_t count;
        hall_open(&h, guises[i]);
        h.room[0].config.station.kind = h.room[1].config.station.kind = STATION_GUIDE;
        uuid_new(op);
        assert_err(call_staff(h.kiosk.db, &h.kiosk.env, op, "book.slots", &own), ERR_OK);
        station_sync(&h.kiosk);
        pulled(&h.room[0]);
        pulled(&h.room[1]);
        assert_err(help_open(h.room[1].db, open, 4, &count), ERR_OK);
        assert_int_equal(count, 1);
        assert_string_equal(open[0].screen, "book.slots");
        assert_string_equal(open[0].terminal, h.kiosk.config.station.name_zh);
        assert_string_equal(open[0].place_id, "");
        struct help_request chair = {.kind = HELP_WHEELCHAIR, .place_id = "room-1"};
        uuid_new(chair.op);
        assert_err(request_help(h.kiosk.db, &h.kiosk.env, &chair, &own), ERR_OK);
        station_sync(&h.kiosk);
        pulled(&h.room[1]);
        assert_err(help_open(h.room[1].db, open, 4, &count), ERR_OK);
        assert_int_equal(count, 2);
        assert_string_equal(open[1].place_id, "room-1");
        assert_string_equal(open[1].place.zh, "1 诊室");
        ask(&h.room[0], CALL_HELP_COMING, op, "", &first);
        ask(&h.room[1], CALL_HELP_COMING, op, "", &second);
        answered(&h.room[1], &second);
        answered(&h.room[0], &first);
        assert_int_equal(second.state, CALL_MADE);
        assert_int_equal(first.state, CALL_TAKEN);
        pulled(&h.kiosk);
        assert_err(help_latest(h.kiosk.db, "KIOSK-01", &own), ERR_OK);
        assert_int_equal(own.status, HELP_ACCEPTED);
        assert_string_equal(own.helper.zh, "1 诊室");
        ask(&h.room[1], CALL_HELP_DONE, op, "", &second);
        answered(&h.room[1], &second);
        pulled(&h.kiosk);
        assert_err(help_latest(h.kiosk.db, "KIOSK-01", &own), ERR_NOT_FOUND);
        hall_close(&h);
    }
}

static void the_last_stop_ends_the_visit_and_fulfils_the_booking(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct person person;
        struct ticket ticket;
        struct call call;
        char booking[UUID_SIZE], op[UUID_SIZE];
        hall_open(&h, guises[i]);
        station_identify(&h.kiosk, "13800008000", &person);
        assert_err(station_book(&h.kiosk, person.uuid, "lin-ruoxi-20261124-am-003", booking),
                   ERR_OK);
        station_sync(&h.kiosk);
        uuid_new(op);
        assert_err(check_in(h.kiosk.db, &h.kiosk.env, op, booking, &ticket), ERR_OK);
        assert_err(ticket_handed(h.kiosk.db, &h.kiosk.env, op, TICKET_CONFIRMED), ERR_OK);
        station_sync(&h.kiosk);
        ask(&h.room[0], CALL_NEXT, "", ticket.queue, &call);
        answered(&h.room[0], &call);
        ask(&h.room[0], CALL_SERVING, op, "", &call);
        ask(&h.room[0], CALL_SEND_ON, op, "room-1", &call);
        answered(&h.room[0], &call);
        assert_int_equal(on_server(&h, "Encounter?status=finished"), 0);
        text_copy(op, sizeof op, call.ticket_op);
        ask(&h.room[1], CALL_NEXT, "", "room-1", &call);
        answered(&h.room[1], &call);
        ask(&h.room[1], CALL_SERVING, op, "", &call);
        ask(&h.room[1], CALL_DONE, op, "", &call);
        answered(&h.room[1], &call);
        assert_int_equal(on_server(&h, "Encounter?status=finished"), 1);
        assert_int_equal(on_server(&h, "Appointment?status=fulfilled"), 1);
        station_pass(&h.kiosk, 100000);
        assert_err(station_step(&h.kiosk), ERR_OK);
        assert_int_equal(station_status(&h.kiosk, booking), APPOINTMENT_FULFILLED);
        assert_int_equal(station_dead(&h.room[0]) + station_dead(&h.room[1]), 0);
        hall_close(&h);
    }
}

static void an_announcement_reaches_every_kiosk_until_it_is_revoked(void **state)
{
    (void)state;
    struct hall h;
    struct notice list[4];
    struct desk_notice notice = {
        .urgent = true, .title = "2 号电梯检修", .body = "请走 1 号", .about_id = "room-1"};
    struct staff_session guide = {.id = "0512", .roles = 1u << ROLE_GUIDE};
    size_t count;
    hall_open(&h, "");
    h.room[0].config.station.kind = STATION_GUIDE;
    guide.began_ms = guide.touched_ms = clock_mono(&h.room[0].clock.clock);
    uuid_new(notice.op);
    assert_err(desk_announce(h.room[0].db, &h.room[0].env, &guide, &notice), ERR_OK);
    station_sync(&h.room[0]);
    assert_int_equal(on_server(&h, "CommunicationRequest?status=active"), 1);
    station_pass(&h.kiosk, 200000);
    assert_err(station_step(&h.kiosk), ERR_OK);
    assert_err(notice_list(h.kiosk.db, NOTICE_ANNOUNCEMENT, list, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(list[0].title.zh, notice.title);
    assert_string_equal(list[0].body.zh, notice.body);
    assert_true(list[0].urgent);
    assert_string_equal(list[0].about_id, "room-1"); /* as a Location */
    guide.began_ms = guide.touched_ms = clock_mono(&h.room[0].clock.clock);
    assert_err(desk_revoke(h.room[0].db, &h.room[0].env, &guide, notice.op), ERR_OK);
    station_sync(&h.room[0]);
    assert_int_equal(on_server(&h, "CommunicationRequest?status=revoked"), 1);
    station_pass(&h.kiosk, 200000);
    assert_err(station_step(&h.kiosk), ERR_OK);
    assert_err(notice_list(h.kiosk.db, NOTICE_ANNOUNCEMENT, list, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
    hall_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_rooms_call_through_the_server_and_the_kiosk_sees_it),
        cmocka_unit_test(a_lost_answer_is_looked_up_and_nobody_else_is_called),
        cmocka_unit_test(garbage_before_the_claim_calls_nobody_and_says_so),
        cmocka_unit_test(a_server_that_is_away_is_told_and_an_own_queue_goes_on),
        cmocka_unit_test(on_to_another_queue_and_back_with_one_number),
        cmocka_unit_test(an_emergency_goes_first_in_every_room),
        cmocka_unit_test(the_last_stop_ends_the_visit_and_fulfils_the_booking),
        cmocka_unit_test(an_announcement_reaches_every_kiosk_until_it_is_revoked),
        cmocka_unit_test(of_two_guides_one_goes_and_the_kiosk_says_who),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
