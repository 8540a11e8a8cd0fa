#include "store/normalize.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum err text_nfc(char *out, size_t size, const char *text)
{
    out[0] = '\0';
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    int32_t cap = (int32_t)strlen(text) + 1, length = 0, bytes = 0;
    UChar *wide = malloc(4 * (size_t)cap * sizeof *wide);
    if (!wide)
        abort();
    UChar *composed = wide + cap;
    u_strFromUTF8(wide, cap, &length, text, -1, &status);
    int32_t composed_length = unorm2_normalize(nfc, wide, length, composed, 3 * cap, &status);
    u_strToUTF8(out, (int32_t)size, &bytes, composed, composed_length, &status);
    bool good = U_SUCCESS(status) && (size_t)bytes < size;
    text_wipe(wide, 4 * (size_t)cap * sizeof *wide);
    free(wide);
    if (!good)
        out[0] = '\0';
    return good ? ERR_OK : ERR_INVALID;
}
