/* Putting primitives, words and items into the frame under construction. */
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

struct prim *put_rect(struct ui *ui, struct box box, int radius, color fill)
{
    struct prim *p = draw_list_prim(ui->list, PRIM_RECT, box);
    p->radius = radius;
    p->fill = fill;
    return p;
}

void put_icon(struct ui *ui, const char *name, struct box box, color fill)
{
    struct prim *p = draw_list_prim(ui->list, PRIM_ICON, box);
    p->text = draw_list_text(ui->list, name);
    p->fill = fill;
}

static void put_stretch(struct ui *ui, struct box box, int radius, color fill)
{
    put_rect(ui, box, radius, fill)->stretch = true;
}

/* Whatever can be pressed has a foot; pressed = the face sinks onto it (tokens.md, rule 1). */
int put_face(struct ui *ui, const char *id, struct box box, int radius, int edge, color face,
             color line, color foot, bool enabled)
{
    int drop = px(ui, FOOT);
    bool down = enabled && strcmp(ui->press, id) == 0;
    if (enabled && !down)
        put_stretch(ui, (struct box){box.x, box.y + drop, box.w, box.h}, radius, foot);
    struct box d = {box.x, box.y + (down ? drop : 0), box.w, box.h};
    if (edge > 0 && line != face) {
        put_stretch(ui, d, radius, line);
        d = (struct box){d.x + edge, d.y + edge, d.w - 2 * edge, d.h - 2 * edge};
        radius = radius > edge ? radius - edge : 0;
    }
    put_stretch(ui, d, radius, face);
    return down ? drop : 0;
}

/* The tick of every chosen thing: on its top end corner. */
void put_tick(struct ui *ui, struct box box)
{
    int d = px(ui, 44), ring = px(ui, 3), icon = px(ui, 26);
    struct box disc = {box.x + box.w + px(ui, 10) - d, box.y - px(ui, 14), d, d};
    put_rect(ui, disc, d / 2, ui->theme->paper);
    put_rect(ui, (struct box){disc.x + ring, disc.y + ring, d - 2 * ring, d - 2 * ring},
             d / 2 - ring, ui->theme->pri);
    put_icon(ui, "check",
             (struct box){disc.x + (d - icon) / 2, disc.y + (d - icon) / 2, icon, icon},
             ui->theme->onpri);
}

struct words put_words_em(struct ui *ui, const char *text, int em, int line, bool bold, color ink,
                          int x, int y, int width, enum align align)
{
    struct text_lines lines;
    text_break(ui->engine, text, em, bold, width, &lines);
    for (int i = 0; i < lines.count; i++) {
        const struct text_line *l = &lines.line[i];
        int shift = align == ALIGN_START    ? 0
                    : align == ALIGN_CENTRE ? (width - l->width) / 2
                                            : width - l->width;
        struct prim *p = draw_list_prim(ui->list, PRIM_TEXT,
                                        (struct box){x + shift, y + i * line, l->width, line});
        char piece[1024];
        size_t n = l->length < sizeof piece - 1 ? l->length : sizeof piece - 1;
        memcpy(piece, text + l->start, n);
        piece[n] = 0;
        p->text = draw_list_text(ui->list, piece);
        p->px = em;
        p->bold = l->bold;
        p->fill = ink;
    }
    if (lines.count > 0 && (ui->min_px == 0 || em < ui->min_px))
        ui->min_px = em;
    if (lines.count > ui->lines)
        ui->lines = lines.count;
    ui->fits &= !lines.cut;
    return (struct words){lines.count * line, lines.count, lines.width, lines.cut};
}

struct words put_words(struct ui *ui, const char *text, enum text_size size, bool bold, color ink,
                       int x, int y, int width, enum align align)
{
    return put_words_em(ui, text, px(ui, theme_em(size, ui->modes.large)),
                        px(ui, theme_line(size, ui->modes.large)), bold, ink, x, y, width, align);
}

struct words measure(struct ui *ui, const char *text, enum text_size size, bool bold, int width)
{
    struct text_lines lines;
    text_break(ui->engine, text, px(ui, theme_em(size, ui->modes.large)), bold, width, &lines);
    return (struct words){lines.count * px(ui, theme_line(size, ui->modes.large)), lines.count,
                          lines.width, lines.cut};
}

int measure_width(struct ui *ui, const char *text, enum text_size size, bool bold)
{
    return text_width(ui->engine, text, px(ui, theme_em(size, ui->modes.large)), bold);
}

struct item *put_item(struct ui *ui, const char *id, enum role role, struct box box,
                      const char *label)
{
    struct item *item = draw_list_item(ui->list, id, role, box, label);
    item->enabled = true;
    item->min_px = ui->min_px;
    item->lines = ui->lines;
    item->fits = ui->fits;
    item->pressed = strcmp(ui->press, id) == 0;
    item->focused = ui->focus[0] && strcmp(ui->focus, id) == 0;
    return item;
}

struct item *put_plain(struct ui *ui, enum role role, struct box box, const char *label)
{
    char id[32];
    snprintf(id, sizeof id, "%s.%d", role_name(role), ++ui->plain);
    return put_item(ui, id, role, box, label);
}

bool taken(struct ui *ui, const char *id, bool enabled)
{
    return enabled && !ui->modal && ui->tap[0] && strcmp(ui->tap, id) == 0;
}

int icon_px(const struct ui *ui, int design)
{
    return px(ui, ui->modes.large ? design * 1.15 : design);
}

color tone_face(const struct ui *ui, enum tone tone)
{
    const struct theme *t = ui->theme;
    switch (tone) {
    case TONE_GREEN:
        return t->greentint;
    case TONE_SLATE:
        return t->slate;
    case TONE_AMBER:
        return t->suntint;
    case TONE_RED:
        return t->redtint;
    case TONE_TINT:
        return t->tint;
    case TONE_SUNK:
        return t->sunk;
    }
    return t->slate;
}

color tone_ink(const struct ui *ui, enum tone tone)
{
    const struct theme *t = ui->theme;
    switch (tone) {
    case TONE_GREEN:
        return t->green;
    case TONE_SLATE:
        return t->slateink;
    case TONE_AMBER:
        return t->brown;
    case TONE_RED:
        return t->red;
    case TONE_TINT:
        return t->pri;
    case TONE_SUNK:
        return t->ink2;
    }
    return t->ink2;
}
