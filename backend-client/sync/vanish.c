#include "sync/vanish.h"

#include "base/log.h"
#include "base/text.h"
#include "store/content_put.h"
#include "store/content_ref.h"
#include "sync/exchange.h"
#include "sync/pace.h"
#include "sync/page.h"
#include "sync/push.h"

#include <stdlib.h>
#include <string.h>

#define NOTICES_MS 3600000LL /* an announcement that was deleted is not shown for a day */
#define NIGHT_MS                                                                                   \
    (2 * 3600000LL)    /* the day's look is at two in the morning, or at the first start after it */
#define ASKED_MOST 500 /* of a type at one time; the others tomorrow */
#define DAY_KEY "server.looked_through"

typedef char logical_id[ID_SIZE];

struct ids {
    logical_id *rows;
    size_t count, room;
};

static void ids_add(struct ids *ids, const char *id)
{
    if (ids->count == ids->room) {
        ids->room = ids->room ? 2 * ids->room : 256;
        ids->rows = realloc(ids->rows, ids->room * sizeof *ids->rows);
        if (!ids->rows)
            abort();
    }
    text_copy(ids->rows[ids->count++], ID_SIZE, id);
}

static void ids_clear(struct ids *ids)
{
    free(ids->rows);
    *ids = (struct ids){0};
}

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static bool ids_have(const struct ids *ids, const char *id)
{
    return ids->count && bsearch(id, ids->rows, ids->count, sizeof *ids->rows, compare);
}

static void note_ours(void *ctx, const char *logical)
{
    ids_add(ctx, logical);
}

static enum err ours(struct sync *sync, const char *type, struct ids *out)
{
    char today[DATE_SIZE];
    if (strcmp(type, "Slot") != 0)
        return content_ref_each(sync->db, type, note_ours, out);
    clock_date(clock_wall(sync->clock), today);
    return content_ref_each_free_slot(sync->db, clock_date_start(today), note_ours, out);
}

static enum err list_page(struct sync *sync, const char *type, const struct bundle *bundle,
                          struct ids *out)
{
    struct seen *seen = calloc(1, sizeof *seen);
    if (!seen)
        abort();
    for (size_t i = 0; i < bundle_count(bundle); i++)
        if (bundle_seen(bundle, i, seen) == ERR_OK && strcmp(seen->type, type) == 0)
            ids_add(out, seen->id);
    free(seen);
    return sync_push(sync); /* a patient who stands there comes before the next page */
}

static enum err theirs(struct sync *sync, const char *type, struct ids *out)
{
    char path[2048], today[DATE_SIZE], start[INSTANT_SIZE];
    text_format(path, sizeof path, "%s?_elements=id&_count=1000", type);
    if (strcmp(type, "Slot") == 0) { /* those of the past are none of ours any more */
        clock_date(clock_wall(sync->clock), today);
        clock_instant(clock_date_start(today), start);
        text_append(path, sizeof path, "&start=ge");
        text_append(path, sizeof path, start);
    }
    while (path[0]) {
        struct bundle *bundle = NULL;
        if (sync_stopping(sync))
            return ERR_OFFLINE;
        enum err e = page_ask(sync, path, &bundle);
        if (e)
            return e;
        e = list_page(sync, type, bundle, out);
        const char *next = bundle_next(bundle);
        if (!next)
            path[0] = '\0';
        else if (e == ERR_OK && !page_follow(sync, next, path, sizeof path))
            e = ERR_REFUSED;
        bundle_free(bundle);
        if (e)
            return e;
    }
    if (out->count)
        qsort(out->rows, out->count, sizeof *out->rows, compare);
    return ERR_OK;
}

/* A server that shows nothing at all any more has rather forgotten who we are. */
static enum err shows_anything(struct sync *sync, bool *out)
{
    struct bundle *bundle = NULL;
    enum err e = page_ask(sync, "Organization?_elements=id&_count=1", &bundle);
    *out = e == ERR_OK && bundle_count(bundle) > 0;
    bundle_free(bundle);
    return e;
}

/* Not in the list: rows that move while one pages may be missed, so it is asked for by name. */
static enum err look_for(struct sync *sync, const char *type, const char *id)
{
    char path[160];
    struct reply reply;
    if (sync_stopping(sync))
        return ERR_OFFLINE;
    text_format(path, sizeof path, "%s/%s", type, id);
    sync_get(sync, path, &reply);
    enum verdict verdict = reply.verdict;
    reply_clear(&reply);
    if (verdict == VERDICT_DOWN || verdict == VERDICT_LATER)
        return ERR_OFFLINE;
    if (verdict != VERDICT_GONE)
        return ERR_OK;
    log_path("pull", "deleted there", type);
    enum err e = content_remove(sync->db, type, id);
    if (e == ERR_OK) {
        sync->derived = false;
        sync->changed = true;
        e = sync_push(sync);
    }
    return e;
}

static enum err look_through(struct sync *sync, const char *type)
{
    struct ids here = {0}, there = {0};
    int asked = 0;
    enum err e = ours(sync, type, &here);
    if (e == ERR_OK && here.count)
        e = theirs(sync, type, &there);
    bool trusted = there.count > 0;
    if (e == ERR_OK && here.count && !trusted)
        e = shows_anything(sync, &trusted);
    for (size_t i = 0; e == ERR_OK && trusted && i < here.count && asked < ASKED_MOST; i++)
        if (!ids_have(&there, here.rows[i])) {
            asked++;
            e = look_for(sync, type, here.rows[i]);
        }
    ids_clear(&here);
    ids_clear(&there);
    if (e == ERR_REFUSED || e == ERR_NOT_FOUND || e == ERR_DENIED) {
        log_path("pull", "cannot be looked through", type);
        return ERR_OK;
    }
    return e;
}

static enum err look(struct sync *sync)
{
    static const char *const types[] = {
        "Organization",     "Location",      "HealthcareService",    "Practitioner",
        "PractitionerRole", "Questionnaire", "ChargeItemDefinition", "CommunicationRequest",
        "Schedule",         "Slot"};
    char day[DATE_SIZE], before[DATE_SIZE];
    int64_t now = clock_mono(sync->clock);
    bool own;
    clock_date(clock_wall(sync->clock) - NIGHT_MS, day);
    enum err e = meta_get(sync->db, DAY_KEY, before, sizeof before);
    bool whole = before[0] && strcmp(day, before) != 0; /* what was just pulled whole is there */
    if (e == ERR_OK &&
        (whole || sync->notices_looked_ms == 0 || now - sync->notices_looked_ms >= NOTICES_MS)) {
        for (size_t i = 0; whole && e == ERR_OK && i < sizeof types / sizeof *types; i++)
            e = look_through(sync, types[i]);
        if (!whole)
            e = look_through(sync, "CommunicationRequest");
        if (e == ERR_OK)
            sync->notices_looked_ms = now + 1;
    }
    if (e != ERR_OK || strcmp(day, before) == 0)
        return e;
    e = db_enter(sync->db, &own);
    if (e == ERR_OK)
        e = meta_set(sync->db, DAY_KEY, day);
    return db_leave(sync->db, own, e);
}

enum err sync_vanished(struct sync *sync)
{
    int before = sync->requests;
    enum err e = look(sync);
    pace_owe(sync, sync->requests - before); /* a board keeps within its minute all the same */
    return e;
}
