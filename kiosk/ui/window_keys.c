/* What is pressed on a window's terminal: rows of keys, things to choose from, faces. */
#include "ui/window_parts.h"

#include <stdio.h>
#include <string.h>

struct look {
    color face, line, foot, ink;
    int edge;
};

static struct look key_look(const struct ui *ui, const struct ui_window_key *k)
{
    const struct theme *t = ui->theme;
    bool down = strcmp(ui->press, k->id) == 0;
    if (k->off)
        return (struct look){t->sunk, t->sunk, t->sunk, t->ink2, 0};
    if (k->chosen)
        return (struct look){t->tint, t->pri, t->pri, t->pri, 4};
    switch (k->kind) {
    case BUTTON_PRIMARY:
        return (struct look){down ? t->prifoot : t->pri, t->pri, t->prifoot, t->onpri, 0};
    case BUTTON_SECONDARY:
        return (struct look){down ? t->tint : t->face, t->pri, t->pri, t->pri, 2};
    case BUTTON_QUIET:
        return (struct look){down ? t->sunk : t->face, t->line, t->edge, t->ink, 2};
    case BUTTON_DANGER:
        return (struct look){down ? t->redfoot : t->red, t->red, t->redfoot, t->onpri, 0};
    case BUTTON_HELP:
        return (struct look){down ? t->sunfoot : t->sun, t->sun, t->sunfoot, t->onsun, 0};
    }
    return (struct look){t->face, t->line, t->edge, t->ink, 2};
}

#define ICON_ROOM (64 + 20)

static bool icon_fits(struct ui *ui, const struct ui_window_key *k, int w)
{
    return k->icon && ICON_ROOM + window_width_of(ui, k->text, PLAIN, true) <= w - 24;
}

/* The icon gives way where the words need its room; then they break. */
static bool put_key(struct ui *ui, const struct ui_window_key *k, int x, int y, int w, int h)
{
    struct look look = key_look(ui, k);
    struct box box = window_boxed(ui, x, y, w, h);
    words_reset(ui);
    int sink = put_face(ui, k->id, box, px(ui, 20), px(ui, look.edge), look.face, look.line,
                        look.foot, !k->off);
    int text_w = window_width_of(ui, k->text, PLAIN, true), room = w - (w < 240 ? 8 : 24),
        icon = icon_fits(ui, k, w) ? ICON_ROOM : 0;
    int lines = window_lines_in(ui, k->text, PLAIN, true, room), height = lines * 48,
        text_x = x + (w - (icon + (text_w < room ? text_w : room))) / 2 + icon;
    if (icon)
        put_icon(ui, k->icon,
                 (struct box){px(ui, text_x - icon), box.y + sink + px(ui, (h - 64) / 2),
                              px(ui, 64), px(ui, 64)},
                 look.ink);
    put_words_em(ui, k->text, px(ui, PLAIN), px(ui, 48), true, look.ink, px(ui, text_x),
                 box.y + sink + px(ui, (h - height) / 2), px(ui, text_w < room ? text_w + 2 : room),
                 lines > 1 ? ALIGN_CENTRE : ALIGN_START);
    if (k->chosen)
        put_tick(ui, box);
    struct item *item = put_item(ui, k->id, ROLE_BUTTON, box, k->text);
    item->enabled = !k->off;
    item->chosen = k->chosen;
    item->fits &= height <= h;
    return taken(ui, k->id, !k->off);
}

int window_row_y(const struct ui *ui, int row)
{
    return window_full_height(ui) - BOTTOM - (row + 1) * window_key(ui) - row * (KEY_GAP + FOOT);
}

const char *ui_window_keys(struct ui *ui, int row, const struct ui_window_key *keys, int count)
{
    const char *pressed = NULL;
    int w = (window_full_width(ui) - 2 * SIDE - (count - 1) * KEY_GAP) / count;
    for (int i = 0; i < count; i++)
        if (keys[i].id[0] && put_key(ui, &keys[i], SIDE + i * (w + KEY_GAP), window_row_y(ui, row),
                                     w, window_key(ui)))
            pressed = keys[i].id;
    return pressed;
}

const char *ui_window_chips(struct ui *ui, const struct ui_window_key *keys, int count)
{
    const char *pressed = NULL;
    int columns = window_full_width(ui) > 1000 ? 3 : 2,
        w = (window_full_width(ui) - 2 * SIDE - (columns - 1) * KEY_GAP) / columns,
        bottom = window_row_y(ui, 0) - KEY_GAP, step = window_key(ui) + KEY_GAP + FOOT,
        h = window_key(ui);
    int lines = (count + columns - 1) / columns;
    if (lines > 0 && BODY_Y + lines * step > bottom) { /* lower keys before fewer */
        h = (bottom - BODY_Y) / lines - KEY_GAP - FOOT;
        h = h > 88 ? h : 88;
        step = h + KEY_GAP + FOOT;
    }
    bool icons = true; /* all or none, so that they stand alike */
    for (int i = 0; i < count; i++)
        icons &= icon_fits(ui, &keys[i], w);
    for (int i = 0; i < count; i++) {
        int y = BODY_Y + i / columns * step;
        struct ui_window_key key = keys[i];
        key.icon = icons ? key.icon : NULL;
        if (y + h <= bottom && put_key(ui, &key, SIDE + i % columns * (w + KEY_GAP), y, w, h))
            pressed = keys[i].id;
    }
    return pressed;
}

int ui_window_faces(struct ui *ui, const char *const names[5], int chosen)
{
    int pressed = 0, w = (window_full_width(ui) - 2 * SIDE - 4 * KEY_GAP) / 5, h = 312,
        beside = ui_window_upright(ui) ? 20 : 56, size = w - beside < 168 ? w - beside : 168,
        words = 0;
    for (int i = 0; i < 5; i++) { /* where one breaks all five still stand alike */
        int own = window_lines_in(ui, names[i], PLAIN, true, w - 12) * window_line_of(PLAIN);
        words = own > words ? own : words;
    }
    for (int i = 1; i <= 5; i++) {
        char id[20], icon[20];
        snprintf(id, sizeof id, "face:%d", i);
        snprintf(icon, sizeof icon, "rate-%d", i);
        struct ui_window_key key = {.id = id, .kind = BUTTON_QUIET, .chosen = chosen == i};
        struct look look = key_look(ui, &key);
        int x = SIDE + (i - 1) * (w + KEY_GAP);
        struct box box = window_boxed(ui, x, BODY_Y, w, h);
        words_reset(ui);
        int sink = put_face(ui, id, box, px(ui, 20), px(ui, look.edge), look.face, look.line,
                            look.foot, true);
        int y = BODY_Y + (h - size - 22 - words) / 2;
        put_icon(
            ui, icon,
            (struct box){px(ui, x + (w - size) / 2), px(ui, y) + sink, px(ui, size), px(ui, size)},
            0);
        put_words_em(ui, names[i - 1], px(ui, PLAIN), px(ui, window_line_of(PLAIN)), true, look.ink,
                     px(ui, x + 6), px(ui, y + size + 22) + sink, px(ui, w - 12), ALIGN_CENTRE);
        if (key.chosen)
            put_tick(ui, box);
        struct item *item = put_item(ui, id, ROLE_BUTTON, box, names[i - 1]);
        item->chosen = key.chosen;
        item->fits &= size + 22 + words <= h;
        if (taken(ui, id, true))
            pressed = i;
    }
    return pressed;
}
