/* What staff did, one row an act, for ever: each row's seal (keyed, so that only a holder of the
 * store's key can make one) covers the row and the seal before it, and a head remembers how many
 * there are. Deleting, changing, reordering or cutting off rows is found by audit_verify; an older
 * copy of the whole store is found by a head that was noted elsewhere (`foyerctl audit verify`
 * prints it). No personal data: numbers of staff, ids of operations, words of ours.
 */
#pragma once

#include "model/label.h"
#include "model/staff.h"
#include "store/db.h"

#define SEAL_SIZE 33

enum audit_action { /* stored by name: append only */
                    AUDIT_SIGN_IN,
                    AUDIT_SIGN_IN_FAILED, /* object: the path; staff: who was meant, "" = unknown */
                    AUDIT_HELD,           /* too many failures: a second person is needed */
                    AUDIT_SIGN_OUT,       /* detail: lock, idle, over */
                    AUDIT_STAFF_ADD,
                    AUDIT_STAFF_LOCK,
                    AUDIT_STAFF_UNLOCK,
                    AUDIT_STAFF_PIN,
                    AUDIT_STAFF_BADGE,
                    AUDIT_STAFF_ROLES,
                    AUDIT_CALL, /* detail: next, number, again, passed, serving, done */
                    AUDIT_MOVE,
                    AUDIT_SEND_ON,
                    AUDIT_PRIORITY, /* detail: from>to reason */
                    AUDIT_TICKET,   /* detail: reprint, void */
                    AUDIT_HELP,     /* detail: accept, hand-over, finish, enter */
                    AUDIT_NOTICE,   /* detail: write, revoke */
                    AUDIT_CLOSURE,
                    AUDIT_BEHALF, /* an act for a patient; detail: which */
                    AUDIT_REVEAL,
                    AUDIT_EXPORT,
                    AUDIT_CONFIG,
                    AUDIT_DUTY, /* object: the place; detail: on, open, pause, close, off */
                    AUDIT_ACTION_COUNT
};

struct audit_record {
    int64_t number, at_ms; /* number from 1, without a gap */
    enum audit_action action;
    char staff_id[STAFF_ID_SIZE]; /* "" = the terminal tool, or nobody known */
    char station[40];
    char object[ID_SIZE]; /* an operation, a queue, a number of staff */
    char detail[64];
    char seal[SEAL_SIZE];
};

/* Inside the transaction of what it tells of: neither happens without the other. Fills number,
 * at_ms and seal. */
MUST_CHECK enum err audit_add(struct db *db, struct audit_record *record);
/* Newest last; those before `before` (0 = the end), at most `cap`. */
MUST_CHECK enum err audit_list(struct db *db, int64_t before, struct audit_record *out, size_t cap,
                               size_t *count);

struct audit_state {
    int64_t count;        /* rows that are good, from the first */
    int64_t bad;          /* number of the first row that is not; 0 = none */
    const char *what;     /* of it, in English: "a row is missing" ... */
    char head[SEAL_SIZE]; /* seal of row `count` */
    int64_t first_ms, last_ms;
};

/* ERR_OK: whole. ERR_CORRUPT: `out` says from where not. `noted_count` and `noted_head` are a head
 * noted earlier, 0 and NULL when none. */
MUST_CHECK enum err audit_verify(struct db *db, int64_t noted_count, const char *noted_head,
                                 struct audit_state *out);
const char *audit_action_name(enum audit_action action);
