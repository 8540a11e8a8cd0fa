/* Where a line may break: UAX 14 by libunibreak, then what Foyer's words need (tokens section 3):
 * dates, times, prices, rooms, codes, masked names and a number with its measure word stay
 * together.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum break_kind {
    BREAK_NO,
    BREAK_POOR, /* UAX 14 lets it, our rules do not: only when a piece is wider than the line */
    BREAK_YES,
    BREAK_MUST,
};

struct break_char {
    uint32_t c;
    size_t at, used;       /* bytes in the text */
    bool other;            /* in the other weight (\x0e ... \x0f) */
    enum break_kind after; /* may the line end behind this character */
};

/* The characters of `text` without its weight markers, and the break behind each. Freed by the
 * caller. */
struct break_char *break_rules(const char *text, size_t length, size_t *count);

bool break_is_space(uint32_t c); /* also U+3000, tab and newline */
