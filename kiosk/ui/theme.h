/* Design tokens: colours, type sizes and spacing of look/tokens.md. Lengths are design pixels (4 px
 * = 1 mm). */
#pragma once

#include "draw/draw_list.h"

struct theme {
    color paper, face, sunk, line, edge, ink, ink2;
    color pri, prifoot, onpri, onpri2, tint, tintline;
    color sun, sunfoot, suntint, brown, onsun, marksun;
    color red, redfoot, redtint, green, greentint, slate, slateink;
    color sky, sky2, focus, scrim;
    color walk, room, roomline, dest, destline, route, onroute, routet, you, onyou, cone, casing;
};

extern const struct theme theme_normal, theme_contrast;

enum text_size {
    TEXT_XS,
    TEXT_S,
    TEXT_M,
    TEXT_L,
    TEXT_XL,
    TEXT_XXL,
    TEXT_N1,
    TEXT_N2,
    TEXT_SIZE_COUNT
};

int theme_em(enum text_size size, bool large);   /* design px */
int theme_line(enum text_size size, bool large); /* line height */
