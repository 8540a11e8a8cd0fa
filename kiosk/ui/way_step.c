/* The steps of a way, each a key that shows it on the plan. */
#include "ui/inside.h"
#include "ui/plan.h"

#include <stdio.h>
#include <string.h>

#define GAP 8
#define LEAST 84

static int words_width(struct ui *ui, int width, const char *icon)
{
    return width - px(ui, 16 + 56 + 24) - (icon ? px(ui, 56 + 24) : 0) - px(ui, 20);
}

static int height_of(struct ui *ui, const char *sentence, const char *icon, int width)
{
    struct words m = measure(ui, sentence, TEXT_M, false, words_width(ui, width, icon));
    int height = m.height + px(ui, 20);
    return height > px(ui, LEAST) ? height : px(ui, LEAST);
}

int ui_way_step_height(struct ui *ui, const char *sentence, const char *icon)
{
    int height = height_of(ui, sentence, icon, px(ui, ui_width(ui)));
    return (int)(height / ui->scale) + FOOT + GAP + 1;
}

bool ui_way_step(struct ui *ui, int number, const char *sentence, const char *icon, bool last,
                 bool chosen)
{
    const struct theme *t = ui->theme;
    char id[24], digits[12];
    snprintf(id, sizeof id, "step:%d", number);
    snprintf(digits, sizeof digits, "%d", number);
    struct box box = place(ui, GAP);
    box.h = height_of(ui, sentence, icon, box.w);
    bool down = strcmp(ui->press, id) == 0;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, chosen ? 4 : 2),
                        chosen ? t->tint
                        : down ? t->sunk
                               : t->face,
                        chosen ? t->pri : t->line, chosen ? t->pri : t->edge, true);
    int d = px(ui, 56), x = box.x + px(ui, 16), mid = box.y + sink + box.h / 2, line = px(ui, 8);
    int top = number > 1 ? box.y + sink : mid,
        bottom = last ? mid : box.y + box.h + sink; /* never past this step: a page may end here */
    put_rect(ui, (struct box){x + (d - line) / 2, top, line, bottom - top}, 0, t->routet);
    put_rect(ui, (struct box){x, mid - d / 2, d, d}, d / 2, t->route);
    put_words_em(ui, digits, px(ui, 32), d, true, t->onroute, x, mid - d / 2, d, ALIGN_CENTRE);
    int w = words_width(ui, box.w, icon), picture = px(ui, 56);
    struct words m = measure(ui, sentence, TEXT_M, false, w);
    put_words(ui, sentence, TEXT_M, false, t->ink, x + d + px(ui, 24), mid - m.height / 2, w,
              ALIGN_START);
    if (icon)
        put_icon(
            ui, icon,
            (struct box){box.x + box.w - px(ui, 20) - picture, mid - picture / 2, picture, picture},
            t->route);
    struct item *item = put_item(ui, id, ROLE_BUTTON, box, sentence);
    item->chosen = chosen;
    placed(ui, box.h + px(ui, FOOT), true);
    return taken(ui, id, true);
}
