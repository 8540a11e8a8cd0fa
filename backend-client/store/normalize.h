/* Unicode normal form C, so that the same words typed on different keyboards are stored as the same
 * bytes (ICU). */
#pragma once

#include "base/err.h"

#include <stddef.h>

/* ERR_INVALID: not well-formed UTF-8 or too long for `out` once composed; `out` is then "". */
MUST_CHECK enum err text_nfc(char *out, size_t size, const char *text);
