#include "draw/text.h"
#include "draw/break_rules.h"
#include "draw/utf8.h"

#include <stdlib.h>
#include <string.h>

/* What lies between two possible breaks: characters [first, last), then spaces up to `next`. */
struct piece {
    size_t first, last, next;
    int width, space; /* px, of the characters and of the spaces behind them */
    bool must;        /* the line ends here in any case */
};

struct breaker {
    const struct text_engine *engine;
    const char *text;
    int px;
    bool bold;
    struct break_char *chars;
    size_t count;
    struct piece *pieces;
    size_t piece_count;
    bool forced; /* broken inside something that should hold together */
};

static int chars_width(const struct breaker *b, size_t first, size_t last)
{
    int width = 0;
    while (first < last) {
        size_t end = first + 1;
        while (end < last && b->chars[end].other == b->chars[first].other &&
               b->chars[end].at == b->chars[end - 1].at + b->chars[end - 1].used)
            end++;
        const struct break_char *a = &b->chars[first], *z = &b->chars[end - 1];
        width += b->engine->width(b->engine->ctx, b->text + a->at, z->at + z->used - a->at, b->px,
                                  b->bold ^ a->other);
        first = end;
    }
    return width;
}

static struct piece piece_make(const struct breaker *b, size_t first, size_t next, bool must)
{
    size_t last = next;
    while (last > first && break_is_space(b->chars[last - 1].c))
        last--;
    size_t space_end = next;
    while (space_end > last && b->chars[space_end - 1].c == '\n')
        space_end--;
    return (struct piece){
        first, last, next, chars_width(b, first, last), chars_width(b, last, space_end), must};
}

/* A piece wider than the line: first at the breaks our own rules forbid, then between any two
 * characters. */
static void add_wide(struct breaker *b, size_t first, size_t next, bool must, int max_width,
                     bool anywhere)
{
    for (size_t start = first, i = first; i < next; i++) {
        if (i + 1 != next && !anywhere && b->chars[i].after != BREAK_POOR)
            continue;
        struct piece piece = piece_make(b, start, i + 1, i + 1 == next && must);
        if (!anywhere && piece.width > max_width && piece.last - piece.first > 1) {
            b->forced = true;
            add_wide(b, start, i + 1, piece.must, max_width, true);
        } else {
            b->forced |= piece.width > max_width;
            b->pieces[b->piece_count++] = piece;
        }
        start = i + 1;
    }
}

static void make_pieces(struct breaker *b, int max_width)
{
    for (size_t start = 0, i = 0; i < b->count; i++) {
        enum break_kind after = b->chars[i].after;
        if (i + 1 < b->count && after != BREAK_YES && after != BREAK_MUST)
            continue;
        struct piece piece = piece_make(b, start, i + 1, after == BREAK_MUST);
        if (max_width > 0 && piece.width > max_width)
            add_wide(b, start, i + 1, piece.must, max_width, false);
        else
            b->pieces[b->piece_count++] = piece;
        start = i + 1;
    }
}

/* Fills lines greedily; returns their number, which may be more than are kept. The index of each
 * line's first piece goes to `starts`. */
static int fill(const struct breaker *b, int max_width, size_t starts[TEXT_LINES_MAX + 1])
{
    int lines = 0, width = 0;
    for (size_t i = 0; i < b->piece_count;) {
        if (lines < TEXT_LINES_MAX)
            starts[lines] = i;
        lines++;
        width = b->pieces[i].width;
        int space = b->pieces[i].space;
        bool must = b->pieces[i].must;
        for (i++; i < b->piece_count && !must; i++) {
            const struct piece *p = &b->pieces[i];
            if (max_width > 0 && p->width > 0 && width + space + p->width > max_width)
                break;
            width += space + p->width;
            space = p->space;
            must = p->must;
        }
    }
    starts[lines < TEXT_LINES_MAX ? lines : TEXT_LINES_MAX] = b->piece_count;
    return lines;
}

static int line_width(const struct breaker *b, size_t from, size_t to)
{
    int width = 0;
    for (size_t i = from; i < to; i++)
        width += b->pieces[i].width + (i + 1 < to ? b->pieces[i].space : 0);
    return width;
}

/* A last line shorter than three characters looks lost: the same number of lines, a little
 * narrower, evens them out. */
static void balance(const struct breaker *b, int max_width, int lines,
                    size_t starts[TEXT_LINES_MAX + 1])
{
    const int want = 3 * b->px;
    if (lines < 2 || lines > TEXT_LINES_MAX || b->pieces[starts[lines - 1] - 1].must)
        return;
    int best = line_width(b, starts[lines - 1], b->piece_count);
    for (int width = max_width - b->px / 2; best < want && width > max_width / 2;
         width -= b->px / 2) {
        size_t tried[TEXT_LINES_MAX + 1];
        if (fill(b, width, tried) != lines)
            return;
        for (int i = 0; i < lines; i++)
            if (line_width(b, tried[i], tried[i + 1]) > max_width)
                return;
        int last = line_width(b, tried[lines - 1], b->piece_count);
        if (last > best) {
            best = last;
            memcpy(starts, tried, sizeof tried);
        }
    }
}

static void put_line(const struct breaker *b, size_t from, size_t to, struct text_lines *out)
{
    struct text_line *line = &out->line[out->count++];
    size_t first = b->pieces[from].first, last = b->pieces[to - 1].last;
    while (last > first && break_is_space(b->chars[last - 1].c))
        last--;
    while (first < last && break_is_space(b->chars[first].c))
        first++;
    *line =
        (struct text_line){.start = b->chars[first].at, .bold = b->bold ^ b->chars[first].other};
    if (last > first) {
        line->length = b->chars[last - 1].at + b->chars[last - 1].used - line->start;
        line->width = chars_width(b, first, last);
    }
    if (line->width > out->width)
        out->width = line->width;
}

void text_break(const struct text_engine *engine, const char *text, int px, bool bold,
                int max_width, struct text_lines *out)
{
    struct breaker b = {.engine = engine, .text = text, .px = px, .bold = bold};
    size_t length = strlen(text);
    *out = (struct text_lines){0};
    if (length == 0)
        return;
    b.chars = break_rules(text, length, &b.count);
    b.pieces = calloc(b.count + 1, sizeof *b.pieces);
    if (b.pieces == NULL)
        abort();
    make_pieces(&b, max_width);
    size_t starts[TEXT_LINES_MAX + 1];
    int lines = fill(&b, max_width, starts);
    if (max_width > 0)
        balance(&b, max_width, lines, starts);
    for (int i = 0; i < lines && i < TEXT_LINES_MAX; i++)
        put_line(&b, starts[i], starts[i + 1], out);
    out->cut = lines > TEXT_LINES_MAX || b.forced;
    out->missing = !engine->covers(engine->ctx, text, length);
    explicit_bzero(b.chars, (length + 1) * sizeof *b.chars);
    free(b.chars);
    free(b.pieces);
}

int text_width(const struct text_engine *engine, const char *text, int px, bool bold)
{
    int width = 0;
    for (const char *from = text; *from != 0;) {
        size_t run = strcspn(from, "\x0e\x0f");
        if (run > 0)
            width += engine->width(engine->ctx, from, run, px, bold);
        from += run;
        if (*from != 0) {
            bold = !bold;
            from++;
        }
    }
    return width;
}
