/* A clock that stands still until a test moves it. */
#pragma once

#include "base/clock.h"

struct test_clock {
    struct clock clock;
    _Atomic int64_t wall, mono; /* the store thread reads them while a test moves them */
};

/* Starts at a local time such as "2026-03-12T08:30:00+08:00". */
void test_clock_init(struct test_clock *clock, const char *instant);
void test_clock_pass(struct test_clock *clock, int64_t ms);
void test_clock_set(struct test_clock *clock, const char *instant);
