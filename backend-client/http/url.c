#include "http/transport.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct origin {
    bool https;
    char host[160];
    int port;
};

static bool parse_origin(const char *url, struct origin *out)
{
    if (strncasecmp(url, "https://", 8) == 0) {
        out->https = true;
        url += 8;
    } else if (strncasecmp(url, "http://", 7) == 0) {
        out->https = false;
        url += 7;
    } else {
        return false;
    }
    size_t length = strcspn(url, "/?#");
    if (length == 0 || length >= sizeof out->host || memchr(url, '@', length))
        return false;
    memcpy(out->host, url, length);
    out->host[length] = '\0';
    out->port = out->https ? 443 : 80;
    char *colon = strrchr(out->host, ':');
    char *bracket = strrchr(out->host, ']');
    if (colon && colon > bracket) {
        char *end;
        long port = strtol(colon + 1, &end, 10);
        if (end == colon + 1 || *end || port < 1 || port > 65535)
            return false;
        out->port = (int)port;
        *colon = '\0';
    }
    for (char *p = out->host; *p; p++) {
        if (!isalnum((unsigned char)*p) && !strchr(".-_[]:", *p))
            return false;
        *p = (char)tolower((unsigned char)*p);
    }
    return out->host[0] != '\0';
}

bool http_url_allowed(const char *url)
{
    struct origin origin;
    if (!parse_origin(url, &origin) || strpbrk(url, "?# \t\r\n"))
        return false;
    return origin.https || strcmp(origin.host, "127.0.0.1") == 0 ||
           strcmp(origin.host, "localhost") == 0 || strcmp(origin.host, "[::1]") == 0;
}

bool http_same_origin(const char *a, const char *b)
{
    struct origin x, y;
    return parse_origin(a, &x) && parse_origin(b, &y) && x.https == y.https && x.port == y.port &&
           strcmp(x.host, y.host) == 0;
}

bool http_escape(char *out, size_t size, const char *text)
{
    size_t used = strlen(out);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = isalnum(c) || strchr("-._~", c);
        if (used + (plain ? 1 : 3) >= size)
            return false;
        if (plain)
            out[used++] = (char)c;
        else
            used += (size_t)snprintf(out + used, size - used, "%%%02X", c);
        out[used] = '\0';
    }
    return true;
}
