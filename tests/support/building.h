/* Makes a hospital of any size as an IMDF 1.0.0 directory: several buildings, floors, lifts and
 * stairs, corridors with rooms on both sides, a hall on each floor, escalators, steps beside ramps,
 * paths across the yard, benches in the way, narrow doors, badge doors and staff rooms. The same
 * numbers make the same bytes.
 */
#pragma once

#include <stddef.h>

struct building_plan {
    int rooms;         /* in all; 20 to 100,000 */
    unsigned seed;     /* names, doors, which corridor has what */
    int rooms_a_floor; /* of one building; 0 = by size, 10 to 200 */
};

struct building_counts {
    int buildings, floors, rooms, units, openings;
};

/* Writes into `dir`, which is there. False when a file could not be written. */
int building_make(const char *dir, const struct building_plan *plan, struct building_counts *out);
