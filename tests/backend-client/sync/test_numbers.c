/* act/take_number.c, act/check_in.c with sync/check_in.c: numbers are unique without anybody to
 * ask.
 */
#include "store/care.h"
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

#define MINUTES 60
#define EVERY 2 /* minutes: somebody comes to each kiosk */
#define BOOKED 3

struct given {
    char number[12], op[UUID_SIZE];
};

static void take(struct terminal *t, struct given *out)
{
    struct take_request request = {.department_id = "cardiology"};
    struct ticket ticket;
    uuid_new(request.op);
    assert_int_equal(take_number(t->db, &t->env, &request, &ticket), ERR_OK);
    assert_int_equal(ticket_handed(t->db, &t->env, ticket.op, TICKET_CONFIRMED), ERR_OK);
    text_copy(out->number, sizeof out->number, ticket.number);
    text_copy(out->op, sizeof out->op, ticket.op);
}

static void check_in_here(struct terminal *t, const char *booking, struct given *out)
{
    struct ticket ticket;
    char op[UUID_SIZE];
    uuid_new(op);
    assert_int_equal(check_in(t->db, &t->env, op, booking, &ticket), ERR_OK);
    assert_int_equal(ticket_handed(t->db, &t->env, op, TICKET_CONFIRMED), ERR_OK);
    text_copy(out->number, sizeof out->number, ticket.number);
    text_copy(out->op, sizeof out->op, ticket.op);
}

/* Some bookings each, made while the server was there. */
static void book_some(struct terminal *t, int from, char bookings[BOOKED][UUID_SIZE])
{
    for (int i = 0; i < BOOKED; i++) {
        struct person person;
        char mobile[16], slot[60];
        text_format(mobile, sizeof mobile, "138000080%02d", from + i);
        text_format(slot, sizeof slot, "lin-ruoxi-20261124-am-%03d", from + i);
        station_identify(t, mobile, &person);
        assert_int_equal(station_book(t, person.uuid, slot, bookings[i]), ERR_OK);
    }
    station_sync(t);
}

static void drain(struct terminal *t)
{
    station_pass(t, 400000); /* beyond the longest pause */
    for (int i = 0; i < 200 && station_waiting(t) > 0; i++) {
        (void)!station_step(t);
        station_pass(t, 20000);
    }
    assert_int_equal(station_waiting(t) + station_dead(t), 0);
}

static void two_kiosks_cut_off_for_an_hour_give_no_number_twice(void **state)
{
    (void)state;
    static struct given given[2 * (MINUTES / EVERY + BOOKED)];
    struct fhir_server server;
    struct terminal kiosks[2];
    char bookings[2][BOOKED][UUID_SIZE], search[300];
    int count = 0;
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&kiosks[0], server.url, "KIOSK-01", "K");
    station_start(&kiosks[1], server.url, "KIOSK-02", "L");
    for (int k = 0; k < 2; k++) {
        assert_int_equal(station_step(&kiosks[k]), ERR_OK);
        book_some(&kiosks[k], 1 + k * BOOKED, bookings[k]);
        test_clock_set(&kiosks[k].clock, "2026-11-24T08:35:00+08:00");
    }
    fhir_server_stop(&server);
    for (int minute = 0; minute < MINUTES; minute += EVERY)
        for (int k = 0; k < 2; k++) {
            if (minute / EVERY < BOOKED)
                check_in_here(&kiosks[k], bookings[k][minute / EVERY], &given[count++]);
            take(&kiosks[k], &given[count++]);
            if (minute % 10 == 0)
                assert_int_not_equal(station_step(&kiosks[k]), ERR_OK);
            station_pass(&kiosks[k], EVERY * 60000);
        }
    for (int i = 0; i < count; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(given[i].number, given[k].number);
    fhir_server_again(&server);
    drain(&kiosks[0]);
    drain(&kiosks[1]);
    assert_int_equal(fhir_server_count(&server, "Task"), count);
    assert_int_equal(fhir_server_count(&server, "Encounter"), count);
    assert_int_equal(fhir_server_count(&server, "Appointment?status=arrived"), 2 * BOOKED);
    for (int i = 0; i < count; i += 7) {
        text_format(search, sizeof search,
                    "Task?identifier=http://riverside-hospital.example/sid/op%%7C%s", given[i].op);
        assert_int_equal(fhir_server_count(&server, search), 1);
    }
    print_message("%d numbers from two kiosks cut off for an hour: all different, all at the "
                  "server once\n",
                  count);
    station_stop(&kiosks[0]);
    station_stop(&kiosks[1]);
    fhir_server_remove(&server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_kiosks_cut_off_for_an_hour_give_no_number_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
