/* backend-client/sync/pull.c and care_pull.c. */
#include "store/care.h"
#include "store/content.h"
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

#define BASE "http://riverside-hospital.example"
#define BULK 990 /* two pages and some */

static struct fhir_server server;

/* A transport that changes rows on the server after the first page of slots went out. */
struct meddler {
    struct transport inner;
    int pages;
    bool meddle;
};

static void bulk_slot(char *out, size_t size, int n, bool same_instant, bool busy)
{
    snprintf(out, size,
             "{\"resourceType\":\"Slot\",\"id\":\"b%03d\",\"meta\":{\"versionId\":\"1\","
             "\"lastUpdated\":\"2026-01-01T00:00:0%d.%03dZ\"},\"identifier\":[{\"system\":\"" BASE
             "/sid/slot\",\"value\":\"bulk-%03d\"}],\"schedule\":{\"reference\":"
             "\"Schedule/x-lin-ruoxi-20261124-am\"},\"status\":\"%s\",\"start\":"
             "\"2026-11-24T01:%02d:%02dZ\",\"end\":\"2026-11-24T01:%02d:%02dZ\"}\n",
             n, same_instant ? 1 : n / 100, same_instant ? 0 : n % 100, n, busy ? "busy" : "free",
             n % 60, n / 60 * 3, n % 60, n / 60 * 3 + 2);
}

static char *bulk_seed(bool same_instant)
{
    char line[800];
    char *seed = malloc(strlen(station_seed) + BULK * 700);
    assert_non_null(seed);
    strcpy(seed, station_seed);
    char *end = seed + strlen(seed);
    for (int i = 0; i < BULK; i++) {
        bulk_slot(line, sizeof line, i, same_instant, false);
        strcpy(end, line);
        end += strlen(line);
    }
    return seed;
}

static void change_on_server(int n)
{
    char line[800], path[32];
    bulk_slot(line, sizeof line, n, false, true);
    snprintf(path, sizeof path, "Slot/b%03d", n);
    assert_int_equal(fhir_server_send(&server, "PUT", path, line, NULL), 200);
}

static enum err meddling(void *ctx, const struct http_request *request, struct http_response *out)
{
    struct meddler *m = ctx;
    enum err e = m->inner.exchange(m->inner.ctx, request, out);
    if (strncmp(request->url, "Slot?", 5) == 0 || strstr(request->url, "/Slot?"))
        m->pages++;
    if (m->meddle && m->pages == 1) {
        m->meddle = false;
        for (int i = 0; i < 10; i++)
            change_on_server(i < 5 ? i : 700 + i); /* some seen already, some not yet */
    }
    return e;
}

static void close_meddler(void *ctx)
{
    transport_close(&((struct meddler *)ctx)->inner);
}

static void use_meddler(struct terminal *t, struct meddler *m)
{
    struct transport http = {.exchange = meddling, .close = close_meddler, .ctx = m};
    fhir_server_transport(&server, &m->inner);
    sync_close(t->sync);
    assert_int_equal(sync_open(t->db, &t->config, &t->clock.clock, http, NULL, &t->sync), ERR_OK);
}

static enum slot_state state_of(struct terminal *t, int n)
{
    char id[24];
    struct slot slot;
    snprintf(id, sizeof id, "bulk-%03d", n);
    if (slot_get(t->db, id, &slot) != ERR_OK)
        fail_msg("%s was missed", id);
    return slot.state;
}

static void rows_that_change_while_we_page_are_neither_missed_nor_stale(void **state)
{
    (void)state;
    struct terminal t;
    struct meddler m = {.meddle = true};
    char *seed = bulk_seed(false);
    fhir_server_start_seeded(&server, "", seed);
    station_start(&t, server.url, "KIOSK-01", "K");
    use_meddler(&t, &m);
    assert_int_equal(station_step(&t), ERR_OK);
    assert_true(m.pages >= 3);
    for (int i = 0; i < BULK; i++)
        assert_int_equal(state_of(&t, i), i < 5 || (i >= 705 && i < 710) ? SLOT_BUSY : SLOT_FREE);
    free(seed);
    station_stop(&t);
    fhir_server_remove(&server);
}

static void more_rows_in_one_instant_than_a_page_holds_all_come(void **state)
{
    (void)state;
    struct terminal t;
    struct meddler m = {0};
    char *seed = bulk_seed(true);
    fhir_server_start_seeded(&server, "", seed);
    station_start(&t, server.url, "KIOSK-01", "K");
    use_meddler(&t, &m);
    assert_int_equal(station_step(&t), ERR_OK);
    for (int i = 0; i < BULK; i++)
        assert_int_equal(state_of(&t, i), SLOT_FREE);
    for (int i = 0; i < 2;
         i++) { /* a minute later nothing was behind it: from now on only newer rows */
        station_pass(&t, 100000);
        assert_int_equal(station_step(&t), ERR_OK);
    }
    change_on_server(77);
    m.pages = 0;
    station_pass(&t, 100000);
    assert_int_equal(station_step(&t), ERR_OK);
    assert_int_equal(m.pages, 1);
    assert_int_equal(state_of(&t, 77), SLOT_BUSY);
    assert_true(t.result.pulled < 20);
    free(seed);
    station_stop(&t);
    fhir_server_remove(&server);
}

static void one_unreadable_row_keeps_no_other_out(void **state)
{
    (void)state;
    struct terminal t;
    char *seed = malloc(strlen(station_seed) + 2000), *end;
    assert_non_null(seed);
    end = seed + sprintf(seed, "%s", station_seed);
    sprintf(end, "{\"resourceType\":\"Location\",\"id\":\"bad\",\"meta\":{\"versionId\":\"1\","
                 "\"lastUpdated\":\"2026-01-01T00:00:00.000Z\"},"
                 "\"status\":\"active\",\"name\":\"x\",\"contained\":[{\"resourceType\":"
                 "\"Location\",\"id\":\"y\"}]}\n"
                 "{\"resourceType\":\"Location\",\"id\":\"good\",\"meta\":{\"versionId\":\"1\","
                 "\"lastUpdated\":\"2026-01-01T00:00:00.000Z\"},"
                 "\"status\":\"active\",\"name\":\"大厅\"}\n");
    fhir_server_start_seeded(&server, "", seed);
    free(seed);
    station_start(&t, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&t), ERR_OK);
    struct place place;
    assert_int_equal(place_get(t.db, "good", &place), ERR_OK);
    assert_int_equal(place_get(t.db, "bad", &place), ERR_NOT_FOUND);
    station_stop(&t);
    fhir_server_remove(&server);
}

static void an_answer_to_a_complaint_comes_back(void **state)
{
    (void)state;
    struct terminal t;
    struct complain_request *request = calloc(1, sizeof *request);
    struct complaint *complaint = calloc(1, sizeof *complaint);
    struct server_id task;
    char body[1200];
    assert_true(request && complaint);
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&t, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&t), ERR_OK);
    uuid_new(request->op);
    uuid_new(request->task_op);
    text_copy(request->topic, sizeof request->topic, "waiting-time");
    text_copy(request->text, sizeof request->text, "等了两个小时");
    assert_int_equal(complain(t.db, &t.env, request, complaint), ERR_OK);
    station_sync(&t);
    assert_int_equal(server_id_get(t.db, "Task", request->task_op, &task), ERR_OK);
    snprintf(
        body, sizeof body,
        "{\"resourceType\":\"Communication\",\"status\":\"completed\",\"category\":[{\"coding\":[{"
        "\"system\":\"" BASE
        "/cs/communication\",\"code\":\"complaint-reply\"}]}],\"basedOn\":[{\"reference\":\"Task/"
        "%s\"}],\"sent\":"
        "\"2026-11-24T03:00:00Z\",\"payload\":[{\"contentString\":\"今天起加开一个窗口\"},{"
        "\"contentString\":\"谢谢\"}]}",
        task.id);
    assert_int_equal(fhir_server_send(&server, "POST", "Communication", body, NULL), 201);
    station_pass(&t, 150000); /* somebody waits for it: every two minutes */
    assert_int_equal(station_step(&t), ERR_OK);
    assert_int_equal(complaint_get(t.db, request->op, complaint), ERR_OK);
    assert_int_equal(complaint->status, COMPLAINT_REPLIED);
    assert_string_equal(complaint->reply, "今天起加开一个窗口\n谢谢");
    free(request);
    free(complaint);
    station_stop(&t);
    fhir_server_remove(&server);
}

static void what_staff_and_other_kiosks_do_shows_here(void **state)
{
    (void)state;
    struct terminal t;
    struct help_call call;
    struct server_id task;
    struct ticket foreign;
    char op[UUID_SIZE], body[1600], path[120];
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&t, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&t), ERR_OK);
    uuid_new(op);
    assert_int_equal(call_staff(t.db, &t.env, op, "home", &call), ERR_OK);
    station_sync(&t);
    assert_int_equal(server_id_get(t.db, "Task", op, &task), ERR_OK);
    snprintf(path, sizeof path, "Task/%s", task.id);
    snprintf(body, sizeof body,
             "{\"resourceType\":\"Task\",\"id\":\"%s\",\"identifier\":[{\"system\":\"" BASE
             "/sid/op\",\"value\":\"%s\"}],\"status\":"
             "\"accepted\",\"intent\":\"order\",\"code\":{\"coding\":[{\"system\":\"" BASE
             "/cs/task\",\"code\":\"guide\"}]},\"owner\":{\"display\":\"李敏\"}}",
             task.id, op);
    assert_int_equal(fhir_server_send(&server, "PUT", path, body, NULL), 200);
    uuid_new(op);
    snprintf(body, sizeof body,
             "{\"resourceType\":\"Task\",\"identifier\":[{\"system\":\"" BASE
             "/sid/op\",\"value\":\"%s\"},{\"system\":\"" BASE "/sid/ticket/lin-ruoxi/"
             "20261124\",\"value\":\"B001\"}],\"groupIdentifier\":{\"system\":\"" BASE "/sid/"
             "queue\",\"value\":\"lin-ruoxi-20261124\"},\"status\":\"ready\",\"businessStatus\":{"
             "\"coding\":[{\"system\":\"" BASE "/cs/"
             "queue-status\",\"code\":\"waiting\"}]},\"intent\":\"order\",\"priority\":\"urgent\","
             "\"code\":{\"coding\":[{\"system\":\"" BASE
             "/cs/task\",\"code\":\"queue-entry\"}]},\"authoredOn\":\"2026-11-24T00:20:00Z\"}",
             op);
    assert_int_equal(fhir_server_send(&server, "POST", "Task", body, NULL), 201);
    station_pass(&t, 30000);
    assert_int_equal(station_step(&t), ERR_OK);
    assert_int_equal(help_get(t.db, call.op, &call), ERR_OK);
    assert_int_equal(call.status, HELP_ACCEPTED);
    assert_string_equal(call.helper.zh, "李敏");
    assert_int_equal(ticket_get(t.db, op, &foreign), ERR_OK);
    assert_string_equal(foreign.number, "B001");
    assert_string_equal(foreign.date, "2026-11-24");
    assert_int_equal(foreign.priority, 1);
    assert_string_equal(foreign.person_uuid, "");
    station_stop(&t);
    fhir_server_remove(&server);
}

static void another_server_is_met_from_the_start(void **state)
{
    (void)state;
    struct terminal t;
    struct fhir_server other; /* both run: two addresses */
    struct place place;
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&t, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&t), ERR_OK);
    assert_int_equal(place_get(t.db, "room-1", &place), ERR_OK);
    fhir_server_start_seeded(
        &other, "--no-transactions",
        "{\"resourceType\":\"Location\",\"id\":\"other\",\"meta\":{\"versionId\":\"1\","
        "\"lastUpdated\":"
        "\"2026-01-01T00:00:00.000Z\"},\"status\":\"active\",\"name\":\"另一处\"}\n");
    text_copy(t.config.server.url, sizeof t.config.server.url, other.url);
    station_crash(&t);
    assert_int_equal(station_step(&t), ERR_OK);
    assert_int_equal(place_get(t.db, "other", &place), ERR_OK);
    assert_int_equal(place_get(t.db, "room-1", &place), ERR_NOT_FOUND);
    char atomic[8];
    assert_int_equal(meta_get(t.db, "server.atomic", atomic, sizeof atomic), ERR_OK);
    assert_string_equal(atomic, "no");
    station_stop(&t);
    fhir_server_remove(&other);
    fhir_server_remove(&server);
}

static int stop(void **state)
{
    (void)state;
    fhir_server_remove(&server);
    return 0;
}

/* A transport to a server that gives 20 rows a page, whatever it is asked for; counts. */
struct small_pages {
    struct transport inner;
    struct terminal *board;
    int64_t last_ms, longest_ms; /* between two first pages of the queues */
};

static enum err exchange_small(void *ctx, const struct http_request *request,
                               struct http_response *out)
{
    struct small_pages *s = ctx;
    struct http_request smaller = *request;
    char *url = strdup(request->url);
    assert_non_null(url);
    char *count = strstr(url, "_count=500");
    if (count)
        memmove(count + strlen("_count=20"), count + strlen("_count=500"),
                strlen(count + strlen("_count=500")) + 1),
            memcpy(count, "_count=20", strlen("_count=20"));
    if (count && strstr(url, "Task?")) {
        int64_t now = s->board->clock.mono;
        if (s->last_ms && now - s->last_ms > s->longest_ms)
            s->longest_ms = now - s->last_ms;
        s->last_ms = now;
    }
    smaller.url = url;
    enum err e = s->inner.exchange(s->inner.ctx, &smaller, out);
    free(url);
    return e;
}

static void close_small(void *ctx)
{
    transport_close(&((struct small_pages *)ctx)->inner);
}

static void change_a_number(int n)
{
    char task[800], path[32];
    snprintf(task, sizeof task,
             "{\"resourceType\":\"Task\",\"id\":\"n%d\",\"status\":\"ready\",\"intent\":\"order\","
             "\"code\":{\"coding\":[{\"system\":\"" BASE
             "/cs/task\",\"code\":\"queue-entry\"}]},\"description\":\"%d\"}",
             n, n);
    snprintf(path, sizeof path, "Task/n%d", n);
    int status = fhir_server_send(&server, "PUT", path, task, NULL);
    assert_true(status == 200 || status == 201);
}

/* A minute of a board from its very first request: 120 numbers changed just now, one more each
 * second, the server's pages small. */
static void a_board_in_a_busy_hall_stays_within_its_requests(void **state)
{
    (void)state;
    struct terminal board;
    struct small_pages small = {.board = &board};
    struct transport http = {.exchange = exchange_small, .close = close_small, .ctx = &small};
    fhir_server_start_seeded(&server, "", station_seed);
    for (int i = 0; i < 120; i++)
        change_a_number(i);
    station_start(&board, server.url, "BOARD-01", "K");
    board.config.station.kind = STATION_BOARD;
    fhir_server_transport(&server, &small.inner);
    sync_close(board.sync);
    assert_int_equal(
        sync_open(board.db, &board.config, &board.clock.clock, http, NULL, &board.sync), ERR_OK);
    int64_t from = board.clock.mono, second = from;
    int n = 120, before = sync_request_count(board.sync), busiest = 0;
    for (int minute = 0; minute < 3; minute++) {
        while (board.clock.mono < from + 60000) {
            for (; second < board.clock.mono; second += 1000)
                change_a_number(n++);
            assert_int_equal(station_step(&board), ERR_OK);
            if (board.clock.mono - from > 20000 && minute == 0)
                small.longest_ms = 0; /* the start has been paid back by then */
            station_pass(&board, board.result.next_ms > 0 ? board.result.next_ms : 1);
        }
        int asked = sync_request_count(board.sync) - before;
        print_message("busy board, minute %d: %d requests\n", minute + 1, asked);
        busiest = asked > busiest ? asked : busiest;
        before += asked;
        from += 60000;
    }
    print_message("busy board: %d requests in its busiest minute, queues asked for at least every "
                  "%d ms\n",
                  busiest, (int)small.longest_ms);
    assert_true(busiest <= 60);
    assert_true(small.longest_ms < 3000);
    station_stop(&board);
    fhir_server_remove(&server);
}

/* Ten minutes of a station that nobody touches, by its own clock; requests a minute. */
static double requests_a_minute(struct terminal *t)
{
    int64_t from = t->clock.mono, until = from + 600000;
    assert_int_equal(station_step(t), ERR_OK);
    int before = sync_request_count(t->sync);
    while (t->clock.mono < until) {
        station_pass(t, t->result.next_ms > 0 ? t->result.next_ms : 1);
        assert_int_equal(station_step(t), ERR_OK);
    }
    return (sync_request_count(t->sync) - before) / 10.0;
}

static void an_idle_kiosk_and_a_board_stay_within_their_requests(void **state)
{
    (void)state;
    struct terminal kiosk, board;
    struct person person;
    char op[UUID_SIZE];
    struct complain_request *request = calloc(1, sizeof *request);
    struct complaint *complaint = calloc(1, sizeof *complaint);
    assert_true(request && complaint);
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&kiosk, server.url, "KIOSK-01", "K");
    station_start(&board, server.url, "BOARD-01", "K");
    board.config.station.kind = STATION_BOARD;
    station_sync(&kiosk);
    station_identify(&kiosk, "13800008000", &person); /* with all that there can be to ask about */
    assert_int_equal(station_book(&kiosk, person.uuid, "lin-ruoxi-20261124-am-003", op), ERR_OK);
    uuid_new(request->op);
    uuid_new(request->task_op);
    text_copy(request->topic, sizeof request->topic, "waiting-time");
    text_copy(request->text, sizeof request->text, "等了两个小时");
    assert_int_equal(complain(kiosk.db, &kiosk.env, request, complaint), ERR_OK);
    station_sync(&kiosk);
    double idle = requests_a_minute(&kiosk), shown = requests_a_minute(&board);
    print_message("requests a minute: idle kiosk %.1f, board %.1f\n", idle, shown);
    assert_true(idle <= 12);
    assert_true(shown <= 60);
    assert_true(shown > 50); /* about every second */
    free(request);
    free(complaint);
    station_stop(&kiosk);
    station_stop(&board);
    fhir_server_remove(&server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_change_while_we_page_are_neither_missed_nor_stale),
        cmocka_unit_test(more_rows_in_one_instant_than_a_page_holds_all_come),
        cmocka_unit_test(one_unreadable_row_keeps_no_other_out),
        cmocka_unit_test(an_answer_to_a_complaint_comes_back),
        cmocka_unit_test(what_staff_and_other_kiosks_do_shows_here),
        cmocka_unit_test(another_server_is_met_from_the_start),
        cmocka_unit_test(a_board_in_a_busy_hall_stays_within_its_requests),
        cmocka_unit_test(an_idle_kiosk_and_a_board_stay_within_their_requests),
    };
    return cmocka_run_group_tests(tests, NULL, stop);
}
