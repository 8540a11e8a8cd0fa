/* Words on paper, drawn with SDL_ttf without smoothing: a thermal head knows only black and white.
 */
#include "device/printer.h"
#include "device/raster.h"

#include "base/text.h"

#include <SDL.h>
#include <SDL_ttf.h>
#include <string.h>

/* Noto Sans CJK, simplified Chinese: face 2 of the collection (fonts/README.md). */
#define FONT_REGULAR "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
#define FONT_BOLD "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
#define FONT_FACE 2

#define EM_SMALL 24 /* dots: 3 mm */
#define EM_NORMAL 28
#define EM_LARGE 40
#define EM_TITLE 44
#define EM_BIG 132

struct page {
    struct raster *raster;
    TTF_Font *font[2]; /* regular, bold */
    int y;
};

static bool page_open(struct page *page)
{
    if (!TTF_WasInit() && TTF_Init())
        return false;
    page->font[0] = TTF_OpenFontIndex(FONT_REGULAR, EM_NORMAL, FONT_FACE);
    page->font[1] = TTF_OpenFontIndex(FONT_BOLD, EM_NORMAL, FONT_FACE);
    return page->font[0] && page->font[1];
}

static void page_close(struct page *page)
{
    for (int i = 0; i < 2; i++)
        if (page->font[i])
            TTF_CloseFont(page->font[i]);
}

/* Pixels of a "solid" surface are palette indices: 0 is the ground. */
static void blit(struct page *page, const SDL_Surface *surface, int x, int y)
{
    raster_grow(page->raster, y + surface->h);
    for (int row = 0; row < surface->h; row++) {
        const uint8_t *pixels = (const uint8_t *)surface->pixels + row * surface->pitch;
        for (int column = 0; column < surface->w; column++)
            if (pixels[column])
                raster_set(page->raster, x + column, y + row);
    }
}

static void draw_line(struct page *page, TTF_Font *font, const char *text, bool centred)
{
    const SDL_Color black = {0, 0, 0, 255};
    SDL_Surface *surface = text[0] ? TTF_RenderUTF8_Solid(font, text, black) : NULL;
    if (surface)
        blit(page, surface, centred ? (page->raster->width - surface->w) / 2 : 0, page->y);
    SDL_FreeSurface(surface);
    page->y += TTF_FontHeight(font) * 9 / 10; /* Han needs less than the font's own line */
    raster_grow(page->raster, page->y);
}

static int width_of(TTF_Font *font, const char *text)
{
    int width = 0;
    return TTF_SizeUTF8(font, text, &width, NULL) ? 0 : width;
}

static bool is_closing(uint32_t code) /* 、。，：；？） */
{
    return code == 0x3001 || code == 0x3002 || code == 0xff0c || code == 0xff1a || code == 0xff1b ||
           code == 0xff1f || code == 0xff09;
}

/* How many bytes of `text` go into one line: to the last place where a break is allowed, at least
 * one character. Breaks after a space and around Han, but closing marks stay with what they close.
 */
static size_t line_length(TTF_Font *font, const char *text, int width)
{
    char part[PAPER_TEXT_SIZE];
    size_t good = 0;
    const char *p = text;
    while (*p) {
        uint32_t code = text_next(&p);
        size_t length = (size_t)(p - text);
        const char *peek = p;
        uint32_t next = text_next(&peek);
        if (length >= sizeof part)
            break;
        memcpy(part, text, length);
        part[length] = '\0';
        if (width_of(font, part) > width)
            return good ? good : length;
        if (code == ' ' || code == 0x3000 || next == 0 ||
            ((text_is_han(code) || text_is_han(next) || is_closing(code)) && !is_closing(next)))
            good = length;
    }
    return (size_t)(p - text);
}

static void draw_words(struct page *page, bool bold, int em, const char *words, bool centred)
{
    char clean[PAPER_TEXT_SIZE], part[PAPER_TEXT_SIZE];
    TTF_Font *font = page->font[bold];
    size_t used = 0;
    TTF_SetFontSize(font, em);
    for (const char *p = words; *p && used + 1 < sizeof clean; p++)
        if (*p != '\x0e' && *p != '\x0f') /* weight marks of route sentences */
            clean[used++] = *p;
    clean[used] = '\0';
    for (const char *p = clean; *p;) {
        size_t length = line_length(font, p, page->raster->width);
        memcpy(part, p, length);
        part[length] = '\0';
        for (size_t end = length; end && part[end - 1] == ' '; end--)
            part[end - 1] = '\0';
        draw_line(page, font, part, centred);
        for (p += length; *p == ' '; p++)
            ;
    }
    text_wipe(clean, sizeof clean);
    text_wipe(part, sizeof part);
}

/* The number is the largest that fits in one line. */
static void draw_big(struct page *page, const char *text)
{
    int em = EM_BIG;
    do {
        TTF_SetFontSize(page->font[1], em);
        em -= 4;
    } while (em > EM_LARGE && width_of(page->font[1], text) > page->raster->width);
    draw_line(page, page->font[1], text, true);
}

static void draw_rule(struct page *page)
{
    page->y += 8;
    raster_grow(page->raster, page->y + 12);
    for (int x = 0; x < page->raster->width; x += 12)
        raster_fill(page->raster, x, page->y, 8, 2);
    page->y += 12;
}

static void draw_paper_line(struct page *page, const struct paper_line *line)
{
    switch (line->style) {
    case PAPER_NORMAL:
        draw_words(page, false, EM_NORMAL, line->text, false);
        break;
    case PAPER_SMALL:
        draw_words(page, false, EM_SMALL, line->text, false);
        break;
    case PAPER_BOLD:
        draw_words(page, true, EM_NORMAL, line->text, false);
        break;
    case PAPER_LARGE:
        draw_words(page, true, EM_LARGE, line->text, false);
        break;
    case PAPER_RULE:
        draw_rule(page);
        break;
    }
}

static enum err draw_paper(struct page *page, const struct paper *paper)
{
    if (paper->head[0])
        draw_words(page, false, EM_NORMAL, paper->head, true);
    if (paper->title[0])
        draw_words(page, true, EM_TITLE, paper->title, true);
    if (paper->big[0]) {
        draw_rule(page);
        if (paper->label[0])
            draw_words(page, false, EM_NORMAL, paper->label, true);
        draw_big(page, paper->big);
    }
    if (paper->line_count)
        draw_rule(page);
    for (int i = 0; i < paper->line_count; i++)
        draw_paper_line(page, &paper->lines[i]);
    if (paper->qr[0]) {
        int height = raster_qr(page->raster, page->y, paper->qr);
        if (!height)
            return ERR_INVALID;
        page->y += height;
    }
    if (paper->foot[0])
        draw_words(page, false, EM_SMALL, paper->foot, true);
    return page->y ? ERR_OK : ERR_INVALID;
}

enum err raster_paper(const struct paper *paper, int width, struct raster *out)
{
    struct page page = {.raster = out};
    raster_init(out, width);
    enum err e = page_open(&page) ? draw_paper(&page, paper) : ERR_IO;
    page_close(&page);
    return e;
}
