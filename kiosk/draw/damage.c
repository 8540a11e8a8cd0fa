/* What differs between two draw lists: the other half of draw_list.h. */
#include "draw/draw_list.h"

#include <string.h>

#define LOOK_AHEAD 96 /* primitives searched to find the place where two lists agree again */

bool box_empty(struct box box)
{
    return box.w <= 0 || box.h <= 0;
}

struct box box_intersect(struct box a, struct box b)
{
    int x0 = a.x > b.x ? a.x : b.x, y0 = a.y > b.y ? a.y : b.y;
    int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return x1 > x0 && y1 > y0 ? (struct box){x0, y0, x1 - x0, y1 - y0} : (struct box){0};
}

struct box box_union(struct box a, struct box b)
{
    if (box_empty(a))
        return b;
    if (box_empty(b))
        return a;
    int x0 = a.x < b.x ? a.x : b.x, y0 = a.y < b.y ? a.y : b.y;
    int x1 = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct box){x0, y0, x1 - x0, y1 - y0};
}

static bool box_same(struct box a, struct box b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

struct box draw_list_extent(const struct draw_list *list, const struct prim *prim)
{
    struct box box = prim->box;
    if (prim->kind == PRIM_SHADOW) {
        box = (struct box){box.x - 20, box.y - 14, box.w + 40, box.h + 40};
    } else if (prim->kind == PRIM_TEXT) {
        /* Baseline at centre + 0.37 em: Noto Sans CJK reaches from 1.16 em above it to 0.29 em
         * below. */
        int top = box.y + box.h / 2 - prim->px, height = 2 * prim->px;
        box = box_union(box, (struct box){box.x, top, box.w > 0 ? box.w : 1, height});
        box.x -= prim->px / 4;
        box.w += prim->px / 2;
    }
    return prim->clip > 0 ? box_intersect(box, draw_list_clip_box(list, prim->clip)) : box;
}

static bool text_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool shape_same(const struct draw_shape *p, const struct draw_shape *q)
{
    return p->first == q->first && p->count == q->count && p->colour == q->colour &&
           p->width == q->width && p->open == q->open && p->alpha == q->alpha;
}

bool drawing_same(const struct drawing *a, const struct drawing *b)
{
    if (a == b || a == NULL || b == NULL)
        return a == b;
    if (a->shape_count != b->shape_count || a->ring_count != b->ring_count ||
        a->point_count != b->point_count)
        return false;
    for (size_t i = 0; i < a->shape_count; i++)
        if (!shape_same(&a->shapes[i], &b->shapes[i]))
            return false;
    for (size_t i = 0; i < a->ring_count; i++)
        if (a->rings[i].first != b->rings[i].first || a->rings[i].count != b->rings[i].count)
            return false;
    for (size_t i = 0; i < a->point_count; i++)
        if (a->points[i].x != b->points[i].x || a->points[i].y != b->points[i].y)
            return false;
    return true;
}

static bool prim_same(const struct draw_list *a, const struct prim *p, const struct draw_list *b,
                      const struct prim *q)
{
    return p->kind == q->kind && box_same(p->box, q->box) && p->fill == q->fill &&
           p->fill2 == q->fill2 && p->fill3 == q->fill3 && p->radius == q->radius &&
           p->px == q->px && p->bold == q->bold && (p->clip > 0) == (q->clip > 0) &&
           box_same(draw_list_clip_box(a, p->clip), draw_list_clip_box(b, q->clip)) &&
           text_same(p->text, q->text) && drawing_same(p->drawing, q->drawing);
}

static bool item_same(const struct item *p, const struct item *q)
{
    return strcmp(p->id, q->id) == 0 && p->role == q->role && box_same(p->box, q->box) &&
           p->enabled == q->enabled && p->focused == q->focused && p->chosen == q->chosen &&
           p->pressed == q->pressed && p->fits == q->fits && p->min_px == q->min_px &&
           p->lines == q->lines && text_same(p->label, q->label) && text_same(p->value, q->value);
}

bool draw_list_same(const struct draw_list *a, const struct draw_list *b)
{
    if (draw_list_items(a) != draw_list_items(b) || draw_list_prims(a) != draw_list_prims(b))
        return false;
    for (size_t i = 0; i < draw_list_items(a); i++)
        if (!item_same(draw_list_item_at(a, i), draw_list_item_at(b, i)))
            return false;
    for (size_t i = 0; i < draw_list_prims(a); i++)
        if (!prim_same(a, draw_list_prim_at(a, i), b, draw_list_prim_at(b, i)))
            return false;
    return true;
}

/* The nearest later pair that agrees: whatever is skipped is damaged, so any pair is right and a
 * near one is small. */
static bool resync(const struct draw_list *a, size_t *i, const struct draw_list *b, size_t *j)
{
    size_t na = draw_list_prims(a), nb = draw_list_prims(b);
    for (size_t skip = 1; skip <= LOOK_AHEAD; skip++)
        for (size_t da = 0; da <= skip; da++) {
            size_t x = *i + da, y = *j + (skip - da);
            if (x < na && y < nb &&
                prim_same(a, draw_list_prim_at(a, x), b, draw_list_prim_at(b, y))) {
                *i = x;
                *j = y;
                return true;
            }
        }
    return false;
}

struct box draw_list_damage(const struct draw_list *a, const struct draw_list *b)
{
    size_t na = draw_list_prims(a), nb = draw_list_prims(b), i = 0, j = 0, end = 0;
    struct box box = {0};
    while (end < na && end < nb &&
           prim_same(a, draw_list_prim_at(a, na - 1 - end), b, draw_list_prim_at(b, nb - 1 - end)))
        end++;
    while (i < na - end || j < nb - end) {
        if (i < na - end && j < nb - end &&
            prim_same(a, draw_list_prim_at(a, i), b, draw_list_prim_at(b, j))) {
            i++;
            j++;
            continue;
        }
        size_t x = i, y = j;
        if (!resync(a, &x, b, &y) || x > na - end || y > nb - end) {
            x = na - end;
            y = nb - end;
        }
        for (; i < x; i++)
            box = box_union(box, draw_list_extent(a, draw_list_prim_at(a, i)));
        for (; j < y; j++)
            box = box_union(box, draw_list_extent(b, draw_list_prim_at(b, j)));
    }
    return box;
}
