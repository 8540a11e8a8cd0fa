/* What db.c (the only file with SQLite) gives to db_open.c; inside store/ only. */
#pragma once

#include "store/db.h"
#include "store/seal_key.h"

enum db_mode { DB_READ, DB_WRITE, DB_MAKE };

/* A bare connection: no pragmas, no migration, no key. */
MUST_CHECK enum err db_connect(const char *path, enum db_mode mode, const struct clock *clock,
                               struct db **out);
MUST_CHECK enum err db_execute(struct db *db, const char *sql); /* several statements, no rows */
void db_set_key(struct db *db, struct seal_key *key);           /* owned by db from then on */
/* What is asked from here on ends with ERR_BUSY after `ms`; 0: takes as long as it takes. */
void db_hurry(struct db *db, int ms);
MUST_CHECK enum err db_copy(struct db *to, struct db *from); /* the whole database, page by page */
