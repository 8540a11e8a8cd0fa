#include "base/pinyin.h"

#include "base/text.h"

#include <stdint.h>

#include "base/pinyin_table.inc"

#define UNIFIED_FIRST 0x4e00
#define EXTENSION_A_FIRST 0x3400

static const char *reading(uint32_t code, enum pinyin_use use)
{
    const uint16_t *unified = use == PINYIN_NAMES ? names_unified : words_unified;
    const uint16_t *extension_a = use == PINYIN_NAMES ? names_extension_a : words_extension_a;
    uint32_t at = code - UNIFIED_FIRST;
    if (code >= UNIFIED_FIRST && at < sizeof words_unified / sizeof words_unified[0])
        return syllables[unified[at]];
    at = code - EXTENSION_A_FIRST;
    if (code >= EXTENSION_A_FIRST && at < sizeof words_extension_a / sizeof words_extension_a[0])
        return syllables[extension_a[at]];
    return "";
}

void pinyin_of(const char *text, enum pinyin_use use, char *out, size_t size, char *initials,
               size_t initials_size)
{
    out[0] = initials[0] = '\0';
    bool han_before = false, gap = false;
    for (uint32_t code; (code = text_next(&text));) {
        if (code == ' ') {
            gap = true;
            continue;
        }
        const char *syllable = reading(code, use);
        bool han = syllable[0] != '\0';
        char own[5], first[2] = {syllable[0], '\0'};
        text_put(code, own);
        if (out[0] && (gap || han || han_before))
            text_append(out, size, " ");
        text_append(out, size, han ? syllable : own);
        text_append(initials, initials_size, han ? first : own);
        han_before = han;
        gap = false;
    }
}
