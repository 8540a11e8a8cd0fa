/* Which call stands in the large block. Pure. */
#include "screen/board.h"

#include <string.h>

bool board_being_called(const struct board_number *n)
{
    return n->stage == QUEUE_CALLED || n->stage == QUEUE_RECALLED;
}

static const struct board_number *shown_now(const struct board_state *s)
{
    for (size_t i = 0; i < s->called_count; i++)
        if (strcmp(s->called[i].op, s->shown.op) == 0 && s->called[i].calls == s->shown.calls)
            return board_being_called(&s->called[i]) ? &s->called[i] : NULL;
    return NULL;
}

/* The first call after `after_ms`; the last of all when `last`. */
static const struct board_number *call_after(const struct board_state *s, int64_t after_ms,
                                             bool last)
{
    const struct board_number *best = NULL;
    for (size_t i = 0; i < s->called_count; i++) {
        const struct board_number *n = &s->called[i];
        if (!board_being_called(n) || n->called_ms <= after_ms)
            continue;
        if (!best || (last ? n->called_ms > best->called_ms : n->called_ms < best->called_ms))
            best = n;
    }
    return best;
}

static const struct board_number *show(struct board_state *s, const struct board_number *n,
                                       int64_t since_ms)
{
    memcpy(s->shown.op, n->op, sizeof s->shown.op);
    s->shown.calls = n->calls;
    s->shown.since_ms = since_ms;
    return n;
}

static const struct board_number *call_of(const struct board_state *s, const char *op)
{
    for (size_t i = 0; op[0] && i < s->called_count; i++)
        if (board_being_called(&s->called[i]) && strcmp(s->called[i].op, op) == 0)
            return &s->called[i];
    return NULL;
}

const struct board_number *board_pick(struct board_state *s, const char *spoken, int64_t now_ms)
{
    const struct board_number *now = shown_now(s), *next = call_of(s, spoken);
    if (next)
        return next == now ? now : show(s, next, now_ms);
    int64_t held = now_ms - s->shown.since_ms;
    if (now && held >= 0 && held < BOARD_HOLD_MS)
        return now;
    bool first = !s->shown.op[0];
    next = now ? call_after(s, now->called_ms, false) : call_after(s, 0, true);
    if (!next)
        return now;
    return show(s, next, first ? next->called_ms : now_ms);
}
