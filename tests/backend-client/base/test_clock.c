#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static void instants_are_read_and_written_in_utc(void **state)
{
    (void)state;
    static const struct {
        const char *text, *utc;
    } cases[] = {
        {"2026-03-12T09:42:00+08:00", "2026-03-12T01:42:00.000Z"},
        {"2026-03-12T01:42:00.123456Z", "2026-03-12T01:42:00.123Z"},
        {"2024-02-29T23:59:59-03:30", "2024-03-01T03:29:59.000Z"},
        {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
        {"2026-03-12", "2026-03-11T16:00:00.000Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t ms;
        char out[INSTANT_SIZE];
        assert_true(clock_parse_instant(cases[i].text, &ms));
        clock_instant(ms, out);
        assert_string_equal(out, cases[i].utc);
    }
}

static void malformed_times_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "2026",
                                      "2026-13-01",
                                      "2026-02-29",
                                      "2026-03-12T09:42:00",
                                      "2026-03-12T24:00:00Z",
                                      "2026-03-12T09:42Z",
                                      "2026-03-12T09:42:00+8:00",
                                      "2026-03-12T09:42:00Zx",
                                      "2026-3-1"};
    int64_t ms;
    struct local_time t;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(clock_parse_instant(bad[i], &ms));
        assert_false(clock_parse_date(bad[i], &t));
    }
    assert_int_equal(clock_date_start("2026-02-30"), -1);
    assert_int_equal(clock_weekday("x"), -1);
}

static void dates_are_counted_over_leap_years_and_zones(void **state)
{
    (void)state;
    char date[DATE_SIZE];
    clock_date_add("2024-02-28", 2, date);
    assert_string_equal(date, "2024-03-01");
    clock_date_add("2026-01-01", -1, date);
    assert_string_equal(date, "2025-12-31");
    assert_int_equal(clock_days_between("2024-02-28", "2024-03-01"), 2);
    assert_int_equal(clock_weekday("2026-03-12"), 4);
    int64_t start = clock_date_start("2026-03-12");
    clock_date(start, date);
    assert_string_equal(date, "2026-03-12");
    clock_date(start - 1, date);
    assert_string_equal(date, "2026-03-11");
    struct local_time t;
    clock_local(start + 9 * 3600000, &t);
    assert_int_equal(t.hour, 9);
    assert_int_equal(t.weekday, 4);
    assert_int_equal(clock_from_local(&t), start + 9 * 3600000);
}

static void write_shift(const char *path, long long shift)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "%lld\n", shift);
    fclose(f);
    nanosleep(&(struct timespec){.tv_nsec = 150000000}, NULL); /* it is read now and then */
}

/* Within a second of it: the clocks are read one after the other. */
static void ahead_of_the_system(const struct clock *clock, int64_t wall, int64_t mono)
{
    assert_true(llabs(clock_wall(clock) - clock_wall(clock_system()) - wall) < 1000);
    assert_true(llabs(clock_mono(clock) - clock_mono(clock_system()) - mono) < 1000);
}

static void a_shifted_clock_follows_its_file_and_its_monotonic_half_never_goes_back(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-clock-XXXXXX";
    close(mkstemp(path));
    write_shift(path, -36000000); /* longer than a machine may be up */
    const struct clock *clock = clock_shifted(path);
    ahead_of_the_system(clock, -36000000, 0);
    write_shift(path, -36000000 + 60000);
    ahead_of_the_system(clock, -36000000 + 60000, 60000);
    write_shift(path, -99000000);
    ahead_of_the_system(clock, -99000000, 60000);
    unlink(path);
    free((void *)(uintptr_t)
             clock); /* the program keeps it for good; the test gives it back for the leak check */
}

int main(void)
{
    setenv("TZ", "Asia/Shanghai", 1);
    tzset();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants_are_read_and_written_in_utc),
        cmocka_unit_test(malformed_times_are_refused),
        cmocka_unit_test(dates_are_counted_over_leap_years_and_zones),
        cmocka_unit_test(a_shifted_clock_follows_its_file_and_its_monotonic_half_never_goes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
