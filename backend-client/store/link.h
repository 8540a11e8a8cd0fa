/* How we stand with the hospital's server: facts written by sync, read by screens through link_get
 * (store/care.h). */
#pragma once

#include "model/care.h"
#include "store/db.h"

/* Writes only when the state changes; `since` is then now. */
MUST_CHECK enum err link_set_state(struct db *db, enum link_state state);
/* The server answered a whole pull at this time. */
MUST_CHECK enum err link_set_data(struct db *db, int64_t data_ms);
