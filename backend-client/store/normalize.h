/* Unicode normal form C, so that the same words typed on different keyboards are stored as the same
 * bytes (ICU). */
#pragma once

#include "base/err.h"

#include <stddef.h>

/* ERR_INVALID: not well-formed UTF-8 or too long for `out` once composed; `out` is then "". */
MUST_CHECK enum err text_nfc(char *out, size_t size, const char *text);

/* What a search compares: NFKC, case folded, blanks and punctuation of all kinds become one space,
 * trimmed. Cut where it does not fit; a text that is not well-formed gives "". */
void normalize_query(char *out, size_t size, const char *text);
