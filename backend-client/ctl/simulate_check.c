/* What must hold at the end of the simulated day. Nothing here asks an act or a reading function of
 * the store: it compares the world's ledger with the bare rows. */
#include "ctl/simulate.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct row {
    char op[UUID_SIZE], number[12], queue[ID_SIZE], visit[UUID_SIZE], stage[16];
};

static int by_number(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int c = strcmp(x->queue, y->queue);
    if (c == 0)
        c = strcmp(x->number, y->number);
    return c ? c : strcmp(x->visit, y->visit);
}

static int by_op(const void *a, const void *b)
{
    return strcmp(((const struct row *)a)->op, ((const struct row *)b)->op);
}

static bool read_rows(struct sim *sim, struct row **out, size_t *count)
{
    size_t room = (size_t)sim->entry_count + 16;
    *out = calloc(room, sizeof **out);
    if (!*out)
        abort();
    struct statement *s = db_prepare(
        sim->db, "SELECT op,number,queue,visit_op,stage FROM ticket WHERE status<>'void'");
    for (*count = 0; *count < room && db_step(s); ++*count) {
        struct row *r = &(*out)[*count];
        column_copy(s, 0, r->op, sizeof r->op);
        column_copy(s, 1, r->number, sizeof r->number);
        column_copy(s, 2, r->queue, sizeof r->queue);
        column_copy(s, 3, r->visit, sizeof r->visit);
        column_copy(s, 4, r->stage, sizeof r->stage);
    }
    return sim_must(sim, db_done(s), "reading all numbers");
}

/* Two visits with one number in one queue; and two walk-ins anywhere with one number. */
static int equal_numbers(const struct sim *sim, struct row *rows, size_t count)
{
    int equal = 0, n = 0;
    struct row *given = calloc((size_t)sim->entry_count + 1, sizeof *given);
    if (!given)
        abort();
    qsort(rows, count, sizeof *rows, by_number);
    for (size_t i = 1; i < count; i++)
        equal += strcmp(rows[i].queue, rows[i - 1].queue) == 0 &&
                 strcmp(rows[i].number, rows[i - 1].number) == 0 &&
                 strcmp(rows[i].visit, rows[i - 1].visit) != 0;
    for (int i = 0; i < sim->entry_count; i++) {
        const struct sim_entry *e = &sim->entries[i];
        if (!e->handed || e->stop > 0 || sim->patients[e->patient].appointment[0])
            continue;
        text_copy(given[n].number, sizeof given[n].number, e->number);
        text_copy(given[n].visit, sizeof given[n].visit, e->op);
        n++;
    }
    qsort(given, (size_t)n, sizeof *given, by_number);
    for (int i = 1; i < n; i++)
        equal += strcmp(given[i].number, given[i - 1].number) == 0;
    free(given);
    return equal;
}

/* A number that was handed out must have come to its end, unless its patient went home. */
static int lost_numbers(const struct sim *sim, struct row *rows, size_t count)
{
    int lost = 0;
    qsort(rows, count, sizeof *rows, by_op);
    for (int i = 0; i < sim->entry_count; i++) {
        struct row key;
        const struct sim_entry *e = &sim->entries[i];
        text_copy(key.op, sizeof key.op, e->op);
        const struct row *r = bsearch(&key, rows, count, sizeof *rows, by_op);
        if (!e->handed)
            continue;
        bool home =
            sim->patients[e->patient].end == END_WENT_HOME && sim->patients[e->patient].entry == i;
        lost += !r || strcmp(r->stage, home ? "passed" : "done") != 0;
    }
    for (int i = 0; i < sim->options.patients; i++)
        lost += sim->patients[i].end == END_NONE && sim->patients[i].entry < 0;
    return lost;
}

/* By the ratio: of the calls that a waiting number saw, those of later comers are at most `ratio`
 * times those of earlier ones, and `ratio` more. */
static bool overtaken_too_often(const struct sim *sim, int entry)
{
    const struct sim_entry *e = &sim->entries[entry];
    int earlier = 0, later = 0;
    for (int i = 0; i < sim->call_count; i++) {
        const struct sim_call *c = &sim->calls[i];
        if (c->at_ms < e->entered_ms || c->at_ms >= e->called_ms || c->free || c->entry == entry ||
            strcmp(c->queue, e->queue) != 0)
            continue;
        if (c->arrived_ms > e->arrived_ms)
            later++;
        else
            earlier++;
    }
    return later > sim->config.queue.ratio * (earlier + 1);
}

static int starved(const struct sim *sim, const struct row *rows, size_t count)
{
    int n = 0;
    for (size_t i = 0; i < count; i++)
        n += strcmp(rows[i].stage, "waiting") == 0;
    for (int i = 0; i < sim->entry_count; i++)
        n += sim->entries[i].called && !sim->entries[i].moved && overtaken_too_often(sim, i);
    return n;
}

int sim_check(struct sim *sim, struct sim_found *out)
{
    struct row *rows;
    size_t count;
    *out = (struct sim_found){.double_calls = sim->counts.double_calls + sim->counts.board_twice,
                              .told_wrong = sim->counts.told_wrong};
    bool good = read_rows(sim, &rows, &count);
    if (good) {
        out->equal = equal_numbers(sim, rows, count);
        out->lost = lost_numbers(sim, rows, count);
        out->starved = starved(sim, rows, count);
    }
    free(rows);
    return good ? CTL_OK : ctl_say(CTL_FAILED, "simulate: %s", sim->message);
}
