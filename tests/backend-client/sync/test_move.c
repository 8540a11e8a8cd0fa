/* Moving a booking, holds and stopped clinics over the wire (sync/push.c, hold.c, care_pull.c),
 * against the test server in its three guises. */
#include "fake/proxy.h"
#include "store/care.h"
#include "store/content.h"
#include "store/hold.h"
#include "store/server_id.h"
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

static struct fhir_server server;
static const char *const guises[] = {"", FHIR_SERVER_STORED, FHIR_SERVER_BARE};
#define GUISES 3

#define ONE "lin-ruoxi-20261124-am-001"
#define TWO "zhou-mingyuan-20261124-am-002"

static void begin(struct terminal *s, size_t guise)
{
    fhir_server_start_seeded(&server, guises[guise], station_seed);
    station_start(s, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(s), ERR_OK);
}

static void end(struct terminal *s)
{
    assert_int_equal(station_dead(s), 0);
    station_stop(s);
    fhir_server_remove(&server);
}

static enum err move(struct terminal *s, const char *person_uuid, const char *slot,
                     const char *old_op, char op[UUID_SIZE])
{
    struct book_request request;
    struct appointment made;
    memset(&request, 0, sizeof request);
    uuid_new(request.op);
    text_copy(op, UUID_SIZE, request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, person_uuid);
    text_copy(request.slot_id, sizeof request.slot_id, slot);
    text_copy(request.replaces, sizeof request.replaces, old_op);
    return book(s->db, &s->env, &request, &made);
}

static int slots(const char *status)
{
    char search[80];
    snprintf(search, sizeof search, "Slot?status=%s", status);
    return fhir_server_count(&server, search);
}

static int appointments(const char *status)
{
    char search[80];
    snprintf(search, sizeof search, "Appointment?status=%s", status);
    return fhir_server_count(&server, search);
}

static void booked_and_moved(struct terminal *s, char old[UUID_SIZE], char made[UUID_SIZE])
{
    struct person person;
    station_identify(s, "13800008000", &person);
    assert_int_equal(station_book(s, person.uuid, ONE, old), ERR_OK);
    station_sync(s);
    assert_int_equal(station_status(s, old), APPOINTMENT_BOOKED);
    assert_int_equal(move(s, person.uuid, TWO, old, made), ERR_OK);
}

static void a_move_is_confirmed_before_the_old_booking_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct terminal s;
        char old[UUID_SIZE], made[UUID_SIZE];
        begin(&s, i);
        booked_and_moved(&s, old, made);
        assert_int_equal(station_status(&s, made), APPOINTMENT_WISH);
        assert_int_equal(station_status(&s, old), APPOINTMENT_BOOKED);
        station_sync(&s);
        assert_int_equal(station_status(&s, made), APPOINTMENT_BOOKED);
        assert_int_equal(station_status(&s, old), APPOINTMENT_CANCELLED);
        assert_int_equal(appointments("booked"), 1);
        assert_int_equal(appointments("cancelled"), 1);
        assert_int_equal(slots("busy"), 1);
        assert_int_equal(slots("free"), 11);
        end(&s);
    }
}

/* Each answer on the way gets lost in turn; a crash comes on top. */
static void whatever_breaks_in_between_one_of_both_is_held(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct terminal s;
        char url[64], old[UUID_SIZE], made[UUID_SIZE];
        fhir_server_start_seeded(&server, guises[i], station_seed);
        struct proxy *proxy = proxy_start(server.port);
        snprintf(url, sizeof url, "http://127.0.0.1:%d/fhir", proxy_port(proxy));
        station_start(&s, url, "KIOSK-01", "K");
        assert_int_equal(station_step(&s), ERR_OK);
        booked_and_moved(&s, old, made);
        for (int turn = 0; turn < 4; turn++) {
            proxy_fault(proxy, PROXY_DROP, 1, 0);
            enum err e = station_step(&s);
            (void)e;
            bool held = station_status(&s, old) == APPOINTMENT_BOOKED ||
                        station_status(&s, made) == APPOINTMENT_BOOKED;
            assert_true(held);
            assert_true(appointments("booked") >= 1);
            station_crash(&s);
            station_pass(&s, 400000);
        }
        proxy_fault(proxy, PROXY_PASS, 0, 0);
        station_sync(&s);
        assert_int_equal(station_status(&s, made), APPOINTMENT_BOOKED);
        assert_int_equal(station_status(&s, old), APPOINTMENT_CANCELLED);
        assert_int_equal(appointments("booked"), 1);
        assert_int_equal(slots("busy"), 1);
        assert_int_equal(station_dead(&s), 0);
        station_stop(&s);
        proxy_stop(proxy);
        fhir_server_remove(&server);
    }
}

static void put_slot(const char *status, const char *id, const char *schedule, const char *comment)
{
    char body[900], path[80];
    snprintf(body, sizeof body,
             "{\"resourceType\":\"Slot\",\"id\":\"x-%s\",\"identifier\":[{\"system\":"
             "\"http://riverside-hospital.example/sid/slot\",\"value\":\"%s\"}],\"schedule\":{"
             "\"reference\":\"Schedule/x-%s\"},\"status\":\"%s\",\"start\":"
             "\"2026-11-24T01:10:00Z\",\"end\":\"2026-11-24T01:20:00Z\",\"comment\":\"%s\"}",
             id, id, schedule, status, comment);
    snprintf(path, sizeof path, "Slot/x-%s", id);
    assert_int_equal(fhir_server_send(&server, "PUT", path, body, NULL), 200);
}

static void a_move_the_server_refuses_leaves_the_old_booking(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct terminal s;
        char old[UUID_SIZE], made[UUID_SIZE];
        begin(&s, i);
        booked_and_moved(&s, old, made);
        put_slot("busy", TWO, "zhou-mingyuan-20261124-am", "2"); /* by the hospital's app */
        station_sync(&s);
        assert_int_equal(station_status(&s, made), APPOINTMENT_REFUSED);
        assert_int_equal(station_status(&s, old), APPOINTMENT_BOOKED);
        assert_int_equal(appointments("booked"), 1);
        assert_int_equal(appointments("cancelled"), 0);
        end(&s);
    }
}

/* ---- holds ---- */

static void hold(struct terminal *s, const char *slot, char op[UUID_SIZE])
{
    struct hold_request request = {.until_ms = 0};
    uuid_new(op);
    text_copy(request.op, sizeof request.op, op);
    text_copy(request.slot_id, sizeof request.slot_id, slot);
    assert_int_equal(hold_slot(s->db, &s->env, &request), ERR_OK);
}

static void a_hold_is_seen_by_all_and_becomes_the_booking(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct terminal s, other;
        struct person person;
        struct appointment made;
        struct book_request request;
        struct slot slot;
        begin(&s, i);
        station_start(&other, server.url, "KIOSK-02", "L");
        memset(&request, 0, sizeof request);
        hold(&s, ONE, request.op);
        assert_int_equal(station_step(&s), ERR_OK);
        assert_int_equal(slots("busy-tentative"), 1);
        assert_int_equal(station_step(&other), ERR_OK);
        assert_int_equal(slot_get(other.db, ONE, &slot), ERR_OK);
        assert_int_equal(slot.state, SLOT_HELD);
        station_identify(&s, "13800008000", &person);
        text_copy(request.person_uuid, sizeof request.person_uuid, person.uuid);
        text_copy(request.slot_id, sizeof request.slot_id, ONE);
        assert_int_equal(book(s.db, &s.env, &request, &made), ERR_OK);
        station_sync(&s);
        assert_int_equal(station_status(&s, made.op), APPOINTMENT_BOOKED);
        assert_int_equal(slots("busy"), 1);
        assert_int_equal(slots("busy-tentative"), 0);
        assert_int_equal(appointments("booked"), 1);
        station_stop(&other);
        end(&s);
    }
}

static void a_hold_given_back_is_free_at_the_server_with_its_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct terminal s;
        char op[UUID_SIZE], again[UUID_SIZE];
        struct slot slot;
        struct hold row;
        begin(&s, i);
        hold(&s, ONE, op);
        assert_int_equal(station_step(&s), ERR_OK);
        assert_int_equal(slots("busy-tentative"), 1);
        assert_int_equal(hold_release(s.db, &s.env, op), ERR_OK);
        hold(&s, ONE, again); /* wanted again before the server has heard of it */
        assert_int_equal(hold_release(s.db, &s.env, again), ERR_OK);
        assert_int_equal(station_step(&s), ERR_OK);
        assert_int_equal(slots("free"), 12);
        assert_int_equal(slot_get(s.db, ONE, &slot), ERR_OK);
        assert_int_equal(slot.state, SLOT_FREE);
        assert_int_equal(slot.order, 1);
        assert_int_equal(hold_get(s.db, op, &row), ERR_NOT_FOUND);
        end(&s);
    }
}

/* Chosen while the line was there, wished for and given up while it was away. */
static void a_wish_given_up_leaves_no_place_kept(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct terminal s;
        struct person person;
        struct appointment made;
        struct book_request request = {.op = ""};
        begin(&s, i);
        hold(&s, ONE, request.op);
        station_identify(&s, "13800008000", &person);
        assert_int_equal(station_step(&s), ERR_OK);
        assert_int_equal(slots("busy-tentative"), 1);
        fhir_server_stop(&server);
        text_copy(request.person_uuid, sizeof request.person_uuid, person.uuid);
        text_copy(request.slot_id, sizeof request.slot_id, ONE);
        assert_int_equal(book(s.db, &s.env, &request, &made), ERR_OK);
        assert_int_equal(made.status, APPOINTMENT_WISH);
        assert_int_equal(station_step(&s), ERR_OFFLINE);
        assert_int_equal(cancel(s.db, &s.env, made.op), ERR_OK);
        fhir_server_again(&server);
        station_pass(&s, 10000);
        station_sync(&s);
        assert_int_equal(station_waiting(&s), 0);
        assert_int_equal(slots("busy-tentative"), 0);
        assert_int_equal(slots("free"), 12);
        assert_int_equal(appointments("booked"), 0);
        end(&s);
    }
}

static void a_crash_with_a_hold_at_the_server_frees_it_after_the_start(void **state)
{
    (void)state;
    struct terminal s;
    char op[UUID_SIZE];
    int count;
    begin(&s, 2);
    hold(&s, ONE, op);
    assert_int_equal(station_step(&s), ERR_OK);
    station_crash(&s);
    assert_int_equal(hold_sweep(s.db, &s.env, true, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(station_step(&s), ERR_OK);
    assert_int_equal(slots("busy-tentative"), 0);
    assert_int_equal(slots("free"), 12);
    end(&s);
}

static void who_comes_second_to_a_slot_learns_it_from_the_hold(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct terminal s, other;
        char op[UUID_SIZE], second[UUID_SIZE];
        struct hold row;
        begin(&s, i);
        station_start(&other, server.url, "KIOSK-02", "L");
        assert_int_equal(station_step(&other), ERR_OK);
        hold(&s, ONE, op);
        hold(&other, ONE, second); /* before either has told the server */
        assert_int_equal(station_step(&s), ERR_OK);
        assert_int_equal(station_step(&other), ERR_OK);
        assert_int_equal(hold_get(s.db, op, &row), ERR_OK);
        assert_int_equal(row.state, HOLD_SERVER);
        assert_int_equal(hold_get(other.db, second, &row), ERR_OK);
        assert_int_equal(row.state, HOLD_LOST);
        assert_int_equal(hold_release(other.db, &other.env, second), ERR_OK);
        assert_int_equal(station_step(&other), ERR_OK);
        assert_int_equal(slots("busy-tentative"), 1); /* the first one's, untouched */
        station_stop(&other);
        end(&s);
    }
}

/* Its owner never comes back: any terminal frees it, though nobody asked for that slot. */
static void a_hold_forgotten_by_a_terminal_that_is_gone_is_freed_by_another(void **state)
{
    (void)state;
    struct terminal s;
    fhir_server_start_seeded(&server, "", station_seed);
    fhir_server_stop(&server);
    FILE *file = fopen(server.data, "a");
    assert_non_null(file);
    fputs("{\"resourceType\":\"Slot\",\"id\":\"x-" ONE "\",\"meta\":{\"versionId\":\"2\","
          "\"lastUpdated\":\"2026-01-01T00:00:00.000Z\"},\"identifier\":[{\"system\":"
          "\"http://riverside-hospital.example/sid/slot\",\"value\":\"" ONE "\"}],\"schedule\":{"
          "\"reference\":\"Schedule/x-lin-ruoxi-20261124-am\"},\"status\":\"busy-tentative\","
          "\"comment\":\"a-terminal-that-is-gone\",\"start\":\"2026-11-24T01:00:00Z\",\"end\":"
          "\"2026-11-24T01:10:00Z\"}\n",
          file);
    fclose(file);
    fhir_server_again(&server);
    station_start(&s, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&s), ERR_OK);
    assert_int_equal(slots("busy-tentative"), 0);
    assert_int_equal(slots("free"), 12);
    end(&s);
}

/* ---- stopped ---- */

static size_t stopped_of(struct terminal *s, const char *person_uuid, struct appointment *out)
{
    size_t count = 0;
    assert_int_equal(appointment_stopped(s->db, person_uuid, out, 4, &count), ERR_OK);
    return count;
}

static void cancel_there(struct terminal *s, const char *op, const char *reason)
{
    struct server_id id;
    char body[1200], path[120];
    assert_int_equal(server_id_get(s->db, "Appointment", op, &id), ERR_OK);
    snprintf(path, sizeof path, "Appointment/%s", id.id);
    snprintf(body, sizeof body,
             "{\"resourceType\":\"Appointment\",\"id\":\"%s\",\"identifier\":[{\"system\":"
             "\"http://riverside-hospital.example/sid/op\",\"value\":\"%s\"}],\"status\":"
             "\"cancelled\",\"cancelationReason\":{\"coding\":[{\"system\":"
             "\"http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason\",\"code\":"
             "\"%s\"}]},\"start\":\"2026-11-24T01:00:00Z\",\"end\":\"2026-11-24T01:10:00Z\","
             "\"participant\":[{\"type\":[{\"text\":\"patient\"}],\"status\":\"accepted\"}]}",
             id.id, op, reason);
    assert_int_equal(fhir_server_send(&server, "PUT", path, body, NULL), 200);
}

static void what_the_hospital_cancels_or_blocks_is_told_and_can_be_moved(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct terminal s;
        struct person person;
        struct appointment list[4];
        char one[UUID_SIZE], two[UUID_SIZE], moved[UUID_SIZE];
        begin(&s, i);
        station_identify(&s, "13800008000", &person);
        assert_int_equal(station_book(&s, person.uuid, ONE, one), ERR_OK);
        assert_int_equal(station_book(&s, person.uuid, TWO, two), ERR_OK);
        station_sync(&s);
        assert_int_equal(stopped_of(&s, person.uuid, list), 0);
        put_slot("busy-unavailable", TWO, "zhou-mingyuan-20261124-am", "2");
        cancel_there(&s, one, "prov");
        station_pass(&s, 400000);
        assert_int_equal(station_step(&s), ERR_OK);
        assert_int_equal(stopped_of(&s, person.uuid, list), 2);
        assert_int_equal(station_status(&s, one), APPOINTMENT_CANCELLED);
        assert_int_equal(station_status(&s, two), APPOINTMENT_BOOKED);
        assert_int_equal(move(&s, person.uuid, "zhou-mingyuan-20261124-am-004", two, moved),
                         ERR_OK);
        assert_int_equal(stopped_of(&s, person.uuid, list),
                         1); /* on its way, not asked for twice */
        station_sync(&s);
        assert_int_equal(station_status(&s, moved), APPOINTMENT_BOOKED);
        assert_int_equal(station_status(&s, two), APPOINTMENT_CANCELLED);
        assert_int_equal(slots("busy-unavailable"), 1); /* stays the hospital's */
        assert_int_equal(move(&s, person.uuid, "lin-ruoxi-20261124-am-004", one, moved), ERR_OK);
        station_sync(&s);
        assert_int_equal(station_status(&s, moved), APPOINTMENT_BOOKED);
        assert_int_equal(stopped_of(&s, person.uuid, list), 0);
        end(&s);
    }
}

static void what_the_patient_cancelled_elsewhere_is_no_stop(void **state)
{
    (void)state;
    struct terminal s;
    struct person person;
    struct appointment list[4];
    char one[UUID_SIZE];
    begin(&s, 0);
    station_identify(&s, "13800008000", &person);
    assert_int_equal(station_book(&s, person.uuid, ONE, one), ERR_OK);
    station_sync(&s);
    cancel_there(&s, one, "pat");
    station_pass(&s, 400000);
    assert_int_equal(station_step(&s), ERR_OK);
    assert_int_equal(station_status(&s, one), APPOINTMENT_CANCELLED);
    assert_int_equal(stopped_of(&s, person.uuid, list), 0);
    end(&s);
}

static int stop(void **state)
{
    (void)state;
    fhir_server_remove(&server);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_move_is_confirmed_before_the_old_booking_goes),
        cmocka_unit_test(whatever_breaks_in_between_one_of_both_is_held),
        cmocka_unit_test(a_move_the_server_refuses_leaves_the_old_booking),
        cmocka_unit_test(a_hold_is_seen_by_all_and_becomes_the_booking),
        cmocka_unit_test(a_hold_given_back_is_free_at_the_server_with_its_number),
        cmocka_unit_test(a_wish_given_up_leaves_no_place_kept),
        cmocka_unit_test(a_crash_with_a_hold_at_the_server_frees_it_after_the_start),
        cmocka_unit_test(who_comes_second_to_a_slot_learns_it_from_the_hold),
        cmocka_unit_test(a_hold_forgotten_by_a_terminal_that_is_gone_is_freed_by_another),
        cmocka_unit_test(what_the_hospital_cancels_or_blocks_is_told_and_can_be_moved),
        cmocka_unit_test(what_the_patient_cancelled_elsewhere_is_no_stop),
    };
    return cmocka_run_group_tests(tests, NULL, stop);
}
