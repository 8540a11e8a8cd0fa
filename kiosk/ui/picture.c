/* The floor plan with its labels, and the numbered steps of a route. */
#include "ui/inside.h"

#include <stdio.h>

static void put_label(struct ui *ui, const struct ui_map_label *l, struct box frame, int number)
{
    const struct theme *t = ui->theme;
    int cx = frame.x + px(ui, l->x), cy = frame.y + px(ui, l->y), em = px(ui, 28),
        line = px(ui, 38);
    if (l->kind == MAP_HERE) {
        int h = px(ui, 56), w = text_width(ui->engine, l->text, px(ui, 32), true) + px(ui, 44);
        put_rect(ui, (struct box){cx - w / 2, cy - h / 2, w, h}, h / 2, t->you);
        put_words_em(ui, l->text, px(ui, 32), h, true, t->onyou, cx - w / 2, cy - h / 2, w,
                     ALIGN_CENTRE);
    } else if (l->kind == MAP_STEP) {
        int d = px(ui, 56), edge = px(ui, 4);
        char digits[12];
        snprintf(digits, sizeof digits, "%d", number);
        put_rect(ui, (struct box){cx - d / 2, cy - d / 2, d, d}, d / 2, t->face);
        put_rect(ui, (struct box){cx - d / 2 + edge, cy - d / 2 + edge, d - 2 * edge, d - 2 * edge},
                 d / 2 - edge, t->route);
        put_words_em(ui, l->text && l->text[0] ? l->text : digits, px(ui, 32), d, true, t->onroute,
                     cx - d / 2, cy - d / 2, d, ALIGN_CENTRE);
    } else if (l->icon) {
        int design = l->icon_size ? l->icon_size : 56, size = px(ui, design),
            cross = px(ui, design * 9 / 7);
        put_icon(ui, l->icon, (struct box){cx - size / 2, cy - size / 2, size, size},
                 l->kind == MAP_TARGET ? t->route : t->ink2);
        if (l->kind == MAP_CLOSED)
            put_icon(ui, "x", (struct box){cx - cross / 2, cy - cross / 2, cross, cross}, t->brown);
    } else {
        int w = text_width(ui->engine, l->text, em, true) + 2;
        put_words_em(ui, l->text, em, line, true, t->ink, cx - w / 2, cy - line / 2, w,
                     ALIGN_CENTRE);
    }
}

void ui_map(struct ui *ui, const char *id, const char *svg, int height,
            const struct ui_map_label *labels, size_t count, const char *spoken)
{
    struct box box = place(ui, 24);
    box.h = px(ui, height);
    int edge = px(ui, 2), radius = px(ui, 28);
    put_rect(ui, box, radius, ui->theme->line);
    struct box frame = {box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 2 * edge};
    put_rect(ui, frame, radius - edge, ui->theme->sunk);
    struct prim *picture = draw_list_prim(ui->list, PRIM_SVG, frame);
    picture->text = draw_list_text(ui->list, svg);
    int number = 0;
    for (size_t i = 0; i < count; i++)
        put_label(ui, &labels[i], frame, labels[i].kind == MAP_STEP ? ++number : 0);
    put_item(ui, id, ROLE_MAP, box, spoken);
    placed(ui, box.h, false);
}

double ui_map_measure(void *context, const char *text, double em)
{
    struct ui *ui = context;
    return text_width(ui->engine, text, px(ui, em), true) / ui->scale;
}

void ui_step(struct ui *ui, int number, const char *sentence, const char *icon, bool last)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 0);
    int d = px(ui, 56), x = box.x + d + px(ui, 24), picture = icon ? px(ui, 56) : 0,
        w = box.x + box.w - x - picture - px(ui, 24);
    struct words m = measure(ui, sentence, TEXT_M, false, w);
    int height = m.height + px(ui, 24) > px(ui, 88) ? m.height + px(ui, 24) : px(ui, 88),
        mid = box.y + height / 2;
    int top = number > 1 ? box.y : mid,
        bottom = last ? mid : box.y + height; /* never past this step: a page may end here */
    put_rect(ui, (struct box){box.x + d / 2 - px(ui, 4), top, px(ui, 8), bottom - top}, 0,
             t->routet);
    put_rect(ui, (struct box){box.x, mid - d / 2, d, d}, d / 2, t->route);
    char digits[12];
    snprintf(digits, sizeof digits, "%d", number);
    put_words_em(ui, digits, px(ui, 32), d, true, t->onroute, box.x, mid - d / 2, d, ALIGN_CENTRE);
    put_words(ui, sentence, TEXT_M, false, t->ink, x, mid - m.height / 2, w, ALIGN_START);
    if (icon)
        put_icon(ui, icon,
                 (struct box){box.x + box.w - picture, mid - picture / 2, picture, picture},
                 t->route);
    put_plain(ui, ROLE_TEXT, (struct box){box.x, box.y, box.w, height}, sentence);
    placed(ui, height, false);
}
