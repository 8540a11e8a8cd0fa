#include "ui/window_parts.h"

#include <stdio.h>

int window_width_of(struct ui *ui, const char *text, int em, bool bold)
{
    return text && text[0] ? (int)(text_width(ui->engine, text, px(ui, em), bold) / ui->scale) + 1
                           : 0;
}

int window_lines_in(struct ui *ui, const char *text, int em, bool bold, int width)
{
    struct text_lines lines;
    text_break(ui->engine, text, px(ui, em), bold, px(ui, width), &lines);
    return lines.count;
}

/* As large as it takes to stand in `lines` lines of that width; returns the height. */
static int put_fit(struct ui *ui, const char *text, const int *ems, int lines, bool bold, color ink,
                   int x, int y, int width, enum align align)
{
    int em = ems[0];
    for (; *ems; ems++) {
        em = *ems;
        if (window_lines_in(ui, text, em, bold, width) <= lines)
            break;
    }
    return (int)(put_words_em(ui, text, px(ui, em), px(ui, window_line_of(em)), bold, ink,
                              px(ui, x), px(ui, y), px(ui, width), align)
                     .height /
                 ui->scale);
}

static void put_one(struct ui *ui, const char *text, int em, bool bold, color ink, int x, int y)
{
    if (text && text[0])
        put_words_em(ui, text, px(ui, em), px(ui, window_line_of(em)), bold, ink, px(ui, x),
                     px(ui, y), 0, ALIGN_START);
}

bool ui_window_upright(const struct ui *ui)
{
    return window_full_width(ui) < UPRIGHT;
}

/* ---- head ---- */

/* 3 号窗口, or the room's name; returns how wide it is. */
static int put_place(struct ui *ui, const struct ui_window_head *h)
{
    int end = window_full_width(ui) - SIDE, most = window_full_height(ui) > 900
                                                       ? window_full_width(ui) / 3
                                                       : window_full_width(ui) * 2 / 5;
    int number_w = window_width_of(ui, h->number, HUGE, true),
        unit_w = window_width_of(ui, h->place, PLAIN, true);
    if (h->number && h->number[0] && number_w + 14 + unit_w <= most) {
        int x = end - number_w - 14 - unit_w;
        put_one(ui, h->number, HUGE, true, ui->theme->pri, x, 20);
        put_one(ui, h->place, PLAIN, true, ui->theme->pri, x + number_w + 14, 82);
        return end - x;
    }
    char whole[240];
    snprintf(whole, sizeof whole, "%s%s%s", h->number ? h->number : "",
             h->number && h->number[0] ? " " : "", h->place);
    int w = window_width_of(ui, whole, LARGE, true);
    w = w < most ? w : most;
    int n = window_lines_in(ui, whole, LARGE, true, w);
    int em = n <= 2 ? LARGE : PLAIN,
        height = window_line_of(em) * window_lines_in(ui, whole, em, true, w);
    put_words_em(ui, whole, px(ui, em), px(ui, window_line_of(em)), true, ui->theme->pri,
                 px(ui, end - w), px(ui, (HEAD - height) / 2), px(ui, w), ALIGN_END);
    return w;
}

void ui_window_head(struct ui *ui, const struct ui_window_head *h)
{
    const struct theme *t = ui->theme;
    struct prim *sky =
        draw_list_prim(ui->list, PRIM_GRADIENT, (struct box){0, 0, ui->width, px(ui, HEAD)});
    sky->fill = t->sky;
    sky->fill2 = t->sky2;
    words_reset(ui);
    int place_w = put_place(ui, h), x = SIDE;
    put_item(ui, "window.place", ROLE_HEADING,
             window_boxed(ui, window_full_width(ui) - SIDE - place_w, 0, place_w, HEAD), h->place)
        ->value = draw_list_text(ui->list, h->number ? h->number : "");
    words_reset(ui);
    if (h->initial) {
        put_rect(ui, window_boxed(ui, x, 26, 120, 120), px(ui, 60), t->face);
        put_words_em(ui, h->initial, px(ui, LARGE), px(ui, 120), true, t->pri, px(ui, x),
                     px(ui, 26), px(ui, 120), ALIGN_CENTRE);
        x += 148;
    }
    int room = window_full_width(ui) - SIDE - place_w - 24 - x;
    static const int ems[] = {LARGE, PLAIN, 0};
    bool two = window_width_of(ui, h->name, PLAIN, true) > room, line = h->line && h->line[0];
    put_fit(ui, h->name, ems, two ? 2 : 1, true, t->ink, x,
            two    ? 8
            : line ? 18
                   : (HEAD - 76) / 2,
            room, ALIGN_START);
    put_one(ui, h->line, PLAIN, false, t->ink, x, two ? 114 : 97);
    int line_w = window_width_of(ui, h->line, PLAIN, false) + 44;
    if (!two && line_w + window_width_of(ui, h->quiet, PLAIN, false) <= room)
        put_one(ui, h->quiet, PLAIN, false, t->ink2, x + line_w, 97);
    char label[400];
    snprintf(label, sizeof label, "%s %s %s", h->name, h->line ? h->line : "",
             h->quiet ? h->quiet : "");
    put_item(ui, "window.duty", ROLE_STATUS, window_boxed(ui, SIDE, 0, x + room - SIDE, HEAD),
             label);
}

void ui_window_title(struct ui *ui, const char *title, const char *quiet)
{
    static const int ems[] = {LARGE, PLAIN, 0};
    int width = window_full_width(ui) - 2 * SIDE,
        quiet_w = window_width_of(ui, quiet, PLAIN, false),
        title_w = window_width_of(ui, title, LARGE, true);
    bool both = quiet_w && title_w + 32 + quiet_w <= width;
    words_reset(ui);
    if (both)
        put_one(ui, quiet, PLAIN, false, ui->theme->ink2, SIDE + width - quiet_w, TITLE_Y + 20);
    put_fit(ui, title, ems, 1, true, ui->theme->ink, SIDE, TITLE_Y, width, ALIGN_START);
    char label[300];
    snprintf(label, sizeof label, "%s%s%s", title, quiet ? ". " : "", quiet ? quiet : "");
    put_plain(ui, ROLE_HEADING, window_boxed(ui, SIDE, TITLE_Y, width, window_line_of(LARGE)),
              label);
}

/* ---- the panel ---- */

static int panel_height(const struct ui *ui)
{
    return window_full_height(ui) > 900 ? 380 : 230;
}

static void put_panel_number(struct ui *ui, const struct ui_window_panel *p, color ink, color ink2)
{
    static const int ems[] = {LARGE, PLAIN, 0};
    int width = window_full_width(ui) - 2 * SIDE, x = SIDE + 44, end = SIDE + width - 44,
        height = panel_height(ui), middle = PANEL_Y + height / 2, icon = p->icon ? 88 + 32 : 0;
    int number_w = window_width_of(ui, p->number, HUGE, true),
        name_w = window_width_of(ui, p->name, LARGE, true),
        room = end - (x + icon + number_w + 32 + name_w + 32);
    bool below = room < 320; /* upright: what to do stands on a line of its own */
    if (below && x + icon + number_w + 32 + name_w > end)
        icon = 0;
    int first = below ? middle - 56 : middle;
    if (icon)
        put_icon(ui, p->icon, window_boxed(ui, x, first - 44, 88, 88), ink2);
    put_one(ui, p->number, HUGE, true, ink, x + icon, first - window_line_of(HUGE) / 2);
    put_one(ui, p->name, LARGE, true, ink, x + icon + number_w + 32,
            first - window_line_of(LARGE) / 2 + 8);
    ui->fits &= x + icon + number_w + 32 + name_w <= end;
    if (below)
        room = end - x;
    int em = window_lines_in(ui, p->fact, LARGE, true, room) > 2 ? PLAIN : LARGE,
        lines = window_lines_in(ui, p->fact, em, true, room), h = lines * window_line_of(em);
    put_fit(ui, p->fact, em == PLAIN ? ems + 1 : ems, 2, true, ink, end - room,
            below ? middle + 40 : middle - h / 2, room, below ? ALIGN_START : ALIGN_END);
}

static void put_panel_words(struct ui *ui, const struct ui_window_panel *p, color ink, color ink2)
{
    static const int large[] = {LARGE, PLAIN, 0}, plain[] = {PLAIN, 0};
    int width = window_full_width(ui) - 2 * SIDE, x = SIDE + 44, height = panel_height(ui);
    put_icon(ui, p->icon, window_boxed(ui, x, PANEL_Y + height / 2 - 52, 104, 104), ink2);
    x += 104 + 36;
    int room = SIDE + width - 44 - x;
    int fact_lines = window_lines_in(ui, p->fact, LARGE, true, room),
        fact_h = fact_lines > 1
                     ? window_line_of(PLAIN) * window_lines_in(ui, p->fact, PLAIN, true, room)
                     : window_line_of(LARGE),
        line_h =
            p->line ? window_line_of(PLAIN) * window_lines_in(ui, p->line, PLAIN, false, room) : 0;
    int y = PANEL_Y + (height - fact_h - line_h - 8) / 2;
    ui->fits &= fact_h + line_h + 8 <= height;
    put_fit(ui, p->fact, large, 1, true, ink, x, y, room, ALIGN_START);
    if (p->line)
        put_fit(ui, p->line, plain, 2, false, ink2, x, y + fact_h + 8, room, ALIGN_START);
}

void ui_window_panel(struct ui *ui, const char *id, const struct ui_window_panel *p)
{
    const struct theme *t = ui->theme;
    struct box box =
        window_boxed(ui, SIDE, PANEL_Y, window_full_width(ui) - 2 * SIDE, panel_height(ui));
    color ink = p->calling ? t->onsun : t->ink,
          ink2 = p->calling ? t->onsun : tone_ink(ui, p->tone);
    put_rect(ui, box, px(ui, 28), p->calling ? t->sun : tone_face(ui, p->tone));
    words_reset(ui);
    if (p->number)
        put_panel_number(ui, p, ink, ink2);
    else
        put_panel_words(ui, p, ink, ink2);
    char label[400];
    snprintf(label, sizeof label, "%s%s%s%s%s%s%s", p->number ? p->number : "",
             p->number ? " " : "", p->name ? p->name : "", p->name ? " " : "", p->fact,
             p->line ? ". " : "", p->line ? p->line : "");
    struct item *item = put_item(ui, id, ROLE_STATUS, box, label);
    item->value = draw_list_text(ui->list, p->number ? p->number : "");
}

void ui_window_line(struct ui *ui, const char *id, const char *icon, const char *text, int rows,
                    bool problem)
{
    static const int ems[] = {PLAIN, 0};
    const struct theme *t = ui->theme;
    int top = PANEL_Y + panel_height(ui), bottom = window_row_y(ui, rows - 1) - KEY_GAP,
        x = SIDE + 8, width = window_full_width(ui) - SIDE - x;
    color ink = problem ? t->red : t->ink2;
    words_reset(ui);
    if (icon) {
        put_icon(ui, icon, window_boxed(ui, x, (top + bottom) / 2 - 24, 48, 48), ink);
        x += 48 + 20;
        width -= 48 + 20;
    }
    int height = window_line_of(PLAIN) * window_lines_in(ui, text, PLAIN, false, width);
    put_fit(ui, text, ems, 2, false, ink, x, (top + bottom - height) / 2, width, ALIGN_START);
    ui->fits &= height <= bottom - top;
    put_item(ui, id, ROLE_STATUS,
             window_boxed(ui, SIDE, (top + bottom - height) / 2, window_full_width(ui) - 2 * SIDE,
                          height),
             text);
}
