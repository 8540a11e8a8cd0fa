/* What a queue entry on the server (FHIR Task, code queue-entry) says beyond struct ticket. */
#pragma once

#include "base/err.h"
#include "model/resource.h"

struct paper_fault { /* a number's paper that did not come out */
    enum err why; /* ERR_NO_SPACE paper out, ERR_BUSY cover open or a fault, ERR_OFFLINE not there,
                     ERR_IO broken off or silent, ERR_UNKNOWN neither printed nor taken; ERR_OK =
                     nothing is known of a fault */
    char station[ID_SIZE]; /* where it was tried last, "" = not known */
    int64_t at_ms;         /* then; with ERR_UNKNOWN when the number was given out */
};
/* Its word on the wire, and back: what has no word of its own is "broken-off", and ERR_IO. */
const char *paper_fault_name(enum err why);
enum err paper_fault_named(const char *name);

struct queue_task {
    int64_t due_ms; /* of the booking, 0 = none */
    bool returned;  /* back in a queue of this visit */
    bool held;      /* missed and asked for again: stands behind `skip` others */
    int skip;
    int calls, recalls;
    bool counted; /* `overtaken` is there: the queue's count after this call (model/queue.h) */
    int overtaken;
    char mask[64]; /* masked name for the boards */
    char reason[ID_SIZE];
    char visit_op[ID_SIZE];
    char claim[ID_SIZE];  /* operation of the call that holds it */
    char caller[ID_SIZE]; /* who that was: struct caller, by */
    char place[REFERENCE_SIZE];
    char place_name[160];
    char encounter[REFERENCE_SIZE];
    char booking[REFERENCE_SIZE]; /* "Appointment/..", "" for a walk-in */
    struct paper_fault paper;     /* not said of paper that came out at once */
    bool in_hand;                 /* after a fault: its patient has it all the same */
};
