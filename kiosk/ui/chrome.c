/* What stands on every screen: the header with hospital, person and clock, and the bar that never
 * moves. */
#include "i18n/tr.h"
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

static void put_mark(struct ui *ui, struct box box)
{
    put_icon(ui, "mark", box, ui->theme->pri);
    struct prim *p = draw_list_prim_at(ui->list, draw_list_prims(ui->list) - 1);
    p->fill2 = ui->theme->onpri;
    p->fill3 = ui->theme->marksun;
}

static int inner_header(struct ui *ui, const struct ui_chrome *chrome)
{
    const struct theme *t = ui->theme;
    int margin = px(ui, 60), mark = px(ui, 60), end = ui->width - margin,
        least = px(ui, ui->borrowed ? 88 : 112);
    int time_w = measure_width(ui, chrome->time, TEXT_M, true);
    int tag_w =
        chrome->person ? measure_width(ui, chrome->person, TEXT_S, true) + px(ui, 40 + 36 + 8) : 0;
    int x = margin + mark + px(ui, 16), whole = end - time_w - px(ui, 16) - x,
        room = whole - (tag_w ? tag_w + px(ui, 16) : 0);
    struct words name = measure(ui, chrome->hospital, TEXT_M, true, room > 0 ? room : 1);
    int line = px(ui, theme_line(TEXT_M, ui->modes.large)), tag_h = 0;
    bool below = tag_w && (name.cut || name.lines > 2 || room < px(ui, 160));
    if (below) { /* who stands here: on a line of its own, so that the hospital's name is whole */
        room = whole;
        name = measure(ui, chrome->hospital, TEXT_M, true, room);
        tag_h = px(ui, (ui->modes.large ? 62 : 52) + 12);
    }
    int height = name.height + tag_h + px(ui, 24);
    height = height > least ? height : least;
    if (chrome->staff)
        put_rect(ui, (struct box){0, 0, ui->width, height}, 0, t->suntint);
    put_mark(ui, (struct box){margin, (height - tag_h - mark) / 2, mark, mark});
    words_reset(ui);
    int name_y = (height - tag_h - name.height) / 2, time_y = (height - tag_h - line) / 2;
    put_words(ui, chrome->hospital, TEXT_M, true, t->ink, x, name_y, room, ALIGN_START);
    put_item(ui, "header.hospital", ROLE_TEXT, (struct box){x, name_y, room, name.height},
             chrome->hospital);
    words_reset(ui);
    put_words(ui, chrome->time, TEXT_M, true, t->ink, end - time_w, time_y, time_w + 2,
              ALIGN_START);
    put_item(ui, "header.time", ROLE_STATUS, (struct box){end - time_w, time_y, time_w, line},
             chrome->time);
    if (chrome->person) {
        int h = px(ui, ui->modes.large ? 62 : 52), icon = px(ui, 36),
            px_x = below ? x : end - time_w - px(ui, 16) - tag_w,
            mid = below ? name_y + name.height + px(ui, 8) + h / 2 : height / 2;
        put_rect(ui, (struct box){px_x, mid - h / 2, tag_w, h}, h / 2, t->tint);
        put_icon(ui, "user", (struct box){px_x + px(ui, 20), mid - icon / 2, icon, icon}, t->pri);
        int line_s = px(ui, theme_line(TEXT_S, ui->modes.large));
        words_reset(ui);
        put_words(ui, chrome->person, TEXT_S, true, t->pri, px_x + px(ui, 64), mid - line_s / 2,
                  tag_w, ALIGN_START);
        put_item(ui, "header.person", ROLE_STATUS, (struct box){px_x, mid - h / 2, tag_w, h},
                 chrome->person);
    }
    put_rect(ui, (struct box){0, height - px(ui, 2), ui->width, px(ui, 2)}, 0, t->line);
    return height;
}

static int home_header(struct ui *ui, const struct ui_chrome *chrome)
{
    const struct theme *t = ui->theme;
    int margin = px(ui, 60), mark = px(ui, 72), y = px(ui, 44), end = ui->width - margin;
    int sky = px(ui, ui->modes.low ? 622 : 506);
    if (!ui->modes.contrast) {
        struct prim *p =
            draw_list_prim(ui->list, PRIM_GRADIENT, (struct box){0, 0, ui->width, sky});
        p->fill = t->sky;
        p->fill2 = t->sky2;
        int w = ui->modes.large || ui->width < px(ui, 1000)
                    ? 0
                    : px(ui, 1080); /* large words need the whole sky: no text on a picture */
        if (w > 0)
            put_icon(ui, "river", (struct box){ui->width - w, sky - px(ui, 506), w, px(ui, 506)},
                     0);
        if (w > 0 && ui->width > w) /* wide screens: the river's plain runs on to the edge */
            put_rect(ui, (struct box){0, sky - px(ui, 34), ui->width - w, px(ui, 34)}, 0, 0xB4CFD1);
    }
    int time_w = measure_width(ui, chrome->time, TEXT_XL, true),
        date_w = measure_width(ui, chrome->date, TEXT_XS, false);
    int right_w = time_w > date_w ? time_w : date_w, x = margin + mark + px(ui, 20),
        room = end - right_w - px(ui, 20) - x;
    put_mark(ui, (struct box){margin, y + px(ui, 10), mark, mark});
    words_reset(ui);
    struct words name =
        put_words(ui, chrome->hospital, TEXT_M, true, t->ink, x, y, room, ALIGN_START);
    put_item(ui, "header.hospital", ROLE_TEXT, (struct box){x, y, room, name.height},
             chrome->hospital);
    int left_h = name.height;
    if (!ui->modes.large) {
        words_reset(ui);
        struct words s = put_words(ui, chrome->station, TEXT_XS, false, t->ink2, x, y + name.height,
                                   room, ALIGN_START);
        put_item(ui, "header.station", ROLE_TEXT, (struct box){x, y + name.height, room, s.height},
                 chrome->station);
        left_h += s.height;
    }
    int time_h = px(ui, theme_em(TEXT_XL, ui->modes.large)) + px(ui, 4),
        date_h = px(ui, theme_line(TEXT_XS, ui->modes.large));
    words_reset(ui);
    put_words_em(ui, chrome->time, px(ui, theme_em(TEXT_XL, ui->modes.large)), time_h, true, t->ink,
                 end - time_w, y, time_w + 2, ALIGN_START);
    put_item(ui, "header.time", ROLE_STATUS, (struct box){end - time_w, y, time_w, time_h},
             chrome->time);
    words_reset(ui);
    put_words(ui, chrome->date, TEXT_XS, false, t->ink2, end - date_w, y + time_h + px(ui, 4),
              date_w + 2, ALIGN_START);
    put_item(ui, "header.date", ROLE_STATUS,
             (struct box){end - date_w, y + time_h + px(ui, 4), date_w, date_h}, chrome->date);
    int bottom = y + (left_h > time_h + date_h ? left_h : time_h + date_h) + px(ui, 20);
    return bottom > px(ui, 180) ? bottom : px(ui, 180);
}

struct bar_key {
    const char *id, *icon, *label;
    bool plain, chosen, help;
};

static void put_flat_key(struct ui *ui, const struct bar_key *key, struct box box, int sink,
                         color ink)
{
    int icon = px(ui, 44), gap = px(ui, 10), em = px(ui, 32), line = px(ui, 38);
    struct text_lines lines;
    text_break(ui->engine, key->label, em, true, box.w - icon - gap - px(ui, 16), &lines);
    int x = box.x + (box.w - icon - gap - lines.width) / 2, height = lines.count * line;
    put_icon(ui, key->icon, (struct box){x, box.y + sink + (box.h - icon) / 2, icon, icon}, ink);
    put_words_em(ui, key->label, em, line, true, ink, x + icon + gap,
                 box.y + sink + (box.h - height) / 2, lines.width + 2, ALIGN_START);
    struct item *item = put_item(ui, key->id, ROLE_BUTTON, box, key->label);
    item->enabled = !key->plain;
    item->chosen = key->chosen;
    item->fits = ui->fits && height <= box.h;
}

static void put_bar_key(struct ui *ui, const struct bar_key *key, struct box box)
{
    const struct theme *t = ui->theme;
    int sink = 0;
    color ink = key->plain                           ? t->ink2
                : key->help                          ? t->onsun
                : key->chosen && !ui->modes.contrast ? t->pri
                                                     : t->ink;
    words_reset(ui);
    if (!key->plain) {
        bool down = strcmp(ui->press, key->id) == 0;
        color face = key->help     ? (down ? t->sunfoot : t->sun)
                     : key->chosen ? t->tint
                     : down        ? t->sunk
                                   : t->face;
        sink = put_face(ui, key->id, box, px(ui, 20), px(ui, 2), face,
                        key->help     ? face
                        : key->chosen ? t->pri
                                      : t->line,
                        key->help     ? t->sunfoot
                        : key->chosen ? t->pri
                                      : t->edge,
                        true);
    }
    if (is_flat(ui)) { /* the words beside the icon */
        put_flat_key(ui, key, box, sink, ink);
        return;
    }
    bool narrow = ui->width < px(ui, 960);
    int icon = px(ui, 56), em, line, inner, design = narrow ? 28 : ui->modes.large ? 36 : 32;
    for (;; design -= 4) { /* smaller where the words would not go in whole */
        struct text_lines lines;
        em = px(ui, design);
        line = px(ui, design + 6);
        text_break(ui->engine, key->label, em, true, box.w - px(ui, 4), &lines);
        inner = icon + px(ui, 8) + lines.count * line;
        if (inner <= box.h || design <= 28)
            break;
    }
    int y = box.y + sink + (box.h - inner) / 2;
    put_icon(ui, key->icon, (struct box){box.x + (box.w - icon) / 2, y, icon, icon}, ink);
    put_words_em(ui, key->label, em, line, true, ink, box.x + px(ui, 2), y + icon + px(ui, 8),
                 box.w - px(ui, 4), ALIGN_CENTRE);
    struct item *item = put_item(ui, key->id, ROLE_BUTTON, box, key->label);
    item->enabled = !key->plain;
    item->chosen = key->chosen;
    item->fits = ui->fits && inner <= box.h;
}

static void put_bar(struct ui *ui, const struct ui_chrome *chrome)
{
    const struct bar_key keys[] = {
        {"nav.back", "back", _("Back"), chrome->home, false, false},
        {"nav.home", chrome->person ? "leave" : "home", chrome->person ? _("Finish") : _("Home"),
         chrome->home, false, false},
        {"nav.language", "lang", ui->modes.lang == LANG_EN ? "中文" : "English", false, false,
         false},
        {"nav.large", "large", _("Large print"), false, ui->modes.large, false},
        {"nav.low", "low", _("Low reach"), false, ui->modes.low, false},
        {"nav.help", "help", chrome->help ? chrome->help : _("Call staff"), false, false, true},
    };
    int y = ui->bar_top, height = ui->height - y;
    bool narrow = ui->width < px(ui, 960);
    int side = px(ui, narrow ? 8 : 20), gap = px(ui, narrow ? 13 : 16);
    put_rect(ui, (struct box){0, y, ui->width, height}, 0, ui->theme->sunk);
    put_rect(ui, (struct box){0, y, ui->width, px(ui, 2)}, 0, ui->theme->line);
    int w = (ui->width - 2 * side - 5 * gap) / 6;
    for (int i = 0; i < 6; i++)
        put_bar_key(ui, &keys[i],
                    (struct box){side + i * (w + gap), y + px(ui, is_flat(ui) ? 12 : 20), w,
                                 height - px(ui, is_flat(ui) ? 28 : 44)});
}

void ui_bare(struct ui *ui)
{
    lay_borrowed(ui, false);
    put_rect(ui, (struct box){0, 0, ui->width, ui->height}, 0, ui->theme->paper);
    ui->content_top = 0;
    ui->bar_top = ui->column_bottom[0] = ui->column_bottom[1] = ui->height;
    flow_start(ui);
}

void ui_chrome(struct ui *ui, const struct ui_chrome *chrome)
{
    lay_borrowed(ui, true); /* at a station: for staff, or a patient at their window */
    put_rect(ui, (struct box){0, 0, ui->width, ui->height}, 0, ui->theme->paper);
    ui->content_top = chrome->home ? home_header(ui, chrome) : inner_header(ui, chrome);
    put_bar(ui, chrome);
    if (!chrome->home)
        ui->content_top += px(ui, 28);
    flow_start(ui);
}
