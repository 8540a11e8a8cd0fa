#include "server.h"
#include "files.h"
#include "process.h"
#include "wait.h"

#include <curl/curl.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { START_MS = 180000, END_MS = 20000, PAGES_MAX = 100 };

bool server_init(struct server *server, const char *guise, const char *program, const char *data,
                 const char *content)
{
    *server = (struct server){.guise = guise, .program = program, .port = process_free_port()};
    snprintf(server->data, sizeof server->data, "%s", data);
    snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d/fhir", server->port);
    return !content || files_copy(content, server->data);
}

static size_t collect(char *bytes, size_t one, size_t count, void *to)
{
    return fwrite(bytes, one, count, to);
}

/* The answer's JSON; NULL unless it is 200 or 201 and JSON. `content`: what POST or PUT sends, else
 * NULL. */
static json_t *exchange(const char *method, const char *url, const char *content)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/fhir+json");
    headers = curl_slist_append(headers, "Accept: application/fhir+json");
    headers = curl_slist_append(headers, "Cache-Control: no-cache");
    char *text = NULL;
    size_t size = 0;
    long status = 0;
    FILE *body = open_memstream(&text, &size);
    CURL *curl = curl_easy_init();
    if (!body || !curl)
        abort();
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    if (content)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, content);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    CURLcode result = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    fclose(body);
    bool good = result == CURLE_OK && (status == 200 || status == 201);
    json_t *json = good ? json_loadb(text, size, 0, NULL) : NULL;
    free(text);
    return json;
}

static json_t *get(const char *url)
{
    return exchange("GET", url, NULL);
}

void server_launch(struct server *server)
{
    static const char *const stored[] = {"--conflict",      "409",         "--stored-searches",
                                         "--plain-entries", "--narrative", "--references",
                                         "--full-urls",     "--racing"};
    char port[16];
    char *argv[20];
    int n = 0;
    snprintf(port, sizeof port, "%d", server->port);
    if (server->program) {
        argv[n++] = (char *)server->program;
    } else {
        argv[n++] = (char *)FOYER_SOURCE "/tests/fhir-server.sh";
        argv[n++] = (char *)"server.mjs";
        if (strcmp(server->guise, "conflict-409") == 0) {
            for (size_t i = 0; i < sizeof stored / sizeof *stored; i++)
                argv[n++] = (char *)stored[i];
        } else if (strcmp(server->guise, "no-transactions") == 0) {
            argv[n++] = (char *)"--no-transactions";
        }
    }
    argv[n++] = (char *)"--port";
    argv[n++] = port;
    argv[n++] = (char *)"--data";
    argv[n++] = server->data;
    if (server->clock[0]) {
        argv[n++] = (char *)"--clock";
        argv[n++] = server->clock;
    }
    argv[n] = NULL;
    server->pid = process_start(argv);
}

static bool answers(const struct server *server)
{
    char url[128];
    snprintf(url, sizeof url, "%s/metadata", server->url);
    json_t *answer = get(url);
    json_decref(answer);
    return answer;
}

bool server_start(struct server *server)
{
    if (server->pid == 0)
        server_launch(server);
    for (double start = now_ms(); now_ms() - start < START_MS; wait_ms(50)) {
        int status;
        if (answers(server))
            return true;
        if (process_ended(server->pid, &status)) {
            fprintf(stderr, "the FHIR server ended: %s\n", process_how(status));
            server->pid = 0;
            return false;
        }
    }
    fprintf(stderr, "the FHIR server does not answer\n");
    return false;
}

void server_stop(struct server *server)
{
    if (server->pid > 0)
        process_stop(server->pid, SIGTERM, END_MS);
    server->pid = 0;
}

long server_count(const struct server *server, const char *query)
{
    char url[1024];
    snprintf(url, sizeof url, "%s/%s%s_summary=count", server->url, query,
             strchr(query, '?') ? "&" : "?");
    json_t *bundle = get(url);
    json_t *total = json_object_get(bundle, "total");
    long count = json_is_integer(total) ? (long)json_integer_value(total) : -1;
    json_decref(bundle);
    return count;
}

/* Where the next page is; false: this is the last one. */
static bool next_page(const json_t *bundle, char *url, size_t size)
{
    size_t i;
    json_t *link;
    json_array_foreach(json_object_get(bundle, "link"), i, link)
    {
        const char *relation = json_string_value(json_object_get(link, "relation"));
        const char *next = json_string_value(json_object_get(link, "url"));
        if (relation && next && strcmp(relation, "next") == 0)
            return snprintf(url, size, "%s", next) < (int)size;
    }
    return false;
}

json_t *server_list(const struct server *server, const char *query)
{
    char url[2048];
    snprintf(url, sizeof url, "%s/%s%s_count=1000", server->url, query,
             strchr(query, '?') ? "&" : "?");
    json_t *list = json_array();
    bool more = true;
    for (int page = 0; more; page++) {
        json_t *bundle = page < PAGES_MAX ? get(url) : NULL, *entry;
        size_t i;
        if (!bundle) {
            json_decref(list); /* then nothing can be said of all */
            return NULL;
        }
        json_array_foreach(json_object_get(bundle, "entry"), i, entry)
        {
            json_array_append(list, json_object_get(entry, "resource"));
        }
        more = next_page(bundle, url, sizeof url);
        json_decref(bundle);
    }
    return list;
}

static bool id_of(const json_t *resource, char *id, size_t size)
{
    const char *found = json_string_value(json_object_get(resource, "id"));
    return found && snprintf(id, size, "%s", found) < (int)size;
}

bool server_post(const struct server *server, const char *type, const char *body, char *id,
                 size_t size)
{
    char url[256];
    snprintf(url, sizeof url, "%s/%s", server->url, type);
    json_t *made = exchange("POST", url, body);
    bool good = id_of(made, id, size);
    json_decref(made);
    return good;
}

bool server_put(const struct server *server, const json_t *resource)
{
    char url[256];
    snprintf(url, sizeof url, "%s/%s/%s", server->url,
             json_string_value(json_object_get(resource, "resourceType")),
             json_string_value(json_object_get(resource, "id")));
    char *text = json_dumps(resource, JSON_COMPACT);
    json_t *made = exchange("PUT", url, text);
    free(text);
    json_decref(made);
    return made;
}

bool server_find(const struct server *server, const char *query, char *id, size_t size)
{
    char url[1024];
    snprintf(url, sizeof url, "%s/%s", server->url, query);
    json_t *bundle = get(url);
    json_t *entries = json_object_get(bundle, "entry");
    bool good = json_array_size(entries) > 0 &&
                id_of(json_object_get(json_array_get(entries, 0), "resource"), id, size);
    json_decref(bundle);
    return good;
}
