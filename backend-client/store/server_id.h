/* What the server calls the things we made: (FHIR type, our key) -> (logical id, version). Our key
 * is the operation's uuid, or a person's for Patient. Versions are opaque and compared for equality
 * only (WIRE.md 2.2). Content has its own: content_ref.h.
 */
#pragma once

#include "model/resource.h"
#include "store/db.h"

struct server_id {
    char id[ID_SIZE];
    char version[VERSION_SIZE];
};

MUST_CHECK enum err server_id_get(struct db *db, const char *type, const char *op,
                                  struct server_id *out); /* ERR_NOT_FOUND */
MUST_CHECK enum err server_id_put(struct db *db, const char *type, const char *op, const char *id,
                                  const char *version);
/* Our key of a server's resource, for what is pulled. ERR_NOT_FOUND: not ours. */
MUST_CHECK enum err server_id_back(struct db *db, const char *type, const char *id,
                                   char op[UUID_SIZE]);
/* Another server: what the old one called things means nothing there. */
MUST_CHECK enum err server_id_clear(struct db *db);
