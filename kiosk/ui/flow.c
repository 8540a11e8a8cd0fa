/* The flow: containers, rows of columns, and moving controls below the low line. Paging is in
 * pages.c. */
#include "ui/inside.h"

#include <assert.h>
#include <string.h>

struct container *here(struct ui *ui)
{
    assert(ui->depth > 0);
    return &ui->stack[ui->depth - 1];
}

struct mark mark_now(const struct ui *ui)
{
    return (struct mark){draw_list_prims(ui->list), draw_list_items(ui->list)};
}

void shift_since(struct ui *ui, struct mark from, struct mark to, int dx, int dy)
{
    for (size_t i = from.prims; i < to.prims; i++) {
        draw_list_prim_at(ui->list, i)->box.x += dx;
        draw_list_prim_at(ui->list, i)->box.y += dy;
    }
    for (size_t i = from.items; i < to.items; i++) {
        draw_list_item_at(ui->list, i)->box.x += dx;
        draw_list_item_at(ui->list, i)->box.y += dy;
    }
}

static int column_width(const struct container *c)
{
    return (c->w - (c->n - 1) * c->gap) / c->n;
}

struct box place(struct ui *ui, int before)
{
    struct container *c = here(ui);
    ui->widget_mark = mark_now(ui);
    ui->min_px = 0;
    ui->lines = 0;
    ui->fits = true;
    if (c->kind == C_COLUMNS) {
        ui->place_before = c->before;
        ui->place_y = c->row_top;
        return (struct box){c->x + c->col * (column_width(c) + c->gap), c->row_top, column_width(c),
                            0};
    }
    ui->place_y = c->y + (c->empty ? 0 : px(ui, before));
    ui->place_before = ui->place_y - c->end;
    return (struct box){c->x, ui->place_y, c->w, 0};
}

static void add_block(struct ui *ui, int region, struct mark from, int y, int height, int before,
                      bool control)
{
    if (region < 0 || ui->blocks == BLOCKS_MAX)
        return;
    struct block block = {.from = from,
                          .to = mark_now(ui),
                          .y = y,
                          .height = height,
                          .before = before,
                          .region = region,
                          .control = control};
    sheet_block(ui, &block);
    ui->block[ui->blocks++] = block;
}

/* Low reach: what can be pressed starts below the line, as far as it stands in the page's own flow.
 */
static int lowered(struct ui *ui, const struct container *c, struct mark from, int y, bool control)
{
    if (!ui->modes.low || !control || c->region < 0 || y >= ui->low_line)
        return y;
    shift_since(ui, from, mark_now(ui), 0, ui->low_line - y);
    return ui->low_line;
}

static void stretch(struct ui *ui, const struct cell *cell, int height)
{
    int more = height - cell->height;
    for (size_t i = cell->from.prims; i < cell->to.prims; i++) {
        struct prim *p = draw_list_prim_at(ui->list, i);
        if (p->stretch)
            p->box.h += more;
        else
            p->box.y += more / 2;
    }
    for (size_t i = cell->from.items; i < cell->to.items; i++)
        draw_list_item_at(ui->list, i)->box.h += more;
}

static void finish_row(struct ui *ui, struct container *c)
{
    if (c->col == 0)
        return;
    for (int i = 0; i < c->col; i++)
        if (c->cell[i].height < c->row_height)
            stretch(ui, &c->cell[i], c->row_height);
    c->row_top = lowered(ui, c, c->cell[0].from, c->row_top, c->control);
    add_block(ui, c->region, c->cell[0].from, c->row_top, c->row_height, c->before, c->control);
    c->y = c->row_top + c->row_height;
    c->before = px(ui, 14);
    c->row_top = c->y + c->before;
    c->row_height = 0;
    c->col = 0;
}

void placed(struct ui *ui, int height, bool control)
{
    struct container *c = here(ui);
    c->control |= control;
    if (c->kind == C_COLUMNS) {
        c->cell[c->col] = (struct cell){ui->widget_mark, mark_now(ui), height};
        if (height > c->row_height)
            c->row_height = height;
        if (++c->col == c->n)
            finish_row(ui, c);
        return;
    }
    int y = lowered(ui, c, ui->widget_mark, ui->place_y, control);
    add_block(ui, c->region, ui->widget_mark, y, height, ui->place_before, control);
    c->y = c->end = y + height;
    c->empty = false;
}

struct container *enter(struct ui *ui, enum container_kind kind, struct box box)
{
    assert(ui->depth < NEST_MAX);
    int region = ui->depth ? here(ui)->region : 0;
    struct container *c = &ui->stack[ui->depth++];
    *c = (struct container){.kind = kind,
                            .x = box.x,
                            .w = box.w,
                            .y = box.y,
                            .top = box.y,
                            .end = box.y,
                            .empty = true,
                            .from = ui->widget_mark,
                            .region = region,
                            .place_y = ui->place_y,
                            .before = ui->place_before};
    return c;
}

struct container leave(struct ui *ui, enum container_kind kind)
{
    struct container c = *here(ui);
    assert(c.kind == kind);
    (void)kind;
    ui->depth--;
    ui->widget_mark = c.from;
    ui->place_y = c.place_y;
    ui->place_before = c.before;
    return c;
}

void ui_gap(struct ui *ui, int design)
{
    struct container *c = here(ui);
    if (c->kind != C_COLUMNS)
        c->y += px(ui, design);
}

void ui_columns(struct ui *ui, int n, int gap)
{
    struct box box = place(ui, 20);
    struct container *c = enter(ui, C_COLUMNS, box);
    c->gap = px(ui, gap);
    c->n = n > 8 ? 8 : n;
    int least = n > 4             ? 84
                : ui->modes.large ? 300
                : n == 4          ? 200
                                  : 230; /* a key is 21 mm at least; words need more */
    while (c->n > 1 && column_width(c) < px(ui, least))
        c->n--;
    c->row_top = box.y;
}

void ui_columns_then(struct ui *ui)
{
    struct container *c = here(ui);
    assert(c->kind == C_COLUMNS);
    int size = px(ui, 28), x = c->x + c->col * (column_width(c) + c->gap) - c->gap / 2;
    if (c->col == 0 || c->gap < size)
        return;
    put_icon(ui, "right",
             (struct box){x - size / 2, c->row_top + (c->row_height - size) / 2, size, size},
             ui->theme->ink2);
}

void ui_columns_end(struct ui *ui)
{
    finish_row(ui, here(ui));
    struct container c = leave(ui, C_COLUMNS);
    if (c.y == c.top)
        return;
    struct container *parent = here(ui);
    parent->control |= c.control;
    if (parent->kind == C_COLUMNS) {
        placed(ui, c.y - c.top, c.control);
        return;
    }
    parent->y = parent->end = c.y;
    parent->empty = false;
}

void ui_tiles(struct ui *ui)
{
    ui_columns(ui, ui->modes.large ? 1 : 2, 24);
}

void ui_tiles_tight(struct ui *ui)
{
    ui_tiles(ui);
    ui->tight = true;
}

void ui_tiles_end(struct ui *ui)
{
    ui->tight = false;
    ui_columns_end(ui);
}

void ui_card(struct ui *ui)
{
    struct box box = place(ui, 24);
    int radius = px(ui, 20), edge = px(ui, 2);
    put_rect(ui, box, radius, ui->theme->line)->stretch = true;
    put_rect(ui, (struct box){box.x + edge, box.y + edge, box.w - 2 * edge, -2 * edge},
             radius - edge, ui->theme->face)
        ->stretch = true;
    struct container *c = enter(ui, C_CARD, box);
    c->pad = px(ui, ui->brief ? 20 : 32);
    c->x += c->pad;
    c->w -= 2 * c->pad;
    c->y += c->pad - px(ui, 4);
    c->region = -1;
}

void ui_card_end(struct ui *ui)
{
    struct container c = leave(ui, C_CARD);
    int height = c.y + c.pad - c.top;
    draw_list_prim_at(ui->list, c.from.prims)->box.h += height;
    draw_list_prim_at(ui->list, c.from.prims + 1)->box.h += height;
    placed(ui, height, c.control);
}

void ui_pin(struct ui *ui)
{
    assert(ui->depth == 1);
    int last = ui->columns - 1;
    ui->widget_mark = mark_now(ui);
    struct container *c = enter(ui, C_PIN, (struct box){ui->column_x[last], 0, ui->column_w, 0});
    c->region = -1;
}

void ui_pin_end(struct ui *ui)
{
    int last = ui->columns - 1;
    struct container c = leave(ui, C_PIN);
    if (c.empty)
        return;
    int height = c.y - c.top, bottom = ui->column_bottom[last];
    shift_since(ui, c.from, mark_now(ui), 0, bottom - height);
    ui->column_bottom[last] = bottom - height - px(ui, 20);
    ui->region[0].bottom = ui->column_bottom[0];
}
