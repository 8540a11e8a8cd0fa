/* Inside sync/: queue entries of the server into the store, whoever gave them out. Inside a
 * transaction. */
#pragma once

#include "fhir/answer.h"
#include "sync/engine.h"

enum queue_status queue_stage_of(const struct seen *seen, enum queue_status otherwise);
/* Our operation id of an entry; of one that another system made, its id. "" when it has neither. */
void queue_entry_op(const struct seen *seen, char op[UUID_SIZE]);
/* Leaves alone what was done here with that number and is still to be sent. */
MUST_CHECK enum err take_queue_entry(struct sync *sync, const struct seen *seen);
/* Task.location as our place: "" and the words it came with when we do not know it. */
MUST_CHECK enum err seen_place(struct sync *sync, const struct seen *seen, char id[ID_SIZE],
                               struct label *name);
