#include "store/own_notice.h"

#include "store/content_parts.h"

#include <string.h>

#define COLUMNS                                                                                    \
    "op,kind,urgent,title_zh,title_en,body_zh,body_en,created_ms,from_ms,until_ms,about_id,"       \
    "by_staff,revoked_ms"

enum err own_notice_insert(struct db *db, const struct own_notice *own)
{
    const struct notice *n = &own->notice;
    struct statement *s = db_prepare(db, "INSERT INTO own_notice(" COLUMNS ") VALUES(?1,?2,?3,?4,"
                                         "?5,?6,?7,?8,?9,?10,?11,?12,0)");
    bind_text(s, 1, n->id);
    bind_int(s, 2, n->kind);
    bind_int(s, 3, n->urgent);
    bind_text(s, 4, n->title.zh);
    bind_text(s, 5, n->title.en);
    bind_text(s, 6, n->body.zh);
    bind_text(s, 7, n->body.en);
    bind_int(s, 8, n->published_ms);
    bind_int(s, 9, n->from_ms);
    bind_int(s, 10, n->until_ms);
    bind_text(s, 11, n->about_id);
    bind_text(s, 12, own->by);
    db_step(s);
    return db_done(s);
}

static void read_own(struct statement *s, struct own_notice *out)
{
    memset(out, 0, sizeof *out);
    struct notice *n = &out->notice;
    column_copy(s, 0, n->id, sizeof n->id);
    n->kind = (enum notice_kind)column_int(s, 1);
    n->urgent = column_int(s, 2) != 0;
    column_label(s, 3, &n->title);
    column_note(s, 5, &n->body);
    n->published_ms = column_int(s, 7);
    n->from_ms = column_int(s, 8);
    n->until_ms = column_int(s, 9);
    column_copy(s, 10, n->about_id, sizeof n->about_id);
    column_copy(s, 11, out->by, sizeof out->by);
    out->revoked_ms = column_int(s, 12);
}

enum err own_notice_get(struct db *db, const char *op, struct own_notice *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM own_notice WHERE op=?1");
    bind_text(s, 1, op);
    bool found = db_step(s);
    if (found)
        read_own(s, out);
    enum err e = db_done(s);
    return e == ERR_OK && !found ? ERR_NOT_FOUND : e;
}

enum err own_notice_revoke(struct db *db, const char *op)
{
    struct statement *s =
        db_prepare(db, "UPDATE own_notice SET revoked_ms=?2 WHERE op=?1 AND revoked_ms=0");
    bind_text(s, 1, op);
    bind_int(s, 2, db_now(db));
    db_step(s);
    enum err e = db_done(s);
    return e == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : e;
}

enum err own_notice_list(struct db *db, struct own_notice *out, size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM own_notice WHERE revoked_ms=0 AND (until_ms=0 OR"
                       " until_ms>?1) ORDER BY created_ms DESC, op LIMIT ?2");
    bind_int(s, 1, db_now(db));
    bind_int(s, 2, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_own(s, &out[(*count)++]);
    return db_done(s);
}
