/* Printing from a screen: the frame every paper has, the key, and what is said while and after it
 * prints. */
#pragma once

#include "device/printer.h"
#include "screen/screen.h"

/* Empties the paper and fills in the hospital, the title, and the time and place at the foot. */
void printing_begin(struct app *app, struct paper *paper, enum paper_kind kind, const char *title);
/* The key `print`, as the step's main key or as a secondary one. Draws nothing where there is no
 * printer. True when pressed. */
bool printing_key(struct app *app, struct ui *ui, const char *text, bool primary);
/* Printing, printed, or not printed and what to do; nothing when nothing was printed. */
void printing_strip(struct app *app, struct ui *ui);
