#include "app/idle.h"

void idle_touch(struct idle *idle, int64_t now_ms)
{
    idle->touched_ms = now_ms;
}

static int64_t since(const struct idle *idle, int64_t now_ms)
{
    return now_ms > idle->touched_ms ? now_ms - idle->touched_ms : 0;
}

enum idle_phase idle_phase(const struct idle *idle, const struct idle_rule *rule, int64_t now_ms)
{
    int64_t quiet = rule->idle_s * INT64_C(1000), ms = since(idle, now_ms);
    if (ms < quiet)
        return IDLE_QUIET;
    return rule->nothing_to_lose || ms >= quiet + rule->warn_s * INT64_C(1000) ? IDLE_OVER
                                                                               : IDLE_WARN;
}

int idle_left_s(const struct idle *idle, const struct idle_rule *rule, int64_t now_ms)
{
    int64_t left = (rule->idle_s + rule->warn_s) * INT64_C(1000) - since(idle, now_ms);
    return left > 0 ? (int)((left + 999) / 1000) : 0;
}

int64_t idle_wait_ms(const struct idle *idle, const struct idle_rule *rule, int64_t now_ms)
{
    int64_t ms = since(idle, now_ms), quiet = rule->idle_s * INT64_C(1000);
    if (ms < quiet)
        return quiet - ms;
    int64_t left = quiet + rule->warn_s * INT64_C(1000) - ms;
    return left > 0 ? (left - 1) % 1000 + 1 : 0;
}
