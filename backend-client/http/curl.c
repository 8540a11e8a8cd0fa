/* The real transport: libcurl, one easy handle for one thread. The only file that includes curl.h.
 */
#include "http/transport.h"

#include "base/clock.h"
#include "base/text.h"
#include "http/token.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct http {
    CURL *curl;
    char base[256]; /* ends in / */
    char user[80], secret[1024], token_url[256], ca_file[CONFIG_PATH_SIZE];
    enum auth_kind auth;
    int connect_ms, total_ms;
    const atomic_bool *stop;
    struct token token;
};

struct answer {
    struct http_response *out;
    size_t room;
    bool too_long;
};

static size_t on_body(char *data, size_t size, size_t count, void *ctx)
{
    struct answer *answer = ctx;
    struct http_response *out = answer->out;
    size_t bytes = size * count;
    if (out->size + bytes > HTTP_BODY_MAX) {
        answer->too_long = true;
        return 0;
    }
    if (out->size + bytes + 1 > answer->room) {
        size_t room = answer->room ? answer->room * 2 : 16384;
        while (room < out->size + bytes + 1)
            room *= 2;
        char *grown = realloc(out->body, room);
        if (!grown)
            abort();
        out->body = grown;
        answer->room = room;
    }
    memcpy(out->body + out->size, data, bytes);
    out->size += bytes;
    out->body[out->size] = '\0';
    return bytes;
}

/* The value of `name` without surrounding blanks, bounded. */
static bool header_value(const char *line, size_t length, const char *name, char *out, size_t size)
{
    size_t skip = strlen(name);
    if (length <= skip || strncasecmp(line, name, skip) != 0 || line[skip] != ':')
        return false;
    const char *from = line + skip + 1, *end = line + length;
    while (from < end && (*from == ' ' || *from == '\t'))
        from++;
    while (end > from && strchr(" \t\r\n", end[-1]))
        end--;
    if ((size_t)(end - from) >= size)
        return false;
    memcpy(out, from, (size_t)(end - from));
    out[end - from] = '\0';
    return true;
}

static size_t on_header(char *line, size_t size, size_t count, void *ctx)
{
    struct http_response *out = ((struct answer *)ctx)->out;
    size_t length = size * count;
    char value[256];
    if (header_value(line, length, "ETag", value, sizeof value)) {
        const char *open = strchr(value, '"');
        const char *close = open ? strchr(open + 1, '"') : NULL;
        if (close && (size_t)(close - open) <= sizeof out->version)
            text_format(out->version, sizeof out->version, "%.*s", (int)(close - open - 1),
                        open + 1);
    } else if (header_value(line, length, "Content-Type", value, sizeof value)) {
        text_copy(out->content_type, sizeof out->content_type, value);
    } else if (header_value(line, length, "Location", value, sizeof value)) {
        text_copy(out->location, sizeof out->location, value);
    } else if (header_value(line, length, "Date", value, sizeof value)) {
        time_t when = curl_getdate(value, NULL);
        out->date_ms = when > 0 ? (int64_t)when * 1000 : 0;
    } else if (header_value(line, length, "Retry-After", value, sizeof value)) {
        long seconds = strtol(value, NULL, 10);
        out->retry_after_s = seconds > 0 && seconds < 86400 ? (int)seconds : 0;
    }
    return length;
}

/* libcurl calls this at least once a second */
static int on_progress(void *ctx, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct http *http = ctx;
    (void)a, (void)b, (void)c, (void)d;
    return http->stop && atomic_load(http->stop);
}

static void set_bounds(struct http *http, struct answer *answer)
{
    CURL *c = http->curl;
    curl_easy_reset(c); /* keeps the live connection */
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR,
                     "http,https"); /* http only where http_url_allowed let it in */
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)http->connect_ms);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)http->total_ms);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 30L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, 10L);
    curl_easy_setopt(c, CURLOPT_MAXAGE_CONN, 30L);
    curl_easy_setopt(c, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(c, CURLOPT_TCP_KEEPIDLE, 15L);
    curl_easy_setopt(c, CURLOPT_TCP_KEEPINTVL, 5L);
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(c, CURLOPT_USERAGENT, "foyer/" FOYER_VERSION);
    if (http->ca_file[0])
        curl_easy_setopt(c, CURLOPT_CAINFO, http->ca_file);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, http);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, answer);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, answer);
}

/* Whether an outcome leaves open if the server got the request. */
static enum err outcome(CURLcode code, const struct answer *answer, struct http_response *out)
{
    if (code == CURLE_OK)
        return ERR_OK;
    text_copy(out->error, sizeof out->error,
              answer->too_long ? "answer too long" : curl_easy_strerror(code));
    out->status = 0;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return ERR_OFFLINE;
    default:
        return ERR_UNKNOWN;
    }
}

static enum err perform(struct http *http, struct answer *answer, struct http_response *out)
{
    CURLcode code = curl_easy_perform(http->curl);
    long status = 0;
    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status);
    out->status = (int)status;
    return outcome(code, answer, out);
}

static void append(struct curl_slist **list, const char *line)
{
    struct curl_slist *grown = curl_slist_append(*list, line);
    if (!grown)
        abort();
    *list = grown;
}

static enum err fetch_token(struct http *http)
{
    int64_t now = clock_mono(clock_system());
    if (http->token.value[0] && now < http->token.renew_ms)
        return ERR_OK;
    struct http_response got;
    memset(&got, 0, sizeof got);
    struct answer answer = {.out = &got};
    http->token.value[0] = '\0';
    set_bounds(http, &answer);
    curl_easy_setopt(http->curl, CURLOPT_URL, http->token_url);
    curl_easy_setopt(http->curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
    curl_easy_setopt(http->curl, CURLOPT_USERNAME, http->user);
    curl_easy_setopt(http->curl, CURLOPT_PASSWORD, http->secret);
    curl_easy_setopt(http->curl, CURLOPT_POSTFIELDS, "grant_type=client_credentials");
    enum err e = perform(http, &answer, &got);
    if (e == ERR_OK)
        e = got.status == 200 && got.body ? token_read(got.body, now, &http->token) : ERR_DENIED;
    if (got.body)
        text_wipe(got.body, got.size);
    http_response_clear(&got);
    return e == ERR_OK ? ERR_OK : e == ERR_OFFLINE || e == ERR_UNKNOWN ? ERR_OFFLINE : ERR_DENIED;
}

static enum err set_auth(struct http *http, struct curl_slist **headers)
{
    char line[2200];
    switch (http->auth) {
    case AUTH_NONE:
        return ERR_OK;
    case AUTH_BASIC:
        curl_easy_setopt(http->curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(http->curl, CURLOPT_USERNAME, http->user);
        curl_easy_setopt(http->curl, CURLOPT_PASSWORD, http->secret);
        return ERR_OK;
    case AUTH_BEARER:
    case AUTH_OAUTH2:
        text_format(line, sizeof line, "Authorization: Bearer %s",
                    http->auth == AUTH_BEARER ? http->secret : http->token.value);
        append(headers, line);
        text_wipe(line, sizeof line);
        return ERR_OK;
    }
    return ERR_INVALID;
}

static struct curl_slist *headers_of(const struct http_request *request)
{
    struct curl_slist *headers = NULL;
    char line[400];
    append(&headers, "Accept: application/fhir+json");
    append(&headers, "Prefer: return=representation");
    append(&headers, "Expect:");
    if (strcmp(request->method, "GET") == 0)
        append(&headers, "Cache-Control: no-cache"); /* HAPI reuses a search for 60 s otherwise */
    if (request->body)
        append(&headers, "Content-Type: application/fhir+json");
    if (request->if_match) {
        text_format(line, sizeof line, "If-Match: W/\"%s\"", request->if_match);
        append(&headers, line);
    }
    if (request->if_none_exist) {
        text_format(line, sizeof line, "If-None-Exist: %s", request->if_none_exist);
        append(&headers, line);
    }
    return headers;
}

static enum err exchange_once(struct http *http, const struct http_request *request,
                              struct http_response *out)
{
    if (http->auth == AUTH_OAUTH2) {
        enum err e = fetch_token(http);
        if (e) {
            text_copy(out->error, sizeof out->error, "no access token");
            return e;
        }
    }
    char url[2048];
    bool absolute = strncmp(request->url, "http", 4) == 0 && strstr(request->url, "://");
    bool fits = absolute ? text_copy(url, sizeof url, request->url)
                         : text_format(url, sizeof url, "%s%s", http->base, request->url);
    if (!absolute && !request->url[0])
        url[strlen(url) - 1] = '\0'; /* the base itself: without the closing slash */
    if (!fits || (absolute && !http_same_origin(http->base, url))) {
        text_copy(out->error, sizeof out->error, fits ? "link to another origin" : "link too long");
        return ERR_DENIED;
    }
    struct answer answer = {.out = out};
    set_bounds(http, &answer);
    struct curl_slist *headers = headers_of(request);
    enum err e = set_auth(http, &headers);
    curl_easy_setopt(http->curl, CURLOPT_URL, url);
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, headers);
    if (request->body) {
        curl_easy_setopt(http->curl, CURLOPT_POSTFIELDSIZE_LARGE,
                         (curl_off_t)strlen(request->body));
        curl_easy_setopt(http->curl, CURLOPT_POSTFIELDS, request->body);
    }
    curl_easy_setopt(http->curl, CURLOPT_CUSTOMREQUEST, request->method);
    if (e == ERR_OK)
        e = perform(http, &answer, out);
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    return e;
}

static enum err exchange(void *ctx, const struct http_request *request, struct http_response *out)
{
    struct http *http = ctx;
    memset(out, 0, sizeof *out);
    enum err e = exchange_once(http, request, out);
    if (e == ERR_OK && out->status == 401 && http->auth == AUTH_OAUTH2) { /* a new token once */
        http->token.value[0] = '\0';
        http_response_clear(out);
        e = exchange_once(http, request, out);
    }
    return e;
}

static void close_curl(void *ctx)
{
    struct http *http = ctx;
    curl_easy_cleanup(http->curl);
    text_wipe(http, sizeof *http);
    free(http);
}

/* The secret file must be ours alone, as the key file. */
static enum err read_secret(const char *path, char *out, size_t size, char *message,
                            size_t message_size)
{
    FILE *file = fopen(path, "re");
    struct stat info;
    if (!file || fstat(fileno(file), &info) != 0 || (info.st_mode & 077) != 0) {
        text_format(message, message_size, "%s: %s", path,
                    file ? "[server] secret_file: readable by others, wanted mode 0600"
                         : "cannot be read");
        if (file)
            fclose(file);
        return ERR_INVALID;
    }
    size_t length = fread(out, 1, size - 1, file);
    fclose(file);
    out[length] = '\0';
    out[strcspn(out, "\r\n")] = '\0';
    if (out[0])
        return ERR_OK;
    text_format(message, message_size, "%s: [server] secret_file: empty", path);
    return ERR_INVALID;
}

enum err transport_curl(const struct config *config, const atomic_bool *stop, struct transport *out,
                        char *message, size_t size)
{
    memset(out, 0, sizeof *out);
    if (!http_url_allowed(config->server.url)) {
        text_copy(message, size, "[server] url: wanted https://..., or http:// on this machine");
        return ERR_INVALID;
    }
    bool token = config->server.auth == AUTH_OAUTH2;
    if (token && !http_url_allowed(config->server.token_url)) {
        text_copy(message, size,
                  "[server] token_url: wanted https://..., or http:// on this machine");
        return ERR_INVALID;
    }
    struct http *http = calloc(1, sizeof *http);
    if (!http || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
        !(http->curl = curl_easy_init()))
        abort();
    size_t length = strlen(config->server.url);
    text_format(http->base, sizeof http->base, "%s%s", config->server.url,
                config->server.url[length - 1] == '/' ? "" : "/");
    text_copy(http->user, sizeof http->user, config->server.user);
    text_copy(http->token_url, sizeof http->token_url, config->server.token_url);
    text_copy(http->ca_file, sizeof http->ca_file, config->server.ca_file);
    http->auth = config->server.auth;
    http->stop = stop;
    http->connect_ms = config->server.connect_timeout_ms;
    http->total_ms = config->server.timeout_ms;
    *out = (struct transport){.exchange = exchange, .close = close_curl, .ctx = http};
    if (http->auth == AUTH_NONE)
        return ERR_OK;
    enum err e =
        read_secret(config->server.secret_file, http->secret, sizeof http->secret, message, size);
    if (e)
        transport_close(out);
    return e;
}

void transport_close(struct transport *transport)
{
    if (transport->close)
        transport->close(transport->ctx);
    memset(transport, 0, sizeof *transport);
}

void http_response_clear(struct http_response *response)
{
    free(response->body);
    memset(response, 0, sizeof *response);
}
