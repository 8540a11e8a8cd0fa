/* Paging: what does not fit goes to the next page, never smaller and never cut (tokens.md, rule 7).
 */
#include "i18n/tr.h"
#include "ui/desk.h"
#include "ui/inside.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define REGION_LEAST 300 /* design px: below this a list belongs to the page as a whole */
#define PAGER_HEIGHT (88 + FOOT)

static struct pager *pager_of(struct ui *ui, const char *id)
{
    unsigned long key = 5381;
    for (const char *p = id; *p; p++)
        key = key * 33 ^ (unsigned char)*p;
    struct pager *unused = &ui->pager[PAGERS_MAX - 1];
    for (int i = 0; i < PAGERS_MAX; i++) {
        if (ui->pager[i].id == key)
            return &ui->pager[i];
        if (ui->pager[i].id == 0) {
            unused = &ui->pager[i];
            break;
        }
    }
    *unused = (struct pager){.id = key};
    return unused;
}

int pager_page(struct ui *ui, const char *id, int pages)
{
    struct pager *pager = pager_of(ui, id);
    pager->pages = pages;
    if (pager->page >= pages)
        pager->page = pages - 1;
    if (pager->page < 0)
        pager->page = 0;
    return pager->page;
}

void pager_turn(struct ui *ui, const char *id, int by)
{
    pager_of(ui, id)->page += by;
}

void ui_pages_reset(struct ui *ui, const char *id)
{
    pager_of(ui, id)->page = 0;
}

static void pager_key(struct ui *ui, const char *id, const char *icon, const char *text,
                      bool enabled, struct box box)
{
    const struct theme *t = ui->theme;
    words_reset(ui);
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, 2), enabled ? t->face : t->sunk,
                        enabled ? t->line : t->sunk, t->edge, enabled);
    int icon_size = px(ui, 40), text_w = measure_width(ui, text, TEXT_S, true);
    int total = text_w + px(ui, 14) + icon_size, x = box.x + (box.w - total) / 2;
    put_words(ui, text, TEXT_S, true, enabled ? t->ink : t->ink2, x,
              box.y + sink + (box.h - px(ui, theme_line(TEXT_S, ui->modes.large))) / 2, text_w + 2,
              ALIGN_START);
    put_icon(ui, icon,
             (struct box){x + total - icon_size, box.y + sink + (box.h - icon_size) / 2, icon_size,
                          icon_size},
             enabled ? t->ink : t->ink2);
    put_item(ui, id, ROLE_BUTTON, box, text)->enabled = enabled;
}

/* "Page 1 of 2", previous and next at the foot of a region; a rail has one key that goes round. */
static void put_pager(struct ui *ui, const struct region *r, const char *prev, const char *next,
                      int page, int pages)
{
    int h = px(ui, 88), y = r->bottom - px(ui, PAGER_HEIGHT), gap = px(ui, 16);
    if (r->narrow) {
        pager_key(ui, next, "down", _("Others"), true, (struct box){r->x, y, r->w, h});
        return;
    }
    const char *back = _("Previous"), *on = _("More");
    int icon = px(ui, 40 + 14 + 56), back_w = measure_width(ui, back, TEXT_S, true) + icon,
        on_w = measure_width(ui, on, TEXT_S, true) + icon;
    int x = r->x + r->w;
    pager_key(ui, next, "down", on, page + 1 < pages, (struct box){x - on_w, y, on_w, h});
    pager_key(ui, prev, "up", back, page > 0, (struct box){x - on_w - gap - back_w, y, back_w, h});
    char text[64];
    snprintf(text, sizeof text, _("Page %d of %d"), page + 1, pages);
    words_reset(ui);
    int left = r->w - on_w - back_w - 2 * gap;
    struct words w = measure(ui, text, TEXT_S, false, left);
    if (left > px(ui, 120) && w.height <= h) {
        put_words(ui, text, TEXT_S, false, ui->theme->ink2, r->x, y + (h - w.height) / 2, left,
                  ALIGN_START);
        put_plain(ui, ROLE_STATUS, (struct box){r->x, y, left, h}, text);
    }
}

struct assignment {
    int page, column, y;
};

/* What has to stand on the same page below that block: the first row of a heading; the rest of a
 * sheet that has room on one page of that height. */
static int kept_room(const struct ui *ui, int i, int page_height)
{
    const struct block *b = &ui->block[i], *next = b + 1;
    int sheet = sheet_height(ui, i);
    if (sheet > b->height && sheet <= page_height)
        return sheet - b->height;
    return b->keep && i + 1 < ui->blocks && next->region == b->region ? next->before + next->height
                                                                      : 0;
}

void ui_keep(struct ui *ui)
{
    if (ui->blocks)
        ui->block[ui->blocks - 1].keep = true;
}

void ui_turn_to(struct ui *ui)
{
    ui->turn_to = ui->blocks + 1;
}

/* Lays the region's blocks on pages (and, for the whole page in landscape, columns) that end at
 * `reserve` above the bottom. */
static int assign(struct ui *ui, int r, int columns, int reserve, struct assignment *out)
{
    struct region *region = &ui->region[r];
    int page = 0, column = 0, y = region->top;
    bool first = true;
    for (int i = 0; i < ui->blocks; i++) {
        const struct block *b = &ui->block[i];
        if (b->region != r)
            continue;
        for (int attempt = 0; attempt < 3;
             attempt++) { /* here, in the next column, on the next page */
            int bottom = (r == 0 ? ui->column_bottom[column] : region->bottom) - reserve;
            int at = first ? y : y + b->before;
            if (ui->modes.low && b->control && at < ui->low_line)
                at = ui->low_line;
            if (at + b->height + kept_room(ui, i, bottom - region->top) <= bottom ||
                (first && column == 0) || attempt == 2) {
                out[i] = (struct assignment){page, column, at};
                y = at + b->height;
                first = false;
                break;
            }
            if (++column >= columns) {
                column = 0;
                page++;
            }
            y = region->top;
            first = true;
        }
    }
    return page + 1;
}

static void paginate(struct ui *ui, int r, const char *prev, const char *next)
{
    static const int pager_room = PAGER_HEIGHT + 14;
    struct assignment to[BLOCKS_MAX];
    int columns = r == 0 && !ui->second_taken ? ui->columns : 1;
    int pages = assign(ui, r, columns, 0, to);
    bool paged = pages > 1;
    if (paged)
        pages = assign(ui, r, columns, px(ui, pager_room), to);
    struct region *region = &ui->region[r];
    if (paged) {
        if (taken(ui, next, true))
            pager_turn(ui, region->id,
                       region->narrow && pager_page(ui, region->id, pages) + 1 == pages ? -pages
                                                                                        : 1);
        if (taken(ui, prev, true))
            pager_turn(ui, region->id, -1);
    }
    int shown = ui->turn_to - 1;
    if (paged && shown >= 0 && shown < ui->blocks && ui->block[shown].region == r) {
        pager_turn(ui, region->id, to[shown].page - pager_page(ui, region->id, pages));
        ui->turn_to = 0;
    }
    int page = paged ? pager_page(ui, region->id, pages) : 0;
    for (int i = 0; i < ui->blocks; i++) {
        struct block *b = &ui->block[i];
        if (b->region != r)
            continue;
        b->hidden = to[i].page != page;
        int dx = r == 0 ? ui->column_x[to[i].column] - ui->column_x[0] : 0;
        shift_since(ui, b->from, b->to, dx, to[i].y - b->y);
        b->y = to[i].y;
        b->moved_x = dx;
    }
    sheets_put(ui, r);
    if (paged) {
        struct region whole = *region;
        if (r == 0 && columns == 2) {
            whole.x = ui->column_x[1];
            whole.bottom = ui->column_bottom[1];
        }
        put_pager(ui, &whole, prev, next, page, pages);
    }
}

/* Where a region may stand: what is left below the cursor, or in landscape the whole second column.
 */
static bool region_box(struct ui *ui, const struct container *parent, struct box at, int least,
                       struct region *out)
{
    *out = (struct region){.x = at.x, .w = at.w, .top = at.y, .bottom = ui->column_bottom[0]};
    if (ui->modes.low && out->top < ui->low_line)
        out->top = ui->low_line;
    if (ui->columns == 2 && !ui->second_taken && parent->kind == C_FLOW && ui->depth == 1) {
        out->x = ui->column_x[1];
        out->top = ui->modes.low && ui->low_line > ui->content_top ? ui->low_line : ui->content_top;
        out->bottom = ui->column_bottom[1];
        ui->second_taken = true;
    } else if (ui->columns == 2 && at.x >= ui->column_x[1]) {
        out->bottom = ui->column_bottom[1];
    }
    return parent->kind != C_CARD && parent->kind != C_COLUMNS && parent->kind != C_TICKET &&
           ui->regions < REGIONS_MAX && out->bottom - out->top >= px(ui, least);
}

static void enter_region(struct ui *ui, struct region region, const char *id, bool narrow,
                         bool dissolved)
{
    struct container *c = enter(ui, C_REGION, (struct box){region.x, region.top, region.w, 0});
    c->dissolved = dissolved;
    if (dissolved) {
        c->y = c->top = ui->place_y;
        c->end = ui->place_y - ui->place_before;
        return;
    }
    c->region = ui->regions;
    region.narrow = narrow;
    snprintf(region.id, sizeof region.id, "%s", id);
    ui->region[ui->regions++] = region;
}

void ui_pages(struct ui *ui, const char *id)
{
    struct box at = place(ui, 16);
    struct region region;
    bool fits = region_box(ui, here(ui), at, REGION_LEAST + (ui->modes.large ? 90 : 0), &region);
    if (!fits) {
        region.x = at.x;
        region.w = at.w;
    }
    enter_region(ui, region, id, false, !fits);
}

static void leave_region(struct ui *ui)
{
    struct container c = leave(ui, C_REGION);
    struct container *parent = here(ui);
    parent->control |= c.control;
    if (c.dissolved) {
        parent->y = parent->end = c.y > parent->y ? c.y : parent->y;
        parent->empty &= c.empty;
        return;
    }
    struct region *region = &ui->region[c.region];
    char prev[56] = "page.prev", next[56] = "page.next";
    bool first = true;
    for (int i = 1; i < c.region; i++)
        first &= ui->region[i].narrow;
    if (region->narrow || !first) {
        snprintf(prev, sizeof prev, "%s.prev", region->id);
        snprintf(next, sizeof next, "%s.next", region->id);
    }
    paginate(ui, c.region, prev, next);
    if (region->x == parent->x) {
        parent->y = parent->end = c.y < region->bottom ? c.y : region->bottom;
        parent->empty = false;
    }
}

void ui_pages_end(struct ui *ui)
{
    leave_region(ui);
}

void ui_split(struct ui *ui, int start_width, int gap)
{
    struct box at = place(ui, 24);
    struct region region;
    int start = px(ui, start_width), between = px(ui, gap);
    bool fits = region_box(ui, here(ui), at, 420, &region) &&
                region.w - start - between >= px(ui, 480); /* else the words of a row break */
    struct container *c = enter(ui, C_SPLIT, (struct box){at.x, at.y, at.w, 0});
    c->dissolved = !fits;
    if (!fits) {
        c->end = ui->place_y - ui->place_before;
        ui_columns(ui, 3, 16);
        return;
    }
    c->x = region.x;
    c->y = c->top = region.top;
    c->split_x = region.x + start + between;
    c->split_w = region.w - start - between;
    region.w = start;
    enter_region(ui, region, "rail", true, false);
}

void ui_split_next(struct ui *ui)
{
    if (here(ui)->kind == C_COLUMNS) {
        ui_columns_end(ui);
        return;
    }
    leave_region(ui);
    struct container *c = here(ui);
    struct container *end = enter(ui, C_FLOW, (struct box){c->split_x, c->top, c->split_w, 0});
    end->region = -1;
}

void ui_split_end(struct ui *ui)
{
    bool control = true;
    if (here(ui)->kind == C_FLOW)
        control = leave(ui, C_FLOW).control;
    struct container c = leave(ui, C_SPLIT);
    struct container *parent = here(ui);
    parent->control |= control;
    parent->empty = false;
    if (c.dissolved)
        parent->y = parent->end = c.y;
    else if (c.x == parent->x)
        parent->y = parent->end = ui->region[0].bottom;
}

void ui_desk_column(struct ui *ui, const char *id, int x, int width, int share)
{
    struct container *c = here(ui);
    ui->widget_mark = mark_now(ui);
    ui->place_y = c->y;
    ui->place_before = 0;
    struct region region = {
        .x = c->x + px(ui, x), .w = px(ui, width), .top = c->y, .bottom = ui->column_bottom[0]};
    int part = (region.bottom - region.top) * share / 100;
    if (ui->width < px(ui, UPRIGHT)) {
        region.x = c->x;
        region.w = c->w;
        if (x == 0)
            region.bottom = region.top + part;
        else
            region.top = region.bottom - part + px(ui, 16);
    }
    assert(ui->regions < REGIONS_MAX);
    enter_region(ui, region, id, false, false);
}

void ui_desk_column_end(struct ui *ui)
{
    struct container parent = ui->stack[ui->depth - 2];
    leave_region(ui);
    struct container *c = here(ui);
    c->y = parent.y;
    c->end = parent.end;
    c->empty = parent.empty;
}

void flow_start(struct ui *ui)
{
    ui->depth = ui->blocks = ui->regions = ui->sheets = ui->sheet = ui->turn_to = 0;
    ui->region[ui->regions++] = (struct region){.id = "page",
                                                .x = ui->column_x[0],
                                                .w = ui->column_w,
                                                .top = ui->content_top,
                                                .bottom = ui->column_bottom[0]};
    ui->widget_mark = mark_now(ui);
    ui->place_y = ui->content_top;
    ui->place_before = 0;
    enter(ui, C_FLOW, (struct box){ui->column_x[0], ui->content_top, ui->column_w, 0})->region = 0;
}

void flow_finish(struct ui *ui)
{
    assert(ui->depth == 1);
    bool listed =
        false; /* a list has the usual keys already, beside a page that is too long itself */
    for (int i = 1; i < ui->regions; i++)
        listed |= !ui->region[i].narrow;
    paginate(ui, 0, listed ? "body.prev" : "page.prev", listed ? "body.next" : "page.next");
    ui->depth = 0;
}
