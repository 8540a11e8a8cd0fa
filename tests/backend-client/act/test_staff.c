/* Covers act/staff.c, act/sign_in.c, store/staff.c, store/staff_try.c and store/pin.c. */
#include "act/staff.h"
#include "base/text.h"
#include "store/staff.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))
#define LONG_PIN "73051602"
#define SHORT_PIN "730516"
#define BADGE "BADGE-9f3a"

static char long_hash[PIN_HASH_SIZE], short_hash[PIN_HASH_SIZE]; /* made once: they are slow */

static void add(struct test_hospital *h, const char *id, const char *badge, const char *hash,
                unsigned roles)
{
    struct staff staff = {.name = {.zh = "吴晓岚", .en = "Wu Xiaolan"}, .roles = roles};
    text_copy(staff.id, sizeof staff.id, id);
    assert_err(staff_insert(h->db, &staff, hash), ERR_OK);
    assert_err(staff_set_badge(h->db, id, badge), ERR_OK);
}

/* 0512 with a badge and a long PIN, 0600 with a badge and a short one, 0700 at windows only. */
static int setup(void **state)
{
    int failed = test_hospital_setup(state);
    if (!long_hash[0]) {
        assert_err(pin_hash(LONG_PIN, long_hash), ERR_OK);
        assert_err(pin_hash(SHORT_PIN, short_hash), ERR_OK);
    }
    add(*state, "0512", BADGE, long_hash, 1U << ROLE_GUIDE);
    add(*state, "0600", "BADGE-0600", short_hash, 1U << ROLE_GUIDE);
    add(*state, "0700", "", long_hash, 1U << ROLE_WINDOW);
    return failed;
}

static enum err try_in(struct test_hospital *h, const char *number, const char *badge,
                       const char *pin, struct sign_in_answer *out)
{
    struct sign_in_request request = {.role = ROLE_GUIDE};
    struct sign_in_answer mine;
    text_copy(request.number, sizeof request.number, number);
    text_copy(request.badge, sizeof request.badge, badge);
    text_copy(request.pin, sizeof request.pin, pin);
    return sign_in(h->db, &h->env, &request, out ? out : &mine);
}

static void a_number_and_a_long_pin_let_in(void **state)
{
    struct test_hospital *h = *state;
    struct sign_in_answer in;
    assert_err(try_in(h, "0512", "", LONG_PIN, &in), ERR_OK);
    assert_string_equal(in.session.id, "0512");
    assert_string_equal(in.session.name.zh, "吴晓岚");
    assert_err(staff_check(&h->env, &in.session, ROLE_GUIDE), ERR_OK);
    assert_err(staff_check(&h->env, &in.session, ROLE_WINDOW), ERR_DENIED);
    test_clock_pass(&h->clock, 60000);
    assert_err(staff_check(&h->env, &in.session, ROLE_GUIDE), ERR_DENIED);
}

static void a_short_pin_needs_the_badge(void **state)
{
    struct test_hospital *h = *state;
    assert_err(try_in(h, "0600", "", SHORT_PIN, NULL), ERR_DENIED);
    assert_err(try_in(h, "", "BADGE-0600", SHORT_PIN, NULL), ERR_OK);
    assert_err(try_in(h, "", BADGE, SHORT_PIN, NULL), ERR_DENIED);
    assert_err(try_in(h, "", BADGE, LONG_PIN, NULL), ERR_OK);
}

static void a_station_of_others_is_refused(void **state)
{
    struct test_hospital *h = *state;
    struct sign_in_answer in;
    assert_err(try_in(h, "0700", "", LONG_PIN, &in), ERR_REFUSED);
    assert_string_equal(in.session.id, "");
}

static void unknown_wrong_and_locked_have_one_answer(void **state)
{
    struct test_hospital *h = *state;
    assert_err(try_in(h, "9999", "", LONG_PIN, NULL), ERR_DENIED);
    assert_err(try_in(h, "", "BADGE-nobody", LONG_PIN, NULL), ERR_DENIED);
    assert_err(try_in(h, "0512", "", "84730516", NULL), ERR_DENIED);
    assert_err(staff_lock(h->db, &h->env, "", "0512"), ERR_OK);
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_DENIED);
    assert_err(staff_unlock(h->db, &h->env, "", "0512"), ERR_OK);
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_OK);
}

/* Wrong PINs until the tenth, waiting out each pause; the same for a number that nobody has. */
static void fail_to_the_end(struct test_hospital *h, const char *number, const char *badge)
{
    static const int pause[] = {0, 0, 0, 0, 60, 120, 240, 480, 960};
    struct sign_in_answer answer;
    for (size_t i = 0; i < sizeof pause / sizeof pause[0]; i++) {
        assert_err(try_in(h, number, badge, "84730516", NULL), ERR_DENIED);
        if (pause[i] == 0)
            continue;
        assert_err(try_in(h, number, badge, LONG_PIN, &answer), ERR_LOCKED);
        assert_int_equal(answer.wait_s, pause[i]);
        test_clock_pass(&h->clock, pause[i] * 1000 - 1);
        assert_err(try_in(h, number, badge, LONG_PIN, NULL), ERR_LOCKED);
        test_clock_pass(&h->clock, 1);
    }
    assert_err(try_in(h, number, badge, "84730516", NULL), ERR_DENIED);
    assert_err(try_in(h, number, badge, LONG_PIN, NULL), ERR_LIMIT);
    test_clock_pass(&h->clock, 24LL * 3600 * 1000);
    assert_err(try_in(h, number, badge, LONG_PIN, NULL), ERR_LIMIT);
}

static void the_pauses_follow_the_table_and_ten_need_a_second_person(void **state)
{
    struct test_hospital *h = *state;
    fail_to_the_end(h, "9999", "");
    fail_to_the_end(h, "0512", "");
    assert_err(try_in(h, "", BADGE, LONG_PIN, NULL), ERR_OK); /* the badge is another path */
    assert_err(staff_unlock(h->db, &h->env, "0512", "0512"), ERR_DENIED);
    assert_err(staff_unlock(h->db, &h->env, "0600", "0512"), ERR_OK);
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_OK);
}

static void fail_times(struct test_hospital *h, int times)
{
    for (int i = 0; i < times; i++)
        assert_err(try_in(h, "0512", "", "84730516", NULL), ERR_DENIED);
}

static void a_good_pin_forgets_the_failures(void **state)
{
    struct test_hospital *h = *state;
    fail_times(h, 4);
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_OK);
    fail_times(h, 4);
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_OK);
}

static void neither_a_restart_nor_the_clock_shortens_the_pause(void **state)
{
    struct test_hospital *h = *state;
    fail_times(h, 5);
    test_hospital_reopen(h);
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_LOCKED);
    h->clock.wall += 365LL * 24 * 3600 * 1000;
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_LOCKED);
    h->clock.wall = 0;
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_LOCKED);
    h->clock.mono = 1000; /* a reboot */
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_LOCKED);
}

static void a_reboot_begins_the_pause_anew_and_once(void **state)
{
    struct test_hospital *h = *state;
    h->clock.mono = 90LL * 24 * 3600 * 1000;
    fail_times(h, 5);
    h->clock.mono = 59000;
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_LOCKED);
    h->clock.mono = 60000;
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_OK);
}

/* Somebody who tries for three hours, switches the machine off and on, and moves its clock. */
static void ten_thousand_guesses_are_ten_tries(void **state)
{
    struct test_hospital *h = *state;
    int looked_at = 0, before_first_pause = 0;
    for (int i = 0; i < 10000; i++) {
        char pin[PIN_SIZE];
        snprintf(pin, sizeof pin, "%08d", 40000000 + i);
        enum err e = try_in(h, "0512", "", pin, NULL);
        looked_at += e == ERR_DENIED;
        before_first_pause += e == ERR_DENIED && i < 60;
        assert_true(e == ERR_DENIED || e == ERR_LOCKED || e == ERR_LIMIT);
        h->clock.mono += 1000;
        h->clock.wall += i % 7 == 0 ? 3600000 : -1800000;
        if (i % 1000 == 999)
            test_hospital_reopen(h);
        if (i % 2500 == 2499)
            h->clock.mono = 5000;
    }
    assert_int_equal(before_first_pause, 5);
    assert_int_equal(looked_at, STAFF_FAILURES_HELD);
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_LIMIT);
}

static void a_clock_before_its_zero_locks_nobody(void **state)
{
    struct test_hospital *h = *state;
    h->clock.mono = -90000000; /* a test clock moved back */
    assert_err(try_in(h, "0512", "", LONG_PIN, NULL), ERR_OK);
}

static int64_t mono_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Not on time, for a busy machine would fail it: both ran the same Argon2id, which is never quick.
 */
static void a_number_that_nobody_has_costs_a_whole_hash(void **state)
{
    (void)state;
    char hash[PIN_HASH_SIZE];
    assert_err(pin_hash(LONG_PIN, hash), ERR_OK);
    assert_memory_equal(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31);
    int64_t least = INT64_MAX;
    for (int i = 0; i < 3; i++) {
        int64_t from = mono_us();
        assert_false(pin_fits(LONG_PIN, ""));
        int64_t took = mono_us() - from;
        least = took < least ? took : least;
    }
    assert_true(least > 5000); /* 64 MiB twice over: no machine does that in 5 ms */
    assert_true(pin_fits(LONG_PIN, hash));
}

static void pins_and_badges_do_not_stand_in_the_store(void **state)
{
    struct test_hospital *h = *state;
    assert_err(db_checkpoint(h->db), ERR_OK);
    assert_int_equal(temp_grep(h->dir, LONG_PIN, strlen(LONG_PIN)), 0);
    assert_int_equal(temp_grep(h->dir, BADGE, strlen(BADGE)), 0);
    assert_true(temp_grep(h->dir, "吴晓岚", strlen("吴晓岚")) > 0); /* so it does look */
}

static void a_new_member_is_checked(void **state)
{
    struct test_hospital *h = *state;
    struct staff s = {.id = "0800", .name = {.zh = "高远"}, .roles = 1U << ROLE_GUIDE};
    assert_err(staff_add(h->db, &h->env, "", &s, "", "123456"), ERR_INVALID);
    assert_err(staff_add(h->db, &h->env, "", &s, "no blank", LONG_PIN), ERR_INVALID);
    assert_err(staff_add(h->db, &h->env, "", &s, BADGE, LONG_PIN), ERR_ALREADY);
    struct staff none;
    assert_err(staff_get(h->db, "0800", &none), ERR_NOT_FOUND);
    text_copy(s.id, sizeof s.id, "0512");
    assert_err(staff_add(h->db, &h->env, "", &s, "", LONG_PIN), ERR_ALREADY);
    assert_err(staff_change_pin(h->db, &h->env, "", "0801", LONG_PIN), ERR_NOT_FOUND);
}

static void every_signing_in_and_change_is_in_the_record(void **state)
{
    struct test_hospital *h = *state;
    struct sign_in_answer in;
    struct audit_record rows[20];
    struct audit_state whole;
    size_t count;
    struct staff new_one = {
        .id = "0900", .name = {.zh = "高远"}, .roles = 1U << ROLE_GUIDE | 1U << ROLE_ADMIN};
    assert_err(staff_add(h->db, &h->env, "", &new_one, "", LONG_PIN), ERR_OK);
    assert_err(try_in(h, "9999", "", LONG_PIN, NULL), ERR_DENIED);
    assert_err(try_in(h, "0512", "", "84730516", NULL), ERR_DENIED);
    assert_err(try_in(h, "", BADGE, LONG_PIN, &in), ERR_OK);
    assert_err(sign_out(h->db, &h->env, &in.session, "lock"), ERR_OK);
    assert_err(staff_change_badge(h->db, &h->env, "0600", "0512", ""), ERR_OK);
    assert_err(audit_list(h->db, 0, rows, 20, &count), ERR_OK);
    static const struct {
        enum audit_action action;
        const char *staff, *detail;
    } wanted[] = {{AUDIT_STAFF_ADD, "", "guide,admin"},     {AUDIT_SIGN_IN_FAILED, "", "number"},
                  {AUDIT_SIGN_IN_FAILED, "0512", "number"}, {AUDIT_SIGN_IN, "0512", "badge"},
                  {AUDIT_SIGN_OUT, "0512", "lock"},         {AUDIT_STAFF_BADGE, "0600", "taken"}};
    assert_int_equal(count, sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(rows[i].action, wanted[i].action);
        assert_string_equal(rows[i].staff_id, wanted[i].staff);
        assert_string_equal(rows[i].detail, wanted[i].detail);
        assert_string_equal(rows[i].station, h->config.station.id);
    }
    assert_err(audit_verify(h->db, 0, NULL, &whole), ERR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_number_and_a_long_pin_let_in),
        TEST(a_short_pin_needs_the_badge),
        TEST(a_station_of_others_is_refused),
        TEST(unknown_wrong_and_locked_have_one_answer),
        TEST(the_pauses_follow_the_table_and_ten_need_a_second_person),
        TEST(a_good_pin_forgets_the_failures),
        TEST(neither_a_restart_nor_the_clock_shortens_the_pause),
        TEST(a_reboot_begins_the_pause_anew_and_once),
        TEST(ten_thousand_guesses_are_ten_tries),
        TEST(a_clock_before_its_zero_locks_nobody),
        TEST(a_number_that_nobody_has_costs_a_whole_hash),
        TEST(pins_and_badges_do_not_stand_in_the_store),
        TEST(a_new_member_is_checked),
        TEST(every_signing_in_and_change_is_in_the_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
