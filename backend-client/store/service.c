#include "store/content.h"

#include "store/content_parts.h"

#include <string.h>

#define SERVICE                                                                                    \
    "SELECT "                                                                                      \
    "v.id,v.kind,v.name_zh,v.name_en,v.line_zh,v.line_en,v.hours_zh,v.hours_en,v.details_zh,v."    \
    "details_en,v.icon,"                                                                           \
    "v.place_id,l.name_zh,l.name_en,v.phone FROM service v LEFT JOIN place l ON l.id=v.place_id "

static void read_row(struct statement *s, struct service *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    column_copy(s, 1, out->kind, sizeof out->kind);
    column_label(s, 2, &out->name);
    column_label(s, 4, &out->line);
    column_label(s, 6, &out->hours);
    column_note(s, 8, &out->details);
    column_copy(s, 10, out->icon, sizeof out->icon);
    column_copy(s, 11, out->place_id, sizeof out->place_id);
    column_label(s, 12, &out->place);
    column_copy(s, 14, out->phone, sizeof out->phone);
}

enum err service_list(struct db *db, const char *kind, struct service *out, size_t cap,
                      size_t *count)
{
    struct statement *s = db_prepare(
        db, SERVICE "WHERE ?1='' OR v.kind=?1 ORDER BY v.rank=0, v.rank, v.name_zh, v.id LIMIT ?2");
    bind_text(s, 1, kind);
    bind_int(s, 2, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

enum err service_get(struct db *db, const char *id, struct service *out)
{
    struct statement *s = db_prepare(db, SERVICE "WHERE v.id=?1");
    bind_text(s, 1, id);
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

/* ---- places ---- */

static void read_place(struct statement *s, struct place *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    column_label(s, 1, &out->name);
    column_copy(s, 3, out->sign, sizeof out->sign);
}

enum err place_get(struct db *db, const char *id, struct place *out)
{
    struct statement *s = db_prepare(db, "SELECT id,name_zh,name_en,sign FROM place WHERE id=?1");
    bind_text(s, 1, id);
    bool found = db_step(s);
    if (found)
        read_place(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err place_with_sign(struct db *db, const char *sign, struct place *out)
{
    struct statement *s = db_prepare(
        db, "SELECT id,name_zh,name_en,sign FROM place WHERE sign=?1 AND sign<>'' ORDER BY id");
    bind_text(s, 1, sign);
    bool found = db_step(s);
    if (found)
        read_place(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err place_parent(struct db *db, const char *id, struct place *out)
{
    struct statement *s = db_prepare(
        db, "SELECT u.id,u.name_zh,u.name_en,u.sign FROM place w JOIN ref f ON f.rid=w.parent_ref "
            "AND f.type='Location' JOIN place u ON u.id=f.id WHERE w.id=?1");
    bind_text(s, 1, id);
    bool found = db_step(s);
    if (found)
        read_place(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

/* Rooms with service windows, those windows, and the waiting areas: where people deal with people.
 */
enum err place_list(struct db *db, struct place *out, size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "WITH p AS(SELECT w.*, (SELECT u.id FROM ref f JOIN place u ON u.id=f.id "
                       "WHERE f.rid=w.parent_ref AND"
                       " f.type='Location') AS parent_id FROM place w) SELECT "
                       "p.id,p.name_zh,p.name_en,p.sign FROM p LEFT JOIN place u ON"
                       " u.id=p.parent_id WHERE (p.code='area' AND u.code IN('ro','area')) OR "
                       "EXISTS(SELECT 1 FROM p c WHERE"
                       " c.parent_id=p.id AND c.code='area' AND p.code='ro')"
                       " ORDER BY CASE WHEN p.code='ro' THEN 0 WHEN u.code='ro' THEN 1 ELSE 2 END, "
                       "p.name_zh, p.id LIMIT ?1");
    bind_int(s, 1, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_place(s, &out[(*count)++]);
    return db_done(s);
}
