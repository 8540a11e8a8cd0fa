/* Opening a store: durability, migrations, the key; and copies of it. */
#include "store/db.h"

#include "base/log.h"
#include "base/text.h"
#include "store/db_inside.h"
#include "store/files.h"
#include "store/migrations.h"

#include <string.h>

#define APPLICATION_ID 0x466f7972 /* "Foyr" */

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

static enum err configure(struct db *db, bool read_only, bool throwaway)
{
    enum err err = db_execute(
        db, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;"
            "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON; PRAGMA cache_size=-2000;");
    if (err != ERR_OK || read_only)
        return err;
    err =
        db_execute(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                       "PRAGMA journal_size_limit=4194304; PRAGMA wal_autocheckpoint=1000;");
    if (err != ERR_OK)
        return err;
    if (throwaway)
        return db_execute(db, "PRAGMA synchronous=OFF; PRAGMA secure_delete=OFF;"
                              "PRAGMA cache_size=-64000;");
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
        err = db_execute(db, migrations[from].sql);
        if (err == ERR_OK)
            err = db_execute(db, set);
    }
    if (err == ERR_OK)
        return db_commit(db);
    db_rollback(db);
    return err;
}

#define SCHEMA_KEY "schema.check"

/* A sum over the tables' definitions (FNV-1a): damage in them is none to SQLite, as they are text.
 */
static enum err schema_sum(struct db *db, char out[17])
{
    uint64_t sum = 14695981039346656037u;
    struct statement *s =
        db_prepare(db, "SELECT name,coalesce(sql,'') FROM sqlite_schema ORDER BY name,sql");
    while (db_step(s))
        for (int i = 0; i < 2; i++)
            for (const char *p = column_text(s, i); *p; p++)
                sum = (sum ^ (unsigned char)*p) * 1099511628211u;
    text_format(out, 17, "%016llx", (unsigned long long)sum);
    return db_done(s);
}

static enum err note_schema(struct db *db)
{
    char sum[17];
    enum err err = schema_sum(db, sum);
    return err == ERR_OK ? meta_set(db, SCHEMA_KEY, sum) : err;
}

static enum err check_schema(struct db *db)
{
    char sum[17], kept[17];
    enum err err = schema_sum(db, sum);
    if (err == ERR_OK)
        err = meta_get(db, SCHEMA_KEY, kept, sizeof kept);
    return err == ERR_OK && kept[0] && strcmp(sum, kept) ? ERR_CORRUPT : err;
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
    enum err err = id ? ERR_OK : db_execute(db, set);
    bool changes = version < migration_count;
    while (err == ERR_OK && version < migration_count) {
        err = migrate_one(db, version);
        int64_t now = pragma(db, "PRAGMA user_version", NULL, 0);
        if (err == ERR_OK && now <= version)
            err = ERR_CORRUPT;
        version = now;
    }
    return err == ERR_OK && changes ? note_schema(db) : err;
}

/* The key must be the one that the store was made with; a new store may make one. */
static enum err fit_key(struct db *db, const char *path, bool read_only)
{
    char kept[33] = "", own[33];
    struct seal_key *key = NULL;
    enum err err = meta_get(db, "seal.check", kept, sizeof kept);
    if (err == ERR_OK)
        err = seal_key_open(path, !kept[0] && !read_only, &key);
    if (err != ERR_OK)
        return err;
    db_set_key(db, key);
    seal_key_check(key, own);
    if (!kept[0])
        return read_only ? ERR_CRYPTO : meta_set(db, "seal.check", own);
    return strcmp(kept, own) ? ERR_CRYPTO : ERR_OK;
}

static enum err open_now(const struct db_options *options, struct db **out)
{
    char path[STORE_PATH_SIZE], key[STORE_PATH_SIZE];
    if (!store_path(path, options->state_dir, "foyer.db") ||
        !store_path(key, options->state_dir, "key"))
        return ERR_INVALID;
    enum err err = options->read_only ? ERR_OK : store_prepare(options->state_dir);
    if (err != ERR_OK)
        return err;
    struct db *db = NULL;
    err = db_connect(path, options->read_only ? DB_READ : DB_MAKE, options->clock, &db);
    if (err == ERR_OK)
        err = configure(db, options->read_only, options->throwaway);
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

enum err db_open(const struct db_options *options, struct db **out)
{
    *out = NULL;
    if (options->read_only)
        return open_now(options, out);
    enum err err = store_make_folder(options->state_dir);
    if (err != ERR_OK)
        return err;
    int lock = store_lock(options->state_dir); /* stations that share a folder start together */
    err = open_now(options, out);
    store_unlock(lock);
    return err;
}

enum err db_quick_check(struct db *db, int ms)
{
    char says[64] = "";
    db_hurry(db, ms);
    struct statement *s = db_prepare(db, "PRAGMA quick_check(1)");
    if (db_step(s))
        column_copy(s, 0, says, sizeof says);
    enum err err = db_done(s);
    db_hurry(db, 0);
    if (err != ERR_OK)
        return err;
    return strcmp(says, "ok") ? ERR_CORRUPT : check_schema(db);
}

enum err db_backup(struct db *db, const char *file)
{
    struct db *copy = NULL;
    enum err err = store_make_file(file);
    if (err == ERR_OK)
        err = db_connect(file, DB_WRITE, db_clock(db), &copy);
    if (err == ERR_OK)
        err = db_copy(copy, db);
    if (err == ERR_OK) /* one file, without -wal and -shm beside it */
        err = db_execute(copy, "PRAGMA journal_mode=DELETE");
    db_close(copy);
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
    return err == ERR_OK ? db_quick_check(copy, 0) : err;
}

enum err db_restore(const char *state_dir, const char *file, const struct clock *clock)
{
    char path[STORE_PATH_SIZE];
    struct db *from = NULL, *to = NULL;
    if (!store_path(path, state_dir, "foyer.db"))
        return ERR_INVALID;
    enum err err = db_connect(file, DB_READ, clock, &from);
    if (err == ERR_OK)
        err = check_copy(from);
    if (err == ERR_OK)
        err = db_quarantine(state_dir, clock, DB_ANY_FILE);
    if (err == ERR_OK)
        err = store_prepare(state_dir);
    if (err == ERR_OK)
        err = db_connect(path, DB_MAKE, clock, &to);
    if (err == ERR_OK)
        err = db_copy(to, from);
    db_close(to);
    db_close(from);
    return err;
}
