/* What patients did, as stored rows. The writing halves are for backend-client/act (inside its
 * transaction); screens only call the reading halves. Text that names a person is sealed
 * (store/seal.h).
 */
#pragma once

#include "model/care.h"
#include "model/queue.h"
#include "store/db.h"

/* persons */
MUST_CHECK enum err person_find(struct db *db, enum identity_kind kind, const char *identity,
                                struct person *out);
MUST_CHECK enum err person_get(struct db *db, const char *uuid, struct person *out);
MUST_CHECK enum err person_put(struct db *db,
                               const struct person *person); /* insert or replace by uuid */
/* Another number of the same person, found by person_find from then on; known numbers stay whose
 * they are. */
MUST_CHECK enum err person_add_identity(struct db *db, const char *uuid, enum identity_kind kind,
                                        const char *number);
/* Whether one of the person's cards begins so; `beginnings` parted by commas. */
MUST_CHECK enum err person_has_card(struct db *db, const char *uuid, const char *beginnings,
                                    bool *has);

/* appointments */
MUST_CHECK enum err appointment_get(struct db *db, const char *op, struct appointment *out);
MUST_CHECK enum err appointment_by_code(struct db *db, const char *code,
                                        struct appointment *out); /* open ones, and what the
                                                                   hospital stopped */
/* Who holds a slot of this store (wish, booked, arrived, fulfilled). ERR_NOT_FOUND: nobody. */
MUST_CHECK enum err appointment_by_slot(struct db *db, const char *slot_id,
                                        struct appointment *out);
/* A person's open bookings and wishes (booked, wish, arrived today) from today on, soonest first.
 */
MUST_CHECK enum err appointment_list(struct db *db, const char *person_uuid,
                                     struct appointment *out, size_t cap, size_t *count);
MUST_CHECK enum err appointment_insert(struct db *db, const struct appointment *appointment);
/* ERR_INVALID: no booking goes from its status to that one (model/machine.h). */
MUST_CHECK enum err appointment_set(struct db *db, const char *op, enum appointment_status status,
                                    enum err why);
/* A booking first known by its code alone turns out to be this person's. */
MUST_CHECK enum err appointment_set_person(struct db *db, const char *op, const char *person_uuid);
/* The same until `until_ms`, and those that the hospital cancelled and the person has not settled.
 */
MUST_CHECK enum err appointment_mine(struct db *db, const char *person_uuid, int64_t until_ms,
                                     struct appointment *out, size_t cap, size_t *count);
#define STOPPED_TOLD_DAYS 30 /* so long after its day a stopped booking is still spoken of */
/* Those whose clinic was stopped and that are not settled (moved, given back), soonest first. */
MUST_CHECK enum err appointment_stopped(struct db *db, const char *person_uuid,
                                        struct appointment *out, size_t cap, size_t *count);
/* The booking or wish that takes the place of that one. ERR_NOT_FOUND: none. */
MUST_CHECK enum err appointment_replacing(struct db *db, const char *op, struct appointment *out);
/* How many bookings the person missed since then, and when the last one was. */
MUST_CHECK enum err appointment_missed(struct db *db, const char *person_uuid, int64_t since_ms,
                                       int *count, int64_t *last_ms);
/* Standalone: bookings of days gone by to which nobody came are missed; not those stopped. */
MUST_CHECK enum err appointment_miss_past(struct db *db, int *count);
MUST_CHECK enum err appointment_set_stopped(struct db *db, const char *op, enum stopped stopped);
/* Free -> busy, only if it is still free, or held by that operation: ERR_TAKEN otherwise.
 * `referred` may have what is kept for referred patients. And back; a hold on it ends. */
MUST_CHECK enum err slot_take(struct db *db, const char *slot_id, const char *op, bool referred);
MUST_CHECK enum err slot_free(struct db *db, const char *slot_id);
/* Places kept for referred patients that begin by then are everybody's. */
MUST_CHECK enum err slots_release(struct db *db, int64_t until_ms);

/* tickets */
MUST_CHECK enum err ticket_get(struct db *db, const char *op, struct ticket *out);
MUST_CHECK enum err
ticket_by_number(struct db *db, const char *date, const char *number, struct ticket *out,
                 size_t cap,
                 size_t *count); /* `out` is an array: numbers are unique, but a queue is checked */
/* The newest ticket of that booking (an older one may be void). */
MUST_CHECK enum err ticket_by_appointment(struct db *db, const char *appointment_op,
                                          struct ticket *out);
MUST_CHECK enum err ticket_open_of(struct db *db, const char *person_uuid, const char *date,
                                   struct ticket *out, size_t cap, size_t *count);
MUST_CHECK enum err ticket_insert(struct db *db, const struct ticket *ticket);
MUST_CHECK enum err ticket_set_status(struct db *db, const char *op, enum ticket_status status);
MUST_CHECK enum err ticket_set_stage(struct db *db, const char *op, enum queue_status stage,
                                     int64_t now_ms);
MUST_CHECK enum err ticket_count_print(struct db *db, const char *op);
/* A number given by another terminal turns out to be this person's, for that booking. */
MUST_CHECK enum err ticket_set_holder(struct db *db, const char *op, const char *appointment_op,
                                      const char *person_uuid);
/* Operations of tickets created before `before_ms` that are still reserved (neither printed nor
 * taken), oldest first. */
MUST_CHECK enum err ticket_stale(struct db *db, int64_t before_ms, char (*ops)[UUID_SIZE],
                                 size_t cap, size_t *count);
/* People ahead, by the order in which they will be called, and a waiting range from the last 60
 * minutes of that queue and the rooms that call from it. */
MUST_CHECK enum err ticket_wait(struct db *db, const struct ticket *ticket,
                                const struct queue_rules *rules, struct wait *out);

/* complaints, ratings, help calls */
MUST_CHECK enum err complaint_insert(struct db *db, const struct complaint *complaint);
MUST_CHECK enum err complaint_get(struct db *db, const char *op, struct complaint *out);
MUST_CHECK enum err complaint_by_task(struct db *db, const char *task_op, struct complaint *out);
MUST_CHECK enum err complaint_by_number(struct db *db, const char *number, struct complaint *out);
/* What the hospital's server says of it; `reply` NULL leaves the stored one. */
MUST_CHECK enum err complaint_set(struct db *db, const char *op, enum complaint_status status,
                                  const char *reply, int64_t replied_ms);
/* The day by which it is to be answered, as the hospital has moved it. */
MUST_CHECK enum err complaint_set_due(struct db *db, const char *op, const char *due);
/* Those not closed, oldest first: what sync asks the server about. */
MUST_CHECK enum err complaint_open(struct db *db, char (*ops)[UUID_SIZE], size_t cap,
                                   size_t *count);
MUST_CHECK enum err
rating_insert(struct db *db, const struct rating *rating); /* ERR_ALREADY: that ticket was rated */
MUST_CHECK enum err rating_get(struct db *db, const char *op, struct rating *out);
/* Whether a rating with that op is stored. */
MUST_CHECK enum err rating_known(struct db *db, const char *op, bool *known);
MUST_CHECK enum err help_insert(struct db *db, const struct help_call *call);
/* The open call for help of that station of this store. ERR_NOT_FOUND: none. */
MUST_CHECK enum err help_latest(struct db *db, const char *station, struct help_call *out);
/* Those not over, of all machines we know of, oldest first. */
MUST_CHECK enum err help_open(struct db *db, struct help_call *out, size_t cap, size_t *count);
MUST_CHECK enum err help_get(struct db *db, const char *op, struct help_call *out);
MUST_CHECK enum err help_set(struct db *db, const char *op, enum help_status status,
                             const struct label *helper, int64_t now_ms); /* helper may be NULL */

/* how we stand with the server */
MUST_CHECK enum err link_get(struct db *db, struct link *out);
