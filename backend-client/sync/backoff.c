#include "sync/backoff.h"

int64_t backoff_ms(int failures, int64_t min_ms, int64_t max_ms, uint32_t random_permille)
{
    int64_t wait = min_ms;
    for (int i = 1; i < failures && wait < max_ms; i++)
        wait *= 2;
    if (wait > max_ms)
        wait = max_ms;
    return wait * (700 + (int64_t)random_permille * 600 / 1000) / 1000;
}
