/* Covers kiosk/draw/text_break.c and break_rules.c. */
#include "draw/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

struct row {
    int width;                /* in half em of 20 px: a Han is 2, a Latin letter 1.12 */
    const char *text, *lines; /* lines parted by | */
};

static void breaks_to(const struct row *row)
{
    struct text_lines lines;
    char got[1024] = "";
    text_break(text_null(), row->text, 20, false, row->width * 10, &lines);
    for (int i = 0; i < lines.count; i++) {
        if (i > 0)
            strcat(got, "|");
        strncat(got, row->text + lines.line[i].start, lines.line[i].length);
    }
    if (strcmp(got, row->lines) != 0)
        print_error("%s at %d: got %s, wanted %s\n", row->text, row->width, got, row->lines);
    assert_string_equal(got, row->lines);
}

static void lines_break_where_a_reader_expects(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {40, "您好，今天办什么", "您好，今天办什么"},
        {10, "签到好了，请去候诊", "签到好了，|请去候诊"}, /* no comma at the start of a line */
        {13, "收到了有人负责", "收到了有|人负责"},         /* not a last line of one character */
        {22, "前面还有六个人，请在这里等一下好吗", "前面还有六个人，请在这|里等一下好吗"},
        {100, "一\n二\n\n三", "一|二||三"},
        {20, "How can we help you", "How can we|help you"},
        {14, "Book an appointment", "Book an|appointment"},
        {20, "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        breaks_to(&rows[i]);
}

static void facts_stay_in_one_piece(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {12, "请在3月12日来", "请在|3月12日来"},
        {12, "您去看 2 诊室吧", "您去看|2 诊室吧"},
        {12, "号码是 472 918", "号码是|472 918"},
        {14, "请等一下 25–40 分钟", "请等一下|25–40 分钟"},
        {18, "心内科　三楼　约 3 分钟", "心内科　三楼|约 3 分钟"},
        {16, "一共要付的是¥50.00", "一共要付的是|¥50.00"},
        {20, "明天到 10:30 到 11:00 来", "明天到|10:30 到 11:00 来"},
        {9, "这位张*三您好", "这位|张*三|您好"},
        {17, "请到三楼左边 B 区坐", "请到三楼左边|B 区坐"},
        {14, "please go to window 1", "please go to|window 1"},
        {16, "Come on Fri 13 March", "Come on|Fri 13 March"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        breaks_to(&rows[i]);
}

static void a_piece_wider_than_the_line_is_broken_and_said_to_be_cut(void **state)
{
    (void)state;
    struct text_lines lines;
    text_break(text_null(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 20, false, 100, &lines);
    assert_true(lines.cut);
    assert_true(lines.count > 2);
    assert_true(lines.width <= 100);
    text_break(text_null(), "2026年3月12日星期四", 20, false, 130, &lines);
    assert_false(lines.cut); /* a date may break where UAX 14 allows when there is no other way */
    assert_true(lines.width <= 130);
}

static void too_many_lines_are_said_to_be_cut(void **state)
{
    (void)state;
    struct text_lines lines;
    text_break(text_null(),
               "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nr\ns\nt\nu\nv\nw\nx\ny\nz", 20,
               false, 0, &lines);
    assert_int_equal(lines.count, TEXT_LINES_MAX);
    assert_true(lines.cut);
}

static void a_weight_that_runs_over_the_line_end_goes_on_in_the_next(void **state)
{
    (void)state;
    struct text_lines lines;
    const char *text = "去\x0e"
                       "二号电梯检修\x0f"
                       "旁边";
    text_break(text_null(), text, 20, false, 100, &lines);
    assert_int_equal(lines.count, 2);
    assert_false(lines.line[0].bold);
    assert_true(lines.line[1].bold);
    assert_int_equal(lines.line[0].width, 100);
    assert_int_equal(lines.line[1].width, 80);
    assert_int_equal(text_width(text_null(), text, 20, false), 180);
}

static void damaged_bytes_do_no_harm(void **state)
{
    (void)state;
    struct text_lines lines;
    for (int c = 1; c < 256; c++) {
        char text[] = {'a', (char)c, (char)0xe4, (char)c, 'b', (char)0xf4, 0};
        text_break(text_null(), text, 20, false, 30, &lines);
        for (int i = 0; i < lines.count; i++)
            assert_true(lines.line[i].start + lines.line[i].length <= strlen(text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_where_a_reader_expects),
        cmocka_unit_test(facts_stay_in_one_piece),
        cmocka_unit_test(a_piece_wider_than_the_line_is_broken_and_said_to_be_cut),
        cmocka_unit_test(too_many_lines_are_said_to_be_cut),
        cmocka_unit_test(a_weight_that_runs_over_the_line_end_goes_on_in_the_next),
        cmocka_unit_test(damaged_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
