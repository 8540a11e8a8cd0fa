/* Inside sync/: taking over what changed on the server, per type by _lastUpdated (WIRE.md 2.2).
 * Every page is one transaction of rows and cursor; the cursor is always the server's time. Content
 * first in the order of 2.2; then what became of our own: queue entries, complaints, calls for help
 * (Task), replies (Communication), bookings (Appointment).
 */
#pragma once

#include "sync/engine.h"

/* Pulls the types that are due now. ERR_OFFLINE: the server went away. */
MUST_CHECK enum err sync_pull(struct sync *sync);
/* Makes sessions and slots due at once. */
void pull_notices_now(struct sync *sync); /* announcements and closures, in the next step */
void pull_slots_now(struct sync *sync);
/* After something was sent: whoever waits for an answer now is asked for sooner. */
void pull_sooner(struct sync *sync);
void pull_queues_now(struct sync *sync);
void pull_all_now(struct sync *sync);
/* Monotonic time of the next due pull. */
int64_t pull_next_ms(const struct sync *sync);
/* True once every content type has been pulled whole from this server. */
bool pull_complete(struct sync *sync);