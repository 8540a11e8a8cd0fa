/* Inside sync/: one request and what its answer means. A time-out is "unknown", not "failed"; a
 * bare 2xx is no acknowledgement: it must be FHIR JSON that names what we asked for (WIRE.md 2.5,
 * TRUST.md 1.3 "Ack rule").
 */
#pragma once

#include "fhir/answer.h"
#include "http/transport.h"
#include "sync/engine.h"

enum verdict {
    VERDICT_ACK,      /* the server has it */
    VERDICT_DOWN,     /* nobody there, or not the hospital's server: nothing more to send for now */
    VERDICT_LATER,    /* it may have arrived: the same bytes again after a pause */
    VERDICT_CONFLICT, /* somebody was first: look before the next step */
    VERDICT_GONE,     /* there is no such thing (404, 410) */
    VERDICT_PERMANENT, /* it will never take this */
    VERDICT_WAIT,      /* not our turn: something it needs is not there yet */
    VERDICT_COUNT
};

struct reply {
    enum verdict verdict;
    int status;
    bool whole;            /* a resource was sent back, not just its place or version */
    struct seen seen;      /* of an acknowledged single resource */
    struct bundle *bundle; /* of an acknowledged Bundle */
    char *body;            /* of an acknowledged single resource */
    char outcome[120];     /* for the outbox and the log: status and issue code, no personal data */
};

/* Sends and judges; `out` is always filled, reply_clear afterwards. Where a server accepts a single
 * resource without sending it back, it is read: `seen` and `body` are what is there. */
void sync_ask(struct sync *sync, const struct http_request *request, struct reply *out);
void reply_clear(struct reply *reply);

/* The usual questions. `path` is relative to the base. */
void sync_get(struct sync *sync, const char *path, struct reply *out);
/* How many resources have this operation id: 0, 1, or 2 for more; the first in `out->seen`. -1: no
 * answer (see out->verdict). */
int sync_find(struct sync *sync, const char *type, const char *system, const char *value,
              struct reply *out);
/* PUT of a changed copy with If-Match. */
void sync_put(struct sync *sync, const struct seen *what, const char *body, struct reply *out);
/* POST with If-None-Exist <base>/sid/<kind>|<value>. */
void sync_create(struct sync *sync, const char *type, const char *kind, const char *value,
                 const char *body, struct reply *out);

/* "identifier=<escaped system|value>" */
bool identifier_query(char *out, size_t size, const char *system, const char *value);
/* A whole request as text and back; what the outbox freezes. request_thaw cuts `frozen` into
 * pieces. */
char *request_freeze(const struct http_request *request); /* malloc'ed */
bool request_thaw(char *frozen, struct http_request *out);
