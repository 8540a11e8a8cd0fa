/* sync/paper.c, store/unprinted.c and what store/queue_taken.c makes of a number's paper: a kiosk
 * and a guide's desk with stores of their own at one server. */
#include "act/desk.h"
#include "fake/proxy.h"
#include "store/care.h"
#include "store/queue.h"
#include "store/unprinted.h"
#include "support/station.h"

#include "base/text.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const guises[] = {"", FHIR_SERVER_STORED, FHIR_SERVER_BARE};
#define GUISES (sizeof guises / sizeof guises[0])
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))

struct hall {
    struct fhir_server server;
    struct terminal kiosk, desk;
};

static void hall_open(struct hall *h, const char *guise)
{
    fhir_server_start_seeded(&h->server, guise, station_seed);
    station_start(&h->kiosk, h->server.url, "KIOSK-01", "K");
    station_start(&h->desk, h->server.url, "GUIDE-01", "G");
    h->desk.config.station.kind = STATION_GUIDE;
    assert_err(station_step(&h->kiosk), ERR_OK);
    assert_err(station_step(&h->desk), ERR_OK);
}

static void hall_close(struct hall *h)
{
    assert_int_equal(station_dead(&h->kiosk), 0);
    assert_int_equal(station_dead(&h->desk), 0);
    station_stop(&h->kiosk);
    station_stop(&h->desk);
    fhir_server_remove(&h->server);
}

static void pulled(struct terminal *t)
{
    station_pass(t, 60000);
    assert_err(station_step(t), ERR_OK);
}

static struct staff_session guide(const struct terminal *t)
{
    struct staff_session by = {.id = "0512", .roles = 1u << ROLE_GUIDE};
    by.began_ms = by.touched_ms = clock_mono(t->env.clock);
    return by;
}

static size_t list(struct terminal *t, struct unprinted *out)
{
    size_t count;
    char today[DATE_SIZE];
    clock_date(clock_wall(t->env.clock), today);
    assert_err(ticket_not_printed(t->db, today, out, 4, &count), ERR_OK);
    return count;
}

static struct ticket at(struct terminal *t, const char *op)
{
    struct ticket ticket;
    assert_err(ticket_get(t->db, op, &ticket), ERR_OK);
    return ticket;
}

/* A walk-in's number whose paper did not come out; the desk has heard of it. */
static struct ticket not_printed(struct hall *h, enum err why)
{
    struct take_request request = {.department_id = "cardiology"};
    struct ticket ticket;
    uuid_new(request.op);
    assert_err(take_number(h->kiosk.db, &h->kiosk.env, &request, &ticket), ERR_OK);
    station_sync(&h->kiosk);
    pulled(&h->desk); /* first the number, then what became of its paper */
    assert_err(ticket_print_failed(h->kiosk.db, &h->kiosk.env, ticket.op, why), ERR_OK);
    station_sync(&h->kiosk);
    pulled(&h->desk);
    return ticket;
}

static void printed_at_the_desk_it_counts_at_the_kiosk(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct unprinted seen[4];
        int count;
        hall_open(&h, guises[i]);
        struct ticket ticket = not_printed(&h, ERR_NO_SPACE);
        assert_int_equal(list(&h.desk, seen), 1);
        assert_string_equal(seen[0].ticket.number, ticket.number);
        assert_err(seen[0].fault.why, ERR_NO_SPACE);
        assert_string_equal(seen[0].fault.station, "KIOSK-01");
        struct staff_session by = guide(&h.desk);
        assert_err(desk_reprint(h.desk.db, &h.desk.env, &by, ticket.op), ERR_OK);
        /* the desk's printer has no paper either */
        assert_err(ticket_print_failed(h.desk.db, &h.desk.env, ticket.op, ERR_BUSY), ERR_OK);
        station_sync(&h.desk);
        pulled(&h.kiosk);
        assert_int_equal(list(&h.kiosk, seen), 1);
        assert_err(seen[0].fault.why, ERR_BUSY);
        assert_string_equal(seen[0].fault.station, "GUIDE-01");
        assert_int_equal(at(&h.kiosk, ticket.op).status, TICKET_RESERVED);
        /* and now it has */
        assert_err(ticket_handed(h.desk.db, &h.desk.env, ticket.op, TICKET_PRINTED), ERR_OK);
        assert_err(ticket_handed(h.desk.db, &h.desk.env, ticket.op, TICKET_CONFIRMED), ERR_OK);
        assert_int_equal(list(&h.desk, seen), 0);
        station_sync(&h.desk);
        pulled(&h.kiosk);
        assert_int_equal(list(&h.kiosk, seen), 0);
        assert_int_equal(at(&h.kiosk, ticket.op).status, TICKET_CONFIRMED);
        test_clock_pass(&h.kiosk.clock, (int64_t)h.kiosk.config.checkin.void_min * 60000 + 1000);
        assert_err(ticket_void_stale(h.kiosk.db, &h.kiosk.env, &count), ERR_OK);
        assert_int_equal(count, 0); /* it is in a hand: nobody voids it behind their back */
        pulled(&h.desk);
        assert_int_equal(list(&h.desk, seen), 0);
        hall_close(&h);
    }
}

static void void_at_the_desk_the_booking_is_open_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct unprinted seen[4];
        struct person person;
        struct ticket ticket, again;
        char booking[UUID_SIZE], op[UUID_SIZE];
        hall_open(&h, guises[i]);
        station_identify(&h.kiosk, "13800008000", &person);
        assert_err(station_book(&h.kiosk, person.uuid, "lin-ruoxi-20261124-am-003", booking),
                   ERR_OK);
        station_sync(&h.kiosk);
        uuid_new(op);
        assert_err(check_in(h.kiosk.db, &h.kiosk.env, op, booking, &ticket), ERR_OK);
        assert_err(ticket_print_failed(h.kiosk.db, &h.kiosk.env, ticket.op, ERR_IO), ERR_OK);
        station_sync(&h.kiosk);
        pulled(&h.desk);
        assert_int_equal(list(&h.desk, seen), 1);
        struct staff_session by = guide(&h.desk);
        assert_err(desk_void(h.desk.db, &h.desk.env, &by, ticket.op), ERR_OK);
        assert_int_equal(list(&h.desk, seen), 0);
        assert_int_equal(at(&h.desk, ticket.op).stage, QUEUE_LEFT);
        station_sync(&h.desk);
        assert_int_equal(fhir_server_count(&h.server, "Task?status=cancelled"), 1);
        assert_int_equal(fhir_server_count(&h.server, "Encounter?status=cancelled"), 1);
        assert_int_equal(fhir_server_count(&h.server, "Appointment?status=booked"), 1);
        pulled(&h.kiosk);
        assert_int_equal(list(&h.kiosk, seen), 0);
        assert_int_equal(at(&h.kiosk, ticket.op).status, TICKET_VOID);
        assert_int_equal(station_status(&h.kiosk, booking), APPOINTMENT_BOOKED);
        uuid_new(op);
        assert_err(check_in(h.kiosk.db, &h.kiosk.env, op, booking, &again), ERR_OK);
        station_sync(&h.kiosk);
        assert_int_equal(fhir_server_count(&h.server, "Task?status=ready"), 1);
        assert_int_equal(fhir_server_count(&h.server, "Appointment?status=arrived"), 1);
        hall_close(&h);
    }
}

/* The desk's word of the void is still under way; meanwhile the kiosk's second try brought the
 * paper. */
static void a_number_in_a_hand_is_not_void(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct unprinted seen[4];
        hall_open(&h, guises[i]);
        struct ticket ticket = not_printed(&h, ERR_BUSY);
        struct staff_session by = guide(&h.desk);
        assert_err(desk_void(h.desk.db, &h.desk.env, &by, ticket.op), ERR_OK);
        assert_err(ticket_handed(h.kiosk.db, &h.kiosk.env, ticket.op, TICKET_PRINTED), ERR_OK);
        assert_err(ticket_handed(h.kiosk.db, &h.kiosk.env, ticket.op, TICKET_CONFIRMED), ERR_OK);
        station_sync(&h.kiosk);
        station_sync(&h.desk);
        assert_int_equal(fhir_server_count(&h.server, "Task?status=cancelled"), 0);
        assert_int_equal(fhir_server_count(&h.server, "Task?status=ready"), 1);
        assert_int_equal(at(&h.desk, ticket.op).stage, QUEUE_WAITING);
        assert_int_equal(list(&h.desk, seen), 0);
        pulled(&h.kiosk);
        assert_int_equal(at(&h.kiosk, ticket.op).status, TICKET_CONFIRMED);
        assert_int_equal(at(&h.kiosk, ticket.op).stage, QUEUE_WAITING);
        hall_close(&h);
    }
}

/* The desk prints it in the last moment, and the kiosk, which has not heard, gives it up: the
 * patient holds it, so it counts, here too, and the booking cannot be checked in a second time. */
static void a_number_given_up_too_soon_counts_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct person person;
        struct ticket ticket, again;
        char booking[UUID_SIZE], op[UUID_SIZE];
        int count;
        hall_open(&h, guises[i]);
        station_identify(&h.kiosk, "13800008000", &person);
        assert_err(station_book(&h.kiosk, person.uuid, "lin-ruoxi-20261124-am-003", booking),
                   ERR_OK);
        station_sync(&h.kiosk);
        uuid_new(op);
        assert_err(check_in(h.kiosk.db, &h.kiosk.env, op, booking, &ticket), ERR_OK);
        assert_err(ticket_print_failed(h.kiosk.db, &h.kiosk.env, ticket.op, ERR_IO), ERR_OK);
        station_sync(&h.kiosk);
        pulled(&h.desk);
        assert_err(ticket_handed(h.desk.db, &h.desk.env, ticket.op, TICKET_PRINTED), ERR_OK);
        assert_err(ticket_handed(h.desk.db, &h.desk.env, ticket.op, TICKET_CONFIRMED), ERR_OK);
        station_sync(&h.desk);
        test_clock_pass(&h.kiosk.clock, (int64_t)h.kiosk.config.checkin.void_min * 60000 + 1000);
        assert_err(ticket_void_stale(h.kiosk.db, &h.kiosk.env, &count), ERR_OK);
        assert_int_equal(count, 1);
        assert_int_equal(station_status(&h.kiosk, booking), APPOINTMENT_BOOKED);
        station_sync(&h.kiosk);
        assert_int_equal(at(&h.kiosk, ticket.op).status, TICKET_CONFIRMED);
        assert_int_equal(at(&h.kiosk, ticket.op).stage, QUEUE_WAITING);
        assert_int_equal(station_status(&h.kiosk, booking), APPOINTMENT_ARRIVED);
        assert_int_equal(fhir_server_count(&h.server, "Task?status=ready"), 1);
        assert_int_equal(fhir_server_count(&h.server, "Appointment?status=arrived"), 1);
        uuid_new(op);
        assert_err(check_in(h.kiosk.db, &h.kiosk.env, op, booking, &again), ERR_OK);
        assert_string_equal(again.op, ticket.op); /* the one they hold */
        hall_close(&h);
    }
}

/* The desk hands the number over; the kiosk, where somebody tries the printer once more before it
 * has heard of that, does not bring it back. */
static void what_was_handed_over_does_not_come_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < GUISES; i++) {
        struct hall h;
        struct unprinted seen[4];
        hall_open(&h, guises[i]);
        struct ticket ticket = not_printed(&h, ERR_OFFLINE);
        struct staff_session by = guide(&h.desk);
        assert_err(desk_handed(h.desk.db, &h.desk.env, &by, ticket.op), ERR_OK);
        station_sync(&h.desk);
        assert_err(ticket_print_failed(h.kiosk.db, &h.kiosk.env, ticket.op, ERR_IO), ERR_OK);
        station_sync(&h.kiosk);
        assert_int_equal(list(&h.kiosk, seen), 0);
        assert_int_equal(at(&h.kiosk, ticket.op).status, TICKET_CONFIRMED);
        pulled(&h.desk);
        assert_int_equal(list(&h.desk, seen), 0);
        hall_close(&h);
    }
}

/* The desk's word does not get through at first, and the kiosk's second try fails meanwhile: what
 * was done at the desk stays so there, and counts in the end. */
static void what_is_still_to_be_sent_stays(void **state)
{
    (void)state;
    struct hall h;
    struct unprinted seen[4];
    char url[64];
    hall_open(&h, "");
    station_stop(&h.desk);
    struct proxy *proxy = proxy_start(h.server.port);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/fhir", proxy_port(proxy));
    station_start(&h.desk, url, "GUIDE-01", "G");
    h.desk.config.station.kind = STATION_GUIDE;
    assert_err(station_step(&h.desk), ERR_OK);
    struct ticket ticket = not_printed(&h, ERR_OFFLINE);
    assert_int_equal(list(&h.desk, seen), 1);
    struct staff_session by = guide(&h.desk);
    assert_err(desk_handed(h.desk.db, &h.desk.env, &by, ticket.op), ERR_OK);
    assert_err(ticket_print_failed(h.kiosk.db, &h.kiosk.env, ticket.op, ERR_IO), ERR_OK);
    station_sync(&h.kiosk);
    proxy_fault(proxy, PROXY_BUSY, 1, 0);
    pulled(&h.desk);
    assert_int_equal(proxy_left(proxy), 0);
    assert_int_equal(station_waiting(&h.desk), 1);
    assert_int_equal(list(&h.desk, seen), 0);
    station_sync(&h.desk);
    pulled(&h.kiosk);
    assert_int_equal(at(&h.kiosk, ticket.op).status, TICKET_CONFIRMED);
    assert_int_equal(list(&h.kiosk, seen), 0);
    hall_close(&h);
    proxy_stop(proxy);
}

static void who_walked_away_is_listed_too_and_who_was_seen_no_more(void **state)
{
    (void)state;
    struct hall h;
    struct unprinted seen[4];
    struct ticket ticket;
    struct take_request request = {.department_id = "cardiology"};
    int count;
    hall_open(&h, "");
    uuid_new(request.op);
    assert_err(take_number(h.kiosk.db, &h.kiosk.env, &request, &ticket), ERR_OK);
    station_sync(&h.kiosk);
    test_clock_pass(&h.kiosk.clock, UNPRINTED_AFTER_MS + 1000);
    assert_err(ticket_note_left(h.kiosk.db, &h.kiosk.env, &count), ERR_OK);
    station_sync(&h.kiosk);
    pulled(&h.desk);
    assert_int_equal(list(&h.desk, seen), 1);
    assert_err(seen[0].fault.why, ERR_UNKNOWN);
    assert_string_equal(seen[0].fault.station, "");
    /* the kiosk gives the number up */
    test_clock_pass(&h.kiosk.clock, (int64_t)h.kiosk.config.checkin.void_min * 60000);
    assert_err(ticket_void_stale(h.kiosk.db, &h.kiosk.env, &count), ERR_OK);
    assert_int_equal(count, 1);
    station_sync(&h.kiosk);
    pulled(&h.desk);
    assert_int_equal(list(&h.desk, seen), 0);
    assert_int_equal(at(&h.desk, ticket.op).stage, QUEUE_LEFT);
    struct staff_session by = guide(&h.desk);
    assert_err(desk_void(h.desk.db, &h.desk.env, &by, ticket.op), ERR_INVALID);
    hall_close(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printed_at_the_desk_it_counts_at_the_kiosk),
        cmocka_unit_test(void_at_the_desk_the_booking_is_open_again),
        cmocka_unit_test(a_number_in_a_hand_is_not_void),
        cmocka_unit_test(a_number_given_up_too_soon_counts_again),
        cmocka_unit_test(what_was_handed_over_does_not_come_back),
        cmocka_unit_test(what_is_still_to_be_sent_stays),
        cmocka_unit_test(who_walked_away_is_listed_too_and_who_was_seen_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
