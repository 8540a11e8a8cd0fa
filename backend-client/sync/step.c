#include "sync/step.h"

#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "store/link.h"
#include "store/outbox.h"
#include "sync/backoff.h"
#include "sync/engine.h"
#include "sync/enquire.h"
#include "sync/hold.h"
#include "sync/probe.h"
#include "sync/pace.h"
#include "sync/pull.h"
#include "sync/push.h"
#include "sync/sync.h"

#include <stdlib.h>
#include <string.h>

#define HOUR_MS 3600000LL
#define OUTBOX_LOOK_MS                                                                             \
    5000 /* entries written by another process of this station have no way to poke us */

enum err sync_open(struct db *db, const struct config *config, const struct clock *clock,
                   struct transport transport, const atomic_bool *stop, struct sync **out)
{
    struct sync *sync = calloc(1, sizeof *sync);
    if (!sync || !(sync->scratch = calloc(1, sizeof *sync->scratch)))
        abort();
    sync->db = db;
    sync->config = config;
    sync->clock = clock;
    sync->http = transport;
    sync->stop = stop;
    text_copy(sync->base, sizeof sync->base, config->hospital.base);
    *out = sync;
    return link_set_state(db, LINK_CONNECTING);
}

void sync_close(struct sync *sync)
{
    if (!sync)
        return;
    transport_close(&sync->http);
    free(sync->scratch);
    free(sync);
}

void sync_hurry(struct sync *sync, unsigned wanted)
{
    sync->down_until_ms = 0;
    if (wanted & SYNC_WANT_SLOTS)
        pull_slots_now(sync);
    if (wanted & SYNC_WANT_NOTICES)
        pull_notices_now(sync);
}

int sync_request_count(const struct sync *sync)
{
    return sync->requests;
}

int sync_conflict_count(const struct sync *sync)
{
    return sync->conflicts;
}

void sync_shared_with(struct sync *sync, unsigned stations)
{
    if (stations != sync->stations)
        pull_queues_now(sync); /* who came may need them oftener, or others */
    sync->stations = stations;
}

static enum err run(struct sync *sync, char *why, size_t why_size)
{
    int before = sync->requests;
    enum err e = sync_connect(sync, why, why_size);
    pace_owe(sync, sync->requests - before);
    if (e == ERR_OK)
        e = link_set_state(sync->db, LINK_ONLINE);
    if (e == ERR_OK)
        e = sync_push(sync); /* what patients did goes first, then what they ask */
    if (e == ERR_OK && sync->sent > 0)
        pull_sooner(sync);
    if (e == ERR_OK)
        e = sync_enquiries(sync);
    if (e == ERR_OK)
        e = sync_holds(sync);
    if (e == ERR_OK)
        e = sync_pull(sync);
    return e;
}

/* Once an hour: what was sent long enough ago is wiped. */
static enum err purge(struct sync *sync)
{
    int64_t now = clock_wall(sync->clock), last = meta_get_int(sync->db, "outbox.purged_ms", 0);
    if (now - last < HOUR_MS && now >= last)
        return ERR_OK;
    enum err e = outbox_purge(sync->db, now - sync->config->store.keep_sent_hours * HOUR_MS, now);
    if (e == ERR_OK)
        e = meta_set_int(sync->db, "outbox.purged_ms", now);
    if (e == ERR_OK && db_checkpoint(sync->db) != ERR_OK) /* else what was wiped stays in the WAL */
        log_event("sync", "the WAL was not emptied", NULL, ERR_BUSY);
    return e;
}

static int64_t next_pass(const struct sync *sync)
{
    int64_t wait = pull_next_ms(sync) - clock_mono(sync->clock);
    return wait < 0 ? 0 : wait < OUTBOX_LOOK_MS ? wait : OUTBOX_LOOK_MS;
}

enum err sync_step(struct sync *sync, struct sync_result *out)
{
    memset(out, 0, sizeof *out);
    int64_t now = clock_mono(sync->clock);
    if (now < sync->down_until_ms) {
        sync->changed = false;
        if (sync_enquiries_silent(sync) != ERR_OK)
            log_event("sync", "a question stays open", NULL, ERR_IO);
        out->changed = sync->changed;
        out->next_ms = sync->down_until_ms - now;
        return ERR_OFFLINE;
    }
    sync->sent = sync->refused = sync->pulled = 0;
    sync->changed = false;
    enum err e = run(sync, out->why, sizeof out->why);
    if (e == ERR_OK)
        e = purge(sync);
    if (e == ERR_OK) {
        sync->failures = 0;
        out->next_ms = next_pass(sync);
    } else {
        sync->failures++;
        out->next_ms = backoff_ms(sync->failures, sync->config->server.retry_min_ms,
                                  sync->config->server.retry_max_ms, random_below(1000));
        sync->down_until_ms = clock_mono(sync->clock) + out->next_ms;
        bool server = e == ERR_OFFLINE || e == ERR_REFUSED || e == ERR_DENIED;
        if (server && !sync_stopping(sync)) {
            if (!out->why[0])
                text_copy(out->why, sizeof out->why, "the server cannot be reached");
            sync->connected = false; /* it may come back as something else */
            if (calls_without_server(sync) != ERR_OK)
                log_event("sync", "calls", NULL, ERR_IO);
            if (sync_enquiries_silent(sync) != ERR_OK)
                log_event("sync", "a question stays open", NULL, ERR_IO);
            if (link_set_state(sync->db, LINK_OFFLINE) != ERR_OK)
                log_event("sync", "link state", NULL, ERR_IO);
        }
        if (sync->failures == 1)
            log_event("sync", "step", NULL, e);
    }
    out->sent = sync->sent;
    out->refused = sync->refused;
    out->pulled = sync->pulled;
    out->changed = sync->changed || sync->failures == 1;
    return e;
}
