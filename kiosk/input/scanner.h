/* Card and code readers are keyboards: what comes in a burst, each character at most 50 ms after
 * the one before, and ends with Return is a scan; anything slower is a person typing. Pure; times
 * are milliseconds that never go back.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCANNER_MAX 512 /* bytes of a scan (contract) */
#define SCANNER_GAP_MS 50
#define SCANNER_LEAST 3 /* fewer characters are never a scan */

enum scanned {
    SCANNED_NOTHING,
    SCANNED_TYPED,    /* a person wrote `out` */
    SCANNED_CODE,     /* a reader read `out` */
    SCANNED_TOO_LONG, /* more than SCANNER_MAX bytes: thrown away */
    SCANNED_CONTROL,  /* held control bytes or was not UTF-8: thrown away */
};

struct scanner { /* all zero at first */
    char bytes[SCANNER_MAX + 1];
    size_t used, count; /* bytes, characters */
    bool open, too_long, control;
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
/* Gives out what was typed once its 50 ms are over. */
enum scanned scanner_poll(struct scanner *scanner, int64_t now_ms, char out[SCANNER_MAX + 1]);
/* Milliseconds until scanner_poll has something; -1 = nothing waits. */
int scanner_wait(const struct scanner *scanner, int64_t now_ms);
void scanner_wipe(struct scanner *scanner);
