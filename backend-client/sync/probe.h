/* Inside sync/: first contact with a server in this run (WIRE.md 3.1): what it promises, our own
 * Device, and whether its transactions are atomic. The last is asked once per server and
 * remembered, because a failed probe leaves a resource behind.
 */
#pragma once

#include "sync/engine.h"

/* ERR_OK: connected. ERR_OFFLINE: not now. ERR_REFUSED: this is no server we can work with; `why`
 * says so. */
MUST_CHECK enum err sync_connect(struct sync *sync, char *why, size_t why_size);
