/* The paper of a number in the queue: at the kiosk, and again from the guide's tablet. */
#pragma once

#include "device/printer.h"
#include "screen/screen.h"

/* `wait` NULL: no waiting time on it. */
void ticket_paper(struct app *app, const struct ticket *ticket, const struct wait *wait,
                  struct paper *out);
/* What the code on it and on the screen holds: the number first, so that a scan of it here finds
 * the place in the queue; then what a phone shows. */
void ticket_code(struct app *app, const struct ticket *ticket, char *out, size_t size);
