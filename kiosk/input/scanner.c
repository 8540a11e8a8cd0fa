#include "input/scanner.h"

#include "base/text.h"

#include <string.h>

void scanner_wipe(struct scanner *scanner)
{
    text_wipe(scanner, sizeof *scanner);
}

/* A person never strikes several keys as fast as a reader does: what began so may pause once or
 * twice while the machine is busy, and what follows is still of the same code. */
static int64_t gap_ms(const struct scanner *scanner)
{
    return scanner->keys < SCANNER_LEAST ? SCANNER_GAP_MS : SCANNER_PAUSE_MS;
}

static bool over(const struct scanner *scanner, int64_t now_ms)
{
    return now_ms - scanner->last_ms > gap_ms(scanner);
}

/* What follows soon on a reader's burst that broke off is its rest, and no code of its own. One or
 * two keys may be a person's, whose card is not there in the next moment. */
static void begin(struct scanner *scanner, int64_t now_ms)
{
    int64_t soon = scanner->broke ? SCANNER_REST_MS : SCANNER_PAUSE_MS;
    if (!scanner->open)
        scanner->rest = scanner->last_ms > 0 && now_ms - scanner->last_ms <= soon;
    scanner->open = true;
    scanner->broke = false;
}

/* Ends a burst that no Return ended: a person's letters, or the rest of a code that was refused. */
static enum scanned close_typed(struct scanner *scanner, char out[SCANNER_MAX + 1])
{
    enum scanned what = scanner->too_long  ? SCANNED_TOO_LONG
                        : scanner->control ? SCANNED_NOTHING /* a lone Tab or Escape says nothing */
                        : scanner->used    ? SCANNED_TYPED
                                           : SCANNED_NOTHING;
    if (scanner->control && scanner->count >= SCANNER_LEAST)
        what = SCANNED_CONTROL;
    if (what == SCANNED_TYPED)
        memcpy(out, scanner->bytes, scanner->used + 1);
    bool broke = scanner->keys >= SCANNER_LEAST;
    int64_t last_ms = scanner->last_ms;
    scanner_wipe(scanner);
    scanner->broke = broke;
    scanner->last_ms = last_ms;
    return what;
}

enum scanned scanner_text(struct scanner *scanner, const char *utf8, int64_t now_ms,
                          char out[SCANNER_MAX + 1])
{
    enum scanned before = SCANNED_NOTHING;
    if (scanner->open && over(scanner, now_ms))
        before = close_typed(scanner, out);
    begin(scanner, now_ms);
    scanner->last_ms = now_ms;
    scanner->keys++;
    for (const char *p = utf8; *p;) {
        const char *from = p;
        uint32_t code = text_next(&p);
        size_t size = (size_t)(p - from);
        scanner->count++;
        scanner->control |= code < 0x20 || code == 0x7f || code == 0xfffd;
        if (scanner->used + size > SCANNER_MAX) {
            scanner->too_long = true;
        } else {
            memcpy(scanner->bytes + scanner->used, from, size);
            scanner->used += size;
        }
    }
    return before;
}

void scanner_control(struct scanner *scanner, int64_t now_ms)
{
    if (scanner->open && over(scanner, now_ms))
        return; /* what waits is a person's; the poll gives it out */
    begin(scanner, now_ms);
    scanner->control = true;
    scanner->last_ms = now_ms;
    scanner->count++;
}

enum scanned scanner_return(struct scanner *scanner, int64_t now_ms, char out[SCANNER_MAX + 1])
{
    if (!scanner->open)
        return SCANNED_NOTHING;
    bool late = now_ms - scanner->last_ms > SCANNER_GAP_MS; /* a person's own Return */
    if (late || (scanner->count < SCANNER_LEAST && !scanner->too_long))
        return close_typed(scanner, out);
    enum scanned what = scanner->too_long                   ? SCANNED_TOO_LONG
                        : scanner->control || scanner->rest ? SCANNED_CONTROL
                                                            : SCANNED_CODE;
    if (what == SCANNED_CODE)
        memcpy(out, scanner->bytes, scanner->used + 1);
    scanner_wipe(scanner);
    return what;
}

enum scanned scanner_poll(struct scanner *scanner, int64_t now_ms, char out[SCANNER_MAX + 1])
{
    if (!scanner->open || !over(scanner, now_ms))
        return SCANNED_NOTHING;
    return close_typed(scanner, out);
}

enum scanned scanner_flush(struct scanner *scanner, char out[SCANNER_MAX + 1])
{
    return scanner->open ? close_typed(scanner, out) : SCANNED_NOTHING;
}

int scanner_wait(const struct scanner *scanner, int64_t now_ms)
{
    if (!scanner->open)
        return -1;
    int64_t left = scanner->last_ms + gap_ms(scanner) + 1 - now_ms;
    return left > 0 ? (int)left : 0;
}
