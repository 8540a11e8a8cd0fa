/* Rounded rectangles, the ticket's shadow and dashed lines. A rounded corner is a quarter of an
 * anti-aliased disc, made once for each radius and mirrored into the four corners.
 */
#pragma once

#include "draw/canvas.h"

#define SHAPES_RADII 12 /* kept at once; the look has nine */

struct shapes {
    struct corner {
        int radius;    /* 0 = free */
        unsigned used; /* for throwing out the one used longest ago */
        uint8_t *mask; /* radius * radius, the upper left quarter */
    } corners[SHAPES_RADII];
    unsigned uses;
    uint8_t *shadow; /* one quarter of the soft disc */
};

void shapes_round(struct shapes *shapes, struct canvas *canvas, struct box box, int radius,
                  color fill);
void shapes_shadow(struct shapes *shapes, struct canvas *canvas, struct box box, color fill);
void shapes_dash(struct canvas *canvas, struct box box, int dash, color fill);
void shapes_clear(struct shapes *shapes);
