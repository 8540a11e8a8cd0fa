/* The outbox: what is to be sent, one row an operation, written in the same transaction as the
 * record it speaks of. The intent (kind + sealed JSON facts) is written first; at the first send
 * sync freezes the finished request bytes in the row and every repeat sends the same. A refused
 * entry becomes a dead letter and leaves the line; entries of one `line` (patient, ticket,
 * complaint) go in order, lines go independently. Sent payloads are kept `store.keep_sent_hours`,
 * then tombstoned.
 */
#pragma once

#include "model/label.h"
#include "store/db.h"

enum outbox_kind {
    OUTBOX_BOOK, /* subject: appointment op */
    OUTBOX_CANCEL,
    OUTBOX_CHECK_IN,  /* subject: ticket op (booked patient) */
    OUTBOX_TAKE,      /* subject: ticket op (walk-in) */
    OUTBOX_VOID,      /* subject: ticket op */
    OUTBOX_COMPLAINT, /* subject: complaint op */
    OUTBOX_RATING,    /* subject: rating op */
    OUTBOX_HELP,      /* subject: help call op */
    OUTBOX_CALL,      /* subject: call op (model/call.h) */
    OUTBOX_CLOSE,     /* subject: closure id */
    OUTBOX_REOPEN,    /* subject: closure id, or queue closing op */
    OUTBOX_NOTICE,    /* subject: own notice op */
    OUTBOX_REVOKE,    /* subject: own notice op */
    OUTBOX_STOP,      /* subject: stopped slot op (store/clinic_stop.h) */
    OUTBOX_QUEUE,     /* subject: queue closing op; opening it again is OUTBOX_REOPEN */
    OUTBOX_PAPER,     /* subject: ticket op: its paper as the store has it when it is sent */
    OUTBOX_KIND_COUNT
};

enum outbox_state { OUTBOX_WAITING, OUTBOX_SENT, OUTBOX_DEAD, OUTBOX_DROPPED, OUTBOX_STATE_COUNT };

struct outbox_entry {
    int64_t id;
    enum outbox_kind kind;
    enum outbox_state state;
    char op[UUID_SIZE];
    char subject[UUID_SIZE]; /* op of the record it speaks of */
    char line[UUID_SIZE];
    int attempts;
    int64_t created_ms, next_try_ms, first_sent_ms;
    char outcome[200]; /* last answer, no personal data */
    int stage;         /* progress inside a many-request operation (lock-first booking) */
};

/* Inside the act's transaction. The same kind and op again is the same entry: nothing is added. */
MUST_CHECK enum err outbox_add(struct db *db, enum outbox_kind kind, const char *op,
                               const char *subject, const char *line);
/* Waiting entries whose time has come and that are first in their line. */
MUST_CHECK enum err outbox_due(struct db *db, int64_t now_ms, struct outbox_entry *out, size_t cap,
                               size_t *count);
/* Of these only calls: they come first, however much waits. */
MUST_CHECK enum err outbox_calls(struct db *db, int64_t now_ms, struct outbox_entry *out,
                                 size_t cap, size_t *count);
MUST_CHECK enum err outbox_list(struct db *db, struct outbox_entry *out, size_t cap,
                                size_t *count); /* newest last */
MUST_CHECK enum err outbox_get(struct db *db, int64_t id, struct outbox_entry *out);
/* Frozen request bytes of a stage: set once, read for every repeat. ERR_NOT_FOUND before. *body is
 * malloc'ed, caller frees. */
MUST_CHECK enum err outbox_freeze(struct db *db, int64_t id, int stage, const char *request);
MUST_CHECK enum err outbox_frozen(struct db *db, int64_t id, int stage, char **request);
MUST_CHECK enum err outbox_set_stage(struct db *db, int64_t id, int stage);
MUST_CHECK enum err outbox_mark_sending(struct db *db, int64_t id); /* sets first_sent_ms, once */
MUST_CHECK enum err outbox_retry_at(struct db *db, int64_t id, int64_t next_try_ms,
                                    const char *outcome); /* attempts + 1 */
MUST_CHECK enum err outbox_finish(struct db *db, int64_t id, enum outbox_state state,
                                  const char *outcome);
MUST_CHECK enum err outbox_requeue(struct db *db, int64_t id); /* dead -> waiting, by staff */
/* The entry of one operation, for screens and acts that ask how a wish stands. ERR_NOT_FOUND. */
MUST_CHECK enum err outbox_find(struct db *db, enum outbox_kind kind, const char *op,
                                struct outbox_entry *out);
/* Wipes the frozen bytes of entries sent before `sent_before_ms`, and forgets entries finished 90
 * days ago. In its own transaction; call daily, then db_checkpoint. */
MUST_CHECK enum err outbox_purge(struct db *db, int64_t sent_before_ms, int64_t now_ms);
/* The id of the last entry that was written, 0 = none. */
MUST_CHECK enum err outbox_newest(struct db *db, int64_t *id);
MUST_CHECK enum err outbox_counts(struct db *db, int *waiting, int *dead);
const char *outbox_kind_name(enum outbox_kind kind);
const char *outbox_state_name(enum outbox_state state);
