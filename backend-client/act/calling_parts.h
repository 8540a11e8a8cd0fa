/* What the files of calling.h share. Only for act's own files. */
#pragma once

#include "act/calling.h"

/* db_begin, or ERR_OFFLINE where a server is the authority. */
MUST_CHECK enum err calling_begin(struct db *db, const struct act_env *env);
/* One legal step of a ticket that is not void. ERR_INVALID. */
MUST_CHECK enum err calling_step(struct db *db, const struct act_env *env,
                                 const struct ticket *ticket, enum queue_status to);
/* After a stop has ended: the booking is fulfilled when it was the last open one. */
MUST_CHECK enum err calling_end_visit(struct db *db, const struct ticket *ticket);
