#include "map/hours.h"

#include <stdio.h>
#include <string.h>

#define DAY 1440

struct scan {
    const char *at;
    bool bad;
};

static void blanks(struct scan *s)
{
    while (*s->at == ' ' || *s->at == '\t')
        s->at++;
}

static bool take(struct scan *s, const char *word)
{
    size_t length = strlen(word);
    blanks(s);
    if (strncmp(s->at, word, length) != 0)
        return false;
    s->at += length;
    return true;
}

static int take_day(struct scan *s)
{
    static const char *const days[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    for (int i = 0; i < 7; i++)
        if (take(s, days[i]))
            return i;
    return -1;
}

/* "Mo-Fr,Su" as bits; all days when there is none. */
static unsigned take_days(struct scan *s)
{
    unsigned days = 0;
    do {
        int from = take_day(s);
        if (from < 0) {
            take(s, "PH"); /* public holidays are not known here */
            continue;
        }
        int to = take(s, "-") ? take_day(s) : from;
        s->bad = s->bad || to < 0;
        for (int d = from; to >= 0; d = (d + 1) % 7) {
            days |= 1u << d;
            if (d == to)
                break;
        }
    } while (take(s, ","));
    return days ? days : 127;
}

static int take_time(struct scan *s)
{
    int hour = 0, minute = 0, used = 0;
    blanks(s);
    if (sscanf(s->at, "%2d:%2d%n", &hour, &minute, &used) != 2 || hour < 0 || hour > 48 ||
        minute < 0 || minute > 59) {
        s->bad = true;
        return 0;
    }
    s->at += used;
    return hour * 60 + minute;
}

/* One rule: whether it speaks of that day, and if so whether it is open then. */
static void rule(struct scan *s, int week_minute, bool *open, bool *yesterday)
{
    int day = week_minute / DAY, minute = week_minute % DAY;
    if (take(s, "24/7")) {
        *open = true;
        return;
    }
    unsigned days = take_days(s);
    bool today = days & (1u << day), before = days & (1u << ((day + 6) % 7));
    if (today)
        *open = false;
    if (before)
        *yesterday = false;
    if (take(s, "off") || take(s, "closed"))
        return;
    do {
        int from = take_time(s);
        if (!take(s, "-"))
            s->bad = true;
        int to = s->bad ? from : take_time(s);
        if (to <= from && !s->bad)
            to += DAY;
        if (today && minute >= from && minute < to)
            *open = true;
        if (before && minute + DAY < to)
            *yesterday = true;
    } while (!s->bad && take(s, ","));
}

static bool scan(const char *text, int week_minute, bool *good)
{
    struct scan s = {text, false};
    bool open = false, yesterday = false;
    do {
        blanks(&s);
        if (!*s.at)
            break;
        rule(&s, week_minute, &open, &yesterday);
        blanks(&s);
    } while (!s.bad && (take(&s, ";") || take(&s, "||")));
    *good = !s.bad && !*s.at;
    return open || yesterday;
}

bool hours_valid(const char *text)
{
    bool good;
    scan(text, 0, &good);
    return good;
}

bool hours_open(const char *text, int week_minute)
{
    bool good, open = scan(text, week_minute, &good);
    return !good || open;
}
