/* The head of staff's screens, and the headings below it. */
#include "ui/desk.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

#define MARGIN 28
#define HEAD 96
#define NAMES 64 /* more head on an upright panel: the names' own line */

/* An outlined key on the head's dark ground. Returns its width. */
static int head_key(struct ui *ui, const char *id, const char *icon, const char *text, int end)
{
    const struct theme *t = ui->theme;
    int size = px(ui, 40), pad = px(ui, 20), between = text ? px(ui, 12) : 0;
    int text_w = text ? measure_width(ui, text, TEXT_S, true) : 0;
    int icon_w = icon ? size : 0, gap = icon && text ? between : 0;
    int least = px(ui, STAFF_KEY), w = icon_w + gap + text_w + 2 * pad;
    if (w < least)
        w = least;
    struct box box = {end - w, px(ui, (HEAD - STAFF_KEY) / 2), w, px(ui, STAFF_KEY) - px(ui, FOOT)};
    bool down = strcmp(ui->press, id) == 0;
    words_reset(ui);
    int sink = put_face(ui, id, box, px(ui, 16), px(ui, 2), down ? t->prifoot : t->pri, t->onpri2,
                        t->onpri2, true);
    int x = box.x + (w - icon_w - gap - text_w) / 2, line = px(ui, theme_line(TEXT_S, false));
    if (icon)
        put_icon(ui, icon, (struct box){x, box.y + sink + (box.h - size) / 2, size, size},
                 t->onpri);
    if (text)
        put_words(ui, text, TEXT_S, true, t->onpri, x + icon_w + gap,
                  box.y + sink + (box.h - line) / 2, text_w + 2, ALIGN_START);
    box.h = px(ui, STAFF_KEY);
    put_item(ui, id, ROLE_BUTTON, box, text ? text : _("Back"));
    return w;
}

/* `top`, `height`: of the line that the words stand in the middle of, window px. */
static int head_words(struct ui *ui, const char *id, const char *text, int size, bool bold, int x,
                      int room, int top, int height)
{
    int em = px(ui, size), line = px(ui, size * 1.35);
    if (!text || !text[0] || room <= 0)
        return 0;
    words_reset(ui);
    struct text_lines lines;
    text_break(ui->engine, text, em, bold, room, &lines);
    int y = top + (height - line * lines.count) / 2;
    struct words w =
        put_words_em(ui, text, em, line, bold, ui->theme->onpri, x, y, room, ALIGN_START);
    put_item(ui, id, ROLE_TEXT, (struct box){x, y, w.width, w.height}, text);
    return w.width;
}

/* `out`: the words as far as they go into so many lines, with "…" where they were longer. */
static void in_lines(struct ui *ui, const char *text, int em, int room, int most, char *out,
                     size_t size)
{
    struct text_lines lines;
    char kept[400];
    text_copy(kept, sizeof kept, text);
    text_copy(out, size, text);
    for (;;) {
        text_break(ui->engine, out, em, true, room, &lines);
        if (lines.count <= most || !kept[0])
            return;
        text_pop(kept);
        text_format(out, size, "%s…", kept);
    }
}

/* Title and banner beside each other, or one above the other when they are long. */
static void head_names(struct ui *ui, const struct ui_desk *head, int x, int room, int top,
                       int height)
{
    int title = text_width(ui->engine, head->title, px(ui, 38), true),
        banner = text_width(ui->engine, head->place, px(ui, 28), false), gap = px(ui, 20);
    if (title + gap + banner <= room) {
        head_words(ui, "header.title", head->title, 38, true, x, room, top, height);
        head_words(ui, "header.staff", head->place, 28, false, x + title + gap, banner + 2, top,
                   height);
        return;
    }
    struct text_lines lines;
    char title_shown[400];
    int em = px(ui, 28), line = px(ui, 31), most = height / line - 1;
    in_lines(ui, head->title, em, room, most > 1 ? most : 1, title_shown, sizeof title_shown);
    text_break(ui->engine, title_shown, em, true, room, &lines);
    int y = top + (height - (lines.count + 1) * line) / 2;
    words_reset(ui);
    struct words w =
        put_words_em(ui, title_shown, em, line, true, ui->theme->onpri, x, y, room, ALIGN_START);
    put_item(ui, "header.title", ROLE_TEXT, (struct box){x, y, w.width, w.height}, head->title);
    y += w.height;
    words_reset(ui);
    w = put_words_em(ui, head->place, em, line, false, ui->theme->onpri, x, y, room, ALIGN_START);
    put_item(ui, "header.staff", ROLE_TEXT, (struct box){x, y, w.width, w.height}, head->place);
}

void ui_desk(struct ui *ui, const struct ui_desk *head)
{
    int margin = px(ui, MARGIN), end = ui->width - margin, x = margin, gap = px(ui, 16);
    ui->modes.large = ui->modes.low = false;
    bool upright = is_upright(ui);
    int keys = px(ui, HEAD), height = upright ? px(ui, HEAD + NAMES) : keys;
    put_rect(ui, (struct box){0, 0, ui->width, height}, 0, ui->theme->pri);
    if (head->lock)
        end -= head_key(ui, "lock", "lock", _("Lock"), end) + gap;
    end -=
        head_key(ui, "nav.language", "lang", ui->modes.lang == LANG_EN ? "中文" : "English", end) +
        gap;
    if (head->back)
        x += head_key(ui, "nav.back", "back", NULL, x + px(ui, STAFF_KEY)) + gap;
    if (head->state) {
        int w = text_width(ui->engine, head->state, px(ui, 28), false);
        if (w > px(ui, 300))
            w = px(ui, 300);
        end -=
            head_words(ui, "header.state", head->state, 28, false, end - w, w + 2, 0, keys) + gap;
    }
    if (upright)
        head_names(ui, head, margin, ui->width - 2 * margin, keys - px(ui, 8), height - keys);
    else
        head_names(ui, head, x, end - x, 0, keys);
    ui->columns = 1;
    ui->column_x[0] = ui->column_x[1] = margin;
    ui->column_w = ui->width - 2 * margin;
    ui->content_top = height + px(ui, 12);
    ui->column_bottom[0] = ui->column_bottom[1] = ui->height - px(ui, 12);
    flow_start(ui);
}

void ui_desk_columns(struct ui *ui, int count)
{
    ui_columns(ui, is_upright(ui) ? (count + 1) / 2 : count, 16);
}

void ui_desk_heading(struct ui *ui, const char *text, const char *quiet, const char *count)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 8);
    int gap = px(ui, 16);
    struct words a = measure(ui, text, TEXT_S, true, box.w);
    int height = a.height + px(ui, 6), y = box.y + (height - a.height) / 2, x = box.x + a.width;
    put_words(ui, text, TEXT_S, true, t->ink, box.x, y, box.w, ALIGN_START);
    if (quiet && measure_width(ui, quiet, TEXT_XS, false) + gap <= box.x + box.w - x) {
        int line = px(ui, theme_line(TEXT_XS, false));
        x += gap + put_words(ui, quiet, TEXT_XS, false, t->ink2, x + gap,
                             box.y + (height - line) / 2, box.x + box.w - x - gap, ALIGN_START)
                       .width;
    }
    if (count) {
        int w = measure_width(ui, count, TEXT_XS, true) + px(ui, 40), h = px(ui, 44);
        struct box pill = {x + gap, box.y + (height - h) / 2, w, h};
        put_rect(ui, pill, h / 2, t->suntint);
        put_words(ui, count, TEXT_XS, true, t->brown, pill.x,
                  pill.y + (h - px(ui, theme_line(TEXT_XS, false))) / 2, w, ALIGN_CENTRE);
    }
    char label[300];
    snprintf(label, sizeof label, "%s %s %s", text, quiet ? quiet : "", count ? count : "");
    put_plain(ui, ROLE_HEADING, (struct box){box.x, box.y, box.w, height}, label);
    placed(ui, height, false);
    ui_keep(ui);
}
