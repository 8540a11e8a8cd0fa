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

/* Real-time status: ask with DLE EOT n, read one byte each. False: the byte is not a status. */
extern const uint8_t escpos_ask_offline[3], escpos_ask_paper[3];
bool escpos_read_offline(uint8_t byte, struct printer_status *status);
bool escpos_read_paper(uint8_t byte, struct printer_status *status);
/* The answer to GS r 1 at the end of a job: true when there is paper. */
bool escpos_ended_well(uint8_t byte);
