/* The way on the floor plan: its numbered steps as keys. */
#pragma once

#include "ui/ui.h"

/* One step of a way: number disc on the line that joins them, sentence, picture. Pressed (id
 * "step:N") it is the one the plan shows. */
bool ui_way_step(struct ui *ui, int number, const char *sentence, const char *icon, bool last,
                 bool chosen);
/* How high it will be in design px, with its gap: to give the plan what is left. */
int ui_way_step_height(struct ui *ui, const char *sentence, const char *icon);
