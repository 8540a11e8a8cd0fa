/* Inside sync/: what a pull makes of the hospital's content. */
#pragma once

#include "fhir/answer.h"
#include "sync/engine.h"

/* Takes over entry `i`, within the caller's transaction. One that cannot be read is left out and
 * logged. */
MUST_CHECK enum err take_content(struct sync *sync, const struct bundle *bundle, size_t i);
