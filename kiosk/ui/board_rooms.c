/* The board's rooms, and what was called before. */
#include "ui/board_parts.h"

struct row_sizes {
    int room, second, number, name, next, next_name; /* em */
    bool now_stacked, stacked; /* the name below the number; of the next one */
};

struct columns {
    struct row_sizes s;
    int room, now, next; /* x */
    int room_w;
};

static int number_width(struct ui *ui, const struct ui_board_number *n, int em, int name_em,
                        bool bold, bool stacked)
{
    int number = board_width_of(ui, n->number, em, bold),
        name = board_width_of(ui, n->name, name_em, false);
    if (stacked)
        return number > name ? number : name;
    return number + (name ? 24 + name : 0);
}

static bool fit_columns(struct ui *ui, const struct ui_board *b, const struct board_layout *l,
                        struct columns *c)
{
    const struct row_sizes *s = &c->s;
    int room = board_width_of(ui, b->room_head.first, 40, false),
        now = board_width_of(ui, b->now_head.first, 40, false) +
              board_width_of(ui, b->now_head.second, 40, false) + 20,
        next = board_width_of(ui, b->next_head.first, 40, false);
    for (size_t i = 0; i < b->row_count; i++) {
        const struct ui_board_row *r = &b->rows[i];
        int w = board_pair_width(ui, &r->room, s->room, s->second, true);
        room = w > room ? w : room;
        w = number_width(ui, &r->now, s->number, s->name, true, s->now_stacked);
        now = w > now ? w : now;
        w = number_width(ui, &r->next, s->next, s->next_name, false, s->stacked);
        next = w > next ? w : next;
    }
    c->room = l->table_x + 40;
    c->now = c->room + 276;
    c->next = l->table_x + l->table_w - 440;
    c->room_w = room;
    if (!s->stacked && !l->upright && room <= 252 && now <= c->next - c->now - 24 && next <= 404)
        return true; /* as drawn */
    int left = l->table_w - 80 - room - now - next;
    c->now = c->room + room + (left > 72 ? left / 2 : 36);
    c->next = l->table_x + l->table_w - 36 - next;
    if (left < 64) /* the room's name breaks, if this is the last try */
        c->now = c->next - 36 - now;
    return left >= 64;
}

static void put_number(struct ui *ui, const struct ui_board_number *n, int em, int name_em,
                       bool bold, bool stacked, color ink, int x, int middle)
{
    if (!n->number || !n->number[0]) {
        board_line(ui, "\xe2\x80\x93", name_em, false, SECOND, x, middle);
        return;
    }
    if (stacked && n->name[0]) {
        board_line(ui, n->number, em, bold, ink, x, middle - name_em / 2 - 4);
        board_line(ui, n->name, name_em, false, ink, x, middle + em / 2 + 4);
        return;
    }
    board_line(ui, n->number, em, bold, ink, x, middle);
    board_line(ui, n->name, name_em, false, ink, x + board_width_of(ui, n->number, em, bold) + 24,
               middle);
}

static void put_row(struct ui *ui, const struct ui_board_row *r, const struct columns *c,
                    struct box box, int y, int height)
{
    const struct row_sizes *s = &c->s;
    int middle = y + height / 2;
    words_reset(ui);
    put_rect(ui, box, px(ui, 20), FACE);
    int room_w = c->now - c->room - 24;
    if (r->room.second && r->room.second[0])
        board_pair(ui, &r->room, s->room, s->second, true, WHITE, SECOND, c->room, middle);
    else
        board_fitted(ui, r->room.first, (const int[]){s->room, 0}, true, WHITE, c->room, middle,
                     room_w, height - 8);
    put_number(ui, &r->now, s->number, s->name, true, s->now_stacked, WHITE, c->now, middle);
    put_number(ui, &r->next, s->next, s->next_name, false, s->stacked, SECOND, c->next, middle);
    struct item *item = put_item(ui, r->id, ROLE_TEXT, box, r->label);
    item->value = draw_list_text(ui->list, r->now.number ? r->now.number : "");
}

void board_table(struct ui *ui, const struct ui_board *b, const struct board_layout *l)
{
    static const struct row_sizes tall[] = {{112, 64, 176, 64, 80, 64, false, true},
                                            {80, 40, 112, 64, 64, 40, false, true},
                                            {64, 40, 80, 64, 64, 40, false, true},
                                            {40, 40, 112, 64, 64, 40, true, true},
                                            {40, 40, 80, 40, 40, 40, true, true}};
    static const struct row_sizes flat[] = {{80, 0, 80, 64, 64, 64, false, false},
                                            {64, 40, 80, 64, 64, 64, false, false},
                                            {64, 40, 64, 40, 64, 40, false, false},
                                            {40, 40, 64, 40, 40, 40, false, false},
                                            {40, 40, 64, 40, 64, 40, true, true}};
    bool is_tall = b->rooms <= 2;
    const struct row_sizes *sizes = is_tall ? tall : flat;
    size_t n = is_tall ? sizeof tall / sizeof *tall : sizeof flat / sizeof *flat;
    bool two = b->room_head.second && b->room_head.second[0];
    struct columns c = {.s = sizes[0]};
    for (size_t i = two && !is_tall ? 1 : 0; i < n; i++) {
        c.s = sizes[i];
        if (fit_columns(ui, b, l, &c))
            break;
    }
    int middle = l->table_y + HEADING / 2, height = is_tall ? ROW_TALL : ROW;
    words_reset(ui);
    board_pair_line(ui, &b->room_head, SECOND, c.room, middle);
    board_pair_line(ui, &b->now_head, SECOND, c.now, middle);
    board_line(ui, b->next_head.first, 40, false, SECOND, c.next, middle);
    put_item(ui, "board.head", ROLE_TEXT, board_boxed(ui, c.room, middle - 28, l->table_w - 80, 56),
             b->now_head.first);
    for (size_t i = 0; i < b->row_count; i++) {
        int y = l->table_y + HEADING + (int)i * (height + GAP);
        put_row(ui, &b->rows[i], &c, board_boxed(ui, l->table_x, y, l->table_w, height), y, height);
    }
}

/* Number, room and time on one line; beside a long room's name the two stand below each other. */
static void put_past(struct ui *ui, const struct ui_board_past *p, int x, int y, int width)
{
    int middle = y + ROW / 2, end = x + width - 36,
        number_w = board_width_of(ui, p->number, 64, true),
        time_w = board_width_of(ui, p->time, 40, false);
    int room_x = x + 40 + (number_w > 196 ? number_w + 24 : 220),
        room_w = end - time_w - 20 - room_x;
    if (board_width_of(ui, p->room, 40, false) > room_w) {
        room_x = x + 40 + number_w + 24;
        room_w = end - time_w - 20 - room_x;
    }
    struct text_lines broken;
    text_break(ui->engine, p->room, px(ui, 40), false, px(ui, room_w), &broken);
    if (broken.count > 2 || broken.cut) {
        int small = board_width_of(ui, p->number, 40, true);
        room_x = x + 40 + (small > time_w ? small : time_w) + 16;
        board_line(ui, p->number, 40, true, WHITE, x + 40, middle - 25);
        board_line(ui, p->time, 40, false, SECOND, x + 40, middle + 25);
        board_fitted(ui, p->room, (const int[]){40, 0}, false, SECOND, room_x, middle, end - room_x,
                     ROW);
        return;
    }
    board_line(ui, p->number, 64, true, WHITE, x + 40, middle);
    board_fitted(ui, p->room, (const int[]){40, 0}, false, SECOND, room_x, middle, room_w, ROW);
    board_line_end(ui, p->time, 40, false, SECOND, end, middle);
}

void board_past(struct ui *ui, const struct ui_board *b, const struct board_layout *l)
{
    words_reset(ui);
    if (b->past_count == 0)
        return;
    board_pair_line(ui, &b->past_head, SECOND, l->past_x + 40, l->past_y + HEADING / 2);
    put_item(ui, "board.past", ROLE_TEXT,
             board_boxed(ui, l->past_x + 40, l->past_y + HEADING / 2 - 28, l->past_w - 80, 56),
             b->past_head.first);
    for (size_t i = 0; i < b->past_count; i++) {
        int y = l->past_y + HEADING + (int)i * (ROW + GAP);
        words_reset(ui);
        put_rect(ui, board_boxed(ui, l->past_x, y, l->past_w, ROW), px(ui, 20), FACE);
        put_past(ui, &b->past[i], l->past_x, y, l->past_w);
        put_item(ui, b->past[i].id, ROLE_TEXT, board_boxed(ui, l->past_x, y, l->past_w, ROW),
                 b->past[i].label);
    }
}
