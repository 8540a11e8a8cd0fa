#include "draw/painter.h"
#include "draw/canvas.h"
#include "draw/fonts.h"
#include "draw/icons_sdl.h"
#include "draw/picture_cache.h"
#include "draw/paths.h"
#include "draw/qr.h"
#include "draw/shapes.h"
#include "draw/text_sdl.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_BYTES (3u << 20)     /* masks of about four screens of text */
#define DRAWINGS_BYTES (12u << 20) /* maps, rings, codes: three full-width maps */
#define ICONS_BYTES (6u << 20)     /* the river and every icon of a few screens */
#define SCRIM_ALPHA 237            /* 93 % */
#define PATH_SIZE 512

enum kept_kind { KEPT_WORDS, KEPT_SVG, KEPT_QR, KEPT_ICON };

struct painter {
    struct SDL_Window *window;
    char icons_dir[PATH_SIZE];
    struct fonts *fonts;
    struct text_sdl *text;
    struct picture_cache *words, *drawings, *icons;
    struct shapes shapes;
    struct paths *paths; /* NULL until the first drawing */
    SDL_Surface *own;    /* only when the window has other pixels than ours */
    int width, height;
    bool invalid;
};

enum err painter_new(struct SDL_Window *window, const struct painter_options *options,
                     struct painter **out)
{
    *out = NULL;
    struct fonts *fonts = NULL;
    enum err e = fonts_new(options->fonts_conf, &fonts);
    if (e != ERR_OK)
        return e;
    struct painter *painter = calloc(1, sizeof *painter);
    if (painter == NULL)
        abort();
    painter->window = window;
    snprintf(painter->icons_dir, sizeof painter->icons_dir, "%s", options->icons_dir);
    painter->fonts = fonts;
    painter->text = text_sdl_new(fonts);
    painter->words = picture_cache_new(WORDS_BYTES);
    painter->drawings = picture_cache_new(DRAWINGS_BYTES);
    painter->icons = picture_cache_new(ICONS_BYTES);
    painter->invalid = true;
    *out = painter;
    return ERR_OK;
}

void painter_free(struct painter *painter)
{
    if (painter == NULL)
        return;
    picture_cache_free(painter->words);
    picture_cache_free(painter->drawings);
    picture_cache_free(painter->icons);
    shapes_clear(&painter->shapes);
    paths_free(painter->paths);
    text_sdl_free(painter->text);
    fonts_free(painter->fonts);
    SDL_FreeSurface(painter->own);
    free(painter);
}

const struct text_engine *painter_text(struct painter *painter)
{
    return text_sdl_engine(painter->text);
}

void painter_invalidate(struct painter *painter)
{
    painter->invalid = true;
}

void painter_forget(struct painter *painter)
{
    picture_cache_wipe(painter->words);
    picture_cache_wipe(painter->drawings);
    text_sdl_forget(painter->text);
}

static void paint_words(struct painter *painter, struct canvas *canvas, const struct prim *prim)
{
    const struct text_engine *engine = text_sdl_engine(painter->text);
    int x = prim->box.x, baseline = prim->box.y + (prim->box.h * 50 + prim->px * 37 + 50) / 100;
    bool bold = prim->bold;
    for (const char *from = prim->text; *from != 0;) {
        size_t length = strcspn(from, "\x0e\x0f");
        if (length > 0) {
            struct picture_key key = picture_key_start(KEPT_WORDS);
            picture_key_add(&key, (int[]){prim->px, bold}, 2 * sizeof(int));
            picture_key_add(&key, from, length);
            const struct picture *picture = picture_cache_get(painter->words, key);
            if (picture == NULL)
                picture =
                    picture_cache_put(painter->words, key,
                                      text_sdl_line(painter->text, from, length, prim->px, bold));
            canvas_picture(canvas, picture, x, baseline, prim->fill);
        }
        from += length;
        if (*from != 0) {
            x += length > 0 ? engine->width(engine->ctx, from - length, length, prim->px, bold) : 0;
            bold = !bold;
            from++;
        }
    }
}

static void paint_icon(struct painter *painter, struct canvas *canvas, const struct prim *prim)
{
    struct icon_colors colors = {prim->fill, prim->fill2, prim->fill3};
    if (!icon_is_colored(prim->text))
        colors = (struct icon_colors){0};
    struct picture_key key = picture_key_start(KEPT_ICON);
    picture_key_add(&key, (int[]){prim->box.w, prim->box.h}, 2 * sizeof(int));
    picture_key_add(&key, &colors, sizeof colors);
    picture_key_add(&key, prim->text, strlen(prim->text));
    const struct picture *picture = picture_cache_get(painter->icons, key);
    if (picture == NULL)
        picture = picture_cache_put(
            painter->icons, key,
            icon_load(painter->icons_dir, prim->text, prim->box.w, prim->box.h, colors));
    canvas_picture(canvas, picture, prim->box.x, prim->box.y, prim->fill);
}

static void paint_svg(struct painter *painter, struct canvas *canvas, const struct prim *prim)
{
    struct picture_key key = picture_key_start(KEPT_SVG);
    picture_key_add(&key, (int[]){prim->box.w, prim->box.h}, 2 * sizeof(int));
    picture_key_add(&key, prim->text, strlen(prim->text));
    const struct picture *picture = picture_cache_get(painter->drawings, key);
    if (picture == NULL)
        picture = picture_cache_put(painter->drawings, key,
                                    svg_draw(prim->text, prim->box.w, prim->box.h));
    canvas_picture(canvas, picture, prim->box.x, prim->box.y, prim->fill);
}

/* The code as a mask of whole modules, in the middle of a box of that side. */
static struct picture qr_picture(const char *text, int side)
{
    int n = 0;
    uint8_t *modules = qr_encode(text, &n);
    int module = modules != NULL ? side / (n + 2 * QR_QUIET) : 0;
    struct picture picture = {0};
    if (module > 0) {
        picture.w = picture.h = n * module;
        picture.dx = picture.dy = (side - picture.w) / 2;
        picture.mask = malloc((size_t)picture.w * (size_t)picture.h);
        if (picture.mask == NULL)
            abort();
        for (int y = 0; y < picture.h; y++)
            for (int x = 0; x < picture.w; x++)
                picture.mask[y * picture.w + x] = modules[y / module * n + x / module] ? 255 : 0;
    }
    free(modules);
    return picture;
}

static void paint_qr(struct painter *painter, struct canvas *canvas, const struct prim *prim)
{
    int side = prim->box.w < prim->box.h ? prim->box.w : prim->box.h;
    struct picture_key key = picture_key_start(KEPT_QR);
    picture_key_add(&key, &side, sizeof side);
    picture_key_add(&key, prim->text, strlen(prim->text));
    const struct picture *picture = picture_cache_get(painter->drawings, key);
    if (picture == NULL)
        picture = picture_cache_put(painter->drawings, key, qr_picture(prim->text, side));
    canvas_fill(canvas, prim->box, 0xffffff);
    canvas_picture(canvas, picture, prim->box.x + (prim->box.w - side) / 2,
                   prim->box.y + (prim->box.h - side) / 2, 0x000000);
}

static void paint_paths(struct painter *painter, struct canvas *canvas, const struct prim *prim)
{
    if (painter->paths == NULL)
        painter->paths = paths_new();
    paths_paint(painter->paths, canvas, prim->drawing, prim->box);
}

static void paint(struct painter *painter, struct canvas *canvas, const struct prim *prim)
{
    switch (prim->kind) {
    case PRIM_RECT:
        shapes_round(&painter->shapes, canvas, prim->box, prim->radius, prim->fill);
        break;
    case PRIM_GRADIENT:
        canvas_gradient(canvas, prim->box, prim->fill, prim->fill2);
        break;
    case PRIM_SHADOW:
        shapes_shadow(&painter->shapes, canvas, prim->box, prim->fill);
        break;
    case PRIM_SCRIM:
        canvas_blend(canvas, prim->box, prim->fill, SCRIM_ALPHA);
        break;
    case PRIM_TEXT:
        if (prim->text != NULL)
            paint_words(painter, canvas, prim);
        break;
    case PRIM_ICON:
        if (prim->text != NULL)
            paint_icon(painter, canvas, prim);
        break;
    case PRIM_PATHS:
        if (prim->drawing != NULL)
            paint_paths(painter, canvas, prim);
        break;
    case PRIM_SVG:
        if (prim->text != NULL)
            paint_svg(painter, canvas, prim);
        break;
    case PRIM_QR:
        if (prim->text != NULL)
            paint_qr(painter, canvas, prim);
        break;
    case PRIM_DASH:
        shapes_dash(canvas, prim->box, prim->radius, prim->fill);
        break;
    }
}

static bool surface_is_ours(const SDL_Surface *s)
{
    return s->format->BytesPerPixel == 4 && s->format->Rmask == 0xff0000u &&
           s->format->Gmask == 0xff00u && s->format->Bmask == 0xffu;
}

/* The surface to paint on: the window's, or one of ours when the display has fewer colours. */
static SDL_Surface *target_surface(struct painter *painter, SDL_Surface *shown)
{
    if (surface_is_ours(shown))
        return shown;
    if (painter->own == NULL || painter->own->w != shown->w || painter->own->h != shown->h) {
        SDL_FreeSurface(painter->own);
        painter->own =
            SDL_CreateRGBSurfaceWithFormat(0, shown->w, shown->h, 32, SDL_PIXELFORMAT_RGB888);
        if (painter->own == NULL)
            abort();
        painter->invalid = true;
    }
    return painter->own;
}

static void paint_list(struct painter *painter, SDL_Surface *target, const struct draw_list *list,
                       struct box damage)
{
    struct canvas canvas = {.pixels = target->pixels, .stride = target->pitch / 4, .clip = damage};
    size_t count = draw_list_prims(list);
    for (size_t i = 0; i < count; i++) {
        const struct prim *prim = draw_list_prim_at(list, i);
        if (box_empty(box_intersect(draw_list_extent(list, prim), damage)))
            continue;
        canvas.clip =
            prim->clip > 0 ? box_intersect(damage, draw_list_clip_box(list, prim->clip)) : damage;
        if (!box_empty(canvas.clip))
            paint(painter, &canvas, prim);
    }
}

void painter_show(struct painter *painter, const struct draw_list *before,
                  const struct draw_list *now)
{
    SDL_Surface *shown = SDL_GetWindowSurface(painter->window);
    if (shown == NULL)
        return; /* no display any more: the loop sees the window go */
    SDL_Surface *target = target_surface(painter, shown);
    const struct box all = {0, 0, shown->w, shown->h};
    bool everything = before == NULL || painter->invalid || painter->width != shown->w ||
                      painter->height != shown->h;
    struct box damage = everything ? all : box_intersect(draw_list_damage(before, now), all);
    painter->width = shown->w;
    painter->height = shown->h;
    painter->invalid = false;
    if (box_empty(damage))
        return;
    if (SDL_MUSTLOCK(target) && SDL_LockSurface(target) != 0)
        return;
    paint_list(painter, target, now, damage);
    if (SDL_MUSTLOCK(target))
        SDL_UnlockSurface(target);
    SDL_Rect rect = {damage.x, damage.y, damage.w, damage.h};
    if (target != shown)
        SDL_BlitSurface(target, &rect, shown, &(SDL_Rect){damage.x, damage.y, damage.w, damage.h});
    SDL_UpdateWindowSurfaceRects(painter->window, &rect, 1);
}
