/* What can go wrong, as a small closed set.
 *
 * Functions that may fail return `enum err` and are marked MUST_CHECK; ERR_OK is 0. One table
 * (err.c) says how each is named in logs and whether trying again can help; the sentence a patient
 * reads is in kiosk/screen/sentence.c.
 */
#pragma once

#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))

enum err {
    ERR_OK,
    ERR_NOT_FOUND, /* no such row, file or resource */
    ERR_INVALID,   /* bad input: the caller can say what is wrong with it */
    ERR_TAKEN,     /* somebody else was first (slot, call) */
    ERR_FULL,      /* the session has no place left */
    ERR_STOPPED,   /* the session was stopped (停诊) */
    ERR_ALREADY,   /* this person has that session or number already */
    ERR_LIMIT,     /* a limit of the hospital's rules: too many open bookings, too many tries */
    ERR_EARLY,     /* the check-in window has not opened */
    ERR_LATE,      /* the check-in window or cut-off has passed */
    ERR_AMBIGUOUS, /* more than one match where one was needed */
    ERR_DENIED,    /* wrong second factor, no right */
    ERR_LOCKED,    /* too many wrong tries, wait */
    ERR_OFFLINE,   /* needs the server, and it cannot be reached */
    ERR_UNKNOWN,   /* sent, outcome not known yet: look up before repeating */
    ERR_REFUSED,   /* the server will not take it: for staff to look at */
    ERR_BUSY,      /* the database or device is busy */
    ERR_IO,        /* disk or device failure: no receipt may be shown */
    ERR_NO_SPACE,  /* the disk is full */
    ERR_CORRUPT,   /* stored data damaged, or a reply that is not what it claims */
    ERR_NEWER,     /* written by a newer program */
    ERR_CRYPTO,    /* key missing or a tag does not verify */
    ERR_BLOCKED,   /* this person may not do it here for a while: too many missed bookings */
    ERR_RESULTS,   /* the tests that come first have no results by then */
    ERR_COUNT
};

/* A fixed English word for logs, e.g. "taken". Never NULL. */
const char *err_name(enum err e);

/* True when the same call may succeed later without a person changing anything. */
bool err_retryable(enum err e);
