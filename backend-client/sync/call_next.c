/* The claim of a number: PUT If-Match, first come first served (WIRE.md 3.7). */
#include "sync/call.h"

#include "base/random.h"
#include "base/text.h"
#include "store/care.h"
#include "store/queue_next.h"
#include "sync/care_pull.h"
#include "sync/queue_pull.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PAGES_MAX 5 /* of 200: as many as a queue is looked at */
#define LOSSES_MAX 3
#define ROUNDS_MAX 40

struct ready { /* what the server has ready in this queue now */
    struct bundle *pages[PAGES_MAX];
    size_t page_count, count;
    struct row {
        char op[UUID_SIZE];
        size_t page, index;
    } rows[QUEUE_MAX];
};

static void ready_clear(struct ready *r)
{
    for (size_t i = 0; i < r->page_count; i++)
        bundle_free(r->pages[i]);
    memset(r, 0, sizeof *r);
}

static bool add_group(struct calling *c, char *path, size_t size, const char *queue,
                      const char *date)
{
    char group[ID_SIZE + 12], name[400];
    return queue_group(queue, date, group, sizeof group) &&
           text_format(name, sizeof name, "%s/sid/queue|%s", c->s->sync->base, group) &&
           http_escape(path, size, name);
}

static bool add_page(struct calling *c, struct ready *r, const char *path, struct seen *seen,
                     char *next, size_t size)
{
    struct reply reply;
    next[0] = '\0';
    sync_get(c->s->sync, path, &reply);
    if (reply.verdict == VERDICT_ACK && !reply.bundle)
        reply.verdict = VERDICT_LATER;
    bool good = sending_take(c->s, &reply);
    if (good) {
        r->pages[r->page_count] = reply.bundle;
        reply.bundle = NULL;
        for (size_t i = 0; i < bundle_count(r->pages[r->page_count]) && r->count < QUEUE_MAX; i++) {
            if (bundle_seen(r->pages[r->page_count], i, seen) != ERR_OK ||
                strcmp(seen->type, "Task") != 0)
                continue;
            struct row *row = &r->rows[r->count++];
            row->page = r->page_count;
            row->index = i;
            queue_entry_op(seen, row->op);
        }
        const char *link = bundle_next(r->pages[r->page_count++]);
        if (link &&
            (!strstr(link, "://") || http_same_origin(c->s->sync->config->server.url, link)))
            text_copy(next, size, link);
    }
    reply_clear(&reply);
    return good;
}

static bool read_ready(struct calling *c, const char *general, const char *date, struct ready *r,
                       struct seen *seen)
{
    char path[1200], next[1200];
    ready_clear(r);
    text_copy(path, sizeof path, "Task?status=ready&_count=200&group-identifier=");
    if (!add_group(c, path, sizeof path, c->call.queue, date))
        return false;
    if (general[0]) {
        text_append(path, sizeof path, ",");
        if (!add_group(c, path, sizeof path, general, date))
            return false;
    }
    while (path[0] && r->page_count < PAGES_MAX) {
        if (!add_page(c, r, path, seen, next, sizeof next))
            return false;
        text_copy(path, sizeof path, next);
    }
    return true;
}

/* What the store does not know yet, or has otherwise: before anybody is chosen. */
static enum err take_ready(struct sync *sync, const struct ready *r, struct seen *seen)
{
    bool begun = false;
    enum err e = ERR_OK;
    for (size_t i = 0; e == ERR_OK && i < r->count; i++) {
        struct ticket known;
        e = ticket_get(sync->db, r->rows[i].op, &known);
        bool passed = e == ERR_OK && known.stage == QUEUE_PASSED;
        if (e == ERR_OK && (known.stage == QUEUE_WAITING || passed)) {
            if (bundle_seen(r->pages[r->rows[i].page], r->rows[i].index, seen) != ERR_OK ||
                queue_stage_of(seen, QUEUE_WAITING) == known.stage)
                continue;
        }
        if (e == ERR_NOT_FOUND || e == ERR_OK)
            e = bundle_seen(r->pages[r->rows[i].page], r->rows[i].index, seen);
        if (e == ERR_OK && !begun) {
            e = db_begin(sync->db);
            begun = e == ERR_OK;
        }
        if (e == ERR_OK)
            e = take_care(sync, seen);
    }
    if (!begun)
        return e;
    if (e == ERR_OK)
        return db_commit(sync->db);
    db_rollback(sync->db);
    return e;
}

static const struct row *find_row(const struct ready *r, const char *op)
{
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->rows[i].op, op) == 0)
            return &r->rows[i];
    return NULL;
}

/* VERDICT_ACK: ours. VERDICT_CONFLICT: somebody else's. Otherwise the verdict is set. */
static enum verdict claim(struct calling *c, const struct seen *seen, const char *body,
                          int overtaken)
{
    struct sending *s = c->s;
    struct queue_change change = {.to = QUEUE_CALLED,
                                  .caller = &c->call.caller,
                                  .claim = c->call.op,
                                  .calls = seen->queue_task.calls + 1,
                                  .overtaken = overtaken};
    if (!call_mark(c))
        return s->verdict;
    text_format(c->task, sizeof c->task, "Task/%s", seen->id);
    enum verdict v =
        call_put(c, seen, rewrite_queue_task(&c->links, body, &change, clock_wall(s->sync->clock)));
    if (v == VERDICT_CONFLICT) {
        s->sync->conflicts++;
        bool there = call_read(c); /* a repeat below us may have met its own first try */
        if (!there && s->verdict != VERDICT_ACK)
            return s->verdict;
        if (there && strcmp(c->got.seen.queue_task.claim, c->call.op) == 0) {
            sending_see(c->s, &c->got.seen);
            v = VERDICT_ACK;
        } else {
            s->set_call = false;
            s->verdict = v = VERDICT_CONFLICT;
        }
    }
    return v;
}

static void made(struct calling *c)
{
    struct sending *s = c->s;
    const struct seen *seen = s->take_count > 0 ? s->take[0] : NULL;
    if (!seen) { /* acknowledged, but it could not be read: looked up at the next turn */
        sending_fail(s, VERDICT_LATER, "called, to be read again");
        return;
    }
    queue_entry_op(seen, s->call_ticket);
    sending_made(s, "Task", s->call_ticket, seen);
    call_end(c, CALL_MADE, ERR_OK, "called");
}

/* True when an earlier try of this operation has called somebody. */
static bool called_before(struct calling *c)
{
    struct reply reply;
    char system[200];
    text_format(system, sizeof system, "%s/sid/call", c->s->sync->base);
    int count = sync_find(c->s->sync, "Task", system, c->call.op, &reply);
    sending_take(c->s, &reply);
    if (count < 0 && c->s->verdict == VERDICT_ACK)
        c->s->verdict = VERDICT_LATER;
    if (count > 0)
        sending_see(c->s, &reply.seen);
    reply_clear(&reply);
    return count > 0;
}

/* One pass over the line as it stands. true: done, or the verdict is set. */
static bool try_line(struct calling *c, const struct ready *r, const struct queue_pick *pick,
                     struct seen *seen)
{
    struct sync *sync = c->s->sync;
    int losses = 0;
    for (size_t i = 0; i < pick->line->count && losses < LOSSES_MAX; i++) {
        size_t at = pick->line->order[i];
        const struct row *row = find_row(r, pick->line->entries[at].op);
        if (!row || bundle_seen(r->pages[row->page], row->index, seen) != ERR_OK)
            continue;
        char *body = bundle_resource(r->pages[row->page], row->index);
        enum verdict v =
            claim(c, seen, body, queue_pick_overtaken(pick, at, clock_wall(sync->clock)));
        free(body);
        if (v == VERDICT_ACK)
            made(c);
        if (v != VERDICT_CONFLICT)
            return true;
        losses++;
    }
    if (losses > 0)
        return false; /* look again: others are quick */
    call_end(c, CALL_NOBODY, ERR_OK, "nobody waits");
    return true;
}

static void jitter(void)
{
    struct timespec pause = {.tv_nsec = (50 + (long)random_below(101)) * 1000000};
    nanosleep(&pause, NULL);
}

static bool round_of(struct calling *c, struct ready *r, struct seen *seen)
{
    struct sync *sync = c->s->sync;
    const struct config *config = sync->config;
    char date[DATE_SIZE], general[ID_SIZE] = "";
    struct queue_pick pick = {.line = NULL};
    struct queue_rules rules;
    int64_t now = clock_wall(sync->clock);
    clock_date(now, date);
    queue_rules_of(config, &rules);
    enum err e = ERR_OK;
    if (config->queue.help_general)
        e = queue_general(sync->db, c->call.queue, date, general);
    if (e == ERR_OK && !read_ready(c, general, date, r, seen))
        return true;
    if (e == ERR_OK)
        e = take_ready(sync, r, seen);
    if (e == ERR_OK)
        e = queue_pick_read(sync->db, c->call.queue, date, &rules, config->queue.help_general, now,
                            &pick);
    bool over = true;
    if (e == ERR_OK)
        over = try_line(c, r, &pick, seen);
    else
        sending_fail(c->s, VERDICT_LATER, err_name(e));
    queue_pick_close(&pick);
    return over;
}

void call_send_next(struct calling *c)
{
    if (c->sent) {
        if (called_before(c)) {
            made(c);
            return;
        }
        if (c->s->verdict != VERDICT_ACK)
            return;
        if (clock_wall(c->s->sync->clock) - c->call.created_ms > CALL_LATE_MS) {
            call_end(c, CALL_OFFLINE, ERR_OFFLINE, "the server was away, nobody was called");
            return;
        }
    }
    if (!call_resolve(c))
        return;
    struct ready *r = calloc(1, sizeof *r);
    struct seen *seen = calloc(1, sizeof *seen);
    if (!r || !seen)
        abort();
    bool over = false;
    for (int i = 0; !over && i < ROUNDS_MAX && !sync_stopping(c->s->sync); i++) {
        if (i > 0)
            jitter();
        over = round_of(c, r, seen);
    }
    if (!over)
        sending_fail(c->s, VERDICT_LATER, "others are always quicker");
    ready_clear(r);
    free(r);
    free(seen);
}

void call_send_number(struct calling *c)
{
    if (!call_resolve(c) || !call_find(c, c->call.ticket_op))
        return;
    for (int turn = 0; turn < ROUNDS_MAX && call_read(c); turn++) {
        const struct seen *seen = &c->got.seen;
        if (strcmp(seen->queue_task.claim, c->call.op) == 0 && c->sent) {
            sending_see(c->s, seen);
            made(c);
            return;
        }
        if (strcmp(seen->status, "ready") != 0) {
            sending_see(c->s, seen);
            call_end(c, CALL_TAKEN, ERR_OK, "somebody was first");
            return;
        }
        if (c->sent && clock_wall(c->s->sync->clock) - c->call.created_ms > CALL_LATE_MS) {
            call_end(c, CALL_OFFLINE, ERR_OFFLINE, "the server was away, nobody was called");
            return;
        }
        char *body = strdup(c->got.body);
        struct seen *copy = malloc(sizeof *copy);
        if (!body || !copy)
            abort();
        *copy = *seen; /* claim reads again into c->got */
        enum verdict v = claim(c, copy, body, copy->queue_task.overtaken);
        free(copy);
        free(body);
        if (v == VERDICT_ACK)
            made(c);
        if (v != VERDICT_CONFLICT)
            return;
    }
}
