/* Inside http/: the access token of OAuth2 client credentials (RFC 6749 section 4.4), kept until 80
 * % of its life. */
#pragma once

#include "base/err.h"

#include <stdint.h>

struct token {
    char value[2048];
    int64_t renew_ms; /* monotonic */
};

/* Reads access_token and expires_in out of the token endpoint's JSON answer. */
MUST_CHECK enum err token_read(const char *json, int64_t now_ms, struct token *out);
