/* Inside sync/: what the server says of the things patients did. Rows that are not ours and do not
 * concern our queues are passed over. Inside the page's transaction.
 */
#pragma once

#include "fhir/answer.h"
#include "sync/engine.h"

MUST_CHECK enum err take_care(struct sync *sync, const struct seen *seen);
