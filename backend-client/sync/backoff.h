/* How long to wait before the next try: doubling from `min_ms`, at most `max_ms`, 30 % of jitter
 * either way (WIRE.md 2.5). */
#pragma once

#include <stdint.h>

int64_t backoff_ms(int failures, int64_t min_ms, int64_t max_ms,
                   uint32_t random_permille); /* failures >= 1; 0..999 */
