/* An IMDF 1.0.0 directory or ZIP (OGC 20-094) read into plain features: type, geometry in local
 * metres, and questions about properties. Tolerant: whatever cannot be used is reported with its
 * feature id and left out. Everything handed out stays valid until imdf_free. A file of a type that
 * routing needs and that cannot be read whole refuses the building (MAP_REFUSED): half of it would
 * lead people wrong.
 */
#pragma once

#include "map/geometry.h"
#include "map/report.h"

enum imdf_type {
    IMDF_VENUE,
    IMDF_ADDRESS,
    IMDF_BUILDING,
    IMDF_FOOTPRINT,
    IMDF_LEVEL,
    IMDF_UNIT,
    IMDF_OPENING,
    IMDF_RELATIONSHIP,
    IMDF_AMENITY,
    IMDF_OCCUPANT,
    IMDF_ANCHOR,
    IMDF_SECTION,
    IMDF_FIXTURE,
    IMDF_DETAIL,
    IMDF_GEOFENCE,
    IMDF_KIOSK,
    IMDF_PATH,     /* our extension: a centre line to walk along, outdoors or in */
    IMDF_PATHNODE, /* our extension: where paths meet, and what they lead to */
    IMDF_TYPE_COUNT
};

struct imdf_feature {
    const char *id; /* never empty */
    enum imdf_type type;
    struct shape shape;
    bool has_display;
    struct map_point display; /* display_point */
    const void *properties;
};

#define IMDF_FEATURES_MAX 800000

struct imdf;

/* NULL when there is neither a directory nor a ZIP. */
struct imdf *imdf_read(const char *path, struct map_report *report);
/* A file that routing needs was there and could not be read whole. */
bool imdf_unusable(const struct imdf *imdf);
void imdf_free(struct imdf *imdf);
size_t imdf_count(const struct imdf *imdf);
const struct imdf_feature *imdf_at(const struct imdf *imdf, size_t index);
/* Where the local metres begin, and how many there are to a degree. */
void imdf_origin(const struct imdf *imdf, double *lon, double *lat, double *per_lon,
                 double *per_lat);
const char *imdf_type_name(enum imdf_type type);
void imdf_fold_id(char *id); /* UUIDs in small letters, in place: they compare without case */

const char *imdf_text(const struct imdf_feature *feature,
                      const char *key); /* "" when absent or no text */
double imdf_number(const struct imdf_feature *feature, const char *key, double absent);
bool imdf_flag(const struct imdf_feature *feature, const char *key);
/* A LABELS object by language tag, or the columns key_zh and key_en; where a language is missing
 * the other one stands in. Both "" when absent. */
void imdf_label(const struct imdf_feature *feature, const char *key, const char **zh,
                const char **en);
/* It has a name, but not in both languages. */
bool imdf_label_lacks(const struct imdf_feature *feature, const char *key);
/* The index-th string of an array, or the text itself at 0; NULL beyond the end. */
const char *imdf_list(const struct imdf_feature *feature, const char *key, size_t index);
bool imdf_list_has(const struct imdf_feature *feature, const char *key, const char *value);
/* The id of the index-th {id, feature_type} of a relationship's origin, intermediary or
 * destination; NULL beyond the end. */
const char *imdf_reference(const struct imdf_feature *feature, const char *key, size_t index);
