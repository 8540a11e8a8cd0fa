/* What the store of a station says must be at the hospital's server, read from its tables and not
 * from its outbox: an act that forgot its outbox entry is missed too.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct owed {                         /* one resource */
    const char *what, *type, *system; /* for messages; FHIR type; identifier <base>/sid/<system> */
    char value[64];                   /* of the identifier */
    char status[24];                  /* of the resource; "" = any */
    bool may_lack;                    /* was over here before the server can have heard of it */
    char id[80];                      /* logical id there as the store knows it, "" = not known */
};

struct ledger { /* of all stores of a scene; zeroed to begin with */
    struct owed *owed;
    size_t count;
    int waiting;       /* in the outbox */
    char refused[200]; /* what the server would not take, "" = nothing */
};

/* Adds what the store in that state folder holds; the same operation in two stores is one. False:
 * it cannot be read, told on stderr. */
bool ledger_add(struct ledger *ledger, const char *state_dir);
void ledger_clear(struct ledger *ledger);

/* Does the station say that it has the server? */
bool ledger_online(const char *state_dir);
/* Has it heard that the doctor's clinics of that date are stopped? */
bool ledger_stopped(const char *state_dir, const char *doctor, const char *date);
/* Somebody else's store, copied: what it pulled came from the server at this address. */
bool ledger_set_server(const char *state_dir, const char *url);
