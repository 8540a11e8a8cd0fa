#include "store/db.h"

#include "base/log.h"
#include "base/text.h"
#include "store/db_inside.h"
#include "store/db_memory.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CACHE_MAX 128
#define BUSY_MS 5000

struct statement {
    struct db *db;
    sqlite3_stmt *stmt; /* NULL when it could not be prepared */
    const char *sql;
    enum err err; /* the first failure since db_prepare */
    bool busy, cached;
    unsigned long used; /* for leaving the cache */
};

struct db {
    sqlite3 *sqlite;
    const struct clock *clock;
    struct seal_key *key;
    struct statement *cache[CACHE_MAX];
    int cached;
    unsigned long uses;
    bool in_transaction;
    bool lost; /* a sync failed: what is on disk is not known any more */
    bool damaged;
    int64_t give_up_ms; /* mono; of db_hurry */
    db_commit_hook *hook;
    void *hook_ctx;
    char behalf_staff[16], behalf_station[40];
};

static enum err err_of(int code)
{
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return ERR_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
        return ERR_BUSY;
    case SQLITE_FULL:
        return ERR_NO_SPACE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ERR_CORRUPT;
    case SQLITE_CONSTRAINT:
        return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY
                   ? ERR_ALREADY
                   : ERR_INVALID;
    case SQLITE_TOOBIG:
        return ERR_INVALID;
    case SQLITE_NOMEM:
        abort();
    default:
        return ERR_IO;
    }
}

/* What a failure says of the connection as a whole. */
static enum err judge(struct db *db, int code)
{
    enum err err = err_of(code);
    db->lost |= code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
    db->damaged |= err == ERR_CORRUPT;
    return err;
}

static void stick(struct statement *s, int code)
{
    statement_fail(s, judge(s->db, code));
}

enum err db_execute(struct db *db, const char *sql)
{
    int code = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        code = sqlite3_extended_errcode(db->sqlite);
        log_number("store", "sqlite", code);
    }
    return judge(db, code);
}

/* ---- statements ---- */

static void statement_free(struct statement *s)
{
    sqlite3_finalize(s->stmt);
    free(s);
}

static struct statement *statement_new(struct db *db, const char *sql)
{
    struct statement *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    s->db = db;
    s->sql = sql;
    int code = sqlite3_prepare_v3(db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->stmt, NULL);
    if (code != SQLITE_OK) {
#ifndef NDEBUG
        fprintf(stderr, "%s\n%s\n", sqlite3_errmsg(db->sqlite),
                sql); /* SQL is literal: no values in it */
#endif
        /* our SQL is literal and tested: where it has an error, the tables are not ours any more */
        if (code == SQLITE_ERROR)
            statement_fail(s, ERR_CORRUPT);
        stick(s, code);
    }
    return s;
}

/* Puts a statement into the cache, in the place of the one unused longest when it is full. */
static void cache_add(struct db *db, struct statement *s)
{
    int place = db->cached;
    if (place == CACHE_MAX) {
        place = -1;
        for (int i = 0; i < CACHE_MAX; i++)
            if (!db->cache[i]->busy && (place < 0 || db->cache[i]->used < db->cache[place]->used))
                place = i;
        if (place < 0)
            return;
        statement_free(db->cache[place]);
    } else {
        db->cached++;
    }
    s->cached = true;
    db->cache[place] = s;
}

struct statement *db_prepare(struct db *db, const char *sql)
{
    struct statement *s = NULL;
    for (int i = 0; i < db->cached && !s; i++)
        if (db->cache[i]->sql == sql && !db->cache[i]->busy)
            s = db->cache[i];
    assert(!s || !strcmp(sqlite3_sql(s->stmt),
                         sql)); /* SQL built in a buffer would find another's statement here */
    if (!s) {
        s = statement_new(db, sql);
        if (s->stmt)
            cache_add(db, s);
    }
    s->busy = true;
    s->used = ++db->uses;
    return s;
}

void bind_text(struct statement *s, int index, const char *text)
{
    if (s->stmt)
        stick(s, sqlite3_bind_text(s->stmt, index, text ? text : "", -1, SQLITE_TRANSIENT));
}

void bind_int(struct statement *s, int index, int64_t value)
{
    if (s->stmt)
        stick(s, sqlite3_bind_int64(s->stmt, index, value));
}

void bind_blob(struct statement *s, int index, const void *data, size_t size)
{
    if (s->stmt)
        stick(s, sqlite3_bind_blob64(s->stmt, index, data, size, SQLITE_TRANSIENT));
}

void bind_null(struct statement *s, int index)
{
    if (s->stmt)
        stick(s, sqlite3_bind_null(s->stmt, index));
}

void statement_fail(struct statement *s, enum err err)
{
    if (s->err == ERR_OK)
        s->err = err;
}

bool db_step(struct statement *s)
{
    if (s->err != ERR_OK)
        return false;
    int code = sqlite3_step(s->stmt);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        stick(s, sqlite3_extended_errcode(s->db->sqlite));
    return false;
}

const char *column_text(struct statement *s, int index)
{
    const unsigned char *text = s->stmt ? sqlite3_column_text(s->stmt, index) : NULL;
    return text ? (const char *)text : "";
}

int64_t column_int(struct statement *s, int index)
{
    return s->stmt ? sqlite3_column_int64(s->stmt, index) : 0;
}

const void *column_blob(struct statement *s, int index, size_t *size)
{
    const void *data = s->stmt ? sqlite3_column_blob(s->stmt, index) : NULL;
    *size = data ? (size_t)sqlite3_column_bytes(s->stmt, index) : 0;
    return data;
}

void column_copy(struct statement *s, int index, char *out, size_t size)
{
    text_copy(out, size, column_text(s, index));
}

enum err db_done(struct statement *s)
{
    enum err err = s->err;
    if (err == ERR_IO || err == ERR_CORRUPT || err == ERR_NO_SPACE)
        log_event("store", "a statement failed", NULL, err);
    s->err = ERR_OK;
    s->busy = false;
    if (!s->cached) {
        statement_free(s);
        return err;
    }
    sqlite3_reset(s->stmt);
    sqlite3_clear_bindings(s->stmt); /* lets go of what may name a person */
    return err;
}

enum err db_run(struct db *db, const char *sql)
{
    struct statement *s = db_prepare(db, sql);
    while (db_step(s))
        ;
    return db_done(s);
}

int db_changes(struct db *db)
{
    return sqlite3_changes(db->sqlite);
}

/* ---- transactions ---- */

enum err db_begin(struct db *db)
{
    assert(!db->in_transaction);
    if (db->lost)
        return ERR_IO;
    enum err err = db_run(db, "BEGIN IMMEDIATE");
    db->in_transaction = err == ERR_OK;
    return err;
}

void db_before_commit(struct db *db, db_commit_hook *hook, void *ctx)
{
    db->hook = hook;
    db->hook_ctx = ctx;
}

static enum err run_hook(struct db *db)
{
    db_commit_hook *hook = db->hook;
    db->hook = NULL;
    return hook ? hook(db, db->hook_ctx) : ERR_OK;
}

void db_set_behalf(struct db *db, const char *staff_id, const char *station_id)
{
    text_copy(db->behalf_staff, sizeof db->behalf_staff, staff_id);
    text_copy(db->behalf_station, sizeof db->behalf_station, station_id);
}

const char *db_behalf_staff(const struct db *db)
{
    return db->behalf_staff;
}

const char *db_behalf_station(const struct db *db)
{
    return db->behalf_station;
}

enum err db_commit(struct db *db)
{
    assert(db->in_transaction);
    enum err err = run_hook(db);
    if (err == ERR_OK)
        err = db_run(db, "COMMIT");
    if (err == ERR_OK)
        db->in_transaction = false;
    else
        db_rollback(db);
    return err;
}

void db_rollback(struct db *db)
{
    if (db->in_transaction && !sqlite3_get_autocommit(db->sqlite)) {
        enum err err = db_execute(db, "ROLLBACK");
        (void)err; /* logged; nothing was written in either case */
    }
    db->in_transaction = false;
}

bool db_lost(const struct db *db)
{
    return db->lost;
}

bool db_damaged(const struct db *db)
{
    return db->damaged;
}

bool db_in_transaction(const struct db *db)
{
    return db->in_transaction;
}

int64_t db_version(struct db *db)
{
    struct statement *s = db_prepare(db, "PRAGMA data_version");
    int64_t others = db_step(s) ? column_int(s, 0) : 0;
    enum err err = db_done(s);
    return err == ERR_OK ? others << 32 | (sqlite3_total_changes64(db->sqlite) & 0xffffffff) : 0;
}

const struct clock *db_clock(const struct db *db)
{
    return db->clock;
}

int64_t db_now(const struct db *db)
{
    return clock_wall(db->clock);
}

const struct seal_key *db_seal_key(const struct db *db)
{
    return db->key;
}

void db_set_key(struct db *db, struct seal_key *key)
{
    db->key = key;
}

/* ---- connections ---- */

enum err db_connect(const char *path, enum db_mode mode, const struct clock *clock, struct db **out)
{
    static const int flags[] = {[DB_READ] = SQLITE_OPEN_READONLY,
                                [DB_WRITE] = SQLITE_OPEN_READWRITE,
                                [DB_MAKE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
    struct db *db = calloc(1, sizeof *db);
    if (!db)
        abort();
    db->clock = clock;
    *out = db;
    db_memory_wiped();
    int code = sqlite3_open_v2(path, &db->sqlite,
                               flags[mode] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (code != SQLITE_OK) {
        db_close(db);
        *out = NULL;
        return err_of(code);
    }
    sqlite3_busy_timeout(db->sqlite, BUSY_MS);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return ERR_OK;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    db_rollback(db);
    for (int i = 0; i < db->cached; i++)
        statement_free(db->cache[i]);
    sqlite3_close_v2(db->sqlite);
    seal_key_close(db->key);
    free(db);
}

enum err db_checkpoint(struct db *db)
{
    return judge(
        db, sqlite3_wal_checkpoint_v2(db->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL));
}

static int time_is_up(void *ctx)
{
    const struct db *db = ctx;
    return clock_mono(db->clock) >= db->give_up_ms;
}

void db_hurry(struct db *db, int ms)
{
    db->give_up_ms = clock_mono(db->clock) + ms;
    sqlite3_progress_handler(db->sqlite, ms > 0 ? 10000 : 0, time_is_up, db);
}

enum err db_copy(struct db *to, struct db *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->sqlite, "main", from->sqlite, "main");
    if (!backup)
        return err_of(sqlite3_extended_errcode(to->sqlite));
    int code = sqlite3_backup_step(backup, -1);
    int finish = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? err_of(finish) : err_of(code);
}
