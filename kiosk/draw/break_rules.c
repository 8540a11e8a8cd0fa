#include "draw/break_rules.h"
#include "draw/utf8.h"

#include <linebreak.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

/* English words that belong to the number behind them, and month names, which also belong to the
 * one before. */
static const char *const before_number[] = {
    "lift",      "window",   "room",   "floor",    "building",  "level",   "page",     "no.",
    "step",      "bus",      "line",   "Mon",      "Tue",       "Wed",     "Thu",      "Fri",
    "Sat",       "Sun",      "Jan",    "Feb",      "Mar",       "Apr",     "May",      "Jun",
    "Jul",       "Aug",      "Sep",    "Oct",      "Nov",       "Dec",     "Monday",   "Tuesday",
    "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",    "January", "February", "March",
    "April",     "June",     "July",   "August",   "September", "October", "November", "December",
    "Lift",      "Window",   "Room",   "Floor",    "Building",  "Level",   "Page",     "Step",
    "Bus",       "Line",     "about",
};

struct line {
    struct break_char *chars;
    size_t count;
};

bool break_is_space(uint32_t c)
{
    return c == ' ' || c == 0x3000 || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

static bool is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c < 0x250);
}

static uint32_t at(const struct line *line, size_t i)
{
    return i < line->count ? line->chars[i].c : 0; /* i may have wrapped below 0 */
}

/* The Latin word that ends at `end` is one that belongs to the number behind it. */
static bool binds_number(const struct line *line, size_t end)
{
    char word[16];
    size_t start = end, n = 0;
    while (start > 0 && (is_latin(at(line, start - 1)) || at(line, start - 1) == '.') &&
           end - start < sizeof word)
        start--;
    for (size_t i = start; i <= end && n + 1 < sizeof word; i++)
        word[n++] = (char)at(line, i);
    word[n] = 0;
    for (size_t i = 0; i < sizeof before_number / sizeof *before_number; i++)
        if (strcmp(word, before_number[i]) == 0)
            return true;
    return false;
}

/* What is counted in two characters: 分钟, 小时, 公里, 厘米. */
static bool is_unit(uint32_t a, uint32_t b)
{
    return (a == 0x5206 && b == 0x949f) || (a == 0x5c0f && b == 0x65f6) ||
           (a == 0x516c && b == 0x91cc) || (a == 0x5398 && b == 0x7c73);
}

/* A break without a space between `a` (at i) and `b`: 3|月, 月|12日, 第|3, 张|*. */
static bool joined_tight(const struct line *line, size_t i)
{
    uint32_t a = at(line, i), b = at(line, i + 1);
    if (a == '*' || b == '*' || a == 0x2013 || b == 0x2013)
        return true;
    if (is_digit(a))
        return utf8_is_han(b) || b == '%' || b == 0x2103;
    if (is_unit(a, b))
        return true;
    if (is_digit(b))
        return a == 0x7b2c ||
               /* 第 */ ((a == 0x6708 || a == 0x5e74) && i > 0 && is_digit(at(line, i - 1)));
    if (is_latin(a))
        return utf8_is_han(b) && !is_latin(at(line, i - 1)); /* B区 */
    return false;
}

/* A break behind the single space at i + 1, between `a` (at i) and `b` (at i + 2): 2 诊室, 472 918,
 * 10:30 到 11:00. */
static bool joined_spaced(const struct line *line, size_t i)
{
    uint32_t a = at(line, i), b = at(line, i + 2);
    if (is_digit(a))
        return is_digit(b) || utf8_is_han(b) || is_latin(b) || b == 0x2013;
    if (is_digit(b)) {
        bool range = (a == 0x5230 || a == 0x81f3) && at(line, i - 1) == ' ' &&
                     is_digit(at(line, i - 2)); /* 到 至 */
        bool range_en = a == 'o' && at(line, i - 1) == 't' && at(line, i - 2) == ' ' &&
                        is_digit(at(line, i - 3));
        return range || range_en || a == 0x7b2c || a == 0x7ea6 /* 约 */ || a == 0x2013 ||
               (is_latin(a) && binds_number(line, i));
    }
    if (is_latin(a) && utf8_is_han(b))
        return !is_latin(at(line, i - 1)); /* B 区, but not "MRI 检查" */
    return a == 0x65e5 && (b == 0x661f || b == 0x5468) &&
           is_digit(at(line, i - 1)); /* 13日 星期五, 13日 周五 */
}

static void keep_together(struct line *line)
{
    for (size_t i = 0; i + 1 < line->count; i++) {
        if (line->chars[i].after == BREAK_YES && joined_tight(line, i) &&
            !break_is_space(at(line, i)))
            line->chars[i].after = BREAK_POOR;
        if (at(line, i + 1) == ' ' && line->chars[i + 1].after == BREAK_YES &&
            joined_spaced(line, i))
            line->chars[i + 1].after = BREAK_POOR;
    }
}

struct break_char *break_rules(const char *text, size_t length, size_t *count)
{
    struct line line = {.chars = calloc(length + 1, sizeof *line.chars)};
    utf32_t *plain = calloc(length + 1, sizeof *plain);
    char *breaks = calloc(length + 1, 1);
    if (line.chars == NULL || plain == NULL || breaks == NULL)
        abort();
    bool other = false;
    for (size_t i = 0, used; i < length; i += used) {
        uint32_t c = utf8_take(text + i, length - i, &used);
        if (c == 0x0e || c == 0x0f) {
            other = c == 0x0e;
            continue;
        }
        plain[line.count] = c;
        line.chars[line.count++] =
            (struct break_char){.c = c, .at = i, .used = used, .other = other};
    }
    static once_flag once = ONCE_FLAG_INIT;
    call_once(&once, init_linebreak); /* its index makes the search short */
    set_linebreaks_utf32(plain, line.count, "zh", breaks);
    for (size_t i = 0; i < line.count; i++) {
        bool newline = line.chars[i].c == '\n';
        line.chars[i].after = breaks[i] == LINEBREAK_MUSTBREAK && newline ? BREAK_MUST
                              : breaks[i] == LINEBREAK_NOBREAK            ? BREAK_NO
                                                                          : BREAK_YES;
    }
    keep_together(&line);
    explicit_bzero(plain, (length + 1) * sizeof *plain);
    free(plain);
    free(breaks);
    *count = line.count;
    return line.chars;
}
