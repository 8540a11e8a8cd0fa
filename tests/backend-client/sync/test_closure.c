/* Covers sync/closure.c, fhir/write_closure.c, and what a pull makes of closures and suspended
 * places. */
#include "act/closure.h"
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

#define MINUTE_MS 60000LL

static struct fhir_server server;

static size_t holding(struct terminal *t, struct closure *first)
{
    struct closure rows[8];
    size_t count = 0;
    assert_int_equal(closure_list(t->db, clock_wall(t->env.clock), false, rows, 8, &count), ERR_OK);
    if (count)
        *first = rows[0];
    return count;
}

static void pull(struct terminal *t)
{
    station_pass(t, 30 * MINUTE_MS);
    station_sync(t);
    assert_int_equal(station_step(t), ERR_OK);
}

static void a_closure_reaches_the_other_station_and_goes_when_it_is_lifted_there(void **state)
{
    (void)state;
    struct terminal one, two;
    struct closure c, seen;
    struct close_request r = {
        .target = "lift-2", .step_free_only = true, .reason = {"检修", "Repair"}, .by = "0512"};
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&one, server.url, "KIOSK-01", "K");
    station_start(&two, server.url, "KIOSK-02", "L");
    assert_int_equal(station_step(&one), ERR_OK);
    assert_int_equal(station_step(&two), ERR_OK);
    uuid_new(r.op);
    /* the server's clock is the real one, and the request goes by it */
    r.from_ms = clock_wall(one.env.clock) - 5000 * 24 * 60 * MINUTE_MS;
    r.until_ms = clock_wall(one.env.clock) + 5000 * 24 * 60 * MINUTE_MS;
    assert_int_equal(closure_add(one.db, &one.env, &r, &c), ERR_OK);
    station_sync(&one);
    assert_int_equal(station_dead(&one), 0);
    assert_int_equal(fhir_server_count(&server, "CommunicationRequest?status=active&category="
                                                "closure"),
                     1);
    pull(&two);
    assert_int_equal(holding(&two, &seen), 1);
    assert_string_equal(seen.id, c.id);
    assert_string_equal(seen.target, "lift-2");
    assert_string_equal(seen.reason.zh, "检修");
    assert_string_equal(seen.reason.en, "Repair");
    assert_true(seen.step_free_only);
    assert_true(seen.until_ms > 0);
    pull(&one); /* one's own comes back and stays one */
    assert_int_equal(holding(&one, &seen), 1);
    assert_string_equal(seen.by, "0512");
    assert_int_equal(closure_lift(two.db, &two.env, c.id, "0513"), ERR_OK);
    assert_int_equal(holding(&two, &seen), 0);
    station_sync(&two);
    assert_int_equal(station_dead(&two), 0);
    pull(&one);
    assert_int_equal(holding(&one, &seen), 0);
    station_stop(&two);
    station_stop(&one);
    fhir_server_remove(&server);
}

static void the_hospitals_own_closures_and_suspended_places_hold(void **state)
{
    (void)state;
    static const char request[] =
        "{\"resourceType\":\"CommunicationRequest\",\"id\":\"c1\",\"status\":\"%s\",\"category\":[{"
        "\"coding\":[{\"system\":\"http://riverside-hospital.example/cs/communication\",\"code\":"
        "\"closure\"}]}],\"about\":[{\"reference\":\"Location/lift-a\"}],\"payload\":[{"
        "\"contentString\":\"检修\"}]}";
    static const char location[] =
        "{\"resourceType\":\"Location\",\"id\":\"%s\",\"identifier\":[{\"system\":\"urn:x\","
        "\"value\":\"place-%s\"}],\"status\":\"%s\",\"name\":\"电梯\"}";
    struct terminal t;
    struct closure seen;
    char body[1000];
    fhir_server_start_seeded(&server, "", station_seed);
    snprintf(body, sizeof body, location, "lift-a", "a", "active");
    assert_int_equal(fhir_server_send(&server, "PUT", "Location/lift-a", body, NULL), 201);
    snprintf(body, sizeof body, request, "active");
    assert_int_equal(fhir_server_send(&server, "PUT", "CommunicationRequest/c1", body, NULL), 201);
    station_start(&t, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&t), ERR_OK);
    assert_int_equal(holding(&t, &seen), 1);
    assert_string_equal(seen.target, "place-a"); /* what `about` names, as the map knows it */
    assert_int_equal(closure_lift(t.db, &t.env, seen.id, ""), ERR_REFUSED);
    snprintf(body, sizeof body, request, "completed");
    assert_int_equal(fhir_server_send(&server, "PUT", "CommunicationRequest/c1", body, NULL), 200);
    pull(&t);
    assert_int_equal(holding(&t, &seen), 0);
    snprintf(body, sizeof body, location, "lift-a", "a", "suspended");
    assert_int_equal(fhir_server_send(&server, "PUT", "Location/lift-a", body, NULL), 200);
    pull(&t);
    assert_int_equal(holding(&t, &seen), 1);
    assert_string_equal(seen.target, "place-a");
    station_stop(&t);
    fhir_server_remove(&server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_closure_reaches_the_other_station_and_goes_when_it_is_lifted_there),
        cmocka_unit_test(the_hospitals_own_closures_and_suspended_places_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
