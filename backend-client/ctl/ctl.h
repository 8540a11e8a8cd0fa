/* What the verbs of the building share: where the map comes from, and how facts are told. */
#pragma once

#include "ctl/context.h"
#include "map/map.h"

/* The building: of `path` when one is given, else the station's own (its store, the folder of its
 * content), else the demo's. NULL after saying why. Free with map_free. */
struct map *ctl_map_find(const struct ctl *ctl, const char *path);
