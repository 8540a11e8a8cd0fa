#include "draw/text_sdl.h"
#include "draw/picture_cache.h"
#include "draw/text_runs.h"
#include "draw/utf8.h"

#include <SDL2/SDL_ttf.h>
#include <stdlib.h>
#include <string.h>

#define WIDTHS 4096

struct width {
    struct picture_key key;
    int px;
};

struct text_sdl {
    struct fonts *fonts;
    struct text_engine engine;
    struct width widths[WIDTHS]; /* by hash; a newer one takes the place of an older */
};

/* A copy of the run as a C string without control characters; freed by the caller. */
static char *run_copy(const char *text, const struct text_run *run)
{
    char *copy = malloc(run->length + 1);
    if (copy == NULL)
        abort();
    size_t n = 0;
    for (size_t i = run->start; i < run->start + run->length; i++)
        if ((unsigned char)text[i] >= 0x20)
            copy[n++] = text[i];
    copy[n] = 0;
    return copy;
}

static TTF_Font *run_font(struct text_sdl *text, const struct text_run *run, int px, bool bold)
{
    TTF_Font *font = fonts_get(text->fonts, bold, run->font, px);
    TTF_SetFontDirection(font, run->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, run->script[0] != 0 ? run->script : "Zyyy");
    return font;
}

static int run_width(struct text_sdl *text, const char *line, const struct text_run *run, int px,
                     bool bold)
{
    char *copy = run_copy(line, run);
    int width = 0;
    if (copy[0] != 0)
        TTF_SizeUTF8(run_font(text, run, px, bold), copy, &width, NULL);
    explicit_bzero(copy, run->length);
    free(copy);
    return width;
}

/* Han and the marks that are one em wide in the first font; measuring them needs no glyph. */
static bool is_one_em(struct text_sdl *text, uint32_t c, bool bold)
{
    return (utf8_is_han(c) || (c >= 0x3000 && c <= 0x3002) || (c >= 0xff01 && c <= 0xff5e)) &&
           fonts_has(text->fonts, bold, 0, c);
}

static int measure(struct text_sdl *text, const char *line, size_t length, int px, bool bold)
{
    int width = 0;
    for (size_t i = 0; i < length;) {
        size_t end = i, used;
        while (end < length && is_one_em(text, utf8_take(line + end, length - end, &used), bold)) {
            width += px;
            end += used;
        }
        i = end;
        while (end < length && !is_one_em(text, utf8_take(line + end, length - end, &used), bold))
            end += used;
        if (end > i) {
            struct text_run runs[TEXT_RUNS_MAX];
            int count = text_runs(text->fonts, line + i, end - i, bold, runs);
            for (int k = 0; k < count; k++)
                width += run_width(text, line + i, &runs[k], px, bold);
        }
        i = end;
    }
    return width;
}

static int sdl_width(void *ctx, const char *line, size_t length, int px, bool bold)
{
    struct text_sdl *text = ctx;
    struct picture_key key = picture_key_start(px * 2 + bold);
    picture_key_add(&key, line, length);
    struct width *kept = &text->widths[key.a % WIDTHS];
    if (kept->key.a != key.a || kept->key.b != key.b)
        *kept = (struct width){key, measure(text, line, length, px, bold)};
    return kept->px;
}

static bool sdl_covers(void *ctx, const char *line, size_t length)
{
    struct text_sdl *text = ctx;
    return text_runs_covered(text->fonts, line, length, false);
}

struct text_sdl *text_sdl_new(struct fonts *fonts)
{
    struct text_sdl *text = calloc(1, sizeof *text);
    if (text == NULL)
        abort();
    text->fonts = fonts;
    text->engine = (struct text_engine){.width = sdl_width, .covers = sdl_covers, .ctx = text};
    return text;
}

void text_sdl_free(struct text_sdl *text)
{
    free(text);
}

const struct text_engine *text_sdl_engine(struct text_sdl *text)
{
    return &text->engine;
}

void text_sdl_forget(struct text_sdl *text)
{
    explicit_bzero(text->widths, sizeof text->widths);
}

/* SDL_ttf's "shaded" text is 8 bit a pixel, its palette running from background to colour: the
 * index is the coverage. */
static SDL_Surface *run_surface(struct text_sdl *text, const char *line, const struct text_run *run,
                                int px, bool bold, int *ascent)
{
    char *copy = run_copy(line, run);
    TTF_Font *font = run_font(text, run, px, bold);
    const SDL_Color white = {255, 255, 255, 255}, black = {0, 0, 0, 255};
    SDL_Surface *surface = copy[0] != 0 ? TTF_RenderUTF8_Shaded(font, copy, white, black) : NULL;
    *ascent = TTF_FontAscent(font);
    explicit_bzero(copy, run->length);
    free(copy);
    return surface;
}

static bool row_empty(const SDL_Surface *s, int y)
{
    const uint8_t *row = (const uint8_t *)s->pixels + (ptrdiff_t)y * s->pitch;
    for (int x = 0; x < s->w; x++)
        if (row[x] != 0)
            return false;
    return true;
}

/* The rows with ink of one surface as a mask of its own, dy counted from the baseline. */
static struct picture trimmed(const SDL_Surface *s, int ascent)
{
    int top = 0, bottom = s->h;
    while (top < bottom && row_empty(s, top))
        top++;
    while (bottom > top && row_empty(s, bottom - 1))
        bottom--;
    struct picture picture = {.w = s->w, .h = bottom - top, .dy = top - ascent};
    if (picture.h == 0)
        return (struct picture){0};
    picture.mask = malloc((size_t)picture.w * (size_t)picture.h);
    if (picture.mask == NULL)
        abort();
    for (int y = 0; y < picture.h; y++)
        memcpy(picture.mask + (ptrdiff_t)y * picture.w,
               (const uint8_t *)s->pixels + (ptrdiff_t)(y + top) * s->pitch, (size_t)picture.w);
    return picture;
}

/* `part` put to the right of `line`, `x` px from its start. */
static struct picture joined(struct picture line, struct picture part, int x)
{
    if (part.mask == NULL)
        return line;
    part.dx = x;
    if (line.mask == NULL)
        return part;
    int left = line.dx, right = line.dx + line.w > x + part.w ? line.dx + line.w : x + part.w;
    int top = line.dy < part.dy ? line.dy : part.dy;
    int bottom = line.dy + line.h > part.dy + part.h ? line.dy + line.h : part.dy + part.h;
    struct picture both = {.w = right - left, .h = bottom - top, .dx = left, .dy = top};
    both.mask = calloc((size_t)both.w, (size_t)both.h);
    if (both.mask == NULL)
        abort();
    struct picture *from[] = {&line, &part};
    for (int k = 0; k < 2; k++) {
        for (int y = 0; y < from[k]->h; y++)
            for (int i = 0; i < from[k]->w; i++) {
                uint8_t *to = both.mask + (ptrdiff_t)(y + from[k]->dy - top) * both.w + i +
                              from[k]->dx - left;
                uint8_t m = from[k]->mask[(ptrdiff_t)y * from[k]->w + i];
                *to = m > *to ? m : *to;
            }
        picture_clear(from[k]);
    }
    return both;
}

struct picture text_sdl_line(struct text_sdl *text, const char *line, size_t length, int px,
                             bool bold)
{
    struct text_run runs[TEXT_RUNS_MAX];
    int count = text_runs(text->fonts, line, length, bold, runs), x = 0;
    struct picture picture = {0};
    for (int i = 0; i < count; i++) {
        int ascent = 0;
        SDL_Surface *surface = run_surface(text, line, &runs[i], px, bold, &ascent);
        if (surface == NULL)
            continue;
        picture = joined(picture, trimmed(surface, ascent), x);
        explicit_bzero(surface->pixels, (size_t)surface->pitch * (size_t)surface->h);
        SDL_FreeSurface(surface);
        if (i + 1 < count)
            x += run_width(text, line, &runs[i], px, bold);
    }
    return picture;
}
