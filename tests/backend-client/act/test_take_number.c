/* Covers act/take_number.c. */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "support/patient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))

static enum err take(struct test_hospital *h, const char *department, const char *person,
                     struct ticket *out)
{
    struct take_request request = {.op = ""};
    uuid_new(request.op);
    text_copy(request.department_id, sizeof request.department_id, department);
    text_copy(request.person_uuid, sizeof request.person_uuid, person);
    return take_number(h->db, &h->env, &request, out);
}

static void numbers_run_in_this_kiosks_series(void **state)
{
    struct test_hospital *h = *state;
    struct ticket ticket;
    text_copy(h->config.station.letter, sizeof h->config.station.letter, "K");
    assert_err(take(h, "cardiology", "", &ticket), ERR_OK);
    assert_string_equal(ticket.number, "K001");
    assert_string_equal(ticket.queue, "cardiology-general");
    test_hospital_reopen(h);
    assert_err(take(h, "cardiology", "", &ticket), ERR_OK);
    assert_string_equal(ticket.number, "K002");
    test_clock_set(&h->clock, "2026-03-13T08:30:00+08:00");
    assert_err(take(h, "cardiology", "", &ticket), ERR_OK);
    assert_string_equal(ticket.number, "K001");
    assert_string_equal(ticket.date, "2026-03-13");
    assert_int_equal(test_outbox(h, OUTBOX_TAKE), 3);
}

static void pressing_twice_gives_one_number(void **state)
{
    struct test_hospital *h = *state;
    struct take_request request = {.department_id = "cardiology"};
    struct ticket first, again;
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, &first), ERR_OK);
    assert_err(take_number(h->db, &h->env, &request, &again), ERR_OK);
    assert_string_equal(first.number, again.number);
    assert_int_equal(test_outbox(h, OUTBOX_TAKE), 1);
}

static void a_person_stands_once_in_a_queue(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    struct ticket first, again;
    test_person(h, "13900139000", &person);
    assert_err(take(h, "cardiology", person.uuid, &first), ERR_OK);
    assert_err(take(h, "cardiology", person.uuid, &again), ERR_ALREADY);
    assert_string_equal(first.op, again.op);
    assert_err(ticket_handed(h->db, &h->env, first.op, TICKET_VOID), ERR_OK);
    assert_err(take(h, "cardiology", person.uuid, &again), ERR_OK);
}

static void no_number_where_no_clinic_is(void **state)
{
    struct test_hospital *h = *state;
    struct ticket ticket;
    assert_err(take(h, "no-such-department", "", &ticket), ERR_STOPPED);
    test_clock_set(&h->clock, "2026-03-12T21:00:00+08:00");
    assert_err(take(h, "cardiology", "", &ticket), ERR_STOPPED);
    test_clock_set(&h->clock, "2026-03-13T08:30:00+08:00"); /* the only doctor is away */
    assert_err(take(h, "respiratory", "", &ticket), ERR_STOPPED);
    assert_int_equal(test_outbox(h, OUTBOX_TAKE), 0);
}

static void two_kiosks_never_give_the_same_number(void **state)
{
    struct test_hospital *h = *state;
    struct test_hospital *other = test_hospital_new("KIOSK-04", "L");
    void *rest = other;
    text_copy(h->config.station.letter, sizeof h->config.station.letter, "K");
    char seen[200][12];
    int n = 0;
    for (int i = 0; i < 100; i++) {
        struct ticket a, b;
        assert_err(take(h, "cardiology", "", &a), ERR_OK);
        assert_err(take(other, "cardiology", "", &b), ERR_OK);
        text_copy(seen[n++], sizeof seen[0], a.number);
        text_copy(seen[n++], sizeof seen[0], b.number);
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(seen[i], seen[k]);
    test_hospital_teardown(&rest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_run_in_this_kiosks_series),     TEST(pressing_twice_gives_one_number),
        TEST(a_person_stands_once_in_a_queue),       TEST(no_number_where_no_clinic_is),
        TEST(two_kiosks_never_give_the_same_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
