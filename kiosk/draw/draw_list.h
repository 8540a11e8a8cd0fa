/* The draw list: what one frame shows, as plain data. Widgets write it; the painter shows it, tests
 * and the automation file read it, speech will speak it, tactile keys will walk it. All boxes are
 * window pixels.
 *
 * Primitives are painted in order. Items are the semantic side: everything a person can read or
 * press. Strings are copied into the list's own arena and live until draw_list_reset.
 */
#pragma once

#include "draw/drawing.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct box {
    int x, y, w, h;
};

/* 0xRRGGBB, opaque; the scrim's transparency is its own primitive. */
typedef uint32_t color;

enum prim_kind {
    PRIM_RECT,     /* filled, `radius` (0 = square corners), `fill` */
    PRIM_GRADIENT, /* vertical, `fill` to `fill2` */
    PRIM_SHADOW,   /* the ticket's soft shadow around `box` */
    PRIM_SCRIM,    /* `fill` at 93 % over `box` */
    PRIM_TEXT,  /* one line, already broken: baseline set by vertical centring inside `box`, drawn
                   from box.x; box.w is the line's width (what is painted further right is not
                   repainted when it changes) */
    PRIM_ICON,  /* assets/icons/<text>.svg in `box`, one colour `fill`. Those with colours of their
                   own keep them while fill = fill2 = 0, else: rate-* disc fill, lines fill2; mark
                   ground fill, cross fill2, waves fill3; river sun fill, far hill fill2, near hill
                   fill3 */
    PRIM_SVG,   /* `text` is a small SVG document drawn into `box`; cached by content */
    PRIM_PATHS, /* `drawing` in `box`, cut to it */
    PRIM_QR, /* `text` encoded at level M, black on white with 4 modules of quiet zone inside `box`
                (see qr.h) */
    PRIM_DASH, /* horizontal dashed line as high as `box`, `radius` = length of a dash and of a gap
                */
};

struct prim {
    enum prim_kind kind;
    struct box box;
    color fill, fill2, fill3;
    int radius;
    int px; /* PRIM_TEXT: em in window pixels */
    bool bold;
    const char *text; /* in the arena; PRIM_TEXT may hold \x0e ... \x0f = switch to the other weight
                         and back */
    const struct drawing *drawing; /* PRIM_PATHS; from draw_list_drawing */
    int clip;                      /* from draw_list_clip, 0 = none */
    int group;                     /* layout block, see ui; the painter ignores it */
    bool stretch;                  /* layout: grows with its row; the painter ignores it */
};

enum role {
    ROLE_BUTTON,
    ROLE_TOGGLE,
    ROLE_TEXT,
    ROLE_HEADING,
    ROLE_FIELD,
    ROLE_KEY,
    ROLE_LIST,
    ROLE_IMAGE,
    ROLE_MAP,
    ROLE_DIALOG,
    ROLE_PROGRESS,
    ROLE_STATUS,
    ROLE_COUNT
};

#define ITEM_ID_SIZE 96

struct item {
    char id[ITEM_ID_SIZE]; /* stable across languages and versions */
    enum role role;
    const char *label; /* what is spoken; in the arena, never NULL */
    const char *value;
    struct box box; /* window pixels, the picture without its foot */
    bool enabled, focused, chosen, pressed;
    bool fits;  /* false when text was cut or overflows its box */
    int min_px; /* em of the smallest text inside, 0 when none */
    int lines;  /* of its longest text */
    int group;
    bool secret; /* value never goes to speech loudspeakers or the automation file (masked already)
                  */
};

struct draw_list; /* opaque, owns its arena. Out of memory is abort(). */

struct draw_list *draw_list_new(void);
void draw_list_free(struct draw_list *list);
void draw_list_reset(struct draw_list *list); /* wipes the arena: it may hold personal text */

const char *draw_list_text(struct draw_list *list, const char *text); /* copies into the arena */

/* Copies a drawing into the arena. */
const struct drawing *draw_list_drawing(struct draw_list *list, const struct drawing *drawing);

/* Pointers to primitives and items stay good until draw_list_reset. Everything not given is zero;
 * label is copied. */
struct prim *draw_list_prim(struct draw_list *list, enum prim_kind kind, struct box box);
struct item *draw_list_item(struct draw_list *list, const char *id, enum role role, struct box box,
                            const char *label);

/* Remembers a box that primitives can be cut to: put what it returns into prim.clip. */
int draw_list_clip(struct draw_list *list, struct box box);
struct box draw_list_clip_box(const struct draw_list *list, int clip); /* w = 0 for clip 0 */

size_t draw_list_prims(const struct draw_list *list);
struct prim *draw_list_prim_at(const struct draw_list *list, size_t i);
size_t draw_list_items(const struct draw_list *list);
struct item *draw_list_item_at(const struct draw_list *list, size_t i);

/* The topmost enabled pressable item (button, toggle, field, key, list row) whose picture grown by
 * `slop` px holds the point; a picture that holds the point itself wins over a grown one. What was
 * added before the last ROLE_DIALOG item lies under it and cannot be hit. NULL when none. */
const struct item *draw_list_hit(const struct draw_list *list, int x, int y, int slop);

/* True when both lists would paint the same pixels / say the same things. */
bool draw_list_same(const struct draw_list *a, const struct draw_list *b);

/* The smallest box that holds every primitive in which the two lists differ; w = 0 when they paint
 * the same. */
struct box draw_list_damage(const struct draw_list *a, const struct draw_list *b);

/* Where a primitive may touch pixels: its box, larger for shadows and text, cut to its clip box. */
struct box draw_list_extent(const struct draw_list *list, const struct prim *prim);

struct box box_intersect(struct box a, struct box b); /* w = h = 0 when they do not touch */
struct box box_union(struct box a, struct box b);     /* an empty one adds nothing */
bool box_empty(struct box box);

const char *role_name(enum role role); /* as in the automation file: "button", "toggle", ... */
