/* Who is on duty at a window or in a room, and whether it is open: what stands on its terminal.
 * Staff's names and numbers are on their badges and stand here plain.
 */
#pragma once

#include "model/care.h"
#include "model/duty.h"
#include "store/db.h"

/* A place nobody ever signed on at is closed, without a name. */
MUST_CHECK enum err duty_get(struct db *db, const char *place_id, struct duty *out);
MUST_CHECK enum err duty_put(struct db *db, const struct duty *duty);

/* The number that is called or seen in that place, whoever called it. ERR_NOT_FOUND: nobody. */
MUST_CHECK enum err duty_number(struct db *db, const char *place_id, const char *date,
                                struct ticket *out);
/* The last number whose service there ended after `since_ms`, unless it was rated already.
 * ERR_NOT_FOUND: none. */
MUST_CHECK enum err duty_unrated(struct db *db, const char *place_id, int64_t since_ms,
                                 struct ticket *out);
/* The queue that is called from there: that of who sees patients in the room about now, else the
 * hall's that the window belongs to, else the place's own. */
MUST_CHECK enum err duty_queue(struct db *db, const char *place_id, const char *date,
                               int64_t now_ms, char out[ID_SIZE]);
