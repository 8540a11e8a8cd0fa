/* Between the two halves of the IMDF reader: features (imdf.c) and coordinates (imdf_shape.c).
 * Nobody else includes it. */
#pragma once

struct json_t; /* jansson.h, included by the two files themselves */

#include "map/imdf.h"

struct imdf_projection {
    double lon, lat;         /* of the local origin */
    double per_lon, per_lat; /* metres a degree, WGS 84 series at that latitude */
};

/* Looks for the first position in any depth of coordinate arrays; false when there is none. */
bool imdf_first_position(const struct json_t *geometry, double *lon, double *lat);
/* In the middle of the features' first positions; false when there is none. */
bool imdf_middle(const struct json_t *features, double *lon, double *lat);
struct imdf_projection imdf_project_at(double lon, double lat);
/* Local metres; false for numbers that are no position, or more than 50 km away. */
bool imdf_position(const struct imdf_projection *p, const struct json_t *position,
                   struct map_point *out);
/* Reads a GeoJSON geometry (RFC 7946); what cannot be used is reported under `id`. */
void imdf_shape(struct pool *pool, const struct imdf_projection *p, const struct json_t *geometry,
                const char *id, struct map_report *report, struct shape *out);

/* ---- imdf_tidy.c ---- */
/* An id as text; false when it is none. */
bool imdf_id_text(const struct json_t *id, char *out, size_t size);
/* References as ids are, and the category in small letters. */
void imdf_tidy_references(struct json_t *properties);
struct imdf_rename { /* this type's `id` is another type's too and became "type:id" */
    enum imdf_type type;
    const char *id;
};
void imdf_typed_id(char *out, size_t size, enum imdf_type type, const char *id);
void imdf_follow_renames(struct json_t *properties, const struct imdf_rename *renames,
                         size_t count);
void imdf_sort_renames(struct imdf_rename *renames, size_t count);
