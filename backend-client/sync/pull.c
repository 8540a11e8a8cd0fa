#include "sync/pull.h"

#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "store/content_put.h"
#include "store/content_ref.h"
#include "store/link.h"
#include "sync/care_pull.h"
#include "sync/enquire.h"
#include "sync/exchange.h"
#include "sync/push.h"

#include <assert.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define OVERLAP_MS 60000 /* a slow transaction may show up behind the cursor */
#define CARE_BACK_MS                                                                               \
    86400000L    /* where the first pull of care begins: what is ours is younger than our store */
#define PAGE 500 /* servers cap it as they like */

enum pace { PACE_SLOW, PACE_FAST, PACE_CARE };

static const struct pulled {
    const char *type;
    enum pace pace;
    const char *scope; /* %s = today (slots) or the hospital's base, escaped */
} types[] = {
    {"Organization", PACE_SLOW, NULL},
    {"Location", PACE_SLOW, NULL},
    {"HealthcareService", PACE_SLOW, NULL},
    {"Practitioner", PACE_SLOW, NULL},
    {"PractitionerRole", PACE_SLOW, NULL},
    {"Questionnaire", PACE_SLOW, NULL},
    {"ChargeItemDefinition", PACE_SLOW, NULL},
    {"CommunicationRequest", PACE_SLOW, NULL},
    {"Schedule", PACE_FAST, NULL},
    {"Slot", PACE_FAST, "start=ge%s"},
    {"Task", PACE_CARE, NULL},
    {"Communication", PACE_CARE, "category=%s%%2Fcs%%2Fcommunication%%7Ccomplaint-reply"},
    {"Appointment", PACE_CARE, NULL},
};
#define TYPE_COUNT (sizeof types / sizeof types[0])
static_assert(TYPE_COUNT <= sizeof((struct sync *)0)->due_ms / sizeof(int64_t),
              "room for every type");

struct cursor {
    char key[48];
    int64_t from_ms; /* the last row seen; 0 = never pulled */
};

static enum err load_cursor(struct sync *sync, const struct pulled *type, struct cursor *out)
{
    text_format(out->key, sizeof out->key, "server.cursor.%s", type->type);
    out->from_ms = meta_get_int(sync->db, out->key, 0);
    return ERR_OK;
}

static void first_path(struct sync *sync, const struct pulled *type, const char *prefix,
                       int64_t from_ms, char *out, size_t size)
{
    char since[INSTANT_SIZE], scope[300] = "", value[200] = "";
    text_format(out, size, "%s?_sort=_lastUpdated&_count=%d", type->type, PAGE);
    if (from_ms > 0) {
        clock_instant(from_ms, since);
        text_append(out, size, "&_lastUpdated=");
        text_append(out, size, prefix);
        text_append(out, size, since);
    }
    if (!type->scope)
        return;
    if (type->pace ==
        PACE_FAST) { /* today's sessions are still bookable; yesterday's never again */
        char today[DATE_SIZE];
        clock_date(clock_wall(sync->clock), today);
        clock_instant(clock_date_start(today), value);
    } else if (!http_escape(value, sizeof value, sync->base)) {
        abort(); /* bounded by the config */
    }
    text_format(scope, sizeof scope, type->scope, value);
    text_append(out, size, "&");
    text_append(out, size, scope);
}

static enum err take_content(struct sync *sync, const struct bundle *bundle, size_t i)
{
    char fault[300];
    enum err e = bundle_content(bundle, i, sync->scratch, fault, sizeof fault);
    if (e == ERR_INVALID) { /* one bad row must not keep the others out */
        log_path("pull", "left out", fault);
        return ERR_OK;
    }
    return e == ERR_OK ? content_put(sync->db, sync->scratch) : e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* One page: its rows and how far we are, in one transaction. *last = the newest row's time. */
static enum err take_page(struct sync *sync, const struct pulled *type, const struct cursor *cursor,
                          const struct bundle *bundle, int64_t *last)
{
    struct seen *seen = calloc(1, sizeof *seen);
    size_t count = bundle_count(bundle);
    if (!seen)
        abort();
    enum err e = count > 0 ? db_begin(sync->db) : ERR_OK;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        if (bundle_seen(bundle, i, seen) != ERR_OK) {
            log_path("pull", "unreadable", type->type);
            continue;
        }
        if (strcmp(seen->type, type->type) != 0)
            continue;
        if (seen->updated_ms > *last)
            *last = seen->updated_ms;
        e = type->pace == PACE_CARE ? take_care(sync, seen) : take_content(sync, bundle, i);
        sync->pulled++;
    }
    if (e == ERR_OK && *last > cursor->from_ms)
        e = meta_set_int(sync->db, cursor->key, *last);
    free(seen);
    if (count == 0)
        return ERR_OK;
    sync->changed = true;
    if (e == ERR_OK)
        return db_commit(sync->db);
    db_rollback(sync->db);
    return e;
}

static enum err ask_page(struct sync *sync, const char *path, struct bundle **out)
{
    struct reply reply;
    sync_get(sync, path, &reply);
    enum err e = reply.verdict == VERDICT_ACK && reply.bundle ? ERR_OK
                 : reply.verdict == VERDICT_DOWN || reply.verdict == VERDICT_LATER ||
                         reply.verdict == VERDICT_ACK
                     ? ERR_OFFLINE
                 : reply.verdict == VERDICT_GONE ? ERR_NOT_FOUND
                                                 : ERR_REFUSED;
    *out = reply.bundle;
    reply.bundle = NULL;
    reply_clear(&reply);
    return e;
}

/* The server's own next link, never to another origin: the token would go along (WIRE.md 2.2). */
static bool follow(const struct sync *sync, const char *next, char *path, size_t size)
{
    bool absolute = strstr(next, "://") && strncmp(next, "http", 4) == 0;
    return (!absolute || http_same_origin(sync->config->server.url, next)) &&
           text_copy(path, size, next);
}

/* Where to begin. A transaction that was slow to commit may show up behind the newest row we saw;
 * once a minute has passed since then and nothing did, only what is newer is asked for. Else a hall
 * that was published in one go would be read again for ever. */
static int64_t begin(struct sync *sync, size_t index, int64_t newest_ms, const char **prefix)
{
    const struct sync_edge *edge = &sync->edge[index];
    *prefix = "ge";
    if (newest_ms == 0)
        return types[index].pace == PACE_CARE
                   ? clock_wall(sync->clock) + sync->offset_ms - CARE_BACK_MS
                   : 0;
    if (!edge->settled)
        return newest_ms - OVERLAP_MS;
    *prefix = "gt";
    return newest_ms;
}

static void note_edge(struct sync *sync, size_t index, int64_t started_ms, bool moved)
{
    struct sync_edge *edge = &sync->edge[index];
    if (moved || edge->since_ms == 0) {
        edge->since_ms = started_ms;
        edge->settled = false;
    } else if (started_ms - edge->since_ms >= OVERLAP_MS) {
        edge->settled = true;
    }
}

/* Seeks on: the next page is asked for by the last row's time, and only within one instant by the
 * server's own link, because rows that change while we page move behind us and shift its offsets.
 */
static enum err pull_pages(struct sync *sync, const struct pulled *type,
                           const struct cursor *cursor, int64_t asked, const char *prefix,
                           int64_t *last)
{
    char path[2048];
    first_path(sync, type, prefix, asked, path, sizeof path);
    while (!sync_stopping(sync)) {
        struct bundle *bundle = NULL;
        enum err e = ask_page(sync, path, &bundle);
        if (e)
            return e;
        int64_t newest = 0;
        e = take_page(sync, type, cursor, bundle, &newest);
        if (newest > *last)
            *last = newest;
        const char *next = bundle_next(bundle);
        bool more = next && bundle_count(bundle) > 0;
        if (more && newest > asked) {
            asked = newest;
            first_path(sync, type, "ge", asked, path, sizeof path);
        } else if (more && !follow(sync, next, path, sizeof path)) {
            log_path("pull", "next link leads elsewhere", type->type);
            e = ERR_REFUSED;
        }
        bundle_free(bundle);
        if (e == ERR_OK)
            e = sync_push_calls(sync); /* a room does not wait for a hospital's content */
        if (e || !more)
            return e;
    }
    return ERR_OFFLINE;
}

static enum err pull_type(struct sync *sync, size_t index)
{
    const struct pulled *type = &types[index];
    struct cursor cursor;
    const char *prefix;
    enum err e = load_cursor(sync, type, &cursor);
    if (e)
        return e;
    int64_t started = clock_mono(sync->clock) + 1, last = cursor.from_ms;
    int64_t asked = begin(sync, index, cursor.from_ms, &prefix);
    e = pull_pages(sync, type, &cursor, asked, prefix, &last);
    if (e == ERR_OK)
        note_edge(sync, index, started, last > cursor.from_ms);
    return e;
}

static int64_t pause_ms(const struct sync *sync, enum pace pace)
{
    int seconds = pace == PACE_SLOW   ? sync->config->server.slow_pull_s
                  : pace == PACE_FAST ? sync->config->server.pull_s
                                      : 10;
    return (int64_t)seconds * (800 + (int64_t)random_below(400)); /* +-20 % */
}

bool pull_complete(struct sync *sync)
{
    return meta_get_int(sync->db, "server.complete", 0) != 0;
}

/* After the first whole pull what only came from a folder goes; when rows came the derived tables
 * are made. */
static enum err finish(struct sync *sync, bool rows)
{
    int64_t now = clock_wall(sync->clock);
    bool first = !pull_complete(sync);
    enum err e = db_begin(sync->db);
    if (e)
        return e;
    if (first)
        e = content_forget_files(sync->db);
    if (e == ERR_OK && first)
        e = meta_set_int(sync->db, "server.complete", 1);
    if (e == ERR_OK && first) /* back to standalone would take the folder over again */
        e = meta_set(sync->db, "content.fingerprint", "");
    if (e == ERR_OK && (first || rows || !sync->derived))
        e = content_done(sync->db, sync->config->server.url, now);
    if (e == ERR_OK)
        e = link_set_data(sync->db, now);
    if (e == ERR_OK)
        e = db_commit(sync->db);
    else
        db_rollback(sync->db);
    sync->derived = e == ERR_OK;
    if (first)
        malloc_trim(0); /* a whole hospital went through this thread's heap, once */
    return e;
}

enum err sync_pull(struct sync *sync)
{
    bool content = false;
    int rows = 0;
    enum err e = ERR_OK;
    for (size_t i = 0; e == ERR_OK && i < TYPE_COUNT; i++) {
        if (clock_mono(sync->clock) < sync->due_ms[i])
            continue;
        int before = sync->pulled;
        e = pull_type(sync, i);
        if (types[i].pace != PACE_CARE)
            rows += sync->pulled - before;
        if (e == ERR_REFUSED || e == ERR_NOT_FOUND || e == ERR_DENIED) {
            log_path("pull", "refused",
                     types[i].type); /* a type this server will not give: the others go on */
            e = ERR_OK;
        } else if (e == ERR_OK) {
            content = content || types[i].pace != PACE_CARE;
        }
        if (e == ERR_OK)
            sync->due_ms[i] = clock_mono(sync->clock) + pause_ms(sync, types[i].pace);
        if (e == ERR_OK)
            e = sync_push(sync); /* a patient who stands there comes before the next page */
        if (e == ERR_OK && rows == 0)
            e = sync_enquiries(sync);
    }
    /* here every type has been pulled in this run, now or before */
    return e == ERR_OK && content ? finish(sync, rows > 0) : e;
}

void pull_slots_now(struct sync *sync)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (types[i].pace == PACE_FAST)
            sync->due_ms[i] = 0;
}

void pull_all_now(struct sync *sync)
{
    memset(sync->due_ms, 0, sizeof sync->due_ms);
}

int64_t pull_next_ms(const struct sync *sync)
{
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (sync->due_ms[i] < next)
            next = sync->due_ms[i];
    return next;
}
