/* QR codes (ISO/IEC 18004) by libqrencode: level M, 8-bit, smallest version that holds the text.
 * Sizes for layout: a module must be at least 3 px (0.8 mm), so a code needs a box of 3 *
 * qr_modules(text) px.
 */
#pragma once

#include <stdint.h>

#define QR_QUIET 4      /* white modules on every side */
#define QR_MODULE_MIN 3 /* px */

/* Modules of one side with the quiet zone; 0 when the text is too long for a code. */
int qr_modules(const char *text);

/* The code without quiet zone as bytes, 1 = black, row by row; `side` modules a row. Freed by the
 * caller, NULL = too long. */
uint8_t *qr_encode(const char *text, int *side);
