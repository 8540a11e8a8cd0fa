#include "base/random.h"

#include <sodium.h>

uint32_t random_below(uint32_t limit)
{
    return randombytes_uniform(limit);
}

void random_fill(void *out, size_t size)
{
    randombytes_buf(out, size);
}
