/* Staff: who they are, what they may do, and the rules of signing in (TRUST.md 2.2). Pure. A
 * number and a name stand on the badge and are public; PIN and badge are not in here.
 */
#pragma once

#include "model/label.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STAFF_ID_SIZE 16
#define PIN_SIZE 16        /* 12 digits at most */
#define PIN_BADGE_DIGITS 6 /* with the badge, which is the other factor */
#define PIN_ALONE_DIGITS 8 /* with the number typed */
#define BADGE_SIZE 80
#define STAFF_FAILURES_HELD 10 /* from here on a second person must unlock */

enum staff_role { ROLE_GUIDE, ROLE_WINDOW, ROLE_COMPLAINTS, ROLE_ADMIN, STAFF_ROLE_COUNT };

struct staff {
    char id[STAFF_ID_SIZE]; /* e.g. 0512: letters, digits and - */
    struct label name;
    unsigned roles; /* 1 << enum staff_role */
    bool locked;    /* by a person, not by wrong PINs */
    bool badge;     /* has one */
    int64_t since_ms;
};

/* Somebody who signed in, in memory only. Times are of the monotonic clock. */
struct staff_session {
    char id[STAFF_ID_SIZE]; /* "" = nobody */
    struct label name;
    unsigned roles;
    int64_t began_ms, touched_ms;
};

struct staff_rules { /* [staff] of the config */
    int idle_s, session_min;
};

/* Neither idle nor too old; false for nobody. */
bool staff_session_open(const struct staff_session *session, const struct staff_rules *rules,
                        int64_t mono_ms);
/* Milliseconds until it is over if nobody touches; 0 when it is. */
int64_t staff_session_left(const struct staff_session *session, const struct staff_rules *rules,
                           int64_t mono_ms);
bool staff_may(const struct staff_session *session, enum staff_role role); /* admin may all */

/* Seconds to wait after so many failures in a row: 0 below 5, then 60 doubling to an hour.
 * STAFF_FAILURES_HELD and more are no matter of waiting. */
int staff_pause_s(int failures);

enum pin_fault { PIN_GOOD, PIN_SHORT, PIN_LONG, PIN_CHARS, PIN_SIMPLE };
/* As a new PIN: PIN_SIMPLE is one digit throughout, or a run such as 345678. */
enum pin_fault pin_check(const char *pin);

bool staff_id_valid(const char *id);
/* Upper case, without what surrounds it: what a scanner read or a person typed. False: no number
 * of staff. */
bool staff_id_clean(const char *typed, char out[STAFF_ID_SIZE]);
bool badge_valid(const char *badge); /* 4 to 64 printable ASCII characters without a blank */

const char *staff_role_name(enum staff_role role);
/* "guide,window" to bits and back; false for an unknown word or none. */
bool staff_roles_parse(const char *text, unsigned *roles);
void staff_roles_text(unsigned roles, char *out, size_t size);
