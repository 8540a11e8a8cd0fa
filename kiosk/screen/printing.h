/* Printing from a screen: the frame every paper has, the key, and what is said while and after it
 * prints. */
#pragma once

#include "device/printer.h"
#include "screen/screen.h"

/* Puts the words of `of` on a paper that has its hospital and foot already, in the language of the
 * screen. */
typedef void printing_fill(struct app *app, struct paper *paper, const void *of);

/* Composes the paper, in the patient's language or in both as [printer] languages says. */
void printing_compose(struct app *app, enum paper_kind kind, printing_fill *fill, const void *of,
                      struct paper *out);
/* ... and prints it. */
void printing_print(struct app *app, enum paper_kind kind, printing_fill *fill, const void *of);
void printing_title(struct paper *paper, const char *title);
void printing_big(struct paper *paper, const char *label, const char *big);
/* A line; one that is too long is cut on paper, as the screen has it whole. */
void printing_add(struct paper *paper, enum paper_style style, const char *text);
void printing_code(struct paper *paper, const char *qr, const char *caption);

/* The key `print`, as the step's main key or as a secondary one. Draws nothing where there is no
 * printer. True when pressed. */
bool printing_key(struct app *app, struct ui *ui, const char *text, bool primary);
/* Printing, printed, or not printed, why, and what to do; nothing when nothing was printed.
 * `phone`: the paper can be had as a code, which the screen offers. */
void printing_strip(struct app *app, struct ui *ui, bool phone);
/* The last paper failed for something that trying again does not mend. */
bool printing_is_down(const struct app *app);
/* The key `staff` after a paper that failed; calls them. */
void printing_staff_key(struct app *app, struct ui *ui);
