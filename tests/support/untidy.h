/* Draws a floor as untidy hands do, as an IMDF 1.0.0 directory turned by an angle: a corridor of
 * several parts with gaps between them, walls between it and its rooms with the doors anywhere in
 * them and a little turned, a lobby that laps over the corridor and is drawn twice, its pillar too,
 * bent rooms, rooms behind rooms, furniture that nearly touches the walls. What was drawn is kept,
 * to be measured against.
 */
#pragma once

#include <geos_c.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "map/map.h"
#include "support/temp.h"

#define SITE_PARTS 4    /* of "corridor"; along each: rooms aN, bN, and cN behind bN */
#define SITE_CLOSETS 27 /* kN along "lobby" */
#define SITE_BESIDE 10  /* the closet with something before the middle of its door */
#define SITE_SHUT 20    /* the one with something before all of it */
#define SITE_DRAWN_MAX 64

struct drawn {
    char id[16];
    GEOSGeometry *shape; /* metres, not turned */
};

struct site {
    uint32_t seed;
    double gap, wall; /* metres: between the corridor's parts; between units and their rooms */
    unsigned doors;   /* bit i: an opening is drawn in the gap behind part i */
    double per_lon, per_lat;
    char dir[TEMP_SIZE];
    FILE *out;
    bool begun;
    struct drawn units[SITE_DRAWN_MAX], openings[SITE_DRAWN_MAX], fixtures[SITE_DRAWN_MAX];
    size_t unit_count, opening_count, fixture_count;
};

/* From seed, gap, wall and doors, the rest zero. */
void site_draw(struct site *s, GEOSContextHandle_t geos);
void site_forget(struct site *s);
/* Where that is in the drawing. */
struct map_point site_point(const struct site *s, double lon, double lat);
