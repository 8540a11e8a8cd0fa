/* Finding an item, over the pages of a list if need be, and tapping it. */
#pragma once

#include "stage.h"

bool seek_idle(struct stage *stage); /* waits until the screen is not busy */
/* Waits for the item, turns pages to find it. NULL with a reason when the time is over. */
const struct shown *seek(struct stage *stage, const char *what);
/* A short press of a key that the screen does not answer: those of a PIN. */
bool seek_press(struct stage *stage, const char *id);
bool seek_tap(
    struct stage *stage,
    const char *what); /* seeks, waits until it is enabled, taps, lets the screen settle */
