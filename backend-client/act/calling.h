/* What a room, a window or a guide does with a queue, and a patient with a missed number.
 *
 * Screens ask with call_ask and follow the answer with call_get (store/call.h); it is the same with
 * and without a server. Standalone the claim of a number is one UPDATE inside the transaction, and
 * the answer is there at once. With a server it is the Task's If-Match (WIRE.md 3.7): calls of a
 * number come back CALL_PENDING and sync settles them, as a rule within a second; what is done with
 * a number already called (again, passed, serving, done, sending on), a changed priority and a
 * missed number take effect here at once and follow to the server, which may still say otherwise
 * (CALL_REFUSED or CALL_TAKEN; the number is then shown as the server has it).
 *
 * Without the server a shared queue is not called: ERR_OFFLINE, nothing is written. A queue named
 * in `[queue] own` is called by this window alone, and goes on.
 */
#pragma once

#include "act/env.h"
#include "model/call.h"
#include "model/care.h"
#include "model/queue.h"
#include "store/call.h"
#include "store/db.h"

struct call_request {
    char op[UUID_SIZE]; /* made by the screen; the same again gives the same answer */
    enum call_kind kind;
    struct caller caller;
    char queue[ID_SIZE];       /* CALL_NEXT: which; CALL_MOVE, CALL_SEND_ON: where to; a doctor's
                                  id, or a place's: laboratory, cashier... */
    char ticket_op[UUID_SIZE]; /* all but CALL_NEXT; CALL_HELP_*: of the call for help */
    int priority;              /* CALL_PRIORITY: PRIORITY_ROUTINE.. (model/queue.h) */
    char reason[ID_SIZE];      /* and why, a code of the hospital's: elderly, disabled, referral,
                                  emergency... */
};

/* ERR_OK: written; `out->state` says how it came out or that it is pending. ERR_INVALID: not from
 * that state (model/machine.h), or the request makes no sense. ERR_NOT_FOUND: no such number, queue
 * or call for help. ERR_LIMIT: a missed number asked for as often as allowed. ERR_OFFLINE: see
 * above. */
MUST_CHECK enum err call_ask(struct db *db, const struct act_env *env,
                             const struct call_request *request, struct call *out);
/* Whether asking for that queue's next number makes sense now: ERR_OFFLINE says no, for a sentence
 * on the screen before anybody presses. */
MUST_CHECK enum err call_may(struct db *db, const struct act_env *env, const char *queue);
/* True for a queue that `[queue] own` names. */
bool queue_is_own(const struct config *config, const char *queue);

/* The same steps one by one, for a store without a server (ERR_OFFLINE with one): they write no
 * outbox entry, as a server named later is told of visits and numbers, not of calls that are over.
 *
 * ERR_NOT_FOUND: no such ticket (call_next: nobody waits). ERR_INVALID: not from that state.
 * ERR_TAKEN: somebody else was first.
 */
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

/* A number that another station gave out while this store could not be reached: it enters the queue
 * with the time of its arrival. `due_ms`: of the booking, 0 = walk-in. Again is ERR_OK. */
MUST_CHECK enum err queue_receive(struct db *db, const struct act_env *env,
                                  const struct ticket *ticket, int64_t due_ms);

/* A patient asks for a missed number again; with a server it must be there (ERR_OFFLINE), and is
 * told. ERR_LIMIT: as often as the hospital allows already.
 * `ahead`: how many will be called before; the check says so without writing. */
MUST_CHECK enum err missed_check(struct db *db, const struct act_env *env, const char *op,
                                 int *ahead);
MUST_CHECK enum err missed_recall(struct db *db, const struct act_env *env, const char *op,
                                  int *ahead);
/* How many are called before a waiting number, by the order of now. */
MUST_CHECK enum err queue_ahead(struct db *db, const struct act_env *env, const char *op,
                                int *ahead);
