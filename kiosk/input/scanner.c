#include "input/scanner.h"

#include "base/text.h"

#include <string.h>

void scanner_wipe(struct scanner *scanner)
{
    text_wipe(scanner, sizeof *scanner);
}

static bool over(const struct scanner *scanner, int64_t now_ms)
{
    return now_ms - scanner->last_ms > SCANNER_GAP_MS;
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
    scanner_wipe(scanner);
    return what;
}

enum scanned scanner_text(struct scanner *scanner, const char *utf8, int64_t now_ms,
                          char out[SCANNER_MAX + 1])
{
    enum scanned before = SCANNED_NOTHING;
    if (scanner->open && over(scanner, now_ms))
        before = close_typed(scanner, out);
    scanner->open = true;
    scanner->last_ms = now_ms;
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
    scanner->open = scanner->control = true;
    scanner->last_ms = now_ms;
    scanner->count++;
}

enum scanned scanner_return(struct scanner *scanner, int64_t now_ms, char out[SCANNER_MAX + 1])
{
    if (!scanner->open)
        return SCANNED_NOTHING;
    if (over(scanner, now_ms) || (scanner->count < SCANNER_LEAST && !scanner->too_long))
        return close_typed(scanner, out);
    enum scanned what = scanner->too_long  ? SCANNED_TOO_LONG
                        : scanner->control ? SCANNED_CONTROL
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

int scanner_wait(const struct scanner *scanner, int64_t now_ms)
{
    if (!scanner->open)
        return -1;
    int64_t left = scanner->last_ms + SCANNER_GAP_MS + 1 - now_ms;
    return left > 0 ? (int)left : 0;
}
