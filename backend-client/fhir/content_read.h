/* A content resource (FHIR R4) as the store takes it over; which kind fills what is told in
 * model/resource.h. Follows the convention of assets/demo/README.md and is tolerant towards other
 * hospitals' files: missing identifiers, one language only, foreign extensions. Refused is what
 * would mislead: contained resources, modifier extensions, wrong shapes.
 */
#pragma once

#include "base/err.h"
#include "model/resource.h"

#include <stddef.h>

/* The resource type of one JSON document we know nothing of yet. */
#define RESOURCE_TYPE_SIZE 48

/* Reads one line of NDJSON. `shift_days` moves the dates of notices, stops, schedules and slots by
 * whole days (content.ini). ERR_OK; ERR_NOT_FOUND: a type that content has no use for (skip and
 * count it; `type` names it); ERR_INVALID: `fault` says "Slot.start: malformed" or "not JSON,
 * column 12". `type` may be NULL. */
MUST_CHECK enum err content_read(const char *line, size_t length, int shift_days,
                                 struct resource *out, char type[RESOURCE_TYPE_SIZE], char *fault,
                                 size_t fault_size);

/* "Slot" for RESOURCE_SLOT. */
const char *resource_kind_type(enum resource_kind kind);
/* Visits every reference of a resource. */
void resource_references(const struct resource *resource,
                         void (*visit)(void *ctx, const char *reference), void *ctx);
