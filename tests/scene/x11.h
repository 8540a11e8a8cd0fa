/* A person's hands and eyes on an X screen: pointer and keyboard by XTest, screenshots to PNG. */
#pragma once

#include <stdbool.h>

struct x11; /* opaque */

struct x11 *
x11_open(const char *display); /* NULL when it cannot be opened, or has no XTest (told on stderr) */
void x11_close(struct x11 *x11); /* NULL is fine */

void x11_press(struct x11 *x11, int x, int y);
void x11_move(struct x11 *x11, int x, int y); /* of what x11_press put down */
void x11_release(struct x11 *x11);
/* As x11_press, in the middle of the box. Returns the ms from the press to the first changed pixel
 * in it, or -1 when none changed within 500 ms. */
double x11_press_timed(struct x11 *x11, int x, int y, int w, int h);
/* As a card or code reader types: in one burst whatever else the machine does, Return behind it;
 * false when a character has no key. */
bool x11_scan(struct x11 *x11, const char *text);
bool x11_shot(struct x11 *x11,
              const char *path); /* the whole screen; false when it cannot be written */
