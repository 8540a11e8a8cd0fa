/* Between the files that show a way. */
#pragma once

#include "screen/way.h"

void way_map(struct app *app, struct way_state *s, struct ui *ui);
void way_play(struct way_state *s, bool on);
void way_picture(struct app *app, struct way_state *s, const struct map_route *route, int height,
                 struct ui *ui);
