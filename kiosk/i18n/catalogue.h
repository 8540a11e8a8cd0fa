/* The translations of one language: a GNU .mo file, read once (gettext manual, "The Format of GNU
 * MO Files"). Read here and not by the C library, because glibc 2.41 (Debian 13) translates nothing
 * in the locale C.UTF-8, the only one that every Debian system has.
 */
#pragma once

#include "base/err.h"

struct catalogue; /* opaque, never changes once open */

/* ERR_NOT_FOUND: no such file; ERR_INVALID: damaged, or not in this machine's byte order. */
MUST_CHECK enum err catalogue_open(const char *path, struct catalogue **out);
void catalogue_close(struct catalogue *catalogue); /* NULL is fine */

/* The first form of the translation, lent until closing; NULL when there is none. */
const char *catalogue_find(const struct catalogue *catalogue, const char *text);
