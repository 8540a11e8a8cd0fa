/* Covers kiosk/screen/board_names.c and board_pick.c. */
#include "screen/board.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void what_all_rooms_have_in_common_stands_once(void **state)
{
    (void)state;
    static const struct {
        const char *names[4], *area, *common, *out[4];
    } rows[] = {
        {{"3 楼 B 区 1 诊室", "3 楼 B 区 2 诊室"}, "3 楼 B 区", "3 楼 B 区", {"1 诊室", "2 诊室"}},
        {{"3 楼 A 区 1 诊室", "3 楼 B 区 1 诊室"}, "", "3 楼", {"A 区 1 诊室", "B 区 1 诊室"}},
        {{"Floor 3, area B, room 1", "Floor 3, area B, room 12"},
         "",
         "Floor 3, area B",
         {"Room 1", "Room 12"}},
        {{"Floor 3, area A, room 1", "Floor 3, area B, room 1"},
         "",
         "Floor 3",
         {"Area A, room 1", "Area B, room 1"}},
        {{"收费处 1 号窗口", "收费处 2 号窗口"}, "1 楼收费处", "收费处", {"1 号窗口", "2 号窗口"}},
        {{"诊室 1", "诊室 2"}, "", "", {"诊室 1", "诊室 2"}}, /* never a bare number */
        {{"内科诊室一", "内科诊室二"}, "", "", {"内科诊室一", "内科诊室二"}},
        {{"1 诊室", "抽血处"}, "", "", {"1 诊室", "抽血处"}},
        {{"3 楼 B 区 1 诊室"}, "3 楼 B 区", "3 楼 B 区", {"1 诊室"}},
        {{"抽血处"}, "门诊楼 2 楼", "", {"抽血处"}},
        {{"A"}, "A", "", {"A"}},
        {{"Lab 1", "Lab 1"}, "", "", {"Lab 1", "Lab 1"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[4][ROOM_NAME_SIZE], common[ROOM_NAME_SIZE];
        size_t n = 0;
        while (n < 4 && rows[i].names[n])
            n++;
        names_shorten(rows[i].names, n, rows[i].area, out, common);
        assert_string_equal(common, rows[i].common);
        for (size_t k = 0; k < n; k++)
            assert_string_equal(out[k], rows[i].out[k]);
    }
    char common[ROOM_NAME_SIZE];
    names_shorten(NULL, 0, "", NULL, common);
    assert_string_equal(common, "");
}

/* ---- which call stands in the large block ---- */

static void call(struct board_state *s, const char *op, int calls, int64_t ms)
{
    size_t at = 0;
    while (at < s->called_count && strcmp(s->called[at].op, op) != 0)
        at++;
    if (at == s->called_count)
        s->called_count++;
    struct board_number *n = &s->called[at];
    snprintf(n->op, sizeof n->op, "%s", op);
    n->stage = calls > 1 ? QUEUE_RECALLED : QUEUE_CALLED;
    n->calls = calls;
    n->called_ms = ms;
}

static void becomes(struct board_state *s, const char *op, enum queue_status stage)
{
    for (size_t i = 0; i < s->called_count; i++)
        if (strcmp(s->called[i].op, op) == 0)
            s->called[i].stage = stage;
}

static void shows(struct board_state *s, int64_t now, const char *op)
{
    const struct board_number *n = board_pick(s, "", now);
    assert_string_equal(n ? n->op : "nobody", op);
}

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct board_state));
    return *state ? 0 : 1;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static void calls_of_several_rooms_are_shown_one_after_the_other(void **state)
{
    struct board_state *s = *state;
    shows(s, 1000, "nobody");
    call(s, "a", 1, 10000);
    shows(s, 10000, "a");
    call(s, "b", 1, 10500);
    call(s, "c", 1, 11000);
    shows(s, 11000, "a");
    shows(s, 10000 + BOARD_HOLD_MS, "b");
    shows(s, 10000 + 2 * BOARD_HOLD_MS, "c");
    shows(s, 10000 + 30 * BOARD_HOLD_MS, "c"); /* it stays until somebody comes */
}

static void a_number_called_again_comes_back(void **state)
{
    struct board_state *s = *state;
    call(s, "a", 1, 10000);
    shows(s, 10000, "a");
    call(s, "b", 1, 20000);
    shows(s, 20000, "b");
    int64_t before = s->shown.since_ms;
    call(s, "a", 2, 40000);
    shows(s, 40000, "a");
    assert_int_equal(s->shown.since_ms, 40000);
    assert_true(before < s->shown.since_ms);
}

static void who_has_come_in_leaves_the_block_to_who_is_still_called(void **state)
{
    struct board_state *s = *state;
    call(s, "a", 1, 10000);
    call(s, "b", 1, 20000);
    shows(s, 20000, "b");
    becomes(s, "b", QUEUE_SERVING);
    shows(s, 20001, "a");
    becomes(s, "a", QUEUE_PASSED);
    shows(s, 20002, "nobody");
}

static void after_a_restart_the_newest_call_is_there_and_is_no_new_one(void **state)
{
    struct board_state *s = *state;
    call(s, "a", 1, 10000);
    call(s, "b", 1, 20000);
    shows(s, 90000, "b");
    assert_int_equal(s->shown.since_ms, 20000); /* no pulses for an old call */
}

static void a_clock_that_is_put_back_holds_nothing_up(void **state)
{
    struct board_state *s = *state;
    call(s, "a", 1, 500000);
    shows(s, 500000, "a");
    call(s, "b", 1, 500500);
    shows(s, 100000, "b");
}

static void the_block_follows_the_voice(void **state)
{
    struct board_state *s = *state;
    call(s, "a", 1, 10000);
    call(s, "b", 1, 10100);
    assert_string_equal(board_pick(s, "a", 10200)->op, "a");
    assert_string_equal(board_pick(s, "a", 30000)->op, "a"); /* for as long as it takes */
    assert_string_equal(board_pick(s, "b", 30100)->op, "b");
    assert_int_equal(s->shown.since_ms, 30100);
    becomes(s, "b", QUEUE_SERVING); /* came before the voice had ended */
    assert_string_equal(board_pick(s, "b", 40200)->op, "a");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_all_rooms_have_in_common_stands_once),
        TEST(calls_of_several_rooms_are_shown_one_after_the_other),
        TEST(a_number_called_again_comes_back),
        TEST(who_has_come_in_leaves_the_block_to_who_is_still_called),
        TEST(after_a_restart_the_newest_call_is_there_and_is_no_new_one),
        TEST(a_clock_that_is_put_back_holds_nothing_up),
        TEST(the_block_follows_the_voice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
