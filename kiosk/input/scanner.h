/* Card and code readers are keyboards: what comes in a burst, each character at most 50 ms after
 * the one before, and ends with Return is a scan; anything slower is a person typing. A machine
 * that is busy may hold a reader's keys up for a moment, and half a code must never pass for a
 * shorter one: a burst that is plainly a reader's may pause, and the rest of one that broke off is
 * refused. Pure; times are milliseconds that never go back.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCANNER_MAX 512 /* bytes of a scan (contract) */
#define SCANNER_GAP_MS 50
#define SCANNER_LEAST 3      /* fewer characters are never a scan */
#define SCANNER_PAUSE_MS 300 /* between the keys of a burst once it has had that many */
#define SCANNER_REST_MS 1000 /* what comes so soon after a burst that broke off belongs to it */

enum scanned {
    SCANNED_NOTHING,
    SCANNED_TYPED,    /* a person wrote `out` */
    SCANNED_CODE,     /* a reader read `out` */
    SCANNED_TOO_LONG, /* more than SCANNER_MAX bytes: thrown away */
    SCANNED_CONTROL,  /* held control bytes, was not UTF-8 or is not whole: thrown away */
};

struct scanner { /* all zero at first */
    char bytes[SCANNER_MAX + 1];
    size_t used, count, keys; /* bytes, characters, and in how many pieces they came */
    bool open, too_long, control;
    bool broke, rest; /* the burst before this one broke off; this is what was left of it */
    int64_t last_ms;
};

/* What came before and was not part of the same burst is given out first, as SCANNED_TYPED. */
enum scanned scanner_text(struct scanner *scanner, const char *utf8, int64_t now_ms,
                          char out[SCANNER_MAX + 1]);
/* A key that makes a control character (Tab, Escape, Ctrl with a letter). */
void scanner_control(struct scanner *scanner, int64_t now_ms);
/* Return: ends a scan, or gives out what was typed (SCANNED_NOTHING when there is none); the caller
 * handles Return itself unless it ended a scan. */
enum scanned scanner_return(struct scanner *scanner, int64_t now_ms, char out[SCANNER_MAX + 1]);
/* Gives out what was typed once its time is over. */
enum scanned scanner_poll(struct scanner *scanner, int64_t now_ms, char out[SCANNER_MAX + 1]);
/* The same at once: a finger came down, and what was typed comes before what it presses. */
enum scanned scanner_flush(struct scanner *scanner, char out[SCANNER_MAX + 1]);
/* Milliseconds until scanner_poll has something; -1 = nothing waits. */
int scanner_wait(const struct scanner *scanner, int64_t now_ms);
void scanner_wipe(struct scanner *scanner);
