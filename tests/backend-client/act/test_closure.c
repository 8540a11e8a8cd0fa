/* Covers act/closure.c, store/closure.c, store/floorplan.c, model/closure.c. */
#include "act/closure.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/audit.h"
#include "store/floorplan.h"
#include "support/patient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))
#define HOUR_MS 3600000LL

static struct close_request request_of(struct test_hospital *h, const char *target)
{
    struct close_request r = {.reason = {"检修", "Repair"}, .by = "0512"};
    uuid_new(r.op);
    text_copy(r.target, sizeof r.target, target);
    r.until_ms = clock_wall(h->env.clock) + HOUR_MS;
    return r;
}

static size_t holding(struct test_hospital *h)
{
    struct closure rows[8];
    size_t count = 0;
    assert_err(closure_list(h->db, clock_wall(h->env.clock), false, rows, 8, &count), ERR_OK);
    return count;
}

static void a_closure_holds_until_its_time_and_lifts_itself(void **state)
{
    struct test_hospital *h = *state;
    struct close_request r = request_of(h, "lift-2");
    struct closure c;
    assert_err(closure_add(h->db, &h->env, &r, &c), ERR_OK);
    assert_string_equal(c.target, "lift-2");
    assert_int_equal(holding(h), 1);
    test_clock_pass(&h->clock, HOUR_MS - 1);
    assert_int_equal(holding(h), 1);
    test_clock_pass(&h->clock, 1);
    assert_int_equal(holding(h), 0);
}

static void a_closure_to_come_does_not_hold_yet_but_is_listed(void **state)
{
    struct test_hospital *h = *state;
    struct close_request r = request_of(h, "lift-2");
    struct closure c, rows[4];
    size_t count;
    r.from_ms = clock_wall(h->env.clock) + HOUR_MS / 2;
    assert_err(closure_add(h->db, &h->env, &r, &c), ERR_OK);
    assert_int_equal(holding(h), 0);
    assert_err(closure_list(h->db, clock_wall(h->env.clock), true, rows, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    test_clock_pass(&h->clock, HOUR_MS / 2);
    assert_int_equal(holding(h), 1);
}

static void closing_and_lifting_leave_outbox_and_audit(void **state)
{
    struct test_hospital *h = *state;
    struct close_request r = request_of(h, "lift-2");
    struct closure c;
    struct audit_record records[4];
    size_t count;
    assert_err(closure_add(h->db, &h->env, &r, &c), ERR_OK);
    assert_err(closure_add(h->db, &h->env, &r, &c), ERR_OK); /* pressed twice */
    assert_int_equal(test_outbox(h, OUTBOX_CLOSE), 1);
    assert_err(closure_lift(h->db, &h->env, c.id, "0513"), ERR_OK);
    assert_err(closure_lift(h->db, &h->env, c.id, "0513"), ERR_ALREADY);
    assert_err(closure_lift(h->db, &h->env, "nothing", "0513"), ERR_NOT_FOUND);
    assert_int_equal(test_outbox(h, OUTBOX_REOPEN), 1);
    assert_int_equal(holding(h), 0);
    assert_err(audit_list(h->db, 0, records, 4, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_int_equal(records[0].action, AUDIT_CLOSURE);
    assert_string_equal(records[0].staff_id, "0512");
    assert_string_equal(records[0].detail, "add");
    assert_string_equal(records[1].staff_id, "0513");
    assert_string_equal(records[1].detail, "lift");
}

static void what_is_no_closure_is_refused_and_leaves_nothing(void **state)
{
    struct test_hospital *h = *state;
    struct closure c;
    struct close_request bad[6];
    for (size_t i = 0; i < 6; i++)
        bad[i] = request_of(h, "lift-2");
    bad[0].target[0] = '\0'; /* nothing named */
    memset(&bad[1].reason, 0, sizeof bad[1].reason);
    bad[2].until_ms = clock_wall(h->env.clock); /* over already */
    bad[3].from_ms = bad[3].until_ms;
    bad[4].op[0] = '\0';
    bad[5].target[0] = '\0';
    text_copy(bad[5].level, sizeof bad[5].level, "level-1");
    text_copy(bad[5].area, sizeof bad[5].area, "121.1,31.1 121.2,31.2");
    for (size_t i = 0; i < 6; i++)
        assert_err(closure_add(h->db, &h->env, &bad[i], &c), ERR_INVALID);
    assert_int_equal(holding(h), 0);
    assert_int_equal(test_outbox(h, OUTBOX_CLOSE), 0);
}

static void an_area_is_lon_lat_pairs(void **state)
{
    (void)state;
    double points[2][2];
    assert_int_equal(closure_points("121.5,31.25 121.6,31.25 121.6,31.3", points, 2), 3);
    assert_true(points[1][0] > 121.59 && points[1][1] < 31.26);
    assert_int_equal(closure_points("", NULL, 0), 0);
    static const char *const bad[] = {"121.5",          "121.5,31.2,4 1,2 3,4", "a,b c,d e,f",
                                      "200,31 1,2 3,4", "nan,1 1,2 3,4",        "1,2;3,4;5,6"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(closure_points(bad[i], NULL, 0), 0);
}

static void one_language_serves_for_both(void **state)
{
    struct test_hospital *h = *state;
    struct close_request r = request_of(h, "lift-2");
    struct closure c;
    r.reason.en[0] = '\0';
    assert_err(closure_add(h->db, &h->env, &r, &c), ERR_OK);
    assert_string_equal(c.reason.en, "检修");
}

static void the_building_is_kept_whole_and_the_next_one_takes_its_place(void **state)
{
    struct test_hospital *h = *state;
    struct floorplan f = {.sum = "abc", .source = "import", .imported_ms = 5}, got;
    unsigned char *bytes, two[] = {0, 7, 0, 9};
    size_t size;
    assert_err(floorplan_get(h->db, &got, &bytes, &size), ERR_NOT_FOUND);
    assert_null(bytes);
    assert_err(floorplan_put(h->db, &f, two, 2), ERR_OK);
    strcpy(f.sum, "def");
    assert_err(floorplan_put(h->db, &f, two, 4), ERR_OK);
    test_hospital_reopen(h);
    assert_err(floorplan_get(h->db, &got, &bytes, &size), ERR_OK);
    assert_string_equal(got.sum, "def");
    assert_int_equal(size, 4);
    assert_memory_equal(bytes, two, 4);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_closure_holds_until_its_time_and_lifts_itself),
        TEST(a_closure_to_come_does_not_hold_yet_but_is_listed),
        TEST(closing_and_lifting_leave_outbox_and_audit),
        TEST(what_is_no_closure_is_refused_and_leaves_nothing),
        TEST(an_area_is_lon_lat_pairs),
        TEST(one_language_serves_for_both),
        TEST(the_building_is_kept_whole_and_the_next_one_takes_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
