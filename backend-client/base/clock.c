#include "base/clock.h"

#include "base/text.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SHIFT_READ_MS 50

static int64_t now_of(clockid_t id)
{
    struct timespec t;
    if (clock_gettime(id, &t))
        abort();
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t system_wall(void *ctx)
{
    (void)ctx;
    return now_of(CLOCK_REALTIME);
}

static int64_t system_mono(void *ctx)
{
    (void)ctx;
    return now_of(CLOCK_BOOTTIME);
}

static const struct clock the_system = {.wall_ms = system_wall, .mono_ms = system_mono};

const struct clock *clock_system(void)
{
    return &the_system;
}

/* A clock moved by the number in a file; read by several threads, hence the atomics. */
struct shifted {
    struct clock clock;
    _Atomic int64_t read_at, shift;
    _Atomic int64_t passed; /* how far the file moved it on since it was first read */
    char path[];
};

static int64_t shift_now(struct shifted *s)
{
    int64_t now = now_of(CLOCK_BOOTTIME);
    if (now - atomic_load(&s->read_at) >= SHIFT_READ_MS) {
        FILE *f = fopen(s->path, "re");
        long long shift;
        if (f && fscanf(f, "%lld", &shift) == 1) {
            int64_t before = atomic_exchange(&s->shift, shift);
            if (shift > before)
                atomic_fetch_add(&s->passed, shift - before);
        }
        if (f)
            fclose(f);
        atomic_store(&s->read_at, now);
    }
    return atomic_load(&s->shift);
}

static int64_t shifted_wall(void *ctx)
{
    return now_of(CLOCK_REALTIME) + shift_now(ctx);
}

/* Time that a test lets pass, passes here too; where the file begins and what it takes back do not
 * count: a machine that was just started must not have a monotonic clock before its start. */
static int64_t shifted_mono(void *ctx)
{
    struct shifted *s = ctx;
    shift_now(s);
    return now_of(CLOCK_BOOTTIME) + atomic_load(&s->passed);
}

const struct clock *clock_shifted(const char *path)
{
    size_t size = strlen(path) + 1;
    struct shifted *s = calloc(1, sizeof *s + size);
    if (!s)
        abort();
    memcpy(s->path, path, size);
    s->read_at = -SHIFT_READ_MS;
    shift_now(s);
    atomic_store(&s->passed, 0);
    s->clock = (struct clock){.wall_ms = shifted_wall, .mono_ms = shifted_mono, .ctx = s};
    return &s->clock; /* lives as long as the program */
}

int64_t clock_wall(const struct clock *clock)
{
    return clock->wall_ms(clock->ctx);
}

int64_t clock_mono(const struct clock *clock)
{
    return clock->mono_ms(clock->ctx);
}

void clock_local(int64_t wall_ms, struct local_time *out)
{
    time_t t = (time_t)(wall_ms >= 0 ? wall_ms / 1000 : -((-wall_ms + 999) / 1000));
    struct tm tm;
    localtime_r(&t, &tm);
    *out = (struct local_time){.year = tm.tm_year + 1900,
                               .month = tm.tm_mon + 1,
                               .day = tm.tm_mday,
                               .hour = tm.tm_hour,
                               .minute = tm.tm_min,
                               .second = tm.tm_sec,
                               .weekday = tm.tm_wday};
}

int64_t clock_from_local(const struct local_time *local)
{
    struct tm tm = {.tm_year = local->year - 1900,
                    .tm_mon = local->month - 1,
                    .tm_mday = local->day,
                    .tm_hour = local->hour,
                    .tm_min = local->minute,
                    .tm_sec = local->second,
                    .tm_isdst = -1};
    return (int64_t)mktime(&tm) * 1000;
}

/* Days since 1970-01-01 of a proleptic Gregorian date, and back (H. Hinnant, "chrono-compatible
 * low-level date algorithms"). */
static int64_t days_of(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

static void date_of(int64_t days, char out[DATE_SIZE])
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    int month = (int)(mp < 10 ? mp + 3 : mp - 9);
    int year = (int)(yoe + era * 400 + (month <= 2));
    text_format(out, DATE_SIZE, "%04d-%02d-%02d", year, month, (int)(doy - (153 * mp + 2) / 5 + 1));
}

void clock_date(int64_t wall_ms, char out[DATE_SIZE])
{
    struct local_time t;
    clock_local(wall_ms, &t);
    text_format(out, DATE_SIZE, "%04d-%02d-%02d", t.year, t.month, t.day);
}

/* Reads exactly `digits` digits at *p; -1 when they are not there. */
static int number(const char **p, int digits)
{
    int n = 0;
    for (int i = 0; i < digits; i++, (*p)++) {
        if (**p < '0' || **p > '9')
            return -1;
        n = n * 10 + (**p - '0');
    }
    return n;
}

static bool parse_day(const char **p, struct local_time *out)
{
    int year = number(p, 4);
    if (year < 0 || *(*p)++ != '-')
        return false;
    int month = number(p, 2);
    if (month < 1 || month > 12 || *(*p)++ != '-')
        return false;
    int day = number(p, 2);
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day < 1 || day > length[month - 1] + (month == 2 && leap))
        return false;
    int64_t days = days_of(year, month, day);
    *out = (struct local_time){
        .year = year, .month = month, .day = day, .weekday = (int)(((days + 4) % 7 + 7) % 7)};
    return true;
}

bool clock_parse_date(const char *date, struct local_time *out)
{
    const char *p = date;
    return date && parse_day(&p, out) && !*p;
}

int64_t clock_date_start(const char *date)
{
    struct local_time t;
    return clock_parse_date(date, &t) ? clock_from_local(&t) : -1;
}

void clock_date_add(const char *date, int days, char out[DATE_SIZE])
{
    struct local_time t;
    if (clock_parse_date(date, &t))
        date_of(days_of(t.year, t.month, t.day) + days, out);
    else
        out[0] = '\0';
}

int clock_weekday(const char *date)
{
    struct local_time t;
    return clock_parse_date(date, &t) ? t.weekday : -1;
}

int clock_days_between(const char *from, const char *to)
{
    struct local_time a, b;
    if (!clock_parse_date(from, &a) || !clock_parse_date(to, &b))
        return 0;
    return (int)(days_of(b.year, b.month, b.day) - days_of(a.year, a.month, a.day));
}

void clock_instant(int64_t wall_ms, char out[INSTANT_SIZE])
{
    int64_t ms = (wall_ms % 1000 + 1000) % 1000;
    int64_t seconds = (wall_ms - ms) / 1000;
    int64_t in_day = (seconds % 86400 + 86400) % 86400;
    char date[DATE_SIZE];
    date_of((seconds - in_day) / 86400, date);
    text_format(out, INSTANT_SIZE, "%sT%02d:%02d:%02d.%03dZ", date, (int)(in_day / 3600),
                (int)(in_day / 60 % 60), (int)(in_day % 60), (int)ms);
}

/* "Z" or "+08:00" into minutes east; false when neither. */
static bool parse_zone(const char *p, int *minutes)
{
    *minutes = 0;
    if (!strcmp(p, "Z"))
        return true;
    int sign = *p == '+' ? 1 : *p == '-' ? -1 : 0;
    if (!sign)
        return false;
    p++;
    int hours = number(&p, 2);
    if (hours < 0 || hours > 14 || *p++ != ':')
        return false;
    int rest = number(&p, 2);
    if (rest < 0 || rest > 59 || *p)
        return false;
    *minutes = sign * (hours * 60 + rest);
    return true;
}

bool clock_parse_instant(const char *text, int64_t *wall_ms)
{
    struct local_time t;
    const char *p = text;
    if (!text || !parse_day(&p, &t))
        return false;
    if (!*p) {
        *wall_ms = clock_from_local(&t);
        return true;
    }
    if (*p++ != 'T' || (t.hour = number(&p, 2)) < 0 || t.hour > 23 || *p++ != ':' ||
        (t.minute = number(&p, 2)) < 0 || t.minute > 59 || *p++ != ':' ||
        (t.second = number(&p, 2)) < 0 || t.second > 60)
        return false;
    int64_t ms = 0;
    if (*p == '.') {
        int scale = 100;
        for (p++; *p >= '0' && *p <= '9'; p++, scale /= 10)
            ms += (*p - '0') * scale;
    }
    int zone;
    if (!parse_zone(p, &zone))
        return false;
    *wall_ms = (days_of(t.year, t.month, t.day) * 86400 + t.hour * 3600 + t.minute * 60 + t.second -
                zone * 60) *
                   1000 +
               ms;
    return true;
}
