/* Numbers that are not in anybody's hand: their paper did not come out, or nobody took them. For
 * staff, who print them again or void them. The writing half is for backend-client/act. */
#pragma once

#include "model/care.h"
#include "store/db.h"

#define UNPRINTED_AFTER_MS                                                                         \
    120000 /* reserved so long without a word from the printer: left behind */

struct unprinted {
    struct ticket ticket;
    enum err why; /* ERR_NO_SPACE paper out, ERR_BUSY cover open or a fault, ERR_OFFLINE not there,
                     ERR_IO broken off or silent, ERR_UNKNOWN neither printed nor taken */
    char station[ID_SIZE]; /* where it was tried, "" = not known */
    int64_t at_ms;         /* of the last try; with ERR_UNKNOWN when the number was given out */
    int tries;
};

/* Today's numbers that count for nobody yet: the last print failed, or two minutes have passed
 * without one. Printed since, taken by phone, void: gone from the list. Oldest first. */
MUST_CHECK enum err ticket_not_printed(struct db *db, const char *date, struct unprinted *out,
                                       size_t cap, size_t *count);

MUST_CHECK enum err unprinted_put(struct db *db, const char *op, enum err why, const char *station,
                                  int64_t at_ms);
MUST_CHECK enum err unprinted_drop(struct db *db, const char *op); /* none is fine */
