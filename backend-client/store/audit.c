#include "store/audit.h"

#include "base/text.h"
#include "model/care.h"
#include "store/seal.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {
    [AUDIT_SIGN_IN] = "sign-in",
    [AUDIT_SIGN_IN_FAILED] = "sign-in-failed",
    [AUDIT_HELD] = "held",
    [AUDIT_SIGN_OUT] = "sign-out",
    [AUDIT_STAFF_ADD] = "staff-add",
    [AUDIT_STAFF_LOCK] = "staff-lock",
    [AUDIT_STAFF_UNLOCK] = "staff-unlock",
    [AUDIT_STAFF_PIN] = "staff-pin",
    [AUDIT_STAFF_BADGE] = "staff-badge",
    [AUDIT_STAFF_ROLES] = "staff-roles",
    [AUDIT_CALL] = "call",
    [AUDIT_MOVE] = "move",
    [AUDIT_SEND_ON] = "send-on",
    [AUDIT_PRIORITY] = "priority",
    [AUDIT_TICKET] = "ticket",
    [AUDIT_HELP] = "help",
    [AUDIT_NOTICE] = "notice",
    [AUDIT_CLOSURE] = "closure",
    [AUDIT_BEHALF] = "behalf",
    [AUDIT_REVEAL] = "reveal",
    [AUDIT_EXPORT] = "export",
    [AUDIT_CONFIG] = "config",
    [AUDIT_DUTY] = "duty",
};
static_assert(sizeof names / sizeof names[0] == AUDIT_ACTION_COUNT, "one name an action");

#define HEAD_COUNT "audit.count"
#define HEAD_SEAL "audit.head" /* of count and last seal together */
#define FIRST "foyer audit"    /* what stands before row 1 */

const char *audit_action_name(enum audit_action action)
{
    return names[action];
}

/* What a row's seal is made of. The parts cannot run into each other: none holds a control byte
 * (audit_add refuses it). */
static void seal_row(struct db *db, const struct audit_record *r, const char *action,
                     const char *before, char out[SEAL_SIZE])
{
    char text[600];
    bool whole = text_format(
        text, sizeof text, "%s\x1f%" PRId64 "\x1f%" PRId64 "\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s", before,
        r->number, r->at_ms, action, r->staff_id, r->station, r->object, r->detail);
    assert(whole);
    (void)whole;
    seal_lookup(db, "audit", text, out);
}

static void seal_head(struct db *db, int64_t count, const char *last, char out[SEAL_SIZE])
{
    char text[80];
    text_format(text, sizeof text, "%" PRId64 "\x1f%s", count, last);
    seal_lookup(db, "audit-head", text, out);
}

static bool plain(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20)
            return false;
    return true;
}

static enum err last_seal(struct db *db, int64_t count, char out[SEAL_SIZE])
{
    text_copy(out, SEAL_SIZE, FIRST);
    if (count == 0)
        return ERR_OK;
    struct statement *s = db_prepare(db, "SELECT seal FROM audit WHERE number=?1");
    bind_int(s, 1, count);
    bool found = db_step(s);
    if (found)
        column_copy(s, 0, out, SEAL_SIZE);
    enum err e = db_done(s);
    return e == ERR_OK && !found ? ERR_CORRUPT : e;
}

static enum err write_head(struct db *db, const struct audit_record *r)
{
    char head[SEAL_SIZE];
    seal_head(db, r->number, r->seal, head);
    enum err e = meta_set_int(db, HEAD_COUNT, r->number);
    return e == ERR_OK ? meta_set(db, HEAD_SEAL, head) : e;
}

enum err audit_add(struct db *db, struct audit_record *record)
{
    char before[SEAL_SIZE];
    assert(db_in_transaction(db));
    if (!plain(record->staff_id) || !plain(record->station) || !plain(record->object) ||
        !plain(record->detail))
        return ERR_INVALID;
    int64_t count = meta_get_int(db, HEAD_COUNT, 0);
    enum err e = last_seal(db, count, before);
    if (e != ERR_OK)
        return e;
    record->number = count + 1;
    record->at_ms = db_now(db);
    seal_row(db, record, names[record->action], before, record->seal);
    struct statement *s =
        db_prepare(db, "INSERT INTO audit(number,at_ms,action,staff_id,station,object,detail,seal)"
                       " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)");
    bind_int(s, 1, record->number);
    bind_int(s, 2, record->at_ms);
    bind_text(s, 3, names[record->action]);
    bind_text(s, 4, record->staff_id);
    bind_text(s, 5, record->station);
    bind_text(s, 6, record->object);
    bind_text(s, 7, record->detail);
    bind_text(s, 8, record->seal);
    db_step(s);
    e = db_done(s);
    return e == ERR_OK ? write_head(db, record) : e;
}

#define COLUMNS "number,at_ms,action,staff_id,station,object,detail,seal"

/* The action's stored word, for the seal covers that and not our number of it. */
static const char *read_row(struct statement *s, struct audit_record *out)
{
    memset(out, 0, sizeof *out);
    out->number = column_int(s, 0);
    out->at_ms = column_int(s, 1);
    int action = name_index(names, AUDIT_ACTION_COUNT, column_text(s, 2));
    out->action = action < 0 ? AUDIT_ACTION_COUNT : (enum audit_action)action;
    column_copy(s, 3, out->staff_id, sizeof out->staff_id);
    column_copy(s, 4, out->station, sizeof out->station);
    column_copy(s, 5, out->object, sizeof out->object);
    column_copy(s, 6, out->detail, sizeof out->detail);
    column_copy(s, 7, out->seal, sizeof out->seal);
    return column_text(s, 2);
}

enum err audit_list(struct db *db, int64_t before, struct audit_record *out, size_t cap,
                    size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM (SELECT * FROM audit WHERE ?1=0 OR number<?1"
                       " ORDER BY number DESC LIMIT ?2) ORDER BY number");
    bind_int(s, 1, before);
    bind_int(s, 2, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct audit_record *r = &out[*count];
        read_row(s, r);
        if (r->action < AUDIT_ACTION_COUNT)
            ++*count;
    }
    return db_done(s);
}

static void spoiled(struct audit_state *out, int64_t number, const char *what)
{
    if (out->bad == 0) {
        out->bad = number;
        out->what = what;
    }
}

/* Rows from the first, until one does not fit. */
static enum err walk(struct db *db, int64_t noted_count, const char *noted_head,
                     struct audit_state *out)
{
    char before[SEAL_SIZE], seal[SEAL_SIZE];
    struct audit_record r;
    text_copy(before, sizeof before, FIRST);
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM audit ORDER BY number");
    while (out->bad == 0 && db_step(s)) {
        const char *action = read_row(s, &r);
        seal_row(db, &r, action, before, seal);
        if (r.number != out->count + 1)
            spoiled(out, out->count + 1, "a record is missing");
        else if (strcmp(seal, r.seal) != 0)
            spoiled(out, r.number, "a record was changed, or is not in its place");
        else if (r.number == noted_count && noted_head && strcmp(noted_head, r.seal) != 0)
            spoiled(out, r.number, "not the record that was noted");
        if (out->bad != 0)
            break;
        text_copy(before, sizeof before, r.seal);
        if (out->count++ == 0)
            out->first_ms = r.at_ms;
        out->last_ms = r.at_ms;
    }
    if (out->count > 0)
        text_copy(out->head, sizeof out->head, before);
    return db_done(s);
}

static enum err check_head(struct db *db, int64_t noted_count, struct audit_state *out)
{
    char stored[SEAL_SIZE + 8], wanted[SEAL_SIZE];
    int64_t count = meta_get_int(db, HEAD_COUNT, 0);
    enum err e = meta_get(db, HEAD_SEAL, stored, sizeof stored);
    if (e != ERR_OK)
        return e;
    seal_head(db, out->count, out->head, wanted);
    if (count > out->count || noted_count > out->count)
        spoiled(out, out->count + 1, "records were cut off at the end");
    else if (count < out->count)
        spoiled(out, count + 1, "a record was put in");
    else if (count == 0 ? stored[0] != '\0' : strcmp(stored, wanted) != 0)
        spoiled(out, out->count + 1, "the head does not fit the last record");
    if (count > 0 || out->bad != 0)
        return ERR_OK;
    struct statement *s =
        db_prepare(db, "SELECT 1 FROM staff LIMIT 1"); /* each came with a record */
    if (db_step(s))
        spoiled(out, 1, "all records are missing");
    return db_done(s);
}

enum err audit_verify(struct db *db, int64_t noted_count, const char *noted_head,
                      struct audit_state *out)
{
    *out = (struct audit_state){.what = ""};
    enum err e = walk(db, noted_count, noted_head, out);
    if (e == ERR_OK && out->bad == 0)
        e = check_head(db, noted_count, out);
    return e != ERR_OK ? e : out->bad != 0 ? ERR_CORRUPT : ERR_OK;
}
