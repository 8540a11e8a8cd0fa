#include "store/closure.h"

#include "base/text.h"
#include "store/content_parts.h"

#include <string.h>

#define COLUMNS                                                                                    \
    "id,target,level,area,from_ms,until_ms,step_free_only,reason_zh,reason_en,by,created_ms,"      \
    "lifted_ms,content"

static void read_row(struct statement *s, struct closure *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    column_copy(s, 1, out->target, sizeof out->target);
    column_copy(s, 2, out->level, sizeof out->level);
    column_copy(s, 3, out->area, sizeof out->area);
    out->from_ms = column_int(s, 4);
    out->until_ms = column_int(s, 5);
    out->step_free_only = column_int(s, 6) != 0;
    column_label(s, 7, &out->reason);
    column_copy(s, 9, out->by, sizeof out->by);
    out->created_ms = column_int(s, 10);
    out->lifted_ms = column_int(s, 11);
    out->content = column_int(s, 12) != 0;
}

enum err closure_list(struct db *db, int64_t now_ms, bool all, struct closure *out, size_t cap,
                      size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT " COLUMNS " FROM closure WHERE lifted_ms=0 AND (until_ms=0 OR until_ms>?1) AND "
            "(?2 OR from_ms<=?1) UNION ALL SELECT 'place:'||id,id,'','',0,0,0,'','','',0,0,1 FROM "
            "place WHERE suspended=1 ORDER BY 11,1 LIMIT ?3");
    bind_int(s, 1, now_ms);
    bind_int(s, 2, all);
    bind_int(s, 3, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

enum err closure_get(struct db *db, const char *id, struct closure *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM closure WHERE id=?1");
    bind_text(s, 1, id);
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

/* A closure that came back from the server keeps who made it here, and that it was lifted here. */
enum err closure_insert(struct db *db, const struct closure *closure)
{
    struct statement *s = db_prepare(
        db, "INSERT INTO closure(" COLUMNS ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13) "
            "ON CONFLICT(id) DO UPDATE SET target=excluded.target,level=excluded.level,"
            "area=excluded.area,from_ms=excluded.from_ms,until_ms=excluded.until_ms,"
            "step_free_only=excluded.step_free_only,reason_zh=excluded.reason_zh,"
            "reason_en=excluded.reason_en");
    bind_text(s, 1, closure->id);
    bind_text(s, 2, closure->target);
    bind_text(s, 3, closure->level);
    bind_text(s, 4, closure->area);
    bind_int(s, 5, closure->from_ms);
    bind_int(s, 6, closure->until_ms);
    bind_int(s, 7, closure->step_free_only);
    bind_label(s, 8, &closure->reason);
    bind_text(s, 10, closure->by);
    bind_int(s, 11, closure->created_ms);
    bind_int(s, 12, closure->lifted_ms);
    bind_int(s, 13, closure->content);
    db_step(s);
    return db_done(s);
}

enum err closure_set_lifted(struct db *db, const char *id, int64_t now_ms)
{
    struct closure closure;
    enum err err = closure_get(db, id, &closure);
    if (err != ERR_OK)
        return err;
    if (closure.lifted_ms)
        return ERR_ALREADY;
    struct statement *s = db_prepare(db, "UPDATE closure SET lifted_ms=?2 WHERE id=?1");
    bind_text(s, 1, id);
    bind_int(s, 2, now_ms);
    db_step(s);
    return db_done(s);
}

/* What a screen of ours closed can be opened at any of our screens; the hospital's own cannot. */
static bool is_ours(const struct resource *r)
{
    static const char ours[] = "/sid/op";
    size_t length = strlen(r->system);
    return length >= sizeof ours - 1 && !strcmp(r->system + length - (sizeof ours - 1), ours);
}

/* A notice's part: what `about` names becomes a place id in content_done. */
enum err put_closing(struct db *db, const struct resource *r, const char *id)
{
    struct closure closure = {.from_ms = r->start_ms,
                              .until_ms = r->end_ms,
                              .step_free_only = r->closing.step_free_only,
                              .reason = r->name,
                              .created_ms = r->published_ms,
                              .content = !is_ours(r)};
    text_copy(closure.id, sizeof closure.id, id);
    text_copy(closure.target, sizeof closure.target, r->closing.target);
    text_copy(closure.level, sizeof closure.level, r->closing.level);
    text_copy(closure.area, sizeof closure.area, r->closing.area);
    bool about = !closure.target[0] && !closure.area[0] && r->actor_count > 0;
    if (!r->closing.there || (!about && !closure.target[0] && !closure.area[0]))
        return run_text(db, "DELETE FROM closure WHERE id=?1", id);
    enum err err = closure_insert(db, &closure);
    if (err != ERR_OK)
        return err;
    struct statement *s = db_prepare(db, "UPDATE closure SET target_ref=?2 WHERE id=?1");
    bind_text(s, 1, id);
    bind_text(s, 2, about ? r->actors[0] : "");
    db_step(s);
    return db_done(s);
}
