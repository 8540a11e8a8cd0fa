/* Random numbers from the system's source, for codes that nobody may guess. */
#pragma once

#include <stddef.h>
#include <stdint.h>

uint32_t random_below(uint32_t limit); /* 0 <= result < limit, each as likely; limit > 0 */
void random_fill(void *out, size_t size);
