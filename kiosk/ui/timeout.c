/* "Are you still there": over everything, and then the only thing that can be pressed. What was
 * typed is not drawn under it. */
#include "i18n/tr.h"
#include "ui/inside.h"

#include <math.h>
#include <stdio.h>

static void put_ring(struct ui *ui, struct box box, int left, int of)
{
    const struct theme *t = ui->theme;
    double share = of > 0 ? (double)left / of : 0, angle = share * 2 * 3.14159265358979;
    char svg[700];
    int n = snprintf(svg, sizeof svg,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"280\" height=\"280\" "
                     "viewBox=\"0 0 280 280\">"
                     "<circle cx=\"140\" cy=\"140\" r=\"124\" fill=\"none\" stroke=\"#%06X\" "
                     "stroke-width=\"24\"/>",
                     (unsigned)t->sunk);
    if (share >= 0.999)
        n += snprintf(svg + n, sizeof svg - (size_t)n,
                      "<circle cx=\"140\" cy=\"140\" r=\"124\" fill=\"none\" stroke=\"#%06X\" "
                      "stroke-width=\"24\"/>",
                      (unsigned)t->pri);
    else if (share > 0)
        n +=
            snprintf(svg + n, sizeof svg - (size_t)n,
                     "<path d=\"M140 16A124 124 0 %d 1 %.1f %.1f\" fill=\"none\" stroke=\"#%06X\" "
                     "stroke-width=\"24\"/>",
                     share > 0.5, 140 + 124 * sin(angle), 140 - 124 * cos(angle), (unsigned)t->pri);
    snprintf(svg + n, sizeof svg - (size_t)n, "</svg>");
    struct prim *p = draw_list_prim(ui->list, PRIM_SVG, box);
    p->text = draw_list_text(ui->list, svg);
}

/* Where the keys of the dialog may stand: centred, but in low reach below the line. */
void ui_timeout(struct ui *ui, int seconds_left, int of_seconds)
{
    const struct theme *t = ui->theme;
    ui->modal = false; /* its own keys are asked below by app through ui_tapped */
    ui->timeout_prims = draw_list_prims(ui->list);
    ui->timeout_items = draw_list_items(ui->list);
    struct prim *scrim =
        draw_list_prim(ui->list, PRIM_SCRIM, (struct box){0, 0, ui->width, ui->height});
    scrim->fill = t->scrim;
    int width = px(ui, 920) < ui->width - px(ui, 40) ? px(ui, 920) : ui->width - px(ui, 40);
    int pad = px(ui, 64), x = (ui->width - width) / 2;
    struct mark from = mark_now(ui);
    struct prim *card = put_rect(ui, (struct box){x, 0, width, 0}, px(ui, 36), t->face);
    (void)card;
    ui->widget_mark = from;
    ui->depth = 0;
    struct container *c = enter(ui, C_CARD, (struct box){x + pad, 0, width - 2 * pad, 0});
    c->region = -1;
    bool wide = ui->width > ui->height;
    int ring = px(ui, wide ? 200 : 280), y = px(ui, wide ? 36 : 72);
    c->y = y;
    struct box at = place(ui, 0);
    put_ring(ui, (struct box){at.x + (at.w - ring) / 2, at.y, ring, ring}, seconds_left,
             of_seconds);
    char digits[12];
    snprintf(digits, sizeof digits, "%d", seconds_left);
    put_words_em(ui, digits, px(ui, wide ? 84 : 112), ring, true, t->ink, at.x, at.y, at.w,
                 ALIGN_CENTRE);
    struct item *count = put_item(ui, "timeout.seconds", ROLE_STATUS,
                                  (struct box){at.x + (at.w - ring) / 2, at.y, ring, ring}, digits);
    count->value = count->label;
    placed(ui, ring, false);
    at = place(ui, wide ? 20 : 40);
    struct words title = put_words(ui, _("Are you still there?"), TEXT_XL, true, t->ink, at.x, at.y,
                                   at.w, ALIGN_CENTRE);
    put_plain(ui, ROLE_HEADING, (struct box){at.x, at.y, at.w, title.height},
              _("Are you still there?"));
    placed(ui, title.height, false);
    const char *why = _("No answer clears what you wrote, so nobody else sees it");
    at = place(ui, 12);
    struct words lead = put_words(ui, why, TEXT_M, false, t->ink, at.x, at.y, at.w, ALIGN_CENTRE);
    put_plain(ui, ROLE_TEXT, (struct box){at.x, at.y, at.w, lead.height}, why);
    placed(ui, lead.height, false);
    ui_gap(ui, wide ? 8 : 24);
    ui_button(ui, "timeout.continue", _("Continue"),
              &(struct ui_button){.kind = BUTTON_PRIMARY, .tall = true});
    ui_columns(ui, 2, 24);
    ui_button(ui, "timeout.finish", _("Clear and finish"),
              &(struct ui_button){.kind = BUTTON_QUIET});
    ui_button(ui, "timeout.help", _("Call staff"),
              &(struct ui_button){.kind = BUTTON_HELP, .icon = "help"});
    ui_columns_end(ui);
    struct container done = leave(ui, C_CARD);
    int height = done.y + px(ui, wide ? 36 : 64), top = (ui->height - height) / 2;
    if (ui->modes.low) { /* keys below the line: the dialog hangs from the bar upwards */
        int lowest = ui->height - px(ui, 60) - height;
        top = lowest > top ? lowest : top;
    }
    draw_list_prim_at(ui->list, from.prims)->box.h = height;
    shift_since(ui, from, mark_now(ui), 0, top);
    ui->modal = true;
}
