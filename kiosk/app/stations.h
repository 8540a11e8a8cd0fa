/* The kinds of station as one table: what `--station` and `[station] kind` choose between. Whatever
 * differs from kind to kind is a column here; what a screen draws around itself is the screen's own
 * (struct screen, `bare`).
 */
#pragma once

#include "base/config.h"
#include "screen/screen.h"

struct station_row {
    const struct screen
        *home;         /* what it begins with and comes back to; NULL: not in this version */
    int width, height; /* what its screens are drawn for, scaled to the panel; 0: the kiosk's
                        * rule (tokens.md, section 1) */
    bool speaks;       /* calls numbers by voice, as [voice] says */
    bool reads;        /* reads a way aloud when asked to, as [voice] says */
    bool unattended;   /* nobody touches it: it never goes back to the start by itself */
};

extern const struct station_row stations[STATION_COUNT]; /* by enum station */
