/* What places are called and asked for: categories, standard names, ids and the keys they are found
 * by. */
#pragma once

#include "map/venue_parts.h"

/* By the IMDF category of an amenity, occupant or unit; where that says nothing, by everyday words
 * in the name. */
enum map_category venue_category(const char *imdf_category, struct name name);
struct name
venue_category_name(enum map_category category); /* for things that have no name; "" for MAP_ANY */

/* Puts the places in the order of the building, gives each its id, and fills venue->keys. */
void venue_make_keys(struct loading *loading);
