/* Words of the hospital's content in Chinese and English. Where a file gives only one language both
 * hold it. */
#pragma once

#include <stdbool.h>

#define ID_SIZE 80 /* an identifier's value or a logical id */
#define UUID_SIZE 37
#define PHONE_SIZE 24
#define ICON_SIZE 24

enum lang { LANG_ZH, LANG_EN, LANG_COUNT };

struct label { /* a name or a short line */
    char zh[160];
    char en[160];
};

struct note { /* a paragraph */
    char zh[900];
    char en[900];
};

static inline const char *label_in(const struct label *label, enum lang lang)
{
    return lang == LANG_EN && label->en[0] ? label->en : label->zh[0] ? label->zh : label->en;
}

static inline const char *note_in(const struct note *note, enum lang lang)
{
    return lang == LANG_EN && note->en[0] ? note->en : note->zh[0] ? note->zh : note->en;
}
