#include "http/token.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The value of a top-level key; the answer is a flat object of strings and numbers (RFC 6749
 * section 5.1), so a scanner that skips strings is enough and keeps the JSON library out of this
 * layer. */
static const char *value_of(const char *json, const char *key)
{
    size_t length = strlen(key);
    for (const char *p = json; *p; p++) {
        if (*p != '"')
            continue;
        const char *start = ++p;
        while (*p && *p != '"')
            p += *p == '\\' && p[1] ? 2 : 1;
        if (!*p)
            return NULL;
        const char *after = p + 1;
        while (isspace((unsigned char)*after))
            after++;
        if ((size_t)(p - start) == length && memcmp(start, key, length) == 0 && *after == ':') {
            after++;
            while (isspace((unsigned char)*after))
                after++;
            return after;
        }
    }
    return NULL;
}

enum err token_read(const char *json, int64_t now_ms, struct token *out)
{
    const char *value = value_of(json, "access_token");
    if (!value || *value != '"')
        return ERR_CORRUPT;
    value++;
    size_t length = strcspn(value, "\"\\");
    if (length == 0 || length >= sizeof out->value || value[length] != '"')
        return ERR_CORRUPT;
    for (size_t i = 0; i < length; i++)
        if (value[i] < 0x21 || value[i] > 0x7e) /* it becomes a header */
            return ERR_CORRUPT;
    const char *expires = value_of(json, "expires_in");
    long seconds = expires ? strtol(expires + (*expires == '"'), NULL, 10) : 0;
    if (seconds <= 0 || seconds > 7L * 24 * 3600)
        seconds = 300;
    memcpy(out->value, value, length);
    out->value[length] = '\0';
    out->renew_ms = now_ms + seconds * 800;
    return ERR_OK;
}
