/* What the server answered: bundles and single resources, as far as we look into them. Nothing is
 * believed that is not there: a page of HTML, cut JSON or another resource type is ERR_CORRUPT, and
 * the caller's "outcome unknown".
 */
#pragma once

#include "base/clock.h"
#include "base/err.h"
#include "model/care.h"
#include "model/queue_task.h"
#include "model/resource.h"

#include <stddef.h>

struct seen { /* of one resource on the server; "" = not there */
    char type[48], id[ID_SIZE], version[VERSION_SIZE];
    int64_t updated_ms;
    char status[32];
    char business[40];           /* Task.businessStatus code, local */
    char code[40];               /* Task.code, local */
    char op[ID_SIZE];            /* identifier .../sid/op (or .../sid/rating) */
    char ticket[ID_SIZE];        /* identifier .../sid/ticket/<queue>/<day>: its value */
    char queue[ID_SIZE], day[9]; /* and its queue and day */
    char slot[REFERENCE_SIZE];   /* Appointment.slot[0] */
    char based_on[REFERENCE_SIZE];
    char reason[32];  /* Appointment.cancelationReason: "pat", "prov" ... */
    char comment[80]; /* Slot.comment: an operation id while somebody holds it */
    char owner[160];  /* Task.owner.display */
    char priority[16];
    char text[COMPLAINT_TEXT_SIZE]; /* Communication.payload strings, one a line */
    int64_t sent_ms, authored_ms, started_ms, ended_ms;
    struct queue_task queue_task; /* of a Task; place and place_name of calls for help too */
    char terminal[160];           /* Task.requester.display */
    char screen[40], note[200];   /* of a call for help */
    char due[DATE_SIZE];          /* Task.restriction.period.end, local date */
};

struct bundle;

/* ERR_CORRUPT unless it is a whole JSON Bundle. The caller frees. */
MUST_CHECK enum err bundle_read(const char *body, size_t size, struct bundle **out);
void bundle_free(struct bundle *bundle);
size_t
bundle_count(const struct bundle *bundle); /* matches of a search; outcome entries left out */
const char *bundle_next(const struct bundle *bundle); /* link, NULL on the last page */
bool bundle_is(const struct bundle *bundle, const char *type);
MUST_CHECK enum err bundle_seen(const struct bundle *bundle, size_t index, struct seen *out);
/* As content_read, of one match. */
MUST_CHECK enum err bundle_content(const struct bundle *bundle, size_t index, struct resource *out,
                                   char *fault, size_t fault_size);
char *bundle_resource(const struct bundle *bundle, size_t index); /* its JSON, malloc'ed */
/* Of a transaction or batch response: the HTTP status of one entry (0 when there is none) and what
 * it made, from the resource or from its location. */
int bundle_response(const struct bundle *bundle, size_t index, struct seen *out);

/* A single resource. ERR_CORRUPT unless it is one. */
MUST_CHECK enum err seen_read(const char *body, size_t size, struct seen *out);
/* "…/Appointment/12/_history/1" -> type and id; false when it is not that. */
bool seen_from_location(const char *location, struct seen *out);
/* OperationOutcome.issue[0].code, "" when it is none. Only letters and dashes: may be logged. */
void outcome_code(const char *body, size_t size, char *out, size_t out_size);

/* What a CapabilityStatement promises: FHIR 4.0.x, and the types we need with search and create. */
MUST_CHECK enum err capability_check(const char *body, size_t size, char *why, size_t why_size);
