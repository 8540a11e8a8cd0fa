#include "base/text.h"
#include "base/uuid.h"
#include "model/machine.h"
#include "store/care.h"
#include "store/content.h"
#include "store/link.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct person patient(struct test_hospital *h)
{
    struct person p;
    assert_int_equal(person_find(h->db, IDENTITY_RESIDENT_ID, "11010519491231002X", &p), ERR_OK);
    return p;
}

static struct appointment an_appointment(struct test_hospital *h, const char *start,
                                         const char *code)
{
    struct appointment a = {.status = APPOINTMENT_BOOKED, .order = 3, .created_ms = db_now(h->db)};
    uuid_new(a.op);
    text_copy(a.person_uuid, sizeof a.person_uuid, patient(h).uuid);
    text_copy(a.code, sizeof a.code, code);
    text_copy(a.slot_id, sizeof a.slot_id, "lin-ruoxi-20260313-am-003");
    assert_true(clock_parse_instant(start, &a.start_ms));
    a.end_ms = a.start_ms + 1800000;
    assert_int_equal(doctor_get(h->db, "lin-ruoxi", &a.doctor), ERR_OK);
    text_copy(a.service.zh, sizeof a.service.zh, "节假日门诊");
    return a;
}

static void an_appointment_comes_back_as_it_was_booked(void **state)
{
    struct test_hospital *h = *state;
    struct appointment a = an_appointment(h, "2026-03-13T10:00:00+08:00", "004211"), b;
    assert_int_equal(appointment_insert(h->db, &a), ERR_OK);
    assert_int_equal(appointment_get(h->db, a.op, &b), ERR_OK);
    assert_string_equal(b.doctor.name.zh, "林若溪");
    assert_string_equal(b.doctor.place.en, "Floor 3, area B, room 1");
    assert_int_equal(b.doctor.fee_minor, 5000);
    assert_string_equal(b.service.zh, "节假日门诊");
    assert_int_equal(b.order, 3);
    assert_int_equal(b.start_ms, a.start_ms);
    assert_int_equal(appointment_by_slot(h->db, a.slot_id, &b), ERR_OK);
    assert_int_equal(appointment_insert(h->db, &a), ERR_ALREADY);
}

static void a_visit_code_opens_open_bookings_only(void **state)
{
    struct test_hospital *h = *state;
    struct appointment a = an_appointment(h, "2026-03-13T10:00:00+08:00", "004211"), b;
    assert_int_equal(appointment_insert(h->db, &a), ERR_OK);
    assert_int_equal(appointment_by_code(h->db, "004211", &b), ERR_OK);
    assert_string_equal(b.op, a.op);
    assert_int_equal(appointment_by_code(h->db, "", &b), ERR_NOT_FOUND);
    assert_int_equal(appointment_by_code(h->db, "00421%", &b), ERR_NOT_FOUND);
    struct appointment same = an_appointment(h, "2026-03-13T10:30:00+08:00", "004211");
    assert_int_equal(appointment_insert(h->db, &same), ERR_ALREADY); /* unique among open ones */
    assert_int_equal(appointment_set(h->db, a.op, APPOINTMENT_CANCELLED, ERR_OK), ERR_OK);
    assert_int_equal(appointment_by_code(h->db, "004211", &b), ERR_NOT_FOUND);
    assert_int_equal(appointment_insert(h->db, &same), ERR_OK);
}

static void a_person_has_open_bookings_from_today_on(void **state)
{
    struct test_hospital *h = *state;
    static const char *const starts[] = {"2026-03-20T10:00:00+08:00", "2026-03-12T08:00:00+08:00",
                                         "2026-03-11T10:00:00+08:00"};
    struct appointment list[4];
    size_t count;
    for (int i = 0; i < 3; i++) {
        char code[8];
        text_format(code, sizeof code, "10000%d", i);
        struct appointment a = an_appointment(h, starts[i], code);
        assert_int_equal(appointment_insert(h->db, &a), ERR_OK);
    }
    struct appointment wish = an_appointment(h, "2026-03-14T10:00:00+08:00", "100009");
    wish.status = APPOINTMENT_WISH;
    assert_int_equal(appointment_list(h->db, patient(h).uuid, list, 4, &count), ERR_OK);
    assert_int_equal(count, 2); /* yesterday's is not open any more; this morning's is */
    assert_string_equal(list[0].code, "100001");
    assert_int_equal(appointment_insert(h->db, &wish), ERR_OK);
    assert_int_equal(appointment_set(h->db, wish.op, APPOINTMENT_REFUSED, ERR_TAKEN), ERR_OK);
    struct appointment why;
    assert_int_equal(appointment_get(h->db, wish.op, &why), ERR_OK);
    assert_int_equal(why.why, ERR_TAKEN);
    assert_int_equal(appointment_list(h->db, patient(h).uuid, list, 4, &count), ERR_OK);
    assert_int_equal(count, 2);
}

/* Every pair of states through the store: the table of model/machine.c decides. */
static void a_booking_takes_legal_steps_only(void **state)
{
    struct test_hospital *h = *state;
    int n = 0;
    for (int from = 0; from < APPOINTMENT_STATUS_COUNT; from++)
        for (int to = 0; to < APPOINTMENT_STATUS_COUNT; to++) {
            char code[8];
            struct appointment held;
            text_format(code, sizeof code, "20%04d", n++);
            struct appointment a = an_appointment(h, "2026-03-13T10:00:00+08:00", code);
            a.status = (enum appointment_status)from;
            assert_int_equal(appointment_insert(h->db, &a), ERR_OK);
            bool legal = from == to || appointment_may(a.status, (enum appointment_status)to);
            assert_int_equal(appointment_set(h->db, a.op, (enum appointment_status)to, ERR_OK),
                             legal ? ERR_OK : ERR_INVALID);
            assert_int_equal(appointment_get(h->db, a.op, &held), ERR_OK);
            assert_int_equal(held.status, legal ? to : from);
        }
}

static struct ticket a_ticket(struct test_hospital *h, const char *number)
{
    struct ticket t = {
        .status = TICKET_CONFIRMED, .stage = QUEUE_WAITING, .created_ms = db_now(h->db)};
    uuid_new(t.op);
    uuid_new(t.visit_op);
    text_copy(t.number, sizeof t.number, number);
    text_copy(t.queue, sizeof t.queue, "lin-ruoxi");
    clock_date(t.created_ms, t.date);
    assert_int_equal(doctor_get(h->db, "lin-ruoxi", &t.doctor), ERR_OK);
    test_clock_pass(&h->clock, 1000);
    return t;
}

static void a_number_stands_once_in_a_queue_unless_it_is_void(void **state)
{
    struct test_hospital *h = *state;
    struct ticket a = a_ticket(h, "B001"), b = a_ticket(h, "B001"), list[4];
    size_t count;
    assert_int_equal(ticket_insert(h->db, &a), ERR_OK);
    assert_int_equal(ticket_insert(h->db, &b), ERR_ALREADY);
    assert_int_equal(ticket_set_status(h->db, a.op, TICKET_VOID), ERR_OK);
    assert_int_equal(ticket_insert(h->db, &b), ERR_OK);
    assert_int_equal(ticket_by_number(h->db, "2026-03-12", "B001", list, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(list[0].op, b.op);
    assert_int_equal(ticket_by_number(h->db, "2026-03-13", "B001", list, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
}

static void stages_keep_the_time_of_their_first_entry(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t = a_ticket(h, "B001"), got;
    assert_int_equal(ticket_insert(h->db, &t), ERR_OK);
    assert_int_equal(ticket_set_stage(h->db, t.op, QUEUE_CALLED, 1000), ERR_OK);
    assert_int_equal(ticket_set_stage(h->db, t.op, QUEUE_PASSED, 2000), ERR_OK);
    assert_int_equal(ticket_set_stage(h->db, t.op, QUEUE_CALLED, 3000), ERR_OK);
    assert_int_equal(ticket_set_stage(h->db, t.op, QUEUE_SERVING, 4000), ERR_OK);
    assert_int_equal(ticket_set_stage(h->db, t.op, QUEUE_DONE, 5000), ERR_OK);
    assert_int_equal(ticket_count_print(h->db, t.op), ERR_OK);
    assert_int_equal(ticket_get(h->db, t.op, &got), ERR_OK);
    assert_int_equal(got.called_ms, 1000);
    assert_int_equal(got.served_ms, 4000);
    assert_int_equal(got.done_ms, 5000);
    assert_int_equal(got.stage, QUEUE_DONE);
    assert_int_equal(got.printed, 1);
    assert_int_equal(ticket_set_stage(h->db, "none", QUEUE_DONE, 1), ERR_NOT_FOUND);
}

static void a_wait_is_claimed_only_with_five_samples(void **state)
{
    struct test_hospital *h = *state;
    struct wait wait;
    struct queue_rules rules = {.ratio = 3, .room_min = 20};
    test_clock_set(&h->clock, "2026-03-12T10:00:00+08:00");
    int64_t now = db_now(h->db);
    for (int i = 0; i < 6;
         i++) { /* six consultations of 4, 6, 8, 10, 12, 14 minutes, the last ended now */
        struct ticket t =
            a_ticket(h, (const char *[]){"B001", "B002", "B003", "B004", "B005", "B006"}[i]);
        assert_int_equal(ticket_insert(h->db, &t), ERR_OK);
        int64_t called = now - (i + 1) * 5 * 60000LL;
        if (i == 5)
            break;
        assert_int_equal(ticket_set_stage(h->db, t.op, QUEUE_CALLED, called), ERR_OK);
        assert_int_equal(ticket_set_stage(h->db, t.op, QUEUE_DONE, called + (4 + 2 * i) * 60000LL),
                         ERR_OK);
        if (i == 3) {
            struct ticket mine = a_ticket(h, "B099");
            assert_int_equal(ticket_wait(h->db, &mine, &rules, &wait), ERR_OK);
            assert_false(wait.known);
        }
    }
    struct ticket mine = a_ticket(h, "B100"), urgent = a_ticket(h, "B101");
    assert_int_equal(ticket_insert(h->db, &mine), ERR_OK);
    assert_int_equal(ticket_wait(h->db, &mine, &rules, &wait), ERR_OK);
    assert_int_equal(wait.ahead, 1); /* B006 */
    assert_true(wait.known);
    assert_int_equal(wait.from_min, 6); /* quartiles of 4 6 8 10 12 */
    assert_int_equal(wait.to_min, 22);  /* and one may have just gone in */
    urgent.priority = 1;
    assert_int_equal(ticket_insert(h->db, &urgent), ERR_OK);
    assert_int_equal(ticket_wait(h->db, &mine, &rules, &wait), ERR_OK);
    assert_int_equal(wait.ahead, 2);
    assert_int_equal(ticket_wait(h->db, &urgent, &rules, &wait), ERR_OK);
    assert_int_equal(wait.ahead, 0);
    assert_int_equal(wait.from_min, 0);
    assert_int_equal(wait.to_min, 12);
    test_clock_pass(&h->clock, 2 * 3600000);
    assert_int_equal(ticket_wait(h->db, &mine, &rules, &wait), ERR_OK);
    assert_false(wait.known); /* what was two hours ago says nothing */
}

static void a_wait_is_as_old_as_the_line_is_away(void **state)
{
    struct test_hospital *h = *state;
    struct wait wait;
    struct queue_rules rules = {.ratio = 3, .room_min = 20};
    struct ticket mine = a_ticket(h, "B001");
    assert_int_equal(ticket_insert(h->db, &mine), ERR_OK);
    assert_int_equal(link_set_state(h->db, LINK_ONLINE), ERR_OK);
    test_clock_pass(&h->clock, 600000);
    assert_int_equal(ticket_wait(h->db, &mine, &rules, &wait), ERR_OK);
    assert_int_equal(wait.as_of_ms, db_now(h->db));
    int64_t gone = db_now(h->db);
    assert_int_equal(link_set_state(h->db, LINK_OFFLINE), ERR_OK);
    test_clock_pass(&h->clock, 600000);
    assert_int_equal(ticket_wait(h->db, &mine, &rules, &wait), ERR_OK);
    assert_int_equal(wait.as_of_ms, gone);
}

static void reserved_numbers_grow_stale(void **state)
{
    struct test_hospital *h = *state;
    struct ticket a = a_ticket(h, "B001"), b = a_ticket(h, "B002");
    char ops[4][UUID_SIZE];
    size_t count;
    a.status = TICKET_RESERVED;
    assert_int_equal(ticket_insert(h->db, &a), ERR_OK);
    assert_int_equal(ticket_insert(h->db, &b), ERR_OK);
    assert_int_equal(ticket_stale(h->db, db_now(h->db), ops, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(ops[0], a.op);
    assert_int_equal(ticket_stale(h->db, a.created_ms, ops, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
}

static void a_complaint_is_found_by_its_number_with_what_came_back(void **state)
{
    struct test_hospital *h = *state;
    static struct complaint c = {.number = "7F3K-2QXM-4C",
                                 .kind = VOICE_SUGGESTION,
                                 .topic = "waiting-time",
                                 .text = "等了两个小时\n没有人理",
                                 .status = COMPLAINT_SUBMITTED,
                                 .due = "2026-03-18",
                                 .working_days = 3};
    static struct complaint got;
    uuid_new(c.op);
    uuid_new(c.task_op);
    assert_int_equal(complaint_insert(h->db, &c), ERR_OK);
    assert_int_equal(complaint_by_number(h->db, "7F3K-2QXM-4C", &got), ERR_OK);
    assert_string_equal(got.text, c.text);
    assert_string_equal(got.phone, "");
    assert_int_equal(got.kind, VOICE_SUGGESTION);
    assert_int_equal(complaint_set(h->db, c.op, COMPLAINT_ASSIGNED, NULL, 0), ERR_OK);
    assert_int_equal(complaint_set(h->db, c.op, COMPLAINT_REPLIED, "已加开窗口", 77), ERR_OK);
    assert_int_equal(complaint_get(h->db, c.op, &got), ERR_OK);
    assert_string_equal(got.reply, "已加开窗口");
    assert_int_equal(got.replied_ms, 77);
    char ops[4][UUID_SIZE];
    size_t count;
    assert_int_equal(complaint_open(h->db, ops, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(complaint_by_number(h->db, "7F3K-2QXM-4D", &got), ERR_NOT_FOUND);
}

static void a_ticket_is_rated_once(void **state)
{
    struct test_hospital *h = *state;
    static struct rating r = {.score = 4,
                              .reasons = {"waiting", "attitude"},
                              .reason_count = 2,
                              .text = "很好"},
                         got;
    uuid_new(r.op);
    uuid_new(r.ticket_op);
    bool known;
    assert_int_equal(rating_insert(h->db, &r), ERR_OK);
    assert_int_equal(rating_known(h->db, r.op, &known), ERR_OK);
    assert_true(known);
    assert_int_equal(rating_get(h->db, r.op, &got), ERR_OK);
    assert_int_equal(got.reason_count, 2);
    assert_string_equal(got.reasons[1], "attitude");
    assert_string_equal(got.text, "很好");
    uuid_new(r.op);
    assert_int_equal(rating_insert(h->db, &r), ERR_ALREADY);
    r.ticket_op[0] = '\0'; /* without a ticket as often as one likes */
    assert_int_equal(rating_insert(h->db, &r), ERR_OK);
    uuid_new(r.op);
    r.score = 6;
    assert_int_equal(rating_insert(h->db, &r), ERR_INVALID);
}

static void the_latest_open_call_is_known(void **state)
{
    struct test_hospital *h = *state;
    struct help_call call = {.screen = "home", .created_ms = 5}, got;
    struct label helper = {.zh = "导医小陈", .en = "Guide Chen"};
    assert_int_equal(help_latest(h->db, "", &got), ERR_NOT_FOUND);
    uuid_new(call.op);
    assert_int_equal(help_insert(h->db, &call), ERR_OK);
    assert_int_equal(help_set(h->db, call.op, HELP_ACCEPTED, &helper, 9), ERR_OK);
    assert_int_equal(help_latest(h->db, "", &got), ERR_OK);
    assert_string_equal(got.helper.en, "Guide Chen");
    assert_int_equal(got.accepted_ms, 9);
    assert_int_equal(help_set(h->db, call.op, HELP_DONE, NULL, 10), ERR_OK);
    assert_int_equal(help_latest(h->db, "", &got), ERR_NOT_FOUND);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, test_hospital_setup, test_hospital_teardown)
    const struct CMUnitTest tests[] = {
        TEST(an_appointment_comes_back_as_it_was_booked),
        TEST(a_visit_code_opens_open_bookings_only),
        TEST(a_booking_takes_legal_steps_only),
        TEST(a_person_has_open_bookings_from_today_on),
        TEST(a_number_stands_once_in_a_queue_unless_it_is_void),
        TEST(stages_keep_the_time_of_their_first_entry),
        TEST(a_wait_is_claimed_only_with_five_samples),
        TEST(a_wait_is_as_old_as_the_line_is_away),
        TEST(reserved_numbers_grow_stale),
        TEST(a_complaint_is_found_by_its_number_with_what_came_back),
        TEST(a_ticket_is_rated_once),
        TEST(the_latest_open_call_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
