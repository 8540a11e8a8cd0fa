/* Taking over content: resources read by fhir/ are put here inside one transaction (import: all or
 * nothing; pull: a page). Rows are keyed by (FHIR type, logical id); `version` and `updated` come
 * from meta. Pinyin and initials for searching are made here (ICU Han-Latin). A standalone store
 * keeps slots it laid out or sold itself: putting a schedule again never frees a sold slot.
 */
#pragma once

#include "model/care.h"
#include "model/resource.h"
#include "store/db.h"

MUST_CHECK enum err content_put(struct db *db,
                                const struct resource *resource); /* by resource->kind */
MUST_CHECK enum err
content_clear(struct db *db); /* before a full import; persons, bookings and tickets stay */
MUST_CHECK enum err content_done(struct db *db, const char *source,
                                 int64_t now_ms); /* after it: derived tables, time */
/* Both may be called inside a transaction or without one. content_done after content_clear lays out
 * as many days again as were laid out before, so that nobody sees a load without sessions. */
/* Standalone: lays out Schedule and Slot rows from the timetables for `days` days from today;
 * idempotent; call daily, and before the first load, which then comes with its sessions. */
MUST_CHECK enum err content_lay_out(struct db *db, int days, int *made);
