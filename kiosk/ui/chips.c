/* Things to choose from: chips and tabs, days, times, faces, and the switch. */
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

struct chip {
    color face, line, foot, ink;
    int edge;
};

static struct chip chip_look(const struct ui *ui, const char *id, bool chosen, bool enabled)
{
    const struct theme *t = ui->theme;
    if (!enabled)
        return (struct chip){t->sunk, t->sunk, t->sunk, t->ink2, 0};
    if (chosen)
        return (struct chip){t->tint, t->pri, t->pri, t->pri, 4};
    bool down = strcmp(ui->press, id) == 0;
    return (struct chip){down ? t->sunk : t->face, t->line, t->edge, t->ink, 2};
}

static bool finish_chip(struct ui *ui, const char *id, struct box box, const char *label,
                        const char *value, bool chosen, bool enabled)
{
    if (chosen)
        put_tick(ui, box);
    struct item *item = put_item(ui, id, ROLE_BUTTON, box, label);
    item->enabled = enabled;
    item->chosen = chosen;
    if (value)
        item->value = draw_list_text(ui->list, value);
    placed(ui, box.h + px(ui, FOOT), true);
    return taken(ui, id, enabled);
}

/* The largest type, from `size` down, in which no word is wider than the room. */
static enum text_size whole_size(struct ui *ui, const char *text, enum text_size size, int room)
{
    while (size > TEXT_XS && measure(ui, text, size, true, room).cut)
        size--;
    return size;
}

bool ui_choice(struct ui *ui, const char *id, const char *icon, const char *text, const char *note,
               bool chosen, bool enabled)
{
    struct box box = place(ui, 14);
    struct chip look = chip_look(ui, id, chosen, enabled);
    int icon_w = icon ? icon_px(ui, 48) : 0, gap = icon ? px(ui, 16) : 0, pad = px(ui, 12);
    int room = box.w - 2 * pad - icon_w - gap;
    if (icon && measure(ui, text, TEXT_M, true, room).cut) { /* the words before their picture */
        room += icon_w + gap;
        icon_w = gap = 0;
        icon = NULL;
    }
    enum text_size size = whole_size(ui, text, TEXT_M, room);
    struct words w = measure(ui, text, size, true, room);
    int note_w = note ? measure_width(ui, note, TEXT_S, false) : 0;
    bool beside = note && w.lines == 1 && w.width + px(ui, 20) + note_w <= room;
    struct words n = note ? measure(ui, note, TEXT_S, false, room) : (struct words){0};
    int inner = w.height + (note && !beside ? n.height : 0);
    struct container *c = here(ui);
    bool rail = c->kind == C_REGION && c->region > 0 &&
                ui->region[c->region].narrow; /* its tabs are as high as rows */
    int least = px(ui, rail ? 124 : 96);
    box.h = inner + px(ui, 24) > least ? inner + px(ui, 24) : least;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, look.edge), look.face, look.line, look.foot,
                        enabled);
    int total = icon_w + gap +
                (beside              ? w.width + px(ui, 20) + note_w
                 : w.width > n.width ? w.width
                                     : n.width);
    int x = box.x + (box.w - total) / 2, y = box.y + sink + (box.h - inner) / 2;
    if (icon)
        put_icon(ui, icon, (struct box){x, box.y + sink + (box.h - icon_w) / 2, icon_w, icon_w},
                 ui->theme->pri);
    x += icon_w + gap;
    if (beside) {
        put_words(ui, text, size, true, look.ink, x, y, w.width + 2, ALIGN_START);
        int line_m = px(ui, theme_line(size, ui->modes.large)),
            line_s = px(ui, theme_line(TEXT_S, ui->modes.large));
        put_words(ui, note, TEXT_S, false, chosen ? look.ink : ui->theme->ink2,
                  x + w.width + px(ui, 20), y + (line_m - line_s) / 2, note_w + 2, ALIGN_START);
    } else {
        enum align align = icon ? ALIGN_START : ALIGN_CENTRE;
        int column = icon ? room : total + 2;
        put_words(ui, text, size, true, look.ink, icon ? x : box.x + (box.w - column) / 2, y,
                  column, align);
        if (note)
            put_words(ui, note, TEXT_S, false, chosen ? look.ink : ui->theme->ink2,
                      icon ? x : box.x + (box.w - column) / 2, y + w.height, column, align);
    }
    return finish_chip(ui, id, box, text, note, chosen, enabled);
}

bool ui_day(struct ui *ui, const char *id, const char *name, const char *number, const char *note,
            bool chosen, bool enabled)
{
    struct box box = place(ui, 14);
    struct chip look = chip_look(ui, id, chosen, enabled);
    int room = box.w - px(ui, 8);
    struct words a = measure(ui, name, TEXT_XS, false, room),
                 b = measure(ui, number, TEXT_L, true, room),
                 c = measure(ui, note, TEXT_XS, false, room);
    bool tight =
        a.cut ||
        c.cut; /* a word wider than the day, in large print: the smallest type, but whole */
    int note_em = px(ui, theme_em(TEXT_XS, ui->modes.large && !tight)),
        note_line = px(ui, theme_line(TEXT_XS, ui->modes.large && !tight));
    if (tight)
        a.height = c.height = note_line;
    int inner = a.height + b.height + c.height - px(ui, 8), least = px(ui, 148);
    box.h = inner + px(ui, 16) > least ? inner + px(ui, 16) : least;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, look.edge), look.face, look.line, look.foot,
                        enabled);
    int x = box.x + px(ui, 4), y = box.y + sink + (box.h - inner) / 2;
    color quiet = enabled && !chosen ? ui->theme->ink : look.ink;
    put_words_em(ui, name, note_em, note_line, false, quiet, x, y, room, ALIGN_CENTRE);
    put_words(ui, number, TEXT_L, true, look.ink, x, y + a.height - px(ui, 4), room, ALIGN_CENTRE);
    put_words_em(ui, note, note_em, note_line, false, quiet, x, y + a.height + b.height - px(ui, 8),
                 room, ALIGN_CENTRE);
    char label[160];
    snprintf(label, sizeof label, "%s %s", name, number);
    return finish_chip(ui, id, box, label, note, chosen, enabled);
}

bool ui_slot(struct ui *ui, const char *id, const char *time, const char *note, bool chosen,
             bool enabled)
{
    struct box box = place(ui, 14);
    struct chip look = chip_look(ui, id, chosen, enabled);
    int pad = px(ui, 24), room = box.w - 2 * pad;
    int time_w = measure_width(ui, time, TEXT_M, true),
        note_w = measure_width(ui, note, TEXT_XS, false);
    bool beside = time_w + px(ui, 12) + note_w <= room;
    int line_m = px(ui, theme_line(TEXT_M, ui->modes.large)),
        line_xs = px(ui, theme_line(TEXT_XS, ui->modes.large));
    int inner = beside ? line_m : line_m + line_xs, least = px(ui, 96);
    box.h = inner + px(ui, 16) > least ? inner + px(ui, 16) : least;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, look.edge), look.face, look.line, look.foot,
                        enabled);
    int y = box.y + sink + (box.h - inner) / 2;
    color quiet = chosen ? look.ink : ui->theme->ink2;
    put_words(ui, time, TEXT_M, true, look.ink, box.x + pad, y, room, ALIGN_START);
    if (beside)
        put_words(ui, note, TEXT_XS, false, quiet, box.x + pad, y + (line_m - line_xs) / 2, room,
                  ALIGN_END);
    else
        put_words(ui, note, TEXT_XS, false, quiet, box.x + pad, y + line_m, room, ALIGN_START);
    return finish_chip(ui, id, box, time, note, chosen, enabled);
}

/* Five equal amber faces; the picture is the same for every mood but brow and mouth. */
bool ui_face(struct ui *ui, const char *id, int face, const char *label, bool chosen)
{
    struct box box = place(ui, 14);
    struct chip look = chip_look(ui, id, chosen, true);
    int size = box.w - px(ui, 24) < px(ui, 136) ? box.w - px(ui, 24) : px(ui, 136),
        room = box.w - px(ui, 8);
    struct words w = measure(ui, label, TEXT_S, true, room);
    int two = 2 * px(ui, theme_line(TEXT_S, ui->modes.large));
    if (ui->modes.large && w.height < two) /* one word breaks: all five still stand alike */
        w.height = two;
    int inner = size + px(ui, 20) + w.height, least = px(ui, 284);
    box.h = inner + px(ui, 40) > least ? inner + px(ui, 40) : least;
    int sink =
        put_face(ui, id, box, px(ui, 20), px(ui, look.edge), look.face, look.line, look.foot, true);
    int y = box.y + sink + (box.h - inner) / 2;
    char icon[16];
    snprintf(icon, sizeof icon, "rate-%d", face);
    put_icon(ui, icon, (struct box){box.x + (box.w - size) / 2, y, size, size},
             0); /* its own colours, in every theme */
    put_words(ui, label, TEXT_S, true, look.ink, box.x + px(ui, 4), y + size + px(ui, 20), room,
              ALIGN_CENTRE);
    return finish_chip(ui, id, box, label, NULL, chosen, true);
}

bool ui_toggle(struct ui *ui, const char *id, const char *text, bool on)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 14);
    int pad = px(ui, 24), sw = px(ui, 104), sh = px(ui, 60), knob = px(ui, 40), edge = px(ui, 4);
    int room = box.w - 2 * pad - sw - px(ui, 20), below = 0;
    enum text_size size = whole_size(ui, text, TEXT_S, room);
    struct words w = measure(ui, text, size, true, room);
    if (w.cut || w.lines > 2) { /* no room beside the words: the switch stands below them */
        room = box.w - 2 * pad;
        size = whole_size(ui, text, TEXT_S, room);
        w = measure(ui, text, size, true, room);
        below = sh + px(ui, 8);
    }
    int high = w.height + below + px(ui, 16);
    box.h = px(ui, 92) > high ? px(ui, 92) : high;
    bool down = strcmp(ui->press, id) == 0;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, 2), down ? t->sunk : t->face, t->line,
                        t->edge, true);
    int mid = box.y + sink + box.h / 2, x = box.x + box.w - pad - sw;
    put_words(ui, text, size, true, t->ink, box.x + pad, mid - (w.height + below) / 2, room,
              ALIGN_START);
    mid += below ? (w.height + px(ui, 8)) / 2 : 0;
    put_rect(ui, (struct box){x, mid - sh / 2, sw, sh}, sh / 2, on ? t->pri : t->edge);
    if (!on)
        put_rect(ui, (struct box){x + edge, mid - sh / 2 + edge, sw - 2 * edge, sh - 2 * edge},
                 sh / 2 - edge, t->face);
    put_rect(
        ui,
        (struct box){on ? x + sw - knob - px(ui, 10) : x + px(ui, 10), mid - knob / 2, knob, knob},
        knob / 2, on ? t->onpri : t->edge);
    struct item *item = put_item(ui, id, ROLE_TOGGLE, box, text);
    item->value = on ? "on" : "off";
    item->chosen = on;
    placed(ui, box.h + px(ui, FOOT), true);
    return taken(ui, id, true);
}
