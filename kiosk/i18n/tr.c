#include "i18n/tr.h"
#include "i18n/catalogue.h"

#include <stdio.h>

/* As with gettext, the words have no context to hand around: set up once, before there are threads;
 * afterwards only the screen thread switches and reads. */
static struct {
    enum lang lang;
    struct catalogue *catalogue[LANG_COUNT]; /* NULL: English as written in the source */
} words;

void tr_init(const char *locale_dir)
{
    char path[512];
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        catalogue_close(words.catalogue[lang]);
        words.catalogue[lang] = NULL;
        if (lang == LANG_EN)
            continue;
        snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/foyer.mo", locale_dir,
                 lang_name((enum lang)lang));
        if (catalogue_open(path, &words.catalogue[lang]) != ERR_OK)
            fprintf(stderr, "no translations in %s\n", path);
    }
    tr_set(LANG_ZH);
}

void tr_set(enum lang lang)
{
    words.lang = lang;
}

enum lang tr_lang(void)
{
    return words.lang;
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

/* "" is the catalogue's header, no sentence. */
static const char *translation(const char *text)
{
    const struct catalogue *catalogue = words.catalogue[words.lang];
    return catalogue && text[0] ? catalogue_find(catalogue, text) : NULL;
}

const char *tr(const char *text)
{
    const char *found = translation(text);
    return found ? found : text;
}

/* Chinese has one form for all numbers, English two; a language with more needs its rule here. */
const char *tr_n(const char *one, const char *many, long n)
{
    const char *found = translation(one);
    return found ? found : n == 1 || n == -1 ? one : many;
}
