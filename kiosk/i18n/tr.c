#include "i18n/tr.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "foyer"

/* gettext reads LANGUAGE at each lookup, but only in a locale that is not "C". C.UTF-8 is part of
 * every Debian system. The variable is made here, before there are threads; tr_set later only
 * replaces its value, so the environment never moves. */
void tr_init(const char *locale_dir)
{
    setlocale(LC_ALL, "C.UTF-8");
    bindtextdomain(DOMAIN, locale_dir);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    tr_set(LANG_ZH);
}

void tr_set(enum lang lang)
{
    setenv("LANGUAGE", lang_name(lang), 1);
    textdomain(DOMAIN); /* drops gettext's cache of earlier lookups */
}

enum lang tr_lang(void)
{
    const char *name = getenv("LANGUAGE");
    return name && strncmp(name, "en", 2) == 0 ? LANG_EN : LANG_ZH;
}

const char *lang_name(enum lang lang)
{
    switch (lang) {
    case LANG_ZH:
        return "zh_CN";
    case LANG_EN:
        return "en";
    case LANG_COUNT:
        break;
    }
    return "zh_CN";
}

const char *tr(const char *text)
{
    return text[0] ? gettext(text) : text; /* "" would give the catalogue's header */
}

const char *tr_n(const char *one, const char *many, long n)
{
    return ngettext(one, many, (unsigned long)(n < 0 ? -n : n));
}
