/* Covers kiosk/i18n/format.c */
#include "i18n/format.h"

#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

/* Both languages of one formatting, compared at once. */
#define BOTH(call, zh, en)                                                                         \
    do {                                                                                           \
        char out[FORMAT_SIZE];                                                                     \
        tr_set(LANG_ZH);                                                                           \
        call;                                                                                      \
        assert_string_equal(out, zh);                                                              \
        tr_set(LANG_EN);                                                                           \
        call;                                                                                      \
        assert_string_equal(out, en);                                                              \
    } while (0)

static int64_t at(int hour, int minute)
{
    struct local_time local = {.year = 2026, .month = 3, .day = 12, .hour = hour, .minute = minute};
    return clock_from_local(&local);
}

static void times_have_two_digits_and_24_hours(void **state)
{
    (void)state;
    BOTH(format_time(at(9, 5), out, sizeof out), "09:05", "09:05");
    BOTH(format_time(at(23, 59), out, sizeof out), "23:59", "23:59");
    BOTH(format_time_span(at(10, 30), at(11, 0), out, sizeof out), "10:30 到 11:00",
         "10:30 to 11:00");
}

static void dates_are_written_as_each_language_does(void **state)
{
    (void)state;
    BOTH(format_date("2026-03-13", out, sizeof out), "3月13日 星期五", "Fri 13 March");
    BOTH(format_date("2026-12-06", out, sizeof out), "12月6日 星期日", "Sun 6 December");
    BOTH(format_day_of_month("2026-03-07", out, sizeof out), "7", "7");
}

static void today_and_tomorrow_come_in_words(void **state)
{
    (void)state;
    const char *today = "2026-02-28";
    BOTH(format_date_near(today, today, out, sizeof out), "今天", "Today");
    BOTH(format_date_near("2026-03-01", today, out, sizeof out), "明天 3月1日 星期日",
         "Tomorrow, Sun 1 March");
    BOTH(format_date_near("2026-03-02", today, out, sizeof out), "3月2日 星期一", "Mon 2 March");
    BOTH(format_day_name(today, today, out, sizeof out), "今天", "Today");
    BOTH(format_day_name("2026-03-01", today, out, sizeof out), "周日", "Sun");
}

static void a_damaged_date_is_shown_as_it_is(void **state)
{
    (void)state;
    BOTH(format_date("2026-02-30", out, sizeof out), "2026-02-30", "2026-02-30");
}

static void money_is_never_rounded(void **state)
{
    (void)state;
    BOTH(format_money(5000, "CNY", false, out, sizeof out), "¥50", "¥50");
    BOTH(format_money(5000, "CNY", true, out, sizeof out), "¥50.00", "¥50.00");
    BOTH(format_money(1250, "CNY", false, out, sizeof out), "¥12.50", "¥12.50");
    BOTH(format_money(5, "", true, out, sizeof out), "¥0.05", "¥0.05");
    BOTH(format_money(-300, "EUR", true, out, sizeof out), "-EUR 3.00", "-EUR 3.00");
}

static void codes_are_grouped(void **state)
{
    (void)state;
    BOTH(format_code("472918", out, sizeof out), "472 918", "472 918");
    BOTH(format_code("03124786", out, sizeof out), "0312 4786", "0312 4786");
    BOTH(format_code("7F3K-2QXM-4C", out, sizeof out), "7F3K-2QXM-4C", "7F3K-2QXM-4C");
    BOTH(format_code("B027", out, sizeof out), "B027", "B027");
    BOTH(format_code("", out, sizeof out), "", "");
}

static void a_code_longer_than_the_buffer_is_cut(void **state)
{
    (void)state;
    char out[6];
    format_code("1234567890", out, sizeof out);
    assert_string_equal(out, "1234");
}

static void parts_of_the_day_and_ranges(void **state)
{
    (void)state;
    BOTH(format_part(PART_AFTERNOON, out, sizeof out), "下午", "Afternoon");
    BOTH(format_range_minutes(25, 40, out, sizeof out), "25–40", "25–40");
    BOTH(format_range_minutes(10, 10, out, sizeof out), "10", "10");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_have_two_digits_and_24_hours),
        cmocka_unit_test(dates_are_written_as_each_language_does),
        cmocka_unit_test(today_and_tomorrow_come_in_words),
        cmocka_unit_test(a_damaged_date_is_shown_as_it_is),
        cmocka_unit_test(money_is_never_rounded),
        cmocka_unit_test(codes_are_grouped),
        cmocka_unit_test(a_code_longer_than_the_buffer_is_cut),
        cmocka_unit_test(parts_of_the_day_and_ranges),
    };
    setenv("TZ", "Asia/Shanghai", 1);
    tzset();
    tr_init(FOYER_LOCALE);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
