#include "store/staff.h"

#include "base/text.h"
#include "store/seal.h"

#include <string.h>

#define COLUMNS "id,name_zh,name_en,roles,locked,badge<>'',created_ms"

static void read_staff(struct statement *s, struct staff *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    column_copy(s, 1, out->name.zh, sizeof out->name.zh);
    column_copy(s, 2, out->name.en, sizeof out->name.en);
    out->roles = (unsigned)column_int(s, 3);
    out->locked = column_int(s, 4) != 0;
    out->badge = column_int(s, 5) != 0;
    out->since_ms = column_int(s, 6);
}

static enum err known(struct db *db, const char *sql, const char *value, bool *found)
{
    struct statement *s = db_prepare(db, sql);
    bind_text(s, 1, value);
    *found = db_step(s);
    return db_done(s);
}

enum err staff_insert(struct db *db, const struct staff *staff, const char *pin_hash_text)
{
    bool found;
    enum err e = known(db, "SELECT 1 FROM staff WHERE id=?1", staff->id, &found);
    if (e != ERR_OK || found)
        return e != ERR_OK ? e : ERR_ALREADY;
    struct statement *s =
        db_prepare(db, "INSERT INTO staff(id,name_zh,name_en,roles,locked,badge,pin,created_ms)"
                       " VALUES(?1,?2,?3,?4,?5,'',?6,?7)");
    bind_text(s, 1, staff->id);
    bind_text(s, 2, staff->name.zh);
    bind_text(s, 3, staff->name.en);
    bind_int(s, 4, staff->roles);
    bind_int(s, 5, staff->locked);
    bind_text(s, 6, pin_hash_text);
    bind_int(s, 7, db_now(db));
    db_step(s);
    return db_done(s);
}

enum err staff_get(struct db *db, const char *id, struct staff *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM staff WHERE id=?1");
    bind_text(s, 1, id);
    bool found = db_step(s);
    if (found)
        read_staff(s, out);
    enum err e = db_done(s);
    return e == ERR_OK && !found ? ERR_NOT_FOUND : e;
}

enum err staff_list(struct db *db, struct staff *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM staff ORDER BY id");
    *count = 0;
    while (*count < cap && db_step(s))
        read_staff(s, &out[(*count)++]);
    return db_done(s);
}

static enum err changed(struct db *db, struct statement *s)
{
    db_step(s);
    enum err e = db_done(s);
    return e == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : e;
}

enum err staff_set_locked(struct db *db, const char *id, bool locked)
{
    struct statement *s = db_prepare(db, "UPDATE staff SET locked=?2 WHERE id=?1");
    bind_text(s, 1, id);
    bind_int(s, 2, locked);
    return changed(db, s);
}

enum err staff_set_roles(struct db *db, const char *id, unsigned roles)
{
    struct statement *s = db_prepare(db, "UPDATE staff SET roles=?2 WHERE id=?1");
    bind_text(s, 1, id);
    bind_int(s, 2, roles);
    return changed(db, s);
}

enum err staff_set_pin(struct db *db, const char *id, const char *pin_hash_text)
{
    struct statement *s = db_prepare(db, "UPDATE staff SET pin=?2 WHERE id=?1");
    bind_text(s, 1, id);
    bind_text(s, 2, pin_hash_text);
    return changed(db, s);
}

enum err staff_set_badge(struct db *db, const char *id, const char *badge)
{
    char hash[33] = "", holder[STAFF_ID_SIZE];
    if (badge[0]) {
        enum err e = staff_of_badge(db, badge, holder);
        if (e == ERR_OK)
            return strcmp(holder, id) == 0 ? ERR_OK : ERR_ALREADY;
        if (e != ERR_NOT_FOUND)
            return e;
        seal_lookup(db, "badge", badge, hash);
    }
    struct statement *s = db_prepare(db, "UPDATE staff SET badge=?2 WHERE id=?1");
    bind_text(s, 1, id);
    bind_text(s, 2, hash);
    return changed(db, s);
}

static enum err one_text(struct statement *s, char *out, size_t size)
{
    out[0] = '\0';
    bool found = db_step(s);
    if (found)
        column_copy(s, 0, out, size);
    enum err e = db_done(s);
    return e == ERR_OK && !found ? ERR_NOT_FOUND : e;
}

enum err staff_of_badge(struct db *db, const char *badge, char out[STAFF_ID_SIZE])
{
    char hash[33];
    seal_lookup(db, "badge", badge, hash);
    struct statement *s = db_prepare(db, "SELECT id FROM staff WHERE badge=?1");
    bind_text(s, 1, hash);
    return one_text(s, out, STAFF_ID_SIZE);
}

enum err staff_pin_hash(struct db *db, const char *id, char out[PIN_HASH_SIZE])
{
    struct statement *s = db_prepare(db, "SELECT pin FROM staff WHERE id=?1");
    bind_text(s, 1, id);
    return one_text(s, out, PIN_HASH_SIZE);
}
