/* What several acts share. Only for act's own files. */
#pragma once

#include "act/act.h"
#include "store/care.h"
#include "store/content.h"
#include "store/outbox.h"
#include "store/service_request.h"

/* Ends the transaction: commits when `e` is ERR_OK, else rolls back. Returns what the act returns.
 */
MUST_CHECK enum err act_end(struct db *db, enum err e);

/* ERR_LOCKED while this terminal waits after too many wrong codes of that sort ("visit", "track").
 * The counter is in the store, so a restart does not forget it; ASVS 6.1.1: it locks the sort of
 * question at this terminal for a while, never a person. */
MUST_CHECK enum err tries_check(struct db *db, const struct act_env *env, const char *sort);
/* Counts a miss in a transaction of its own; begins the pause when it was the last one allowed. */
MUST_CHECK enum err tries_missed(struct db *db, const struct act_env *env, const char *sort);

struct offer { /* what stands behind a slot id */
    struct slot slot;
    struct schedule schedule;
    struct doctor doctor;
};
MUST_CHECK enum err offer_get(struct db *db, const char *slot_id, struct offer *out);
/* Whether it can be had now. `op`: of the hold that may keep the slot for them. `referred`: what is
 * kept for referred patients too. */
MUST_CHECK enum err offer_open(struct db *db, const struct act_env *env, const struct offer *offer,
                               const char *op, bool referred);
/* The person's order that a booking of that offer is made on: the one asked for, or (request_id "")
 * the one that fits; out->id "" when there is none. `replaces`: the booking that it may be of
 * already. ERR_RESULTS: asked for, but its results are due later. */
MUST_CHECK enum err offer_request(struct db *db, const char *person_uuid, const char *request_id,
                                  const char *replaces, const struct offer *offer,
                                  struct service_request *out);

/* Whether the booking was made on a referral: such patients go before (queue class referral). */
MUST_CHECK enum err act_referred(struct db *db, const struct appointment *held, bool *out);
/* When that notice is a stopped clinic's: the clinic takes place again. */
MUST_CHECK enum err act_lift_stop(struct db *db, const char *op);
bool act_standalone(const struct act_env *env);
/* Outbox line: what concerns one person goes out in order; a guest's things by their own id. */
const char *act_line(const char *person_uuid, const char *op);
/* Cancels an open booking: its slot is free, its cancelling goes out. */
MUST_CHECK enum err act_give_back(struct db *db, const struct appointment *held);
/* After ticket_insert: what the queue notes of it. `due_ms`: of the booking, 0 = walk-in. */
MUST_CHECK enum err act_enter_queue(struct db *db, const struct act_env *env,
                                    const struct ticket *ticket, int64_t due_ms);
/* The priority that age or a card ([queue] cared_cards) gives to the ticket's person on its day. */
MUST_CHECK enum err act_priority(struct db *db, const struct act_env *env,
                                 const struct ticket *ticket, int *out);
/* The queue that a walk-in of that department joins. ERR_STOPPED. */
MUST_CHECK enum err act_walk_in_queue(struct db *db, const struct act_env *env,
                                      const char *department_id, struct doctor *out);
/* Notes the waiting time that is told now, where one can be told. */
MUST_CHECK enum err act_promise(struct db *db, const struct act_env *env,
                                const struct ticket *ticket);
/* An outbox entry with an operation id of its own, for what is no record itself (cancelling,
 * voiding). */
MUST_CHECK enum err act_send(struct db *db, enum outbox_kind kind, const char *subject,
                             const char *line);
/* The next number of this kiosk's own series; the counter is written in the same transaction as the
 * ticket. */
MUST_CHECK enum err act_next_number(struct db *db, const struct act_env *env, const char *date,
                                    char out[12]);
