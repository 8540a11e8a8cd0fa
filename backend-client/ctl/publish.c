/* publish DIR --server URL: the folder's resources and the sessions of its timetables on any FHIR
 * R4 server, idempotently. What exists is listed by identifier first; what is missing is created,
 * what differs is put with If-Match; sessions and slots that are there stay as they are, because
 * somebody may hold a place in them.
 */
#include "ctl/publish.h"

#include "base/text.h"
#include "model/resource.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH 100
#define BATCH_MS 120000 /* a server that has just started takes its time over its first hundred */

struct words {
    const char *dir, *server;
    int days;
};

static int read_words(int argc, char **argv, struct words *out)
{
    *out = (struct words){.days = 14};
    for (int i = 0; i < argc; i++) {
        if (strcmp(argv[i], "--server") == 0 && i + 1 < argc)
            out->server = argv[++i];
        else if (strcmp(argv[i], "--days") == 0 && i + 1 < argc)
            out->days = atoi(argv[++i]);
        else if (argv[i][0] != '-' && !out->dir)
            out->dir = argv[i];
        else
            return ctl_say(CTL_WORDS, "%s: publish DIR --server URL [--days N]", argv[i]);
    }
    if (!out->dir || !out->server || out->days < 0 || out->days > 90)
        return ctl_say(CTL_WORDS, "publish DIR --server URL [--days N], N from 0 to 90");
    return CTL_OK;
}

/* Rewrites "Type/id" of the folder to the server's. False: one of them is not there yet. */
static bool rewrite(struct publish *p, json_t *json)
{
    const char *key;
    json_t *value;
    void *next;
    size_t i;
    bool whole = true;
    json_array_foreach(json, i, value) whole = rewrite(p, value) && whole;
    json_object_foreach_safe(json, next, key, value)
    {
        const char *reference = strcmp(key, "reference") == 0 ? json_string_value(value) : NULL;
        const json_t *index = reference ? json_object_get(p->by_local, reference) : NULL;
        if (index) {
            const struct wanted *target = &p->rows[json_integer_value(index)];
            char whole_reference[140];
            if (!target->done)
                return false;
            text_format(whole_reference, sizeof whole_reference, "%s/%s", target->type,
                        target->server_id);
            json_object_set_new(json, key, json_string(whole_reference));
        } else {
            whole = rewrite(p, value) && whole;
        }
    }
    return whole;
}

struct pending { /* creates collected for the next batch */
    struct wanted *rows[BATCH];
    json_t *bodies[BATCH];
    size_t count;
};

static int flush(struct publish *p, struct pending *pending)
{
    int code =
        pending->count ? publish_post(p, pending->rows, pending->bodies, pending->count) : CTL_OK;
    for (size_t i = 0; i < pending->count; i++)
        json_decref(pending->bodies[i]);
    pending->count = 0;
    return code;
}

/* One round over what is not there yet. *moved: how many could be sent. */
static int send_round(struct publish *p, size_t *moved)
{
    struct pending *pending = calloc(1, sizeof *pending);
    int code = CTL_OK;
    if (!pending)
        abort();
    *moved = 0;
    for (size_t i = 0; code == CTL_OK && i < p->count; i++) {
        struct wanted *row = &p->rows[i];
        if (row->done)
            continue;
        json_t *body = json_deep_copy(row->json);
        if (!rewrite(p, body)) {
            json_decref(body);
            continue;
        }
        ++*moved;
        const json_t *there = json_object_get(p->existing, row->key);
        if (there) {
            code = publish_put(p, row, there, body);
            json_decref(body);
            continue;
        }
        json_object_del(body, "id");
        json_object_del(body, "meta");
        pending->rows[pending->count] = row;
        pending->bodies[pending->count++] = body;
        if (pending->count == BATCH)
            code = flush(p, pending);
    }
    if (code == CTL_OK)
        code = flush(p, pending);
    for (size_t i = 0; i < pending->count; i++)
        json_decref(pending->bodies[i]);
    free(pending);
    return code;
}

static int send_all(struct publish *p)
{
    for (;;) {
        size_t moved = 0, left = 0;
        int code = send_round(p, &moved);
        for (size_t i = 0; i < p->count; i++)
            left += !p->rows[i].done;
        if (code || left == 0)
            return code;
        if (moved == 0)
            return ctl_say(CTL_WORDS, "%zu resources refer to each other in a circle", left);
    }
}

static int list_all(struct publish *p)
{
    static const char *const types[] = {"Organization",
                                        "Location",
                                        "HealthcareService",
                                        "Practitioner",
                                        "PractitionerRole",
                                        "Questionnaire",
                                        "ChargeItemDefinition",
                                        "CommunicationRequest",
                                        "Patient",
                                        "ServiceRequest",
                                        "Schedule"};
    char today[DATE_SIZE], start[INSTANT_SIZE], scope[64];
    int code = CTL_OK;
    for (size_t i = 0; code == CTL_OK && i < sizeof types / sizeof types[0]; i++)
        code = publish_list(p, types[i], NULL);
    clock_date(clock_wall(p->clock), today);
    clock_instant(clock_date_start(today), start);
    text_format(scope, sizeof scope, "start=ge%s", start);
    return code ? code : publish_list(p, "Slot", scope);
}

static int run(const struct ctl *ctl, struct publish *p, const struct words *words)
{
    struct folder folder;
    char message[400];
    enum err e = folder_read(words->dir, ctl->clock, &folder, message, sizeof message);
    if (e)
        return ctl_say(CTL_WORDS, "%s", message);
    text_copy(p->base, sizeof p->base, ctl->has_config ? ctl->config.hospital.base : "");
    int code = publish_read_folder(p, &folder);
    if (code == CTL_OK)
        code = publish_lay_out(p, words->dir, words->days);
    if (code == CTL_OK)
        code = list_all(p);
    if (code == CTL_OK)
        code = send_all(p);
    folder_clear(&folder);
    return code;
}

static void clear(struct publish *p)
{
    transport_close(&p->http);
    for (size_t i = 0; i < p->count; i++)
        json_decref(p->rows[i].json);
    free(p->rows);
    json_decref(p->by_local);
    json_decref(p->existing);
}

int ctl_publish(const struct ctl *ctl, int argc, char **argv)
{
    struct words words;
    char message[300];
    int code = read_words(argc, argv, &words);
    if (code)
        return code;
    struct config config = ctl->config;
    if (!text_copy(config.server.url, sizeof config.server.url, words.server))
        return ctl_say(CTL_WORDS, "--server: too long");
    if (config.server.timeout_ms <
        BATCH_MS) /* that key is for the stations: there a person waits */
        config.server.timeout_ms = BATCH_MS;
    struct publish p = {.clock = ctl->clock, .by_local = json_object(), .existing = json_object()};
    if (transport_curl(&config, NULL, &p.http, message, sizeof message))
        code = ctl_say(CTL_WORDS, "--server %s: wanted https://..., or http:// on this machine",
                       words.server);
    else
        code = run(ctl, &p, &words);
    if (ctl->json)
        ctl_print(json_pack("{s:i, s:i, s:i, s:i}", "created", p.created, "updated", p.updated,
                            "unchanged", p.same, "refused", p.failed));
    else if (code == CTL_OK)
        printf("%d created, %d updated, %d unchanged\n", p.created, p.updated, p.same);
    clear(&p);
    return code;
}
