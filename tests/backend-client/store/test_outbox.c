#include "store/care.h"
#include "store/link.h"
#include "store/outbox.h"
#include "store/server_id.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static int64_t add(struct test_hospital *h, const char *op, const char *line)
{
    struct outbox_entry entry;
    assert_int_equal(db_begin(h->db), ERR_OK);
    assert_int_equal(outbox_add(h->db, OUTBOX_RATING, op, op, line), ERR_OK);
    assert_int_equal(db_commit(h->db), ERR_OK);
    assert_int_equal(outbox_find(h->db, OUTBOX_RATING, op, &entry), ERR_OK);
    return entry.id;
}

static void lines_go_in_order_and_independently(void **state)
{
    struct test_hospital *h = *state;
    struct outbox_entry due[8];
    size_t count;
    int64_t a1 = add(h, "a1", "a"), a2 = add(h, "a2", "a"), b1 = add(h, "b1", "b");
    assert_int_equal(outbox_due(h->db, db_now(h->db), due, 8, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_int_equal(due[0].id, a1);
    assert_int_equal(due[1].id, b1);
    assert_int_equal(outbox_retry_at(h->db, a1, db_now(h->db) + 1000, "503"), ERR_OK);
    assert_int_equal(outbox_due(h->db, db_now(h->db), due, 8, &count), ERR_OK);
    assert_int_equal(count, 1); /* a2 does not overtake a1 */
    test_clock_pass(&h->clock, 1000);
    assert_int_equal(outbox_finish(h->db, a1, OUTBOX_SENT, "201"), ERR_OK);
    assert_int_equal(outbox_due(h->db, db_now(h->db), due, 8, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_int_equal(due[0].id, a2);
}

static void a_refused_entry_leaves_the_line(void **state)
{
    struct test_hospital *h = *state;
    struct outbox_entry due[8];
    size_t count;
    int waiting, dead;
    int64_t a1 = add(h, "a1", "a"), a2 = add(h, "a2", "a");
    assert_int_equal(outbox_finish(h->db, a1, OUTBOX_DEAD, "422 Appointment.start"), ERR_OK);
    assert_int_equal(outbox_due(h->db, db_now(h->db), due, 8, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(due[0].id, a2);
    assert_int_equal(outbox_counts(h->db, &waiting, &dead), ERR_OK);
    assert_int_equal(waiting, 1);
    assert_int_equal(dead, 1);
    assert_int_equal(outbox_requeue(h->db, a1), ERR_OK);
    assert_int_equal(outbox_requeue(h->db, a2), ERR_NOT_FOUND);
    assert_int_equal(outbox_finish(h->db, a2, OUTBOX_DROPPED, "by staff"), ERR_OK);
    assert_int_equal(outbox_list(h->db, due, 8, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_int_equal(due[0].state, OUTBOX_WAITING);
    assert_int_equal(due[1].state, OUTBOX_DROPPED);
}

static void frozen_bytes_are_set_once(void **state)
{
    struct test_hospital *h = *state;
    char *request = NULL;
    int64_t id = add(h, "a1", "a");
    assert_int_equal(outbox_frozen(h->db, id, 0, &request), ERR_NOT_FOUND);
    assert_int_equal(outbox_freeze(h->db, id, 0, "{\"first\":1}"), ERR_OK);
    assert_int_equal(outbox_freeze(h->db, id, 0, "{\"second\":2}"), ERR_ALREADY);
    test_hospital_reopen(h);
    assert_int_equal(outbox_frozen(h->db, id, 0, &request), ERR_OK);
    assert_string_equal(request, "{\"first\":1}");
    free(request);
    assert_int_equal(outbox_set_stage(h->db, id, 1), ERR_OK);
    assert_int_equal(outbox_frozen(h->db, id, 1, &request), ERR_NOT_FOUND);
}

static void the_same_act_twice_is_one_entry(void **state)
{
    struct test_hospital *h = *state;
    struct outbox_entry list[8];
    size_t count;
    assert_int_equal(add(h, "a1", "a"), add(h, "a1", "a"));
    assert_int_equal(outbox_list(h->db, list, 8, &count), ERR_OK);
    assert_int_equal(count, 1);
}

static void what_was_sent_is_wiped_after_its_grace_time(void **state)
{
    struct test_hospital *h = *state;
    struct outbox_entry entry;
    char *request = NULL;
    int64_t id = add(h, "a1", "a"), waiting = add(h, "b1", "b");
    assert_int_equal(outbox_freeze(h->db, id, 0, "{}"), ERR_OK);
    assert_int_equal(outbox_freeze(h->db, waiting, 0, "{}"), ERR_OK);
    assert_int_equal(outbox_finish(h->db, id, OUTBOX_SENT, "201"), ERR_OK);
    test_clock_pass(&h->clock, 1000);
    int64_t now = db_now(h->db);
    assert_int_equal(outbox_purge(h->db, now - 72 * 3600000LL, now), ERR_OK);
    assert_int_equal(outbox_frozen(h->db, id, 0, &request), ERR_OK);
    free(request);
    assert_int_equal(outbox_purge(h->db, now, now), ERR_OK);
    assert_int_equal(outbox_frozen(h->db, id, 0, &request), ERR_NOT_FOUND);
    assert_int_equal(outbox_frozen(h->db, waiting, 0, &request), ERR_OK);
    free(request);
    assert_int_equal(outbox_get(h->db, id, &entry), ERR_OK); /* its tombstone */
    assert_int_equal(outbox_purge(h->db, now, now + 91LL * 86400000), ERR_OK);
    assert_int_equal(outbox_get(h->db, id, &entry), ERR_NOT_FOUND);
    assert_int_equal(db_checkpoint(h->db), ERR_OK);
}

static void the_servers_names_are_kept_both_ways(void **state)
{
    struct test_hospital *h = *state;
    struct server_id got;
    char op[UUID_SIZE];
    assert_int_equal(server_id_get(h->db, "Appointment", "a1", &got), ERR_NOT_FOUND);
    assert_int_equal(server_id_put(h->db, "Appointment", "a1", "4711", "1"), ERR_OK);
    assert_int_equal(server_id_put(h->db, "Appointment", "a1", "4711", "2"), ERR_OK);
    assert_int_equal(server_id_get(h->db, "Appointment", "a1", &got), ERR_OK);
    assert_string_equal(got.version, "2");
    assert_int_equal(server_id_back(h->db, "Appointment", "4711", op), ERR_OK);
    assert_string_equal(op, "a1");
    assert_int_equal(server_id_back(h->db, "Encounter", "4711", op), ERR_NOT_FOUND);
}

static void the_link_tells_since_when_and_how_much_waits(void **state)
{
    struct test_hospital *h = *state;
    struct link link;
    assert_int_equal(link_get(h->db, &link), ERR_OK);
    assert_int_equal(link.state, LINK_STANDALONE);
    add(h, "a1", "a");
    int64_t began = db_now(h->db);
    assert_int_equal(link_set_state(h->db, LINK_OFFLINE), ERR_OK);
    test_clock_pass(&h->clock, 5000);
    assert_int_equal(link_set_state(h->db, LINK_OFFLINE), ERR_OK);
    assert_int_equal(link_set_data(h->db, 123), ERR_OK);
    assert_int_equal(link_get(h->db, &link), ERR_OK);
    assert_int_equal(link.state, LINK_OFFLINE);
    assert_int_equal(link.since_ms, began);
    assert_int_equal(link.data_ms, 123);
    assert_int_equal(link.waiting, 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, test_hospital_setup, test_hospital_teardown)
    const struct CMUnitTest tests[] = {
        TEST(lines_go_in_order_and_independently),
        TEST(a_refused_entry_leaves_the_line),
        TEST(frozen_bytes_are_set_once),
        TEST(the_same_act_twice_is_one_entry),
        TEST(what_was_sent_is_wiped_after_its_grace_time),
        TEST(the_servers_names_are_kept_both_ways),
        TEST(the_link_tells_since_when_and_how_much_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
