/* Translations: GNU gettext's tools and files, switched while running; catalogue.h reads the files.
 * `_()` marks and translates; English is the message id, so English is complete by construction and
 * zh_CN is checked by a test. Screen thread only.
 */
#pragma once

#include "model/label.h"

#define _(text) tr(text)
#define N_(text) (text)

/* Once at start. `locale_dir` holds <lang>/LC_MESSAGES/foyer.mo. */
void tr_init(const char *locale_dir);
void tr_set(enum lang lang);
enum lang tr_lang(void);
const char *lang_name(enum lang lang); /* "zh_CN", "en" */

const char *tr(const char *text) __attribute__((format_arg(1)));
/* By the language's plural rule. */
const char *tr_n(const char *one, const char *many, long n)
    __attribute__((format_arg(1), format_arg(2)));
