#include "store/enquiry.h"

#include "base/text.h"
#include "store/seal.h"

#include <assert.h>
#include <string.h>

static const char *const kinds[] = {
    [ENQUIRY_BOOKINGS] = "bookings", [ENQUIRY_VISIT] = "visit", [ENQUIRY_COMPLAINT] = "complaint"};
static_assert(sizeof kinds / sizeof *kinds == ENQUIRY_KIND_COUNT, "one name a kind");
static const char *const states[] = {
    [ENQUIRY_ASKED] = "asked", [ENQUIRY_ANSWERED] = "answered", [ENQUIRY_SILENT] = "silent"};
static_assert(sizeof states / sizeof *states == ENQUIRY_STATE_COUNT, "one name a state");

static int index_of(struct statement *s, int column, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(column_text(s, column), names[i]) == 0)
            return i;
    statement_fail(s, ERR_CORRUPT);
    return 0;
}

static enum err read_one(struct db *db, struct statement *s, struct enquiry *out)
{
    memset(out, 0, sizeof *out);
    bool found = db_step(s);
    if (found) {
        column_copy(s, 0, out->op, sizeof out->op);
        out->kind = (enum enquiry_kind)index_of(s, 1, kinds, ENQUIRY_KIND_COUNT);
        column_open(db, s, 2, "enquiry", out->op, "subject", out->subject, sizeof out->subject);
        out->state = (enum enquiry_state)index_of(s, 3, states, ENQUIRY_STATE_COUNT);
        out->asked_ms = column_int(s, 4);
    }
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err enquiry_add(struct db *db, const struct enquiry *enquiry)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO enquiry(op,kind,subject,state,asked_ms) VALUES(?1,?2,?3,?4,?5)"
                       " ON CONFLICT DO NOTHING");
    bind_text(s, 1, enquiry->op);
    bind_text(s, 2, kinds[enquiry->kind]);
    bind_sealed(db, s, 3, "enquiry", enquiry->op, "subject", enquiry->subject);
    bind_text(s, 4, states[enquiry->state]);
    bind_int(s, 5, enquiry->asked_ms);
    db_step(s);
    return db_done(s);
}

enum err enquiry_get(struct db *db, const char *op, struct enquiry *out)
{
    struct statement *s =
        db_prepare(db, "SELECT op,kind,subject,state,asked_ms FROM enquiry WHERE op=?1");
    bind_text(s, 1, op);
    return read_one(db, s, out);
}

enum err enquiry_next(struct db *db, int64_t since_ms, struct enquiry *out)
{
    struct statement *s =
        db_prepare(db, "SELECT op,kind,subject,state,asked_ms FROM enquiry WHERE state='asked' AND"
                       " asked_ms>=?1 ORDER BY asked_ms DESC LIMIT 1");
    bind_int(s, 1, since_ms);
    return read_one(db, s, out);
}

enum err enquiry_set(struct db *db, const char *op, enum enquiry_state state)
{
    struct statement *s = db_prepare(db, "UPDATE enquiry SET state=?2 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, states[state]);
    db_step(s);
    return db_done(s);
}

enum err enquiry_forget(struct db *db, int64_t before_ms)
{
    struct statement *s = db_prepare(db, "DELETE FROM enquiry WHERE asked_ms<?1");
    bind_int(s, 1, before_ms);
    db_step(s);
    return db_done(s);
}
