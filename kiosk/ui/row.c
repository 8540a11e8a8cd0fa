/* List rows: icon or initial, words, value or tag, chevron. */
#include "ui/inside.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The first character of a name, for the disc. */
void row_initial(const char *name, char out[8])
{
    const char *p = name;
    text_next(&p);
    size_t n = (size_t)(p - name) < 7 ? (size_t)(p - name) : 7;
    memcpy(out, name, n);
    out[n] = 0;
}

static int put_start(struct ui *ui, const struct ui_row *row, struct box box, int sink)
{
    const struct theme *t = ui->theme;
    int mid = box.y + sink + box.h / 2, x = box.x + px(ui, 32);
    if (row->initial) {
        int disc = px(ui, 80);
        put_rect(ui, (struct box){x, mid - disc / 2, disc, disc}, disc / 2,
                 row->chosen ? t->face : t->tint);
        char one[8];
        row_initial(row->initial, one);
        int em = px(ui, 38), line = px(ui, 53);
        put_words_em(ui, one, em, line, true, t->pri, x, mid - line / 2, disc, ALIGN_CENTRE);
        return disc + px(ui, 28);
    }
    if (row->icon) {
        int size = icon_px(ui, 56);
        put_icon(ui, row->icon, (struct box){x, mid - size / 2, size, size}, t->pri);
        return size + px(ui, 28);
    }
    return 0;
}

static int start_width(const struct ui *ui, const struct ui_row *row)
{
    return row->initial ? px(ui, 80 + 28) : row->icon ? icon_px(ui, 56) + px(ui, 28) : 0;
}

static int tag_width(struct ui *ui, const struct ui_row *row)
{
    return row->tag ? measure_width(ui, row->tag, TEXT_S, true) + px(ui, 40) : 0;
}

void put_tag(struct ui *ui, const char *text, enum tone tone, struct box box)
{
    put_rect(ui, box, box.h / 2, tone_face(ui, tone));
    int line = px(ui, theme_line(TEXT_S, ui->modes.large));
    put_words(ui, text, TEXT_S, true, tone_ink(ui, tone), box.x, box.y + (box.h - line) / 2, box.w,
              ALIGN_CENTRE);
}

/* Marks the matched letters: a tinted box with a base line under them (tokens.md, search hit). */
static void put_match(struct ui *ui, const char *title, const char *match, int x, int y)
{
    const char *at = match && match[0] ? strstr(title, match) : NULL;
    if (!at)
        return;
    char before[256];
    text_copy(before, sizeof before, title);
    before[(size_t)(at - title) < sizeof before ? (size_t)(at - title) : 0] = 0;
    int from = measure_width(ui, before, TEXT_M, true),
        width = measure_width(ui, match, TEXT_M, true);
    int line = px(ui, theme_line(TEXT_M, ui->modes.large)), foot = px(ui, 5);
    put_rect(ui, (struct box){x + from - px(ui, 2), y, width + px(ui, 4), line}, px(ui, 6),
             ui->theme->suntint);
    put_rect(ui, (struct box){x + from - px(ui, 2), y + line - foot, width + px(ui, 4), foot}, 0,
             ui->theme->sun);
}

struct row_layout {
    int end_w; /* chevron, value and tag beside the words */
    int text_w;
    bool tag_below; /* too narrow: the tag (or value) goes under the words */
    struct words title, beside, line;
    bool beside_below;
    int inner;
};

static struct row_layout lay_out(struct ui *ui, const struct ui_row *row, struct box box)
{
    struct row_layout l = {0};
    int pad = px(ui, 32), gap = px(ui, 20);
    int chevron = row->end == ROW_PLAIN ? 0 : px(ui, 40) + gap;
    int value = row->value ? measure_width(ui, row->value, TEXT_L, true) + gap : 0;
    int tag = row->tag ? tag_width(ui, row) + gap : 0;
    int whole = box.w - 2 * pad - start_width(ui, row);
    int least = px(ui, ui->modes.large ? 330 : 260);
    l.tag_below = tag && whole - chevron - value - tag < least;
    l.end_w = chevron + value + (l.tag_below ? 0 : tag);
    l.text_w = whole - l.end_w;
    l.title = measure(ui, row->title, TEXT_M, true, l.text_w);
    l.inner = l.title.height;
    if (row->beside && row->beside[0]) {
        int room = l.text_w - l.title.width - px(ui, 28);
        l.beside = measure(ui, row->beside, TEXT_S, false, room > 0 ? room : 1);
        l.beside_below = l.title.lines > 1 || room < px(ui, 100) || l.beside.lines > 1;
        if (l.beside_below) {
            l.beside = measure(ui, row->beside, TEXT_S, false, l.text_w);
            l.inner += l.beside.height;
        }
    }
    if (row->line && row->line[0]) {
        l.line = measure(ui, row->line, TEXT_S, false, l.text_w);
        l.inner += l.line.height;
    }
    if (l.tag_below)
        l.inner += px(ui, 60);
    return l;
}

static void put_row_words(struct ui *ui, const struct ui_row *row, const struct row_layout *l,
                          int x, int y, color ink)
{
    const struct theme *t = ui->theme;
    if (l->title.lines == 1)
        put_match(ui, row->title, row->match, x, y);
    put_words(ui, row->title, TEXT_M, true, ink, x, y, l->text_w, ALIGN_START);
    int line_m = px(ui, theme_line(TEXT_M, ui->modes.large)),
        line_s = px(ui, theme_line(TEXT_S, ui->modes.large));
    if (row->beside && row->beside[0] && !l->beside_below)
        put_words(ui, row->beside, TEXT_S, false, t->ink2, x + l->title.width + px(ui, 28),
                  y + (line_m - line_s) / 2, l->text_w - l->title.width - px(ui, 28), ALIGN_START);
    y += l->title.height;
    if (l->beside_below)
        y +=
            put_words(ui, row->beside, TEXT_S, false, t->ink2, x, y, l->text_w, ALIGN_START).height;
    if (row->line && row->line[0])
        y += put_words(ui, row->line, TEXT_S, false, t->ink2, x, y, l->text_w, ALIGN_START).height;
    if (l->tag_below)
        put_tag(ui, row->tag, row->tag_tone,
                (struct box){x, y + px(ui, 6), tag_width(ui, row), px(ui, 52)});
}

static void put_end(struct ui *ui, const struct ui_row *row, const struct row_layout *l,
                    struct box box, int sink, color ink)
{
    int x = box.x + box.w - px(ui, 32), mid = box.y + sink + box.h / 2, gap = px(ui, 20),
        size = px(ui, 40);
    if (row->end != ROW_PLAIN) {
        put_icon(ui, row->end == ROW_GOES ? "right" : "down",
                 (struct box){x - size, mid - size / 2, size, size}, ui->theme->ink2);
        x -= size + gap;
    }
    if (row->value) {
        int w = measure_width(ui, row->value, TEXT_L, true),
            line = px(ui, theme_line(TEXT_L, ui->modes.large));
        put_words(ui, row->value, TEXT_L, true, ink, x - w, mid - line / 2, w + 2, ALIGN_START);
        x -= w + gap;
    }
    if (row->tag && !l->tag_below) {
        int w = tag_width(ui, row), h = px(ui, ui->modes.large ? 62 : 52);
        put_tag(ui, row->tag, row->tag_tone, (struct box){x - w, mid - h / 2, w, h});
    }
}

bool ui_row(struct ui *ui, const char *id, const struct ui_row *row)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 14);
    struct row_layout l = lay_out(ui, row, box);
    int least = px(ui, 124);
    box.h = l.inner + px(ui, 28) > least ? l.inner + px(ui, 28) : least;
    bool enabled = !row->disabled, down = enabled && strcmp(ui->press, id) == 0;
    color face = row->disabled ? t->sunk : row->chosen ? t->tint : down ? t->sunk : t->face;
    color line = row->disabled ? t->sunk : row->chosen ? t->pri : t->line;
    color ink = row->disabled ? t->ink2 : row->chosen ? t->pri : t->ink;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, row->chosen ? 4 : 2), face, line,
                        row->chosen ? t->pri : t->edge, enabled);
    int start = put_start(ui, row, box, sink);
    put_row_words(ui, row, &l, box.x + px(ui, 32) + start, box.y + sink + (box.h - l.inner) / 2,
                  ink);
    put_end(ui, row, &l, box, sink, ink);
    if (row->chosen)
        put_tick(ui, box);
    char label[700];
    snprintf(label, sizeof label, "%s%s%s%s%s", row->title, row->beside ? " " : "",
             row->beside ? row->beside : "", row->line ? " " : "", row->line ? row->line : "");
    char value[200];
    snprintf(value, sizeof value, "%s%s%s", row->value ? row->value : "",
             row->value && row->tag ? " " : "", row->tag ? row->tag : "");
    struct item *item = put_item(ui, id, ROLE_BUTTON, box, label);
    item->value = draw_list_text(ui->list, value);
    item->enabled = enabled;
    item->chosen = row->chosen;
    placed(ui, box.h + px(ui, FOOT), true);
    return taken(ui, id, enabled);
}
