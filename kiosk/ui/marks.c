/* What is only read: banners, the progress line, the receipt's timeline, pairs and figures. */
#include "ui/inside.h"

#include <stdio.h>

static bool strip(struct ui *ui, const char *id, enum tone tone, const char *icon, const char *fact,
                  const char *advice, const char *end, bool press)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 24);
    int pad = px(ui, 32), size = px(ui, 56), x = box.x + pad + size + px(ui, 24), gap = px(ui, 20);
    int end_w = end && end[0] ? measure_width(ui, end, TEXT_XS, false) + gap : 0;
    int whole = box.x + box.w - pad - x;
    bool end_below = end_w > whole * 2 / 5;
    int text_w = whole - (end_below ? 0 : end_w);
    int fact_w = measure_width(ui, fact, TEXT_S, true), gap_w = px(ui, 24);
    bool beside =
        advice && advice[0] && fact_w + gap_w + measure_width(ui, advice, TEXT_S, false) <= text_w;
    struct words a = measure(ui, fact, TEXT_S, true, text_w);
    struct words b =
        advice && advice[0] ? measure(ui, advice, TEXT_S, false, text_w) : (struct words){0};
    int line_xs = px(ui, theme_line(TEXT_XS, ui->modes.large));
    int inner = a.height + (beside ? 0 : b.height) + (end_below ? line_xs : 0), least = px(ui, 108);
    box.h = inner + px(ui, 40) > least ? inner + px(ui, 40) : least;
    int sink = 0;
    if (press)
        sink = put_face(ui, id, box, px(ui, 20), 0, tone_face(ui, tone), 0, t->edge, true);
    else
        put_rect(ui, box, px(ui, 20), tone_face(ui, tone))->stretch = true;
    int y = box.y + sink + (box.h - inner) / 2;
    put_icon(ui, icon, (struct box){box.x + pad, box.y + sink + (box.h - size) / 2, size, size},
             tone_ink(ui, tone));
    put_words(ui, fact, TEXT_S, true, tone == TONE_RED ? t->red : t->ink, x, y, text_w,
              ALIGN_START);
    if (beside)
        put_words(ui, advice, TEXT_S, false, tone_ink(ui, tone), x + fact_w + gap_w, y, text_w,
                  ALIGN_START);
    else if (b.height)
        put_words(ui, advice, TEXT_S, false, tone_ink(ui, tone), x, y + a.height, text_w,
                  ALIGN_START);
    if (end_w)
        put_words(ui, end, TEXT_XS, false, t->ink2, x,
                  end_below ? y + inner - line_xs : box.y + sink + (box.h - line_xs) / 2, whole,
                  end_below ? ALIGN_START : ALIGN_END);
    char label[900];
    snprintf(label, sizeof label, "%s%s%s%s%s", fact, advice ? " " : "", advice ? advice : "",
             end_w ? " " : "", end_w ? end : "");
    if (id)
        put_item(ui, id, press ? ROLE_BUTTON : ROLE_STATUS, box, label);
    else
        put_plain(ui, ROLE_STATUS, box, label);
    placed(ui, box.h + (press ? px(ui, FOOT) : 0), press);
    return press && taken(ui, id, true);
}

void ui_strip(struct ui *ui, const char *id, enum tone tone, const char *icon, const char *fact,
              const char *advice, const char *end)
{
    strip(ui, id, tone, icon, fact, advice, end, false);
}

bool ui_strip_button(struct ui *ui, const char *id, enum tone tone, const char *icon,
                     const char *fact, const char *advice, const char *end)
{
    return strip(ui, id, tone, icon, fact, advice, end, true);
}

void ui_done_head(struct ui *ui, const char *title, const char *lead)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 32);
    int disc = px(ui, 104), icon = px(ui, 64), x = box.x + disc + px(ui, 24), w = box.x + box.w - x;
    struct words a = put_words(ui, title, TEXT_XL, true, t->ink, x, box.y, w, ALIGN_START);
    struct words b =
        lead ? put_words(ui, lead, TEXT_M, false, t->ink2, x, box.y + a.height, w, ALIGN_START)
             : (struct words){0};
    int height = a.height + b.height > disc ? a.height + b.height : disc;
    put_rect(ui, (struct box){box.x, box.y + (height - disc) / 2, disc, disc}, disc / 2, t->green);
    put_icon(ui, "check",
             (struct box){box.x + (disc - icon) / 2, box.y + (height - icon) / 2, icon, icon},
             t->onpri);
    put_plain(ui, ROLE_HEADING, (struct box){x, box.y, w, a.height}, title);
    if (lead)
        put_plain(ui, ROLE_TEXT, (struct box){x, box.y + a.height, w, b.height}, lead);
    placed(ui, height, false);
}

static void put_stop(struct ui *ui, int cx, int cy, int state, int number)
{
    const struct theme *t = ui->theme;
    int d = px(ui, state == 1 ? 52 : 40), edge = px(ui, state == 1 ? 8 : 4);
    struct box box = {cx - d / 2, cy - d / 2, d, d};
    put_rect(ui, box, d / 2, state == 0 ? t->edge : t->pri);
    if (state == 2) {
        int icon = px(ui, 28);
        put_icon(ui, "check", (struct box){cx - icon / 2, cy - icon / 2, icon, icon}, t->onpri);
        return;
    }
    put_rect(ui, (struct box){box.x + edge, box.y + edge, d - 2 * edge, d - 2 * edge}, d / 2 - edge,
             t->face);
    if (number > 0) {
        char digits[12];
        snprintf(digits, sizeof digits, "%d", number);
        int em = px(ui, 28), line = px(ui, 36);
        put_words_em(ui, digits, em, line, true, state == 1 ? t->pri : t->ink2, box.x,
                     cy - line / 2, d, ALIGN_CENTRE);
    }
}

void ui_progress(struct ui *ui, const char *const *stops, int count, int now, bool numbered)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 28);
    int r = px(ui, 26), step = box.w / count, line = px(ui, 8), height = 0;
    for (int i = 1; i < count; i++)
        put_rect(ui,
                 (struct box){box.x + step / 2 + (i - 1) * step, box.y + r - line / 2, step, line},
                 0, i <= now ? t->pri : t->line);
    char label[400] = "";
    for (int i = 0; i < count; i++) {
        int cx = box.x + step / 2 + i * step;
        put_stop(ui, cx, box.y + r, i < now ? 2 : i == now, numbered ? i + 1 : 0);
        struct words w = put_words(ui, stops[i], TEXT_S, i == now, i == now ? t->ink : t->ink2,
                                   box.x + i * step + px(ui, 4), box.y + 2 * r + px(ui, 4),
                                   step - px(ui, 8), ALIGN_CENTRE);
        if (w.height > height)
            height = w.height;
    }
    snprintf(label, sizeof label, "%s", now >= 0 && now < count ? stops[now] : "");
    int total = 2 * r + px(ui, 4) + height;
    struct item *item =
        put_plain(ui, ROLE_PROGRESS, (struct box){box.x, box.y, box.w, total}, label);
    char value[24];
    snprintf(value, sizeof value, "%d/%d", now + 1, count);
    item->value = draw_list_text(ui->list, value);
    placed(ui, total, false);
}

void ui_timeline(struct ui *ui, const struct ui_stop *stops, int count)
{
    const struct theme *t = ui->theme;
    for (int i = 0; i < count; i++) {
        const struct ui_stop *s = &stops[i];
        struct box box = place(ui, i ? 0 : 20);
        int r = px(ui, 26), x = box.x + 2 * r + px(ui, 28), w = box.x + box.w - x;
        struct mark line_at = mark_now(ui);
        if (i + 1 < count)
            put_rect(ui, (struct box){box.x + r - px(ui, 4), box.y + r, px(ui, 8), 0}, 0,
                     s->state == 2 ? t->pri : t->line);
        struct words a = put_words(ui, s->title, TEXT_M, true, t->ink, x, box.y, w, ALIGN_START);
        struct words b = s->line && s->line[0] ? put_words(ui, s->line, TEXT_S, false, t->ink2, x,
                                                           box.y + a.height, w, ALIGN_START)
                                               : (struct words){0};
        put_stop(ui, box.x + r, box.y + r, s->state, 0);
        int height = a.height + b.height + (i + 1 < count ? px(ui, 34) : 0);
        if (i + 1 < count)
            draw_list_prim_at(ui->list, line_at.prims)->box.h = height;
        char label[500];
        snprintf(label, sizeof label, "%s. %s", s->title, s->line ? s->line : "");
        put_plain(ui, ROLE_TEXT, (struct box){box.x, box.y, box.w, a.height + b.height}, label);
        placed(ui, height, false);
    }
}

void ui_pair(struct ui *ui, const char *name, const char *value, const char *quiet)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 12);
    int name_w = px(ui, ui->modes.large ? 200 : 152),
        own = measure_width(ui, name, TEXT_M, false) + px(ui, 20);
    if (own > name_w)
        name_w = own;
    bool below = box.w - name_w < px(ui, 320);
    int x = below ? box.x : box.x + name_w, w = box.x + box.w - x, y = box.y;
    struct words a =
        put_words(ui, name, TEXT_M, false, t->ink2, box.x, y, below ? box.w : name_w, ALIGN_START);
    if (below)
        y += a.height;
    char text[700];
    snprintf(text, sizeof text, "%s%s%s%s", value, quiet && quiet[0] ? "  \x0e" : "",
             quiet ? quiet : "", quiet && quiet[0] ? "\x0f" : "");
    struct words b = put_words(ui, text, TEXT_M, true, t->ink, x, y, w, ALIGN_START);
    int height = below ? a.height + b.height : a.height > b.height ? a.height : b.height;
    char label[900];
    snprintf(label, sizeof label, "%s %s %s", name, value, quiet ? quiet : "");
    put_plain(ui, ROLE_TEXT, (struct box){box.x, box.y, box.w, height}, label);
    placed(ui, height, false);
}

void ui_figure(struct ui *ui, const char *name, const char *number, const char *unit)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 16);
    struct words a = put_words(ui, name, TEXT_M, false, t->ink2, box.x, box.y, box.w, ALIGN_START);
    int number_w = measure_width(ui, number, TEXT_XXL, true),
        unit_w = measure_width(ui, unit, TEXT_M, true);
    bool one_line = number_w + px(ui, 12) + unit_w <= box.w;
    struct words b =
        put_words(ui, number, TEXT_XXL, true, t->ink, box.x, box.y + a.height, box.w, ALIGN_START);
    int line = px(ui, theme_line(TEXT_M, ui->modes.large)), height = a.height + b.height;
    if (one_line)
        put_words(ui, unit, TEXT_M, true, t->ink, box.x + number_w + px(ui, 12),
                  box.y + height - line - px(ui, 12), unit_w + 2, ALIGN_START);
    else
        height +=
            put_words(ui, unit, TEXT_M, true, t->ink, box.x, box.y + height, box.w, ALIGN_START)
                .height;
    char label[300];
    snprintf(label, sizeof label, "%s %s %s", name, number, unit);
    put_plain(ui, ROLE_TEXT, (struct box){box.x, box.y, box.w, height}, label);
    placed(ui, height, false);
}
