/* Covers model/queue.c. */
#include "base/text.h"
#include "model/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MIN 60000LL
#define NOW (1000 * MIN)
static const struct queue_rules rules = {
    .ratio = 2, .window_min = 15, .late_min = 10, .missed_after = 3, .elderly_age = 65};

/* `minutes` after NOW - 200 */
static struct queue_entry came(const char *name, int minutes, int priority)
{
    struct queue_entry e = {.priority = priority, .arrived_ms = NOW + (minutes - 200) * MIN};
    text_copy(e.op, sizeof e.op, name);
    return e;
}

static struct queue_entry booked(const char *name, int minutes, int due_in)
{
    struct queue_entry e = came(name, minutes, PRIORITY_ROUTINE);
    e.due_ms = NOW + due_in * MIN;
    return e;
}

static struct queue_entry held(const char *name, int minutes, int skip)
{
    struct queue_entry e = came(name, minutes, PRIORITY_ROUTINE);
    e.held = true;
    e.skip = skip;
    return e;
}

static void expect(const struct queue_entry *list, size_t count, int overtaken, const char *names)
{
    size_t order[40];
    char got[200] = "";
    queue_order(list, count, &rules, NOW, overtaken, order);
    for (size_t i = 0; i < count; i++) {
        text_append(got, sizeof got, i ? " " : "");
        text_append(got, sizeof got, list[order[i]].op);
    }
    assert_string_equal(got, names);
}

static void a_class_before_the_next_then_arrival(void **state)
{
    (void)state;
    struct queue_entry list[] = {
        came("w2", 61, 0),
        came("old", 62, PRIORITY_URGENT),
        booked("book", 63, 0),
        came("ref", 65, PRIORITY_ASAP),
        came("stat", 90, PRIORITY_STAT),
        came("back", 64, 0),
    };
    list[5].returned = true;
    const enum queue_class classes[] = {CLASS_WALK_IN,  CLASS_CARED,     CLASS_BOOKED,
                                        CLASS_REFERRAL, CLASS_EMERGENCY, CLASS_RETURN};
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(queue_class_of(&list[i], &rules, NOW), classes[i]);
    struct queue_rules never = rules;
    never.ratio = 20;
    size_t order[6];
    queue_order(list, 6, &never, NOW, 0, order);
    const size_t by_class[] = {4, 3, 5, 2, 1, 0};
    assert_memory_equal(order, by_class, sizeof by_class);
    expect(list, 0, 0, "");
    expect(list, 1, 0, "w2");
}

static void after_so_many_in_a_row_the_longest_waiting_is_next(void **state)
{
    (void)state;
    struct queue_entry list[] = {
        came("w1", 10, 0),   came("w2", 11, 0),   booked("b1", 20, 0), booked("b2", 21, 0),
        booked("b3", 22, 0), booked("b4", 23, 0), booked("b5", 24, 0),
    };
    expect(list, 7, 0, "b1 b2 w1 b3 b4 w2 b5");
    expect(list, 7, 1, "b1 w1 b2 b3 w2 b4 b5");
    expect(list, 7, 2, "w1 b1 b2 w2 b3 b4 b5");
}

static void the_count_of_overtakings_says_what_the_order_said(void **state)
{
    (void)state;
    struct queue_entry list[] = {
        came("w1", 10, 0),   came("w2", 11, 0),   booked("b1", 20, 0),
        booked("b2", 21, 0), booked("b3", 22, 0), came("e", 30, PRIORITY_STAT),
        held("h", 5, 2),
    };
    size_t whole[7], count = 7;
    const char *first[7];
    queue_order(list, count, &rules, NOW, 0, whole);
    for (size_t i = 0; i < 7; i++)
        first[i] = list[whole[i]].op;
    char names[7][8];
    for (size_t i = 0; i < 7; i++)
        text_copy(names[i], sizeof names[i], first[i]);
    int overtaken = 0;
    for (size_t i = 0; i < 7; i++) { /* called one by one it comes out the same */
        size_t order[7];
        queue_order(list, count, &rules, NOW, overtaken, order);
        assert_string_equal(list[order[0]].op, names[i]);
        size_t at = order[0];
        overtaken = queue_overtakes(list, count, &rules, NOW, overtaken, at);
        bool counts = list[at].priority != PRIORITY_STAT;
        list[at] = list[--count];
        for (size_t k = 0; counts && k < count; k++)
            list[k].skip -= list[k].held && list[k].skip > 0;
    }
}

static void nobody_waits_for_ever(void **state)
{
    (void)state;
    struct queue_entry list[2] = {came("w", 0, 0), booked("b", 1, 0)};
    int overtaken = 0, calls = 0;
    for (;; calls++) { /* a booked patient for every one that is called */
        size_t order[2];
        queue_order(list, 2, &rules, NOW, overtaken, order);
        if (order[0] == 0)
            break;
        overtaken = queue_overtakes(list, 2, &rules, NOW, overtaken, 1);
        list[1].arrived_ms += MIN;
        assert_true(calls < 10);
    }
    assert_int_equal(calls, 2);
}

static void early_and_late_bookings_wait_as_walk_ins(void **state)
{
    (void)state;
    static const struct {
        int came, due_in;
        enum queue_class is;
    } cases[] = {
        {190, 16, CLASS_WALK_IN}, /* before its window */
        {190, 15, CLASS_BOOKED},  {190, 0, CLASS_BOOKED},
        {100, -90, CLASS_BOOKED}, /* came 10 minutes before its time: the wait is ours */
        {200, -10, CLASS_BOOKED}, {200, -11, CLASS_WALK_IN}, /* came late */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct queue_entry e = booked("b", cases[i].came, cases[i].due_in);
        if (queue_class_of(&e, &rules, NOW) != cases[i].is)
            fail_msg("case %d", (int)i);
    }
}

static void a_missed_number_stands_behind_as_many_as_were_named(void **state)
{
    (void)state;
    struct queue_entry list[] = {held("h3", 5, 3),
                                 came("w1", 10, 0),
                                 came("w2", 11, 0),
                                 came("w3", 12, 0),
                                 came("w4", 13, 0),
                                 held("h0", 6, 0),
                                 came("e", 100, PRIORITY_STAT)};
    expect(list, 7, 0, "e h0 w1 w2 h3 w3 w4");
    expect(list, 3, 0, "w1 w2 h3");
    expect(list, 1, 0, "h3");
}

static void age_counts_from_the_birthday(void **state)
{
    (void)state;
    static const struct {
        const char *born;
        int is;
    } cases[] = {{"1961-03-12", PRIORITY_URGENT}, {"1961-03-13", PRIORITY_ROUTINE},
                 {"1931-12-31", PRIORITY_URGENT}, {"2020-01-01", PRIORITY_ROUTINE},
                 {"", PRIORITY_ROUTINE},          {"19610312", PRIORITY_ROUTINE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(priority_of_age(cases[i].born, "2026-03-12", &rules), cases[i].is);
    struct queue_rules none = rules;
    none.elderly_age = 0;
    assert_int_equal(priority_of_age("1931-12-31", "2026-03-12", &none), PRIORITY_ROUTINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_class_before_the_next_then_arrival),
        cmocka_unit_test(after_so_many_in_a_row_the_longest_waiting_is_next),
        cmocka_unit_test(the_count_of_overtakings_says_what_the_order_said),
        cmocka_unit_test(nobody_waits_for_ever),
        cmocka_unit_test(early_and_late_bookings_wait_as_walk_ins),
        cmocka_unit_test(a_missed_number_stands_behind_as_many_as_were_named),
        cmocka_unit_test(age_counts_from_the_birthday),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
