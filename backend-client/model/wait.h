/* The range of minutes that is told to somebody who waits. Pure.
 */
#pragma once

#include "model/care.h"

#define WAIT_SAMPLES_MIN 5

struct wait_facts {       /* of one queue, from its last 60 minutes */
    const int64_t *times; /* how long single patients took up a room, ms, shortest first */
    int count;
    int hundredths;      /* rooms that call, times 100 */
    int overtaking_hour; /* how many came who are called before somebody of that class */
    int sooner;          /* of those behind, how many may still go before */
    int ratio;           /* struct queue_rules: not more than so many in a row */
};

/* Sets known, from_min and to_min; more people ahead never shorten the range. */
void wait_range(const struct wait_facts *facts, int ahead, struct wait *out);
