/* Taking over a hospital's folder of content: *.ndjson, one FHIR resource a line
 * (assets/demo/README.md). All or nothing: every line is read and every reference resolved before
 * the first row is written, and all rows are one transaction; on any fault the old content stays in
 * force and `message` says `file:line: reason`. Needs no network. Not from inside a transaction.
 */
#pragma once

#include "base/clock.h"
#include "store/db.h"

#include <stddef.h>

struct import_counts {
    int files, resources;
    int skipped; /* of types content has no use for */
};

/* ERR_INVALID: something in the files; ERR_NOT_FOUND: no such folder or no *.ndjson in it; store
 * errors as they are. */
MUST_CHECK enum err content_import(struct db *db, const char *dir, const struct clock *clock,
                                   char *message, size_t size);
/* The same, telling how many. */
MUST_CHECK enum err content_import_counted(struct db *db, const char *dir,
                                           const struct clock *clock, struct import_counts *counts,
                                           char *message, size_t size);
/* Imports only when the folder (or, with content.ini, the day) is not what was taken over last;
 * *changed tells. For the start of a standalone station; with a server the server is the authority
 * and this is not called. */
MUST_CHECK enum err content_refresh(struct db *db, const char *dir, const struct clock *clock,
                                    bool *changed, char *message, size_t size);
