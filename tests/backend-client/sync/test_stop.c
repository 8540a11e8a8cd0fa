/* Covers sync/stop.c: a clinic stopped at the desk, at the hospital's server and at its other
 * terminals, and that it takes place after all. */
#include "act/desk.h"
#include "base/text.h"
#include "base/uuid.h"
#include "fake/proxy.h"
#include "store/care.h"
#include "store/content.h"
#include "support/station.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))
#define SESSION "lin-ruoxi-20261124-am"

static const char *const guises[] = {"", FHIR_SERVER_STORED, FHIR_SERVER_BARE};

struct house { /* a kiosk, and a desk behind a proxy that loses answers */
    struct fhir_server server;
    struct proxy *proxy;
    struct terminal kiosk, desk;
    struct staff_session by;
    struct desk_stop stop;
};

static void open_house(struct house *h, const char *guise)
{
    char url[64];
    memset(h, 0, sizeof *h);
    fhir_server_start_seeded(&h->server, guise, station_seed);
    h->proxy = proxy_start(h->server.port);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/fhir", proxy_port(h->proxy));
    station_start(&h->kiosk, h->server.url, "KIOSK-01", "K");
    station_start(&h->desk, url, "GUIDE-01", "G");
    assert_err(station_step(&h->kiosk), ERR_OK);
    assert_err(station_step(&h->desk), ERR_OK);
    h->by = (struct staff_session){.id = "0512", .roles = 1u << ROLE_GUIDE};
    h->stop = (struct desk_stop){.count = 1, .reason = {.zh = "医生身体不适", .en = "Ill"}};
    uuid_new(h->stop.clinics[0].op);
    text_copy(h->stop.clinics[0].session_id, ID_SIZE, SESSION);
    text_copy(h->stop.clinics[0].title.zh, sizeof h->stop.clinics[0].title.zh, "林若溪停诊");
}

static void close_house(struct house *h)
{
    station_stop(&h->kiosk);
    station_stop(&h->desk);
    proxy_stop(h->proxy);
    fhir_server_remove(&h->server);
}

static void stop(struct house *h)
{
    int told;
    h->by.began_ms = h->by.touched_ms = clock_mono(&h->desk.clock.clock);
    assert_err(desk_stop_clinics(h->desk.db, &h->desk.env, &h->by, &h->stop, &told), ERR_OK);
}

static void lift(struct house *h)
{
    h->by.began_ms = h->by.touched_ms = clock_mono(&h->desk.clock.clock);
    assert_err(desk_revoke(h->desk.db, &h->desk.env, &h->by, h->stop.clinics[0].op), ERR_OK);
}

static int slots(struct house *h, const char *status)
{
    char search[120];
    snprintf(search, sizeof search, "Slot?schedule=Schedule/x-" SESSION "&status=%s", status);
    return fhir_server_count(&h->server, search);
}

static void pulled(struct terminal *t)
{
    station_pass(t, 200000);
    assert_err(station_step(t), ERR_OK);
}

static void book_one(struct terminal *t, const char *mobile, const char *slot, char op[UUID_SIZE])
{
    struct person person;
    station_identify(t, mobile, &person);
    assert_err(station_book(t, person.uuid, slot, op), ERR_OK);
    station_sync(t);
    assert_int_equal(station_status(t, op), APPOINTMENT_BOOKED);
}

static enum stopped stopped_of(struct terminal *t, const char *op)
{
    struct appointment a;
    assert_err(appointment_get(t->db, op, &a), ERR_OK);
    return a.stopped;
}

/* Given out by telephone: busy, and nobody's Appointment. */
static void by_telephone(struct house *h, const char *number)
{
    char body[700], path[120];
    snprintf(path, sizeof path, "Slot/x-" SESSION "-%s", number);
    snprintf(body, sizeof body,
             "{\"resourceType\":\"Slot\",\"id\":\"x-" SESSION "-%s\",\"identifier\":[{\"system\":"
             "\"http://riverside-hospital.example/sid/slot\",\"value\":\"" SESSION "-%s\"}],"
             "\"schedule\":{\"reference\":\"Schedule/x-" SESSION
             "\"},\"status\":\"busy\",\"start\":"
             "\"2026-11-24T01:50:00Z\",\"end\":\"2026-11-24T02:00:00Z\",\"comment\":\"6\"}",
             number, number);
    assert_int_equal(fhir_server_send(&h->server, "PUT", path, body, NULL), 200);
}

static void the_server_and_who_booked_elsewhere_hear_of_it_and_of_its_end(void **state)
{
    (void)state;
    for (size_t g = 0; g < sizeof guises / sizeof *guises; g++) {
        struct house h;
        char kept[UUID_SIZE], left[UUID_SIZE];
        open_house(&h, guises[g]);
        book_one(&h.kiosk, "13900139000", SESSION "-002", kept);
        book_one(&h.kiosk, "13900139001", SESSION "-003", left);
        by_telephone(&h, "006");
        pulled(&h.desk);
        stop(&h);
        station_sync(&h.desk);
        assert_int_equal(station_dead(&h.desk), 0);
        assert_int_equal(slots(&h, "busy-unavailable"), 6);
        assert_int_equal(
            fhir_server_count(&h.server, "CommunicationRequest?status=active&category=stop-clinic"),
            1);
        pulled(&h.kiosk);
        assert_int_equal(stopped_of(&h.kiosk, kept), STOPPED_OPEN);
        /* one of them gives it back while it is stopped */
        assert_err(cancel(h.kiosk.db, &h.kiosk.env, left), ERR_OK);
        station_sync(&h.kiosk);
        assert_int_equal(slots(&h, "busy-unavailable"), 6);
        lift(&h);
        station_sync(&h.desk);
        assert_int_equal(station_dead(&h.desk), 0);
        assert_int_equal(slots(&h, "busy-unavailable"), 0);
        assert_int_equal(slots(&h, "busy"), 2); /* booked, and by telephone */
        assert_int_equal(slots(&h, "free"), 4);
        pulled(&h.kiosk);
        assert_int_equal(stopped_of(&h.kiosk, kept), STOPPED_NOT);
        assert_int_equal(station_status(&h.kiosk, kept), APPOINTMENT_BOOKED);
        close_house(&h);
    }
}

static void a_lost_answer_changes_nothing_twice(void **state)
{
    (void)state;
    static const enum proxy_fault faults[] = {PROXY_DROP, PROXY_HTML};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct house h;
        open_house(&h, guises[i]);
        stop(&h);
        proxy_fault(h.proxy, faults[i], 2, 0);
        (void)!station_step(&h.desk);
        station_crash(&h.desk); /* and the program dies before it hears */
        station_sync(&h.desk);
        assert_int_equal(proxy_left(h.proxy), 0);
        assert_int_equal(slots(&h, "busy-unavailable"), 6);
        assert_int_equal(fhir_server_count(&h.server, "CommunicationRequest"), 1);
        lift(&h);
        proxy_fault(h.proxy, faults[i], 2, 0);
        station_sync(&h.desk);
        assert_int_equal(slots(&h, "free"), 6); /* what they were is not forgotten */
        assert_int_equal(station_dead(&h.desk), 0);
        close_house(&h);
    }
}

static void a_stop_of_the_hospitals_own_is_left_alone(void **state)
{
    (void)state;
    struct house h;
    char body[700];
    open_house(&h, "");
    snprintf(body, sizeof body,
             "{\"resourceType\":\"Slot\",\"id\":\"x-" SESSION "-001\",\"identifier\":[{\"system\":"
             "\"http://riverside-hospital.example/sid/slot\",\"value\":\"" SESSION "-001\"}],"
             "\"schedule\":{\"reference\":\"Schedule/x-" SESSION "\"},\"status\":"
             "\"busy-unavailable\",\"start\":\"2026-11-24T01:00:00Z\",\"end\":"
             "\"2026-11-24T01:10:00Z\",\"comment\":\"1\"}");
    assert_int_equal(fhir_server_send(&h.server, "PUT", "Slot/x-" SESSION "-001", body, NULL), 200);
    stop(&h);
    lift(&h); /* at once: what was not sent is not sent */
    station_sync(&h.desk);
    assert_int_equal(slots(&h, "busy-unavailable"), 1);
    assert_int_equal(slots(&h, "free"), 5);
    assert_int_equal(station_dead(&h.desk), 0);
    close_house(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_server_and_who_booked_elsewhere_hear_of_it_and_of_its_end),
        cmocka_unit_test(a_lost_answer_changes_nothing_twice),
        cmocka_unit_test(a_stop_of_the_hospitals_own_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
