#include "draw/shapes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHADOW_RADIUS                                                                              \
    48 /* tokens section 4: disc of 48 with a 40 px smooth edge, grown by 20, moved down 6 */
#define SHADOW_EDGE 40
#define SHADOW_GROW 20
#define SHADOW_DOWN 6
#define SHADOW_ALPHA 38 /* 15 % */

static uint8_t *quarter(int radius, float edge, float full)
{
    uint8_t *mask = malloc((size_t)radius * (size_t)radius);
    if (mask == NULL)
        abort();
    for (int y = 0; y < radius; y++)
        for (int x = 0; x < radius; x++) {
            float dx = (float)(radius - x) - 0.5f, dy = (float)(radius - y) - 0.5f;
            float inside =
                ((float)radius - sqrtf(dx * dx + dy * dy)) / edge + (edge > 1 ? 0.0f : 0.5f);
            inside = inside < 0 ? 0 : inside > 1 ? 1 : inside;
            if (edge > 1)
                inside = inside * inside * (3 - 2 * inside);
            mask[y * radius + x] = (uint8_t)(inside * full + 0.5f);
        }
    return mask;
}

static const uint8_t *corner(struct shapes *shapes, int radius)
{
    struct corner *oldest = &shapes->corners[0];
    for (int i = 0; i < SHAPES_RADII; i++) {
        struct corner *c = &shapes->corners[i];
        if (c->radius == radius) {
            c->used = ++shapes->uses;
            return c->mask;
        }
        if (c->used < oldest->used)
            oldest = c;
    }
    free(oldest->mask);
    *oldest =
        (struct corner){.radius = radius, .used = ++shapes->uses, .mask = quarter(radius, 1, 255)};
    return oldest->mask;
}

void shapes_round(struct shapes *shapes, struct canvas *canvas, struct box box, int radius,
                  color fill)
{
    if (radius * 2 > box.w)
        radius = box.w / 2;
    if (radius * 2 > box.h)
        radius = box.h / 2;
    if (radius <= 0) {
        canvas_fill(canvas, box, fill);
        return;
    }
    const uint8_t *mask = corner(shapes, radius);
    int right = box.x + box.w - radius, bottom = box.y + box.h - 1;
    for (int i = 0; i < radius; i++, mask += radius) {
        canvas_mask_row(canvas, box.x, box.y + i, mask, radius, 1, fill);
        canvas_mask_row(canvas, right, box.y + i, mask, radius, -1, fill);
        canvas_mask_row(canvas, box.x, bottom - i, mask, radius, 1, fill);
        canvas_mask_row(canvas, right, bottom - i, mask, radius, -1, fill);
    }
    canvas_fill(canvas, (struct box){box.x + radius, box.y, box.w - 2 * radius, radius}, fill);
    canvas_fill(canvas, (struct box){box.x, box.y + radius, box.w, box.h - 2 * radius}, fill);
    canvas_fill(canvas,
                (struct box){box.x + radius, box.y + box.h - radius, box.w - 2 * radius, radius},
                fill);
}

void shapes_shadow(struct shapes *shapes, struct canvas *canvas, struct box box, color fill)
{
    if (shapes->shadow == NULL)
        shapes->shadow = quarter(SHADOW_RADIUS, SHADOW_EDGE, SHADOW_ALPHA);
    box = (struct box){box.x - SHADOW_GROW, box.y - SHADOW_GROW + SHADOW_DOWN,
                       box.w + 2 * SHADOW_GROW, box.h + 2 * SHADOW_GROW};
    const int r = SHADOW_RADIUS;
    if (box.w < 2 * r || box.h < 2 * r)
        return;
    const uint8_t *mask = shapes->shadow,
                  *edge = shapes->shadow + (r - 1) * r; /* the row nearest the middle */
    int right = box.x + box.w - r, bottom = box.y + box.h - 1;
    for (int i = 0; i < r; i++, mask += r) {
        canvas_mask_row(canvas, box.x, box.y + i, mask, r, 1, fill);
        canvas_mask_row(canvas, right, box.y + i, mask, r, -1, fill);
        canvas_mask_row(canvas, box.x, bottom - i, mask, r, 1, fill);
        canvas_mask_row(canvas, right, bottom - i, mask, r, -1, fill);
        canvas_blend(canvas, (struct box){box.x + r, box.y + i, box.w - 2 * r, 1}, fill, edge[i]);
        canvas_blend(canvas, (struct box){box.x + r, bottom - i, box.w - 2 * r, 1}, fill, edge[i]);
    }
    for (int y = box.y + r; y < box.y + box.h - r; y++) {
        canvas_mask_row(canvas, box.x, y, edge, r, 1, fill);
        canvas_mask_row(canvas, right, y, edge, r, -1, fill);
    } /* the middle lies under the card */
}

void shapes_dash(struct canvas *canvas, struct box box, int dash, color fill)
{
    if (dash <= 0)
        dash = 2 * box.h;
    for (int x = 0; x < box.w; x += 2 * dash)
        canvas_fill(canvas,
                    (struct box){box.x + x, box.y, x + dash > box.w ? box.w - x : dash, box.h},
                    fill);
}

void shapes_clear(struct shapes *shapes)
{
    for (int i = 0; i < SHAPES_RADII; i++)
        free(shapes->corners[i].mask);
    free(shapes->shadow);
    *shapes = (struct shapes){0};
}
