/* Inside fhir/ only. */
#pragma once

#include "fhir/answer.h"
#include "fhir/json.h"

/* The parts of a Task that queues and calls for help need. */
void see_task(struct reader *r, const json_t *json, struct seen *out);
