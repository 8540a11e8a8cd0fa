#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *buf, size_t limit)
{
    *buf = (struct buf){.limit = limit};
}

void buf_clear(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){.limit = buf->limit};
}

static bool reserve(struct buf *buf, size_t more)
{
    if (buf->over || more > buf->limit - buf->size) {
        buf->over = true;
        return false;
    }
    size_t need = buf->size + more + 1;
    if (need <= buf->capacity)
        return true;
    size_t capacity = buf->capacity ? buf->capacity : 256;
    while (capacity < need)
        capacity *= 2;
    buf->data = realloc(buf->data, capacity);
    if (!buf->data)
        abort();
    buf->capacity = capacity;
    return true;
}

bool buf_add(struct buf *buf, const void *data, size_t size)
{
    if (!reserve(buf, size))
        return false;
    if (size)
        memcpy(buf->data + buf->size, data, size);
    buf->size += size;
    buf->data[buf->size] = '\0';
    return true;
}

bool buf_text(struct buf *buf, const char *text)
{
    return buf_add(buf, text, strlen(text));
}

bool buf_format(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    bool fits = length >= 0 && reserve(buf, (size_t)length);
    if (fits) {
        vsnprintf(buf->data + buf->size, (size_t)length + 1, format, again);
        buf->size += (size_t)length;
    }
    va_end(again);
    return fits;
}

const char *buf_string(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
    char *data = buf->data ? buf->data : calloc(1, 1);
    if (!data)
        abort();
    *buf = (struct buf){.limit = buf->limit};
    return data;
}
