/* One floor with as many rooms as wanted, as an IMDF directory: corridors with rooms on both sides,
 * joined by one across; a kiosk "K" at its beginning that looks along it. No lift, one building.
 */
#pragma once

#include <stdbool.h>

struct big_floor {
    int aisles, rooms_a_side; /* rooms = aisles * 2 * rooms_a_side */
    bool long_names;
    const char *only; /* "zh" or "en": names in one language; NULL = both */
};

/* Writes into an existing directory. Rooms have the ids and signs R-aisle-number, from 1; odd
 * numbers lie on the one side. */
void big_floor_write(const char *dir, const struct big_floor *floor);
