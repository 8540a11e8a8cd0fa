/* The board's picture: where things stand, words, head and foot. */
#include "ui/board_parts.h"

#include <stdio.h>

struct board_layout board_layout_of(const struct ui *ui)
{
    struct board_layout l = {.width = (int)(ui->width / ui->scale),
                             .height = (int)(ui->height / ui->scale)};
    l.upright = l.height > l.width;
    l.block_y = HEAD;
    l.block_h = l.upright ? BLOCK_TALL : BLOCK;
    l.foot_y = l.height - (l.upright ? FOOT_LINE + 100 : FOOT_LINE);
    l.table_x = SIDE;
    l.table_y = l.block_y + l.block_h + 16;
    if (l.upright) {
        l.past_x = SIDE;
        l.past_w = l.width - 2 * SIDE;
        l.past_y = l.foot_y - HEADING - UPRIGHT_PAST * (ROW + GAP);
        l.past_bottom = l.foot_y;
        l.table_w = l.width - 2 * SIDE;
        l.table_bottom = l.past_y - 8;
    } else {
        l.past_w = PAST_W;
        l.past_x = l.width - SIDE - l.past_w;
        l.past_y = l.table_y;
        l.past_bottom = l.foot_y;
        l.table_w = l.past_x - 32 - l.table_x;
        l.table_bottom = l.foot_y;
    }
    return l;
}

static int rows_in(int from, int bottom, int row)
{
    int n = (bottom - from - HEADING + GAP) / (row + GAP);
    return n > 1 ? n : 1;
}

int ui_board_rows(const struct ui *ui, size_t rooms)
{
    struct board_layout l = board_layout_of(ui);
    return rooms <= 2 ? rows_in(l.table_y, l.table_bottom, ROW_TALL)
                      : rows_in(l.table_y, l.table_bottom, ROW);
}

int ui_board_past(const struct ui *ui)
{
    struct board_layout l = board_layout_of(ui);
    return rows_in(l.past_y, l.past_bottom, ROW);
}

/* ---- words in design px ---- */

int board_width_of(struct ui *ui, const char *text, int em, bool bold)
{
    return text && text[0] ? (int)(text_width(ui->engine, text, px(ui, em), bold) / ui->scale) + 1
                           : 0;
}

struct box board_boxed(const struct ui *ui, int x, int y, int w, int h)
{
    return (struct box){px(ui, x), px(ui, y), px(ui, w), px(ui, h)};
}

void board_line(struct ui *ui, const char *text, int em, bool bold, color ink, int x, int middle)
{
    if (text && text[0])
        put_words_em(ui, text, px(ui, em), px(ui, em), bold, ink, px(ui, x),
                     px(ui, middle - em / 2), 0, ALIGN_START);
}

void board_line_end(struct ui *ui, const char *text, int em, bool bold, color ink, int end,
                    int middle)
{
    board_line(ui, text, em, bold, ink, end - board_width_of(ui, text, em, bold), middle);
}

int board_fit(struct ui *ui, const char *text, const int *ems, bool bold, int width, int *lines)
{
    int em = ems[0];
    *lines = 1;
    for (; *ems; ems++) {
        em = *ems;
        if (board_width_of(ui, text, em, bold) <= width)
            return em;
    }
    struct text_lines broken;
    text_break(ui->engine, text, px(ui, em), bold, px(ui, width), &broken);
    *lines = broken.count;
    return em;
}

void board_fitted(struct ui *ui, const char *text, const int *ems, bool bold, color ink, int x,
                  int middle, int width, int height)
{
    int lines, em = board_fit(ui, text, ems, bold, width, &lines), line = em + em / 6;
    if (lines == 1) {
        board_line(ui, text, em, bold, ink, x, middle);
        return;
    }
    put_words_em(ui, text, px(ui, em), px(ui, line), bold, ink, px(ui, x),
                 px(ui, middle - lines * line / 2), px(ui, width), ALIGN_START);
    ui->fits &= lines * line <= height;
}

void board_pair(struct ui *ui, const struct ui_words *words, int em, int second_em, bool bold,
                color ink, color ink2, int x, int middle)
{
    if (!words->second || !words->second[0]) {
        board_line(ui, words->first, em, bold, ink, x, middle);
        return;
    }
    int total = em + second_em;
    board_line(ui, words->first, em, bold, ink, x, middle - total / 2 + em / 2);
    board_line(ui, words->second, second_em, false, ink2, x, middle + total / 2 - second_em / 2);
}

int board_pair_width(struct ui *ui, const struct ui_words *words, int em, int second_em, bool bold)
{
    int a = board_width_of(ui, words->first, em, bold),
        b = board_width_of(ui, words->second, second_em, false);
    return a > b ? a : b;
}

void board_pair_line(struct ui *ui, const struct ui_words *words, color ink, int x, int middle)
{
    board_line(ui, words->first, 40, false, ink, x, middle);
    if (words->second && words->second[0])
        board_line(ui, words->second, 40, false, ink,
                   x + board_width_of(ui, words->first, 40, false) + 20, middle);
}

/* ---- head and foot ---- */

static void board_head(struct ui *ui, const struct ui_board *b, const struct board_layout *l)
{
    int x = 72, middle = HEAD / 2, time_w = board_width_of(ui, b->time, 80, true),
        end = l->width - 72;
    words_reset(ui);
    board_line_end(ui, b->time, 80, true, WHITE, end, middle);
    put_item(ui, "board.time", ROLE_STATUS, board_boxed(ui, end - time_w, middle - 40, time_w, 80),
             b->time);
    int room = end - time_w - 40 - x;
    if (b->pages > 1) {
        char page[32];
        snprintf(page, sizeof page, "%d/%d", b->page + 1, b->pages);
        int w = board_width_of(ui, page, 40, true), page_end = end - time_w - 48;
        words_reset(ui);
        board_line_end(ui, page, 40, true, SECOND, page_end, middle);
        put_item(ui, "board.page", ROLE_STATUS, board_boxed(ui, page_end - w, middle - 28, w, 56),
                 page);
        room = page_end - w - 40 - x;
    }
    words_reset(ui);
    int title_w = board_width_of(ui, b->title.first, 64, true),
        second_w = board_width_of(ui, b->title.second, 40, false),
        area_w = board_width_of(ui, b->area, 40, false);
    int wider = title_w > second_w ? title_w : second_w;
    if (wider <= room) {
        board_pair(ui, &b->title, 64, 40, true, WHITE, SECOND, x, middle);
        if (area_w && wider + 28 + area_w <= room)
            board_line(ui, b->area, 40, false, SECOND, x + wider + 28, middle);
    } else {
        board_fitted(ui, b->title.first, (const int[]){64, 40, 0}, true, WHITE, x, middle, room,
                     120);
    }
    put_item(ui, "board.title", ROLE_HEADING, board_boxed(ui, x, 0, room, HEAD), b->title.first);
}

static void put_age(struct ui *ui, const struct ui_board *b, const struct board_layout *l,
                    int middle)
{
    int end = l->width - 72, w = board_width_of(ui, b->age, 40, false), mark = b->stale ? 40 : 24,
        x = end - w - 16 - mark;
    words_reset(ui);
    if (b->stale)
        put_icon(ui, "warn", board_boxed(ui, x, middle - mark / 2, mark, mark), AMBER);
    else
        put_rect(ui, board_boxed(ui, x, middle - mark / 2, mark, mark), px(ui, mark / 2), GREEN);
    board_line_end(ui, b->age, 40, false, b->stale ? WHITE : SECOND, end, middle);
    struct item *item = put_item(ui, "board.age", ROLE_STATUS,
                                 board_boxed(ui, x, middle - 28, end - x, 56), b->age);
    item->value = b->stale ? "stale" : "fresh";
}

static void board_foot(struct ui *ui, const struct ui_board *b, const struct board_layout *l)
{
    int first = l->foot_y + FOOT_LINE / 2, x = 72;
    put_age(ui, b, l, first);
    if (l->upright) {
        words_reset(ui);
        board_line(ui, b->rule, 40, true, WHITE, x, first);
        board_fitted(ui, b->rule_line, (const int[]){40, 0}, false, SECOND, x, first + 76,
                     l->width - 144, 96);
        put_item(ui, "board.rule", ROLE_TEXT, board_boxed(ui, x, first + 28, l->width - 144, 96),
                 b->rule_line);
        return;
    }
    int age_w = board_width_of(ui, b->age, 40, false) + 120,
        bold_w = board_width_of(ui, b->rule, 40, true), room = l->width - 144 - age_w;
    words_reset(ui);
    if (bold_w + 24 + board_width_of(ui, b->rule_line, 40, false) > room) {
        board_fitted(ui, b->rule_line, (const int[]){40, 0}, false, SECOND, x, first, room, 120);
    } else {
        board_line(ui, b->rule, 40, true, WHITE, x, first);
        board_line(ui, b->rule_line, 40, false, SECOND, x + bold_w + 24, first);
    }
    put_item(ui, "board.rule", ROLE_TEXT, board_boxed(ui, x, first - 28, room, 56), b->rule_line);
}

void ui_board(struct ui *ui, const struct ui_board *board)
{
    struct board_layout l = board_layout_of(ui);
    if (board->past_count == 0 && !l.upright)
        l.table_w = l.width - 2 * SIDE;
    put_rect(ui, (struct box){0, 0, ui->width, ui->height}, 0, GROUND);
    board_head(ui, board, &l);
    if (board->state == BOARD_WORDS)
        board_instead(ui, board, &l);
    else
        board_call(ui, board, &l);
    if (board->row_count > 0)
        board_table(ui, board, &l);
    board_past(ui, board, &l);
    board_foot(ui, board, &l);
}
