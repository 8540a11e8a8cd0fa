/* The range of minutes that is told to somebody who waits. Pure.
 */
#pragma once

#include "model/care.h"

#define WAIT_SAMPLES_MIN 5

/* `times`: how long single patients took up a room, ms, shortest first. `hundredths`: rooms that
 * call, times 100. Sets known, from_min and to_min; more people ahead never shorten the range. */
void wait_range(const int64_t *times, int count, int ahead, int hundredths, struct wait *out);
