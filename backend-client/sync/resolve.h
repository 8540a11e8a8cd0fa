/* Inside sync/: what the server calls what we speak of. Content that was pulled from this server
 * has its id; content from a folder is looked up by identifier once and remembered; persons and
 * terminals are made when they are not there yet.
 */
#pragma once

#include "model/care.h"
#include "sync/exchange.h"

/* All: VERDICT_ACK and "Type/id" in `out` ("" = the server does not know it), or why not, with
 * `outcome` for the log. */
enum verdict sync_content(struct sync *sync, const char *type, const char *screen_id,
                          char out[REFERENCE_SIZE], char outcome[120]);
enum verdict sync_patient(struct sync *sync, const char *person_uuid, char out[REFERENCE_SIZE],
                          char outcome[120]);
/* What we made ourselves under that operation id, by memory or by a search. */
enum verdict sync_own(struct sync *sync, const char *type, const char *op, char out[REFERENCE_SIZE],
                      char outcome[120]);
