/* Inside sync/: holds at the server (WIRE.md 3.4b): Slot busy-tentative with the booking's
 * operation as its comment. Never in the outbox: a hold that comes late is worth nothing. */
#pragma once

#include "sync/exchange.h"

/* Tells the server of new holds and frees those that were given back. ERR_OFFLINE: nobody there. */
MUST_CHECK enum err sync_holds(struct sync *sync);
/* Frees slots that somebody, anybody, held and forgot: older than a hold may be and without an
 * appointment. */
MUST_CHECK enum err sync_forgotten(struct sync *sync);
/* The slot is free there if it is kept for that operation, which comes to nothing. VERDICT_ACK: so
 * it is, or it is not ours. */
enum verdict hold_free_there(struct sync *sync, const char *op, const char *slot_id);
/* `got` is the slot as just read: frees it when its hold was forgotten. true: read it again. */
bool hold_clear_forgotten(struct sync *sync, const char *slot, const struct reply *got);
