/* Writing: a text field takes what the keys of the frame give it. The caret stands at the end. */
#include "base/text.h"
#include "i18n/tr.h"
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

#define SHOWN_SIZE 4096

/* Groups digits for the eye only: 138 0013 8000. */
static void grouped(const char *text, enum field_group group, char *out, size_t size)
{
    static const int parts[][5] = {[GROUP_NONE] = {0},
                                   [GROUP_PHONE] = {3, 4, 4},
                                   [GROUP_RESIDENT_ID] = {6, 4, 4, 4},
                                   [GROUP_CODE] = {3, 3}};
    size_t n = 0;
    int part = 0, in_part = 0;
    for (const char *p = text; *p && n + 2 < size; p++) {
        if (group != GROUP_NONE && parts[group][part] && in_part == parts[group][part]) {
            out[n++] = ' ';
            part += part < 4;
            in_part = 0;
        }
        out[n++] = *p;
        in_part++;
    }
    out[n] = 0;
}

static bool fits_keys(enum field_keys keys, uint32_t code)
{
    bool digit = code >= '0' && code <= '9';
    bool letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    switch (keys) {
    case KEYS_DIGITS:
        return digit || code == '+';
    case KEYS_DIGITS_X:
        return digit || code == 'x' || code == 'X';
    case KEYS_CODE:
        return digit || letter || code == '-';
    case KEYS_NONE:
    case KEYS_TEXT:
        return true;
    }
    return true;
}

/* Applies this frame's keys; true when OK was pressed. */
static bool edit(struct ui *ui, const struct ui_field *how, char *text, size_t size)
{
    for (; ui->deletes > 0; ui->deletes--)
        text_pop(text);
    const char *p = ui->typed;
    while (*p) {
        uint32_t code = text_next(&p);
        char one[5];
        if (how->keys == KEYS_CODE && code >= 'a' && code <= 'z')
            code -= 'a' - 'A'; /* as on paper */
        text_put(code, one);
        if (code == 0xFFFD || !fits_keys(how->keys, code) || (code == '\n' && !how->multiline))
            continue;
        if ((how->max == 0 || text_count(text) < (size_t)how->max) &&
            strlen(text) + strlen(one) < size)
            text_append(text, size, one);
    }
    ui->typed[0] = 0;
    bool done = ui->enter;
    ui->enter = false;
    return done;
}

static void put_caret(struct ui *ui, int x, int y, int line)
{
    int h = line * 4 / 5;
    put_rect(ui, (struct box){x + px(ui, 3), y + (line - h) / 2, px(ui, 4), h}, 0, ui->theme->pri);
}

/* What is being composed stands behind the text, underlined, until it is chosen; too long: its end.
 */
struct pending {
    const char *text;
    int width;
};

static struct pending pending_of(struct ui *ui, bool in_use, int room)
{
    struct pending p = {in_use ? composer_letters(ui) : "", 0};
    while (*p.text && (p.width = measure_width(ui, p.text, TEXT_M, false)) > room * 3 / 4)
        text_next(&p.text);
    return p;
}

static void put_pending(struct ui *ui, const struct pending *p, int x, int y)
{
    int line = px(ui, theme_line(TEXT_M, ui->modes.large));
    if (!p->width)
        return;
    put_words(ui, p->text, TEXT_M, false, ui->theme->ink2, x, y, p->width + 2, ALIGN_START);
    put_rect(ui, (struct box){x, y + line - px(ui, 3), p->width, px(ui, 3)}, 0, ui->theme->ink2);
}

static void put_line_value(struct ui *ui, const struct ui_field *how, const char *shown, bool empty,
                           bool in_use, struct box box, bool clear)
{
    const struct theme *t = ui->theme;
    int icon = how->icon ? px(ui, 48) : 0, x = box.x + px(ui, 28) + (icon ? icon + px(ui, 20) : 0);
    int line = px(ui, theme_line(TEXT_M, ui->modes.large)), y = box.y + (box.h - line) / 2;
    int room = box.x + box.w - px(ui, clear ? 96 : 28) - x;
    if (how->icon)
        put_icon(ui, how->icon,
                 (struct box){box.x + px(ui, 28), box.y + (box.h - icon) / 2, icon, icon}, t->ink2);
    if (empty) {
        struct words hint = measure(ui, how->hint ? how->hint : "", TEXT_M, false, room);
        if (hint.lines > 1) /* a hint may take two lines in small type rather than be cut */
            put_words(ui, how->hint, TEXT_XS, false, t->ink2, x,
                      box.y + (box.h - measure(ui, how->hint, TEXT_XS, false, room).height) / 2,
                      room, ALIGN_START);
        else
            put_words(ui, how->hint ? how->hint : "", TEXT_M, false, t->ink2, x, y, room,
                      ALIGN_START);
        if (in_use)
            put_caret(ui, x - px(ui, 8), y, line);
        return;
    }
    struct pending p = pending_of(ui, in_use, room);
    room -= p.width;
    const char *from = shown; /* longer than the field: its end is what is being written */
    while (*from && measure_width(ui, from, TEXT_M, true) > room - px(ui, 12))
        text_next(&from);
    int w = measure_width(ui, from, TEXT_M, true);
    put_words(ui, from, TEXT_M, true, t->ink, x, y, w + 2, ALIGN_START);
    put_pending(ui, &p, x + w, y);
    if (in_use)
        put_caret(ui, x + w + p.width, y, line);
}

static void put_box_value(struct ui *ui, const struct ui_field *how, const char *shown, bool empty,
                          bool in_use, struct box box)
{
    const struct theme *t = ui->theme;
    int pad = px(ui, 28), line = px(ui, theme_line(TEXT_M, ui->modes.large)),
        caption = px(ui, theme_line(TEXT_XS, ui->modes.large));
    int room = box.w - 2 * pad, lines_max = (box.h - px(ui, 28) - caption) / line;
    struct pending p = pending_of(ui, in_use, room);
    bool own_line = false; /* the letters do not fit behind the last line */
    const char *from = empty ? (how->hint ? how->hint : "") : shown;
    struct text_lines lines;
    const char *scan = from;
    do {
        from = scan;
        text_break(ui->engine, from, px(ui, theme_em(TEXT_M, ui->modes.large)), false, room,
                   &lines);
        own_line = p.width && lines.count > 0 && lines.line[lines.count - 1].width + p.width > room;
        if (lines.count + own_line > lines_max && lines.count > 1)
            scan = from + lines.line[1].start;
    } while (lines.count + own_line > lines_max && lines_max > 0 && scan != from);
    int y = box.y + px(ui, 18);
    put_words(ui, from, TEXT_M, false, empty ? t->ink2 : t->ink, box.x + pad, y, room, ALIGN_START);
    ui->fits |= !empty; /* words without a space are parted anywhere, but all there */
    if (in_use) {
        int last = lines.count > 0 && !empty ? lines.count - 1 : 0;
        int w = empty || lines.count == 0 ? -px(ui, 10) : lines.line[last].width;
        if (own_line) {
            last++;
            w = 0;
        } else if (p.width && w < 0)
            w = 0;
        put_pending(ui, &p, box.x + pad + w, y + last * line);
        put_caret(ui, box.x + pad + w + p.width, y + last * line, line);
    }
    if (how->count)
        put_words(ui, how->count, TEXT_XS, false, t->ink2, box.x + pad,
                  box.y + box.h - caption - px(ui, 10), room, ALIGN_END);
}

static int put_error(struct ui *ui, const char *error, struct box box, int y)
{
    const struct theme *t = ui->theme;
    int size = px(ui, 40), x = box.x + size + px(ui, 12);
    int line = px(ui, theme_line(TEXT_S, ui->modes.large));
    put_icon(ui, "warn", (struct box){box.x, y + (line - size) / 2, size, size}, t->red);
    struct words w =
        put_words(ui, error, TEXT_S, true, t->red, x, y, box.x + box.w - x, ALIGN_START);
    put_item(ui, "error", ROLE_STATUS, (struct box){box.x, y, box.w, w.height}, error);
    return w.height;
}

bool ui_field(struct ui *ui, const char *id, const struct ui_field *how, char *text, size_t size)
{
    const struct theme *t = ui->theme;
    if (taken(ui, id, true) || (how->autofocus && !ui->autofocus_done && !ui->focus[0])) {
        snprintf(ui->focus, sizeof ui->focus, "%s", id);
        ui->autofocus_done = ui->had_input = true; /* its keys stand above it: build once more */
    }
    char clear_id[ITEM_ID_SIZE + 8];
    snprintf(clear_id, sizeof clear_id, "%s.clear", id);
    if (taken(ui, clear_id, true)) {
        text_wipe(text, size);
        snprintf(ui->focus, sizeof ui->focus, "%s", id);
    }
    bool in_use = strcmp(ui->focus, id) == 0, done = false;
    if (in_use) {
        ui->focus_seen = true;
        ui->chinese = how->chinese;
        done = edit(ui, how, text, size);
    }
    struct box box = place(ui, 24);
    int top = box.y, height = 0;
    if (how->label) {
        struct words w =
            put_words(ui, how->label, TEXT_M, true, t->ink, box.x, box.y, box.w, ALIGN_START);
        height += w.height + px(ui, 10);
        box.y += height;
    }
    box.h = how->multiline ? px(ui, 232) : px(ui, 104);
    bool wrong = how->error && how->error[0];
    int edge = px(ui, in_use || wrong ? 5 : 3), radius = px(ui, 16);
    put_rect(ui, box, radius, wrong ? t->red : in_use ? t->pri : t->edge);
    put_rect(ui, (struct box){box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 2 * edge},
             radius - edge, t->face);
    char shown[SHOWN_SIZE];
    if (!in_use && how->shown && text[0])
        text_copy(shown, sizeof shown, how->shown);
    else
        grouped(text, how->group, shown, sizeof shown);
    bool empty = shown[0] == 0 && !(in_use && composer_letters(ui)[0]),
         clear = in_use && !empty && !how->multiline;
    words_reset(ui);
    if (how->multiline)
        put_box_value(ui, how, shown, empty, in_use, box);
    else
        put_line_value(ui, how, shown, empty, in_use, box, clear);
    struct box field = box;
    if (clear)
        field.w -= px(ui, 84 + 5 + 14);
    struct item *item = put_item(ui, id, ROLE_FIELD, field,
                                 how->label  ? how->label
                                 : how->hint ? how->hint
                                             : id);
    item->value = draw_list_text(ui->list, shown);
    item->focused = in_use;
    if (clear) {
        int x = box.x + box.w - px(ui, 84 + 5);
        put_icon(ui, "x", (struct box){x + px(ui, 22), box.y + px(ui, 32), px(ui, 40), px(ui, 40)},
                 t->ink2);
        words_reset(ui);
        put_item(ui, clear_id, ROLE_BUTTON,
                 (struct box){x, box.y + px(ui, 10), px(ui, 84), px(ui, 84)}, _("Clear"));
    }
    height += box.h;
    if (wrong) {
        words_reset(ui);
        height += px(ui, 10) + put_error(ui, how->error, box, top + height + px(ui, 10));
    }
    placed(ui, height, true);
    return done;
}

bool ui_focused(const struct ui *ui, const char *id)
{
    return ui->focus[0] && strcmp(ui->focus, id) == 0;
}

bool ui_focused_any(const struct ui *ui)
{
    return ui->focus[0] != 0;
}

void ui_focus(struct ui *ui, const char *id)
{
    snprintf(ui->focus, sizeof ui->focus, "%s", id ? id : "");
    ui->autofocus_done = true;
}
