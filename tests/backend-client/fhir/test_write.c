/* backend-client/fhir/write_*.c and rewrite.c: every body is taken by the strict test server. */
#include "fhir/answer.h"
#include "fhir/write.h"
#include "support/fhir_server.h"

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

static struct fhir_server server;
static const struct links full = {
    .base = "http://riverside-hospital.example",
    .device = "Device/d",
    .patient = "Patient/p",
    .slot = "Slot/s",
    .role = "PractitionerRole/r",
    .service = "HealthcareService/h",
    .place = "Location/l",
    .appointment = "Appointment/a",
    .encounter = "Encounter/e",
    .communication = "Communication/c",
    .receiver = "PractitionerRole/x",
    .about = "Location/w",
    .questionnaire = "http://riverside-hospital.example/Questionnaire/satisfaction|1",
    .shift_ms = 5000};
static const struct links bare = {.base = "http://riverside-hospital.example"};

static void taken(const char *type, char *body)
{
    assert_non_null(body);
    if (fhir_server_send(&server, "POST", type, body, NULL) != 201)
        fail_msg("%s refused: %s", type, body);
    free(body);
}

static struct person person(void)
{
    struct person p = {.kind = IDENTITY_RESIDENT_ID,
                       .identity = "11010519491231002X",
                       .name = "张三丰",
                       .phone = "13800008000",
                       .birth_date = "1949-12-31"};
    uuid_new(p.uuid);
    return p;
}

static struct appointment appointment(void)
{
    struct appointment a = {
        .order = 7,
        .start_ms = 1795402800000,
        .end_ms = 1795403400000,
        .created_ms = 1795300000000,
        .doctor = {.name = {"林若溪", "Lin Ruoxi"}, .department = {"心内科", "Cardiology"}}};
    uuid_new(a.op);
    return a;
}

static struct ticket ticket(void)
{
    struct ticket t = {.number = "B027",
                       .queue = "lin-ruoxi",
                       .date = "2026-11-24",
                       .created_ms = 1795400000000,
                       .priority = 2,
                       .doctor = {.department = {"心内科", "Cardiology"}}};
    uuid_new(t.op);
    uuid_new(t.visit_op);
    return t;
}

static struct complaint complaint(void)
{
    struct complaint c = {.number = "7F3K-2QXM-4C",
                          .kind = VOICE_SUGGESTION,
                          .topic = "waiting-time",
                          .text = "等了\n两个小时 \"真的\" 🙂",
                          .phone = "13800008000",
                          .due = "2026-12-01",
                          .receiver = {"宋雨桐", "Song Yutong"},
                          .about = {"2 号窗口", "Window 2"},
                          .created_ms = 1795400000000};
    uuid_new(c.op);
    uuid_new(c.task_op);
    return c;
}

static void every_body_is_taken_with_all_references_and_with_none(void **state)
{
    (void)state;
    const struct links *both[] = {&full, &bare};
    for (int i = 0; i < 2; i++) {
        const struct links *links = both[i];
        struct person p = person();
        struct appointment a = appointment();
        struct ticket t = ticket();
        struct complaint c = complaint();
        struct rating r = {.score = 4,
                           .reasons = {"waiting", "attitude"},
                           .reason_count = 2 * (1 - i),
                           .text = "好",
                           .created_ms = 1795400000000};
        struct help_call h = {.screen = "home", .created_ms = 1795400000000};
        uuid_new(r.op);
        uuid_new(h.op);
        taken("Patient", write_patient(links, &p));
        taken("Device", write_device(links, "KIOSK-03", "门诊大厅 3 号机"));
        taken("Basic", write_probe(links, h.op));
        taken("Appointment", write_appointment(links, &a));
        taken("Encounter", write_encounter(links, &t));
        taken("Task", write_queue_entry(links, &t, NULL));
        taken("Communication", write_complaint_text(links, &c));
        taken("Task", write_complaint_task(links, &c));
        if (i == 0)
            taken("QuestionnaireResponse", write_rating(links, &r));
        taken("Task", write_help(links, &h));
    }
}

static void what_was_written_is_seen_again(void **state)
{
    (void)state;
    struct ticket t = ticket();
    char *body = write_queue_entry(&full, &t, NULL);
    struct seen *seen = calloc(1, sizeof *seen);
    assert_int_equal(seen_read(body, strlen(body), seen), ERR_OK);
    assert_string_equal(seen->op, t.op);
    assert_string_equal(seen->ticket, "B027");
    assert_string_equal(seen->queue, "lin-ruoxi");
    assert_string_equal(seen->day, "20261124");
    assert_string_equal(seen->business, "waiting");
    assert_string_equal(seen->code, "queue-entry");
    assert_string_equal(seen->priority, "asap");
    assert_int_equal(seen->authored_ms, t.created_ms + 5000);
    free(seen);
    free(body);
}

static void what_became_of_the_paper_is_seen_again(void **state)
{
    (void)state;
    struct ticket t = ticket();
    char *body = write_queue_entry(&full, &t, NULL), *changed, *again;
    struct seen *seen = calloc(1, sizeof *seen);
    struct paper_fault fault = {.why = ERR_NO_SPACE, .station = "KIOSK-03", .at_ms = t.created_ms};
    changed = rewrite_paper(&full, body, &fault, t.created_ms + 9000);
    assert_int_equal(seen_read(changed, strlen(changed), seen), ERR_OK);
    assert_int_equal(seen->queue_task.paper.why, ERR_NO_SPACE);
    assert_string_equal(seen->queue_task.paper.station, "KIOSK-03");
    assert_int_equal(seen->queue_task.paper.at_ms, t.created_ms + 5000);
    assert_false(seen->queue_task.in_hand);
    assert_string_equal(seen->business, "waiting"); /* nothing else of it */
    fault = (struct paper_fault){.why = ERR_OK};
    again = rewrite_paper(&full, changed, &fault, t.created_ms + 19000);
    assert_int_equal(seen_read(again, strlen(again), seen), ERR_OK);
    assert_true(seen->queue_task.in_hand);
    assert_int_equal(seen->queue_task.paper.why, ERR_OK);
    assert_string_equal(seen->queue_task.paper.station, "");
    assert_null(rewrite_paper(&full, "{\"resourceType\":\"Slot\"}", &fault, 0));
    taken("Task", changed);
    taken("Task", again);
    free(seen);
    free(body);
}

/* A word that only a newer program knows is still a paper that did not come out. */
static void every_fault_has_its_word(void **state)
{
    (void)state;
    const enum err all[] = {ERR_NO_SPACE, ERR_BUSY, ERR_OFFLINE, ERR_IO, ERR_UNKNOWN};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        assert_int_equal(paper_fault_named(paper_fault_name(all[i])), all[i]);
    assert_int_equal(paper_fault_named(paper_fault_name(ERR_INVALID)), ERR_IO);
    assert_int_equal(paper_fault_named("jammed"), ERR_IO);
}

static void a_changed_copy_keeps_what_we_do_not_know(void **state)
{
    (void)state;
    const char *got = "{\"resourceType\":\"Slot\",\"id\":\"s\",\"extension\":[{\"url\":\"http://x/"
                      "own\",\"valueInteger\":5}],"
                      "\"schedule\":{\"reference\":\"Schedule/"
                      "x\"},\"status\":\"free\",\"start\":\"2026-11-24T01:00:00Z\","
                      "\"end\":\"2026-11-24T01:10:00Z\",\"comment\":\"12\"}";
    char *changed = rewrite_slot(got, "busy", NULL);
    assert_non_null(strstr(changed, "\"valueInteger\":5"));
    assert_non_null(strstr(changed, "\"status\":\"busy\""));
    assert_non_null(strstr(changed, "\"comment\":\"12\""));
    free(changed);
    changed = rewrite_slot(got, "busy", "");
    assert_null(strstr(changed, "comment"));
    free(changed);
    assert_null(rewrite_slot("{\"resourceType\":\"Patient\"}", "busy", NULL));
    assert_null(rewrite_slot("<html>", "busy", NULL));
}

static void changed_copies_are_taken(void **state)
{
    (void)state;
    struct appointment a = appointment();
    struct ticket t = ticket();
    char *body = write_appointment(&full, &a), *changed = rewrite_appointment(body, "cancelled");
    taken("Appointment", changed);
    free(body);
    body = write_queue_entry(&full, &t, NULL);
    changed = rewrite_task(&full, body, "cancelled", "done",
                           5); /* a clock far behind: still after authoredOn */
    taken("Task", changed);
    free(body);
}

static void a_transaction_makes_all_and_a_repeat_makes_none(void **state)
{
    (void)state;
    struct complaint c = complaint();
    char urn[60], query[3][200];
    text_format(urn, sizeof urn, "urn:uuid:%s", c.op);
    struct links links = full;
    links.communication = urn;
    char *text = write_complaint_text(&links, &c), *task = write_complaint_task(&links, &c);
    text_format(query[0], sizeof query[0], "identifier=http://riverside-hospital.example/sid/op|%s",
                c.op);
    text_format(query[1], sizeof query[1], "identifier=http://riverside-hospital.example/sid/op|%s",
                c.task_op);
    struct entry entries[] = {
        {.method = "POST",
         .url = "Communication",
         .if_none_exist = query[0],
         .full_url = urn,
         .body = text},
        {.method = "POST", .url = "Task", .if_none_exist = query[1], .body = task}};
    char *bundle = write_transaction(server.url, entries, 2);
    for (int i = 0; i < 2; i++)
        assert_int_equal(fhir_server_send(&server, "POST", "", bundle, NULL), 200);
    text_format(query[2], sizeof query[2], "Communication?%s", query[0]);
    assert_int_equal(fhir_server_count(&server, query[2]), 1);
    text_format(query[2], sizeof query[2], "Task?%s", query[1]);
    assert_int_equal(fhir_server_count(&server, query[2]), 1);
    free(bundle);
    free(text);
    free(task);
}

static int start(void **state)
{
    (void)state;
    fhir_server_start(&server, "");
    return 0;
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
        cmocka_unit_test(every_body_is_taken_with_all_references_and_with_none),
        cmocka_unit_test(what_was_written_is_seen_again),
        cmocka_unit_test(what_became_of_the_paper_is_seen_again),
        cmocka_unit_test(every_fault_has_its_word),
        cmocka_unit_test(a_changed_copy_keeps_what_we_do_not_know),
        cmocka_unit_test(changed_copies_are_taken),
        cmocka_unit_test(a_transaction_makes_all_and_a_repeat_makes_none),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
