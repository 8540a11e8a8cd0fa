/* backend-client/sync/call_next.c, push.c and exchange.c where the server answers a claim with 500.
 */
#include "act/calling.h"
#include "store/call.h"
#include "store/care.h"
#include "support/station.h"

#include "base/text.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct fhir_server server;

/* Answers each change of a Task with 500; before the first one somebody else may change it. */
struct failing {
    struct transport inner;
    int failures; /* still to be had */
    bool others;  /* another room is quicker by a moment */
};

static void change_there(struct failing *f, const struct http_request *request)
{
    struct http_response got;
    const struct http_request same = {
        .method = "PUT", .url = request->url, .if_match = request->if_match, .body = NULL};
    struct http_request theirs = same;
    char *body = strdup(request->body), *claim = strstr(body, "/sid/call\"");
    assert_non_null(claim);
    memcpy(claim, "/sid/cull\"", 10); /* not ours */
    theirs.body = body;
    assert_int_equal(f->inner.exchange(f->inner.ctx, &theirs, &got), ERR_OK);
    assert_int_equal(got.status, 200);
    http_response_clear(&got);
    free(body);
}

static enum err exchange(void *ctx, const struct http_request *request, struct http_response *out)
{
    struct failing *f = ctx;
    if (strcmp(request->method, "PUT") != 0 || !strstr(request->url, "Task/") || f->failures == 0)
        return f->inner.exchange(f->inner.ctx, request, out);
    f->failures--;
    if (f->others)
        change_there(f, request);
    memset(out, 0, sizeof *out);
    out->status = 500;
    text_copy(out->content_type, sizeof out->content_type, "application/fhir+json");
    out->body = strdup("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                       "\"code\":\"processing\"}]}");
    assert_non_null(out->body);
    out->size = strlen(out->body);
    return ERR_OK;
}

static void close_failing(void *ctx)
{
    transport_close(&((struct failing *)ctx)->inner);
}

static void take(struct terminal *kiosk, struct ticket *out)
{
    struct take_request request = {.department_id = "cardiology"};
    uuid_new(request.op);
    assert_int_equal(take_number(kiosk->db, &kiosk->env, &request, out), ERR_OK);
    assert_int_equal(ticket_handed(kiosk->db, &kiosk->env, out->op, TICKET_CONFIRMED), ERR_OK);
    station_sync(kiosk);
}

/* Two people wait; a room whose claims fail asks for the next one. */
static void ask_room(struct failing *f, struct ticket people[2], struct call *call, int *claims,
                     int *steps)
{
    struct terminal kiosk, room;
    struct transport http = {.exchange = exchange, .close = close_failing, .ctx = f};
    struct call_request request = {.kind = CALL_NEXT, .caller = {.place_id = "room-1"}};
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&kiosk, server.url, "KIOSK-01", "K");
    station_start(&room, server.url, "ROOM-1", "K");
    room.config.station.kind = STATION_WINDOW;
    assert_int_equal(station_step(&kiosk), ERR_OK);
    take(&kiosk, &people[0]);
    test_clock_pass(&kiosk.clock, 5000); /* else chance says who came first */
    take(&kiosk, &people[1]);
    fhir_server_transport(&server, &f->inner);
    sync_close(room.sync);
    assert_int_equal(sync_open(room.db, &room.config, &room.clock.clock, http, NULL, &room.sync),
                     ERR_OK);
    station_pass(&room, 60000);
    assert_int_equal(station_step(&room), ERR_OK);
    uuid_new(request.op);
    text_copy(request.caller.by, sizeof request.caller.by, "ROOM-1");
    text_copy(request.queue, sizeof request.queue, people[0].queue);
    assert_int_equal(call_ask(room.db, &room.env, &request, call), ERR_OK);
    for (*steps = 0; *steps < 20 && call->state == CALL_PENDING; ++*steps) {
        assert_int_equal(station_step(&room), ERR_OK);
        assert_int_equal(call_get(room.db, request.op, call), ERR_OK);
        station_pass(&room, 1500);
    }
    *claims = fhir_server_count(&server, "Task?status=in-progress");
    station_stop(&room);
    station_stop(&kiosk);
    fhir_server_remove(&server);
}

static void who_lost_a_race_with_500_calls_the_next_one_at_once(void **state)
{
    (void)state;
    struct failing f = {.failures = 1, .others = true};
    struct ticket people[2];
    struct call call;
    int claims, steps;
    ask_room(&f, people, &call, &claims, &steps);
    assert_int_equal(call.state, CALL_MADE);
    assert_int_equal(steps, 1);
    assert_string_equal(call.ticket_op, people[1].op);
    assert_int_equal(claims, 2); /* theirs and ours */
}

static void a_server_that_never_takes_the_claim_leaves_no_room_waiting(void **state)
{
    (void)state;
    struct failing f = {.failures = 100};
    struct ticket people[2];
    struct call call;
    int claims, steps;
    ask_room(&f, people, &call, &claims, &steps);
    assert_int_equal(call.state, CALL_REFUSED);
    assert_int_equal(claims, 0);
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
        cmocka_unit_test(who_lost_a_race_with_500_calls_the_next_one_at_once),
        cmocka_unit_test(a_server_that_never_takes_the_claim_leaves_no_room_waiting),
    };
    return cmocka_run_group_tests(tests, NULL, stop);
}
