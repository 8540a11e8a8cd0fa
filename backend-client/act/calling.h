/* What a room, a window or a guide does with a queue, and a patient with a missed number. Each is
 * one transaction; the claim of a number is one UPDATE inside it, so that rooms which share a store
 * never call one patient twice.
 *
 * Standalone only: where a server is the authority a claim needs its If-Match (WIRE.md 3.7), and
 * these answer ERR_OFFLINE and change nothing. They write no outbox entry: a server named later is
 * told of visits and numbers, not of calls that are over.
 *
 * ERR_NOT_FOUND: no such ticket (call_next: nobody waits). ERR_INVALID: not from that state
 * (model/machine.h). ERR_TAKEN: somebody else was first.
 */
#pragma once

#include "act/env.h"
#include "model/care.h"
#include "model/queue.h"
#include "store/db.h"

struct caller {
    char by[ID_SIZE];       /* room, window or staff; who called stands in the ticket */
    char place_id[ID_SIZE]; /* where the patient is to go; "" = as the ticket says */
    struct label place;
};

void queue_rules_of(const struct config *config, struct queue_rules *out);

/* The next of that queue. A doctor's room also calls from the department's clinic without a named
 * doctor: when nobody else waits, or when no room calls from that clinic ([queue] help_general). */
MUST_CHECK enum err call_next(struct db *db, const struct act_env *env, const char *queue,
                              const struct caller *caller, struct ticket *out);
/* One named number: waiting or passed. */
MUST_CHECK enum err call_number(struct db *db, const struct act_env *env, const char *op,
                                const struct caller *caller, struct ticket *out);
MUST_CHECK enum err call_again(struct db *db, const struct act_env *env, const char *op);
MUST_CHECK enum err call_passed(struct db *db, const struct act_env *env, const char *op);
MUST_CHECK enum err call_serving(struct db *db, const struct act_env *env, const char *op);
/* With the last open stop of a visit its booking is fulfilled. */
MUST_CHECK enum err call_done(struct db *db, const struct act_env *env, const char *op);

/* To another queue (a doctor's id, or a place's: laboratory, cashier...), keeping the time of
 * arrival: waiting, called, recalled or passed. Where an other visit has that number already a
 * digit is added, see `out`. */
MUST_CHECK enum err call_move(struct db *db, const struct act_env *env, const char *op,
                              const char *queue, struct ticket *out);
/* Ends this stop (it must be serving) and begins the next one of the same visit with the same
 * number; in a queue where the visit has stood before it goes ahead of new patients. `next_op`: of
 * the new stop, made by the caller: the same again gives the same. */
MUST_CHECK enum err send_on(struct db *db, const struct act_env *env, const char *op,
                            const char *queue, const char *next_op, struct ticket *out);

/* Nobody calls from this queue any more today (the doctor was called away, the room is closed): who
 * has not been seen goes on in queue `to`, in the order of arrival, and so does whoever comes
 * later. A missed number stays missed there. ERR_INVALID: `to` leads back here. */
MUST_CHECK enum err queue_close(struct db *db, const struct act_env *env, const char *queue,
                                const char *to, int *moved);
/* Calls from it again. Whoever was moved stays where they are. */
MUST_CHECK enum err queue_open(struct db *db, const struct act_env *env, const char *queue);

/* A patient asks for a missed number again. ERR_LIMIT: as often as the hospital allows already.
 * `ahead`: how many will be called before; the check says so without writing. */
MUST_CHECK enum err missed_check(struct db *db, const struct act_env *env, const char *op,
                                 int *ahead);
MUST_CHECK enum err missed_recall(struct db *db, const struct act_env *env, const char *op,
                                  int *ahead);
/* How many are called before a waiting number, by the order of now. */
MUST_CHECK enum err queue_ahead(struct db *db, const struct act_env *env, const char *op,
                                int *ahead);
