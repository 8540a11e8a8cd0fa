#include "store/outbox.h"

#include "base/text.h"
#include "store/audit.h"
#include "store/seal.h"

#include <assert.h>
#include <string.h>

#define TOMBSTONE_MS (90LL * 24 * 3600 * 1000)

static const char *const kinds[] = {
    [OUTBOX_BOOK] = "book",     [OUTBOX_CANCEL] = "cancel", [OUTBOX_CHECK_IN] = "check-in",
    [OUTBOX_TAKE] = "take",     [OUTBOX_VOID] = "void",     [OUTBOX_COMPLAINT] = "complaint",
    [OUTBOX_RATING] = "rating", [OUTBOX_HELP] = "help",     [OUTBOX_CALL] = "call",
    [OUTBOX_CLOSE] = "close",   [OUTBOX_REOPEN] = "reopen", [OUTBOX_NOTICE] = "notice",
    [OUTBOX_REVOKE] = "revoke", [OUTBOX_STOP] = "stop",     [OUTBOX_QUEUE] = "queue",
    [OUTBOX_PAPER] = "paper",
};
static_assert(sizeof kinds / sizeof kinds[0] == OUTBOX_KIND_COUNT, "one name a kind");

static const char *const states[] = {[OUTBOX_WAITING] = "waiting",
                                     [OUTBOX_SENT] = "sent",
                                     [OUTBOX_DEAD] = "dead",
                                     [OUTBOX_DROPPED] = "dropped"};
static_assert(sizeof states / sizeof states[0] == OUTBOX_STATE_COUNT, "one name a state");

const char *outbox_kind_name(enum outbox_kind kind)
{
    return kinds[kind];
}

const char *outbox_state_name(enum outbox_state state)
{
    return states[state];
}

/* What staff do for a patient is recorded with it. */
static enum err note_behalf(struct db *db, enum outbox_kind kind, const char *subject)
{
    struct audit_record record = {.action = AUDIT_BEHALF};
    if (!db_behalf_staff(db)[0])
        return ERR_OK;
    text_copy(record.staff_id, sizeof record.staff_id, db_behalf_staff(db));
    text_copy(record.station, sizeof record.station, db_behalf_station(db));
    text_copy(record.object, sizeof record.object, subject);
    text_copy(record.detail, sizeof record.detail, kinds[kind]);
    return audit_add(db, &record);
}

enum err outbox_add(struct db *db, enum outbox_kind kind, const char *op, const char *subject,
                    const char *line)
{
    assert(db_in_transaction(db));
    struct statement *s =
        db_prepare(db, "INSERT INTO outbox(kind,state,op,subject,line,created_ms)"
                       " VALUES(?1,'waiting',?2,?3,?4,?5) ON CONFLICT(kind,op) DO NOTHING");
    bind_text(s, 1, kinds[kind]);
    bind_text(s, 2, op);
    bind_text(s, 3, subject);
    bind_text(s, 4, line);
    bind_int(s, 5, db_now(db));
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && db_changes(db) ? note_behalf(db, kind, subject) : err;
}

#define COLUMNS                                                                                    \
    "id,kind,state,op,subject,line,attempts,created_ms,next_try_ms,first_sent_ms,outcome,stage"

static int index_of(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(names[i], name))
            return i;
    return -1;
}

static void read_entry(struct statement *s, struct outbox_entry *out)
{
    memset(out, 0, sizeof *out);
    int kind = index_of(kinds, OUTBOX_KIND_COUNT, column_text(s, 1));
    int state = index_of(states, OUTBOX_STATE_COUNT, column_text(s, 2));
    if (kind < 0 || state < 0) {
        statement_fail(s, ERR_CORRUPT);
        return;
    }
    out->id = column_int(s, 0);
    out->kind = (enum outbox_kind)kind;
    out->state = (enum outbox_state)state;
    column_copy(s, 3, out->op, sizeof out->op);
    column_copy(s, 4, out->subject, sizeof out->subject);
    column_copy(s, 5, out->line, sizeof out->line);
    out->attempts = (int)column_int(s, 6);
    out->created_ms = column_int(s, 7);
    out->next_try_ms = column_int(s, 8);
    out->first_sent_ms = column_int(s, 9);
    column_copy(s, 10, out->outcome, sizeof out->outcome);
    out->stage = (int)column_int(s, 11);
}

static enum err read_list(struct statement *s, struct outbox_entry *out, size_t cap, size_t *count)
{
    *count = 0;
    while (*count < cap && db_step(s))
        read_entry(s, &out[(*count)++]);
    return db_done(s);
}

enum err outbox_due(struct db *db, int64_t now_ms, struct outbox_entry *out, size_t cap,
                    size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS
                       " FROM outbox o WHERE state='waiting' AND next_try_ms<=?1 AND NOT EXISTS"
                       " (SELECT 1 FROM outbox e WHERE e.line=o.line AND e.state='waiting' AND "
                       "e.id<o.id) ORDER BY id LIMIT ?2");
    bind_int(s, 1, now_ms);
    bind_int(s, 2, (int64_t)cap);
    return read_list(s, out, cap, count);
}

enum err outbox_calls(struct db *db, int64_t now_ms, struct outbox_entry *out, size_t cap,
                      size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS
                       " FROM outbox o WHERE state='waiting' AND kind='call' AND next_try_ms<=?1"
                       " AND NOT EXISTS(SELECT 1 FROM outbox e WHERE e.line=o.line AND "
                       "e.state='waiting' AND e.id<o.id) ORDER BY id LIMIT ?2");
    bind_int(s, 1, now_ms);
    bind_int(s, 2, (int64_t)cap);
    return read_list(s, out, cap, count);
}

enum err outbox_list(struct db *db, struct outbox_entry *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(db, "SELECT * FROM (SELECT " COLUMNS
                                         " FROM outbox ORDER BY id DESC LIMIT ?1) ORDER BY id");
    bind_int(s, 1, (int64_t)cap);
    return read_list(s, out, cap, count);
}

static enum err read_one(struct statement *s, struct outbox_entry *out)
{
    bool found = db_step(s);
    if (found)
        read_entry(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err outbox_get(struct db *db, int64_t id, struct outbox_entry *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM outbox WHERE id=?1");
    bind_int(s, 1, id);
    return read_one(s, out);
}

enum err outbox_find(struct db *db, enum outbox_kind kind, const char *op, struct outbox_entry *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM outbox WHERE kind=?1 AND op=?2");
    bind_text(s, 1, kinds[kind]);
    bind_text(s, 2, op);
    return read_one(s, out);
}

static void request_key(char out[48], int64_t id, int stage)
{
    text_format(out, 48, "%lld:%d", (long long)id, stage);
}

enum err outbox_freeze(struct db *db, int64_t id, int stage, const char *request)
{
    char key[48];
    request_key(key, id, stage);
    struct statement *s =
        db_prepare(db, "INSERT INTO outbox_request(id,stage,request) VALUES(?1,?2,?3)");
    bind_int(s, 1, id);
    bind_int(s, 2, stage);
    bind_sealed(db, s, 3, "outbox_request", key, "request", request);
    db_step(s);
    return db_done(s); /* ERR_ALREADY: frozen before, and stays as it is */
}

enum err outbox_frozen(struct db *db, int64_t id, int stage, char **request)
{
    char key[48];
    request_key(key, id, stage);
    struct statement *s =
        db_prepare(db, "SELECT request FROM outbox_request WHERE id=?1 AND stage=?2");
    bind_int(s, 1, id);
    bind_int(s, 2, stage);
    *request = NULL;
    bool found = db_step(s);
    if (found)
        *request = column_open_new(db, s, 0, "outbox_request", key, "request");
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

/* Runs an update of one entry; ERR_NOT_FOUND when there is none. */
static enum err change(struct db *db, struct statement *s)
{
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}

enum err outbox_set_stage(struct db *db, int64_t id, int stage)
{
    struct statement *s = db_prepare(db, "UPDATE outbox SET stage=?2 WHERE id=?1");
    bind_int(s, 1, id);
    bind_int(s, 2, stage);
    return change(db, s);
}

enum err outbox_mark_sending(struct db *db, int64_t id)
{
    struct statement *s =
        db_prepare(db, "UPDATE outbox SET first_sent_ms=?2 WHERE id=?1 AND first_sent_ms=0");
    bind_int(s, 1, id);
    bind_int(s, 2, db_now(db));
    db_step(s);
    return db_done(s);
}

enum err outbox_retry_at(struct db *db, int64_t id, int64_t next_try_ms, const char *outcome)
{
    struct statement *s =
        db_prepare(db, "UPDATE outbox SET attempts=attempts+1, next_try_ms=?2, outcome=?3,"
                       " first_sent_ms=CASE first_sent_ms WHEN 0 THEN ?4 ELSE first_sent_ms END "
                       "WHERE id=?1 AND state='waiting'");
    bind_int(s, 1, id);
    bind_int(s, 2, next_try_ms);
    bind_text(s, 3, outcome);
    bind_int(s, 4, db_now(db));
    return change(db, s);
}

enum err outbox_finish(struct db *db, int64_t id, enum outbox_state state, const char *outcome)
{
    struct statement *s = db_prepare(
        db, "UPDATE outbox SET state=?2, outcome=?3, finished_ms=?4, attempts=attempts+(?2='sent')"
            " WHERE id=?1 AND state IN('waiting','dead')");
    bind_int(s, 1, id);
    bind_text(s, 2, states[state]);
    bind_text(s, 3, outcome);
    bind_int(s, 4, db_now(db));
    return change(db, s);
}

/* What was frozen for a refused entry is thawed: staff may have changed what it speaks of, or the
 * server its mind. */
enum err outbox_requeue(struct db *db, int64_t id)
{
    bool own;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    struct statement *s = db_prepare(
        db, "UPDATE outbox SET state='waiting', next_try_ms=0, attempts=0, stage=0, finished_ms=0"
            " WHERE id=?1 AND state='dead'");
    bind_int(s, 1, id);
    err = change(db, s);
    if (err == ERR_OK) {
        s = db_prepare(db, "DELETE FROM outbox_request WHERE id=?1");
        bind_int(s, 1, id);
        db_step(s);
        err = db_done(s);
    }
    return db_leave(db, own, err);
}

enum err outbox_newest(struct db *db, int64_t *id)
{
    struct statement *s = db_prepare(db, "SELECT coalesce(max(id),0) FROM outbox");
    *id = db_step(s) ? column_int(s, 0) : 0;
    return db_done(s);
}

enum err outbox_counts(struct db *db, int *waiting, int *dead)
{
    struct statement *s =
        db_prepare(db, "SELECT (SELECT count(*) FROM outbox WHERE state='waiting'),"
                       " (SELECT count(*) FROM outbox WHERE state='dead')");
    *waiting = *dead = 0;
    if (db_step(s)) {
        *waiting = (int)column_int(s, 0);
        *dead = (int)column_int(s, 1);
    }
    return db_done(s);
}

enum err outbox_purge(struct db *db, int64_t sent_before_ms, int64_t now_ms)
{
    bool own;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    struct statement *s =
        db_prepare(db, "DELETE FROM outbox_request WHERE id IN(SELECT id FROM outbox WHERE state IN"
                       "('sent','dropped') AND finished_ms<?1)");
    bind_int(s, 1, sent_before_ms);
    db_step(s);
    err = db_done(s);
    if (err == ERR_OK) {
        s = db_prepare(db,
                       "DELETE FROM outbox WHERE state IN('sent','dropped') AND finished_ms<?1");
        bind_int(s, 1, now_ms - TOMBSTONE_MS);
        db_step(s);
        err = db_done(s);
    }
    return db_leave(db, own, err);
}
