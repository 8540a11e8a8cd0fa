/* Inside sync/: what was deleted at the server. A pull only brings what changed, and a search does
 * not show deletes (WIRE.md 2.2), so what the store has is now and then held against what is listed
 * there. */
#pragma once

#include "sync/engine.h"

/* When it is due (notices once an hour, everything once a day, before the doors open): takes out
 * what the server has no more. After a whole pull. ERR_OFFLINE: the server went away; it is begun
 * again with the next pull. */
MUST_CHECK enum err sync_vanished(struct sync *sync);
