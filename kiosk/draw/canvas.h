/* Painting by the processor into 32-bit 0x00RRGGBB pixels, cut to a clip box. Masks are 8-bit
 * coverage, blended in one colour; pictures with colours of their own are 0xAARRGGBB, not
 * premultiplied.
 */
#pragma once

#include "draw/draw_list.h"

struct canvas {
    uint32_t *pixels;
    int stride;      /* pixels a row */
    struct box clip; /* inside the surface */
};

struct picture {
    int w, h;
    int dx, dy;     /* where it goes: added to the place it is painted at */
    uint8_t *mask;  /* w * h bytes, or NULL */
    uint32_t *argb; /* w * h pixels, or NULL */
};

void picture_clear(struct picture *picture); /* wipes and frees the pixels */

void canvas_fill(struct canvas *canvas, struct box box, color fill);
void canvas_gradient(struct canvas *canvas, struct box box, color top, color bottom);
void canvas_blend(struct canvas *canvas, struct box box, color fill, int alpha); /* 0..255 */
void canvas_picture(struct canvas *canvas, const struct picture *picture, int x, int y, color fill);

/* One row of a mask, of which `count` bytes are read; `step` -1 reads it mirrored. */
void canvas_mask_row(struct canvas *canvas, int x, int y, const uint8_t *mask, int count, int step,
                     color fill);
