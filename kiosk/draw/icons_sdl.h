/* SVG to pixels with SDL2_image: the project's icons as masks, and drawings with colours of their
 * own. */
#pragma once

#include "draw/canvas.h"

struct icon_colors {
    color fill, fill2, fill3; /* all 0: as in the file */
};

/* assets/icons/<name>.svg; empty when there is none (logged once by the caller's cache). The caller
 * owns the pixels. */
struct picture icon_load(const char *dir, const char *name, int w, int h,
                         struct icon_colors colors);

bool icon_is_colored(const char *name); /* rate-*, mark, river */

struct picture svg_draw(const char *document, int w, int h);
