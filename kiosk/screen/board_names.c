#include "screen/board_names.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* Whether a name may be parted before `at`: after a comma, or where names have none after a space.
 */
static bool is_seam(const char *name, size_t at)
{
    static const char *const ends[] = {",", "\xef\xbc\x8c" /* U+FF0C */, " ",
                                       "\xe3\x80\x80" /* U+3000 */};
    size_t kinds = strstr(name, ends[0]) || strstr(name, ends[1]) ? 2 : 4;
    for (size_t i = 0; i < kinds; i++) {
        size_t n = strlen(ends[i]);
        if (at >= n && memcmp(name + at - n, ends[i], n) == 0)
            return true;
    }
    return false;
}

static const char *after_seam(const char *rest)
{
    while (*rest == ' ' || *rest == ',')
        rest++;
    return rest;
}

/* More than digits and signs: somebody who reads it knows what it is. */
static bool says_something(const char *rest)
{
    for (; *rest; rest++)
        if (isalpha((unsigned char)*rest) || (unsigned char)*rest >= 0x80)
            return true;
    return false;
}

static size_t shared(const char *const *names, size_t count)
{
    size_t n = 0;
    for (; names[0][n]; n++)
        for (size_t i = 1; i < count; i++)
            if (names[i][n] != names[0][n])
                return n;
    return n;
}

static bool all_say_something(const char *const *names, size_t count, size_t from)
{
    for (size_t i = 0; i < count; i++)
        if (!says_something(after_seam(names[i] + from)))
            return false;
    return true;
}

void names_shorten(const char *const *names, size_t count, const char *area,
                   char (*out)[ROOM_NAME_SIZE], char common[ROOM_NAME_SIZE])
{
    common[0] = '\0';
    if (count == 0)
        return;
    size_t n = shared(names, count), area_n = strlen(area);
    if (count == 1)
        n = area_n > 0 && strncmp(names[0], area, area_n) == 0 ? area_n + 1 : 0;
    if (n > strlen(names[0]))
        n = 0;
    while (n > 0 && !(is_seam(names[0], n) && all_say_something(names, count, n)))
        n--;
    text_format(common, ROOM_NAME_SIZE, "%.*s", (int)n, names[0]);
    for (size_t end = strlen(common);
         end > 0 && (common[end - 1] == ' ' || common[end - 1] == ',');)
        common[--end] = '\0';
    for (size_t i = 0; i < count; i++) {
        text_copy(out[i], ROOM_NAME_SIZE, after_seam(names[i] + n));
        if (n > 0 && islower((unsigned char)out[i][0]))
            out[i][0] = (char)toupper((unsigned char)out[i][0]);
    }
}
