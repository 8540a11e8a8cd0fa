/* Shows draw lists in the window. Everything is painted by the processor into the window's own
 * surface (SDL_GetWindowSurface): text, icons and rounded corners are 8-bit masks blended in a
 * colour, a quarter of the memory of textures and faster than SDL's software renderer. SDL2_ttf
 * draws the text with fall-back fonts, SDL2_image the SVG icons, libqrencode the codes. What was
 * drawn once is kept, bounded in bytes; only what changed is painted and presented. One painter a
 * window; only the screen thread uses it. Set SDL_HINT_FRAMEBUFFER_ACCELERATION to "0" before the
 * window is made.
 */
#pragma once

#include "base/err.h"
#include "draw/draw_list.h"
#include "draw/text.h"

struct painter;
struct SDL_Window;

struct painter_options {
    const char *icons_dir;  /* assets/icons */
    const char *fonts_conf; /* fonts/fonts.conf: file names in order of preference, per weight */
};

/* ERR_NOT_FOUND: no font could be opened, or fonts_conf is missing; ERR_INVALID: fonts_conf is
 * malformed. Options are copied. */
MUST_CHECK enum err painter_new(struct SDL_Window *window, const struct painter_options *options,
                                struct painter **out);
void painter_free(struct painter *painter);

const struct text_engine *painter_text(struct painter *painter); /* lent */

/* Paints and presents what differs from the list shown before (`before` may be NULL: everything).
 */
void painter_show(struct painter *painter, const struct draw_list *before,
                  const struct draw_list *now);

/* The window was resized or uncovered: the next painter_show paints everything. */
void painter_invalidate(struct painter *painter);

/* Wipes every cached text, code and drawing (they may hold a patient's name): called by the wipe.
 * Icons stay. */
void painter_forget(struct painter *painter);
