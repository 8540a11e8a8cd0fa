#include "store/floorplan.h"

#include <stdlib.h>
#include <string.h>

static void read_row(struct statement *s, struct floorplan *out)
{
    column_copy(s, 0, out->sum, sizeof out->sum);
    column_copy(s, 1, out->source, sizeof out->source);
    out->imported_ms = column_int(s, 2);
}

enum err floorplan_info(struct db *db, struct floorplan *out)
{
    struct statement *s = db_prepare(db, "SELECT sum,source,imported_ms FROM floorplan");
    memset(out, 0, sizeof *out);
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err floorplan_get(struct db *db, struct floorplan *out, unsigned char **bytes, size_t *size)
{
    struct statement *s = db_prepare(db, "SELECT sum,source,imported_ms,bytes FROM floorplan");
    memset(out, 0, sizeof *out);
    *bytes = NULL;
    *size = 0;
    bool found = db_step(s);
    if (found) {
        const void *blob = column_blob(s, 3, size);
        read_row(s, out);
        *bytes = malloc(*size + 1);
        if (!*bytes)
            abort();
        if (*size)
            memcpy(*bytes, blob, *size);
    }
    enum err err = db_done(s);
    if (err == ERR_OK)
        return found ? ERR_OK : ERR_NOT_FOUND;
    free(*bytes);
    *bytes = NULL;
    return err;
}

enum err floorplan_put(struct db *db, const struct floorplan *floorplan, const unsigned char *bytes,
                       size_t size)
{
    struct statement *s =
        db_prepare(db, "INSERT OR REPLACE INTO floorplan(id,sum,source,imported_ms,bytes) "
                       "VALUES(1,?1,?2,?3,?4)");
    bind_text(s, 1, floorplan->sum);
    bind_text(s, 2, floorplan->source);
    bind_int(s, 3, floorplan->imported_ms);
    bind_blob(s, 4, bytes, size);
    db_step(s);
    return db_done(s);
}
