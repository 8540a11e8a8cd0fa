#include "draw/utf8.h"

#include <stdbool.h>

uint32_t utf8_take(const char *text, size_t length, size_t *used)
{
    const unsigned char *s = (const unsigned char *)text;
    *used = 1;
    if (s[0] < 0x80)
        return s[0];
    size_t n = s[0] >= 0xf0 && s[0] < 0xf5 ? 4 : s[0] >= 0xe0 ? 3 : s[0] >= 0xc2 ? 2 : 0;
    if (n == 0 || s[0] >= 0xf5 || n > length)
        return 0xfffd;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t c = s[0] & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0xfffd;
        c = c << 6 | (s[i] & 0x3f);
    }
    if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return 0xfffd;
    *used = n;
    return c;
}

bool utf8_is_han(uint32_t c)
{
    return (c >= 0x4e00 && c < 0xa000) || (c >= 0x3400 && c < 0x4dc0) ||
           (c >= 0x20000 && c < 0x33480) || (c >= 0xf900 && c < 0xfb00) || c == 0x3007;
}

bool utf8_is_wide(uint32_t c)
{
    return utf8_is_han(c) || (c >= 0x3000 && c < 0x3130) || (c >= 0xff01 && c <= 0xff60);
}
