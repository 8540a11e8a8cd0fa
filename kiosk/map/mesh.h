/* The shortest way inside one walkable area: constrained Delaunay triangles (GEOS) joined by their
 * edges, a channel of triangles, and the funnel through it. In an area without holes the result is
 * the geodesic; around holes it is the best in the channel found (MAPS 3.1). A mesh belongs to one
 * thread while it is asked.
 */
#pragma once

#include "map/shape.h"

struct mesh;

struct mesh *mesh_make(struct geos *geos,
                       const struct area *area); /* NULL when it cannot be triangulated */
void mesh_free(struct mesh *mesh);               /* accepts NULL */

/* Prepares all ways out of one point. */
void mesh_from(struct mesh *mesh, struct map_point from);
/* The way from there: writes at most `cap` points, both ends among them; 0 when the pieces do not
 * hang together. */
size_t mesh_to(struct mesh *mesh, struct map_point to, struct map_point *out, size_t cap);
