#include "sync/pull.h"

#include "base/log.h"
#include "base/text.h"
#include "store/content_put.h"
#include "store/content_ref.h"
#include "store/board.h"
#include "store/link.h"
#include "sync/care_pull.h"
#include "sync/content_pull.h"
#include "sync/enquire.h"
#include "sync/exchange.h"
#include "sync/hold.h"
#include "sync/pace.h"
#include "sync/page.h"
#include "sync/push.h"
#include "sync/vanish.h"

#include <assert.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define OVERLAP_MS 60000 /* a slow transaction may show up behind the cursor */
#define CARE_BACK_MS                                                                               \
    86400000L /* where the first pull of care begins: what is ours is younger than our store */
#define SCOPE_SIZE 1600
#define TELL_MS 4000
#define PAGE 500 /* servers cap it as they like */

static const struct pulled {
    const char *type;
    enum pace pace;
} types[] = {
    {"Organization", PACE_SLOW},
    {"Location", PACE_SLOW},
    {"HealthcareService", PACE_SLOW},
    {"Practitioner", PACE_SLOW},
    {"PractitionerRole", PACE_SLOW},
    {"Questionnaire", PACE_SLOW},
    {"ChargeItemDefinition", PACE_SLOW},
    {"CommunicationRequest", PACE_NOTICE},
    {"Schedule", PACE_SCHEDULE},
    {"Slot", PACE_SLOT},
    {"Task", PACE_QUEUE},
    {"Communication", PACE_REPLY},
    {"Appointment", PACE_BOOKING},
};
#define TYPE_COUNT (sizeof types / sizeof types[0])
static_assert(TYPE_COUNT <= sizeof((struct sync *)0)->due_ms / sizeof(int64_t),
              "room for every type");

struct cursor {
    char key[48];
    int64_t from_ms; /* the last row seen; 0 = never pulled */
};

/* What became of patients and queues, as opposed to the hospital's content. */
static bool is_care(const struct pulled *type)
{
    return type->pace == PACE_QUEUE || type->pace == PACE_REPLY || type->pace == PACE_BOOKING;
}

/* Only by what never changes; "" = all. */
static void scope_of(struct sync *sync, const struct pulled *type, char *out, size_t size)
{
    char value[300] = "";
    out[0] = '\0';
    if (type->pace == PACE_QUEUE) {
        pace_queues(sync, out, size);
    } else if (type->pace == PACE_SLOT) { /* today's are still bookable; yesterday's never again */
        char today[DATE_SIZE];
        clock_date(clock_wall(sync->clock), today);
        clock_instant(clock_date_start(today), value);
        text_format(out, size, "start=ge%s", value);
    } else if (type->pace == PACE_REPLY) {
        if (!http_escape(value, sizeof value, sync->base))
            abort(); /* bounded by the config */
        text_format(out, size, "category=%s%%2Fcs%%2Fcommunication%%7Ccomplaint-reply", value);
    }
}

static enum err load_cursor(struct sync *sync, const struct pulled *type, struct cursor *out)
{
    char key[48], scope[SCOPE_SIZE], before[SCOPE_SIZE];
    text_format(out->key, sizeof out->key, "server.cursor.%s", type->type);
    out->from_ms = meta_get_int(sync->db, out->key, 0);
    if (type->pace != PACE_QUEUE)
        return ERR_OK;
    /* other queues than before (a new day, another config): theirs are not behind this cursor */
    text_format(key, sizeof key, "server.scope.%s", type->type);
    scope_of(sync, type, scope, sizeof scope);
    enum err e = meta_get(sync->db, key, before, sizeof before);
    if (e != ERR_OK || strcmp(scope, before) == 0)
        return e;
    out->from_ms = 0;
    bool own;
    e = db_enter(sync->db, &own);
    if (e == ERR_OK)
        e = meta_set(sync->db, key, scope);
    if (e == ERR_OK)
        e = meta_set_int(sync->db, out->key, 0);
    return db_leave(sync->db, own, e);
}

static void first_path(struct sync *sync, const struct pulled *type, const char *prefix,
                       int64_t from_ms, char *out, size_t size)
{
    char since[INSTANT_SIZE], scope[SCOPE_SIZE];
    text_format(out, size, "%s?_sort=_lastUpdated&_count=%d", type->type, PAGE);
    if (from_ms > 0) {
        clock_instant(from_ms, since);
        text_append(out, size, "&_lastUpdated=");
        text_append(out, size, prefix);
        text_append(out, size, since);
    }
    scope_of(sync, type, scope, sizeof scope);
    if (scope[0]) {
        text_append(out, size, "&");
        text_append(out, size, scope);
    }
}

/* FNV-1a of what names one version; where it is remembered. */
static uint64_t *known_at(struct sync *sync, const struct seen *seen, uint64_t *hash)
{
    const char *parts[] = {seen->type, seen->id, seen->version};
    *hash = 1469598103934665603u;
    for (size_t i = 0; i < 3; i++)
        for (const char *p = parts[i];; p++) {
            *hash = (*hash ^ (unsigned char)*p) * 1099511628211u;
            if (!*p)
                break;
        }
    return &sync->known[*hash % KNOWN_SIZE];
}

/* Rows that the overlap brings again: they cost no transaction and wake nobody. */
static bool taken_before(struct sync *sync, const struct seen *seen, bool remember)
{
    uint64_t hash, *at = known_at(sync, seen, &hash);
    bool known = seen->version[0] && *at == hash;
    if (remember)
        *at = hash;
    return known;
}

static enum err take_rows(struct sync *sync, const struct pulled *type, const struct bundle *bundle,
                          struct seen *seen, int64_t *last)
{
    size_t count = bundle_count(bundle);
    enum err e = ERR_OK;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        if (bundle_seen(bundle, i, seen) != ERR_OK) {
            log_path("pull", "unreadable", type->type);
            continue;
        }
        if (strcmp(seen->type, type->type) != 0)
            continue;
        if (seen->updated_ms > *last)
            *last = seen->updated_ms;
        if (!is_care(type))
            e = take_content(sync, bundle, i);
        else if (!taken_before(sync, seen, false))
            e = take_care(sync, seen);
        sync->pulled++;
    }
    return e;
}

/* After the commit: whether the page had anything new, and what it had is known now. */
static bool remember_rows(struct sync *sync, const struct pulled *type, const struct bundle *bundle,
                          struct seen *seen, bool remember)
{
    bool fresh = !is_care(type) && bundle_count(bundle) > 0;
    for (size_t i = 0; is_care(type) && i < bundle_count(bundle); i++)
        if (bundle_seen(bundle, i, seen) == ERR_OK && !taken_before(sync, seen, remember))
            fresh = true;
    return fresh;
}

/* One page: its rows and how far we are, in one transaction. *last = the newest row's time. */
static enum err take_page(struct sync *sync, const struct pulled *type, const struct cursor *cursor,
                          const struct bundle *bundle, int64_t *last)
{
    struct seen *seen = calloc(1, sizeof *seen);
    if (!seen)
        abort();
    if (!remember_rows(sync, type, bundle, seen, false)) {
        enum err nothing = take_rows(sync, type, bundle, seen, last); /* only their times */
        free(seen);
        return nothing;
    }
    enum err e = db_begin(sync->db);
    if (e == ERR_OK) {
        e = take_rows(sync, type, bundle, seen, last);
        if (e == ERR_OK && *last > cursor->from_ms)
            e = meta_set_int(sync->db, cursor->key, *last);
        if (e == ERR_OK)
            e = db_commit(sync->db);
        else
            db_rollback(sync->db);
    }
    if (e == ERR_OK)
        remember_rows(sync, type, bundle, seen, true);
    sync->changed = true;
    free(seen);
    return e;
}

/* Where to begin. A transaction that was slow to commit may show up behind the newest row we saw;
 * once a minute has passed since then and nothing did, only what is newer is asked for. Else a hall
 * that was published in one go would be read again for ever. In a busy hall the overlap is several
 * pages long: then it is asked for once a minute, and who was just called does not wait for it. */
static int64_t begin(struct sync *sync, size_t index, int64_t newest_ms, const char **prefix)
{
    struct sync_edge *edge = &sync->edge[index];
    int64_t now = clock_mono(sync->clock);
    bool settled = newest_ms && edge->settled;
    *prefix = settled ? "gt" : "ge";
    if (settled || (newest_ms && edge->wide && now - edge->swept_ms < OVERLAP_MS))
        return newest_ms;
    edge->swept_ms = now;
    if (newest_ms)
        return newest_ms - OVERLAP_MS;
    return is_care(&types[index]) ? clock_wall(sync->clock) + sync->offset_ms - CARE_BACK_MS : 0;
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
        enum err e = page_ask(sync, path, &bundle);
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
        } else if (more && !page_follow(sync, next, path, sizeof path)) {
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
    int pages = sync->pages;
    e = pull_pages(sync, type, &cursor, asked, prefix, &last);
    if (e == ERR_OK && (asked < cursor.from_ms || cursor.from_ms == 0))
        sync->edge[index].wide = sync->pages - pages > 1;
    if (e == ERR_OK)
        note_edge(sync, index, started, last > cursor.from_ms);
    return e;
}

/* Whoever looks at the queues sees how old they are; told every few seconds, not with every answer,
 * as each time is a write to the disk. */
static enum err tell_queues(struct sync *sync)
{
    int64_t now = clock_wall(sync->clock);
    if (!pace_watches(sync) ||
        (now - sync->queues_told_ms < TELL_MS && now >= sync->queues_told_ms && !sync->changed))
        return ERR_OK;
    sync->queues_told_ms = now;
    bool own;
    enum err e = db_enter(sync->db, &own);
    if (e == ERR_OK)
        e = meta_set_int(sync->db, QUEUE_DATA_KEY, now);
    return db_leave(sync->db, own, e);
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
        int before = sync->pulled, pages = sync->pages;
        e = pull_type(sync, i);
        if (!is_care(&types[i]))
            rows += sync->pulled - before;
        if (e == ERR_REFUSED || e == ERR_NOT_FOUND || e == ERR_DENIED) {
            log_path("pull", "refused",
                     types[i].type); /* a type this server will not give: the others go on */
            e = ERR_OK;
        } else if (e == ERR_OK) {
            content = content || !is_care(&types[i]);
        }
        if (e == ERR_OK)
            sync->due_ms[i] =
                clock_mono(sync->clock) + pace_after(sync, types[i].pace, sync->pages - pages);
        if (e == ERR_OK && types[i].pace == PACE_QUEUE)
            e = tell_queues(sync);
        if (e == ERR_OK)
            e = sync_push(sync); /* a patient who stands there comes before the next page */
        if (e == ERR_OK)
            e = sync_holds(sync);
        if (e == ERR_OK && rows == 0)
            e = sync_enquiries(sync);
    }
    if (e == ERR_OK && content)
        e = sync_forgotten(sync);
    if (e == ERR_OK && content && pull_complete(sync))
        e = sync_vanished(sync);
    /* here every type has been pulled in this run, now or before */
    return e == ERR_OK && content ? finish(sync, rows > 0) : e;
}

void pull_slots_now(struct sync *sync)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (types[i].pace == PACE_SCHEDULE || types[i].pace == PACE_SLOT)
            sync->due_ms[i] = 0;
}

void pull_sooner(struct sync *sync)
{
    for (size_t i = 0; i < TYPE_COUNT; i++) {
        if (!is_care(&types[i]))
            continue;
        int64_t due = clock_mono(sync->clock) + pace_ms(sync, types[i].pace);
        if (due < sync->due_ms[i])
            sync->due_ms[i] = due;
    }
}

void pull_notices_now(struct sync *sync)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (types[i].pace == PACE_NOTICE)
            sync->due_ms[i] = 0;
}

void pull_queues_now(struct sync *sync)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (types[i].pace == PACE_QUEUE)
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
