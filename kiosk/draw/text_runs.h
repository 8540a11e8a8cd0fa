/* Parts of a line that one font draws in one direction, in the order they stand on screen from left
 * to right: FriBidi (UAX 9) orders them, the fonts' coverage splits them.
 */
#pragma once

#include "draw/fonts.h"

#include <stddef.h>

#define TEXT_RUNS_MAX 64

struct text_run {
    size_t start, length; /* bytes */
    int font;             /* -1: no font has it */
    bool rtl;
    char script[5]; /* ISO 15924, "" when it does not matter */
};

/* Returns the number of runs; a line with more than TEXT_RUNS_MAX ends there. */
int text_runs(struct fonts *fonts, const char *text, size_t length, bool bold,
              struct text_run runs[TEXT_RUNS_MAX]);

/* False when a character that should be seen is in no font. */
bool text_runs_covered(struct fonts *fonts, const char *text, size_t length, bool bold);
