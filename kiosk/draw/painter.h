/* Shows draw lists in the window: SDL2's software renderer on the window's own surface, SDL2_ttf for text with fall-back
 * fonts, SDL2_image for the SVG icons, libqrencode for codes. All textures are cached and bounded; nothing is drawn when
 * nothing changed. One painter a window; only the screen thread uses it.
 */
#pragma once

#include "base/err.h"
#include "draw/draw_list.h"
#include "draw/text.h"

struct painter;
struct SDL_Window;

struct painter_options {
    const char *icons_dir; /* assets/icons */
    const char *fonts_conf; /* fonts/fonts.conf: file names in order of preference, per weight */
};

MUST_CHECK enum err painter_new(struct SDL_Window *window, const struct painter_options *options, struct painter **out);
void painter_free(struct painter *painter);

const struct text_engine *painter_text(struct painter *painter); /* lent */

/* Paints and presents what differs from the list shown before (`before` may be NULL: everything). */
void painter_show(struct painter *painter, const struct draw_list *before, const struct draw_list *now);

/* Forgets every cached text (they may hold a patient's name): called by the wipe. */
void painter_forget(struct painter *painter);
