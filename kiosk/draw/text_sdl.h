/* The text engine on SDL2_ttf, and the drawing of one line into an 8-bit mask. */
#pragma once

#include "draw/canvas.h"
#include "draw/fonts.h"
#include "draw/text.h"

struct text_sdl;

struct text_sdl *text_sdl_new(struct fonts *fonts); /* fonts are lent */
void text_sdl_free(struct text_sdl *text);
const struct text_engine *text_sdl_engine(struct text_sdl *text); /* lent */
void text_sdl_forget(struct text_sdl *text);                      /* the widths measured so far */

/* A line in one weight, without markers; to be painted with its pen at (x, baseline). The caller
 * owns the pixels. */
struct picture text_sdl_line(struct text_sdl *text, const char *line, size_t length, int px,
                             bool bold);
