/* The house rules over what a frame shows (tokens.md 9, TRUST.md 3.3): nothing cut, no small text,
 * targets large and apart. */
#pragma once

#include "automation.h"

#include <string.h>

struct check; /* opaque: remembers what was told, so that each breach is told once */

/* `scale`: of the design to the window, 1 at 1080x1920. */
struct check *check_new(int width, int height, double scale);
/* Of the scene that follows. `station`: a window or desk, where the kiosk's own screens are
 * smaller. */
void check_window(struct check *check, int width, int height, bool station);
static inline bool staff_station(const char *kind)
{
    return strcmp(kind, "window") == 0 || strcmp(kind, "guide") == 0;
}
void check_free(struct check *check);
void check_frame(struct check *check,
                 const struct shot_frame *frame); /* prints each new breach on stdout */
size_t check_count(const struct check *check);    /* breaches so far */
bool check_is_target(const struct shown *item);   /* can be pressed, now or at other times */
