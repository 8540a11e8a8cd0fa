#include "base/text.h"

#include <assert.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The largest cut <= `length` that does not split a code point. */
static size_t whole(const char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && length - start < 4 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
        start--;
    if (start == 0)
        return 0;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t need = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    return start - 1 + need <= length ? start - 1 + need : start - 1;
}

bool text_copy(char *out, size_t size, const char *text)
{
    assert(size > 0);
    size_t length = strlen(text);
    bool fits = length < size;
    if (!fits)
        length = whole(text, size - 1);
    memmove(out, text, length);
    out[length] = '\0';
    return fits;
}

bool text_append(char *out, size_t size, const char *text)
{
    size_t used = strlen(out);
    assert(used < size);
    return text_copy(out + used, size - used, text);
}

bool text_format(char *out, size_t size, const char *format, ...)
{
    assert(size > 0);
    va_list args;
    va_start(args, format);
    int length = vsnprintf(out, size, format, args);
    va_end(args);
    if (length < 0) {
        out[0] = '\0';
        return false;
    }
    if ((size_t)length < size)
        return true;
    out[whole(out, size - 1)] = '\0';
    return false;
}

size_t text_count(const char *text)
{
    size_t count = 0;
    while (text_next(&text))
        count++;
    return count;
}

uint32_t text_next(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    if (!s[0])
        return 0;
    unsigned more = s[0] < 0x80   ? 0
                    : s[0] < 0xc2 ? 9
                    : s[0] < 0xe0 ? 1
                    : s[0] < 0xf0 ? 2
                    : s[0] < 0xf5 ? 3
                                  : 9;
    if (more == 9) {
        *p += 1;
        return 0xfffd;
    }
    static const unsigned char mask[] = {0x7f, 0x1f, 0x0f, 0x07};
    uint32_t code = s[0] & mask[more];
    for (unsigned i = 1; i <= more; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            *p += 1;
            return 0xfffd;
        }
        code = code << 6 | (s[i] & 0x3f);
    }
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (code < least[more] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
        *p += 1;
        return 0xfffd;
    }
    *p += more + 1;
    return code;
}

size_t text_put(uint32_t code, char out[5])
{
    size_t n = 0;
    if (code < 0x80) {
        out[n++] = (char)code;
    } else if (code < 0x800) {
        out[n++] = (char)(0xc0 | code >> 6);
        out[n++] = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        out[n++] = (char)(0xe0 | code >> 12);
        out[n++] = (char)(0x80 | (code >> 6 & 0x3f));
        out[n++] = (char)(0x80 | (code & 0x3f));
    } else {
        out[n++] = (char)(0xf0 | (code >> 18 & 7));
        out[n++] = (char)(0x80 | (code >> 12 & 0x3f));
        out[n++] = (char)(0x80 | (code >> 6 & 0x3f));
        out[n++] = (char)(0x80 | (code & 0x3f));
    }
    out[n] = '\0';
    return n;
}

void text_pop(char *text)
{
    size_t length = strlen(text);
    if (!length)
        return;
    do
        length--;
    while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80);
    text[length] = '\0';
}

static bool control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

/* Invisible characters that turn or hide what others see: bidi marks and overrides, zero width,
 * tags, the BOM. */
static bool invisible(uint32_t code)
{
    return (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x206f) || code == 0xfeff || code == 0x061c ||
           (code >= 0xfff0 && code <= 0xfffb) || (code >= 0xe0000 && code <= 0xe0fff) ||
           code == 0xfffe || code == 0xffff;
}

bool text_valid(const char *text, size_t length)
{
    const char *p = text;
    while ((size_t)(p - text) < length) {
        const char *before = p;
        uint32_t code = text_next(&p);
        if (!code || (size_t)(p - text) > length || (control(code) && code != '\n'))
            return false;
        if (code == 0xfffd && p - before == 1)
            return false;
    }
    return true;
}

void text_clean(char *out, size_t size, const char *text, size_t max)
{
    size_t used = 0, count = 0, kept = 0; /* kept: without trailing blanks */
    for (const char *p = text; count < max;) {
        const char *before = p;
        uint32_t code = text_next(&p);
        if (!code)
            break;
        if (code == '\t' || code == 0x00a0 || code == 0x3000)
            code = ' ';
        bool bad = code == 0xfffd && p - before == 1;
        if (bad || (control(code) && code != '\n') || invisible(code))
            continue;
        bool blank = code == ' ' || code == '\n';
        if (blank && used == 0)
            continue;
        char bytes[5];
        size_t n = text_put(code, bytes);
        if (used + n >= size)
            break;
        memcpy(out + used, bytes, n);
        used += n;
        count++;
        if (!blank)
            kept = used;
    }
    out[kept] = '\0';
}

bool text_is_han(uint32_t code)
{
    return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) ||
           (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x323af) ||
           code == 0x3007;
}

void text_wipe(void *data, size_t size)
{
    explicit_bzero(data, size);
}

void text_wipe_stack(void)
{
    sodium_stackzero(64 * 1024);
}
