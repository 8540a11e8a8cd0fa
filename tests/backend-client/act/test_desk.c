/* Covers act/desk.c, act/desk_call.c, store/desk.c, store/desk_targets.c, store/own_notice.c and
 * the record of what staff do for a patient (store/outbox.c, db_before_commit). */
#include "act/desk.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/content.h"
#include "store/desk.h"
#include "store/own_notice.h"
#include "store/queue.h"
#include "store/queue_closing.h"
#include "store/staff.h"
#include "support/patient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))
#define QUEUE "cardiology-general"

static struct staff_session guide(struct test_hospital *h)
{
    return (struct staff_session){.id = "0512",
                                  .name = {.zh = "吴晓岚"},
                                  .roles = 1U << ROLE_GUIDE,
                                  .began_ms = h->clock.mono,
                                  .touched_ms = h->clock.mono};
}

static void walk_in(struct test_hospital *h, const char *person_uuid, struct ticket *out)
{
    struct take_request request = {.department_id = "cardiology"};
    uuid_new(request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, person_uuid);
    assert_err(take_number(h->db, &h->env, &request, out), ERR_OK);
    assert_err(ticket_handed(h->db, &h->env, out->op, TICKET_CONFIRMED), ERR_OK);
    h->clock.wall += 60000;
}

static struct call_request next_request(void)
{
    struct call_request r = {.kind = CALL_NEXT, .queue = QUEUE, .caller = {.by = "room-b3-01"}};
    uuid_new(r.op);
    return r;
}

/* The newest record; fails when it is not of that action. */
static struct audit_record last_record(struct test_hospital *h, enum audit_action action)
{
    struct audit_record rows[1];
    struct audit_state whole;
    size_t count;
    assert_err(audit_list(h->db, 0, rows, 1, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(audit_action_name(rows[0].action), audit_action_name(action));
    assert_err(audit_verify(h->db, 0, NULL, &whole), ERR_OK);
    return rows[0];
}

static int64_t records(struct test_hospital *h)
{
    struct audit_state whole;
    assert_err(audit_verify(h->db, 0, NULL, &whole), ERR_OK);
    return whole.count;
}

static void a_call_and_its_record_go_together(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct ticket t;
    struct call call;
    walk_in(h, "", &t);
    struct call_request r = next_request();
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_string_equal(call.ticket_op, t.op);
    struct audit_record record = last_record(h, AUDIT_CALL);
    assert_string_equal(record.staff_id, "0512");
    assert_string_equal(record.object, t.op);
    assert_string_equal(record.detail, "next made");
    /* a double tap is the same act */
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_string_equal(call.ticket_op, t.op);
    assert_int_equal(records(h), 1);
    /* what is not possible leaves no record */
    struct call_request done = {.kind = CALL_DONE};
    uuid_new(done.op);
    text_copy(done.ticket_op, sizeof done.ticket_op, t.op);
    assert_err(desk_call(h->db, &h->env, &by, &done, &call), ERR_INVALID);
    assert_int_equal(records(h), 1);
}

static void without_a_session_nothing_is_done(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h), window = by;
    struct ticket t;
    struct call call;
    struct desk_notice notice = {.title = "x"};
    char name[96];
    uuid_new(notice.op);
    walk_in(h, "", &t);
    window.roles = 1U << ROLE_WINDOW;
    struct call_request r = next_request();
    assert_err(desk_call(h->db, &h->env, &window, &r, &call), ERR_DENIED);
    h->clock.mono += 60000; /* idle */
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_DENIED);
    assert_err(desk_void(h->db, &h->env, &by, t.op), ERR_DENIED);
    assert_err(desk_announce(h->db, &h->env, &by, &notice), ERR_DENIED);
    assert_err(desk_reveal(h->db, &h->env, &by, t.op, name, sizeof name), ERR_DENIED);
    assert_int_equal(records(h), 0);
    assert_err(ticket_get(h->db, t.op, &t), ERR_OK);
    assert_int_equal(t.stage, QUEUE_WAITING);
}

static void moving_and_priority_are_recorded_with_where_and_why(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct ticket t, u;
    struct call call;
    walk_in(h, "", &t);
    walk_in(h, "", &u);
    struct call_request r = {
        .kind = CALL_PRIORITY, .priority = PRIORITY_URGENT, .reason = "pregnant"};
    uuid_new(r.op);
    text_copy(r.ticket_op, sizeof r.ticket_op, u.op);
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_string_equal(last_record(h, AUDIT_PRIORITY).detail, "1 pregnant");
    r = (struct call_request){.kind = CALL_MOVE, .queue = "lin-ruoxi"};
    uuid_new(r.op);
    text_copy(r.ticket_op, sizeof r.ticket_op, t.op);
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_string_equal(last_record(h, AUDIT_MOVE).detail, "to lin-ruoxi");
    /* who has priority is next now */
    r = next_request();
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_string_equal(call.ticket_op, u.op);
}

static void what_staff_do_for_a_patient_is_recorded_as_theirs(void **state)
{
    struct test_hospital *h = *state;
    struct ticket t;
    struct take_request request = {.department_id = "cardiology"};
    uuid_new(request.op);
    db_set_behalf(h->db, "0512", "GUIDE-01");
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_OK);
    struct audit_record record = last_record(h, AUDIT_BEHALF);
    assert_string_equal(record.object, t.op);
    assert_string_equal(record.detail, "take");
    assert_string_equal(record.station, "GUIDE-01");
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_OK); /* the same once more */
    assert_int_equal(records(h), 1);
    db_set_behalf(h->db, "", "");
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_OK);
    assert_int_equal(records(h), 1);
}

static enum err refuse(struct db *db, void *ctx)
{
    (void)db;
    ++*(int *)ctx;
    return ERR_IO;
}

static void an_act_whose_record_fails_has_not_happened(void **state)
{
    struct test_hospital *h = *state;
    struct take_request request = {.department_id = "cardiology"};
    struct ticket t;
    int asked = 0;
    uuid_new(request.op);
    db_before_commit(h->db, refuse, &asked);
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_IO);
    assert_int_equal(asked, 1);
    assert_err(ticket_get(h->db, request.op, &t), ERR_NOT_FOUND);
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_OK); /* once only */
    assert_int_equal(asked, 1);
}

static void an_announcement_stands_until_it_is_taken_back_or_over(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct notice shown[8];
    size_t before, count;
    assert_err(notice_list(h->db, NOTICE_ANNOUNCEMENT, shown, 8, &before), ERR_OK);
    struct desk_notice n = {.title = "2 号电梯检修", .body = "请走 1 号电梯", .urgent = true};
    uuid_new(n.op);
    assert_err(desk_announce(h->db, &h->env, &by, &n), ERR_OK);
    assert_err(desk_announce(h->db, &h->env, &by, &n), ERR_OK); /* a double tap */
    assert_err(notice_list(h->db, NOTICE_ANNOUNCEMENT, shown, 8, &count), ERR_OK);
    assert_int_equal(count, before + 1);
    assert_string_equal(shown[0].title.zh, n.title); /* urgent: first */
    assert_err(desk_revoke(h->db, &h->env, &by, n.op), ERR_OK);
    assert_err(desk_revoke(h->db, &h->env, &by, n.op), ERR_NOT_FOUND);
    assert_string_equal(last_record(h, AUDIT_NOTICE).detail, "revoke");
    assert_err(notice_list(h->db, NOTICE_ANNOUNCEMENT, shown, 8, &count), ERR_OK);
    assert_int_equal(count, before);

    uuid_new(n.op);
    n.until_ms = h->clock.wall + 3600000;
    assert_err(desk_announce(h->db, &h->env, &by, &n), ERR_OK);
    h->clock.wall += 3600000;
    assert_err(notice_list(h->db, NOTICE_ANNOUNCEMENT, shown, 8, &count), ERR_OK);
    assert_int_equal(count, before);
}

static void an_announcement_needs_words_and_an_end_to_come(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct desk_notice n = {.title = " \x01 "};
    uuid_new(n.op);
    assert_err(desk_announce(h->db, &h->env, &by, &n), ERR_INVALID);
    text_copy(n.title, sizeof n.title, "停诊");
    n.until_ms = h->clock.wall;
    assert_err(desk_announce(h->db, &h->env, &by, &n), ERR_INVALID);
    assert_int_equal(records(h), 0);
}

static void a_name_is_shown_and_each_look_recorded(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct identify_request who = {.kind = IDENTITY_MOBILE, .identity = "13800138001"};
    struct person p;
    struct ticket t;
    char name[96];
    uuid_new(who.uuid);
    text_copy(who.name, sizeof who.name, "张小三");
    assert_err(identify(h->db, &h->env, &who, &p), ERR_OK);
    walk_in(h, p.uuid, &t);
    assert_err(desk_reveal(h->db, &h->env, &by, t.op, name, sizeof name), ERR_OK);
    assert_string_equal(name, "张小三");
    struct audit_record record = last_record(h, AUDIT_REVEAL);
    assert_string_equal(record.object, t.op);
    assert_null(strstr(record.detail, "张"));
    walk_in(h, "", &t);
    assert_err(desk_reveal(h->db, &h->env, &by, t.op, name, sizeof name), ERR_OK);
    assert_string_equal(name, "");
}

static void a_number_that_did_not_print_is_voided_or_handed_over(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct take_request request = {.department_id = "cardiology"};
    struct ticket t;
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_OK);
    assert_err(desk_reprint(h->db, &h->env, &by, t.op), ERR_OK);
    assert_string_equal(last_record(h, AUDIT_TICKET).detail, "reprint");
    assert_err(desk_handed(h->db, &h->env, &by, t.op), ERR_OK);
    assert_string_equal(last_record(h, AUDIT_TICKET).detail, "handed");
    assert_err(ticket_get(h->db, t.op, &t), ERR_OK);
    assert_int_equal(t.status, TICKET_CONFIRMED);
    uuid_new(request.op);
    assert_err(take_number(h->db, &h->env, &request, &t), ERR_OK);
    assert_err(desk_void(h->db, &h->env, &by, t.op), ERR_OK);
    assert_string_equal(last_record(h, AUDIT_TICKET).detail, "void");
    assert_err(ticket_get(h->db, t.op, &t), ERR_OK);
    assert_int_equal(t.status, TICKET_VOID);
    assert_err(desk_reprint(h->db, &h->env, &by, t.op), ERR_INVALID);
    assert_int_equal(records(h), 3);
}

static void help_is_taken_by_one_and_ended_by_them(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct help_call help, open[4];
    struct call call;
    size_t count;
    char op[UUID_SIZE];
    uuid_new(op);
    assert_err(call_staff(h->db, &h->env, op, "book.days", &help), ERR_OK);
    assert_string_equal(help.station, h->config.station.id);
    struct call_request r = {.kind = CALL_HELP_COMING, .caller = {.by = "0512"}};
    uuid_new(r.op);
    text_copy(r.ticket_op, sizeof r.ticket_op, op);
    r.caller.place = by.name;
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_int_equal(call.state, CALL_MADE);
    assert_err(help_latest(h->db, h->config.station.id, &help), ERR_OK);
    assert_string_equal(help.helper.zh, "吴晓岚"); /* what the kiosk says */
    uuid_new(r.op);                                /* a colleague who was slower */
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_int_equal(call.state, CALL_TAKEN);
    r.kind = CALL_HELP_DONE;
    uuid_new(r.op);
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_err(help_open(h->db, open, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
    assert_string_equal(last_record(h, AUDIT_HELP).detail, "help-done made");
}

static void a_wheelchair_stands_with_the_calls(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct help_request request = {.kind = HELP_WHEELCHAIR, .place_id = "room-b3-01"};
    struct help_call made, open[4], own;
    size_t count;
    uuid_new(request.op);
    assert_err(desk_request(h->db, &h->env, &by, &request, &made), ERR_OK);
    assert_err(desk_request(h->db, &h->env, &by, &request, &made), ERR_OK);
    assert_int_equal(records(h), 1);
    assert_err(help_open(h->db, open, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(open[0].place.zh, "3 楼 B 区 1 诊室");
    /* it is nobody's own call at this machine */
    assert_err(help_latest(h->db, h->config.station.id, &own), ERR_NOT_FOUND);
}

static void two_machines_of_one_store_call_for_themselves(void **state)
{
    struct test_hospital *h = *state;
    struct help_call first, second;
    struct config other = h->config;
    struct act_env env = {.config = &other, .clock = h->env.clock};
    char op[UUID_SIZE];
    text_copy(other.station.id, sizeof other.station.id, "KIOSK-09");
    uuid_new(op);
    assert_err(call_staff(h->db, &h->env, op, "home", &first), ERR_OK);
    uuid_new(op);
    assert_err(call_staff(h->db, &env, op, "home", &second), ERR_OK);
    assert_string_not_equal(first.op, second.op);
}

static void the_queues_are_counted_as_they_are_called(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct queue_rules rules;
    struct ticket t[4];
    struct call call;
    struct desk_queue q[4];
    struct desk_entry entries[8];
    size_t count;
    int total;
    queue_rules_of(&h->config, &rules);
    for (int i = 0; i < 4; i++)
        walk_in(h, "", &t[i]);
    struct call_request r = next_request();
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    r = (struct call_request){.kind = CALL_PASSED};
    uuid_new(r.op);
    text_copy(r.ticket_op, sizeof r.ticket_op, t[0].op);
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    r = (struct call_request){
        .kind = CALL_PRIORITY, .priority = PRIORITY_STAT, .reason = "emergency"};
    uuid_new(r.op);
    text_copy(r.ticket_op, sizeof r.ticket_op, t[3].op);
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_err(desk_queues(h->db, t[0].date, &rules, "", q, 4, &count, &total), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(total, 3);
    assert_int_equal(q[0].waiting, 3);
    assert_int_equal(q[0].emergency, 1);
    assert_int_equal(q[0].missed, 1);
    assert_string_equal(q[0].next, t[3].number);
    assert_err(desk_entries(h->db, QUEUE, t[0].date, &rules, entries, 8, &count), ERR_OK);
    assert_int_equal(count, 4);
    assert_string_equal(entries[0].ticket.op, t[3].op); /* as they will be called... */
    assert_string_equal(entries[1].ticket.op, t[1].op);
    assert_string_equal(entries[3].ticket.op, t[0].op); /* ...and the missed one last */
    r = next_request();
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_string_equal(call.ticket_op, t[3].op);
    assert_err(desk_queues(h->db, t[0].date, &rules, "respiratory", q, 4, &count, &total), ERR_OK);
    assert_int_equal(count, 0);
}

static void where_people_were_stuck_is_counted_by_day(void **state)
{
    struct test_hospital *h = *state;
    struct stuck rows[4];
    size_t count;
    char today[DATE_SIZE];
    clock_date(h->clock.wall, today);
    for (int i = 0; i < 3; i++) {
        assert_err(db_begin(h->db), ERR_OK);
        assert_err(stuck_note(h->db, "KIOSK-03", i < 2 ? "book.days" : "checkin", "left"), ERR_OK);
        assert_err(db_commit(h->db), ERR_OK);
    }
    assert_err(stuck_list(h->db, today, rows, 4, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_string_equal(rows[0].screen, "book.days");
    assert_int_equal(rows[0].count, 2);
    assert_err(stuck_list(h->db, "2026-03-11", rows, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
}

static void complaints_are_due_until_they_are_answered(void **state)
{
    struct test_hospital *h = *state;
    static struct complaint made;
    struct complain_request request = {.topic = "waiting-time", .text = "等得太久"};
    struct desk_complaint due[4];
    size_t count;
    uuid_new(request.op);
    uuid_new(request.task_op);
    assert_err(complain(h->db, &h->env, &request, &made), ERR_OK);
    assert_err(desk_complaints(h->db, "2026-03-13", due, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
    assert_err(desk_complaints(h->db, made.due, due, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(due[0].number, made.number);
    assert_string_equal(due[0].receiver.zh, "宋雨桐");
    assert_err(complaint_set(h->db, made.op, COMPLAINT_REPLIED, "好", h->clock.wall), ERR_OK);
    assert_err(desk_complaints(h->db, made.due, due, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
}

/* ---- several desks and rooms at once ---- */

#define DESKS 5
#define NUMBERS 40

/* One process: a guide or a room that calls until nobody waits; each number goes through the pipe.
 */
static int desk_process(struct test_hospital *h, int desk, int out)
{
    struct db *db;
    struct db_options options = {.state_dir = h->dir, .clock = h->env.clock};
    struct staff_session by = guide(h);
    if (db_open(&options, &db) != ERR_OK)
        return 2;
    for (;;) {
        struct call_request r = next_request();
        struct call call;
        text_format(r.caller.by, sizeof r.caller.by, "desk-%d", desk);
        enum err e =
            desk % 2 ? desk_call(db, &h->env, &by, &r, &call) : call_ask(db, &h->env, &r, &call);
        if (e == ERR_BUSY)
            continue;
        if (e != ERR_OK)
            return 3;
        if (call.state == CALL_NOBODY)
            break;
        if (call.state == CALL_MADE && write(out, call.ticket_op, UUID_SIZE) != UUID_SIZE)
            return 4;
    }
    db_close(db);
    return 0;
}

static void several_desks_and_rooms_never_call_one_patient_twice(void **state)
{
    struct test_hospital *h = *state;
    static char seen[NUMBERS + 20][UUID_SIZE];
    int pipes[2], n = 0, status;
    struct ticket t;
    for (int i = 0; i < NUMBERS; i++)
        walk_in(h, "", &t);
    assert_int_equal(pipe(pipes), 0);
    for (int desk = 0; desk < DESKS; desk++) {
        pid_t pid = fork();
        assert_true(pid >= 0);
        if (pid == 0)
            _exit(desk_process(h, desk, pipes[1]));
    }
    close(pipes[1]);
    while (n < NUMBERS + 20 && read(pipes[0], seen[n], UUID_SIZE) == UUID_SIZE)
        n++;
    close(pipes[0]);
    for (int desk = 0; desk < DESKS; desk++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    assert_int_equal(n, NUMBERS);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            assert_string_not_equal(seen[i], seen[k]);
    assert_true(records(h) > 0); /* and the chain of two writing desks is whole */
}

static void a_closed_queue_sends_its_people_on_and_is_recorded(void **state)
{
    struct test_hospital *h = *state;
    struct staff_session by = guide(h);
    struct desk_closing closing = {.queue = QUEUE, .to = "lin-ruoxi"};
    struct queue_closing list[4];
    struct ticket waits, missed, t;
    char to[ID_SIZE], today[DATE_SIZE];
    size_t count;
    int moved;
    walk_in(h, "", &missed);
    walk_in(h, "", &waits);
    struct call call;
    struct call_request r = next_request();
    assert_err(desk_call(h->db, &h->env, &by, &r, &call), ERR_OK);
    assert_string_equal(call.ticket_op, missed.op);
    assert_err(call_passed(h->db, &h->env, missed.op), ERR_OK);
    uuid_new(closing.op);
    assert_err(desk_close_queue(h->db, &h->env, &by, &closing, &moved), ERR_OK);
    assert_int_equal(moved, 2);
    assert_string_equal(last_record(h, AUDIT_CLOSURE).object, QUEUE);
    assert_err(ticket_get(h->db, waits.op, &t), ERR_OK);
    assert_string_equal(t.queue, "lin-ruoxi");
    assert_int_equal(t.stage, QUEUE_WAITING);
    assert_err(ticket_get(h->db, missed.op, &t), ERR_OK);
    assert_string_equal(t.queue, "lin-ruoxi");
    assert_int_equal(t.stage, QUEUE_PASSED); /* nobody is called there who is away */
    walk_in(h, "", &t);
    assert_string_not_equal(t.queue, QUEUE); /* whoever comes later goes there too */
    clock_date(h->clock.wall, today);
    assert_err(queue_closing_list(h->db, today, list, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_err(desk_open_queue(h->db, &h->env, &by, list[0].op), ERR_OK);
    assert_err(queue_goes_to(h->db, QUEUE, today, to), ERR_OK);
    assert_string_equal(to, "");
    assert_err(queue_closing_list(h->db, today, list, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_call_and_its_record_go_together),
        TEST(without_a_session_nothing_is_done),
        TEST(moving_and_priority_are_recorded_with_where_and_why),
        TEST(what_staff_do_for_a_patient_is_recorded_as_theirs),
        TEST(an_act_whose_record_fails_has_not_happened),
        TEST(an_announcement_stands_until_it_is_taken_back_or_over),
        TEST(an_announcement_needs_words_and_an_end_to_come),
        TEST(a_name_is_shown_and_each_look_recorded),
        TEST(a_number_that_did_not_print_is_voided_or_handed_over),
        TEST(help_is_taken_by_one_and_ended_by_them),
        TEST(a_wheelchair_stands_with_the_calls),
        TEST(two_machines_of_one_store_call_for_themselves),
        TEST(the_queues_are_counted_as_they_are_called),
        TEST(where_people_were_stuck_is_counted_by_day),
        TEST(complaints_are_due_until_they_are_answered),
        TEST(several_desks_and_rooms_never_call_one_patient_twice),
        TEST(a_closed_queue_sends_its_people_on_and_is_recorded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
