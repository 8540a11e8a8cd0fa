#include "map/sight.h"

#include <math.h>
#include <stdlib.h>

size_t sight_corners(const struct shape *outline, struct map_point *out, size_t cap)
{
    size_t count = 0;
    for (size_t r = 0; r < outline->ring_count; r++) {
        const struct ring *ring = &outline->rings[r];
        /* seen from inside, an outer ring bends away at left turns of a clockwise one */
        double sign = (ring_area(ring) > 0 ? 1 : -1) * (ring->hole ? -1 : 1);
        for (size_t i = 0; i < ring->count && count < cap; i++) {
            struct map_point a = ring->points[(i + ring->count - 1) % ring->count],
                             b = ring->points[i], c = ring->points[(i + 1) % ring->count];
            double turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
            if (turn * sign < -1e-6)
                out[count++] = b;
        }
    }
    return count;
}

static bool crosses(struct map_point a, struct map_point b, struct map_point c, struct map_point d)
{
    double abc = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    double abd = (b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x);
    if ((abc > 0) == (abd > 0))
        return false;
    double cda = (d.x - c.x) * (a.y - c.y) - (d.y - c.y) * (a.x - c.x);
    double cdb = (d.x - c.x) * (b.y - c.y) - (d.y - c.y) * (b.x - c.x);
    return (cda > 0) != (cdb > 0);
}

static bool sees(const struct shape *bounds, struct map_point a, struct map_point b)
{
    for (size_t r = 0; r < bounds->ring_count; r++) {
        const struct ring *ring = &bounds->rings[r];
        for (size_t i = 0, j = ring->count - 1; i < ring->count; j = i++)
            if (crosses(a, b, ring->points[j], ring->points[i]))
                return false;
    }
    return true;
}

struct pair {
    float length;
    uint16_t from, to;
};

static int by_length(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->length < y->length || x->length > y->length)
        return x->length < y->length ? -1 : 1;
    return x->from != y->from ? x->from - y->from : x->to - y->to;
}

struct link {
    int to, next;
    float length;
};

struct thinning {
    size_t count;
    float *known; /* the shortest way found so far, count x count */
    struct link *links;
    size_t link_count, link_capacity;
    int *head;
    float *cost;
    bool *done;
    size_t *run; /* links there were when the ways from here were last looked for */
};

static void add_link(struct thinning *t, int from, int to, float length)
{
    t->links = array_grow(t->links, t->link_count, &t->link_capacity, sizeof *t->links);
    t->links[t->link_count] = (struct link){to, t->head[from], length};
    t->head[from] = (int)t->link_count++;
}

/* All ways from one point over the edges there are: few points, so no heap. */
static void look_again(struct thinning *t, int from)
{
    for (size_t i = 0; i < t->count; i++) {
        t->cost[i] = HUGE_VALF;
        t->done[i] = false;
    }
    t->cost[from] = 0;
    for (;;) {
        int now = -1;
        for (size_t i = 0; i < t->count; i++)
            if (!t->done[i] && t->cost[i] < HUGE_VALF && (now < 0 || t->cost[i] < t->cost[now]))
                now = (int)i;
        if (now < 0)
            break;
        t->done[now] = true;
        for (int l = t->head[now]; l >= 0; l = t->links[l].next) {
            float cost = t->cost[now] + t->links[l].length;
            if (cost < t->cost[t->links[l].to])
                t->cost[t->links[l].to] = cost;
        }
    }
    for (size_t i = 0; i < t->count; i++)
        t->known[(size_t)from * t->count + i] = t->known[i * t->count + (size_t)from] = t->cost[i];
    t->run[from] = t->link_count;
}

static bool near_enough(struct thinning *t, const struct pair *pair)
{
    float most = pair->length * (1 + (float)SIGHT_DETOUR) + 1e-4f;
    const float *known = &t->known[(size_t)pair->from * t->count + pair->to];
    if (*known <= most)
        return true;
    if (t->run[pair->from] == t->link_count)
        return false;
    look_again(t, pair->from);
    return *known <= most;
}

static void *room(size_t count, size_t size)
{
    void *out = calloc(count + 1, size);
    if (!out)
        abort();
    return out;
}

static struct pair *all_pairs(const struct map_point *points, size_t count, size_t *pair_count)
{
    struct pair *pairs = room(count * count / 2, sizeof *pairs);
    *pair_count = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            pairs[(*pair_count)++] = (struct pair){(float)point_distance(points[i], points[j]),
                                                   (uint16_t)i, (uint16_t)j};
    qsort(pairs, *pair_count, sizeof *pairs, by_length);
    return pairs;
}

struct sight_edge *sight_edges(const struct shape *bounds, const struct map_point *points,
                               size_t count, size_t *edge_count)
{
    size_t pair_count, capacity = 0;
    struct pair *pairs = all_pairs(points, count, &pair_count);
    struct thinning t = {.count = count,
                         .known = room(count * count, sizeof(float)),
                         .head = room(count, sizeof(int)),
                         .cost = room(count, sizeof(float)),
                         .done = room(count, sizeof(bool)),
                         .run = room(count, sizeof(size_t))};
    struct sight_edge *edges = NULL;
    *edge_count = 0;
    for (size_t i = 0; i < count * count; i++)
        t.known[i] = HUGE_VALF;
    for (size_t i = 0; i < count; i++)
        t.head[i] = -1;
    for (size_t i = 0; i < pair_count; i++) {
        const struct pair *p = &pairs[i];
        if (t.known[(size_t)p->from * count + p->to] <= p->length * (1 + (float)SIGHT_DETOUR) ||
            !sees(bounds, points[p->from], points[p->to]) || near_enough(&t, p))
            continue;
        add_link(&t, p->from, p->to, p->length);
        add_link(&t, p->to, p->from, p->length);
        t.known[(size_t)p->from * count + p->to] = t.known[(size_t)p->to * count + p->from] =
            p->length;
        edges = array_grow(edges, *edge_count, &capacity, sizeof *edges);
        edges[(*edge_count)++] = (struct sight_edge){p->from, p->to};
    }
    free(pairs);
    free(t.known);
    free(t.links);
    free(t.head);
    free(t.cost);
    free(t.done);
    free(t.run);
    return edges;
}
