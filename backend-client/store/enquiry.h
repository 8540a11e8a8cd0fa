/* Questions to the hospital's server that a person at the screen waits for: bookings made
 * elsewhere, a visit code or tracking number of another terminal. The screen writes the question,
 * sync answers it by writing what it learned into the usual tables and then the question's state,
 * in one transaction. Rows are forgotten after a day. What was typed is sealed.
 */
#pragma once

#include "model/label.h"
#include "store/db.h"

enum enquiry_kind {
    ENQUIRY_BOOKINGS,  /* subject: person uuid */
    ENQUIRY_VISIT,     /* subject: visit code, six digits */
    ENQUIRY_COMPLAINT, /* subject: tracking number */
    ENQUIRY_KIND_COUNT
};

enum enquiry_state {
    ENQUIRY_ASKED,
    ENQUIRY_ANSWERED, /* what the server knows is in the store now; it may be nothing */
    ENQUIRY_SILENT,   /* no answer, or none that we understand */
    ENQUIRY_STATE_COUNT
};

struct enquiry {
    char op[UUID_SIZE];
    enum enquiry_kind kind;
    char subject[40];
    enum enquiry_state state;
    int64_t asked_ms;
};

/* The same op again is the same question: nothing is added. */
MUST_CHECK enum err enquiry_add(struct db *db, const struct enquiry *enquiry);
MUST_CHECK enum err enquiry_get(struct db *db, const char *op, struct enquiry *out);
/* The newest that is not answered and not older than `since_ms`. ERR_NOT_FOUND: none. */
MUST_CHECK enum err enquiry_next(struct db *db, int64_t since_ms, struct enquiry *out);
MUST_CHECK enum err enquiry_set(struct db *db, const char *op, enum enquiry_state state);
MUST_CHECK enum err enquiry_forget(struct db *db, int64_t before_ms);
