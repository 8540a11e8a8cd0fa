#include "ui/desk.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

#define MARGIN 28
#define HEAD 96
#define NAMES 64 /* more head on an upright panel: the names' own line */
#define KEY 88

/* An outlined key on the head's dark ground. Returns its width. */
static int head_key(struct ui *ui, const char *id, const char *icon, const char *text, int end)
{
    const struct theme *t = ui->theme;
    int size = px(ui, 40), pad = px(ui, 20), between = text ? px(ui, 12) : 0;
    int text_w = text ? measure_width(ui, text, TEXT_S, true) : 0;
    int icon_w = icon ? size : 0, gap = icon && text ? between : 0;
    int least = px(ui, KEY), w = icon_w + gap + text_w + 2 * pad;
    if (w < least)
        w = least;
    struct box box = {end - w, px(ui, (HEAD - KEY) / 2), w, px(ui, KEY) - px(ui, FOOT)};
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
    box.h = px(ui, KEY);
    put_item(ui, id, ROLE_BUTTON, box, text ? text : _("Back"));
    return w;
}

static bool is_upright(const struct ui *ui)
{
    return ui->width < px(ui, UPRIGHT);
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
        x += head_key(ui, "nav.back", "back", NULL, x + px(ui, KEY)) + gap;
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

static void put_mark_shape(struct ui *ui, enum ui_mark mark, struct box box)
{
    static const char *const shape[] = {
        [MARK_EMERGENCY] = "M13 2 25 24H1z", [MARK_PRIORITY] = "M13 1 25 13 13 25 1 13z"};
    char svg[200];
    unsigned fill = mark == MARK_EMERGENCY ? (unsigned)ui->theme->red
                    : ui->modes.contrast   ? (unsigned)ui->theme->sun
                                           : 0xC06A00;
    snprintf(svg, sizeof svg,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"26\" height=\"26\" viewBox=\"0 0 "
             "26 26\"><path d=\"%s\" fill=\"#%06X\"/></svg>",
             shape[mark], fill);
    draw_list_prim(ui->list, PRIM_SVG, box)->text = draw_list_text(ui->list, svg);
}

/* Parts of a line one after the other, going to the next when there is no room; its height. */
static int put_parts(struct ui *ui, const struct ui_desk_part *parts, int x, int y, int width)
{
    int at = 0, line = px(ui, theme_line(TEXT_XS, false)), top = y, shape = px(ui, 26);
    for (int i = 0; i < 4 && parts[i].text; i++) {
        int mark = parts[i].mark != MARK_NONE ? shape + px(ui, 8) : 0;
        int w = measure_width(ui, parts[i].text, TEXT_XS, false) + mark;
        int before = at > 0 ? px(ui, 20) : 0;
        if (at > 0 && at + before + w > width) {
            at = before = 0;
            y += line;
        }
        at += before;
        if (mark)
            put_mark_shape(ui, parts[i].mark,
                           (struct box){x + at, y + (line - shape) / 2, shape, shape});
        int taken_h = put_words(ui, parts[i].text, TEXT_XS, false, ui->theme->ink2, x + at + mark,
                                y, width - at - mark, ALIGN_START)
                          .height;
        if (taken_h > line)
            y += taken_h - line;
        at += w;
    }
    return y + line - top;
}

static int parts_height(struct ui *ui, const struct ui_desk_part *parts, int width)
{
    struct mark from = mark_now(ui);
    int height = put_parts(ui, parts, 0, 0, width);
    for (size_t i = from.prims; i < draw_list_prims(ui->list); i++)
        draw_list_prim_at(ui->list, i)->box = (struct box){0, 0, 0, 0};
    for (size_t i = from.prims; i < draw_list_prims(ui->list); i++) { /* measured, not shown */
        struct prim *p = draw_list_prim_at(ui->list, i);
        p->kind = PRIM_RECT;
        p->text = NULL;
    }
    return height;
}

/* A key inside a card. */
static void inner_key(struct ui *ui, const char *id, const char *text, struct box box, bool solid,
                      bool busy, bool disabled)
{
    const struct theme *t = ui->theme;
    bool enabled = !busy && !disabled, down = enabled && strcmp(ui->press, id) == 0;
    color face = !enabled ? t->sunk
                 : solid  ? (down ? t->prifoot : t->pri)
                          : (down ? t->sunk : t->face);
    words_reset(ui);
    int sink = put_face(ui, id, box, px(ui, 20), solid || !enabled ? 0 : px(ui, 2), face, t->line,
                        solid ? t->prifoot : t->edge, enabled);
    color ink = !enabled ? t->ink2 : solid ? t->onpri : t->ink;
    struct words w = measure(ui, text, TEXT_S, true, box.w - px(ui, 16));
    int icon = busy ? px(ui, 36) : 0, x = box.x + px(ui, 8);
    if (busy)
        put_icon(ui, "repeat",
                 (struct box){box.x + px(ui, 12), box.y + (box.h - icon) / 2, icon, icon}, ink);
    put_words(ui, text, TEXT_S, true, ink, x + icon, box.y + sink + (box.h - w.height) / 2,
              box.w - px(ui, 16) - icon, ALIGN_CENTRE);
    put_item(ui, id, ROLE_BUTTON, box, text)->enabled = enabled;
}

/* Room and doctor are parted where the words part them, when one line is too short for both. */
static const char *parted(struct ui *ui, const char *title, int width, char *out, size_t size)
{
    static const char wide[] = "　";
    const char *at = strstr(title, wide);
    if (!at || measure(ui, title, TEXT_S, true, width).lines < 2)
        return title;
    text_format(out, size, "%.*s\n%s", (int)(at - title), title, at + sizeof wide - 1);
    return out;
}

struct count { /* how many wait, and of what: "18 人" */
    int em, digits, unit, width;
};

/* In a hundred and more the digits are smaller, so that the names below each other begin alike. */
static struct count count_size(struct ui *ui, const struct ui_desk_queue *q)
{
    struct count c = {.em = px(ui, 64), .width = px(ui, 132)};
    int gap = px(ui, 6), behind = px(ui, 12), step = px(ui, 8);
    c.unit = text_width(ui->engine, q->unit, px(ui, 28), false) + 2;
    c.digits = text_width(ui->engine, q->number, c.em, true) + 2;
    while (c.digits + gap + c.unit + behind > c.width && c.em - step >= px(ui, 40)) {
        c.em -= step;
        c.digits = text_width(ui->engine, q->number, c.em, true) + 2;
    }
    if (c.digits + gap + c.unit + behind > c.width)
        c.width = c.digits + gap + c.unit + behind;
    return c;
}

static void put_count(struct ui *ui, const struct ui_desk_queue *q, const struct count *c, int x,
                      int y)
{
    int line = c->em * 72 / 64, unit_line = px(ui, 38);
    put_words_em(ui, q->number, c->em, line, true, ui->theme->ink, x, y - line / 2, c->digits,
                 ALIGN_START);
    put_words_em(ui, q->unit, px(ui, 28), unit_line, false, ui->theme->ink2,
                 x + c->digits + px(ui, 6), y + line / 2 - unit_line - c->em / 10, c->unit,
                 ALIGN_START);
}

enum ui_desk_press ui_desk_queue(struct ui *ui, const char *id, const struct ui_desk_queue *q)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 10);
    struct count count = count_size(ui, q);
    int pad = px(ui, 22), number_w = count.width, key_w = q->key ? px(ui, 190) : 0,
        key_gap = q->key ? px(ui, 14) : 0;
    int x = box.x + pad + number_w, w = box.x + box.w - px(ui, 16) - key_w - key_gap - x;
    char two[300];
    const char *name = parted(ui, q->title, w, two, sizeof two);
    struct words title = measure(ui, name, TEXT_S, true, w);
    int inner = title.height + parts_height(ui, q->parts, w), least = px(ui, 116);
    box.h = inner + px(ui, 20) > least ? inner + px(ui, 20) : least;
    bool down = strcmp(ui->press, id) == 0;
    words_reset(ui);
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, 2), down ? t->sunk : t->face, t->line,
                        t->edge, true);
    put_count(ui, q, &count, box.x + pad, box.y + sink + box.h / 2);
    int y = box.y + sink + (box.h - inner) / 2;
    put_words(ui, name, TEXT_S, true, t->ink, x, y, w, ALIGN_START);
    put_parts(ui, q->parts, x, y + title.height, w);
    char label[500];
    text_format(label, sizeof label, "%s %s %s", q->title, q->number, q->unit);
    for (int i = 0; i < 4 && q->parts[i].text; i++) {
        text_append(label, sizeof label, " ");
        text_append(label, sizeof label, q->parts[i].text);
    }
    struct box opens = box; /* beside the key, which is a target of its own */
    if (q->key)
        opens.w -= key_w + px(ui, 16) + px(ui, 16);
    put_item(ui, id, ROLE_BUTTON, opens, label);
    if (q->key)
        inner_key(ui, q->key_id, q->key,
                  (struct box){box.x + box.w - px(ui, 16) - key_w,
                               box.y + (box.h - px(ui, KEY + FOOT)) / 2, key_w, px(ui, KEY)},
                  true, q->busy, q->disabled);
    placed(ui, box.h + px(ui, FOOT), true);
    if (q->key && taken(ui, q->key_id, !q->busy && !q->disabled))
        return DESK_KEY;
    return taken(ui, id, true) ? DESK_OPEN : DESK_NOTHING;
}

static int card_words(struct ui *ui, const struct ui_desk_card *card, int x, int y, int w)
{
    const struct theme *t = ui->theme;
    struct words a = put_words(ui, card->title, TEXT_S, true, t->ink, x, y, w, ALIGN_START);
    int height = a.height, gap = px(ui, 28);
    if (card->beside && card->beside[0]) {
        int room = w - a.width - gap;
        bool fits = a.lines == 1 && measure_width(ui, card->beside, TEXT_S, false) <= room;
        struct words b =
            put_words(ui, card->beside, TEXT_S, false, t->ink, fits ? x + a.width + gap : x,
                      fits ? y : y + height, fits ? room + 2 : w, ALIGN_START);
        height += fits ? 0 : b.height;
    }
    if (card->line && card->line[0])
        height += put_words(ui, card->line, TEXT_XS, false, t->ink2, x, y + height, w, ALIGN_START)
                      .height;
    return height;
}

enum ui_desk_press ui_desk_card(struct ui *ui, const char *id, const struct ui_desk_card *card)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 12);
    int pad = px(ui, 22), top = px(ui, 12), edge = px(ui, 2), keys = card->first ? px(ui, KEY) : 0;
    bool down = card->opens && strcmp(ui->press, id) == 0;
    color face = card->amber ? t->suntint
                 : down      ? t->sunk
                             : t->face,
          line = card->amber ? t->sunfoot : t->line;
    struct mark from = mark_now(ui);
    put_rect(ui, box, px(ui, 20), card->opens ? t->edge : line);
    put_rect(ui, box, px(ui, 20), line);
    put_rect(ui, box, px(ui, 20) - edge, face);
    words_reset(ui);
    int words = card_words(ui, card, box.x + pad, box.y + top, box.w - 2 * pad);
    int keys_room = keys ? px(ui, 10) + keys + px(ui, FOOT) : 0;
    box.h = 2 * top + words + keys_room;
    if (card->opens && box.h < px(ui, KEY)) { /* a target: its words in the middle */
        struct mark inside = {from.prims + 3, from.items};
        shift_since(ui, inside, mark_now(ui), 0, (px(ui, KEY) - box.h) / 2);
        box.h = px(ui, KEY);
    }
    struct prim *p = draw_list_prim_at(ui->list, from.prims);
    p->box = (struct box){box.x, box.y + (card->opens && !down ? px(ui, FOOT) : 0), box.w, box.h};
    draw_list_prim_at(ui->list, from.prims + 1)->box = box;
    draw_list_prim_at(ui->list, from.prims + 2)->box =
        (struct box){box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 2 * edge};
    char label[700];
    text_format(label, sizeof label, "%s %s %s", card->title, card->beside ? card->beside : "",
                card->line ? card->line : "");
    put_item(ui, id, card->opens ? ROLE_BUTTON : ROLE_STATUS, box, label);
    if (keys) {
        int count = 1 + (card->second != NULL) + (card->third != NULL), gap = px(ui, 16),
            w = (box.w - 2 * pad - (count - 1) * gap) / count, y = box.y + top + words + px(ui, 10);
        inner_key(ui, card->first_id, card->first, (struct box){box.x + pad, y, w, keys}, true,
                  card->busy, false);
        if (card->second)
            inner_key(ui, card->second_id, card->second,
                      (struct box){box.x + pad + w + gap, y, w, keys}, false, false, card->busy);
        if (card->third)
            inner_key(ui, card->third_id, card->third,
                      (struct box){box.x + pad + 2 * (w + gap), y, w, keys}, false, false,
                      card->busy);
    }
    placed(ui, box.h + (card->opens ? px(ui, FOOT) : 0), card->opens || keys);
    if (keys && taken(ui, card->first_id, !card->busy))
        return DESK_KEY;
    if (keys && card->second && taken(ui, card->second_id, !card->busy))
        return DESK_SECOND;
    if (keys && card->third && taken(ui, card->third_id, !card->busy))
        return DESK_THIRD;
    return card->opens && taken(ui, id, true) ? DESK_OPEN : DESK_NOTHING;
}

static void row_key(struct ui *ui, const struct ui_desk_key *key, struct box box)
{
    const struct theme *t = ui->theme;
    int icon = px(ui, 36), gap = px(ui, 10), line = px(ui, 40), em = px(ui, 32);
    bool down = strcmp(ui->press, key->id) == 0;
    words_reset(ui);
    int sink = put_face(ui, key->id, box, px(ui, 20), px(ui, 2), down ? t->sunk : t->face, t->line,
                        t->edge, true);
    struct text_lines lines;
    text_break(ui->engine, key->text, em, true, box.w - icon - gap - px(ui, 16), &lines);
    int x = box.x + (box.w - icon - gap - lines.width) / 2, height = lines.count * line;
    put_icon(ui, key->icon, (struct box){x, box.y + sink + (box.h - icon) / 2, icon, icon}, t->ink);
    put_words_em(ui, key->text, em, line, true, t->ink, x + icon + gap,
                 box.y + sink + (box.h - height) / 2, lines.width + 2, ALIGN_START);
    struct item *item = put_item(ui, key->id, ROLE_BUTTON, box, key->text);
    item->fits = ui->fits && height <= box.h;
}

int ui_desk_keys(struct ui *ui, const struct ui_desk_key *keys, int count)
{
    struct box box = place(ui, 16);
    int columns = is_upright(ui) && count > 3 ? (count + 1) / 2 : count;
    int gap = px(ui, 16), w = (box.w - (columns - 1) * gap) / columns, pressed = -1,
        down = px(ui, KEY + FOOT) + gap;
    for (int i = 0; i < count; i++) {
        row_key(ui, &keys[i],
                (struct box){box.x + i % columns * (w + gap), box.y + i / columns * down, w,
                             px(ui, KEY)});
        if (taken(ui, keys[i].id, true))
            pressed = i;
    }
    placed(ui, (count - 1) / columns * down + px(ui, KEY + FOOT), true);
    return pressed;
}

bool ui_desk_row(struct ui *ui, const char *id, const struct ui_desk_row *row)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 10);
    int pad = px(ui, 22), number_w = px(ui, 130), shape = px(ui, 26);
    int tag_w = row->tag ? measure_width(ui, row->tag, TEXT_XS, true) + px(ui, 36) : 0;
    int x = box.x + pad + number_w, w = box.x + box.w - pad - tag_w - x;
    struct words title = measure(ui, row->title, TEXT_S, false, w),
                 line = row->line ? measure(ui, row->line, TEXT_XS, false, w) : (struct words){0};
    int inner = title.height + line.height, least = px(ui, KEY);
    box.h = inner + px(ui, 12) > least ? inner + px(ui, 12) : least;
    bool down = strcmp(ui->press, id) == 0;
    words_reset(ui);
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, row->chosen ? 4 : 2),
                        row->chosen ? t->tint
                        : down      ? t->sunk
                                    : t->face,
                        row->chosen ? t->pri : t->line, row->chosen ? t->pri : t->edge, true);
    int em = px(ui, 38), number_line = px(ui, 52);
    put_words_em(ui, row->number, em, number_line, true, row->chosen ? t->pri : t->ink, box.x + pad,
                 box.y + sink + (box.h - number_line) / 2, number_w, ALIGN_START);
    int y = box.y + sink + (box.h - inner) / 2,
        mark = row->mark != MARK_NONE ? shape + px(ui, 10) : 0;
    if (mark)
        put_mark_shape(ui, row->mark,
                       (struct box){x, y + (title.height - shape) / 2, shape, shape});
    put_words(ui, row->title, TEXT_S, false, t->ink, x + mark, y, w - mark, ALIGN_START);
    if (row->line)
        put_words(ui, row->line, TEXT_XS, false, t->ink2, x, y + title.height, w, ALIGN_START);
    if (row->tag) {
        int h = px(ui, 44);
        struct box pill = {box.x + box.w - pad - tag_w, box.y + sink + (box.h - h) / 2, tag_w, h};
        put_rect(ui, pill, h / 2, tone_face(ui, row->tone));
        put_words(ui, row->tag, TEXT_XS, true, tone_ink(ui, row->tone), pill.x,
                  pill.y + (h - px(ui, theme_line(TEXT_XS, false))) / 2, tag_w, ALIGN_CENTRE);
    }
    if (row->chosen)
        put_tick(ui, box);
    char label[400];
    text_format(label, sizeof label, "%s %s %s", row->number, row->title,
                row->line ? row->line : "");
    struct item *item = put_item(ui, id, ROLE_BUTTON, box, label);
    item->chosen = row->chosen;
    item->value = draw_list_text(ui->list, row->tag ? row->tag : "");
    placed(ui, box.h + px(ui, FOOT), true);
    return taken(ui, id, true);
}
