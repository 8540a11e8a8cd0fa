/* A growing buffer with a limit: what outsiders fill never takes more than `limit` bytes. Always
 * zero terminated. Going over the limit sets `over`, keeps what is there and drops the rest; memory
 * running out aborts.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf {
    char *data; /* NULL until something was added */
    size_t size, capacity, limit;
    bool over;
};

void buf_init(struct buf *buf,
              size_t limit);     /* limit without the closing zero; nothing is allocated yet */
void buf_clear(struct buf *buf); /* frees; may be used again */
bool buf_add(struct buf *buf, const void *data,
             size_t size); /* false when it went over, nothing of `data` is added then */
bool buf_text(struct buf *buf, const char *text);
bool buf_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buf_string(const struct buf *buf); /* "" when empty; valid until the next change */
char *buf_take(struct buf *buf);               /* the caller frees; never NULL */
