#include "device/escpos.h"

#include "device/printer.h"

#include <stdlib.h>
#include <string.h>

#define DLE 0x10
#define EOT 0x04
#define ESC 0x1b
#define GS 0x1d

#define DC4 0x14
#define ENQ 0x05

const uint8_t escpos_forget[] = {DLE, DC4, 8, 1, 3, 20, 1, 6, 2, 8, DLE, ENQ, 2};
const size_t escpos_forget_size = sizeof escpos_forget;

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

size_t escpos_rows(int width_mm, const struct print_job *job)
{
    return job->size / ((size_t)escpos_dots(width_mm) / 8);
}

/* Printers look for real-time commands inside pictures too: a status asked for by dots, or worse, a
 * buffer emptied. One dot more breaks the pattern and is not seen. */
static void tame(uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++)
        if (bytes[i] == DLE && (bytes[i + 1] == EOT || bytes[i + 1] == ENQ || bytes[i + 1] == DC4))
            bytes[i] |= 0x20;
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
        uint8_t *dots = at;
        at = put(at, raster->bits + row * stride, n * stride);
        tame(dots, n * stride);
    }
    put(at, finish, sizeof finish);
}

void escpos_ask(int n, uint8_t out[ESCPOS_ASK_SIZE])
{
    out[0] = DLE;
    out[1] = EOT;
    out[2] = (uint8_t)n;
}

/* Bits 0 and 7 clear, 1 and 4 set. */
bool escpos_is_status(uint8_t byte)
{
    return (byte & 0x93) == 0x12;
}

void escpos_read_status(int n, uint8_t byte, struct printer_status *status)
{
    status->answers = true;
    switch (n) {
    case 1:
        status->offline = byte & 0x08;
        break;
    case 2:
        status->cover_open = byte & 0x04;
        status->paper_out = status->paper_out || (byte & 0x20);
        status->fault = status->fault || (byte & 0x40);
        break;
    case 3:
        status->fault = status->fault || (byte & 0x68); /* cutter, unrecoverable, too hot */
        break;
    case 4:
        status->paper_low = byte & 0x0c;
        status->paper_out = status->paper_out || (byte & 0x60);
        break;
    }
}

/* Bits 4 and 7 clear; 2 and 3 are the sensor at the paper's end. */
bool escpos_is_end(uint8_t byte, bool *paper)
{
    *paper = !(byte & 0x0c);
    return (byte & 0x90) == 0;
}
