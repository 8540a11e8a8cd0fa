#include "store/content_ref.h"

#include "base/text.h"
#include "store/content_put.h"

#include <string.h>

static void logical_of(const char *rid, char *out, size_t size)
{
    const char *slash = strchr(rid, '/');
    text_copy(out, size, slash ? slash + 1 : "");
}

/* What was laid out here has no row in ref: its identifier is its id, in the system beside its
 * doctor's. */
static enum err laid_out(struct db *db, const char *type, const char *id, struct content_ref *out)
{
    bool slot = !strcmp(type, "Slot");
    if (!slot && strcmp(type, "Schedule"))
        return ERR_NOT_FOUND;
    struct statement *s = db_prepare(db, "SELECT f.system FROM session e JOIN ref f ON "
                                         "f.type='PractitionerRole' AND f.id=e.doctor_id"
                                         " WHERE e.laid_out=1 AND e.id=CASE WHEN ?2 THEN (SELECT "
                                         "session_id FROM slot WHERE id=?1) ELSE ?1 END");
    bind_text(s, 1, id);
    bind_int(s, 2, slot);
    bool found = db_step(s);
    if (found) {
        char system[160];
        column_copy(s, 0, system, sizeof system);
        char *slash = strrchr(system, '/');
        if (slash)
            *slash = '\0';
        text_copy(out->id, sizeof out->id, id);
        text_copy(out->value, sizeof out->value, id);
        text_format(out->system, sizeof out->system, "%s/%s", system, slot ? "slot" : "schedule");
    }
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err content_ref_get(struct db *db, const char *type, const char *id, struct content_ref *out)
{
    memset(out, 0, sizeof *out);
    struct statement *s =
        db_prepare(db, "SELECT rid,system,value,version FROM ref WHERE type=?1 AND id=?2");
    bind_text(s, 1, type);
    bind_text(s, 2, id);
    bool found = db_step(s);
    if (found) {
        text_copy(out->id, sizeof out->id, id);
        logical_of(column_text(s, 0), out->logical, sizeof out->logical);
        column_copy(s, 1, out->system, sizeof out->system);
        column_copy(s, 2, out->value, sizeof out->value);
        column_copy(s, 3, out->version, sizeof out->version);
    }
    enum err err = db_done(s);
    return err == ERR_OK && !found ? laid_out(db, type, id, out) : err;
}

enum err content_ref_back(struct db *db, const char *type, const char *logical, char id[ID_SIZE])
{
    char rid[REFERENCE_SIZE];
    text_format(rid, sizeof rid, "%s/%s", type, logical);
    struct statement *s = db_prepare(db, "SELECT id FROM ref WHERE rid=?1");
    bind_text(s, 1, rid);
    bool found = db_step(s);
    column_copy(s, 0, id, ID_SIZE);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err content_ref_version(struct db *db, const char *type, const char *logical,
                             const char *version)
{
    char rid[REFERENCE_SIZE];
    text_format(rid, sizeof rid, "%s/%s", type, logical);
    struct statement *s = db_prepare(db, "UPDATE ref SET version=?2 WHERE rid=?1");
    bind_text(s, 1, rid);
    bind_text(s, 2, version);
    db_step(s);
    return db_done(s);
}

static enum err each(struct statement *s, void (*visit)(void *ctx, const char *logical), void *ctx)
{
    while (db_step(s)) {
        char logical[ID_SIZE];
        logical_of(column_text(s, 0), logical, sizeof logical);
        visit(ctx, logical);
    }
    return db_done(s);
}

enum err content_ref_each(struct db *db, const char *type,
                          void (*visit)(void *ctx, const char *logical), void *ctx)
{
    struct statement *s = db_prepare(db, "SELECT rid FROM ref WHERE type=?1 AND version<>''");
    bind_text(s, 1, type);
    return each(s, visit, ctx);
}

enum err content_ref_each_free_slot(struct db *db, int64_t from_ms,
                                    void (*visit)(void *ctx, const char *logical), void *ctx)
{
    struct statement *s =
        db_prepare(db, "SELECT r.rid FROM ref r JOIN slot s ON s.id=r.id WHERE r.type='Slot' AND "
                       "r.version<>'' AND s.start_ms>=?1 AND s.taken IN(0,3)");
    bind_int(s, 1, from_ms);
    return each(s, visit, ctx);
}

enum err content_forget_files(struct db *db)
{
    bool own;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    for (;;) {
        char rid[REFERENCE_SIZE] = "";
        struct statement *s = db_prepare(db, "SELECT rid FROM ref WHERE version='' LIMIT 1");
        if (db_step(s))
            column_copy(s, 0, rid, sizeof rid);
        err = db_done(s);
        char *slash = strchr(rid, '/');
        if (err != ERR_OK || !slash)
            break;
        *slash = '\0';
        err = content_remove(db, rid, slash + 1);
        if (err != ERR_OK)
            break;
    }
    if (err == ERR_OK) /* from here on the server says what there is */
        err = meta_set_int(db, "content.days", 0);
    if (err == ERR_OK)
        err = db_run(
            db, "DELETE FROM slot WHERE taken IN(0,3) AND session_id IN(SELECT id FROM session "
                "WHERE laid_out=1)"
                " AND id NOT IN(SELECT id FROM ref WHERE type='Slot')");
    if (err == ERR_OK)
        err = db_run(
            db, "DELETE FROM session WHERE laid_out=1 AND id NOT IN(SELECT session_id FROM slot)");
    return db_leave(db, own, err);
}
