/* backend-client/sync/push.c, check_in.c, complaint.c: what is kept goes out once, and a bad entry
 * stops nobody. */
#include "fake/proxy.h"
#include "store/care.h"
#include "store/outbox.h"
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

#define OP "http://riverside-hospital.example/sid/op%%7C"

static struct fhir_server server;
static const char *const guises[] = {"", FHIR_SERVER_STORED, FHIR_SERVER_BARE};

static int on_server(const char *type, const char *op)
{
    char search[300];
    snprintf(search, sizeof search, "%s?identifier=" OP "%s", type, op);
    return fhir_server_count(&server, search);
}

static void file_complaint(struct terminal *s, const char *text, struct complaint *out)
{
    struct complain_request *request = calloc(1, sizeof *request);
    assert_non_null(request);
    uuid_new(request->op);
    uuid_new(request->task_op);
    request->kind = VOICE_COMPLAINT;
    text_copy(request->topic, sizeof request->topic, "waiting-time");
    text_copy(request->text, sizeof request->text, text);
    text_copy(request->about_id, sizeof request->about_id, "cardiology");
    assert_int_equal(complain(s->db, &s->env, request, out), ERR_OK);
    free(request);
}

static void give_rating(struct terminal *s, const char *ticket_op, char *op)
{
    struct rating rating = {.score = 4, .reasons = {"waiting"}, .reason_count = 1};
    uuid_new(rating.op);
    text_copy(op, UUID_SIZE, rating.op);
    text_copy(rating.subject_id, sizeof rating.subject_id, "lin-ruoxi");
    text_copy(rating.ticket_op, sizeof rating.ticket_op, ticket_op);
    assert_int_equal(rate(s->db, &s->env, &rating), ERR_OK);
}

static void a_visit_a_complaint_a_rating_and_a_call_reach_the_server_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct terminal s;
        struct person person;
        struct ticket ticket;
        struct help_call call;
        struct complaint *complaint = calloc(1, sizeof *complaint);
        char booking[UUID_SIZE], rating[UUID_SIZE], op[UUID_SIZE];
        assert_non_null(complaint);
        fhir_server_start_seeded(&server, guises[i], station_seed);
        struct proxy *proxy = proxy_start(server.port);
        char url[64];
        snprintf(url, sizeof url, "http://127.0.0.1:%d/fhir", proxy_port(proxy));
        station_start(&s, url, "KIOSK-01", "K");
        assert_int_equal(station_step(&s), ERR_OK);
        station_identify(&s, "13800008000", &person);
        assert_int_equal(station_book(&s, person.uuid, "lin-ruoxi-20261124-am-003", booking),
                         ERR_OK);
        station_sync(&s);
        uuid_new(op);
        assert_int_equal(check_in(s.db, &s.env, op, booking, &ticket), ERR_OK);
        proxy_fault(proxy, PROXY_DROP, 2, 0); /* the first answers are lost */
        station_sync(&s);
        file_complaint(&s, "等了两个小时", complaint);
        proxy_fault(proxy, PROXY_CUT, 2, 0);
        station_sync(&s);
        give_rating(&s, ticket.op, rating);
        uuid_new(op);
        assert_int_equal(call_staff(s.db, &s.env, op, "home", &call), ERR_OK);
        proxy_fault(proxy, PROXY_HTML, 2, 0);
        station_sync(&s);
        assert_int_equal(station_waiting(&s) + station_dead(&s), 0);
        assert_int_equal(fhir_server_count(&server, "Appointment?status=arrived"), 1);
        assert_int_equal(fhir_server_count(&server, "Encounter?status=arrived"), 1);
        assert_int_equal(on_server("Task", ticket.op), 1);
        assert_int_equal(on_server("Communication", complaint->op), 1);
        assert_int_equal(on_server("Task", complaint->task_op), 1);
        assert_int_equal(on_server("Task", call.op), 1);
        assert_int_equal(fhir_server_count(&server, "QuestionnaireResponse"), 1);
        assert_int_equal(fhir_server_count(&server, "Task"), 3);
        free(complaint);
        station_stop(&s);
        proxy_stop(proxy);
        fhir_server_remove(&server);
    }
}

static void a_void_number_leaves_the_queue_and_the_booking_is_open_again(void **state)
{
    (void)state;
    struct terminal s;
    struct person person;
    struct ticket ticket;
    char booking[UUID_SIZE], op[UUID_SIZE];
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&s, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&s), ERR_OK);
    station_identify(&s, "13800008000", &person);
    assert_int_equal(station_book(&s, person.uuid, "lin-ruoxi-20261124-am-003", booking), ERR_OK);
    station_sync(&s);
    uuid_new(op);
    assert_int_equal(check_in(s.db, &s.env, op, booking, &ticket), ERR_OK);
    station_sync(&s);
    assert_int_equal(ticket_handed(s.db, &s.env, ticket.op, TICKET_VOID), ERR_OK);
    station_sync(&s);
    assert_int_equal(fhir_server_count(&server, "Task?status=cancelled"), 1);
    assert_int_equal(fhir_server_count(&server, "Encounter?status=cancelled"), 1);
    assert_int_equal(fhir_server_count(&server, "Appointment?status=booked"), 1);
    assert_int_equal(station_dead(&s), 0);
    station_stop(&s);
    fhir_server_remove(&server);
}

/* The topic code is not one FHIR allows: this entry can never be taken. */
static void a_poison_entry_goes_to_staff_and_the_others_pass(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i += 2) {
        struct terminal s;
        struct complaint *bad = calloc(1, sizeof *bad), *good = calloc(1, sizeof *good);
        assert_true(bad && good);
        fhir_server_start_seeded(&server, guises[i], station_seed);
        station_start(&s, server.url, "KIOSK-01", "K");
        assert_int_equal(station_step(&s), ERR_OK);
        file_complaint(&s, "第一件", bad);
        assert_int_equal(db_begin(s.db), ERR_OK);
        struct statement *st = db_prepare(s.db, "UPDATE complaint SET topic='a  b' WHERE op=?1");
        bind_text(st, 1, bad->op);
        db_step(st);
        assert_int_equal(db_done(st), ERR_OK);
        assert_int_equal(db_commit(s.db), ERR_OK);
        file_complaint(&s, "第二件", good);
        station_sync(&s);
        assert_int_equal(station_waiting(&s), 0);
        assert_int_equal(station_dead(&s), 1);
        assert_int_equal(on_server("Communication", good->op), 1);
        assert_int_equal(on_server("Task", good->task_op), 1);
        assert_int_equal(on_server("Task", bad->task_op), 0);
        free(bad);
        free(good);
        station_stop(&s);
        fhir_server_remove(&server);
    }
}

/* Standalone for a morning, then a server is named: everything queued goes out, its content named
 * by identifier. */
static void what_was_kept_while_standalone_goes_out_when_a_server_is_named(void **state)
{
    (void)state;
    struct terminal s;
    struct person person;
    struct complaint *complaint = calloc(1, sizeof *complaint);
    char first[UUID_SIZE], second[UUID_SIZE];
    assert_non_null(complaint);
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&s, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&s),
                     ERR_OK); /* for the content; from here on as if it came from a folder */
    assert_int_equal(db_begin(s.db), ERR_OK);
    assert_int_equal(db_run(s.db, "UPDATE ref SET version=''"), ERR_OK);
    assert_int_equal(meta_clear(s.db, "server."), ERR_OK);
    assert_int_equal(server_id_clear(s.db), ERR_OK);
    assert_int_equal(db_commit(s.db), ERR_OK);
    s.config.server.url[0] = '\0';
    station_identify(&s, "13800008000", &person);
    assert_int_equal(station_book(&s, person.uuid, "lin-ruoxi-20261124-am-003", first), ERR_OK);
    assert_int_equal(station_status(&s, first), APPOINTMENT_BOOKED);
    station_identify(&s, "13900009000", &person);
    assert_int_equal(station_book(&s, person.uuid, "lin-ruoxi-20261124-am-004", second), ERR_OK);
    file_complaint(&s, "排队", complaint);
    text_copy(s.config.server.url, sizeof s.config.server.url, server.url);
    assert_int_equal(
        fhir_server_send(
            &server, "PUT", "Slot/x-lin-ruoxi-20261124-am-004",
            "{\"resourceType\":\"Slot\",\"id\":\"x-lin-ruoxi-20261124-am-004\",\"identifier\":[{"
            "\"system\":\"http://riverside-hospital.example/sid/slot\",\"value\":"
            "\"lin-ruoxi-20261124-am-004\"}],\"schedule\":{\"reference\":"
            "\"Schedule/x-lin-ruoxi-20261124-am\"},\"status\":\"busy\",\"start\":"
            "\"2026-11-24T01:30:00Z\",\"end\":\"2026-11-24T01:40:00Z\"}",
            NULL),
        200);
    station_crash(&s);
    station_sync(&s);
    assert_int_equal(on_server("Appointment", first), 1);
    assert_int_equal(on_server("Appointment", second), 0);
    assert_int_equal(on_server("Communication", complaint->op), 1);
    assert_int_equal(station_dead(&s), 1); /* promised here, sold there: for staff */
    assert_int_equal(station_status(&s, second), APPOINTMENT_BOOKED);
    free(complaint);
    station_stop(&s);
    fhir_server_remove(&server);
}

static void a_server_killed_midway_loses_and_doubles_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct terminal s;
        struct person person;
        struct complaint *complaints = calloc(6, sizeof *complaints);
        char ops[6][UUID_SIZE];
        assert_non_null(complaints);
        fhir_server_start_seeded(&server, guises[i], station_seed);
        struct proxy *proxy = proxy_start(server.port);
        char url[64], mobile[24], slot[40];
        snprintf(url, sizeof url, "http://127.0.0.1:%d/fhir", proxy_port(proxy));
        station_start(&s, url, "KIOSK-01", "K");
        assert_int_equal(station_step(&s), ERR_OK);
        for (int k = 0; k < 6; k++) {
            snprintf(mobile, sizeof mobile, "1380000800%d", k);
            snprintf(slot, sizeof slot, "lin-ruoxi-20261124-am-00%d", k + 1);
            station_identify(&s, mobile, &person);
            assert_int_equal(station_book(&s, person.uuid, slot, ops[k]), ERR_OK);
            file_complaint(&s, "等候", &complaints[k]);
        }
        proxy_fault(proxy, PROXY_DROP, 3, 1); /* some answers lost, and then the server is gone */
        assert_int_equal(station_step(&s) == ERR_IO, 0);
        fhir_server_stop(&server);
        assert_int_not_equal(station_step(&s), ERR_IO);
        station_crash(&s);
        assert_int_equal(station_step(&s), ERR_OFFLINE);
        fhir_server_again(&server);
        station_pass(&s, 20000);
        station_sync(&s);
        assert_int_equal(station_waiting(&s) + station_dead(&s), 0);
        for (int k = 0; k < 6; k++) {
            assert_int_equal(on_server("Appointment", ops[k]), 1);
            assert_int_equal(station_status(&s, ops[k]), APPOINTMENT_BOOKED);
            assert_int_equal(on_server("Communication", complaints[k].op), 1);
            assert_int_equal(on_server("Task", complaints[k].task_op), 1);
        }
        assert_int_equal(fhir_server_count(&server, "Appointment"), 6);
        assert_int_equal(fhir_server_count(&server, "Communication"), 6);
        assert_int_equal(fhir_server_count(&server, "Patient"), 6);
        assert_int_equal(fhir_server_count(&server, "Device"), 1);
        free(complaints);
        station_stop(&s);
        proxy_stop(proxy);
        fhir_server_remove(&server);
    }
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
        cmocka_unit_test(a_visit_a_complaint_a_rating_and_a_call_reach_the_server_once),
        cmocka_unit_test(a_void_number_leaves_the_queue_and_the_booking_is_open_again),
        cmocka_unit_test(a_poison_entry_goes_to_staff_and_the_others_pass),
        cmocka_unit_test(what_was_kept_while_standalone_goes_out_when_a_server_is_named),
        cmocka_unit_test(a_server_killed_midway_loses_and_doubles_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, stop);
}
