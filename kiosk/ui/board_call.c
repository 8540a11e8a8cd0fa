/* The board's large block: the number that is called, or what there is to say instead. */
#include "ui/board_parts.h"

static color mix(color a, color b, double t)
{
    color out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        int from = (int)(a >> shift & 0xff), to = (int)(b >> shift & 0xff);
        out |= (color)(from + (int)((to - from) * t + 0.5)) << shift;
    }
    return out;
}

struct call_sizes {
    int number, name, room, second, icon; /* em; icon 0 = none */
};

static int call_width(struct ui *ui, const struct ui_board *b, const struct call_sizes *s,
                      bool upright)
{
    int icon = s->icon ? s->icon + 44 : 0,
        number = board_width_of(ui, b->call.number, s->number, true),
        name = board_width_of(ui, b->call.name, s->name, true),
        room = 120 + 32 + board_pair_width(ui, &b->room, s->room, s->second, true);
    int who = icon + number + (name ? 56 + name : 0);
    if (upright)
        return who > room ? who : room;
    return who + 32 + room;
}

static struct call_sizes fit_call(struct ui *ui, const struct ui_board *b, int width, bool upright)
{
    static const struct call_sizes sizes[] = {
        {208, 112, 176, 0, 112}, {208, 112, 176, 0, 0}, {208, 112, 112, 0, 0}, {208, 80, 112, 0, 0},
        {208, 80, 80, 0, 0},     {176, 80, 80, 0, 0},   {112, 64, 64, 0, 0},   {80, 40, 40, 0, 0}};
    bool two = b->room.second && b->room.second[0];
    struct call_sizes s = sizes[0];
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        s = sizes[i];
        if (two && s.room > 112)
            s.room = 112;
        s.second = two ? (s.room >= 112 ? 80 : 40) : 0;
        if (call_width(ui, b, &s, upright) <= width)
            break;
    }
    return s;
}

void board_call(struct ui *ui, const struct ui_board *b, const struct board_layout *l)
{
    bool calling = b->state == BOARD_CALLING;
    color face = calling ? mix(AMBER, AMBER_LIGHT, b->glow) : FACE, ink = calling ? INK : WHITE,
          mark = calling ? BROWN : SECOND;
    int width = l->width - 2 * SIDE, x = SIDE + 64, end = SIDE + width - 64;
    put_rect(ui, board_boxed(ui, SIDE, l->block_y, width, l->block_h), px(ui, 28), face);
    struct call_sizes s = fit_call(ui, b, end - x, l->upright);
    int line = l->upright ? BLOCK / 2 : l->block_h / 2, middle = l->block_y + line,
        room_middle = l->upright ? l->block_y + BLOCK + (BLOCK_TALL - BLOCK) / 2 - 24 : middle;
    words_reset(ui);
    if (s.icon) {
        put_icon(ui, calling ? "vol" : "clock", board_boxed(ui, x, middle - 56, 112, 112), mark);
        x += 112 + 44;
    }
    board_line(ui, b->call.number, s.number, true, ink, x, middle);
    x += board_width_of(ui, b->call.number, s.number, true) + 56;
    board_line(ui, b->call.name, s.name, true, ink, x, middle);
    int room_w = board_pair_width(ui, &b->room, s.room, s.second, true),
        room_x = l->upright ? SIDE + 64 + 120 + 32 : end - room_w;
    put_icon(ui, "arrow", board_boxed(ui, room_x - 32 - 120, room_middle - 60, 120, 120), ink);
    board_pair(ui, &b->room, s.room, s.second, true, ink, ink, room_x, room_middle);
    struct item *item =
        put_item(ui, b->call_id, ROLE_STATUS, board_boxed(ui, SIDE, l->block_y, width, l->block_h),
                 b->call_label);
    item->chosen = calling;
    item->fits &= call_width(ui, b, &s, l->upright) <= end - SIDE - 64;
    item->value = draw_list_text(ui->list, b->call.number);
}

/* Lines one under the other about `middle`. */
static void words_block(struct ui *ui, const struct ui_board *b, int x, int middle, int room,
                        int height, bool tall, color ink, color ink2)
{
    static const int large[] = {112, 80, 64, 0}, medium[] = {80, 64, 0}, small[] = {64, 40, 0},
                     plain[] = {40, 0}, wide[] = {64, 0};
    bool two = b->fact.second && b->fact.second[0];
    const struct {
        const char *text;
        const int *ems;
        bool bold;
        color ink;
    } lines[] = {{two && !tall ? NULL : b->over, tall ? wide : plain, false, ink2},
                 {b->fact.first, two && !tall ? medium : large, true, ink},
                 {b->fact.second, tall ? small : plain, true, ink},
                 {b->advice.first, tall ? wide : plain, false, ink2},
                 {b->advice.second, plain, false, ink2}};
    enum { LINES = sizeof lines / sizeof lines[0] };
    int heights[LINES], total = 0, gap = tall ? 28 : 8, count;
    for (int i = 0; i < LINES; i++) {
        bool any = lines[i].text && lines[i].text[0];
        int em = any ? board_fit(ui, lines[i].text, lines[i].ems, lines[i].bold, room, &count) : 0;
        heights[i] = any ? (em + em / 6) * count : 0;
        total += heights[i] ? heights[i] + gap : 0;
    }
    int y = middle - (total - gap) / 2;
    for (int i = 0; i < LINES; i++)
        if (heights[i]) {
            board_fitted(ui, lines[i].text, lines[i].ems, lines[i].bold, lines[i].ink, x,
                         y + heights[i] / 2, room, heights[i]);
            y += heights[i] + gap;
        }
    ui->fits &= total - gap <= height;
}

void board_instead(struct ui *ui, const struct ui_board *b, const struct board_layout *l)
{
    bool tall = b->row_count == 0 && b->past_count == 0; /* there is nothing else to see */
    int height = tall ? l->foot_y - l->block_y - 8 : l->block_h;
    int width = l->width - 2 * SIDE, x = SIDE + 64, middle = l->block_y + height / 2,
        icon = tall ? 176 : 112;
    color ink = b->stale ? INK : WHITE, ink2 = b->stale ? 0x394850 : SECOND;
    struct box box = board_boxed(ui, SIDE, l->block_y, width, height);
    put_rect(ui, box, px(ui, 28), b->stale ? SLATE : FACE);
    words_reset(ui);
    put_icon(ui, b->icon, board_boxed(ui, x, middle - icon / 2, icon, icon), ink2);
    x += icon + 44;
    words_block(ui, b, x, middle, SIDE + width - 64 - x, height, tall, ink, ink2);
    put_item(ui, b->call_id, ROLE_STATUS, box, b->call_label);
}
