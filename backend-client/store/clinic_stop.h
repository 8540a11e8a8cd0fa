/* Half-days that staff stopped here (停诊), until they lift the stop. While one is in force its
 * session is stopped (sessions_stop), and who booked it is told. Each of its slots has a row of its
 * own for the hospital's server: one change, one outbox entry. Writing is for act and sync, inside
 * their transactions.
 */
#pragma once

#include "model/content.h"
#include "model/staff.h"
#include "store/db.h"

struct clinic_stop {
    char op[UUID_SIZE]; /* also of its notice (store/own_notice.h) */
    char session_id[ID_SIZE];
    int64_t end_ms; /* of the half-day */
    struct label reason;
    char by[STAFF_ID_SIZE];
    int64_t created_ms, lifted_ms; /* 0 = in force */
};

struct stopped_slot {
    char op[UUID_SIZE]; /* of its outbox entry */
    char stop_op[UUID_SIZE];
    char slot_id[ID_SIZE];
    char was[24]; /* the Slot's status before, "" = not changed there */
    bool lift;    /* given back, by a stop that is lifted */
};

MUST_CHECK enum err clinic_stop_insert(struct db *db, const struct clinic_stop *stop);
MUST_CHECK enum err clinic_stop_get(struct db *db, const char *op, struct clinic_stop *out);
/* The stop in force of that half-day. ERR_NOT_FOUND: none of ours. */
MUST_CHECK enum err clinic_stop_of(struct db *db, const char *session_id, struct clinic_stop *out);
MUST_CHECK enum err clinic_stop_lift(struct db *db, const char *op); /* ERR_NOT_FOUND */
/* Bookings of this store in that half-day that are open and not settled. */
MUST_CHECK enum err clinic_stop_concerns(struct db *db, const char *session_id, int *count);

MUST_CHECK enum err stopped_slot_insert(struct db *db, const struct stopped_slot *slot);
MUST_CHECK enum err stopped_slot_get(struct db *db, const char *op, struct stopped_slot *out);
/* Those of a stop (`lift` false) or of its lifting. */
MUST_CHECK enum err stopped_slot_list(struct db *db, const char *stop_op, bool lift,
                                      struct stopped_slot *out, size_t cap, size_t *count);
MUST_CHECK enum err stopped_slot_set_was(struct db *db, const char *op, const char *was);
/* Of the same slot and stop: what it was before. "" = not changed there. */
MUST_CHECK enum err stopped_slot_was(struct db *db, const struct stopped_slot *lifted,
                                     char out[24]);
/* The stops in force, and the bookings they concern, as they are now. */
MUST_CHECK enum err clinic_stops_apply(struct db *db);
