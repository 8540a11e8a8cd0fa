/* The fonts named in fonts/fonts.conf, in order of preference for each weight. A font file is
 * opened when it is first needed, once, and resized; a file that is not installed is passed over.
 */
#pragma once

#include "base/err.h"

#include <SDL2/SDL_ttf.h>
#include <stdbool.h>
#include <stdint.h>

struct fonts;

/* ERR_NOT_FOUND: no such file, or not one font in it can be opened; ERR_INVALID: malformed. */
MUST_CHECK enum err fonts_new(const char *conf, struct fonts **out);
void fonts_free(struct fonts *fonts);

/* The first font of that weight that has the character; -1 when none has. */
int fonts_pick(struct fonts *fonts, bool bold, uint32_t c);
bool fonts_has(struct fonts *fonts, bool bold, int index, uint32_t c);

/* The font at that size, lent until the next call. */
TTF_Font *fonts_get(struct fonts *fonts, bool bold, int index, int px);
