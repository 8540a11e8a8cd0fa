/* Is everything at the server that is owed there (ledger.h): nothing lost, nothing twice, nothing
 * that nobody did, and no Slot sold to two or kept for nobody? unit/test_count.c has each of these
 * once; by hand, `foyerctl outbox drop` during the cut of complain.scene ended as "lost: the
 * complaint".
 */
#pragma once

#include "ledger.h"

#include <jansson.h>

/* The types that are looked through; ends with NULL. */
extern const char *const count_types[];

/* `have`: an object with an array of resources under each of count_types. Returns how many things
 * are wrong, the first of them as words in `why`. */
size_t count_wrong(const json_t *have, const struct ledger *ledger, char *why, size_t size);
