/* The way on paper. */
#pragma once

#include "screen/printing.h"

/* A printing_fill of a `struct map_route` that is a way: all its steps, and the code to take along.
 */
void way_paper(struct app *app, struct paper *paper, const void *route);
/* The way from this screen to a content place or one of the map's in at most three lines, or that
 * there is none without stairs; nothing where the place is not on the map. */
void way_on_ticket(struct app *app, struct paper *paper, const char *place_id);
