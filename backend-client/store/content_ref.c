#include "store/content_ref.h"

#include "base/text.h"

#include <string.h>

#define COLUMNS "rid,id,system,value,version,updated_ms"

static enum err read_one(struct statement *s, struct content_ref *out)
{
    memset(out, 0, sizeof *out);
    bool found = db_step(s);
    if (found) {
        const char *slash = strchr(column_text(s, 0), '/'); /* rid is "Type/logical id" */
        text_copy(out->logical, sizeof out->logical, slash ? slash + 1 : "");
        column_copy(s, 1, out->screen_id, sizeof out->screen_id);
        column_copy(s, 2, out->system, sizeof out->system);
        column_copy(s, 3, out->value, sizeof out->value);
        column_copy(s, 4, out->version, sizeof out->version);
        out->updated_ms = column_int(s, 5);
    }
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err content_ref_get(struct db *db, const char *type, const char *screen_id,
                         struct content_ref *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM ref WHERE type=?1 AND id=?2");
    bind_text(s, 1, type);
    bind_text(s, 2, screen_id);
    return read_one(s, out);
}

enum err content_ref_by_logical(struct db *db, const char *type, const char *logical,
                                struct content_ref *out)
{
    char rid[REFERENCE_SIZE];
    text_format(rid, sizeof rid, "%s/%s", type, logical);
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM ref WHERE rid=?1");
    bind_text(s, 1, rid);
    return read_one(s, out);
}
