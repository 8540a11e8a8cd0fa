/* What stands on staff's screens: queues, cards, rows and their keys. */
#include "ui/desk.h"

#include "base/text.h"
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

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
                               box.y + (box.h - px(ui, STAFF_KEY + FOOT)) / 2, key_w,
                               px(ui, STAFF_KEY)},
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
    int pad = px(ui, 22), top = px(ui, 12), edge = px(ui, 2),
        keys = card->first ? px(ui, STAFF_KEY) : 0;
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
    if (card->opens && box.h < px(ui, STAFF_KEY)) { /* a target: its words in the middle */
        struct mark inside = {from.prims + 3, from.items};
        shift_since(ui, inside, mark_now(ui), 0, (px(ui, STAFF_KEY) - box.h) / 2);
        box.h = px(ui, STAFF_KEY);
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
        down = px(ui, STAFF_KEY + FOOT) + gap;
    for (int i = 0; i < count; i++) {
        row_key(ui, &keys[i],
                (struct box){box.x + i % columns * (w + gap), box.y + i / columns * down, w,
                             px(ui, STAFF_KEY)});
        if (taken(ui, keys[i].id, true))
            pressed = i;
    }
    placed(ui, (count - 1) / columns * down + px(ui, STAFF_KEY + FOOT), true);
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
    int inner = title.height + line.height, least = px(ui, STAFF_KEY);
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
