/* One sentence said once, over the content just above the bar; what is under it stays as it was. */
#include "ui/inside.h"

void ui_notice(struct ui *ui, const char *id, const char *icon, const char *text)
{
    const struct theme *t = ui->theme;
    if (ui->depth > 0)
        flow_finish(ui); /* the content is complete: nothing of it moves for this */
    int margin = px(ui, 60), pad = px(ui, 28), edge = px(ui, 4), size = icon_px(ui, 48);
    int words_x = margin + pad + size + px(ui, 20), room = ui->width - margin - pad - words_x;
    struct words words = measure(ui, text, TEXT_M, true, room);
    int inner = words.height > size ? words.height : size, height = inner + 2 * px(ui, 24);
    struct box box = {margin, ui->bar_top - height - px(ui, 20), ui->width - 2 * margin, height};
    put_rect(ui, box, px(ui, 20), t->slateink);
    put_rect(ui, (struct box){box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 2 * edge},
             px(ui, 20) - edge, t->slate);
    put_icon(ui, icon, (struct box){margin + pad, box.y + (height - size) / 2, size, size},
             t->slateink);
    words_reset(ui);
    put_words(ui, text, TEXT_M, true, t->ink, words_x, box.y + (height - words.height) / 2, room,
              ALIGN_START);
    put_item(ui, id, ROLE_STATUS, box, text);
}
