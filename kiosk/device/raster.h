/* A one-bit picture, 1 = black, rows of whole bytes, most significant bit first: what a thermal
 * printer takes. */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct raster {
    int width, height, stride; /* dots; stride in bytes */
    uint8_t *bits;             /* owned; raster_clear frees */
};

void raster_init(struct raster *raster, int width);
void raster_clear(struct raster *raster);             /* wipes */
void raster_grow(struct raster *raster, int height);  /* white below; never shrinks */
void raster_set(struct raster *raster, int x, int y); /* outside is ignored */
bool raster_get(const struct raster *raster, int x, int y);
void raster_fill(struct raster *raster, int x, int y, int w, int h);

/* A QR code centred at y, level M, modules of whole dots; returns its height with the quiet zone, 0
 * when too long. */
int raster_qr(struct raster *raster, int y, const char *text);
