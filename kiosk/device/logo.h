/* The hospital's mark for the head of each paper. */
#pragma once

#include "device/raster.h"

/* A picture file (what SDL2_image reads), made as large as fits; what is dark and not see-through
 * becomes black. `out` stays empty when the file cannot be read. */
void logo_load(const char *path, int max_width, int max_height, struct raster *out);
