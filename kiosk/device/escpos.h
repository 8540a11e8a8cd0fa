/* Bytes of ESC/POS, as far as we use it (Epson's command reference). */
#pragma once

#include "device/raster.h"

#include <stdbool.h>
#include <stdint.h>

#define ESCPOS_BAND_ROWS 64 /* of one GS v 0: what a printer that breaks off may still wait for */

struct print_job;
struct printer_status;

/* Start, picture in bands, feed, cut, and at the end a question that is answered when the paper is
 * out. */
void escpos_encode(const struct raster *raster, struct print_job *job);
/* The number of zero bytes that end a band which was broken off. */
size_t escpos_band_bytes(int width_mm);
int escpos_dots(int width_mm); /* printable dots of that paper: 384 or 576 */
size_t escpos_rows(int width_mm,
                   const struct print_job *job); /* about how many lines of dots it is */

/* Real-time status: DLE EOT 1 printer, 2 why it is offline, 3 errors, 4 paper; one byte each. */
#define ESCPOS_ASK_SIZE 3
void escpos_ask(int n, uint8_t out[ESCPOS_ASK_SIZE]);
bool escpos_is_status(uint8_t byte); /* an answer to such a question, and nothing else */
void escpos_read_status(int n, uint8_t byte, struct printer_status *status);

/* The answer to GS r 1 at the end of a job; `paper` is false when it ran out. */
bool escpos_is_end(uint8_t byte, bool *paper);

/* Throws away what a printer still holds: DLE DC4 8 and, after an error, DLE ENQ 2. */
extern const uint8_t escpos_forget[];
extern const size_t escpos_forget_size;
