/* Widgets of receipts, prices and routes, made like those of ui.h and under the same rules. */
#pragma once

#include "ui/ui.h"

/* The upper part of a receipt's ticket: label, big code and its QR code on a tint panel. First in a
 * ui_ticket. */
void ui_code_panel(struct ui *ui, const char *id, const char *label, const char *code,
                   const char *qr);
/* Title and second line at the start, a big value at the end; `match` marks the matched letters.
 * Usually in a card. */
void ui_headline(struct ui *ui, const char *title, const char *match, const char *line,
                 const char *value);
/* QR code, words and a small key in a card; returns true when the key was pressed. `button` NULL:
 * no key. */
bool ui_qr_card(struct ui *ui, const char *id, const char *qr, const char *title, const char *line,
                const char *button_id, const char *icon, const char *button);
/* One line of a table: the first column is as wide in every line. */
void ui_table_row(struct ui *ui, const char *name, const char *value);
/* Text of any length: parted into blocks of a few lines, so that a page may end inside it. */
void ui_long_text(struct ui *ui, enum text_size size, const char *text);
