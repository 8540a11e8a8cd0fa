/* Numbered steps that are only read. */
#include "ui/inside.h"

#include <stdio.h>

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
