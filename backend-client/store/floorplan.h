/* The building as it was imported: what kiosk/map packed, kept whole, because a floor is drawn
 * within 300 ms of the start and meshing takes longer. The store does not look inside.
 */
#pragma once

#include "store/db.h"

#include <stddef.h>

#define FLOORPLAN_SUM_SIZE 20

struct floorplan {
    char sum[FLOORPLAN_SUM_SIZE]; /* of what it was made from; changes with it */
    char source[16];              /* "folder" (with the content) or "import" (foyerctl) */
    int64_t imported_ms;
};

/* ERR_NOT_FOUND: none yet. */
MUST_CHECK enum err floorplan_info(struct db *db, struct floorplan *out);
/* *bytes is malloc'ed, the caller frees. */
MUST_CHECK enum err floorplan_get(struct db *db, struct floorplan *out, unsigned char **bytes,
                                  size_t *size);
/* In its own transaction or inside one. Takes the place of the one before. */
MUST_CHECK enum err floorplan_put(struct db *db, const struct floorplan *floorplan,
                                  const unsigned char *bytes, size_t size);
