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

const struct board_number *board_pick(struct board_state *s, int64_t now_ms)
{
    const struct board_number *now = shown_now(s), *next;
    int64_t held = now_ms - s->shown.since_ms;
    if (now && held >= 0 && held < BOARD_HOLD_MS)
        return now;
    bool first = !s->shown.op[0];
    next = now ? call_after(s, now->called_ms, false) : call_after(s, 0, true);
    if (!next)
        return now;
    memcpy(s->shown.op, next->op, sizeof s->shown.op);
    s->shown.calls = next->calls;
    s->shown.since_ms = first ? next->called_ms : now_ms;
    return next;
}
