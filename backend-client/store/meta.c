#include "store/db.h"

#include "base/text.h"

#include <stdlib.h>

enum err db_enter(struct db *db, bool *own)
{
    *own = !db_in_transaction(db);
    return *own ? db_begin(db) : ERR_OK;
}

enum err db_leave(struct db *db, bool own, enum err err)
{
    if (!own)
        return err;
    if (err == ERR_OK)
        return db_commit(db);
    db_rollback(db);
    return err;
}

enum err meta_get(struct db *db, const char *key, char *out, size_t size)
{
    struct statement *s = db_prepare(db, "SELECT value FROM meta WHERE key=?1");
    bind_text(s, 1, key);
    out[0] = '\0';
    if (db_step(s))
        column_copy(s, 0, out, size);
    return db_done(s);
}

enum err meta_set(struct db *db, const char *key, const char *value)
{
    struct statement *s = db_prepare(db, "INSERT INTO meta(key,value) VALUES(?1,?2) ON "
                                         "CONFLICT(key) DO UPDATE SET value=excluded.value");
    bind_text(s, 1, key);
    bind_text(s, 2, value);
    db_step(s);
    return db_done(s);
}

int64_t meta_get_int(struct db *db, const char *key, int64_t otherwise)
{
    char text[24];
    if (meta_get(db, key, text, sizeof text) != ERR_OK || !text[0])
        return otherwise;
    return strtoll(text, NULL, 10);
}

enum err meta_set_int(struct db *db, const char *key, int64_t value)
{
    char text[24];
    text_format(text, sizeof text, "%lld", (long long)value);
    return meta_set(db, key, text);
}

enum err meta_clear(struct db *db, const char *prefix)
{
    struct statement *s = db_prepare(db, "DELETE FROM meta WHERE substr(key,1,length(?1))=?1");
    bind_text(s, 1, prefix);
    db_step(s);
    return db_done(s);
}
