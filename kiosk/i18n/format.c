#include "i18n/format.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Calendar words are not messages: their order in a date differs by language, so each language has
 * its own rows here. */
static const char *const weekday_zh[7] = {"星期日", "星期一", "星期二", "星期三",
                                          "星期四", "星期五", "星期六"};
static const char *const weekday_short_zh[7] = {"周日", "周一", "周二", "周三",
                                                "周四", "周五", "周六"};
static const char *const weekday_en[7] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char *const month_en[12] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};

static bool english(void)
{
    return tr_lang() == LANG_EN;
}

/* Parsed, with its weekday; false leaves `out` holding what was given, so that a damaged date is
 * still seen. */
static bool parse(const char *date, struct local_time *local, char *out, size_t size)
{
    if (clock_parse_date(date, local)) {
        local->weekday = clock_weekday(date);
        return true;
    }
    text_copy(out, size, date);
    return false;
}

void format_time(int64_t ms, char *out, size_t size)
{
    struct local_time local;
    clock_local(ms, &local);
    text_format(out, size, "%02d:%02d", local.hour, local.minute);
}

void format_time_seconds(int64_t ms, char *out, size_t size)
{
    struct local_time local;
    clock_local(ms, &local);
    text_format(out, size, "%02d:%02d:%02d", local.hour, local.minute, local.second);
}

void format_time_span(int64_t from, int64_t until, char *out, size_t size)
{
    char first[16], last[16];
    format_time(from, first, sizeof first);
    format_time(until, last, sizeof last);
    text_format(out, size, english() ? "%s to %s" : "%s 到 %s", first, last);
}

void format_date(const char *date, char *out, size_t size)
{
    struct local_time local;
    if (!parse(date, &local, out, size))
        return;
    if (english())
        text_format(out, size, "%s %d %s", weekday_en[local.weekday], local.day,
                    month_en[local.month - 1]);
    else
        text_format(out, size, "%d月%d日 %s", local.month, local.day, weekday_zh[local.weekday]);
}

void format_date_near(const char *date, const char *today, char *out, size_t size)
{
    char day[FORMAT_SIZE], tomorrow[DATE_SIZE];
    if (strcmp(date, today) == 0) {
        text_copy(out, size, english() ? "Today" : "今天");
        return;
    }
    format_date(date, day, sizeof day);
    clock_date_add(today, 1, tomorrow);
    if (strcmp(date, tomorrow) == 0)
        text_format(out, size, english() ? "Tomorrow, %s" : "明天 %s", day);
    else
        text_copy(out, size, day);
}

void format_day_name(const char *date, const char *today, char *out, size_t size)
{
    struct local_time local;
    if (strcmp(date, today) == 0)
        text_copy(out, size, english() ? "Today" : "今天");
    else if (parse(date, &local, out, size))
        text_copy(out, size, (english() ? weekday_en : weekday_short_zh)[local.weekday]);
}

void format_day_of_month(const char *date, char *out, size_t size)
{
    struct local_time local;
    if (parse(date, &local, out, size))
        text_format(out, size, "%d", local.day);
}

/* The yen sign of both scripts is U+00A5; other currencies are named by their code. Whole amounts
 * are shown without cents where a person chooses, but never rounded. */
void format_money(int64_t minor, const char *currency, bool keep, char *out, size_t size)
{
    char sign[8] = "¥";
    bool negative = minor < 0;
    uint64_t amount = negative ? 0 - (uint64_t)minor : (uint64_t)minor;
    if (currency && currency[0] && strcmp(currency, "CNY") != 0)
        text_format(sign, sizeof sign, "%.3s ", currency);
    if (keep || amount % 100)
        text_format(out, size, "%s%s%llu.%02llu", negative ? "-" : "", sign,
                    (unsigned long long)(amount / 100), (unsigned long long)(amount % 100));
    else
        text_format(out, size, "%s%s%llu", negative ? "-" : "", sign,
                    (unsigned long long)(amount / 100));
}

/* Six in threes, longer ones in fours; what already has marks between or is short stays as it is.
 */
void format_code(const char *code, char *out, size_t size)
{
    size_t length = strlen(code), group = length == 6 ? 3 : 4, used = 0;
    if (length <= 5 || strpbrk(code, "- ")) {
        text_copy(out, size, code);
        return;
    }
    for (size_t i = 0; i < length && used + 2 < size; i++) {
        if (i && i % group == 0)
            out[used++] = ' ';
        out[used++] = code[i];
    }
    if (size)
        out[used] = '\0';
}

void format_part(enum day_part part, char *out, size_t size)
{
    static const char *const zh[] = {
        [PART_MORNING] = "上午", [PART_AFTERNOON] = "下午", [PART_EVENING] = "晚上"};
    static const char *const en[] = {
        [PART_MORNING] = "Morning", [PART_AFTERNOON] = "Afternoon", [PART_EVENING] = "Evening"};
    _Static_assert(sizeof zh / sizeof *zh == PART_COUNT, "a name for each part of the day");
    _Static_assert(sizeof en / sizeof *en == PART_COUNT, "a name for each part of the day");
    if (part < PART_COUNT)
        text_copy(out, size, (english() ? en : zh)[part]);
    else
        text_copy(out, size, "");
}

void format_range_minutes(int from, int to, char *out, size_t size)
{
    if (from >= to)
        text_format(out, size, "%d", to);
    else
        text_format(out, size, "%d–%d", from, to);
}
