#include "draw/canvas.h"

#include <stdlib.h>
#include <string.h>

void picture_clear(struct picture *picture)
{
    size_t n = (size_t)picture->w * (size_t)picture->h;
    if (picture->mask != NULL)
        explicit_bzero(picture->mask, n);
    if (picture->argb != NULL)
        explicit_bzero(picture->argb, n * 4);
    free(picture->mask);
    free(picture->argb);
    *picture = (struct picture){0};
}

static uint32_t *row_at(const struct canvas *canvas, int x, int y)
{
    return canvas->pixels + (ptrdiff_t)y * canvas->stride + x;
}

/* `a` of `over` on `under`, a = 0..255, two channels at a time. */
static inline uint32_t mix(uint32_t under, uint32_t over, uint32_t a)
{
    a += a >> 7;
    uint32_t rb = under & 0xff00ffu, g = under & 0x00ff00u;
    rb += ((over & 0xff00ffu) - rb) * a >> 8;
    g += ((over & 0x00ff00u) - g) * a >> 8;
    return (rb & 0xff00ffu) | (g & 0x00ff00u);
}

void canvas_fill(struct canvas *canvas, struct box box, color fill)
{
    box = box_intersect(box, canvas->clip);
    for (int y = box.y; y < box.y + box.h; y++) {
        uint32_t *row = row_at(canvas, box.x, y);
        for (int i = 0; i < box.w; i++)
            row[i] = fill;
    }
}

void canvas_gradient(struct canvas *canvas, struct box box, color top, color bottom)
{
    for (int i = 0; i < box.h; i++) {
        uint32_t part = box.h > 1 ? (uint32_t)(i * 255 / (box.h - 1)) : 0;
        canvas_fill(canvas, (struct box){box.x, box.y + i, box.w, 1}, mix(top, bottom, part));
    }
}

void canvas_blend(struct canvas *canvas, struct box box, color fill, int alpha)
{
    box = box_intersect(box, canvas->clip);
    for (int y = box.y; y < box.y + box.h; y++) {
        uint32_t *row = row_at(canvas, box.x, y);
        for (int i = 0; i < box.w; i++)
            row[i] = mix(row[i], fill, (uint32_t)alpha);
    }
}

void canvas_mask_row(struct canvas *canvas, int x, int y, const uint8_t *mask, int count, int step,
                     color fill)
{
    const struct box clip = canvas->clip;
    if (y < clip.y || y >= clip.y + clip.h)
        return;
    int from = x < clip.x ? clip.x - x : 0;
    int to = x + count > clip.x + clip.w ? clip.x + clip.w - x : count;
    if (from >= to)
        return;
    const uint8_t *m = step < 0 ? mask + (count - 1 - from) : mask + from;
    uint32_t *row = row_at(canvas, x, y);
    for (int i = from; i < to; i++, m += step) {
        if (*m == 0)
            continue;
        row[i] = *m == 255 ? fill : mix(row[i], fill, *m);
    }
}

static void argb_row(struct canvas *canvas, int x, int y, const uint32_t *argb, int count)
{
    const struct box clip = canvas->clip;
    if (y < clip.y || y >= clip.y + clip.h)
        return;
    int from = x < clip.x ? clip.x - x : 0;
    int to = x + count > clip.x + clip.w ? clip.x + clip.w - x : count;
    uint32_t *row = row_at(canvas, x, y);
    for (int i = from; i < to; i++) {
        uint32_t a = argb[i] >> 24;
        if (a == 255)
            row[i] = argb[i] & 0xffffffu;
        else if (a != 0)
            row[i] = mix(row[i], argb[i] & 0xffffffu, a);
    }
}

void canvas_picture(struct canvas *canvas, const struct picture *picture, int x, int y, color fill)
{
    x += picture->dx;
    y += picture->dy;
    for (int i = 0; i < picture->h; i++) {
        ptrdiff_t at = (ptrdiff_t)i * picture->w;
        if (picture->mask != NULL)
            canvas_mask_row(canvas, x, y + i, picture->mask + at, picture->w, 1, fill);
        else if (picture->argb != NULL)
            argb_row(canvas, x, y + i, picture->argb + at, picture->w);
    }
}
