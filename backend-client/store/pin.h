/* PINs: Argon2id of libsodium, 64 MiB and two passes, for new ones and for checking. Takes about a
 * tenth of a second: on the store thread only.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>

#define PIN_HASH_SIZE 128

MUST_CHECK enum err pin_hash(const char *pin, char out[PIN_HASH_SIZE]); /* ERR_IO: no memory */
/* As long for `hash` "" (nobody has that number) as for a wrong PIN. */
bool pin_fits(const char *pin, const char *hash);
