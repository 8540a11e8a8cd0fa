/* Which FHIR resource stands behind a screen id. Screen ids are identifier values where there is
 * one, else logical ids. */
#pragma once

#include "model/resource.h"
#include "store/db.h"

struct content_ref {
    char id[ID_SIZE];      /* screen id */
    char logical[ID_SIZE]; /* on the server or in the file; "" for what was laid out here */
    char system[160], value[ID_SIZE]; /* identifier[0]; both "" when it has none */
    char version[VERSION_SIZE]; /* meta.versionId; "" = taken over from a file, so `logical` is no
                                   server's */
};

/* `type` is the FHIR type, e.g. "Slot". Slots and schedules that were laid out here are found too.
 */
MUST_CHECK enum err content_ref_get(struct db *db, const char *type, const char *id,
                                    struct content_ref *out);
/* Our screen id of a server's resource. */
MUST_CHECK enum err content_ref_back(struct db *db, const char *type, const char *logical,
                                     char id[ID_SIZE]);
/* After an update of ours: the version the server answered with. */
MUST_CHECK enum err content_ref_version(struct db *db, const char *type, const char *logical,
                                        const char *version);
/* All logical ids of a type that came from a server, to find those that vanished there. `visit`
 * must not write. */
MUST_CHECK enum err content_ref_each(struct db *db, const char *type,
                                     void (*visit)(void *ctx, const char *logical), void *ctx);
/* The same of the Slots from that moment on that nobody here holds or has booked. */
MUST_CHECK enum err content_ref_each_free_slot(struct db *db, int64_t from_ms,
                                               void (*visit)(void *ctx, const char *logical),
                                               void *ctx);
/* Takes a resource out again (deleted on the server). ERR_OK also when it is not known. */
MUST_CHECK enum err content_remove(struct db *db, const char *type, const char *logical);
/* After the first full pull: takes out what only came from a file. */
MUST_CHECK enum err content_forget_files(struct db *db);
/* url and version of the Questionnaire with that code ("satisfaction", "complaint"). */
MUST_CHECK enum err questionnaire_get(struct db *db, const char *code, char *url, size_t url_size,
                                      char *version, size_t version_size);
