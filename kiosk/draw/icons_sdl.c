#include "draw/icons_sdl.h"

#include <SDL2/SDL_image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ICON_FILE_MAX 16384

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

/* The document drawn as large as fits into w x h, in the middle. */
static struct picture rasterize(const char *document, size_t length, int w, int h)
{
    SDL_RWops *rw = SDL_RWFromConstMem(document, (int)length);
    SDL_Surface *loaded = rw != NULL && w > 0 && h > 0 ? IMG_LoadSizedSVG_RW(rw, w, h) : NULL;
    if (rw != NULL)
        SDL_RWclose(rw);
    SDL_Surface *s =
        loaded != NULL ? SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(loaded);
    if (s == NULL)
        return (struct picture){0};
    struct picture picture = {.w = s->w, .h = s->h, .dx = (w - s->w) / 2, .dy = (h - s->h) / 2};
    picture.argb = malloc((size_t)s->w * (size_t)s->h * 4);
    if (picture.argb == NULL)
        abort();
    for (int y = 0; y < s->h; y++)
        memcpy(picture.argb + (ptrdiff_t)y * s->w,
               (const uint8_t *)s->pixels + (ptrdiff_t)y * s->pitch, (size_t)s->w * 4);
    SDL_FreeSurface(s);
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
        return rasterize(file, length, w, h);
    recolor(file, how, colors, tinted, sizeof tinted);
    return rasterize(tinted, strlen(tinted), w, h);
}

struct picture svg_draw(const char *document, int w, int h)
{
    return rasterize(document, strlen(document), w, h);
}
