#include "store/care.h"

#include "store/doctor_cells.h"

#include <assert.h>
#include <string.h>

static const char *const names[] = {
    [HELP_REQUESTED] = "requested", [HELP_ACCEPTED] = "accepted", [HELP_DONE] = "done"};
static_assert(sizeof names / sizeof names[0] == 3, "one name a status");

#define COLUMNS                                                                                    \
    "op,screen,status,helper_zh,helper_en,created_ms,accepted_ms,kind,terminal,terminal_zh,"       \
    "terminal_en,place_id,place_zh,place_en,note,station"

enum err help_insert(struct db *db, const struct help_call *call)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO help_call(" COLUMNS
                       ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)");
    bind_text(s, 1, call->op);
    bind_text(s, 2, call->screen);
    bind_text(s, 3, names[call->status]);
    bind_label(s, 4, &call->helper);
    bind_int(s, 6, call->created_ms);
    bind_int(s, 7, call->accepted_ms);
    bind_text(s, 8, help_kind_name(call->kind));
    bind_text(s, 9, call->terminal);
    bind_label(s, 10, &call->terminal_name);
    bind_text(s, 12, call->place_id);
    bind_label(s, 13, &call->place);
    bind_text(s, 15, call->note);
    bind_text(s, 16, call->station);
    db_step(s);
    return db_done(s);
}

static void read_row(struct statement *s, struct help_call *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->op, sizeof out->op);
    column_copy(s, 1, out->screen, sizeof out->screen);
    for (int i = HELP_REQUESTED; i <= HELP_DONE; i++)
        if (!strcmp(column_text(s, 2), names[i]))
            out->status = (enum help_status)i;
    column_label(s, 3, &out->helper);
    out->created_ms = column_int(s, 5);
    out->accepted_ms = column_int(s, 6);
    for (int i = 0; i < HELP_KIND_COUNT; i++)
        if (!strcmp(column_text(s, 7), help_kind_name((enum help_kind)i)))
            out->kind = (enum help_kind)i;
    column_copy(s, 8, out->terminal, sizeof out->terminal);
    column_label(s, 9, &out->terminal_name);
    column_copy(s, 11, out->place_id, sizeof out->place_id);
    column_label(s, 12, &out->place);
    column_copy(s, 14, out->note, sizeof out->note);
    column_copy(s, 15, out->station, sizeof out->station);
}

static enum err read_one(struct statement *s, struct help_call *out)
{
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    else
        memset(out, 0, sizeof *out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err help_latest(struct db *db, const char *station, struct help_call *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM help_call WHERE status<>'done'"
                                         " AND terminal='' AND station=?1 AND kind='guide'"
                                         " ORDER BY created_ms DESC, op LIMIT 1");
    bind_text(s, 1, station);
    return read_one(s, out);
}

enum err help_open(struct db *db, struct help_call *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM help_call WHERE status<>'done'"
                                         " ORDER BY created_ms, op LIMIT ?1");
    bind_int(s, 1, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

enum err help_get(struct db *db, const char *op, struct help_call *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM help_call WHERE op=?1");
    bind_text(s, 1, op);
    return read_one(s, out);
}

enum err help_set(struct db *db, const char *op, enum help_status status,
                  const struct label *helper, int64_t now_ms)
{
    struct statement *s = db_prepare(
        db, "UPDATE help_call SET status=?2, helper_zh=?3, helper_en=?4, accepted_ms="
            "CASE WHEN accepted_ms=0 AND ?2<>'requested' THEN ?5 ELSE accepted_ms END WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, names[status]);
    bind_text(s, 3, helper ? helper->zh : "");
    bind_text(s, 4, helper ? helper->en : "");
    bind_int(s, 5, now_ms);
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}
