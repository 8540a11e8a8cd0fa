#include "sync/probe.h"

#include "base/log.h"
#include "base/text.h"
#include "base/uuid.h"
#include "fhir/write.h"
#include "store/content_put.h"
#include "store/server_id.h"
#include "sync/exchange.h"

#include <stdlib.h>
#include <string.h>

static enum err as_err(const struct reply *reply)
{
    switch (reply->verdict) {
    case VERDICT_ACK:
        return ERR_OK;
    case VERDICT_DOWN:
    case VERDICT_LATER:
    case VERDICT_WAIT:
        return ERR_OFFLINE;
    case VERDICT_CONFLICT:
    case VERDICT_GONE:
    case VERDICT_PERMANENT:
    case VERDICT_COUNT:
        break;
    }
    return ERR_REFUSED;
}

/* Another server than last time: what the old one called things means nothing here, and all is
 * pulled anew. What was sent to the old one stays sent. */
static enum err meet(struct sync *sync)
{
    char known[256];
    enum err e = meta_get(sync->db, "server.url", known, sizeof known);
    if (e || strcmp(known, sync->config->server.url) == 0)
        return e;
    e = db_begin(sync->db);
    if (e)
        return e;
    if (known[0])
        e = content_clear(sync->db);
    if (e == ERR_OK)
        e = server_id_clear(sync->db);
    if (e == ERR_OK)
        e = meta_clear(sync->db, "server.");
    if (e == ERR_OK)
        e = meta_set(sync->db, "server.url", sync->config->server.url);
    if (e == ERR_OK)
        return db_commit(sync->db);
    db_rollback(sync->db);
    return e;
}

static enum err read_promises(struct sync *sync, char *why, size_t why_size)
{
    struct reply reply;
    sync_get(sync, "metadata", &reply);
    enum err e = as_err(&reply);
    if (e == ERR_OK)
        e = reply.body ? capability_check(reply.body, strlen(reply.body), why, why_size)
                       : ERR_OFFLINE;
    else
        text_format(why, why_size, "metadata: %s", reply.outcome);
    reply_clear(&reply);
    return e == ERR_CORRUPT ? ERR_OFFLINE : e;
}

static enum err find_device(struct sync *sync, char *why, size_t why_size)
{
    const struct config *config = sync->config;
    struct server_id id;
    enum err e = server_id_get(sync->db, "Device", config->station.id, &id);
    if (e == ERR_OK) {
        text_format(sync->device, sizeof sync->device, "Device/%s", id.id);
        return ERR_OK;
    }
    if (e != ERR_NOT_FOUND)
        return e;
    struct links links = {.base = sync->base};
    struct reply reply;
    char *body = write_device(&links, config->station.id, config->station.name_zh);
    sync_create(sync, "Device", "terminal", config->station.id, body, &reply);
    free(body);
    e = as_err(&reply);
    if (e == ERR_OK) {
        text_format(sync->device, sizeof sync->device, "Device/%s", reply.seen.id);
        e = server_id_put(sync->db, "Device", config->station.id, reply.seen.id,
                          reply.seen.version);
    } else {
        text_format(why, why_size, "Device: %s", reply.outcome);
    }
    reply_clear(&reply);
    return e;
}

/* A transaction that must fail: a Basic that must not stay, and our Device at a version it never
 * had. `W/"0"`, because HAPI parses the version as a number. */
static char *probe_body(struct sync *sync, const char *op)
{
    struct links links = {.base = sync->base};
    struct reply got;
    char query[400] = "", system[200], *bundle = NULL;
    sync_get(sync, sync->device, &got);
    if (got.verdict == VERDICT_ACK && got.body) {
        text_format(system, sizeof system, "%s/sid/op", sync->base);
        identifier_query(query, sizeof query, system, op);
        char *basic = write_probe(&links, op);
        struct entry entries[] = {
            {.method = "POST", .url = "Basic", .if_none_exist = query, .body = basic},
            {.method = "PUT", .url = sync->device, .if_match = "0", .body = got.body}};
        bundle = write_transaction(sync->config->server.url, entries, 2);
        free(basic);
    }
    reply_clear(&got);
    return bundle;
}

static enum err ask_probe(struct sync *sync, const char *op)
{
    struct reply reply;
    char system[200];
    char *bundle = probe_body(sync, op);
    if (!bundle)
        return ERR_OFFLINE;
    sync_ask(sync, &(struct http_request){.method = "POST", .url = "", .body = bundle}, &reply);
    free(bundle);
    bool refused = reply.verdict == VERDICT_CONFLICT || reply.verdict == VERDICT_PERMANENT ||
                   reply.verdict == VERDICT_GONE;
    bool accepted = reply.verdict == VERDICT_ACK;
    reply_clear(&reply);
    if (!refused && !accepted)
        return ERR_OFFLINE;
    text_format(system, sizeof system, "%s/sid/op", sync->base);
    int left = sync_find(sync, "Basic", system, op, &reply);
    enum err e = left < 0 && reply.verdict != VERDICT_PERMANENT && reply.verdict != VERDICT_GONE
                     ? ERR_OFFLINE
                     : ERR_OK;
    reply_clear(&reply);
    sync->atomic = refused && left == 0 ? ATOMIC_YES : ATOMIC_NO;
    return e;
}

static enum err probe(struct sync *sync)
{
    char known[16], op[UUID_SIZE];
    enum err e = meta_get(sync->db, "server.atomic", known, sizeof known);
    if (e)
        return e;
    sync->atomic = strcmp(known, "yes") == 0  ? ATOMIC_YES
                   : strcmp(known, "no") == 0 ? ATOMIC_NO
                                              : ATOMIC_UNKNOWN;
    if (sync->atomic != ATOMIC_UNKNOWN)
        return ERR_OK;
    uuid_new(op);
    e = ask_probe(sync, op);
    if (e) {
        sync->atomic = ATOMIC_UNKNOWN;
        return e;
    }
    log_number("sync", "transactions are atomic", sync->atomic == ATOMIC_YES);
    return meta_set(sync->db, "server.atomic", sync->atomic == ATOMIC_YES ? "yes" : "no");
}

enum err sync_connect(struct sync *sync, char *why, size_t why_size)
{
    why[0] = '\0';
    if (sync->connected)
        return ERR_OK;
    enum err e = meet(sync);
    if (e == ERR_OK)
        e = read_promises(sync, why, why_size);
    if (e == ERR_OK)
        e = find_device(sync, why, why_size);
    if (e == ERR_OK)
        e = probe(sync);
    sync->connected = e == ERR_OK;
    return e;
}
