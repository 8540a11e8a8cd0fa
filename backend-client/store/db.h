/* The database: SQLite in WAL with synchronous=FULL, set and read back at open; the only file with
 * sqlite3.h is db.c.
 *
 * One connection per thread; a `struct db` is never shared. A statement collects the first failure
 * ("sticky"): prepare, bind, step and read without checking each call, then `db_done` reports.
 * Table files in store/ are built on the statement calls.
 */
#pragma once

#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct statement;

struct db_options {
    const char *state_dir; /* made with 0700 when missing; holds foyer.db, quarantine/ */
    const char *key_file; /* NULL: <state_dir>/key; made with 0600 and random bytes when missing and
                             the store is new */
    const struct clock *clock;
    bool read_only;
    bool throwaway; /* a simulation's: nothing of it outlives the process, so nothing is synced */
};

/* Opens, migrates (unless read_only), checks durability pragmas. ERR_NEWER: written by a newer
 * program. ERR_CORRUPT: damaged (the set was moved to quarantine/ by db_recover when asked).
 * ERR_CRYPTO: the key does not fit the store. */
MUST_CHECK enum err db_open(const struct db_options *options, struct db **out);
void db_close(struct db *db); /* NULL is fine */

/* Moves foyer.db, -wal and -shm as one set to quarantine/<time>/ so that db_open makes a new store.
 * Only if it is that file (db_file), as another station may have done so already. */
MUST_CHECK enum err db_quarantine(const char *state_dir, const struct clock *clock, int64_t file);
#define DB_ANY_FILE (-1)
/* Tells one store's file from another that took its place; 0: missing or empty. */
int64_t db_file(const char *state_dir);
/* True when there was a store, as its key is there, and its file is missing or empty: what it held
 * is lost. db_open would make a new one. */
bool db_is_gone(const char *state_dir);
/* ERR_CORRUPT: the file is damaged. ERR_BUSY: it is so large that `ms` were not enough. */
MUST_CHECK enum err db_quick_check(struct db *db, int ms);

const struct clock *db_clock(const struct db *db);
int64_t db_now(const struct db *db); /* wall ms */

/* One write transaction (BEGIN IMMEDIATE). Nested calls are a bug. db_commit returns ERR_IO on a
 * failed fsync: no receipt then, and this connection refuses every further transaction, as the
 * pages are marked clean and a retry proves nothing (TRUST 0.5). A failed commit has rolled back.
 */
MUST_CHECK enum err db_begin(struct db *db);
MUST_CHECK enum err db_commit(struct db *db);
void db_rollback(struct db *db);

/* Called inside the next transaction that would be committed here, once; when it fails nothing is
 * committed. For what has to go with an act whose transaction is the act's own (a record of who did
 * it). NULL: none any more, e.g. because the act came to nothing. */
typedef enum err db_commit_hook(struct db *db, void *ctx);
void db_before_commit(struct db *db, db_commit_hook *hook, void *ctx);
/* On whose part what follows on this connection is done for a patient: a number of staff and the
 * station's id, both "" again afterwards. outbox_add makes a record of it (store/audit.h). */
void db_set_behalf(struct db *db, const char *staff_id, const char *station_id);
const char *db_behalf_staff(const struct db *db); /* "" = the patient alone */
const char *db_behalf_station(const struct db *db);

/* True once a sync has failed on this connection: it refuses transactions from then on. Close it,
 * open another and db_checkpoint that one before anything is written: only a checkpoint whose sync
 * succeeds proves what is on disk. */
bool db_lost(const struct db *db);
/* True once this connection has met damage in the file. */
bool db_damaged(const struct db *db);

/* Statements. SQL is always a literal; values are bound. Prepared statements are cached per
 * connection. */
struct statement *db_prepare(struct db *db, const char *sql);
void bind_text(struct statement *s, int index, const char *text); /* NULL or "" binds "" */
void bind_int(struct statement *s, int index, int64_t value);
void bind_blob(struct statement *s, int index, const void *data, size_t size);
void bind_null(struct statement *s, int index);
void statement_fail(struct statement *s, enum err err); /* sticks, if nothing failed before */
bool db_step(struct statement *s);                      /* true while there is a row */
const char *column_text(struct statement *s,
                        int index); /* "" for NULL; valid until the next step */
int64_t column_int(struct statement *s, int index);
const void *column_blob(struct statement *s, int index, size_t *size);
void column_copy(struct statement *s, int index, char *out,
                 size_t size);                    /* bounded, cut at a code point */
MUST_CHECK enum err db_done(struct statement *s); /* resets; the first failure since prepare */
MUST_CHECK enum err db_run(struct db *db, const char *sql); /* no parameters, no rows */
int db_changes(struct db *db);                              /* rows changed by the last statement */
bool db_in_transaction(const struct db *db);

/* For work that may be called inside a transaction or alone: begins one if there is none (*own =
 * true), and ends what it began: commits when `err` is ERR_OK, else rolls back. Returns the first
 * error. */
MUST_CHECK enum err db_enter(struct db *db, bool *own);
MUST_CHECK enum err db_leave(struct db *db, bool own, enum err err);

/* Writes what is in the WAL into the database file and empties the WAL (after a purge, at night).
 */
MUST_CHECK enum err db_checkpoint(struct db *db);
int64_t db_free_mb(const char *state_dir); /* free disk space there; -1 when it cannot be asked */

/* A copy of the whole store in one file, consistent while others write. It holds sealed cells; the
 * key is not in it. */
MUST_CHECK enum err db_backup(struct db *db, const char *file);
/* Checks `file` (ours, not newer, quick_check) and puts it in the place of the store, which goes to
 * quarantine/. No connection to the store may be open. */
MUST_CHECK enum err db_restore(const char *state_dir, const char *file, const struct clock *clock);

/* Small facts by name (content time, link state, series counters). */
MUST_CHECK enum err meta_get(struct db *db, const char *key, char *out,
                             size_t size); /* "" when absent */
MUST_CHECK enum err meta_set(struct db *db, const char *key, const char *value);
int64_t meta_get_int(struct db *db, const char *key, int64_t otherwise);
MUST_CHECK enum err meta_set_int(struct db *db, const char *key, int64_t value);
MUST_CHECK enum err meta_clear(struct db *db,
                               const char *prefix); /* all facts whose name begins so */

/* A counter that changes when anybody commits something (PRAGMA data_version plus own changes):
 * cheap to poll. */
int64_t db_version(struct db *db);
