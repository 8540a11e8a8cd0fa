/* Referrals and revisits: store/service_request.c, what is kept for the referred, act/book.c and
 * act/hold.c on an order. The hospital's clock says 2026-03-12. */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "fhir/content_read.h"
#include "store/content.h"
#include "store/content_put.h"
#include "store/queue.h"
#include "store/service_request.h"
#include "support/patient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))

#define KEPT "wu-yi-20260316-am-001"
#define OPEN "wu-yi-20260316-am-004"

static void put(struct test_hospital *h, const char *json)
{
    struct resource *r = calloc(1, sizeof *r);
    char fault[200];
    assert_err(content_read(json, strlen(json), 0, r, NULL, fault, sizeof fault), ERR_OK);
    assert_err(content_put(h->db, r), ERR_OK);
    free(r);
}

/* One doctor more, with six places a morning: two given out by phone, two kept. */
static void put_doctor(struct test_hospital *h)
{
    int made;
    put(h, "{\"resourceType\":\"Practitioner\",\"id\":\"wu-yi\",\"name\":[{\"text\":\"吴一\"}]}");
    put(h, "{\"resourceType\":\"PractitionerRole\",\"id\":\"wu-yi\",\"practitioner\":{"
           "\"reference\":\"Practitioner/wu-yi\"},\"organization\":{\"reference\":"
           "\"Organization/cardiology\"},\"healthcareService\":[{\"reference\":"
           "\"HealthcareService/cardiology-clinic\"}],\"availableTime\":[{\"extension\":[{\"url\":"
           "\"x/session-slots\",\"valueInteger\":6},{\"url\":\"x/taken-elsewhere\","
           "\"valueInteger\":2},{\"url\":\"x/referral-slots\",\"valueInteger\":2}],\"daysOfWeek\":["
           "\"mon\"],\"availableStartTime\":\"08:00:00\",\"availableEndTime\":\"12:00:00\"}]}");
    assert_err(content_done(h->db, "folder", db_now(h->db)), ERR_OK);
    assert_err(content_lay_out(h->db, 10, &made), ERR_OK);
}

#define ORDER(id, kind, performer, more)                                                           \
    "{\"resourceType\":\"ServiceRequest\",\"id\":\"" id "\",\"status\":\"active\",\"intent\":"     \
    "\"order\",\"category\":[{\"coding\":[{\"system\":\"x/cs/service-request\",\"code\":\"" kind   \
    "\"}]}],\"code\":{\"text\":\"查因\"},\"subject\":{\"reference\":\"Patient/p1\"}," performer    \
    "\"requester\":{\"display\":\"社区\"}" more "}"
#define TO_CLINIC "\"performer\":[{\"reference\":\"HealthcareService/cardiology-clinic\"}],"
#define TO_WU "\"performer\":[{\"reference\":\"PractitionerRole/wu-yi\"}],"
#define DUE(when) ",\"extension\":[{\"url\":\"x/results-due\",\"valueDateTime\":\"" when "\"}]"

static void put_patient_one(struct test_hospital *h, struct person *out)
{
    put_doctor(h);
    put(h, "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"telecom\":[{\"system\":\"phone\","
           "\"value\":\"13900139000\"}]}");
    test_person(h, "13900139000", out);
}

static void places_are_kept_of_those_that_are_left(void **state)
{
    struct test_hospital *h = *state;
    struct schedule session;
    struct slot slots[8];
    struct day days[10];
    size_t count = 0;
    put_doctor(h);
    assert_err(slot_list(h->db, "wu-yi-20260316-am", slots, 8, &count), ERR_OK);
    assert_int_equal(count, 6);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(slots[i].reserved, i < 2);
    assert_err(schedule_get(h->db, "wu-yi-20260316-am", &session), ERR_OK);
    assert_int_equal(session.left, 2);
    assert_int_equal(session.kept, 2);
    assert_err(day_list(h->db, NULL, "wu-yi", 10, days, 10, &count), ERR_OK);
    assert_int_equal(days[4].left, 2);
    assert_int_equal(days[4].kept, 2);
}

static void who_is_referred_gets_what_is_kept_and_nobody_else(void **state)
{
    struct test_hospital *h = *state;
    struct person one, other;
    struct appointment made;
    struct service_request list[4];
    size_t count = 0;
    put_patient_one(h, &one);
    put(h, ORDER("r1", "referral", TO_CLINIC, ""));
    test_person(h, "13900139001", &other);
    assert_err(test_try_book(h, other.uuid, KEPT), ERR_TAKEN);
    assert_err(service_request_list(h->db, other.uuid, list, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
    assert_err(service_request_list(h->db, one.uuid, list, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(list[0].department_id, "cardiology");
    assert_string_equal(list[0].from.zh, "社区");
    test_book(h, one.uuid, KEPT, &made); /* nobody had to say it: it fits */
    assert_string_equal(made.referral, "r1");
    assert_err(service_request_get(h->db, one.uuid, "r1", &list[0]), ERR_OK);
    assert_string_equal(list[0].booked_op, made.op);
    /* one order, one booking */
    assert_err(test_try_book(h, one.uuid, "wu-yi-20260316-am-002"), ERR_ALREADY);
    assert_err(cancel(h->db, &h->env, made.op), ERR_OK);
    assert_err(test_try_book(h, other.uuid, KEPT), ERR_TAKEN); /* kept again */
    assert_err(test_try_book(h, one.uuid, KEPT), ERR_OK);
}

static void an_order_used_elsewhere_keeps_nothing_more(void **state)
{
    struct test_hospital *h = *state;
    struct person one;
    struct appointment made;
    put_patient_one(h, &one);
    put(h, ORDER("r1", "referral", TO_CLINIC, ""));
    test_book(h, one.uuid, "lin-ruoxi-20260313-am-001", &made);
    assert_string_equal(made.referral, "r1");
    assert_err(test_try_book(h, one.uuid, KEPT), ERR_TAKEN);
    /* moving it there takes the order along, the hold on the new place too */
    struct hold_request hold = {.slot_id = KEPT, .request_id = "r1"};
    h->config.booking.hold_s = 300;
    uuid_new(hold.op);
    text_copy(hold.person_uuid, sizeof hold.person_uuid, one.uuid);
    assert_err(hold_slot(h->db, &h->env, &hold), ERR_TAKEN);
    text_copy(hold.replaces, sizeof hold.replaces, made.op);
    assert_err(hold_slot(h->db, &h->env, &hold), ERR_OK);
    assert_err(hold_release(h->db, &h->env, hold.op), ERR_OK);
    struct book_request move = {.slot_id = KEPT};
    uuid_new(move.op);
    text_copy(move.person_uuid, sizeof move.person_uuid, one.uuid);
    text_copy(move.replaces, sizeof move.replaces, made.op);
    assert_err(book(h->db, &h->env, &move, &made), ERR_OK);
    assert_string_equal(made.referral, "r1");
}

static void what_is_kept_is_everybodys_from_the_hospitals_time_on(void **state)
{
    struct test_hospital *h = *state;
    struct person one;
    struct schedule session;
    int count;
    put_patient_one(h, &one);
    h->config.booking.referral_release_h = 24; /* Monday 08:00 is four days away */
    assert_err(hold_sweep(h->db, &h->env, false, &count), ERR_OK);
    assert_err(test_try_book(h, one.uuid, KEPT), ERR_TAKEN);
    h->config.booking.referral_release_h = 24 * 5;
    assert_err(hold_sweep(h->db, &h->env, false, &count), ERR_OK);
    assert_err(schedule_get(h->db, "wu-yi-20260316-am", &session), ERR_OK);
    assert_int_equal(session.left, 4);
    assert_int_equal(session.kept, 0);
    assert_err(test_try_book(h, one.uuid, KEPT), ERR_OK);
}

static void a_hold_on_a_kept_place_asks_for_the_order_too(void **state)
{
    struct test_hospital *h = *state;
    struct person one;
    put_patient_one(h, &one);
    put(h, ORDER("r1", "referral", TO_CLINIC, ""));
    struct hold_request request = {.slot_id = KEPT};
    h->config.booking.hold_s = 300;
    uuid_new(request.op);
    assert_err(hold_slot(h->db, &h->env, &request), ERR_TAKEN);
    text_copy(request.person_uuid, sizeof request.person_uuid, one.uuid);
    text_copy(request.request_id, sizeof request.request_id, "r1");
    assert_err(hold_slot(h->db, &h->env, &request), ERR_OK);
    assert_true(request.until_ms > 0);
    assert_err(hold_release(h->db, &h->env, request.op), ERR_OK);
    assert_err(test_try_book(h, "nobody", KEPT), ERR_NOT_FOUND);
}

static enum err try_on(struct test_hospital *h, const struct person *person, const char *slot,
                       const char *order, struct appointment *made)
{
    struct book_request request = {.op = ""};
    uuid_new(request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, person->uuid);
    text_copy(request.slot_id, sizeof request.slot_id, slot);
    text_copy(request.request_id, sizeof request.request_id, order);
    return book(h->db, &h->env, &request, made);
}

static void a_revisit_is_after_the_results_of_its_tests(void **state)
{
    struct test_hospital *h = *state;
    struct person one;
    struct appointment made;
    struct service_request order;
    put_patient_one(h, &one);
    put(h, ORDER("t1", "test", "", DUE("2026-03-13T16:00:00+08:00")));
    put(h, ORDER("t2", "test", "", DUE("2026-03-16T09:30:00+08:00")));
    put(h, ORDER("t3", "test", "", DUE("2026-03-20T09:30:00+08:00"))); /* of nothing here */
    put(h, ORDER("f1", "revisit", TO_WU,
                 ",\"supportingInfo\":[{\"reference\":\"ServiceRequest/t1\"},{\"reference\":"
                 "\"ServiceRequest/t2\"}]"));
    assert_err(service_request_get(h->db, one.uuid, "f1", &order), ERR_OK);
    assert_string_equal(order.doctor_id, "wu-yi");
    assert_string_equal(order.tests.zh, "查因、查因");
    assert_true(order.results_ms == order.from_ms && order.results_ms > 0);
    /* 08:00 and 08:40 are before 09:30, 10:00 is after */
    assert_err(try_on(h, &one, KEPT, "f1", &made), ERR_RESULTS);
    assert_err(try_on(h, &one, OPEN, "f1", &made), ERR_OK);
    assert_string_equal(made.referral, "f1");
    assert_err(cancel(h->db, &h->env, made.op), ERR_OK);
    /* the results are there: nothing to wait for */
    put(h, "{\"resourceType\":\"ServiceRequest\",\"id\":\"t2\",\"status\":\"completed\",\"intent\":"
           "\"order\",\"subject\":{\"reference\":\"Patient/p1\"}}");
    assert_err(service_request_get(h->db, one.uuid, "f1", &order), ERR_OK);
    assert_string_equal(order.tests.zh, "查因");
    assert_true(order.results_ms < made.start_ms);
}

static void who_comes_sooner_for_something_else_is_let(void **state)
{
    struct test_hospital *h = *state;
    struct person one;
    struct appointment made;
    put_patient_one(h, &one);
    put(h, ORDER("t1", "test", "", DUE("2026-03-20T16:00:00+08:00")));
    put(h, ORDER("f1", "revisit", TO_WU,
                 ",\"supportingInfo\":[{\"reference\":\"ServiceRequest/t1\"}]"));
    test_book(h, one.uuid, OPEN, &made);
    assert_string_equal(made.referral, "");
}

static void a_referred_patient_is_called_before_the_others(void **state)
{
    struct test_hospital *h = *state;
    struct person one;
    struct appointment made;
    struct ticket ticket;
    struct place_told told;
    char op[UUID_SIZE];
    put_patient_one(h, &one);
    put(h, ORDER("r1", "referral", TO_CLINIC, ""));
    h->config.checkin.early_min = 1440;
    test_book(h, one.uuid, "lin-ruoxi-20260312-pm-006", &made);
    assert_err(check_in_place(h->db, &h->env, &made, &told), ERR_OK);
    assert_int_equal(told.kind, PLACE_BY_BOOKING); /* however early */
    uuid_new(op);
    assert_err(check_in(h->db, &h->env, op, made.op, &ticket), ERR_OK);
    assert_int_equal(ticket.priority, PRIORITY_ASAP);
}

static void words_are_sealed(void **state)
{
    struct test_hospital *h = *state;
    struct person one;
    put_patient_one(h, &one);
    put(h, ORDER("r1", "referral", TO_CLINIC, ""));
    struct statement *s = db_prepare(h->db, "SELECT count(*) FROM service_request WHERE "
                                            "instr(hex(name_zh),hex('查因'))>0 OR "
                                            "instr(hex(from_zh),hex('社区'))>0");
    assert_true(db_step(s));
    assert_int_equal(column_int(s, 0), 0);
    assert_err(db_done(s), ERR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(places_are_kept_of_those_that_are_left),
        TEST(who_is_referred_gets_what_is_kept_and_nobody_else),
        TEST(an_order_used_elsewhere_keeps_nothing_more),
        TEST(what_is_kept_is_everybodys_from_the_hospitals_time_on),
        TEST(a_hold_on_a_kept_place_asks_for_the_order_too),
        TEST(a_revisit_is_after_the_results_of_its_tests),
        TEST(who_comes_sooner_for_something_else_is_let),
        TEST(a_referred_patient_is_called_before_the_others),
        TEST(words_are_sealed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
