#include "store/db.h"

#include "base/log.h"
#include "base/text.h"
#include "store/files.h"
#include "store/migrations.h"
#include "store/seal_key.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define APPLICATION_ID 0x466f7972 /* "Foyr" */
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

static void stick(struct statement *s, int code)
{
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        s->db->lost = true;
    statement_fail(s, err_of(code));
}

static enum err execute(struct db *db, const char *sql)
{
    int code = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        code = sqlite3_extended_errcode(db->sqlite);
        log_number("store", "sqlite", code);
    }
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        db->lost = true;
    return err_of(code);
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
        assert(code != SQLITE_ERROR);
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

enum err db_commit(struct db *db)
{
    assert(db->in_transaction);
    enum err err = db_run(db, "COMMIT");
    if (err == ERR_OK)
        db->in_transaction = false;
    else
        db_rollback(db);
    return err;
}

void db_rollback(struct db *db)
{
    if (db->in_transaction && !sqlite3_get_autocommit(db->sqlite))
        execute(db, "ROLLBACK");
    db->in_transaction = false;
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

/* ---- opening ---- */

static int64_t pragma(struct db *db, const char *sql, char *text, size_t size)
{
    struct statement *s = db_prepare(db, sql);
    int64_t value = -1;
    if (db_step(s)) {
        value = column_int(s, 0);
        if (text)
            column_copy(s, 0, text, size);
    }
    return db_done(s) == ERR_OK ? value : -1;
}

static enum err configure(struct db *db, bool read_only)
{
    enum err err =
        execute(db, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
                    "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA cache_size=-2000;");
    if (err != ERR_OK || read_only)
        return err;
    err = execute(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                      "PRAGMA journal_size_limit=4194304; PRAGMA wal_autocheckpoint=1000;");
    if (err != ERR_OK)
        return err;
    char mode[16] = "";
    pragma(db, "PRAGMA journal_mode", mode, sizeof mode);
    bool durable = !strcmp(mode, "wal") && pragma(db, "PRAGMA synchronous", NULL, 0) == 2 &&
                   pragma(db, "PRAGMA foreign_keys", NULL, 0) == 1;
    return durable ? ERR_OK : ERR_IO;
}

/* One step, or nothing when another program was first. */
static enum err migrate_one(struct db *db, int64_t from)
{
    char set[48];
    text_format(set, sizeof set, "PRAGMA user_version=%d", (int)from + 1);
    enum err err = db_begin(db);
    if (err != ERR_OK)
        return err;
    if (pragma(db, "PRAGMA user_version", NULL, 0) == from) {
        err = execute(db, migrations[from].sql);
        if (err == ERR_OK)
            err = execute(db, set);
    }
    if (err == ERR_OK)
        return db_commit(db);
    db_rollback(db);
    return err;
}

static enum err migrate(struct db *db, bool read_only)
{
    int64_t id = pragma(db, "PRAGMA application_id", NULL, 0),
            version = pragma(db, "PRAGMA user_version", NULL, 0);
    if (id < 0 || version < 0 || (id != APPLICATION_ID && (id || version)))
        return ERR_CORRUPT; /* unreadable, or another program's */
    if (version > migration_count) {
        log_number("store", "the file is newer than the program, version", version);
        return ERR_NEWER;
    }
    if (read_only)
        return version == migration_count ? ERR_OK : ERR_INVALID;
    char set[48];
    text_format(set, sizeof set, "PRAGMA application_id=%d", APPLICATION_ID);
    enum err err = id ? ERR_OK : execute(db, set);
    while (err == ERR_OK && version < migration_count) {
        err = migrate_one(db, version);
        int64_t now = pragma(db, "PRAGMA user_version", NULL, 0);
        if (err == ERR_OK && now <= version)
            err = ERR_CORRUPT;
        version = now;
    }
    return err;
}

/* The key must be the one that the store was made with; a new store may make one. */
static enum err fit_key(struct db *db, const char *path, bool read_only)
{
    char kept[33] = "", own[33];
    enum err err = meta_get(db, "seal.check", kept, sizeof kept);
    if (err == ERR_OK)
        err = seal_key_open(path, !kept[0] && !read_only, &db->key);
    if (err != ERR_OK)
        return err;
    seal_key_check(db->key, own);
    if (!kept[0])
        return read_only ? ERR_CRYPTO : meta_set(db, "seal.check", own);
    return strcmp(kept, own) ? ERR_CRYPTO : ERR_OK;
}

static enum err connect(const char *path, int flags, struct db *db)
{
    int code = sqlite3_open_v2(path, &db->sqlite,
                               flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (code != SQLITE_OK)
        return err_of(code);
    sqlite3_busy_timeout(db->sqlite, BUSY_MS);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return ERR_OK;
}

enum err db_open(const struct db_options *options, struct db **out)
{
    char path[STORE_PATH_SIZE], key[STORE_PATH_SIZE];
    *out = NULL;
    if (!store_path(path, options->state_dir, "foyer.db") ||
        !store_path(key, options->state_dir, "key"))
        return ERR_INVALID;
    enum err err = options->read_only ? ERR_OK : store_prepare(options->state_dir);
    if (err != ERR_OK)
        return err;
    struct db *db = calloc(1, sizeof *db);
    if (!db)
        abort();
    db->clock = options->clock;
    err = connect(
        path,
        options->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, db);
    if (err == ERR_OK)
        err = configure(db, options->read_only);
    if (err == ERR_OK)
        err = migrate(db, options->read_only);
    if (err == ERR_OK)
        err = fit_key(db, options->key_file && options->key_file[0] ? options->key_file : key,
                      options->read_only);
    if (err != ERR_OK) {
        log_event("store", "cannot be opened", NULL, err);
        db_close(db);
        return err;
    }
    *out = db;
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

enum err db_quick_check(struct db *db)
{
    char says[64] = "";
    struct statement *s = db_prepare(db, "PRAGMA quick_check(1)");
    if (db_step(s))
        column_copy(s, 0, says, sizeof says);
    enum err err = db_done(s);
    return err == ERR_OK && strcmp(says, "ok") ? ERR_CORRUPT : err;
}

enum err db_checkpoint(struct db *db)
{
    return err_of(
        sqlite3_wal_checkpoint_v2(db->sqlite, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL));
}

/* ---- backup ---- */

static enum err copy_database(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return err_of(sqlite3_extended_errcode(to));
    int code = sqlite3_backup_step(backup, -1);
    int finish = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? err_of(finish) : err_of(code);
}

enum err db_backup(struct db *db, const char *file)
{
    struct db copy = {.clock = db->clock};
    enum err err = store_make_file(file);
    if (err == ERR_OK)
        err = connect(file, SQLITE_OPEN_READWRITE, &copy);
    if (err == ERR_OK)
        err = copy_database(copy.sqlite, db->sqlite);
    if (err == ERR_OK) /* one file, without -wal and -shm beside it */
        err = execute(&copy, "PRAGMA journal_mode=DELETE");
    sqlite3_close_v2(copy.sqlite);
    return err;
}

static enum err check_copy(struct db *copy)
{
    int64_t version = -1;
    enum err err =
        pragma(copy, "PRAGMA application_id", NULL, 0) == APPLICATION_ID ? ERR_OK : ERR_CORRUPT;
    if (err == ERR_OK)
        version = pragma(copy, "PRAGMA user_version", NULL, 0);
    if (err == ERR_OK && (version < 1 || version > migration_count))
        err = version < 1 ? ERR_CORRUPT : ERR_NEWER;
    return err == ERR_OK ? db_quick_check(copy) : err;
}

enum err db_restore(const char *state_dir, const char *file, const struct clock *clock)
{
    char path[STORE_PATH_SIZE];
    if (!store_path(path, state_dir, "foyer.db"))
        return ERR_INVALID;
    struct db *from = calloc(1, sizeof *from), to = {.clock = clock};
    if (!from)
        abort();
    enum err err = connect(file, SQLITE_OPEN_READONLY, from);
    if (err == ERR_OK)
        err = check_copy(from);
    if (err == ERR_OK)
        err = db_quarantine(state_dir, clock);
    if (err == ERR_OK)
        err = store_prepare(state_dir);
    if (err == ERR_OK)
        err = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &to);
    if (err == ERR_OK)
        err = copy_database(to.sqlite, from->sqlite);
    sqlite3_close_v2(to.sqlite);
    db_close(from);
    return err;
}
