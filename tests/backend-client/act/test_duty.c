/* Covers act/duty.c and store/duty.c: who is on duty where, and what a window's terminal knows. */
#include "act/act.h"
#include "act/calling.h"
#include "act/duty.h"
#include "act/staff.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/audit.h"
#include "store/care.h"
#include "store/duty.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define ROOM "room-b3-01"
#define TODAY "2026-03-12"
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))

static struct staff_session session(struct test_hospital *h, const char *id, unsigned roles)
{
    struct staff_session s = {.roles = roles,
                              .began_ms = clock_mono(&h->clock.clock),
                              .touched_ms = clock_mono(&h->clock.clock)};
    text_copy(s.id, sizeof s.id, id);
    text_copy(s.name.zh, sizeof s.name.zh, "陈秀兰");
    return s;
}

static enum err change(struct test_hospital *h, const char *id, enum duty_change what,
                       struct duty *out)
{
    struct duty_request r = {.session = session(h, id, 1u << ROLE_WINDOW), .change = what};
    text_copy(r.place_id, sizeof r.place_id, ROOM);
    return duty_change(h->db, &h->env, &r, out);
}

static size_t records(struct test_hospital *h, struct audit_record *out)
{
    size_t count;
    assert_err(audit_list(h->db, 0, out, 20, &count), ERR_OK);
    return count;
}

static void a_window_opens_pauses_and_closes_and_each_is_recorded(void **state)
{
    struct test_hospital *h = *state;
    static const struct {
        enum duty_change change;
        enum duty_state state;
        const char *word;
    } rows[] = {{DUTY_SIGN_ON, DUTY_OPEN, "on"},
                {DUTY_PAUSE, DUTY_PAUSED, "pause"},
                {DUTY_RESUME, DUTY_OPEN, "open"},
                {DUTY_CLOSE, DUTY_CLOSED, "close"},
                {DUTY_SIGN_OFF, DUTY_CLOSED, "off"}};
    struct audit_record records_now[20];
    struct duty d, read;
    assert_err(duty_get(h->db, ROOM, &d), ERR_OK);
    assert_int_equal(d.state, DUTY_CLOSED);
    assert_string_equal(d.staff_id, "");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        test_clock_pass(&h->clock, 1000);
        assert_err(change(h, "0268", rows[i].change, &d), ERR_OK);
        assert_int_equal(d.state, rows[i].state);
        assert_err(duty_get(h->db, ROOM, &read), ERR_OK);
        assert_int_equal(read.state, rows[i].state);
        assert_int_equal(read.since_ms, clock_wall(&h->clock.clock));
        size_t n = records(h, records_now);
        assert_int_equal(n, i + 1);
        assert_int_equal(records_now[i].action, AUDIT_DUTY);
        assert_string_equal(records_now[i].staff_id, "0268");
        assert_string_equal(records_now[i].object, ROOM);
        assert_string_equal(records_now[i].detail, rows[i].word);
    }
    assert_string_equal(read.staff_id, "");
    assert_string_equal(read.name.zh, "");
}

static void the_same_again_is_no_second_change(void **state)
{
    struct test_hospital *h = *state;
    struct audit_record records_now[20];
    struct duty first, again;
    assert_err(change(h, "0268", DUTY_SIGN_ON, &first), ERR_OK);
    test_clock_pass(&h->clock, 60000);
    assert_err(change(h, "0268", DUTY_SIGN_ON, &again), ERR_OK);
    assert_int_equal(again.since_ms, first.since_ms);
    assert_int_equal(records(h, records_now), 1);
}

static void whoever_signs_on_takes_over(void **state)
{
    struct test_hospital *h = *state;
    struct duty d;
    assert_err(change(h, "0268", DUTY_SIGN_ON, &d), ERR_OK);
    assert_err(change(h, "0512", DUTY_SIGN_ON, &d), ERR_OK);
    assert_string_equal(d.staff_id, "0512");
}

static void who_may_not_changes_nothing(void **state)
{
    struct test_hospital *h = *state;
    struct duty d;
    struct duty_request r = {
        .session = session(h, "0268", 1u << ROLE_GUIDE), .place_id = ROOM, .change = DUTY_SIGN_ON};
    assert_err(duty_change(h->db, &h->env, &r, &d), ERR_DENIED); /* not their role */
    r.session = session(h, "0268", 1u << ROLE_WINDOW);
    test_clock_pass(&h->clock, 3600000);
    assert_err(duty_change(h->db, &h->env, &r, &d), ERR_DENIED); /* the session is over */
    r.session = session(h, "0268", 1u << ROLE_WINDOW);
    strcpy(r.place_id, "nowhere");
    assert_err(duty_change(h->db, &h->env, &r, &d), ERR_NOT_FOUND);
    assert_err(change(h, "0268", DUTY_PAUSE, &d), ERR_INVALID); /* nobody is on duty */
    assert_err(duty_get(h->db, ROOM, &d), ERR_OK);
    assert_string_equal(d.staff_id, "");
}

/* ---- numbers ---- */

static void walk_in(struct test_hospital *h, struct ticket *out)
{
    struct take_request request = {.department_id = "cardiology"};
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, out), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, out->op, TICKET_CONFIRMED), ERR_OK);
    test_clock_pass(&h->clock, 1000);
}

static void call_here(struct test_hospital *h, struct ticket *out)
{
    const struct caller here = {.by = ROOM, .place_id = ROOM, .place = {.zh = "1 诊室"}};
    assert_err(call_next(h->db, &h->env, "cardiology-general", &here, out), ERR_OK);
    test_clock_pass(&h->clock, 1000);
}

static void it_shows_the_number_that_is_called_and_then_asks_about_it_once(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t, seen;
    int64_t since = clock_wall(&h->clock.clock);
    walk_in(h, &t);
    assert_err(duty_number(h->db, ROOM, TODAY, &seen), ERR_NOT_FOUND);
    call_here(h, &t);
    assert_err(duty_number(h->db, ROOM, TODAY, &seen), ERR_OK);
    assert_string_equal(seen.op, t.op);
    assert_err(call_serving(h->db, &h->env, t.op), ERR_OK);
    assert_err(duty_number(h->db, ROOM, TODAY, &seen), ERR_OK);
    assert_err(duty_unrated(h->db, ROOM, since, &seen), ERR_NOT_FOUND);
    assert_err(call_done(h->db, &h->env, t.op), ERR_OK);
    assert_err(duty_number(h->db, ROOM, TODAY, &seen), ERR_NOT_FOUND);
    assert_err(duty_unrated(h->db, ROOM, since, &seen), ERR_OK);
    assert_string_equal(seen.op, t.op);
    assert_err(duty_unrated(h->db, "room-b3-02", since, &seen), ERR_NOT_FOUND);
    struct rating r = {.score = 4};
    uuid_new(r.op);
    strcpy(r.ticket_op, t.op);
    assert_err(rate(h->db, &h->env, &r), ERR_OK);
    assert_err(duty_unrated(h->db, ROOM, since, &seen), ERR_NOT_FOUND);
}

static void a_number_that_did_not_come_is_asked_nothing(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t, seen;
    walk_in(h, &t);
    call_here(h, &t);
    assert_err(call_passed(h->db, &h->env, t.op), ERR_OK);
    assert_err(duty_number(h->db, ROOM, TODAY, &seen), ERR_NOT_FOUND);
    assert_err(duty_unrated(h->db, ROOM, 0, &seen), ERR_NOT_FOUND);
}

static void a_room_calls_from_its_doctors_queue_and_a_window_from_its_halls(void **state)
{
    struct test_hospital *h = *state;
    char queue[ID_SIZE];
    int64_t morning = clock_wall(&h->clock.clock);
    assert_err(duty_queue(h->db, ROOM, TODAY, morning + 3600000, queue), ERR_OK);
    assert_true(queue[0] && strcmp(queue, ROOM) != 0);
    assert_err(db_run(h->db, "INSERT INTO place(id,name_zh,name_en,sign,code,parent_ref) "
                             "VALUES('cashier','收费处','','','ro',''),"
                             "('cashier-3','收费处 3 号窗口','','','area','Location/cashier')"),
               ERR_OK);
    assert_err(db_run(h->db, "INSERT INTO ref(rid,type,id,system,value,version,updated_ms)"
                             " VALUES('Location/cashier','Location','cashier','','','',0)"),
               ERR_OK);
    assert_err(duty_queue(h->db, "cashier-3", TODAY, morning, queue), ERR_OK);
    assert_string_equal(queue, "cashier");
    assert_err(duty_queue(h->db, "cashier", TODAY, morning, queue), ERR_OK);
    assert_string_equal(queue, "cashier");
}

static enum err ask(struct test_hospital *h, enum call_kind kind, const char *op, struct call *out)
{
    struct call_request r = {.kind = kind, .queue = "cardiology-general"};
    uuid_new(r.op);
    text_copy(r.ticket_op, sizeof r.ticket_op, op);
    if (kind != CALL_NEXT)
        r.queue[0] = '\0';
    return duty_call(h->db, &h->env, ROOM, &r, out);
}

static void whoever_is_on_duty_calls_and_each_call_is_recorded(void **state)
{
    struct test_hospital *h = *state;
    struct audit_record records_now[20];
    struct ticket t, seen;
    struct duty d;
    struct call c;
    walk_in(h, &t);
    assert_err(ask(h, CALL_NEXT, "", &c), ERR_DENIED); /* nobody is on duty */
    assert_err(duty_number(h->db, ROOM, TODAY, &seen), ERR_NOT_FOUND);
    assert_err(change(h, "0268", DUTY_SIGN_ON, &d), ERR_OK);
    assert_err(ask(h, CALL_NEXT, "", &c), ERR_OK);
    assert_int_equal(c.state, CALL_MADE);
    assert_err(duty_number(h->db, ROOM, TODAY, &seen), ERR_OK);
    assert_string_equal(seen.op, t.op);
    assert_string_equal(seen.doctor.place_id, ROOM);
    size_t n = records(h, records_now);
    assert_int_equal(n, 2);
    assert_int_equal(records_now[1].action, AUDIT_CALL);
    assert_string_equal(records_now[1].staff_id, "0268");
    assert_string_equal(records_now[1].object, t.op);
    /* a window that pauses calls nobody new, and ends what it began */
    assert_err(change(h, "0268", DUTY_PAUSE, &d), ERR_OK);
    assert_err(ask(h, CALL_NEXT, "", &c), ERR_DENIED);
    assert_err(ask(h, CALL_SERVING, t.op, &c), ERR_OK);
    assert_err(ask(h, CALL_DONE, t.op, &c), ERR_OK);
    assert_err(duty_unrated(h->db, ROOM, 0, &seen), ERR_OK);
    assert_int_equal(records(h, records_now), 5);
}

static void the_same_call_again_is_one_record(void **state)
{
    struct test_hospital *h = *state;
    struct audit_record records_now[20];
    struct ticket t;
    struct duty d;
    struct call c;
    struct call_request r = {.kind = CALL_NEXT, .queue = "cardiology-general"};
    walk_in(h, &t);
    walk_in(h, &t);
    uuid_new(r.op);
    assert_err(change(h, "0268", DUTY_SIGN_ON, &d), ERR_OK);
    assert_err(duty_call(h->db, &h->env, ROOM, &r, &c), ERR_OK);
    char first[UUID_SIZE];
    strcpy(first, c.ticket_op);
    assert_err(duty_call(h->db, &h->env, ROOM, &r, &c), ERR_OK); /* a double tap */
    assert_string_equal(c.ticket_op, first);
    assert_int_equal(records(h, records_now), 2);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, test_hospital_setup, test_hospital_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_window_opens_pauses_and_closes_and_each_is_recorded),
        TEST(the_same_again_is_no_second_change),
        TEST(whoever_signs_on_takes_over),
        TEST(who_may_not_changes_nothing),
        TEST(it_shows_the_number_that_is_called_and_then_asks_about_it_once),
        TEST(a_number_that_did_not_come_is_asked_nothing),
        TEST(a_room_calls_from_its_doctors_queue_and_a_window_from_its_halls),
        TEST(whoever_is_on_duty_calls_and_each_call_is_recorded),
        TEST(the_same_call_again_is_one_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
