/* A card that may be parted between its widgets: whole where there is room, else it goes on with
 * the next page. Its blocks touch each other, and its ground is drawn once the pages are made. */
#include "ui/inside.h"

#include <assert.h>
#include <stdio.h>

#define PARTS 2 /* of one page: landscape panels have two columns */
#define PAD 32
#define PAD_TOP 26
#define PAD_BOTTOM 28
#define BEYOND 7 /* of ground below a row with which a page ends */

void ui_sheet(struct ui *ui)
{
    struct box box = place(ui, 26);
    assert(!ui->sheet && ui->sheets < SHEETS_MAX && here(ui)->region >= 0);
    struct sheet *sheet = &ui->sheet_row[ui->sheets++];
    *sheet = (struct sheet){.prim = draw_list_prims(ui->list),
                            .x = box.x,
                            .w = box.w,
                            .before = ui->place_before,
                            .first = ui->blocks,
                            .region = here(ui)->region};
    for (int i = 0; i < PARTS; i++) {
        put_rect(ui, (struct box){0, 0, 0, 0}, px(ui, 20), ui->theme->line);
        put_rect(ui, (struct box){0, 0, 0, 0}, px(ui, 20) - px(ui, 2), ui->theme->face);
    }
    struct container *c = enter(ui, C_SHEET, box);
    int pad = px(ui, ui->brief ? 20 : PAD);
    c->x += pad;
    c->w -= 2 * pad;
    c->y += px(ui, ui->brief ? 16 : PAD_TOP);
    ui->sheet = ui->sheets;
}

void ui_sheet_end(struct ui *ui)
{
    struct container c = leave(ui, C_SHEET);
    struct sheet *sheet = &ui->sheet_row[ui->sheet - 1];
    int bottom = px(ui, ui->brief ? 16 : PAD_BOTTOM);
    sheet->last = ui->blocks;
    ui->sheet = 0;
    if (sheet->last == sheet->first)
        return;
    ui->block[sheet->last - 1].height += bottom;
    struct container *parent = here(ui);
    parent->control |= c.control;
    parent->y = parent->end = c.y + bottom;
    parent->empty = false;
}

void sheet_block(const struct ui *ui, struct block *block)
{
    if (!ui->sheet)
        return;
    const struct sheet *sheet = &ui->sheet_row[ui->sheet - 1];
    bool first = ui->blocks == sheet->first;
    block->y -= block->before;
    block->height += block->before;
    block->before = first ? sheet->before : 0;
}

int sheet_height(const struct ui *ui, int block)
{
    int height = 0;
    for (int n = 0; n < ui->sheets; n++)
        for (int i = block; ui->sheet_row[n].first == block && i < ui->sheet_row[n].last; i++)
            height += ui->block[i].height + (i > block ? ui->block[i].before : 0);
    return height;
}

static void put_part(struct ui *ui, const struct sheet *sheet, int part, struct box box)
{
    int edge = px(ui, 2);
    draw_list_prim_at(ui->list, sheet->prim + (size_t)part * 2)->box = box;
    draw_list_prim_at(ui->list, sheet->prim + (size_t)part * 2 + 1)->box =
        (struct box){box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 2 * edge};
}

void sheets_put(struct ui *ui, int region)
{
    for (int n = 0; n < ui->sheets; n++) {
        const struct sheet *sheet = &ui->sheet_row[n];
        if (sheet->region != region)
            continue;
        int part = 0;
        struct box box = {0, 0, 0, 0};
        for (int i = sheet->first; i < sheet->last && part < PARTS; i++) {
            const struct block *b = &ui->block[i];
            if (b->hidden)
                continue;
            if (box.w > 0 && b->moved_x + sheet->x != box.x) {
                put_part(ui, sheet, part++, box);
                box.w = 0;
            }
            if (box.w == 0)
                box = (struct box){b->moved_x + sheet->x, b->y, sheet->w, 0};
            box.h = b->y + b->height - box.y + (i + 1 < sheet->last ? px(ui, BEYOND) : 0);
        }
        if (box.w > 0 && part < PARTS)
            put_part(ui, sheet, part, box);
    }
}

/* ---- its head ---- */

struct head_layout {
    int start, value_w, w;
    bool tag_below;
    struct words title, line;
    int inner, end_h;
};

static struct head_layout lay_out(struct ui *ui, const struct ui_head *head, int width)
{
    struct head_layout l = {.start = px(ui, 92 + 24)};
    if (head->value) {
        int a = measure_width(ui, head->value, TEXT_L, true),
            b = head->note ? measure_width(ui, head->note, TEXT_XS, false) : 0;
        l.value_w = (a > b ? a : b) + px(ui, 20);
        l.end_h = px(ui, theme_line(TEXT_L, ui->modes.large)) - px(ui, 4) +
                  (head->note ? px(ui, theme_line(TEXT_XS, ui->modes.large)) : 0);
    }
    l.w = width - l.start - l.value_w;
    l.title = measure(ui, head->title, TEXT_L, true, l.w);
    l.inner = l.title.height;
    if (head->tag && head->tag[0]) {
        int tag_w = measure_width(ui, head->tag, TEXT_S, true) + px(ui, 40);
        l.tag_below = l.title.lines > 1 || l.title.width + px(ui, 16) + tag_w > l.w;
        if (l.tag_below)
            l.inner += px(ui, ui->modes.large ? 70 : 60);
    }
    if (head->line && head->line[0]) {
        l.line = measure(ui, head->line, TEXT_S, false, l.w);
        l.inner += l.line.height;
    }
    return l;
}

static void put_disc(struct ui *ui, const struct ui_head *head, int x, int y)
{
    int disc = px(ui, 92);
    put_rect(ui, (struct box){x, y, disc, disc}, disc / 2, ui->theme->tint);
    if (head->initial) {
        char one[8];
        row_initial(head->initial, one);
        int em = px(ui, 44), line = px(ui, 60);
        put_words_em(ui, one, em, line, true, ui->theme->pri, x, y + (disc - line) / 2, disc,
                     ALIGN_CENTRE);
    } else if (head->icon) {
        int size = px(ui, 52), in = (disc - size) / 2;
        put_icon(ui, head->icon, (struct box){x + in, y + in, size, size}, ui->theme->pri);
    }
}

void ui_head(struct ui *ui, const char *id, const struct ui_head *head)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 0);
    struct head_layout l = lay_out(ui, head, box.w);
    int disc = px(ui, 92), height = l.inner > disc ? l.inner : disc;
    height = l.end_h > height ? l.end_h : height;
    put_disc(ui, head, box.x, box.y + (height > 2 * disc ? 0 : (height - disc) / 2));
    int x = box.x + l.start, y = box.y + (height - l.inner) / 2;
    put_words(ui, head->title, TEXT_L, true, t->ink, x, y, l.w, ALIGN_START);
    int pill = px(ui, ui->modes.large ? 62 : 52);
    if (head->tag && head->tag[0]) {
        int tag_w = measure_width(ui, head->tag, TEXT_S, true) + px(ui, 40);
        struct box at = l.tag_below ? (struct box){x, y + l.title.height + px(ui, 2), tag_w, pill}
                                    : (struct box){x + l.title.width + px(ui, 16),
                                                   y + (l.title.height - pill) / 2, tag_w, pill};
        put_tag(ui, head->tag, TONE_TINT, at);
    }
    if (head->line && head->line[0])
        put_words(ui, head->line, TEXT_S, false, t->ink2, x, y + l.inner - l.line.height, l.w,
                  ALIGN_START);
    if (head->value) {
        int end = box.x + box.w - l.value_w;
        put_words(ui, head->value, TEXT_L, true, t->ink, end, box.y, l.value_w, ALIGN_END);
        if (head->note)
            put_words(ui, head->note, TEXT_XS, false, t->ink2, end,
                      box.y + px(ui, theme_line(TEXT_L, ui->modes.large)) - px(ui, 4), l.value_w,
                      ALIGN_END);
    }
    char label[700], value[160];
    snprintf(label, sizeof label, "%s %s %s", head->title, head->tag ? head->tag : "",
             head->line ? head->line : "");
    snprintf(value, sizeof value, "%s %s", head->value ? head->value : "",
             head->note ? head->note : "");
    struct item *item =
        put_item(ui, id, ROLE_HEADING, (struct box){box.x, box.y, box.w, height}, label);
    item->value = draw_list_text(ui->list, value);
    item->chosen = true;
    placed(ui, height, false);
}
