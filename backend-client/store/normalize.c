#include "store/normalize.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static enum err apply(const UNormalizer2 *form, char *out, size_t size, const char *text)
{
    out[0] = '\0';
    UErrorCode status = U_ZERO_ERROR;
    int32_t cap = (int32_t)strlen(text) + 1, length = 0, bytes = 0;
    UChar *wide = malloc(4 * (size_t)cap * sizeof *wide);
    if (!wide)
        abort();
    UChar *composed = wide + cap;
    u_strFromUTF8(wide, cap, &length, text, -1, &status);
    int32_t composed_length = unorm2_normalize(form, wide, length, composed, 3 * cap, &status);
    u_strToUTF8(out, (int32_t)size, &bytes, composed, composed_length, &status);
    bool good = U_SUCCESS(status) && (size_t)bytes < size;
    text_wipe(wide, 4 * (size_t)cap * sizeof *wide);
    free(wide);
    if (!good)
        out[0] = '\0';
    return good ? ERR_OK : ERR_INVALID;
}

enum err text_nfc(char *out, size_t size, const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    out[0] = '\0';
    return U_FAILURE(status) ? ERR_INVALID : apply(form, out, size, text);
}

/* Letters and digits stay; runs of anything else become one space. In place: never longer. */
static void only_words(char *text)
{
    const char *in = text;
    char *put = text;
    bool gap = false;
    for (uint32_t code; (code = text_next(&in));) {
        if (!u_isalnum((UChar32)code)) {
            gap = put != text;
            continue;
        }
        if (gap)
            *put++ = ' ';
        gap = false;
        char bytes[5];
        size_t n = text_put(code, bytes);
        memcpy(put, bytes, n);
        put += n;
    }
    *put = '\0';
}

void normalize_query(char *out, size_t size, const char *text)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
    char whole[1024] = "";
    if (U_SUCCESS(status) && apply(form, whole, sizeof whole, text) == ERR_OK)
        only_words(whole);
    else
        whole[0] = '\0';
    text_copy(out, size, whole);
}
