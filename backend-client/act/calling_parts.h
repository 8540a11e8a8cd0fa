/* What the files of calling.h share. Only for act's own files; all but calling_begin inside
 * a transaction. */
#pragma once

#include "act/calling.h"
#include "store/queue_line.h"

/* db_begin, or ERR_OFFLINE where a server is the authority. */
MUST_CHECK enum err calling_begin(struct db *db, const struct act_env *env);
/* Who waits in that queue; caller frees. */
MUST_CHECK enum err calling_line(struct db *db, const struct act_env *env, const char *queue,
                                 const char *date, struct queue_line **out);
/* One legal step of a ticket that is not void. ERR_INVALID. */
MUST_CHECK enum err calling_step(struct db *db, const struct act_env *env,
                                 const struct ticket *ticket, enum queue_status to);
/* After a stop has ended: the booking is fulfilled when it was the last open one. */
MUST_CHECK enum err calling_end_visit(struct db *db, const struct ticket *ticket);
/* Of a number about to be given out: where its queue is closed, the queue it leads to. */
MUST_CHECK enum err calling_route(struct db *db, struct ticket *ticket);
/* Into another queue, in the caller's transaction; `out` is the ticket as it stands there. */
MUST_CHECK enum err calling_put(struct db *db, const char *op, const char *queue,
                                struct ticket *out);
MUST_CHECK enum err calling_next(struct db *db, const struct act_env *env, const char *queue,
                                 const struct caller *caller, struct ticket *out);
MUST_CHECK enum err calling_number(struct db *db, const struct act_env *env, const char *op,
                                   const struct caller *caller, struct ticket *out);
/* Again, passed, serving or done; staying as it is (but for again) is ERR_OK. */
MUST_CHECK enum err calling_to(struct db *db, const struct act_env *env, const char *op,
                               enum queue_status to);
MUST_CHECK enum err calling_send(struct db *db, const struct act_env *env, const char *op,
                                 const char *queue, const char *next_op, struct ticket *out);
MUST_CHECK enum err calling_missed(struct db *db, const struct act_env *env, const char *op,
                                   int *ahead);
MUST_CHECK enum err calling_priority(struct db *db, const struct act_env *env, const char *op,
                                     int priority, const char *reason);
/* call_ask inside a transaction that is begun. */
MUST_CHECK enum err calling_ask(struct db *db, const struct act_env *env,
                                const struct call_request *request, struct call *out);
