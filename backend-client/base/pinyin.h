/* Pinyin of Chinese text for searching: without tones, ü written v, by the readings of ICU's
 * Han-Latin transliteration (a table made while building). Text that is not Han stays as it is.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum pinyin_use {
    PINYIN_WORDS,
    PINYIN_NAMES /* surnames have readings of their own: 单 shan, 曾 zeng */
};

/* "心内科" -> "xin nei ke" and "xnk"; "CT检查" -> "ct jian cha" and "ctjc". `text` is what
 * normalize_query gave. Both are cut where they do not fit. */
void pinyin_of(const char *text, enum pinyin_use use, char *out, size_t size, char *initials,
               size_t initials_size);
