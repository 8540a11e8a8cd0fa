/* A drawing of filled and stroked shapes, as plain data: the floor plan. Points are window pixels
 * from the upper left corner of its box, fractions count. A shape is filled by the non-zero rule,
 * so rings of one turn add up and rings of the other cut holes; shapes are painted in order.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct draw_point {
    float x, y;
};

struct draw_ring { /* `count` points from `first` */
    uint32_t first, count;
};

struct draw_shape { /* `count` rings from `first` */
    uint32_t first, count;
    uint32_t colour; /* 0xRRGGBB */
    float width;     /* 0 = filled, else stroked so wide with round joins */
    bool open;       /* stroked as lines, not as closed rings */
    uint8_t alpha;   /* 255 = opaque */
};

struct drawing {
    const struct draw_shape *shapes;
    const struct draw_ring *rings;
    const struct draw_point *points;
    size_t shape_count, ring_count, point_count;
};

bool drawing_same(const struct drawing *a, const struct drawing *b); /* NULL = none */
