/* The only place that asks for the time. Everybody else is given a `struct clock`, so that tests
 * and the automation config can move it. Local time is the hospital's: config `[hospital] timezone`
 * is put into TZ at start, before any thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define DATE_SIZE 11    /* "2026-03-12" */
#define INSTANT_SIZE 25 /* "2026-03-12T01:42:00.000Z" */

struct clock {
    int64_t (*wall_ms)(void *ctx); /* milliseconds since 1970-01-01T00:00Z */
    int64_t (*mono_ms)(void *ctx); /* CLOCK_BOOTTIME milliseconds, never goes back */
    void *ctx;
};

const struct clock *clock_system(void);

/* A clock that adds the signed milliseconds written in `path` (read at most every 50 ms) to the
 * system's; for
 * `[automation] clock`. Keeps a copy of the path; call once, before threads. */
const struct clock *clock_shifted(const char *path);

int64_t clock_wall(const struct clock *clock);
int64_t clock_mono(const struct clock *clock);

struct local_time {
    int year, month, day; /* month 1..12 */
    int hour, minute, second;
    int weekday; /* 0 = Sunday */
};

void clock_local(int64_t wall_ms, struct local_time *out);
int64_t clock_from_local(const struct local_time *local); /* weekday is ignored */

void clock_date(int64_t wall_ms, char out[DATE_SIZE]); /* the local date */
bool clock_parse_date(const char *date,
                      struct local_time *out); /* false unless a real date YYYY-MM-DD */
int64_t clock_date_start(const char *date);    /* local midnight; -1 when malformed */
void clock_date_add(const char *date, int days, char out[DATE_SIZE]);
int clock_weekday(const char *date); /* 0 = Sunday, -1 when malformed */
int clock_days_between(const char *from, const char *to);

void clock_instant(int64_t wall_ms, char out[INSTANT_SIZE]); /* FHIR instant in UTC, with Z */
bool clock_parse_instant(
    const char *text,
    int64_t *wall_ms); /* FHIR instant or dateTime; a bare date is local midnight */
