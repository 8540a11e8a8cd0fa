/* What is untidy in a building's files, collected while reading. Every kind of defect has one row
 * in report.c: how grave it is and one sentence in each language. MAPS.md 1.5 lists what real files
 * look like.
 */
#pragma once

#include "map/map.h"

enum defect {
    DEFECT_FILE_MISSING,
    DEFECT_FILE_BROKEN,
    DEFECT_FILE_UNUSABLE,
    DEFECT_FILE_NAME,
    DEFECT_FILE_FOREIGN,
    DEFECT_NO_ID,
    DEFECT_ID_TWICE,
    DEFECT_ID_SHARED,
    DEFECT_FILE_TWICE,
    DEFECT_CRS,
    DEFECT_SWAPPED,
    DEFECT_ORDINAL_MISSING,
    DEFECT_ORDINAL_TWICE,
    DEFECT_UNIT_ASTRAY,
    DEFECT_CATEGORY_NEAR,
    DEFECT_NAMES_ONE_LANGUAGE,
    DEFECT_TYPE_FOREIGN,
    DEFECT_GEOMETRY_MISSING,
    DEFECT_GEOMETRY_FOREIGN,
    DEFECT_RING_BAD,
    DEFECT_RING_REPAIRED,
    DEFECT_COORDINATES,
    DEFECT_LEVEL_UNKNOWN,
    DEFECT_CATEGORY_UNKNOWN,
    DEFECT_OPENING_NO_LINE,
    DEFECT_OPENING_LOOSE,
    DEFECT_OPENING_ONE_SIDE,
    DEFECT_OPENING_AMBIGUOUS,
    DEFECT_OPENING_WIDE_SNAP,
    DEFECT_OPENING_MISSING,
    DEFECT_OPENING_BLOCKED,
    DEFECT_UNIT_PARTS,
    DEFECT_ANCHOR_STRAY,
    DEFECT_ANCHOR_NO_UNIT,
    DEFECT_OCCUPANT_NO_ANCHOR,
    DEFECT_AMENITY_STRAY,
    DEFECT_KIOSK_NOWHERE,
    DEFECT_KIOSK_NO_BEARING,
    DEFECT_NO_KIOSK,
    DEFECT_RELATION_BROKEN,
    DEFECT_NO_RELATIONS,
    DEFECT_VERTICAL_ALONE,
    DEFECT_PATH_LOOSE,
    DEFECT_PLACE_ID_TWICE,
    DEFECT_HOURS,
    DEFECT_DOORS_MANY,
    DEFECT_FEATURES_MANY,
    DEFECT_NO_LEVELS,
    DEFECT_NO_WALKS,
    DEFECT_COUNT
};

/* `report` may be NULL; `detail` (may be NULL) stands at the %s of the sentence. */
void report_add(struct map_report *report, enum defect defect, const char *feature,
                const char *detail);
