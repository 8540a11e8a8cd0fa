/* Words in the flow: titles, text, notes. */
#include "ui/inside.h"

#include <stdio.h>

static void flow_words(struct ui *ui, const char *text, enum text_size size, bool bold, color ink,
                       enum role role, int before)
{
    struct box box = place(ui, before);
    int limit = px(ui, theme_em(size, ui->modes.large)) * 22; /* at most 22 em a line */
    int width = role == ROLE_TEXT && box.w > limit && size <= TEXT_M ? limit : box.w;
    struct words w = put_words(ui, text, size, bold, ink, box.x, box.y, width, ALIGN_START);
    put_plain(ui, role, (struct box){box.x, box.y, width, w.height}, text);
    placed(ui, w.height, false);
}

void ui_title(struct ui *ui, const char *text)
{
    flow_words(ui, text, TEXT_XL, true, ui->theme->ink, ROLE_HEADING, 28);
}

void ui_title_fact(struct ui *ui, const char *title, const char *icon, const char *fact)
{
    struct box box = place(ui, 28);
    int size = px(ui, 36), between = px(ui, 10), gap = px(ui, 24);
    int fact_w = measure_width(ui, fact, TEXT_XS, false) + size + between;
    int title_w = measure_width(ui, title, TEXT_XL, true);
    bool beside = title_w + gap + fact_w <= box.w;
    struct words t =
        put_words(ui, title, TEXT_XL, true, ui->theme->ink, box.x, box.y, box.w, ALIGN_START);
    put_plain(ui, ROLE_HEADING, (struct box){box.x, box.y, beside ? title_w : box.w, t.height},
              title);
    words_reset(ui);
    int line = px(ui, theme_line(TEXT_XS, ui->modes.large));
    int x = beside ? box.x + box.w - fact_w : box.x,
        y = beside ? box.y + t.height - line - px(ui, 10) : box.y + t.height;
    put_icon(ui, icon, (struct box){x, y + (line - size) / 2, size, size}, ui->theme->ink2);
    struct words f = put_words(ui, fact, TEXT_XS, false, ui->theme->ink2, x + size + between, y,
                               box.x + box.w - x - size - between, ALIGN_START);
    put_plain(ui, ROLE_TEXT, (struct box){x, y, box.x + box.w - x, f.height}, fact);
    placed(ui, beside ? t.height : t.height + f.height, false);
}

void ui_greeting(struct ui *ui, const char *title, const char *lead)
{
    flow_words(ui, title, TEXT_XXL, true, ui->theme->ink, ROLE_HEADING, 0);
    if (lead && !ui->modes.large) /* optional words leave first */
        flow_words(ui, lead, ui->modes.low && !ui->modes.large ? TEXT_L : TEXT_M, false,
                   ui->theme->ink2, ROLE_TEXT, 0);
}

void ui_heading(struct ui *ui, const char *text)
{
    int before = ui->blocks;
    flow_words(ui, text, TEXT_L, true, ui->theme->ink, ROLE_HEADING, 40);
    if (ui->blocks > before)
        ui_keep(ui); /* never the last of a page */
}

void ui_text(struct ui *ui, enum text_size size, const char *text)
{
    flow_words(ui, text, size, false, ui->theme->ink, ROLE_TEXT, 8);
}

void ui_quiet(struct ui *ui, enum text_size size, const char *text)
{
    flow_words(ui, text, size, false, ui->theme->ink2, ROLE_TEXT, 4);
}

int ui_quiet_height(struct ui *ui, enum text_size size, const char *text)
{
    return (int)(measure(ui, text, size, false, px(ui, ui_width(ui))).height / ui->scale) + 1;
}

void ui_note(struct ui *ui, const char *icon, const char *text)
{
    struct box box = place(ui, 24);
    int size = icon_px(ui, 40), gap = px(ui, 16),
        line = px(ui, theme_line(TEXT_S, ui->modes.large));
    put_icon(ui, icon, (struct box){box.x, box.y + (line - size) / 2, size, size}, ui->theme->ink2);
    struct words w = put_words(ui, text, TEXT_S, false, ui->theme->ink2, box.x + size + gap, box.y,
                               box.w - size - gap, ALIGN_START);
    int height = w.height > size ? w.height : size;
    put_plain(ui, ROLE_TEXT, (struct box){box.x, box.y, box.w, height}, text);
    placed(ui, height, false);
}

void ui_empty(struct ui *ui, const char *icon, const char *fact, const char *advice)
{
    struct box box = place(ui, 40);
    int size = px(ui, 72), x = box.x + size + px(ui, 28), w = box.x + box.w - x;
    struct words a = put_words(ui, fact, TEXT_M, true, ui->theme->ink, x, box.y, w, ALIGN_START);
    struct words b = put_words(ui, advice, TEXT_S, false, ui->theme->ink2, x,
                               box.y + a.height + px(ui, 4), w, ALIGN_START);
    int height = a.height + px(ui, 4) + b.height;
    put_icon(ui, icon, (struct box){box.x, box.y + (height - size) / 2, size, size},
             ui->theme->ink2);
    char label[512];
    snprintf(label, sizeof label, "%s. %s", fact, advice);
    put_plain(ui, ROLE_STATUS, (struct box){box.x, box.y, box.w, height}, label);
    placed(ui, height, false);
}

void ui_rule(struct ui *ui)
{
    struct box box = place(ui, 24);
    put_rect(ui, (struct box){box.x, box.y, box.w, px(ui, 2)}, 0, ui->theme->line);
    placed(ui, px(ui, 2), false);
}
