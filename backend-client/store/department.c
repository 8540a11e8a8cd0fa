#include "store/content.h"

#include "base/text.h"
#include "store/content_parts.h"

#include <string.h>

/* ?1 today, ?2 now. A place counts while it is free, not sold here, not begun and its session not
 * stopped. */
#define LEFT "t.state=0 AND t.taken=0 AND t.start_ms>?2 AND e.stopped=0"
#define DEPARTMENT                                                                                 \
    "SELECT "                                                                                      \
    "d.id,d.name_zh,d.name_en,d.hint_zh,d.hint_en,d.icon,d.grp,d.grp_zh,d.grp_en,d.rank,d."        \
    "sensitive,"                                                                                   \
    "(SELECT count(*) FROM session e JOIN slot t ON t.session_id=e.id WHERE e.department_id=d.id " \
    "AND e.date=?1 AND " LEFT "),"                                                                 \
    "(SELECT min(e.date) FROM session e WHERE e.department_id=d.id AND e.date>?1 AND EXISTS"       \
    "(SELECT 1 FROM slot t WHERE t.session_id=e.id AND " LEFT ")) AS next,"                        \
    "(SELECT count(*) FROM session e JOIN slot t ON t.session_id=e.id WHERE e.department_id=d.id " \
    "AND e.date=(SELECT"                                                                           \
    " min(e.date) FROM session e WHERE e.department_id=d.id AND e.date>?1 AND EXISTS(SELECT 1 "    \
    "FROM slot t WHERE"                                                                            \
    " t.session_id=e.id AND " LEFT ")) AND " LEFT ") FROM department d "

static void bind_now(struct db *db, struct statement *s)
{
    char today[DATE_SIZE];
    clock_date(db_now(db), today);
    bind_text(s, 1, today);
    bind_int(s, 2, db_now(db));
}

static void read_row(struct statement *s, struct department *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    column_label(s, 1, &out->name);
    column_label(s, 3, &out->hint);
    column_copy(s, 5, out->icon, sizeof out->icon);
    column_copy(s, 6, out->group, sizeof out->group);
    column_label(s, 7, &out->group_name);
    out->rank = (int)column_int(s, 9);
    out->sensitive = column_int(s, 10) != 0;
    out->left_today = (int)column_int(s, 11);
    column_copy(s, 12, out->next_date, sizeof out->next_date);
    out->left_next = (int)column_int(s, 13);
}

enum err department_list(struct db *db, const char *group, struct department *out, size_t cap,
                         size_t *count)
{
    struct statement *s =
        db_prepare(db, DEPARTMENT "WHERE ?3='' OR (?3='often' AND d.rank>0) OR d.grp=?3"
                                  " OR (?3='other' AND d.grp='')"
                                  " ORDER BY d.rank=0, d.rank, d.name_zh, d.id LIMIT ?4");
    bind_now(db, s);
    bind_text(s, 3, group);
    bind_int(s, 4, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

enum err department_get(struct db *db, const char *id, struct department *out)
{
    struct statement *s = db_prepare(db, DEPARTMENT "WHERE d.id=?3");
    bind_now(db, s);
    bind_text(s, 3, id);
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err department_groups(struct db *db, struct department *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT CASE grp WHEN '' THEN 'other' ELSE grp END AS g,max(grp_zh),max(grp_en)"
            " FROM department WHERE EXISTS(SELECT 1 FROM department WHERE grp<>'') GROUP BY g"
            " ORDER BY g='other', min(CASE rank WHEN 0 THEN 99 ELSE rank END), g LIMIT ?1");
    bind_int(s, 1, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct department *d = &out[(*count)++];
        memset(d, 0, sizeof *d);
        column_copy(s, 0, d->id, sizeof d->id);
        column_copy(s, 0, d->group, sizeof d->group);
        column_label(s, 1, &d->name);
        d->group_name = d->name;
    }
    return db_done(s);
}

enum err hospital_get(struct db *db, struct hospital *out)
{
    memset(out, 0, sizeof *out);
    struct statement *s =
        db_prepare(db, "SELECT name_zh,name_en,phone FROM organization o WHERE code<>'dept'"
                       " ORDER BY code<>'prov', parent_ref<>'', (SELECT count(*) FROM organization"
                       " c WHERE c.parent_ref='Organization/' || o.id) DESC, id LIMIT 1");
    if (db_step(s)) {
        column_label(s, 0, &out->name);
        column_copy(s, 2, out->phone, sizeof out->phone);
    }
    out->updated_ms = meta_get_int(db, "content.updated_ms", 0);
    return db_done(s);
}
