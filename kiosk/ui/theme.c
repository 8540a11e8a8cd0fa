#include "ui/theme.h"

const struct theme theme_normal = {
    .paper = 0xF6F3EC,
    .face = 0xFFFFFF,
    .sunk = 0xECE8DE,
    .line = 0xD9D3C6,
    .edge = 0x8A8478,
    .ink = 0x14232B,
    .ink2 = 0x394850,
    .pri = 0x094D59,
    .prifoot = 0x05323B,
    .onpri = 0xFFFFFF,
    .onpri2 = 0xCFE6E8,
    .tint = 0xDCEBEC,
    .tintline = 0xA9CBD0,
    .sun = 0xFFC845,
    .sunfoot = 0xA87400,
    .suntint = 0xFFF0CC,
    .brown = 0x6B4200,
    .onsun = 0x14232B,
    .marksun = 0xFFC845,
    .red = 0x971515,
    .redfoot = 0x5F0B0B,
    .redtint = 0xFBE5E1,
    .green = 0x0F5230,
    .greentint = 0xDFF0E4,
    .slate = 0xE4E9EE,
    .slateink = 0x2C4456,
    .sky = 0xD8E7E7,
    .sky2 = 0xE9F0EE,
    .focus = 0x14232B,
    .scrim = 0x062A33,
    .walk = 0xFDFCF9,
    .room = 0xE4DDCE,
    .roomline = 0xBFB6A4,
    .dest = 0xCFE3E5,
    .destline = 0x8FB6BC,
    .route = 0x1450B8,
    .onroute = 0xFFFFFF,
    .routet = 0xA9C0EA,
    .you = 0xA81C14,
    .onyou = 0xFFFFFF,
    .cone = 0xF3CFC9,
    .casing = 0xFFFFFF,
};

const struct theme theme_contrast = {
    .paper = 0x0B1216,
    .face = 0x1A252B,
    .sunk = 0x121B20,
    .line = 0x47565E,
    .edge = 0xAEBDC4,
    .ink = 0xFFFFFF,
    .ink2 = 0xD3DDE2,
    .pri = 0x8FE3F0,
    .prifoot = 0x4FA9B8,
    .onpri = 0x0B1216,
    .onpri2 = 0x0B1216,
    .tint = 0x22343B,
    .tintline = 0x8FE3F0,
    .sun = 0xFFD24D,
    .sunfoot = 0xB58A12,
    .suntint = 0x2E2812,
    .brown = 0xFFD24D,
    .onsun = 0x0B1216,
    .marksun = 0x0B1216,
    .red = 0xFFB3AB,
    .redfoot = 0xB5655D,
    .redtint = 0x3A1F1C,
    .green = 0x9BE3B4,
    .greentint = 0x1B3326,
    .slate = 0x24313A,
    .slateink = 0xD3DDE2,
    .sky = 0x0B1216,
    .sky2 = 0x0B1216,
    .focus = 0xFFFFFF,
    .scrim = 0x000000,
    .walk = 0x2B3A42,
    .room = 0x141D22,
    .roomline = 0x6B7C85,
    .dest = 0x17484F,
    .destline = 0x8FE3F0,
    .route = 0x7DB8FF,
    .onroute = 0x0B1216,
    .routet = 0x3E5C7F,
    .you = 0xFF8A7F,
    .onyou = 0x0B1216,
    .cone = 0x57322F,
    .casing = 0x1A252B,
};

/* tokens.md section 3: em and line height, normal and large print */
static const struct {
    int em, line, large_em, large_line;
} sizes[TEXT_SIZE_COUNT] = {
    [TEXT_XS] = {28, 38, 37, 50},     [TEXT_S] = {32, 45, 43, 58},
    [TEXT_M] = {38, 53, 51, 68},      [TEXT_L] = {46, 60, 61, 78},
    [TEXT_XL] = {64, 80, 85, 106},    [TEXT_XXL] = {84, 97, 100, 116},
    [TEXT_N1] = {112, 123, 112, 123}, [TEXT_N2] = {216, 199, 216, 199},
};

int theme_em(enum text_size size, bool large)
{
    return large ? sizes[size].large_em : sizes[size].em;
}

int theme_line(enum text_size size, bool large)
{
    return large ? sizes[size].large_line : sizes[size].line;
}
