/* One HTTP exchange with the hospital's server, as a table of functions: http/curl.c is the real
 * one, tests/fake/ has a scripted twin. What came back is judged by the caller; nothing here knows
 * FHIR. Figures and the reasons for them: TRUST.md 1.3 (libcurl settings), WIRE.md 2.1 (headers).
 */
#pragma once

#include "base/config.h"
#include "base/err.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define HTTP_BODY_MAX (4 * 1024 * 1024) /* a page of 200 resources; longer answers are refused */

struct http_request {
    const char *method; /* GET, POST, PUT */
    const char *url;    /* relative to the base ("Slot/7", "" = the base itself), or absolute on the
                           same origin */
    const char *if_match;      /* the bare version, NULL = none; sent as W/"..." */
    const char *if_none_exist; /* NULL = none */
    const char *body;          /* NULL = none; sent as application/fhir+json */
};

struct http_response {
    int status;       /* 0 when there was no whole answer */
    char version[64]; /* of ETag W/"..." */
    char content_type[80];
    char location[256];
    int64_t date_ms;   /* Date header, 0 = none */
    int retry_after_s; /* 0 = none */
    char *body;        /* zero-terminated, malloc'ed, may be NULL; http_response_clear frees */
    size_t size;
    char error[120]; /* for the log when status is 0: no personal data */
};

struct transport {
    /* ERR_OK: `out` holds a whole answer of any status. ERR_OFFLINE: nothing was sent (no
     * connection, no token). ERR_UNKNOWN: it may have arrived (timeout, reset, cut or too long an
     * answer). ERR_DENIED: another origin, or no login. */
    enum err (*exchange)(void *ctx, const struct http_request *request, struct http_response *out);
    void (*close)(void *ctx);
    void *ctx;
};

/* `stop` (NULL = never): an exchange ends within a second or so once it is true; lent for the
 * transport's life. */
MUST_CHECK enum err transport_curl(const struct config *config, const atomic_bool *stop,
                                   struct transport *out, char *message, size_t size);
void transport_close(struct transport *transport); /* zeroes it; a zeroed one is fine */
void http_response_clear(struct http_response *response);

/* https, or http on the loopback; a host; no user, query or fragment. */
bool http_url_allowed(const char *url);
/* Same scheme, host and port. */
bool http_same_origin(const char *a, const char *b);
/* Appends `text` with everything but unreserved characters percent-encoded; false when it did not
 * fit. */
bool http_escape(char *out, size_t size, const char *text);
