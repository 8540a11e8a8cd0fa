#include "draw/draw_list.h"

#include <assert.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE 16384
#define PAGE                                                                                       \
    128 /* primitives or items a page: pages never move, so pointers into them stay good           \
         */
#define PAGES_MAX 64 /* 8192 of a kind: far more than a screen holds */
#define CLIPS_MAX 64

struct chunk {
    struct chunk *next;
    size_t size, used;
    char bytes[];
};

struct draw_list {
    struct chunk *chunks, *open; /* `open` is the one being filled, those after it are empty */
    struct prim *prims[PAGES_MAX];
    struct item *items[PAGES_MAX];
    size_t prim_count, item_count;
    struct box clips[CLIPS_MAX];
    int clip_count;
};

static void *must(void *p)
{
    if (p == NULL)
        abort();
    return p;
}

struct draw_list *draw_list_new(void)
{
    return must(calloc(1, sizeof(struct draw_list)));
}

void draw_list_free(struct draw_list *list)
{
    if (list == NULL)
        return;
    draw_list_reset(list);
    for (struct chunk *c = list->chunks, *next; c != NULL; c = next) {
        next = c->next;
        free(c);
    }
    for (size_t i = 0; i < PAGES_MAX; i++) {
        free(list->prims[i]);
        free(list->items[i]);
    }
    free(list);
}

void draw_list_reset(struct draw_list *list)
{
    for (struct chunk *c = list->chunks; c != NULL; c = c->next) {
        explicit_bzero(c->bytes, c->used);
        c->used = 0;
    }
    list->open = list->chunks;
    for (size_t i = 0; i * PAGE < list->prim_count; i++)
        explicit_bzero(list->prims[i], PAGE * sizeof(struct prim));
    for (size_t i = 0; i * PAGE < list->item_count; i++)
        explicit_bzero(list->items[i], PAGE * sizeof(struct item));
    list->prim_count = list->item_count = 0;
    list->clip_count = 0;
}

static struct chunk *chunk_with_room(struct draw_list *list, size_t size)
{
    struct chunk **at = list->open != NULL ? &list->open : &list->chunks;
    while (*at != NULL && (*at)->size - (*at)->used < size)
        at = &(*at)->next;
    if (*at == NULL) {
        size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
        *at = must(calloc(1, sizeof(struct chunk) + room));
        (*at)->size = room;
    }
    list->open = *at;
    return *at;
}

/* `align` a power of two. */
static void *take(struct draw_list *list, const void *bytes, size_t size, size_t align)
{
    struct chunk *chunk = chunk_with_room(list, size + align);
    uintptr_t at = (uintptr_t)(chunk->bytes + chunk->used);
    size_t skip = (size_t)(-at & (align - 1));
    char *copy = chunk->bytes + chunk->used + skip;
    if (size > 0)
        memcpy(copy, bytes, size);
    chunk->used += skip + size;
    return copy;
}

const char *draw_list_text(struct draw_list *list, const char *text)
{
    return take(list, text, strlen(text) + 1, 1);
}

const struct drawing *draw_list_drawing(struct draw_list *list, const struct drawing *drawing)
{
    struct drawing copy = *drawing;
    copy.shapes = take(list, drawing->shapes, drawing->shape_count * sizeof *drawing->shapes,
                       alignof(struct draw_shape));
    copy.rings = take(list, drawing->rings, drawing->ring_count * sizeof *drawing->rings,
                      alignof(struct draw_ring));
    copy.points = take(list, drawing->points, drawing->point_count * sizeof *drawing->points,
                       alignof(struct draw_point));
    return take(list, &copy, sizeof copy, alignof(struct drawing));
}

struct prim *draw_list_prim(struct draw_list *list, enum prim_kind kind, struct box box)
{
    size_t i = list->prim_count++;
    assert(i < (size_t)PAGE * PAGES_MAX);
    if (list->prims[i / PAGE] == NULL)
        list->prims[i / PAGE] = must(calloc(PAGE, sizeof(struct prim)));
    struct prim *prim = &list->prims[i / PAGE][i % PAGE];
    prim->kind = kind;
    prim->box = box;
    return prim;
}

struct item *draw_list_item(struct draw_list *list, const char *id, enum role role, struct box box,
                            const char *label)
{
    size_t i = list->item_count++;
    assert(i < (size_t)PAGE * PAGES_MAX);
    if (list->items[i / PAGE] == NULL)
        list->items[i / PAGE] = must(calloc(PAGE, sizeof(struct item)));
    struct item *item = &list->items[i / PAGE][i % PAGE];
    snprintf(item->id, sizeof item->id, "%s", id);
    item->role = role;
    item->box = box;
    item->label = draw_list_text(list, label != NULL ? label : "");
    item->value = "";
    item->enabled = item->fits = true;
    return item;
}

int draw_list_clip(struct draw_list *list, struct box box)
{
    assert(list->clip_count < CLIPS_MAX);
    list->clips[list->clip_count++] = box;
    return list->clip_count;
}

struct box draw_list_clip_box(const struct draw_list *list, int clip)
{
    return clip > 0 && clip <= list->clip_count ? list->clips[clip - 1] : (struct box){0};
}

size_t draw_list_prims(const struct draw_list *list)
{
    return list->prim_count;
}

struct prim *draw_list_prim_at(const struct draw_list *list, size_t i)
{
    assert(i < list->prim_count);
    return &list->prims[i / PAGE][i % PAGE];
}

size_t draw_list_items(const struct draw_list *list)
{
    return list->item_count;
}

struct item *draw_list_item_at(const struct draw_list *list, size_t i)
{
    assert(i < list->item_count);
    return &list->items[i / PAGE][i % PAGE];
}

static bool pressable(enum role role)
{
    switch (role) {
    case ROLE_BUTTON:
    case ROLE_TOGGLE:
    case ROLE_FIELD:
    case ROLE_KEY:
        return true;
    case ROLE_TEXT:
    case ROLE_HEADING:
    case ROLE_LIST:
    case ROLE_IMAGE:
    case ROLE_MAP:
    case ROLE_DIALOG:
    case ROLE_PROGRESS:
    case ROLE_STATUS:
    case ROLE_COUNT:
        return false;
    }
    return false;
}

static bool box_holds(struct box box, int x, int y, int slop)
{
    return x >= box.x - slop && x < box.x + box.w + slop && y >= box.y - slop &&
           y < box.y + box.h + slop;
}

const struct item *draw_list_hit(const struct draw_list *list, int x, int y, int slop)
{
    for (int grown = 0; grown < 2; grown++)
        for (size_t i = list->item_count; i-- > 0;) {
            const struct item *item = draw_list_item_at(list, i);
            if (item->enabled && pressable(item->role) &&
                box_holds(item->box, x, y, grown ? slop : 0))
                return item;
            if (item->role == ROLE_DIALOG)
                break; /* what lies under a dialog cannot be pressed */
        }
    return NULL;
}

const char *role_name(enum role role)
{
    static const char *const names[] = {
        [ROLE_BUTTON] = "button",   [ROLE_TOGGLE] = "toggle",     [ROLE_TEXT] = "text",
        [ROLE_HEADING] = "heading", [ROLE_FIELD] = "field",       [ROLE_KEY] = "key",
        [ROLE_LIST] = "list",       [ROLE_IMAGE] = "image",       [ROLE_MAP] = "map",
        [ROLE_DIALOG] = "dialog",   [ROLE_PROGRESS] = "progress", [ROLE_STATUS] = "status",
    };
    static_assert(sizeof names / sizeof *names == ROLE_COUNT, "every role has a name");
    return names[role];
}
