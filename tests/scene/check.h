/* The house rules over what a frame shows (tokens.md 9, TRUST.md 3.3): nothing cut, no small text,
 * targets large and apart. */
#pragma once

#include "automation.h"

struct check; /* opaque: remembers what was told, so that each breach is told once */

/* `scale`: of the design to the window, 1 at 1080x1920. */
struct check *check_new(int width, int height, double scale);
void check_window(struct check *check, int width, int height); /* of the scene that follows */
void check_free(struct check *check);
void check_frame(struct check *check,
                 const struct shot_frame *frame); /* prints each new breach on stdout */
size_t check_count(const struct check *check);    /* breaches so far */
bool check_is_target(const struct shown *item);   /* can be pressed, now or at other times */
