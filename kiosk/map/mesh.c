#include "map/mesh.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SAME 1e-7 /* metres between corners that are the same corner */

struct triangle {
    struct map_point corner[3]; /* counter-clockwise */
    int next[3];                /* across the edge corner[i] - corner[i + 1]; -1 = wall */
};

struct mesh {
    struct triangle *triangles;
    size_t count;
    struct map_point from;
    int from_triangle;
    double *cost;
    int *via;      /* the triangle before */
    int *via_edge; /* the edge of that triangle one leaves by */
    bool *done;
    struct map_point *left, *right; /* the channel's doors */
};

static double turn(struct map_point a, struct map_point b, struct map_point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool same(struct map_point a, struct map_point b)
{
    return fabs(a.x - b.x) < SAME && fabs(a.y - b.y) < SAME;
}

struct side { /* an edge with its ends in order, to find the triangle on its other side */
    struct map_point a, b;
    int triangle, edge;
};

static int by_place(const void *x, const void *y)
{
    const struct side *s = x, *t = y;
    const double p[4] = {s->a.x, s->a.y, s->b.x, s->b.y}, q[4] = {t->a.x, t->a.y, t->b.x, t->b.y};
    for (int i = 0; i < 4; i++)
        if (p[i] < q[i] || p[i] > q[i])
            return p[i] < q[i] ? -1 : 1;
    return 0;
}

static void join(struct mesh *mesh)
{
    struct side *sides = calloc(mesh->count * 3, sizeof *sides);
    if (!sides)
        abort();
    for (size_t t = 0; t < mesh->count; t++)
        for (int e = 0; e < 3; e++) {
            struct map_point a = mesh->triangles[t].corner[e],
                             b = mesh->triangles[t].corner[(e + 1) % 3];
            bool swap = b.x < a.x || (b.x <= a.x && b.y < a.y);
            mesh->triangles[t].next[e] = -1;
            sides[t * 3 + (size_t)e] = (struct side){swap ? b : a, swap ? a : b, (int)t, e};
        }
    qsort(sides, mesh->count * 3, sizeof *sides, by_place);
    for (size_t i = 1; i < mesh->count * 3; i++)
        if (same(sides[i - 1].a, sides[i].a) && same(sides[i - 1].b, sides[i].b)) {
            mesh->triangles[sides[i - 1].triangle].next[sides[i - 1].edge] = sides[i].triangle;
            mesh->triangles[sides[i].triangle].next[sides[i].edge] = sides[i - 1].triangle;
        }
    free(sides);
}

static void *room(size_t count, size_t size)
{
    void *out = calloc(count + 1, size);
    if (!out)
        abort();
    return out;
}

struct mesh *mesh_make(struct geos *geos, const struct area *area)
{
    size_t count;
    struct map_point *corners = area_triangles(geos, area, &count);
    if (!corners || !count) {
        free(corners);
        return NULL;
    }
    struct mesh *mesh = room(0, sizeof *mesh);
    mesh->triangles = room(count, sizeof *mesh->triangles);
    for (size_t i = 0; i < count; i++) {
        struct triangle *t = &mesh->triangles[mesh->count];
        memcpy(t->corner, &corners[i * 3], sizeof t->corner);
        double area2 = turn(t->corner[0], t->corner[1], t->corner[2]);
        if (area2 < 0) {
            struct map_point swap = t->corner[1];
            t->corner[1] = t->corner[2];
            t->corner[2] = swap;
        }
        if (fabs(area2) > 1e-12)
            mesh->count++;
    }
    free(corners);
    join(mesh);
    mesh->cost = room(mesh->count, sizeof *mesh->cost);
    mesh->via = room(mesh->count, sizeof *mesh->via);
    mesh->via_edge = room(mesh->count, sizeof *mesh->via_edge);
    mesh->done = room(mesh->count, sizeof *mesh->done);
    mesh->left = room(mesh->count + 1, sizeof *mesh->left);
    mesh->right = room(mesh->count + 1, sizeof *mesh->right);
    return mesh;
}

void mesh_free(struct mesh *mesh)
{
    if (!mesh)
        return;
    free(mesh->triangles);
    free(mesh->cost);
    free(mesh->via);
    free(mesh->via_edge);
    free(mesh->done);
    free(mesh->left);
    free(mesh->right);
    free(mesh);
}

/* The triangle that holds the point, or the nearest one. */
static int locate(const struct mesh *mesh, struct map_point p)
{
    int best = 0;
    double best_distance = HUGE_VAL;
    for (size_t t = 0; t < mesh->count; t++) {
        const struct map_point *c = mesh->triangles[t].corner;
        if (turn(c[0], c[1], p) >= 0 && turn(c[1], c[2], p) >= 0 && turn(c[2], c[0], p) >= 0)
            return (int)t;
        for (int e = 0; e < 3; e++) {
            double d = segment_distance(p, c[e], c[(e + 1) % 3], NULL);
            if (d < best_distance) {
                best_distance = d;
                best = (int)t;
            }
        }
    }
    return best;
}

void mesh_from(struct mesh *mesh, struct map_point from)
{
    mesh->from = from;
    mesh->from_triangle = locate(mesh, from);
    for (size_t t = 0; t < mesh->count; t++) {
        mesh->cost[t] = HUGE_VAL;
        mesh->via[t] = -1;
        mesh->done[t] = false;
    }
    mesh->cost[mesh->from_triangle] = 0;
    for (;;) {
        int now = -1;
        for (size_t t = 0; t < mesh->count; t++)
            if (!mesh->done[t] && mesh->cost[t] < HUGE_VAL &&
                (now < 0 || mesh->cost[t] < mesh->cost[now]))
                now = (int)t;
        if (now < 0)
            return;
        mesh->done[now] = true;
        const struct triangle *triangle = &mesh->triangles[now];
        struct map_point entry = from;
        if (mesh->via[now] >= 0) {
            const struct map_point *c = mesh->triangles[mesh->via[now]].corner;
            entry = point_between(c[mesh->via_edge[now]], c[(mesh->via_edge[now] + 1) % 3], 0.5);
        }
        for (int e = 0; e < 3; e++) {
            struct map_point middle =
                point_between(triangle->corner[e], triangle->corner[(e + 1) % 3], 0.5);
            double cost = mesh->cost[now] + point_distance(entry, middle);
            int next = triangle->next[e];
            if (next < 0 || mesh->done[next] || cost >= mesh->cost[next])
                continue;
            mesh->cost[next] = cost;
            mesh->via[next] = now;
            mesh->via_edge[next] = e;
        }
    }
}

/* Doors of the channel in walking order, the target last as a door of no width; leaving a
 * counter-clockwise triangle over the edge a - b, b is on the left. */
static size_t channel(struct mesh *mesh, int last, struct map_point to)
{
    size_t count = 0;
    for (int t = last; mesh->via[t] >= 0; t = mesh->via[t])
        count++;
    size_t at = count;
    for (int t = last; mesh->via[t] >= 0; t = mesh->via[t]) {
        const struct map_point *c = mesh->triangles[mesh->via[t]].corner;
        at--;
        mesh->left[at] = c[(mesh->via_edge[t] + 1) % 3];
        mesh->right[at] = c[mesh->via_edge[t]];
    }
    mesh->left[count] = mesh->right[count] = to;
    return count + 1;
}

static size_t put(struct map_point *out, size_t count, size_t cap, struct map_point p)
{
    if (count && same(out[count - 1], p))
        return count;
    if (count < cap)
        out[count] = p;
    return count + 1;
}

/* The simple funnel algorithm (Mononen after Lee and Preparata). Leaving over b (left) and a
 * (right), points between have turn(apex, right, p) >= 0 and turn(apex, left, p) <= 0. */
static size_t funnel(const struct mesh *mesh, size_t doors, struct map_point *out, size_t cap)
{
    struct map_point apex = mesh->from, left = apex, right = apex;
    size_t apex_at = 0, left_at = 0, right_at = 0, count = put(out, 0, cap, apex);
    for (size_t i = 0; i < doors; i++) {
        struct map_point l = mesh->left[i], r = mesh->right[i];
        bool restart = false;
        if (turn(apex, right, r) >= 0) {
            if (same(apex, right) || turn(apex, left, r) < 0) {
                right = r;
                right_at = i;
            } else {
                apex = left;
                apex_at = left_at;
                restart = true;
            }
        }
        if (!restart && turn(apex, left, l) <= 0) {
            if (same(apex, left) || turn(apex, right, l) > 0) {
                left = l;
                left_at = i;
            } else {
                apex = right;
                apex_at = right_at;
                restart = true;
            }
        }
        if (!restart)
            continue;
        count = put(out, count, cap, apex);
        left = right = apex;
        left_at = right_at = apex_at;
        i = apex_at;
    }
    return put(out, count, cap, mesh->left[doors - 1]);
}

size_t mesh_to(struct mesh *mesh, struct map_point to, struct map_point *out, size_t cap)
{
    int last = locate(mesh, to);
    if (!(mesh->cost[last] < HUGE_VAL))
        return 0;
    size_t doors = channel(mesh, last, to);
    size_t count = funnel(mesh, doors, out, cap);
    return count <= cap ? count : 0;
}
