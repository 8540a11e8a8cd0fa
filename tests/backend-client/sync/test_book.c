/* backend-client/sync/book.c and cancel.c, against the test server in its three guises: nothing
 * lost, nothing twice. */
#include "fake/proxy.h"
#include "store/care.h"
#include "store/content.h"
#include "support/station.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>

static struct fhir_server server;
static const char *const guises[] = {"", FHIR_SERVER_STORED, FHIR_SERVER_BARE};

static int booked_on_server(const char *op)
{
    char search[300];
    snprintf(search, sizeof search,
             "Appointment?status=booked&identifier=http://riverside-hospital.example/sid/op%%7C%s",
             op);
    return fhir_server_count(&server, search);
}

static void a_wish_becomes_a_booking_and_is_cancelled(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct terminal s;
        struct person person;
        char op[UUID_SIZE];
        fhir_server_start_seeded(&server, guises[i], station_seed);
        station_start(&s, server.url, "KIOSK-01", "K");
        assert_int_equal(station_step(&s), ERR_OK);
        station_identify(&s, "13800008000", &person);
        assert_int_equal(station_book(&s, person.uuid, "lin-ruoxi-20261124-am-003", op), ERR_OK);
        assert_int_equal(station_status(&s, op), APPOINTMENT_WISH);
        station_sync(&s);
        assert_int_equal(station_status(&s, op), APPOINTMENT_BOOKED);
        assert_int_equal(booked_on_server(op), 1);
        assert_int_equal(fhir_server_count(&server, "Slot?status=busy"), 1);
        assert_int_equal(fhir_server_count(&server, "Slot?status=busy-tentative"), 0);
        assert_int_equal(fhir_server_count(&server, "Patient"), 1);
        assert_int_equal(cancel(s.db, &s.env, op), ERR_OK);
        station_sync(&s);
        assert_int_equal(fhir_server_count(&server, "Appointment?status=cancelled"), 1);
        assert_int_equal(fhir_server_count(&server, "Slot?status=free"), 12);
        assert_int_equal(station_dead(&s), 0);
        station_stop(&s);
        fhir_server_remove(&server);
    }
}

static void *sync_on_thread(void *ctx)
{
    station_sync(ctx);
    return NULL;
}

/* Eight kiosks that all want the last place and have read that it is free. */
static void of_eight_clients_on_one_slot_one_wins(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct terminal *s = calloc(8, sizeof *s);
        char ops[8][UUID_SIZE];
        int booked = 0, refused = 0;
        assert_non_null(s);
        fhir_server_start_seeded(&server, guises[i], station_seed);
        for (int k = 0; k < 8; k++) {
            char id[24], mobile[24];
            struct person person;
            snprintf(id, sizeof id, "KIOSK-%02d", k);
            snprintf(mobile, sizeof mobile, "1380000800%d", k);
            station_start(&s[k], server.url, id, "K");
            assert_int_equal(station_step(&s[k]), ERR_OK);
            station_identify(&s[k], mobile, &person);
            assert_int_equal(station_book(&s[k], person.uuid, "lin-ruoxi-20261124-am-001", ops[k]),
                             ERR_OK);
        }
        pthread_t threads[8];
        for (int k = 0; k < 8; k++)
            assert_int_equal(pthread_create(&threads[k], NULL, sync_on_thread, &s[k]), 0);
        for (int k = 0; k < 8; k++)
            pthread_join(threads[k], NULL);
        for (int k = 0; k < 8; k++) {
            booked += station_status(&s[k], ops[k]) == APPOINTMENT_BOOKED;
            refused += station_status(&s[k], ops[k]) == APPOINTMENT_REFUSED;
            assert_int_equal(station_waiting(&s[k]) + station_dead(&s[k]), 0);
            station_stop(&s[k]);
        }
        assert_int_equal(booked, 1);
        assert_int_equal(refused, 7);
        assert_int_equal(fhir_server_count(&server, "Appointment"), 1);
        assert_int_equal(fhir_server_count(&server, "Slot?status=busy"), 1);
        free(s);
        fhir_server_remove(&server);
    }
}

/* Books a place for a new person while `lost` answers in a row go wrong. */
static void book_through(struct terminal *s, struct proxy *proxy, enum proxy_fault fault, int lost)
{
    struct person person;
    char mobile[24], slot[48], op[UUID_SIZE];
    snprintf(mobile, sizeof mobile, "138000080%d0", (int)fault);
    snprintf(slot, sizeof slot, "%s-20261124-am-00%d", lost == 1 ? "zhou-mingyuan" : "lin-ruoxi",
             (int)fault);
    station_identify(s, mobile, &person);
    assert_int_equal(station_book(s, person.uuid, slot, op), ERR_OK);
    proxy_fault(proxy, fault, lost, 0);
    station_sync(s);
    assert_true(proxy_left(proxy) < lost); /* it was tried */
    proxy_fault(proxy, PROXY_PASS, 0, 0);
    if (station_status(s, op) != APPOINTMENT_BOOKED)
        fail_msg("fault %d, %d lost: not booked", (int)fault, lost);
    assert_int_equal(booked_on_server(op), 1);
}

/* Whatever the net does to the answers of writing requests, the server has one booking and one slot
 * taken. */
static void lost_answers_book_neither_twice_nor_never(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct terminal s;
        char url[64];
        fhir_server_start_seeded(&server, guises[i], station_seed);
        struct proxy *proxy = proxy_start(server.port);
        snprintf(url, sizeof url, "http://127.0.0.1:%d/fhir", proxy_port(proxy));
        station_start(&s, url, "KIOSK-01", "K");
        assert_int_equal(station_step(&s), ERR_OK);
        for (int fault = PROXY_DROP; fault <= PROXY_BUSY; fault++)
            for (int lost = 1; lost <= 2; lost++)
                book_through(&s, proxy, (enum proxy_fault)fault, lost);
        assert_int_equal(fhir_server_count(&server, "Appointment"), 12);
        assert_int_equal(fhir_server_count(&server, "Slot?status=busy"), 12);
        assert_int_equal(fhir_server_count(&server, "Patient"), 6);
        assert_int_equal(station_dead(&s), 0);
        station_stop(&s);
        proxy_stop(proxy);
        fhir_server_remove(&server);
    }
}

static void a_slot_that_was_sold_elsewhere_refuses_the_wish_and_shows_as_taken(void **state)
{
    (void)state;
    struct terminal s;
    struct person person;
    char op[UUID_SIZE];
    struct slot slot;
    struct appointment held;
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&s, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&s), ERR_OK);
    station_identify(&s, "13800008000", &person);
    assert_int_equal(station_book(&s, person.uuid, "lin-ruoxi-20261124-am-001", op), ERR_OK);
    assert_int_equal(
        fhir_server_send(
            &server, "PUT", "Slot/x-lin-ruoxi-20261124-am-001",
            "{\"resourceType\":\"Slot\",\"id\":\"x-lin-ruoxi-20261124-am-001\",\"identifier\":[{"
            "\"system\":"
            "\"http://riverside-hospital.example/sid/"
            "slot\",\"value\":\"lin-ruoxi-20261124-am-001\"}],\"schedule\":{"
            "\"reference\":\"Schedule/x-lin-ruoxi-20261124-am\"},\"status\":\"busy\",\"start\":"
            "\"2026-11-24T01:00:00Z\",\"end\":\"2026-11-24T01:10:00Z\"}",
            NULL),
        200);
    station_sync(&s);
    assert_int_equal(appointment_get(s.db, op, &held), ERR_OK);
    assert_int_equal(held.status, APPOINTMENT_REFUSED);
    assert_int_equal(held.why, ERR_TAKEN);
    station_pass(&s, 400000);
    assert_int_equal(station_step(&s), ERR_OK);
    assert_int_equal(slot_get(s.db, "lin-ruoxi-20261124-am-001", &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_BUSY);
    assert_int_equal(station_dead(&s), 0);
    station_stop(&s);
    fhir_server_remove(&server);
}

static void offline_a_wish_waits_and_is_met_when_the_server_is_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct terminal s;
        struct person person;
        struct link link;
        char op[UUID_SIZE];
        fhir_server_start_seeded(&server, guises[i], station_seed);
        station_start(&s, server.url, "KIOSK-01", "K");
        assert_int_equal(station_step(&s), ERR_OK);
        fhir_server_stop(&server);
        station_identify(&s, "13800008000", &person);
        assert_int_equal(station_book(&s, person.uuid, "lin-ruoxi-20261124-am-003", op), ERR_OK);
        assert_int_equal(station_step(&s), ERR_OFFLINE);
        assert_int_equal(link_get(s.db, &link), ERR_OK);
        assert_int_equal(link.state, LINK_OFFLINE);
        assert_int_equal(link.waiting, 1);
        assert_int_equal(station_status(&s, op), APPOINTMENT_WISH);
        station_crash(&s); /* and the kiosk restarts meanwhile */
        fhir_server_again(&server);
        station_pass(&s, 400000);
        station_sync(&s);
        assert_int_equal(station_status(&s, op), APPOINTMENT_BOOKED);
        assert_int_equal(booked_on_server(op), 1);
        assert_int_equal(link_get(s.db, &link), ERR_OK);
        assert_int_equal(link.state, LINK_ONLINE);
        station_stop(&s);
        fhir_server_remove(&server);
    }
}

/* A kiosk that died between lock and appointment: after five minutes anybody may free the slot. */
static void a_forgotten_hold_is_freed_and_taken(void **state)
{
    (void)state;
    struct terminal s;
    struct person person;
    char op[UUID_SIZE];
    fhir_server_start_seeded(&server, "--no-transactions", station_seed);
    station_start(&s, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&s), ERR_OK);
    station_identify(&s, "13800008000", &person);
    assert_int_equal(station_book(&s, person.uuid, "lin-ruoxi-20261124-am-001", op), ERR_OK);
    fhir_server_stop(&server);
    FILE *file = fopen(server.data, "a");
    assert_non_null(file);
    fputs("{\"resourceType\":\"Slot\",\"id\":\"x-lin-ruoxi-20261124-am-001\",\"meta\":{"
          "\"versionId\":\"2\",\"lastUpdated\":"
          "\"2026-01-01T00:00:00.000Z\"},\"identifier\":[{\"system\":\"http://"
          "riverside-hospital.example/sid/slot\",\"value\":"
          "\"lin-ruoxi-20261124-am-001\"}],\"schedule\":{\"reference\":\"Schedule/"
          "x-lin-ruoxi-20261124-am\"},\"status\":"
          "\"busy-tentative\",\"comment\":\"somebody-else\",\"start\":\"2026-11-24T01:00:00Z\","
          "\"end\":"
          "\"2026-11-24T01:10:00Z\"}\n",
          file);
    fclose(file);
    fhir_server_again(&server);
    assert_int_equal(fhir_server_count(&server, "Slot?status=busy-tentative"), 1);
    station_sync(&s);
    assert_int_equal(station_status(&s, op), APPOINTMENT_BOOKED);
    assert_int_equal(fhir_server_count(&server, "Slot?status=busy-tentative"), 0);
    assert_int_equal(fhir_server_count(&server, "Slot?status=busy"), 1);
    station_stop(&s);
    fhir_server_remove(&server);
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
        cmocka_unit_test(a_wish_becomes_a_booking_and_is_cancelled),
        cmocka_unit_test(of_eight_clients_on_one_slot_one_wins),
        cmocka_unit_test(lost_answers_book_neither_twice_nor_never),
        cmocka_unit_test(a_slot_that_was_sold_elsewhere_refuses_the_wish_and_shows_as_taken),
        cmocka_unit_test(offline_a_wish_waits_and_is_met_when_the_server_is_back),
        cmocka_unit_test(a_forgotten_hold_is_freed_and_taken),
    };
    return cmocka_run_group_tests(tests, NULL, stop);
}
