#include "device/escpos.h"

#include "device/printer.h"

#include <stdlib.h>
#include <string.h>

#define DLE 0x10
#define EOT 0x04
#define ESC 0x1b
#define GS 0x1d

const uint8_t escpos_ask_offline[3] = {DLE, EOT, 2}, escpos_ask_paper[3] = {DLE, EOT, 4};

static const uint8_t start[] = {ESC, '@', ESC, 'a', 0};
static const uint8_t finish[] = {ESC, 'd', 4, GS, 'V', 66, 0, GS, 'r', 1};

int escpos_dots(int width_mm)
{
    return width_mm <= 58 ? 384 : 576;
}

size_t escpos_band_bytes(int width_mm)
{
    return (size_t)escpos_dots(width_mm) / 8 * ESCPOS_BAND_ROWS;
}

static uint8_t *put(uint8_t *at, const void *bytes, size_t size)
{
    memcpy(at, bytes, size);
    return at + size;
}

void escpos_encode(const struct raster *raster, struct print_job *job)
{
    size_t stride = (size_t)raster->stride, rows = (size_t)raster->height;
    size_t bands = (rows + ESCPOS_BAND_ROWS - 1) / ESCPOS_BAND_ROWS;
    job->size = sizeof start + bands * 8 + stride * rows + sizeof finish;
    job->bytes = malloc(job->size);
    if (!job->bytes)
        abort();
    uint8_t *at = put(job->bytes, start, sizeof start);
    for (size_t row = 0; row < rows; row += ESCPOS_BAND_ROWS) {
        size_t n = rows - row < ESCPOS_BAND_ROWS ? rows - row : ESCPOS_BAND_ROWS;
        const uint8_t band[8] = {GS,
                                 'v',
                                 '0',
                                 0,
                                 (uint8_t)(stride & 0xff),
                                 (uint8_t)(stride >> 8),
                                 (uint8_t)(n & 0xff),
                                 (uint8_t)(n >> 8)};
        at = put(at, band, sizeof band);
        at = put(at, raster->bits + row * stride, n * stride);
    }
    put(at, finish, sizeof finish);
}

/* DLE EOT answers have bits 0 and 7 clear, 1 and 4 set. */
static bool is_status(uint8_t byte)
{
    return (byte & 0x93) == 0x12;
}

bool escpos_read_offline(uint8_t byte, struct printer_status *status)
{
    if (!is_status(byte))
        return false;
    status->cover_open = byte & 0x04;
    status->paper_out = status->paper_out || (byte & 0x20);
    status->fault = byte & 0x40;
    return true;
}

bool escpos_read_paper(uint8_t byte, struct printer_status *status)
{
    if (!is_status(byte))
        return false;
    status->paper_low = byte & 0x0c;
    status->paper_out = status->paper_out || (byte & 0x60);
    return true;
}

bool escpos_ended_well(uint8_t byte)
{
    return (byte & 0x90) == 0 && !(byte & 0x0c);
}
