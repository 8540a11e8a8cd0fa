/* act/desk_queue.c, store/queue_closing.c, sync/queue_closing.c: a guide closes a queue, its people
 * go on in another one, here and at stations with stores of their own. */
#include "act/calling.h"
#include "act/desk.h"
#include "store/care.h"
#include "store/link.h"
#include "store/queue.h"
#include "store/queue_closing.h"
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

#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))
#define FROM "lin-ruoxi"
#define TO "zhou-mingyuan"

static struct fhir_server server;
static const struct staff_session guide = {.id = "0512", .roles = 1u << ROLE_GUIDE};

static struct staff_session by_guide(const struct terminal *t)
{
    struct staff_session by = guide;
    by.began_ms = by.touched_ms = clock_mono(t->env.clock);
    return by;
}

static void pulled(struct terminal *t)
{
    station_pass(t, 400000);
    assert_err(station_step(t), ERR_OK);
}

/* A walk-in, sent on to that doctor's queue. */
static void stands_with(struct terminal *kiosk, const char *queue, struct ticket *out)
{
    struct take_request request = {.department_id = "cardiology"};
    struct call call;
    struct call_request move = {.kind = CALL_MOVE};
    uuid_new(request.op);
    uuid_new(move.op);
    assert_err(take_number(kiosk->db, &kiosk->env, &request, out), ERR_OK);
    assert_err(ticket_handed(kiosk->db, &kiosk->env, out->op, TICKET_CONFIRMED), ERR_OK);
    station_sync(kiosk);
    if (strcmp(out->queue, queue) == 0)
        return;
    text_copy(move.ticket_op, sizeof move.ticket_op, out->op);
    text_copy(move.queue, sizeof move.queue, queue);
    assert_err(call_ask(kiosk->db, &kiosk->env, &move, &call), ERR_OK);
    station_sync(kiosk);
    assert_err(call_get(kiosk->db, move.op, &call), ERR_OK);
    assert_int_equal(call.state, CALL_MADE);
    assert_err(ticket_get(kiosk->db, call.ticket_op, out), ERR_OK);
}

static int waiting(struct terminal *t, const char *queue)
{
    struct queue_entry entries[20];
    size_t count = 0;
    char today[DATE_SIZE];
    clock_date(clock_wall(t->env.clock), today);
    assert_err(queue_waiting(t->db, queue, today, entries, 20, &count), ERR_OK);
    return (int)count;
}

static void leads_to(struct terminal *t, const char *wanted)
{
    char today[DATE_SIZE], to[ID_SIZE];
    clock_date(clock_wall(t->env.clock), today);
    assert_err(queue_goes_to(t->db, FROM, today, to), ERR_OK);
    assert_string_equal(to, wanted);
}

static void its_people_go_on_and_every_station_knows(void **state)
{
    (void)state;
    static const char *const guises[] = {"", FHIR_SERVER_STORED, FHIR_SERVER_BARE};
    for (size_t i = 0; i < 3; i++) {
        struct terminal kiosk, desk;
        struct ticket a, b, seen;
        struct desk_closing closing = {.queue = FROM, .to = TO};
        int moved;
        fhir_server_start_seeded(&server, guises[i], station_seed);
        station_start(&kiosk, server.url, "KIOSK-01", "K");
        station_start(&desk, server.url, "GUIDE-01", "G");
        desk.config.station.kind = STATION_GUIDE;
        assert_err(station_step(&kiosk), ERR_OK);
        stands_with(&kiosk, FROM, &a);
        stands_with(&kiosk, FROM, &b);
        pulled(&desk);
        assert_int_equal(waiting(&desk, FROM), 2);
        struct staff_session by = by_guide(&desk);
        uuid_new(closing.op);
        assert_err(desk_close_queue(desk.db, &desk.env, &by, &closing, &moved), ERR_OK);
        assert_int_equal(moved, 2);
        assert_err(desk_close_queue(desk.db, &desk.env, &by, &closing, &moved), ERR_OK);
        assert_int_equal(moved, 0); /* pressed twice */
        leads_to(&desk, TO);
        station_sync(&desk);
        assert_int_equal(waiting(&desk, FROM), 0);
        assert_int_equal(waiting(&desk, TO), 2);
        pulled(&kiosk);
        leads_to(&kiosk, TO);
        assert_int_equal(waiting(&kiosk, TO), 2);
        assert_err(ticket_get(kiosk.db, a.op, &seen), ERR_OK);
        assert_int_equal(seen.stage, QUEUE_LEFT);
        /* opened again: newcomers stand there, who was moved stays */
        by = by_guide(&desk);
        assert_err(desk_open_queue(desk.db, &desk.env, &by, closing.op), ERR_OK);
        assert_err(desk_open_queue(desk.db, &desk.env, &by, closing.op), ERR_ALREADY);
        pulled(&desk); /* the server's word of before does not close it */
        leads_to(&desk, "");
        station_sync(&desk);
        pulled(&kiosk);
        leads_to(&kiosk, "");
        assert_int_equal(waiting(&kiosk, TO), 2);
        assert_int_equal(station_dead(&desk) + station_dead(&kiosk), 0);
        station_stop(&desk);
        station_stop(&kiosk);
        fhir_server_remove(&server);
    }
}

static void without_a_line_or_in_a_ring_it_is_not_closed(void **state)
{
    (void)state;
    struct terminal desk;
    struct desk_closing closing = {.queue = FROM, .to = FROM};
    int moved;
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&desk, server.url, "GUIDE-01", "G");
    assert_err(station_step(&desk), ERR_OK);
    struct staff_session by = by_guide(&desk), window = by;
    uuid_new(closing.op);
    assert_err(desk_close_queue(desk.db, &desk.env, &by, &closing, &moved), ERR_INVALID);
    text_copy(closing.to, sizeof closing.to, "nobody");
    assert_err(desk_close_queue(desk.db, &desk.env, &by, &closing, &moved), ERR_NOT_FOUND);
    text_copy(closing.to, sizeof closing.to, TO);
    window.roles = 1u << ROLE_WINDOW;
    assert_err(desk_close_queue(desk.db, &desk.env, &window, &closing, &moved), ERR_DENIED);
    assert_err(link_set_state(desk.db, LINK_OFFLINE), ERR_OK);
    assert_err(desk_close_queue(desk.db, &desk.env, &by, &closing, &moved), ERR_OFFLINE);
    leads_to(&desk, "");
    assert_int_equal(station_waiting(&desk), 0);
    station_stop(&desk);
    fhir_server_remove(&server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_people_go_on_and_every_station_knows),
        cmocka_unit_test(without_a_line_or_in_a_ring_it_is_not_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
