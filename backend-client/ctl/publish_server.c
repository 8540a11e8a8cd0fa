#include "ctl/publish.h"

#include "base/text.h"
#include "base/uuid.h"
#include "fhir/answer.h"
#include "fhir/write.h"
#include "sync/exchange.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Numbers by value: a server may write 50.0 back as 50. Lists in order, objects by key. */
bool json_same(const json_t *a, const json_t *b)
{
    if (json_is_number(a) && json_is_number(b))
        return fabs(json_number_value(a) - json_number_value(b)) < 1e-9;
    if (!a || !b || json_typeof(a) != json_typeof(b))
        return false;
    if (json_is_array(a)) {
        if (json_array_size(a) != json_array_size(b))
            return false;
        for (size_t i = 0; i < json_array_size(a); i++)
            if (!json_same(json_array_get(a, i), json_array_get(b, i)))
                return false;
        return true;
    }
    if (json_is_object(a)) {
        const char *key;
        json_t *value;
        if (json_object_size(a) != json_object_size(b))
            return false;
        json_object_foreach((json_t *)a, key,
                            value) if (!json_same(value, json_object_get(b, key))) return false;
        return true;
    }
    return json_equal(a, b);
}

static int ask(struct publish *p, const struct http_request *request, struct http_response *out)
{
    enum err e = p->http.exchange(p->http.ctx, request, out);
    if (e)
        return ctl_say(CTL_FAILED, "%s %s: %s", request->method, request->url,
                       out->error[0] ? out->error : err_name(e));
    return CTL_OK;
}

static int take_page(struct publish *p, const char *type, const struct http_response *got,
                     char next[2048])
{
    char fault[200];
    json_t *bundle = json_loadb(got->body ? got->body : "", got->size, 0, NULL);
    const char *kind = json_string_value(json_object_get(bundle, "resourceType"));
    int code = CTL_OK;
    next[0] = '\0';
    if (got->status != 200 || !kind || strcmp(kind, "Bundle") != 0) {
        outcome_code(got->body, got->size, fault, sizeof fault);
        code = ctl_say(CTL_FAILED, "GET %s: %d %s", type, got->status,
                       fault[0] ? fault : "is no FHIR answer");
    }
    size_t i;
    json_t *entry, *link;
    json_array_foreach(json_object_get(bundle, "entry"), i, entry)
    {
        json_t *resource = json_object_get(entry, "resource"), *one;
        const char *name = json_string_value(json_object_get(resource, "resourceType"));
        size_t n;
        if (!name || strcmp(name, type) != 0)
            continue;
        json_array_foreach(json_object_get(resource, "identifier"), n, one)
        {
            const char *system = json_string_value(json_object_get(one, "system"));
            const char *value = json_string_value(json_object_get(one, "value"));
            char key[400];
            text_format(key, sizeof key, "%s %s|%s", type, system ? system : "",
                        value ? value : "");
            json_object_set(p->existing, key, resource);
        }
    }
    json_array_foreach(json_object_get(bundle, "link"), i, link)
    {
        const char *relation = json_string_value(json_object_get(link, "relation"));
        const char *url = json_string_value(json_object_get(link, "url"));
        if (relation && url && strcmp(relation, "next") == 0)
            text_copy(next, 2048, url);
    }
    json_decref(bundle);
    return code;
}

int publish_list(struct publish *p, const char *type, const char *scope)
{
    char path[2048], next[2048];
    int code = CTL_OK;
    text_format(path, sizeof path, "%s?_count=500%s%s", type, scope ? "&" : "", scope ? scope : "");
    while (code == CTL_OK && path[0]) {
        struct http_response got;
        code = ask(p, &(struct http_request){.method = "GET", .url = path}, &got);
        if (code == CTL_OK)
            code = take_page(p, type, &got, next);
        http_response_clear(&got);
        text_copy(path, sizeof path, next);
    }
    return code;
}

static int refused(struct publish *p, const struct wanted *row, int status, const char *body,
                   size_t size)
{
    char code[48];
    outcome_code(body, size, code, sizeof code);
    p->failed++;
    return ctl_say(CTL_FAILED, "%s:%d: the server refused it: %d %s", row->file, row->line, status,
                   code);
}

int publish_put(struct publish *p, struct wanted *row, const json_t *there, const json_t *body)
{
    char path[160];
    const char *id = json_string_value(json_object_get(there, "id"));
    const char *version =
        json_string_value(json_object_get(json_object_get(there, "meta"), "versionId"));
    json_t *copy = json_deep_copy(body), *old = json_deep_copy(there);
    text_format(path, sizeof path, "%s/%s", row->type, id ? id : "");
    text_copy(row->server_id, sizeof row->server_id, id ? id : "");
    row->done = true;
    json_object_del(copy, "id");
    json_object_del(copy, "meta");
    json_object_del(old, "id");
    json_object_del(old, "meta");
    if (!json_object_get(copy, "text")) /* a narrative that the server makes of the rest */
        json_object_del(old, "text");
    bool same = row->keep || json_same(copy, old);
    json_decref(old);
    int code = CTL_OK;
    if (same) {
        p->same++;
    } else {
        struct http_response got;
        json_object_set_new(copy, "id", json_string(row->server_id));
        char *text = json_dumps(copy, JSON_COMPACT);
        code = ask(
            p,
            &(struct http_request){.method = "PUT", .url = path, .if_match = version, .body = text},
            &got);
        if (code == CTL_OK && got.status >= 300)
            code = refused(p, row, got.status, got.body, got.size);
        else if (code == CTL_OK)
            p->updated++;
        http_response_clear(&got);
        free(text);
    }
    json_decref(copy);
    return code;
}

/* One batch of creates. Slots by the hundred go as plain POSTs: they were listed just before; all
 * else is conditional, so that an answer lost on the way makes nothing twice. */
static char *make_batch(struct wanted **rows, json_t **bodies, size_t count)
{
    json_t *bundle = json_pack("{s:s, s:s}", "resourceType", "Bundle", "type", "batch"),
           *entries = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *request = json_pack("{s:s, s:s}", "method", "POST", "url", rows[i]->type);
        char name[50], uuid[UUID_SIZE];
        uuid_new(uuid);
        text_format(name, sizeof name, "urn:uuid:%s", uuid);
        const char *identifier = strchr(rows[i]->key, ' ') + 1;
        const char *bar = strrchr(identifier, '|');
        char system[300], query[800];
        text_format(system, sizeof system, "%.*s", (int)(bar - identifier), identifier);
        if (!rows[i]->keep && identifier_query(query, sizeof query, system, bar + 1))
            json_object_set_new(request, "ifNoneExist", json_string(query));
        json_array_append_new(entries, json_pack("{s:s, s:O, s:o}", "fullUrl", name, "resource",
                                                 bodies[i], "request", request));
    }
    json_object_set_new(bundle, "entry", entries);
    char *text = json_dumps(bundle, JSON_COMPACT);
    json_decref(bundle);
    return text;
}

int publish_post(struct publish *p, struct wanted **rows, json_t **bodies, size_t count)
{
    struct http_response got;
    struct bundle *bundle = NULL;
    struct seen *seen = calloc(1, sizeof *seen);
    char *text = make_batch(rows, bodies, count);
    if (!seen || !text)
        abort();
    int code = ask(p, &(struct http_request){.method = "POST", .url = "", .body = text}, &got);
    if (code == CTL_OK && (got.status != 200 || bundle_read(got.body, got.size, &bundle)))
        code = ctl_say(CTL_FAILED, "a batch of %zu: the server answered %d", count, got.status);
    for (size_t i = 0; code == CTL_OK && i < count; i++) {
        int status = bundle_response(bundle, i, seen);
        if (status < 200 || status > 299 || !seen->id[0]) {
            code = refused(p, rows[i], status, NULL, 0);
        } else {
            text_copy(rows[i]->server_id, sizeof rows[i]->server_id, seen->id);
            rows[i]->done = true;
            p->created += status == 201;
            p->same += status != 201;
        }
    }
    bundle_free(bundle);
    http_response_clear(&got);
    free(seen);
    free(text);
    return code;
}
