/* One tree a kiosk, profile and closure set, kept while it is asked for (MAPS.md D6). A closure,
 * or an hour at which a door shuts, is another set: routes change at once and the old tree comes
 * back when it is lifted. Safe from any thread.
 */
#pragma once

#include "map/route.h"

struct route_cache;

struct route_cache *route_cache_new(void);
void route_cache_free(struct route_cache *cache); /* accepts NULL */

/* The tree from `start`; made when it is not there. Lent until route_cache_done, and others wait
 * meanwhile: take out what is needed and give it back. */
const struct route_tree *route_cache_tree(struct route_cache *cache,
                                          const struct route_query *query, int start);
void route_cache_done(struct route_cache *cache);
