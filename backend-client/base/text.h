/* Bounded UTF-8 text. Nothing here allocates; `size` is always the whole buffer with its closing
 * zero. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Copies, cut at a code point when too long; returns false when it was cut. Always terminated. */
bool text_copy(char *out, size_t size, const char *text);
bool text_append(char *out, size_t size, const char *text);
/* printf into a bounded buffer, cut at a code point. */
bool text_format(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
size_t text_count(const char *text); /* code points */
/* Reads one code point at *p and moves on; 0 at the end, 0xFFFD for a bad byte. */
uint32_t text_next(const char **p);
size_t text_put(uint32_t code, char out[5]); /* bytes written, terminated */
void text_pop(char *text);                   /* removes the last code point */
bool text_valid(const char *text,
                size_t length); /* well-formed UTF-8 without control characters but \n */
/* Free text of a patient: drops control characters and bidi overrides, at most `max` code points,
 * trims. NFC is the caller's. */
void text_clean(char *out, size_t size, const char *text, size_t max);
bool text_is_han(uint32_t code);
void text_wipe(void *data, size_t size); /* not removed by the compiler */
/* Wipes 64 KiB of the stack below the caller: what functions that have returned left there. */
void text_wipe_stack(void);
