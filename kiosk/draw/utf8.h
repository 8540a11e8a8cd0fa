/* Reading UTF-8 one character at a time; damaged bytes read as U+FFFD, one byte each. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The character at text[0..length); *used is set to its bytes (1..4). length must not be 0. */
uint32_t utf8_take(const char *text, size_t length, size_t *used);

/* Takes one character's width of the sort that is 1 em wide in every CJK font: Han, kana,
 * full-width forms. */
_Bool utf8_is_wide(uint32_t c);
_Bool utf8_is_han(uint32_t c);
