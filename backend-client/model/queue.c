#include "model/queue.h"

#include "base/clock.h"

#include <assert.h>
#include <string.h>

#define MINUTE_MS 60000LL

static const char *const names[] = {
    [CLASS_EMERGENCY] = "emergency", [CLASS_REFERRAL] = "referral", [CLASS_RETURN] = "return",
    [CLASS_BOOKED] = "booked",       [CLASS_CARED] = "cared",       [CLASS_WALK_IN] = "walk-in",
};
static_assert(sizeof names / sizeof names[0] == CLASS_COUNT, "one name a class");

const char *queue_class_name(enum queue_class c)
{
    return names[c];
}

void queue_rules_of(const struct config *config, struct queue_rules *out)
{
    *out = (struct queue_rules){.ratio = config->queue.ratio,
                                .window_min = config->queue.window_min,
                                .late_min = config->queue.late_min,
                                .missed_after = config->queue.missed_after,
                                .missed_recalls = config->queue.missed_recalls,
                                .elderly_age = config->queue.elderly_age,
                                .room_min = config->queue.room_min};
}

enum queue_class queue_class_of(const struct queue_entry *entry, const struct queue_rules *rules,
                                int64_t now_ms)
{
    if (entry->priority >= PRIORITY_STAT)
        return CLASS_EMERGENCY;
    if (entry->priority == PRIORITY_ASAP)
        return CLASS_REFERRAL;
    if (entry->returned)
        return CLASS_RETURN;
    /* late is who came late, not who was made to wait */
    if (entry->due_ms > 0 && now_ms >= entry->due_ms - rules->window_min * MINUTE_MS &&
        entry->arrived_ms <= entry->due_ms + rules->late_min * MINUTE_MS)
        return CLASS_BOOKED;
    return entry->priority == PRIORITY_URGENT ? CLASS_CARED : CLASS_WALK_IN;
}

struct view { /* what choosing needs to know */
    const struct queue_entry *entries;
    size_t count;
    const struct queue_rules *rules;
    int64_t now_ms;
};

bool queue_earlier(const struct queue_entry *a, const struct queue_entry *b)
{
    if (a->arrived_ms != b->arrived_ms)
        return a->arrived_ms < b->arrived_ms;
    return strcmp(a->op, b->op) < 0; /* never by chance */
}

static enum queue_class class_at(const struct view *v, size_t i)
{
    return queue_class_of(&v->entries[i], v->rules, v->now_ms);
}

static bool emergency(const struct view *v, size_t i)
{
    return class_at(v, i) == CLASS_EMERGENCY;
}

/* True when i goes before k: by class and arrival, or by arrival alone. */
static bool before(const struct view *v, size_t i, size_t k, bool by_class)
{
    enum queue_class a = class_at(v, i), b = class_at(v, k);
    if ((by_class || a == CLASS_EMERGENCY || b == CLASS_EMERGENCY) && a != b)
        return a < b;
    return queue_earlier(&v->entries[i], &v->entries[k]);
}

/* Of indices in `rest` that are not held the one that goes first; its place in `rest`. */
static size_t first_of(const struct view *v, const size_t *rest, size_t n, bool by_class)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (before(v, rest[i], rest[best], by_class))
            best = i;
    return best;
}

/* True when one of `rest` came before entry `called` and is no emergency. */
static bool passes_over(const struct view *v, const size_t *rest, size_t n, size_t called)
{
    for (size_t i = 0; i < n; i++)
        if (!emergency(v, rest[i]) && queue_earlier(&v->entries[rest[i]], &v->entries[called]))
            return true;
    return false;
}

static int overtakes_after(const struct view *v, const size_t *rest, size_t n, int overtaken,
                           size_t called)
{
    if (emergency(v, called) || v->entries[called].held)
        return overtaken;
    return passes_over(v, rest, n, called) ? overtaken + 1 : 0;
}

/* Everybody who is not held (or is an emergency), in order; how many. */
static size_t order_free(const struct view *v, int overtaken, size_t *order)
{
    size_t n = 0;
    for (size_t i = 0; i < v->count; i++)
        if (!v->entries[i].held || emergency(v, i))
            order[n++] = i;
    for (size_t done = 0; done < n; done++) {
        size_t *rest = order + done, left = n - done;
        size_t at = first_of(v, rest, left, overtaken < v->rules->ratio), chosen = rest[at];
        memmove(rest + 1, rest, at * sizeof *rest);
        rest[0] = chosen;
        overtaken = overtakes_after(v, rest + 1, left - 1, overtaken, chosen);
    }
    return n;
}

static bool held_before(const struct queue_entry *a, const struct queue_entry *b)
{
    return a->skip != b->skip ? a->skip < b->skip : queue_earlier(a, b);
}

void queue_order(const struct queue_entry *entries, size_t count, const struct queue_rules *rules,
                 int64_t now_ms, int overtaken, size_t *order)
{
    struct view v = {entries, count, rules, now_ms};
    size_t n = order_free(&v, overtaken, order), urgent = 0, least = 0;
    while (urgent < n && emergency(&v, order[urgent]))
        urgent++;
    while (n < count) { /* the held ones one after the other, fewest to wait for first */
        size_t next = count;
        for (size_t i = 0; i < count; i++) {
            bool there = emergency(&v, i) || !entries[i].held;
            for (size_t k = 0; !there && k < n; k++)
                there = order[k] == i;
            if (!there && (next == count || held_before(&entries[i], &entries[next])))
                next = i;
        }
        size_t at = urgent + (entries[next].skip > 0 ? (size_t)entries[next].skip : 0);
        if (at < least)
            at = least;
        if (at > n)
            at = n;
        memmove(order + at + 1, order + at, (n - at) * sizeof *order);
        order[at] = next;
        n++;
        least = at + 1;
    }
}

int queue_overtakes(const struct queue_entry *entries, size_t count,
                    const struct queue_rules *rules, int64_t now_ms, int overtaken, size_t called)
{
    struct view v = {entries, count, rules, now_ms};
    if (emergency(&v, called) || entries[called].held)
        return overtaken;
    for (size_t i = 0; i < count; i++)
        if (i != called && !emergency(&v, i) && !entries[i].held &&
            queue_earlier(&entries[i], &entries[called]))
            return overtaken + 1;
    return 0;
}

int priority_of_age(const char *birth_date, const char *today, const struct queue_rules *rules)
{
    struct local_time born, now;
    if (rules->elderly_age <= 0 || !clock_parse_date(birth_date, &born) ||
        !clock_parse_date(today, &now))
        return PRIORITY_ROUTINE;
    bool had_birthday = now.month > born.month || (now.month == born.month && now.day >= born.day);
    int age = now.year - born.year - (had_birthday ? 0 : 1);
    return age >= rules->elderly_age ? PRIORITY_URGENT : PRIORITY_ROUTINE;
}
