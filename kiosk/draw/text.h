/* Measuring and breaking text. A table of functions with an SDL_ttf form (text_sdl.c) and a null
 * form for tests (text_null.c: Han and full-width 1 em, the rest 0.56 em), so that layout can be
 * tested without fonts.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define TEXT_LINES_MAX 24

struct text_line {
    size_t start, length; /* bytes in the given string */
    int width;            /* px */
    bool bold; /* weight at its start (a \x0e ... \x0f run may go over the line end: draw the line
                  from this weight, each marker inside it switches) */
};

struct text_lines {
    int count;
    int width; /* of the widest line */
    bool cut;  /* more than TEXT_LINES_MAX lines, or one unbreakable piece wider than max_width */
    bool missing; /* a character that no font has */
    struct text_line line[TEXT_LINES_MAX];
};

struct text_engine {
    /* `text` holds no markers here. */
    int (*width)(void *ctx, const char *text, size_t length, int px, bool bold);
    bool (*covers)(void *ctx, const char *text,
                   size_t length); /* false when a character has no glyph anywhere */
    void *ctx;
};

/* Breaks `text` (UTF-8; \n forces a break; \x0e / \x0f switch to the other weight and back and have
 * no width) into lines of at most `max_width` px: Unicode line breaking (UAX 14), no break inside a
 * date, time, price, or number + measure word, balanced so that the last line is not one or two Han
 * characters. max_width <= 0: no limit. A piece that is wider than max_width is broken where UAX 14
 * lets it, and between characters when that does not help (then `cut` is set). Spaces at line ends
 * belong to no line. */
void text_break(const struct text_engine *engine, const char *text, int px, bool bold,
                int max_width, struct text_lines *out);

/* One line's width, without breaking; markers have none. */
int text_width(const struct text_engine *engine, const char *text, int px, bool bold);

const struct text_engine *text_null(void);
