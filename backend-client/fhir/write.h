/* What we send: pure functions from model structs to FHIR R4 JSON (one malloc'ed line; the caller
 * frees with free). Which element carries what is WIRE.md section 1; every body passes the strict
 * validation of tests/fhir-server. Empty facts are left out. Local code systems are
 * <base>/cs/<name>, identifier systems <base>/sid/<name>.
 */
#pragma once

#include "model/call.h"
#include "model/care.h"
#include "model/queue_task.h"

#include <stddef.h>

/* Server-side references ("Patient/7", or "urn:uuid:..." inside one transaction); NULL or "" = not
 * known, left out. */
struct links {
    const char *base;   /* the hospital's URI prefix */
    const char *device; /* this terminal */
    const char *patient, *slot, *role, *service, *place;
    const char *request; /* the ServiceRequest that a booking is made on */
    bool revisit;        /* which is an order to come again */
    const char *appointment, *encounter, *communication, *receiver, *about;
    const char *questionnaire; /* canonical url|version */
    const char *terminal;      /* this terminal's name for people */
    int64_t shift_ms;          /* the server's clock minus ours; added to every moment */
};

char *write_patient(const struct links *links, const struct person *person);
char *write_device(const struct links *links, const char *terminal, const char *name);
char *write_probe(const struct links *links,
                  const char *op); /* a Basic that a failed transaction must not leave */
char *write_appointment(const struct links *links,
                        const struct appointment *appointment);                /* status booked */
char *write_encounter(const struct links *links, const struct ticket *ticket); /* arrived */
/* Task ready, waiting; `more` may be NULL. */
char *write_queue_entry(const struct links *links, const struct ticket *ticket,
                        const struct queue_task *more);
char *write_complaint_text(const struct links *links,
                           const struct complaint *complaint); /* Communication */
char *write_complaint_task(const struct links *links, const struct complaint *complaint);
char *write_rating(const struct links *links,
                   const struct rating *rating); /* QuestionnaireResponse */
char *write_closure(const struct links *links,
                    const struct closure *closure); /* CommunicationRequest active */
/* `to`: a reference, as links->about is the queue's own. CommunicationRequest active. */
char *write_queue_closing(const struct links *links, const char *op, const char *to,
                          int64_t from_ms, int64_t until_ms);
char *write_notice(const struct links *links,
                   const struct notice *notice); /* CommunicationRequest */
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

struct queue_change {
    enum queue_status to;
    bool moved; /* to QUEUE_LEFT: to another queue */
    const struct caller
        *caller;       /* a claim: who calls, and where to (links: role or device, place) */
    const char *claim; /* the operation that claims, NULL = as it is */
    int overtaken;     /* with `caller`: the queue's count after this call */
    int calls;         /* 0 = as it is */
    bool held;         /* a missed number that was asked for again */
    int skip, recalls;
    const char *reason; /* a changed priority, NULL = as it is */
    int priority;
};
char *rewrite_queue_task(const struct links *links, const char *got,
                         const struct queue_change *change, int64_t now_ms);
/* What became of the number's paper: `fault`, or (its why is ERR_OK) it is in a hand after all. */
char *rewrite_paper(const struct links *links, const char *got, const struct paper_fault *fault,
                    int64_t now_ms);
/* The next queue of the same visit, from the Task of the one before. */
char *write_next_stop(const struct links *links, const char *got, const struct ticket *next,
                      const struct queue_task *more);
/* A call for help that somebody takes (caller) or ends. */
char *rewrite_help(const struct links *links, const char *got, const char *status,
                   const struct queue_change *change, int64_t now_ms);
/* Names within <base>/sid/: of a queue's day (Task.groupIdentifier, after "queue"), and of its
 * numbers. */
bool queue_group(const char *queue, const char *date, char *out, size_t size);
bool queue_ticket_system(const char *queue, const char *date, char *out, size_t size);

struct entry { /* of a transaction */
    const char *method, *url;
    const char *if_match, *if_none_exist; /* NULL = none */
    const char *full_url;                 /* "urn:uuid:..."; NULL: one is made */
    const char *body;                     /* JSON */
};
/* `base`: the server's address. Every entry gets a fullUrl: R4 lets it be empty where a resource is
 * made, but a server that validates may want it. */
char *write_transaction(const char *base, const struct entry *entries, size_t count);
