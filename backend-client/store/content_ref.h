/* Which FHIR resource stands behind a screen id: written by content_put, read by sync when it has
 * to name a slot, doctor or place to the server. What was laid out here (store/lay_out.c) has none.
 */
#pragma once

#include "model/resource.h"
#include "store/db.h"

struct content_ref {
    char screen_id[ID_SIZE];
    char logical[ID_SIZE];            /* the id in Type/id */
    char system[160], value[ID_SIZE]; /* identifier[0]; "" when it has none */
    char version[VERSION_SIZE];
    int64_t updated_ms;
};

/* ERR_NOT_FOUND. `type` is the FHIR type, e.g. "PractitionerRole". */
MUST_CHECK enum err content_ref_get(struct db *db, const char *type, const char *screen_id,
                                    struct content_ref *out);
MUST_CHECK enum err content_ref_by_logical(struct db *db, const char *type, const char *logical,
                                           struct content_ref *out);
