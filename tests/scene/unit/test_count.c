/* The counting at the end of a scene with a server (scene/count.h): what it must not let pass. */
#include "scene/count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct owed all[] = {
    {.what = "booking", .type = "Appointment", .system = "op", .value = "b1", .status = "booked"},
    {.what = "complaint", .type = "Communication", .system = "op", .value = "c1"},
    {.what = "handling", .type = "Task", .system = "op", .value = "t1"},
    {.what = "tracking number", .type = "Task", .system = "complaint", .value = "7F3K"},
    {.what = "rating",
     .type = "QuestionnaireResponse",
     .system = "op",
     .value = "r1",
     .status = "completed"},
};

#define OP(value) "{\"system\":\"http://h.example/sid/op\",\"value\":\"" value "\"}"
#define BOOKING(value, status, slot)                                                               \
    "{\"identifier\":[" OP(value) "],\"status\":\"" status                                         \
                                  "\",\"slot\":[{\"reference\":\"Slot/" slot "\"}]}"
#define SLOT(id, status)                                                                           \
    "{\"id\":\"" id "\",\"status\":\"" status                                                      \
    "\",\"identifier\":[{\"system\":\"http://h.example/sid/slot\",\"value\":\"" id "\"}]}"
#define COMPLAINT "{\"identifier\":[" OP("c1") "]}"
#define HANDLING                                                                                   \
    "{\"identifier\":[" OP("t1") ",{\"system\":\"http://h.example/sid/"                            \
                                 "complaint\",\"value\":\"7F3K\"}]}"
#define RATING "{\"identifier\":" OP("r1") ",\"status\":\"completed\"}"

static void wrong(const char *appointments, const char *slots, const char *communications,
                  const char *tasks, const char *ratings, const struct ledger *ledger,
                  const char *expected)
{
    char text[4096], why[512];
    snprintf(text, sizeof text,
             "{\"Appointment\":[%s],\"Slot\":[%s],\"Communication\":[%s],\"Task\":[%s],"
             "\"QuestionnaireResponse\":[%s]}",
             appointments, slots, communications, tasks, ratings);
    json_t *have = json_loads(text, 0, NULL);
    assert_non_null(have);
    size_t count = count_wrong(have, ledger, why, sizeof why);
    json_decref(have);
    if (*expected == 0) {
        assert_string_equal(why, "");
        assert_int_equal(count, 0);
        return;
    }
    assert_true(count > 0);
    if (!strstr(why, expected))
        fail_msg("\"%s\" is not said in \"%s\"", expected, why);
}

static struct ledger ledger_of(void)
{
    return (struct ledger){.owed = (struct owed *)all, .count = sizeof all / sizeof *all};
}

static void everything_once_is_well(void **state)
{
    (void)state;
    struct ledger ledger = ledger_of();
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "busy"), COMPLAINT, HANDLING, RATING, &ledger,
          "");
}

static void what_is_missing_is_lost(void **state)
{
    (void)state;
    struct ledger ledger = ledger_of();
    wrong("", "", COMPLAINT, HANDLING, RATING, &ledger, "lost: the booking");
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "busy"), COMPLAINT, "", RATING, &ledger,
          "lost: the tracking number");
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "busy"), COMPLAINT, HANDLING, "", &ledger,
          "lost: the rating");
}

static void what_was_sent_again_is_twice(void **state)
{
    (void)state;
    struct ledger ledger = ledger_of();
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "busy"), COMPLAINT "," COMPLAINT, HANDLING,
          RATING, &ledger, "twice: Communication op|c1");
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "busy"), COMPLAINT, HANDLING, RATING "," RATING,
          &ledger, "twice: QuestionnaireResponse op|r1");
}

static void what_no_store_knows_nobody_did(void **state)
{
    (void)state;
    struct ledger ledger = ledger_of();
    wrong(BOOKING("b1", "booked", "s1") "," BOOKING("b2", "booked", "s2"),
          SLOT("s1", "busy") "," SLOT("s2", "busy"), COMPLAINT, HANDLING, RATING, &ledger,
          "nobody did: Appointment op|b2");
}

static void another_state_than_here_is_told(void **state)
{
    (void)state;
    struct ledger ledger = ledger_of();
    wrong(BOOKING("b1", "cancelled", "s1"), SLOT("s1", "free"), COMPLAINT, HANDLING, RATING,
          &ledger, "is cancelled there, here booked");
}

static void a_slot_is_sold_once_and_kept_for_somebody(void **state)
{
    (void)state;
    struct ledger ledger = ledger_of();
    wrong(BOOKING("b1", "booked", "s1") "," BOOKING("b2", "booked", "s1"), SLOT("s1", "busy"),
          COMPLAINT, HANDLING, RATING, &ledger, "sold twice: Slot/s1");
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "free"), COMPLAINT, HANDLING, RATING, &ledger,
          "sold, but not busy: Slot/s1");
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "busy") "," SLOT("s2", "busy-tentative"),
          COMPLAINT, HANDLING, RATING, &ledger, "kept for nobody: Slot s2");
}

static void what_waits_or_was_refused_is_told(void **state)
{
    (void)state;
    struct ledger ledger = ledger_of();
    ledger.waiting = 2;
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "busy"), COMPLAINT, HANDLING, RATING, &ledger,
          "2 still wait");
    ledger.waiting = 0;
    snprintf(ledger.refused, sizeof ledger.refused, "complaint: 422 invariant");
    wrong(BOOKING("b1", "booked", "s1"), SLOT("s1", "busy"), COMPLAINT, HANDLING, RATING, &ledger,
          "refused: complaint: 422");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_once_is_well),
        cmocka_unit_test(what_is_missing_is_lost),
        cmocka_unit_test(what_was_sent_again_is_twice),
        cmocka_unit_test(what_no_store_knows_nobody_did),
        cmocka_unit_test(another_state_than_here_is_told),
        cmocka_unit_test(a_slot_is_sold_once_and_kept_for_somebody),
        cmocka_unit_test(what_waits_or_was_refused_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
