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

enum { START_MS = 60000 };

bool server_init(struct server *server, const char *guise, const char *data, const char *content)
{
    *server = (struct server){.guise = guise, .port = process_free_port()};
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
    char port[16];
    char *argv[12] = {(char *)FOYER_SOURCE "/tests/fhir-server.sh",
                      (char *)"server.mjs",
                      (char *)"--port",
                      port,
                      (char *)"--data",
                      server->data};
    snprintf(port, sizeof port, "%d", server->port);
    int n = 6;
    if (strcmp(server->guise, "conflict-409") == 0) {
        argv[n++] = (char *)"--conflict";
        argv[n++] = (char *)"409";
    } else if (strcmp(server->guise, "no-transactions") == 0) {
        argv[n++] = (char *)"--no-transactions";
    }
    if (server->clock[0]) {
        argv[n++] = (char *)"--clock";
        argv[n++] = server->clock;
    }
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
        process_stop(server->pid, SIGTERM, 3000);
    server->pid = 0;
}

long server_count(const struct server *server, const char *query)
{
    char url[1024];
    snprintf(url, sizeof url, "%s/%s%s_count=1", server->url, query,
             strchr(query, '?') ? "&" : "?");
    json_t *bundle = get(url);
    json_t *total = json_object_get(bundle, "total");
    long count = json_is_integer(total) ? (long)json_integer_value(total) : -1;
    json_decref(bundle);
    return count;
}

json_t *server_list(const struct server *server, const char *query)
{
    char url[1024];
    snprintf(url, sizeof url, "%s/%s%s_count=1000", server->url, query,
             strchr(query, '?') ? "&" : "?");
    json_t *bundle = get(url), *list = bundle ? json_array() : NULL, *entry;
    size_t i;
    json_array_foreach(json_object_get(bundle, "entry"), i, entry)
    {
        json_array_append(list, json_object_get(entry, "resource"));
    }
    if (json_integer_value(json_object_get(bundle, "total")) > (json_int_t)json_array_size(list)) {
        json_decref(list); /* more than a page: then nothing can be said of all */
        list = NULL;
    }
    json_decref(bundle);
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
