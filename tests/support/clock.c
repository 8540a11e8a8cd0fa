#include "support/clock.h"

#include <stdlib.h>

static int64_t wall(void *ctx)
{
    return ((struct test_clock *)ctx)->wall;
}

static int64_t mono(void *ctx)
{
    return ((struct test_clock *)ctx)->mono;
}

void test_clock_set(struct test_clock *clock, const char *instant)
{
    int64_t wall_ms;
    if (!clock_parse_instant(instant, &wall_ms))
        abort();
    clock->wall = wall_ms;
}

void test_clock_init(struct test_clock *clock, const char *instant)
{
    clock->clock = (struct clock){.wall_ms = wall, .mono_ms = mono, .ctx = clock};
    clock->mono = 1000000;
    test_clock_set(clock, instant);
}

void test_clock_pass(struct test_clock *clock, int64_t ms)
{
    clock->wall += ms;
    clock->mono += ms;
}
