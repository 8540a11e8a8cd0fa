/* Paints drawings, by FreeType's anti-aliasing rasterizer (the one that draws the letters). */
#pragma once

#include "draw/canvas.h"
#include "draw/drawing.h"

struct paths; /* opaque; abort() when out of memory */

struct paths *paths_new(void);
void paths_free(struct paths *paths); /* NULL is fine */
/* Cut to the box and to the canvas's clip. */
void paths_paint(struct paths *paths, struct canvas *canvas, const struct drawing *drawing,
                 struct box box);
