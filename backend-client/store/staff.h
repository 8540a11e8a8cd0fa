/* The staff of this store, and the counters of wrong PINs. Names are on the badges and stand here
 * plain; of a PIN only its hash, of a badge only a keyed one.
 */
#pragma once

#include "model/staff.h"
#include "store/db.h"
#include "store/pin.h"

MUST_CHECK enum err staff_insert(struct db *db, const struct staff *staff,
                                 const char *pin_hash_text); /* ERR_ALREADY: that number */
MUST_CHECK enum err staff_get(struct db *db, const char *id, struct staff *out);
MUST_CHECK enum err staff_list(struct db *db, struct staff *out, size_t cap, size_t *count);
/* Those who need a second person after STAFF_FAILURES_HELD failures on either path. */
MUST_CHECK enum err staff_held(struct db *db, struct staff *out, size_t cap, size_t *count);
MUST_CHECK enum err staff_set_locked(struct db *db, const char *id, bool locked);
MUST_CHECK enum err staff_set_roles(struct db *db, const char *id, unsigned roles);
MUST_CHECK enum err staff_set_pin(struct db *db, const char *id, const char *pin_hash_text);
/* "" takes the badge away. ERR_ALREADY: somebody else has that one. */
MUST_CHECK enum err staff_set_badge(struct db *db, const char *id, const char *badge);
/* For signing in; the number of whoever has that badge, ERR_NOT_FOUND. */
MUST_CHECK enum err staff_of_badge(struct db *db, const char *badge, char out[STAFF_ID_SIZE]);
MUST_CHECK enum err staff_pin_hash(struct db *db, const char *id, char out[PIN_HASH_SIZE]);

/* Failures in a row at one path to one account: a number typed, or a badge shown; also of numbers
 * that nobody has, so that the answers do not tell which those are. Two paths, so that whoever
 * types a colleague's number wrong does not lock the colleague's badge out (ASVS 6.1.1).
 *
 * The pause is measured by the monotonic clock, which nobody can set; after a reboot, which sets it
 * to zero, the pause begins anew at most once. */
struct staff_try {
    char path[40]; /* "number:..." or "badge:...", hashed */
    int failures;
    int64_t wait_ms, since_mono_ms; /* the pause, and when it began */
};
MUST_CHECK enum err staff_try_get(struct db *db, const char *path, struct staff_try *out);
MUST_CHECK enum err staff_try_set(struct db *db, const struct staff_try *attempt); /* 0 = forget */
int64_t staff_try_left(const struct staff_try *attempt, int64_t mono_ms);
/* The row's key of a path; `kind` "number" or "badge". */
void staff_path(struct db *db, const char *kind, const char *value, char out[40]);
