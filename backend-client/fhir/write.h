/* What we send: pure functions from model structs to FHIR R4 JSON (one malloc'ed line; the caller
 * frees with free). Which element carries what is WIRE.md section 1; every body passes the strict
 * validation of tests/fhir-server. Empty facts are left out. Local code systems are
 * <base>/cs/<name>, identifier systems <base>/sid/<name>.
 */
#pragma once

#include "model/care.h"

#include <stddef.h>

/* Server-side references ("Patient/7", or "urn:uuid:..." inside one transaction); NULL or "" = not
 * known, left out. */
struct links {
    const char *base;   /* the hospital's URI prefix */
    const char *device; /* this terminal */
    const char *patient, *slot, *role, *service, *place;
    const char *appointment, *encounter, *communication, *receiver, *about;
    const char *questionnaire; /* canonical url|version */
    int64_t shift_ms;          /* the server's clock minus ours; added to every moment */
};

char *write_patient(const struct links *links, const struct person *person);
char *write_device(const struct links *links, const char *terminal, const char *name);
char *write_probe(const struct links *links,
                  const char *op); /* a Basic that a failed transaction must not leave */
char *write_appointment(const struct links *links,
                        const struct appointment *appointment);                /* status booked */
char *write_encounter(const struct links *links, const struct ticket *ticket); /* arrived */
char *write_queue_entry(const struct links *links,
                        const struct ticket *ticket); /* Task ready, waiting */
char *write_complaint_text(const struct links *links,
                           const struct complaint *complaint); /* Communication */
char *write_complaint_task(const struct links *links, const struct complaint *complaint);
char *write_rating(const struct links *links,
                   const struct rating *rating); /* QuestionnaireResponse */
char *write_closure(const struct links *links,
                    const struct closure *closure); /* CommunicationRequest active */
char *write_help(const struct links *links, const struct help_call *call); /* Task guide */

/* Changed copies of a resource as the server gave it: unknown fields stay. NULL when `got` is not
 * that resource. */
char *rewrite_slot(const char *got, const char *status,
                   const char *comment); /* comment NULL = leave */
char *rewrite_appointment(const char *got,
                          const char *status); /* cancelled gets the reason "patient" */
char *rewrite_status(const char *got, const char *type,
                     const char *status); /* nothing but the status */
char *rewrite_task(const struct links *links, const char *got, const char *status,
                   const char *business, int64_t now_ms);

struct entry { /* of a transaction */
    const char *method, *url;
    const char *if_match, *if_none_exist; /* NULL = none */
    const char *full_url;                 /* "urn:uuid:..." or NULL */
    const char *body;                     /* JSON */
};
char *write_transaction(const struct entry *entries, size_t count);
