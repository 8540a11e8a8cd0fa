#include "sync/exchange.h"

#include "base/log.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_json(const struct http_response *response)
{
    return strncmp(response->content_type, "application/fhir+json", 21) == 0 ||
           strncmp(response->content_type, "application/json", 16) == 0;
}

static bool is_type(const struct http_request *request, const char *type)
{
    size_t length = strcspn(request->url, "/?"); /* the first word of the path */
    return strlen(type) == length && strncmp(type, request->url, length) == 0;
}

/* Nothing but headers: which resource, when there is a Location, and its version. */
static enum verdict acknowledged_barely(const struct http_request *request,
                                        const struct http_response *response, struct reply *out)
{
    memset(&out->seen, 0, sizeof out->seen);
    if (strcmp(request->method, "GET") == 0)
        return VERDICT_LATER;
    bool named =
        seen_from_location(response->location, &out->seen) && is_type(request, out->seen.type);
    if (!named)
        memset(&out->seen, 0, sizeof out->seen);
    if (response->version[0])
        text_copy(out->seen.version, sizeof out->seen.version, response->version);
    return named ? VERDICT_ACK : VERDICT_LATER;
}

/* A 2xx counts when it is FHIR and names a resource; creating and changing also by its Location. */
static enum verdict acknowledged(const struct http_request *request,
                                 const struct http_response *response, struct reply *out)
{
    if (response->size == 0 || !is_json(response))
        return acknowledged_barely(request, response, out);
    if (seen_read(response->body, response->size, &out->seen) != ERR_OK)
        return VERDICT_LATER;
    if (strcmp(out->seen.type, "OperationOutcome") == 0)
        return acknowledged_barely(request, response, out);
    out->whole = true;
    if (strcmp(out->seen.type, "Bundle") == 0)
        return bundle_read(response->body, response->size, &out->bundle) == ERR_OK ? VERDICT_ACK
                                                                                   : VERDICT_LATER;
    bool statement = strcmp(out->seen.type, "CapabilityStatement") == 0;
    if (!statement && (!is_type(request, out->seen.type) || !out->seen.id[0]))
        return VERDICT_LATER;
    if (response->version[0] && !out->seen.version[0])
        text_copy(out->seen.version, sizeof out->seen.version, response->version);
    return VERDICT_ACK;
}

static enum verdict judge(const struct http_request *request, const struct http_response *response,
                          struct reply *out)
{
    int status = response->status;
    bool updates = request->if_match || (request->body && request->url[0] == '\0');
    if (status >= 200 && status < 300)
        return acknowledged(request, response, out);
    if (status == 401 || status == 407)
        return VERDICT_DOWN;
    if (status < 400) /* a redirect or less: a portal, not the server */
        return VERDICT_DOWN;
    if (status == 408 || status == 425 || status == 429 || status >= 500)
        return VERDICT_LATER;
    if (!is_json(response)) /* a proxy speaks in the server's place */
        return VERDICT_LATER;
    if (status == 409 || (status == 412 && updates))
        return VERDICT_CONFLICT;
    if (status == 404 || status == 410)
        return VERDICT_GONE;
    return VERDICT_PERMANENT; /* 400, 403, 405, 413, 415, 422, and 412 on If-None-Exist */
}

static void note_answer(struct sync *sync, const struct http_response *response)
{
    if (response->date_ms) {
        int64_t offset = response->date_ms - clock_wall(sync->clock);
        sync->offset_ms =
            offset > 2000 || offset < -2000 ? offset : 0; /* the header counts in seconds */
    }
}

static void ask_once(struct sync *sync, const struct http_request *request, struct reply *out)
{
    struct http_response response;
    memset(out, 0, sizeof *out);
    memset(&response, 0, sizeof response);
    if (sync_stopping(sync)) {
        out->verdict = VERDICT_DOWN;
        text_copy(out->outcome, sizeof out->outcome, "stopped");
        return;
    }
    sync->requests++;
    enum err e = sync->http.exchange(sync->http.ctx, request, &response);
    char code[48] = "";
    if (e) {
        out->verdict = e == ERR_UNKNOWN ? VERDICT_LATER : VERDICT_DOWN;
        text_format(out->outcome, sizeof out->outcome, "%s",
                    response.error[0] ? response.error : err_name(e));
        http_response_clear(&response);
        return;
    }
    note_answer(sync, &response);
    out->status = response.status;
    out->verdict = judge(request, &response, out);
    if (response.status >= 300)
        outcome_code(response.body, response.size, code, sizeof code);
    text_format(out->outcome, sizeof out->outcome, "%d%s%s%s", response.status, code[0] ? " " : "",
                code,
                response.status < 300 && out->verdict != VERDICT_ACK ? " but no FHIR answer" : "");
    if (out->verdict == VERDICT_ACK && !out->bundle && response.body) {
        out->body = response.body;
        response.body = NULL;
    }
    http_response_clear(&response);
}

/* Accepted, but what there is now was not sent back (a server need not heed `Prefer`), and it may
 * be somebody else's: it is read. By its Location; else a conditional create is looked up, and a
 * change is ours while the version there is the answer's.
 */
static void read_back(struct sync *sync, const struct http_request *request, struct reply *out)
{
    char path[900];
    const struct seen named = out->seen;
    const char *query = request->if_none_exist;
    bool fits = named.id[0] ? text_format(path, sizeof path, "%s/%s", named.type, named.id)
                : query     ? text_format(path, sizeof path, "%s?%s", request->url, query)
                            : text_copy(path, sizeof path, request->url);
    if (!fits)
        return;
    reply_clear(out);
    ask_once(sync, &(struct http_request){.method = "GET", .url = path}, out);
    bool found = out->bundle ? bundle_count(out->bundle) == 1 &&
                                   bundle_seen(out->bundle, 0, &out->seen) == ERR_OK
                             : named.id[0] || strcmp(out->seen.version, named.version) == 0;
    if (out->verdict != VERDICT_ACK)
        return;
    if (!found || !out->seen.id[0])
        out->verdict = VERDICT_LATER;
    bundle_free(out->bundle);
    out->bundle = NULL;
}

/* Of two changes at the same moment a server may answer the second one 500 where it would say 409 a
 * little later. Has the version moved on, somebody was first (or we were, unheard: who compares
 * finds out). */
static void tell_race(struct sync *sync, const struct http_request *request, struct reply *out)
{
    struct reply now;
    ask_once(sync, &(struct http_request){.method = "GET", .url = request->url}, &now);
    if (now.verdict == VERDICT_ACK && now.whole && strcmp(now.seen.version, request->if_match) != 0)
        out->verdict = VERDICT_CONFLICT;
    reply_clear(&now);
}

void sync_ask(struct sync *sync, const struct http_request *request, struct reply *out)
{
    ask_once(sync, request, out);
    if (out->status == 500 && request->if_match && strcmp(request->method, "PUT") == 0)
        tell_race(sync, request, out);
    bool writes = strcmp(request->method, "GET") != 0 && request->url[0] != '\0';
    if (writes && out->status >= 200 && out->status < 300 && !out->whole &&
        (out->seen.id[0] || request->if_none_exist || out->seen.version[0]))
        read_back(sync, request, out);
}

void reply_clear(struct reply *reply)
{
    bundle_free(reply->bundle);
    free(reply->body);
    text_wipe(reply, sizeof *reply);
}

void sync_get(struct sync *sync, const char *path, struct reply *out)
{
    sync_ask(sync, &(struct http_request){.method = "GET", .url = path}, out);
}

bool identifier_query(char *out, size_t size, const char *system, const char *value)
{
    return text_copy(out, size, "identifier=") && http_escape(out, size, system) &&
           http_escape(out, size, "|") && http_escape(out, size, value);
}

int sync_find(struct sync *sync, const char *type, const char *system, const char *value,
              struct reply *out)
{
    char path[900], query[800];
    memset(out, 0, sizeof *out);
    out->verdict = VERDICT_PERMANENT;
    if (!identifier_query(query, sizeof query, system, value) ||
        !text_format(path, sizeof path, "%s?%s", type, query))
        return -1;
    sync_get(sync, path, out);
    if (out->verdict != VERDICT_ACK)
        return -1;
    if (!out->bundle) {
        out->verdict = VERDICT_LATER;
        return -1;
    }
    size_t count = bundle_count(out->bundle);
    if (count > 0 && bundle_seen(out->bundle, 0, &out->seen) != ERR_OK) {
        out->verdict = VERDICT_LATER;
        return -1;
    }
    return count > 2 ? 2 : (int)count;
}

void sync_put(struct sync *sync, const struct seen *what, const char *body, struct reply *out)
{
    char path[160];
    text_format(path, sizeof path, "%s/%s", what->type, what->id);
    sync_ask(sync,
             &(struct http_request){
                 .method = "PUT", .url = path, .if_match = what->version, .body = body},
             out);
}

void sync_create(struct sync *sync, const char *type, const char *kind, const char *value,
                 const char *body, struct reply *out)
{
    char query[800], system[256];
    text_format(system, sizeof system, "%s/sid/%s", sync->base, kind);
    if (!identifier_query(query, sizeof query, system, value)) {
        memset(out, 0, sizeof *out);
        out->verdict = VERDICT_PERMANENT;
        return;
    }
    sync_ask(
        sync,
        &(struct http_request){.method = "POST", .url = type, .if_none_exist = query, .body = body},
        out);
}

char *request_freeze(const struct http_request *request)
{
    const char *parts[] = {
        request->method, request->url, request->if_match ? request->if_match : "",
        request->if_none_exist ? request->if_none_exist : "", request->body ? request->body : ""};
    size_t size = 0;
    for (size_t i = 0; i < 5; i++)
        size += strlen(parts[i]) + 1;
    char *text = malloc(size);
    if (!text)
        abort();
    snprintf(text, size, "%s\n%s\n%s\n%s\n%s", parts[0], parts[1], parts[2], parts[3], parts[4]);
    return text;
}

bool request_thaw(char *frozen, struct http_request *out)
{
    char *part[5] = {frozen};
    for (int i = 1; i < 5; i++) {
        char *end = strchr(part[i - 1], '\n');
        if (!end)
            return false;
        *end = '\0';
        part[i] = end + 1;
    }
    *out = (struct http_request){.method = part[0],
                                 .url = part[1],
                                 .if_match = part[2][0] ? part[2] : NULL,
                                 .if_none_exist = part[3][0] ? part[3] : NULL,
                                 .body = part[4][0] ? part[4] : NULL};
    return true;
}
