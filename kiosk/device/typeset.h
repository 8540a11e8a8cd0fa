/* Words, logo and code on one piece of paper, as dots. Every character of fonts/fonts.conf prints,
 * as it is a picture: rare Han characters, Arabic and Tibetan names too. Screen thread only, as
 * SDL_ttf belongs to it; about 20 ms a paper. */
#pragma once

#include "device/printer.h"
#include "device/raster.h"

struct typeset;

/* The fonts stay open from one paper to the next. `logo` is a picture file (PNG or SVG), "" = none;
 * one that cannot be read is left out. ERR_IO: no font. Never NULL on ERR_OK. */
MUST_CHECK enum err typeset_new(const char *fonts_conf, const char *logo, int width_mm,
                                struct typeset **out);
void typeset_free(struct typeset *typeset); /* NULL is fine */
bool typeset_has_logo(const struct typeset *typeset);
/* Top to bottom. ERR_INVALID: nothing to print, or the QR text is too long. */
MUST_CHECK enum err typeset_paper(struct typeset *typeset, const struct paper *paper,
                                  struct raster *out);
/* typeset_paper and the printer's language: finished bytes. `job` is empty after an error; free
 * with print_job_clear. */
MUST_CHECK enum err typeset_job(struct typeset *typeset, const struct paper *paper,
                                struct print_job *job);
