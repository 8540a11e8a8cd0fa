/* Covers sync/closure.c, fhir/write_closure.c, and what a pull makes of closures and suspended
 * places. */
#include "act/closure.h"
#include "support/station.h"

#include "base/text.h"
#include "base/uuid.h"
#include "sync/sync.h"

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

/* As the sync's thread does: a step whenever one is due. */
static void run_for(struct terminal *t, int64_t ms)
{
    int64_t until = t->clock.mono + ms;
    while (t->clock.mono < until) {
        int64_t wait = t->result.next_ms > 0 ? t->result.next_ms : 1;
        station_pass(t, wait < until - t->clock.mono ? wait : until - t->clock.mono);
        assert_int_equal(station_step(t), ERR_OK);
    }
}

static void close_lift(struct terminal *t, const char *target, int64_t for_ms, struct closure *out)
{
    struct close_request r = {.reason = {"检修", "Repair"}, .by = "0512"};
    text_copy(r.target, sizeof r.target, target);
    uuid_new(r.op);
    r.from_ms = clock_wall(t->env.clock);
    r.until_ms = for_ms ? r.from_ms + for_ms : 0;
    assert_int_equal(closure_add(t->db, &t->env, &r, out), ERR_OK);
    station_sync(t);
    assert_int_equal(station_dead(t), 0);
}

static void a_closure_is_elsewhere_within_the_minute_and_at_once_when_somebody_comes(void **state)
{
    (void)state;
    struct terminal one, two;
    struct closure first, second, seen;
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&one, server.url, "KIOSK-01", "K");
    station_start(&two, server.url, "KIOSK-02", "L");
    assert_int_equal(station_step(&one), ERR_OK);
    assert_int_equal(station_step(&two), ERR_OK);
    close_lift(&one, "lift-2", 0, &first);
    assert_int_equal(holding(&two, &seen), 0);
    run_for(&two, 73000); /* 60 s and a fifth */
    assert_int_equal(holding(&two, &seen), 1);
    close_lift(&one, "lift-3", 0, &second);
    sync_hurry(two.sync, SYNC_WANT_NOTICES); /* somebody touches the screen */
    int before = sync_request_count(two.sync);
    assert_int_equal(station_step(&two), ERR_OK);
    assert_int_equal(holding(&two, &seen), 2);
    assert_true(sync_request_count(two.sync) - before <= 2);
    assert_int_equal(closure_lift(one.db, &one.env, second.id, "0512"), ERR_OK);
    station_sync(&one);
    run_for(&two, 73000);
    assert_int_equal(holding(&two, &seen), 1);
    assert_string_equal(seen.target, "lift-2");
    station_stop(&two);
    station_stop(&one);
    fhir_server_remove(&server);
}

static void a_closure_with_an_end_lifts_itself_elsewhere_without_a_pull(void **state)
{
    (void)state;
    struct terminal one, two;
    struct closure closure, seen;
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&one, server.url, "KIOSK-01", "K");
    station_start(&two, server.url, "KIOSK-02", "L");
    assert_int_equal(station_step(&one), ERR_OK);
    assert_int_equal(station_step(&two), ERR_OK);
    close_lift(&one, "lift-2", 30 * MINUTE_MS, &closure);
    run_for(&two, 73000);
    assert_int_equal(holding(&two, &seen), 1);
    assert_string_equal(seen.target, "lift-2");
    int64_t left = seen.until_ms - clock_wall(two.env.clock);
    assert_true(left > 25 * MINUTE_MS && left <= 30 * MINUTE_MS);
    two.clock.wall += left - 1000; /* nothing is asked of the server from here on */
    assert_int_equal(holding(&two, &seen), 1);
    two.clock.wall += 1000;
    assert_int_equal(holding(&two, &seen), 0);
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
        cmocka_unit_test(a_closure_is_elsewhere_within_the_minute_and_at_once_when_somebody_comes),
        cmocka_unit_test(a_closure_with_an_end_lifts_itself_elsewhere_without_a_pull),
        cmocka_unit_test(the_hospitals_own_closures_and_suspended_places_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
