#include "store/content.h"

#include "store/content_parts.h"

#include <string.h>

enum err notice_list(struct db *db, enum notice_kind kind, struct notice *out, size_t cap,
                     size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT id,kind,urgent,title_zh,title_en,body_zh,body_en,published_ms,from_ms,until_ms,"
            "about_id FROM (SELECT id,kind,urgent,title_zh,title_en,body_zh,body_en,published_ms,"
            "from_ms,until_ms,about_id,rank FROM notice WHERE id NOT IN(SELECT op FROM own_notice "
            "WHERE revoked_ms>0) UNION ALL SELECT op,kind,urgent,title_zh,"
            "title_en,body_zh,body_en,created_ms,from_ms,until_ms,about_id,0 FROM own_notice"
            " WHERE revoked_ms=0 AND op NOT IN(SELECT id FROM notice))"
            " WHERE kind=?1 AND (from_ms=0 OR from_ms<=?2) AND (until_ms=0 OR until_ms>?2)"
            " ORDER BY urgent DESC, rank=0, rank, published_ms DESC, id LIMIT ?3");
    bind_int(s, 1, kind);
    bind_int(s, 2, db_now(db));
    bind_int(s, 3, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct notice *n = &out[(*count)++];
        memset(n, 0, sizeof *n);
        column_copy(s, 0, n->id, sizeof n->id);
        n->kind = (enum notice_kind)column_int(s, 1);
        n->urgent = column_int(s, 2) != 0;
        column_label(s, 3, &n->title);
        column_note(s, 5, &n->body);
        n->published_ms = column_int(s, 7);
        n->from_ms = column_int(s, 8);
        n->until_ms = column_int(s, 9);
        column_copy(s, 10, n->about_id, sizeof n->about_id);
    }
    return db_done(s);
}
