#include "device/typeset.h"

#include "base/text.h"
#include "device/escpos.h"
#include "device/logo.h"
#include "draw/text_sdl.h"

#include <stdlib.h>
#include <string.h>

/* ems in dots, 8 to the millimetre */
#define EM_SMALL 26
#define EM_NORMAL 32
#define EM_LARGE 48
#define EM_TITLE 44
#define EM_BIG_LEAST 40

#define INK 96 /* coverage from which a dot is black: thin strokes stay whole */

struct typeset {
    struct fonts *fonts;
    struct text_sdl *text;
    struct raster logo; /* empty: none */
    int width;          /* dots */
};

struct page {
    struct typeset *typeset;
    struct raster *raster;
    int y;
};

enum err typeset_new(const char *fonts_conf, const char *logo, int width_mm, struct typeset **out)
{
    struct typeset *typeset = calloc(1, sizeof *typeset);
    if (!typeset)
        abort();
    *out = NULL;
    if (fonts_new(fonts_conf, &typeset->fonts)) {
        free(typeset);
        return ERR_IO;
    }
    typeset->text = text_sdl_new(typeset->fonts);
    typeset->width = escpos_dots(width_mm);
    if (logo[0])
        logo_load(logo, typeset->width / 2, 96, &typeset->logo);
    *out = typeset;
    return ERR_OK;
}

void typeset_free(struct typeset *typeset)
{
    if (!typeset)
        return;
    text_sdl_free(typeset->text);
    fonts_free(typeset->fonts);
    raster_clear(&typeset->logo);
    free(typeset);
}

bool typeset_has_logo(const struct typeset *typeset)
{
    return typeset->logo.height > 0;
}

static int line_height(int em)
{
    return em * 4 / 3;
}

static void blit(struct raster *raster, const struct picture *picture, int x, int y)
{
    for (int row = 0; row < picture->h; row++)
        for (int column = 0; column < picture->w; column++)
            if (picture->mask[(size_t)row * (size_t)picture->w + (size_t)column] >= INK)
                raster_set(raster, x + picture->dx + column, y + picture->dy + row);
}

/* One line, its weight marks taken along; returns the weight at its end. */
static void draw_line(struct page *page, const char *text, size_t length, int em, bool bold, int x)
{
    const struct text_engine *engine = text_sdl_engine(page->typeset->text);
    raster_grow(page->raster, page->y + line_height(em));
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && text[end] != '\x0e' && text[end] != '\x0f')
            end++;
        if (end > at) {
            struct picture part = text_sdl_line(page->typeset->text, text + at, end - at, em, bold);
            if (part.mask)
                blit(page->raster, &part, x, page->y + em);
            picture_clear(&part);
            x += engine->width(engine->ctx, text + at, end - at, em, bold);
        }
        bold ^= end < length;
        at = end + 1;
    }
}

static void draw_words(struct page *page, const char *words, int em, bool bold, int indent,
                       bool centred)
{
    struct text_lines lines;
    int width = page->typeset->width - indent;
    text_break(text_sdl_engine(page->typeset->text), words, em, bold, width, &lines);
    for (int i = 0; i < lines.count; i++) {
        const struct text_line *line = &lines.line[i];
        int x = centred ? (width - line->width) / 2 : 0;
        draw_line(page, words + line->start, line->length, em, line->bold, indent + x);
        page->y += line_height(em);
    }
    raster_grow(page->raster, page->y);
}

/* "1  Go straight ...": the words hang beside the number. */
static void draw_step(struct page *page, const char *text, int em)
{
    const char *words = strstr(text, "  ");
    if (!words) {
        draw_words(page, text, em, false, 0, false);
        return;
    }
    draw_line(page, text, (size_t)(words - text), em, true, 0);
    draw_words(page, words + 2, em, false, em * 5 / 4, false);
}

/* The number is the largest that fits in one line. */
static void draw_big(struct page *page, const char *text)
{
    const struct text_engine *engine = text_sdl_engine(page->typeset->text);
    int em = page->typeset->width * 3 / 8;
    while (em > EM_BIG_LEAST && text_width(engine, text, em, true) > page->typeset->width)
        em -= 4;
    int x = (page->typeset->width - text_width(engine, text, em, true)) / 2;
    draw_line(page, text, strlen(text), em, true, x > 0 ? x : 0);
    page->y += em * 9 / 8; /* digits have nothing below the line */
    raster_grow(page->raster, page->y);
}

static void draw_rule(struct page *page)
{
    page->y += 10;
    raster_grow(page->raster, page->y + 14);
    for (int x = 0; x < page->raster->width; x += 12)
        raster_fill(page->raster, x, page->y, 8, 2);
    page->y += 14;
}

static void draw_paper_line(struct page *page, const struct paper_line *line)
{
    switch (line->style) {
    case PAPER_NORMAL:
        draw_words(page, line->text, EM_NORMAL, false, 0, false);
        break;
    case PAPER_SMALL:
        draw_words(page, line->text, EM_SMALL, false, 0, false);
        break;
    case PAPER_BOLD:
        draw_words(page, line->text, EM_NORMAL, true, 0, false);
        break;
    case PAPER_LARGE:
        draw_words(page, line->text, EM_LARGE, true, 0, false);
        break;
    case PAPER_STEP:
        draw_step(page, line->text, EM_NORMAL);
        break;
    case PAPER_STEP_SMALL:
        draw_step(page, line->text, EM_SMALL);
        break;
    case PAPER_RULE:
        draw_rule(page);
        break;
    }
}

static void draw_logo(struct page *page)
{
    const struct raster *logo = &page->typeset->logo;
    int x = (page->typeset->width - logo->width) / 2;
    if (!logo->height)
        return;
    raster_grow(page->raster, page->y + logo->height + 8);
    for (int row = 0; row < logo->height; row++)
        for (int column = 0; column < logo->width; column++)
            if (raster_get(logo, column, row))
                raster_set(page->raster, x + column, page->y + row);
    page->y += logo->height + 8;
}

/* The same in the second language stands small below. */
static void draw_head(struct page *page, const struct paper *paper)
{
    draw_logo(page);
    draw_words(page, paper->head[0], EM_NORMAL, false, 0, true);
    draw_words(page, paper->head[1], EM_SMALL, false, 0, true);
    draw_words(page, paper->title[0], EM_TITLE, true, 0, true);
    draw_words(page, paper->title[1], EM_SMALL, true, 0, true);
    if (!paper->big[0])
        return;
    draw_rule(page);
    draw_words(page, paper->label[0], EM_NORMAL, true, 0, true);
    draw_words(page, paper->label[1], EM_SMALL, false, 0, true);
    draw_big(page, paper->big);
}

static enum err draw_paper(struct page *page, const struct paper *paper)
{
    draw_head(page, paper);
    if (paper->line_count)
        draw_rule(page);
    for (int i = 0; i < paper->line_count; i++)
        draw_paper_line(page, &paper->lines[i]);
    if (paper->qr[0]) {
        page->y += 8;
        int height = raster_qr(page->raster, page->y, paper->qr);
        if (!height)
            return ERR_INVALID;
        page->y += height;
        draw_words(page, paper->caption[0], EM_SMALL, false, 0, true);
        draw_words(page, paper->caption[1], EM_SMALL, false, 0, true);
    }
    if (paper->foot[0])
        draw_rule(page);
    draw_words(page, paper->foot, EM_SMALL, false, 0, true);
    return page->y ? ERR_OK : ERR_INVALID;
}

static bool is_empty(const struct paper *paper)
{
    return !paper->head[0][0] && !paper->title[0][0] && !paper->big[0] && !paper->line_count &&
           !paper->qr[0] && !paper->foot[0];
}

enum err typeset_paper(struct typeset *typeset, const struct paper *paper, struct raster *out)
{
    struct page page = {.typeset = typeset, .raster = out};
    raster_init(out, typeset->width);
    enum err e = is_empty(paper) ? ERR_INVALID : draw_paper(&page, paper);
    text_sdl_forget(typeset->text);
    return e;
}

enum err typeset_job(struct typeset *typeset, const struct paper *paper, struct print_job *job)
{
    struct raster raster;
    *job = (struct print_job){0};
    enum err e = typeset_paper(typeset, paper, &raster);
    if (e == ERR_OK)
        escpos_encode(&raster, job);
    raster_clear(&raster);
    return e;
}
