#include "device/logo.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>
#include <string.h>

#define DARK 150 /* luminance below which a dot is black */

static bool is_svg(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && SDL_strcasecmp(path + length - 4, ".svg") == 0;
}

/* Vectors are drawn at the size wanted; pixels are brought to it. */
static SDL_Surface *read_picture(const char *path, int max_width, int max_height)
{
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    if (!file)
        return NULL;
    SDL_Surface *read =
        is_svg(path) ? IMG_LoadSizedSVG_RW(file, max_width, max_height) : IMG_Load_RW(file, 0);
    SDL_RWclose(file);
    if (!read)
        return NULL;
    SDL_Surface *rgba = SDL_ConvertSurfaceFormat(read, SDL_PIXELFORMAT_RGBA32, 0);
    SDL_FreeSurface(read);
    return rgba;
}

static void size_that_fits(const SDL_Surface *s, int max_width, int max_height, int *w, int *h)
{
    double scale = (double)max_width / s->w;
    if (s->h * scale > max_height)
        scale = (double)max_height / s->h;
    *w = (int)(s->w * scale);
    *h = (int)(s->h * scale);
}

static bool is_black(const SDL_Surface *s, int x, int y)
{
    const Uint8 *p = (const Uint8 *)s->pixels + y * s->pitch + 4 * x;
    int light = (299 * p[0] + 587 * p[1] + 114 * p[2]) / 1000;
    return 255 - (255 - light) * p[3] / 255 < DARK;
}

void logo_load(const char *path, int max_width, int max_height, struct raster *out)
{
    SDL_Surface *s = read_picture(path, max_width, max_height);
    int w = 0, h = 0;
    raster_init(out, 0);
    if (s && s->w > 0 && s->h > 0)
        size_that_fits(s, max_width, max_height, &w, &h);
    if (w > 0 && h > 0) {
        raster_init(out, w);
        raster_grow(out, h);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
                if (is_black(s, x * s->w / w, y * s->h / h))
                    raster_set(out, x, y);
    }
    SDL_FreeSurface(s);
}
