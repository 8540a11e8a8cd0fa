#include "draw/icons_sdl.h"

#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ICON_FILE_MAX 16384
#define SOFT_PIXELS 200000 /* from here on a soft picture is drawn at half its size */

/* The colours written in the files that have some, in the order fill, fill2, fill3. */
struct colored {
    const char *prefix;
    const char *colors[3];
};

static const struct colored colored[] = {
    {"rate-", {"#FFC845", "#14232B", NULL}},
    {"mark", {"#094D59", "#fff", "#FFC845"}},
    {"river", {"#FFDB85", "#CBDEDE", "#B4CFD1"}},
};

static const struct colored *colored_find(const char *name)
{
    for (size_t i = 0; i < sizeof colored / sizeof *colored; i++)
        if (strncmp(name, colored[i].prefix, strlen(colored[i].prefix)) == 0)
            return &colored[i];
    return NULL;
}

bool icon_is_colored(const char *name)
{
    return colored_find(name) != NULL;
}

/* SDL_image's bytes are R, G, B, A in memory; ours are 0xAARRGGBB. */
static uint32_t *to_argb(const SDL_Surface *s)
{
    uint32_t *argb = malloc((size_t)s->w * (size_t)s->h * 4);
    if (argb == NULL)
        abort();
    for (int y = 0; y < s->h; y++) {
        const uint8_t *from = (const uint8_t *)s->pixels + (ptrdiff_t)y * s->pitch;
        uint32_t *to = argb + (ptrdiff_t)y * s->w;
        for (int x = 0; x < s->w; x++, from += 4)
            to[x] = (uint32_t)from[3] << 24 | (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 |
                    from[2];
    }
    return argb;
}

/* The document drawn as large as fits into w x h, in the middle. */
static struct picture rasterize(const char *document, size_t length, int w, int h)
{
    SDL_RWops *rw = SDL_RWFromConstMem(document, (int)length);
    SDL_Surface *s = rw != NULL && w > 0 && h > 0 ? IMG_LoadSizedSVG_RW(rw, w, h) : NULL;
    if (rw != NULL)
        SDL_RWclose(rw);
    if (s != NULL && s->format->format != SDL_PIXELFORMAT_RGBA32) {
        SDL_Surface *other = s;
        s = SDL_ConvertSurfaceFormat(other, SDL_PIXELFORMAT_RGBA32, 0);
        SDL_FreeSurface(other);
    }
    if (s == NULL)
        return (struct picture){0};
    struct picture picture = {.w = s->w, .h = s->h, .dx = (w - s->w) / 2, .dy = (h - s->h) / 2};
    picture.argb = to_argb(s);
    SDL_FreeSurface(s);
    return picture;
}

/* A quarter of a way from `a` to `b`, colours weighed by their coverage. */
static uint32_t blend_quarter(uint32_t a, uint32_t b)
{
    if (a == b)
        return a;
    uint32_t wa = 3 * (a >> 24), wb = b >> 24, sum = wa + wb;
    if (sum == 0)
        return 0;
    uint32_t out = (sum + 2) / 4 << 24;
    for (int shift = 0; shift <= 16; shift += 8)
        out |= ((a >> shift & 0xff) * wa + (b >> shift & 0xff) * wb + sum / 2) / sum << shift;
    return out;
}

/* Twice as large and smooth. `out` has room for 2w x 2h; a row is first doubled across, then
 * between rows. */
static void doubled(const uint32_t *in, int w, int h, uint32_t *out)
{
    for (int y = 0; y < h; y++) {
        const uint32_t *from = in + (ptrdiff_t)y * w;
        uint32_t *to = out + (ptrdiff_t)(2 * y) * 2 * w;
        for (int x = 0; x < w; x++) {
            to[2 * x] = blend_quarter(from[x], from[x > 0 ? x - 1 : x]);
            to[2 * x + 1] = blend_quarter(from[x], from[x + 1 < w ? x + 1 : x]);
        }
        memcpy(to + 2 * w, to, (size_t)w * 2 * sizeof *to);
    }
    for (int y = 0; y + 1 < h; y++) { /* the two rows between one source row and the next */
        uint32_t *upper = out + (ptrdiff_t)(2 * y + 1) * 2 * w, *lower = upper + 2 * w;
        for (int x = 0; x < 2 * w; x++) {
            uint32_t u = upper[x], l = lower[x];
            upper[x] = blend_quarter(u, l);
            lower[x] = blend_quarter(l, u);
        }
    }
}

/* Large flat shapes without fine lines (the river): drawn at half the size, which takes a quarter
 * of the time. */
static struct picture rasterize_soft(const char *document, size_t length, int w, int h)
{
    if (w * h < SOFT_PIXELS || w % 2 != 0 || h % 2 != 0)
        return rasterize(document, length, w, h);
    struct picture half = rasterize(document, length, w / 2, h / 2);
    if (half.argb == NULL)
        return half;
    struct picture picture = {
        .w = 2 * half.w, .h = 2 * half.h, .dx = 2 * half.dx, .dy = 2 * half.dy};
    picture.argb = malloc((size_t)picture.w * (size_t)picture.h * 4);
    if (picture.argb == NULL)
        abort();
    doubled(half.argb, half.w, half.h, picture.argb);
    picture_clear(&half);
    return picture;
}

static void keep_coverage(struct picture *picture)
{
    size_t n = (size_t)picture->w * (size_t)picture->h;
    if (picture->argb == NULL)
        return;
    picture->mask = malloc(n);
    if (picture->mask == NULL)
        abort();
    for (size_t i = 0; i < n; i++)
        picture->mask[i] = (uint8_t)(picture->argb[i] >> 24);
    free(picture->argb);
    picture->argb = NULL;
}

/* Copies `in` with the file's colours replaced. */
static void recolor(const char *in, const struct colored *how, struct icon_colors colors, char *out,
                    size_t size)
{
    const color to[3] = {colors.fill, colors.fill2, colors.fill3};
    size_t n = 0;
    while (*in != 0 && n + 8 < size) {
        int hit = -1;
        for (int i = 0; i < 3 && hit < 0; i++)
            if (how->colors[i] != NULL && strncmp(in, how->colors[i], strlen(how->colors[i])) == 0)
                hit = i;
        if (hit < 0) {
            out[n++] = *in++;
            continue;
        }
        n += (size_t)snprintf(out + n, size - n, "#%06X", (unsigned)to[hit] & 0xffffffu);
        in += strlen(how->colors[hit]);
    }
    out[n] = 0;
}

struct picture icon_load(const char *dir, const char *name, int w, int h, struct icon_colors colors)
{
    char path[512], file[ICON_FILE_MAX], tinted[ICON_FILE_MAX];
    snprintf(path, sizeof path, "%s/%s.svg", dir, name);
    FILE *f = fopen(path, "re");
    if (f == NULL)
        return (struct picture){0};
    size_t length = fread(file, 1, sizeof file - 1, f);
    file[length] = 0;
    fclose(f);
    const struct colored *how = colored_find(name);
    if (how == NULL) {
        struct picture picture = rasterize(file, length, w, h);
        keep_coverage(&picture);
        return picture;
    }
    if (colors.fill == 0 && colors.fill2 == 0 && colors.fill3 == 0)
        return rasterize_soft(file, length, w, h);
    recolor(file, how, colors, tinted, sizeof tinted);
    return rasterize_soft(tinted, strlen(tinted), w, h);
}

struct picture svg_draw(const char *document, int w, int h)
{
    return rasterize(document, strlen(document), w, h);
}
