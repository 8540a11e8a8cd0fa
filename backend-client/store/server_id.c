#include "store/server_id.h"

enum err server_id_get(struct db *db, const char *type, const char *op, struct server_id *out)
{
    struct statement *s =
        db_prepare(db, "SELECT id,version FROM server_id WHERE type=?1 AND op=?2");
    bind_text(s, 1, type);
    bind_text(s, 2, op);
    bool found = db_step(s);
    column_copy(s, 0, out->id, sizeof out->id);
    column_copy(s, 1, out->version, sizeof out->version);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err server_id_put(struct db *db, const char *type, const char *op, const char *id,
                       const char *version)
{
    struct statement *s = db_prepare(
        db, "INSERT INTO server_id(type,op,id,version) VALUES(?1,?2,?3,?4)"
            " ON CONFLICT(type,op) DO UPDATE SET id=excluded.id, version=excluded.version");
    bind_text(s, 1, type);
    bind_text(s, 2, op);
    bind_text(s, 3, id);
    bind_text(s, 4, version);
    db_step(s);
    return db_done(s);
}

enum err server_id_back(struct db *db, const char *type, const char *id, char op[UUID_SIZE])
{
    struct statement *s = db_prepare(db, "SELECT op FROM server_id WHERE type=?1 AND id=?2");
    bind_text(s, 1, type);
    bind_text(s, 2, id);
    bool found = db_step(s);
    column_copy(s, 0, op, UUID_SIZE);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err server_id_clear(struct db *db)
{
    return db_run(db, "DELETE FROM server_id");
}
