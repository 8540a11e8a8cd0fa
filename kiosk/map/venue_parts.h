/* The steps of venue_load, in the order they run; one file each. Nobody else includes it. */
#pragma once

#include "map/venue.h"

struct loading {
    struct venue *venue;
    const struct imdf *imdf;
    struct geos *geos;
    struct map_report *report;
};

void venue_read_floors(
    struct loading *loading); /* buildings, levels, units, sections, fixtures, paths */
void venue_read_openings(
    struct loading *loading); /* doors, snapped to their units; missing ones made up */
void venue_read_links(struct loading *loading);     /* lifts, stairs, escalators, one-way doors */
void venue_read_pathnodes(struct loading *loading); /* after openings */
void venue_read_hours(struct loading *loading);     /* of doors, units, lifts and paths */
void venue_read_places(
    struct loading *loading); /* kiosks, occupants, amenities, named rooms, exits */

struct name venue_name(struct loading *loading, const struct imdf_feature *feature,
                       const char *key);
int venue_level_of(struct loading *loading,
                   const struct imdf_feature *feature); /* reports unknown ones */
enum map_access venue_access(const struct imdf_feature *feature);
/* What the wall says: the extension property `ref`, cut to MAP_SIGN_SIZE. */
const char *venue_sign(struct loading *loading, const struct imdf_feature *feature);
