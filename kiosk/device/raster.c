#include "device/raster.h"

#include "base/text.h"

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#define QR_QUIET 4 /* modules, ISO/IEC 18004 */

void raster_init(struct raster *raster, int width)
{
    *raster = (struct raster){.width = width, .stride = (width + 7) / 8};
}

void raster_clear(struct raster *raster)
{
    if (raster->bits)
        text_wipe(raster->bits, (size_t)raster->stride * (size_t)raster->height);
    free(raster->bits);
    *raster = (struct raster){0};
}

void raster_grow(struct raster *raster, int height)
{
    if (height <= raster->height)
        return;
    size_t before = (size_t)raster->stride * (size_t)raster->height;
    size_t after = (size_t)raster->stride * (size_t)height;
    uint8_t *bits = calloc(1, after);
    if (!bits)
        abort();
    if (before) {
        memcpy(bits, raster->bits, before);
        text_wipe(raster->bits, before);
    }
    free(raster->bits);
    raster->bits = bits;
    raster->height = height;
}

void raster_set(struct raster *raster, int x, int y)
{
    if (x >= 0 && y >= 0 && x < raster->width && y < raster->height)
        raster->bits[(size_t)y * (size_t)raster->stride + (size_t)x / 8] |=
            (uint8_t)(0x80 >> (x % 8));
}

bool raster_get(const struct raster *raster, int x, int y)
{
    if (x < 0 || y < 0 || x >= raster->width || y >= raster->height)
        return false;
    return raster->bits[(size_t)y * (size_t)raster->stride + (size_t)x / 8] & (0x80 >> (x % 8));
}

void raster_fill(struct raster *raster, int x, int y, int w, int h)
{
    for (int row = y; row < y + h; row++)
        for (int column = x; column < x + w; column++)
            raster_set(raster, column, row);
}

/* Modules of 4 to 8 dots (0.5 to 1 mm) that keep the code within three quarters of the paper; a
 * dense code may fill it. */
static int module_size(int width, int modules)
{
    int dots = width * 3 / 4 / modules;
    if (dots < 4)
        dots = width / modules < 4 ? width / modules : 4;
    return dots > 8 ? 8 : dots;
}

int raster_qr(struct raster *raster, int y, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code)
        return 0;
    int modules = code->width + 2 * QR_QUIET, dots = module_size(raster->width, modules);
    int x = (raster->width - modules * dots) / 2;
    if (dots >= 2) {
        raster_grow(raster, y + modules * dots);
        for (int row = 0; row < code->width; row++)
            for (int column = 0; column < code->width; column++)
                if (code->data[row * code->width + column] & 1)
                    raster_fill(raster, x + (column + QR_QUIET) * dots, y + (row + QR_QUIET) * dots,
                                dots, dots);
    }
    QRcode_free(code);
    return dots >= 2 ? modules * dots : 0;
}
