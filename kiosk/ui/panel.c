#include "ui/panel.h"

#include "base/text.h"
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

/* Codes are read in groups, and may be parted between them. */
static void in_groups(const char *code, char *out, size_t size)
{
    text_copy(out, size, code);
    for (char *p = out; *p; p++)
        if (*p == '-')
            *p = ' ';
}

void ui_code_panel(struct ui *ui, const char *id, const char *label, const char *code,
                   const char *qr)
{
    char shown[64];
    in_groups(code, shown, sizeof shown);
    const struct theme *t = ui->theme;
    struct container *c = here(ui);
    if (c->kind == C_TICKET && c->empty)
        c->y = c->top; /* the panel fills the card's upper part */
    struct box box = place(ui, 0);
    int pad = c->pad ? c->pad : px(ui, 36), side = px(ui, 196), top = px(ui, 36),
        round = px(ui, 28);
    struct box panel = {c->x - c->pad, box.y, c->w + 2 * c->pad, 0};
    struct prim *upper = put_rect(ui, panel, round, t->tint), *lower;
    int x = panel.x + pad, w = panel.w - 2 * pad - side - px(ui, 32);
    enum text_size size = TEXT_XXL;
    struct words a = measure(ui, label, TEXT_M, false, w), b = measure(ui, shown, size, true, w);
    if (ui->brief && b.lines > 2) { /* wide letters on a flat panel: it must stay on the page */
        size = TEXT_XL;
        b = measure(ui, shown, size, true, w);
        top = px(ui, 16);
    }
    int inner = a.height + b.height > side ? a.height + b.height : side,
        y = box.y + top + (inner - a.height - b.height) / 2;
    panel.h = inner + 2 * top;
    upper->box.h = panel.h;
    lower =
        put_rect(ui, (struct box){panel.x, panel.y + round, panel.w, panel.h - round}, 0, t->tint);
    (void)lower; /* square lower corners */
    put_words(ui, label, TEXT_M, false, t->ink2, x, y, w, ALIGN_START);
    put_words(ui, shown, size, true, t->pri, x, y + a.height, w, ALIGN_START);
    char text[300];
    snprintf(text, sizeof text, "%s %s", label, code);
    struct item *item =
        put_item(ui, id, ROLE_STATUS, (struct box){x, y, w, a.height + b.height}, text);
    item->value = draw_list_text(ui->list, code);
    struct box picture = {panel.x + panel.w - pad - side, box.y + top + (inner - side) / 2, side,
                          side};
    draw_list_prim(ui->list, PRIM_QR, picture)->text = draw_list_text(ui->list, qr);
    words_reset(ui);
    put_item(ui, "qr", ROLE_IMAGE, picture, label);
    placed(ui, panel.h, false);
}

/* The tinted box under matched letters of a one-line title (tokens.md, search hit). */
static void mark(struct ui *ui, const char *title, const char *match, enum text_size size, int x,
                 int y)
{
    const char *at = match && match[0] ? strstr(title, match) : NULL;
    char before[256];
    if (!at || !text_copy(before, sizeof before, title))
        return;
    before[at - title] = '\0';
    int from = measure_width(ui, before, size, true), width = measure_width(ui, match, size, true);
    int line = px(ui, theme_line(size, ui->modes.large)), foot = px(ui, 5);
    struct box hit = {x + from - px(ui, 2), y, width + px(ui, 4), line};
    put_rect(ui, hit, px(ui, 6), ui->theme->suntint);
    hit.y += line - foot;
    hit.h = foot;
    put_rect(ui, hit, 0, ui->theme->sun);
}

void ui_headline(struct ui *ui, const char *title, const char *match, const char *line,
                 const char *value)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 0);
    int gap = px(ui, 24), value_w = measure_width(ui, value, TEXT_XL, true);
    bool below = value_w + gap > box.w / 2;
    int w = below ? box.w : box.w - value_w - gap;
    struct words a = measure(ui, title, TEXT_L, true, w), b = measure(ui, line, TEXT_M, false, w),
                 v = measure(ui, value, TEXT_XL, true, box.w);
    int left = a.height + b.height, height = below             ? left + v.height
                                             : left > v.height ? left
                                                               : v.height;
    if (a.lines == 1)
        mark(ui, title, match, TEXT_L, box.x, box.y);
    put_words(ui, title, TEXT_L, true, t->ink, box.x, box.y, w, ALIGN_START);
    put_words(ui, line, TEXT_M, false, t->ink2, box.x, box.y + a.height, w, ALIGN_START);
    if (below)
        put_words(ui, value, TEXT_XL, true, t->ink, box.x, box.y + left, box.w, ALIGN_START);
    else
        put_words(ui, value, TEXT_XL, true, t->ink, box.x + w + gap,
                  box.y + (height - v.height) / 2, value_w + 2, ALIGN_START);
    char label[700];
    snprintf(label, sizeof label, "%s. %s", title, line);
    put_plain(ui, ROLE_HEADING, (struct box){box.x, box.y, box.w, height}, label)->value =
        draw_list_text(ui->list, value);
    placed(ui, height, false);
}

/* The small secondary key inside the card. */
static void card_key(struct ui *ui, const char *id, const char *icon, const char *text, int x,
                     int y, int height)
{
    const struct theme *t = ui->theme;
    int icon_w = px(ui, 40), between = px(ui, 16), pad = px(ui, 28),
        text_w = measure_width(ui, text, TEXT_S, true);
    struct box key = {x, y, icon_w + between + text_w + 2 * pad, height};
    words_reset(ui);
    int sink = put_face(ui, id, key, px(ui, 20), px(ui, 2), t->face, t->pri, t->pri, true);
    int line_h = px(ui, theme_line(TEXT_S, ui->modes.large));
    put_icon(ui, icon, (struct box){x + pad, y + sink + (height - icon_w) / 2, icon_w, icon_w},
             t->pri);
    put_words(ui, text, TEXT_S, true, t->pri, x + pad + icon_w + between,
              y + sink + (height - line_h) / 2, text_w + 2, ALIGN_START);
    put_item(ui, id, ROLE_BUTTON, key, text);
}

bool ui_qr_card(struct ui *ui, const char *id, const char *qr, const char *title, const char *line,
                const char *button_id, const char *icon, const char *button)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 16);
    int pad = px(ui, 14), edge = px(ui, 2), side = px(ui, 212), gap = px(ui, 20),
        key_h = button ? px(ui, 88) : 0;
    int x = box.x + pad + side + gap, w = box.x + box.w - 2 * pad - x;
    struct words a = measure(ui, title, TEXT_M, true, w), b = measure(ui, line, TEXT_S, false, w);
    int inner = a.height + b.height + (button ? px(ui, 12) + key_h + px(ui, FOOT) : 0);
    box.h = (inner > side ? inner : side) + 2 * pad;
    put_rect(ui, box, px(ui, 20), t->line);
    put_rect(ui, (struct box){box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 2 * edge},
             px(ui, 20) - edge, t->face);
    int y = box.y + (box.h - inner) / 2;
    struct box picture = {box.x + pad, box.y + (box.h - side) / 2, side, side};
    draw_list_prim(ui->list, PRIM_QR, picture)->text = draw_list_text(ui->list, qr);
    put_item(ui, id, ROLE_IMAGE, picture, title);
    put_words(ui, title, TEXT_M, true, t->ink, x, y, w, ALIGN_START);
    put_words(ui, line, TEXT_S, false, t->ink2, x, y + a.height, w, ALIGN_START);
    put_plain(ui, ROLE_TEXT, (struct box){x, y, w, a.height + b.height}, title);
    if (button)
        card_key(ui, button_id, icon, button, x, y + a.height + b.height + px(ui, 12), key_h);
    placed(ui, box.h, button != NULL);
    return button && taken(ui, button_id, true);
}

void ui_table_row(struct ui *ui, const char *name, const char *value)
{
    struct box box = place(ui, 10);
    int column = px(ui, ui->modes.large ? 440 : 350), w = box.w - column;
    struct words a = put_words(ui, name, TEXT_M, false, ui->theme->ink2, box.x, box.y,
                               column - px(ui, 20), ALIGN_START);
    struct words b =
        put_words(ui, value, TEXT_M, true, ui->theme->ink, box.x + column, box.y, w, ALIGN_START);
    int height = a.height > b.height ? a.height : b.height;
    char label[700];
    snprintf(label, sizeof label, "%s %s", name, value);
    put_plain(ui, ROLE_TEXT, (struct box){box.x, box.y, box.w, height}, label);
    placed(ui, height, false);
}

#define LINES_TOGETHER 6

/* How much of an unbreakable text fits in one line: somebody typed without a space. */
static size_t hard_length(struct ui *ui, const char *text, int em, int width)
{
    char part[512];
    const char *p = text;
    size_t good = 0;
    while (*p) {
        text_next(&p);
        size_t length = (size_t)(p - text);
        if (length >= sizeof part)
            break;
        memcpy(part, text, length);
        part[length] = '\0';
        if (good && text_width(ui->engine, part, em, false) > width)
            break;
        good = length;
    }
    return good;
}

/* Copies a part without the line ends and spaces behind it. */
static void take_part(const char *text, size_t length, char *out, size_t size)
{
    if (length >= size)
        length = size - 1;
    memcpy(out, text, length);
    while (length && (out[length - 1] == '\n' || out[length - 1] == ' '))
        length--;
    out[length] = '\0';
}

/* Puts the next few lines at the cursor; returns where the text goes on. */
static const char *put_some(struct ui *ui, const char *text, enum text_size size, int before)
{
    struct box box = place(ui, before);
    int em = px(ui, theme_em(size, ui->modes.large)),
        line = px(ui, theme_line(size, ui->modes.large)), width = box.w > em * 22 ? em * 22 : box.w;
    struct text_lines lines;
    char part[2048];
    text_break(ui->engine, text, em, false, width, &lines);
    size_t length = lines.count > LINES_TOGETHER ? lines.line[LINES_TOGETHER].start : strlen(text);
    take_part(text, length, part, sizeof part);
    text_break(ui->engine, part, em, false, width, &lines);
    if (lines.cut) {
        length = hard_length(ui, text, em, width);
        take_part(text, length, part, sizeof part);
    }
    int height =
        put_words_em(ui, part, em, line, false, ui->theme->ink, box.x, box.y, width, ALIGN_START)
            .height;
    put_plain(ui, ROLE_TEXT, (struct box){box.x, box.y, width, height}, part);
    placed(ui, height, false);
    text_wipe(part, sizeof part);
    return text + (length ? length : strlen(text));
}

void ui_long_text(struct ui *ui, enum text_size size, const char *text)
{
    for (const char *p = text; *p;)
        p = put_some(ui, p, size, p == text ? 8 : 0);
}
