/* What a queue entry on the server (FHIR Task, code queue-entry) says beyond struct ticket. */
#pragma once

#include "model/resource.h"

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
};
