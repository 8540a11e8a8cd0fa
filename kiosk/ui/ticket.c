/* The ticket card (the only thing with a shadow), its number panel, and codes. */
#include "ui/inside.h"

#include <stdio.h>

void ui_ticket(struct ui *ui)
{
    struct box box = place(ui, 32);
    struct prim *shadow = draw_list_prim(ui->list, PRIM_SHADOW, box);
    shadow->stretch = true;
    shadow->radius = px(ui, 28);
    if (ui->modes.contrast)
        shadow->fill2 = 1; /* no shadow on a dark ground: the painter draws none */
    put_rect(ui, box, px(ui, 28), ui->theme->face)->stretch = true;
    struct container *c = enter(ui, C_TICKET, box);
    c->pad = px(ui, 48);
    c->x += c->pad;
    c->w -= 2 * c->pad;
    c->y += px(ui, 36);
    c->region = -1;
}

void ui_ticket_end(struct ui *ui)
{
    struct container c = leave(ui, C_TICKET);
    int height = c.y + px(ui, 40) - c.top;
    draw_list_prim_at(ui->list, c.from.prims)->box.h = height;
    draw_list_prim_at(ui->list, c.from.prims + 1)->box.h = height;
    placed(ui, height, c.control);
}

void ui_tear(struct ui *ui)
{
    struct container *c = here(ui);
    if (ui->brief) { /* two cards that fit rather than one that does not */
        ui_ticket_end(ui);
        ui_ticket(ui);
        return;
    }
    struct box box = place(ui, 40);
    int disc = px(ui, 48), y = box.y + disc / 2, left = c->x - c->pad, right = c->x + c->w + c->pad;
    struct prim *dash =
        draw_list_prim(ui->list, PRIM_DASH, (struct box){box.x, y - px(ui, 2), box.w, px(ui, 4)});
    dash->fill = ui->theme->line;
    dash->radius = px(ui, 12);
    put_rect(ui, (struct box){left - disc / 2, y - disc / 2, disc, disc}, disc / 2,
             ui->theme->paper);
    put_rect(ui, (struct box){right - disc / 2, y - disc / 2, disc, disc}, disc / 2,
             ui->theme->paper);
    placed(ui, disc, false);
}

void ui_ticket_number(struct ui *ui, const char *label, const char *number, const char *unit,
                      const char *room, const char *who)
{
    const struct theme *t = ui->theme;
    struct container *c = here(ui);
    bool first = c->kind == C_TICKET && c->empty;
    if (first)
        c->y = c->top; /* the panel fills the card's upper part */
    struct box box = place(ui, 0);
    int pad = c->kind == C_TICKET ? c->pad : px(ui, 36);
    struct box panel = {c->kind == C_TICKET ? c->x - c->pad : box.x, box.y,
                        c->kind == C_TICKET ? c->w + 2 * c->pad : box.w, 0};
    struct mark at = mark_now(ui);
    put_rect(ui, panel, px(ui, 28), t->tint);
    put_rect(ui, panel, 0, t->tint); /* square lower corners */
    int x = panel.x + pad, w = panel.w - 2 * pad, top = panel.y + px(ui, ui->brief ? 16 : 36);
    int em = px(ui, ui->brief ? 148 : 216), line = px(ui, ui->brief ? 140 : 199),
        number_w = text_width(ui->engine, number, em, true);
    int side = w - number_w - px(ui, 32);
    bool beside = side >= px(ui, 200);
    struct words a = put_words(ui, label, TEXT_M, false, t->ink2, x, top, w, ALIGN_START);
    put_words_em(ui, number, em, line, true, t->pri, x - px(ui, 12), top + a.height,
                 number_w + px(ui, 24), ALIGN_START);
    int left_h = a.height + line, sx = beside ? x + w - side : x, sw = beside ? side : w;
    enum align align = beside ? ALIGN_END : ALIGN_START;
    struct words u = measure(ui, unit, TEXT_M, false, sw), r = measure(ui, room, TEXT_XL, true, sw),
                 p = measure(ui, who, TEXT_M, false, sw);
    int right_h = u.height + r.height + p.height;
    if (beside &&
        right_h >
            left_h * 3 / 2) { /* a long way to say where: under the number, in the whole width */
        beside = false;
        sx = x;
        sw = w;
        align = ALIGN_START;
        u = measure(ui, unit, TEXT_M, false, sw);
        r = measure(ui, room, TEXT_XL, true, sw);
        p = measure(ui, who, TEXT_M, false, sw);
        right_h = u.height + r.height + p.height;
    }
    int inner = beside ? (left_h > right_h ? left_h : right_h) : left_h + right_h;
    int y = beside ? top + (inner - right_h) / 2 : top + left_h;
    put_words(ui, unit, TEXT_M, false, t->ink2, sx, y, sw, align);
    put_words(ui, room, TEXT_XL, true, t->ink, sx, y + u.height, sw, align);
    put_words(ui, who, TEXT_M, false, t->ink, sx, y + u.height + r.height, sw, align);
    panel.h = inner + px(ui, ui->brief ? 36 : 72);
    draw_list_prim_at(ui->list, at.prims)->box.h = panel.h;
    struct prim *lower = draw_list_prim_at(ui->list, at.prims + 1);
    lower->box.y += px(ui, 28);
    lower->box.h = panel.h - px(ui, 28);
    char text[500];
    snprintf(text, sizeof text, "%s %s. %s %s %s", label, number, unit, room, who);
    struct item *item = put_item(ui, "ticket.number", ROLE_STATUS, panel, text);
    item->value = draw_list_text(ui->list, number);
    placed(ui, panel.h, false);
    if (first && ui->brief && panel.h > (ui->bar_top - ui->content_top) * 6 / 10)
        ui_tear(ui); /* what follows would not go on the same page */
}

void ui_qr(struct ui *ui, const char *id, const char *content, int size, const char *label)
{
    struct box box = place(ui, 24);
    int side = px(ui, size) < box.w ? px(ui, size) : box.w;
    struct prim *qr = draw_list_prim(ui->list, PRIM_QR, (struct box){box.x, box.y, side, side});
    qr->text = draw_list_text(ui->list, content);
    if (id)
        put_item(ui, id, ROLE_IMAGE, qr->box, label);
    placed(ui, side, false);
}

void ui_ticket_code(struct ui *ui, const char *id, const char *qr, const char *label,
                    const char *code, const char *line)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 20);
    int side = qr ? px(ui, ui->brief ? 204 : 252) : 0, x = box.x + side + (side ? px(ui, 44) : 0),
        w = box.x + box.w - x;
    struct words a = measure(ui, label, TEXT_M, false, w), b = measure(ui, code, TEXT_XXL, true, w),
                 c = line ? measure(ui, line, TEXT_S, false, w) : (struct words){0};
    int inner = a.height + b.height + (c.height ? px(ui, 12) + c.height : 0);
    int height = inner > side ? inner : side, y = box.y + (height - inner) / 2;
    int quiet = px(ui, 24); /* the code's own white border may reach into the card's padding */
    struct box picture = {box.x - quiet, box.y + (height - side) / 2 - quiet, side + 2 * quiet,
                          side + 2 * quiet};
    if (qr) {
        struct prim *p = draw_list_prim(ui->list, PRIM_QR, picture);
        p->text = draw_list_text(ui->list, qr);
    }
    put_words(ui, label, TEXT_M, false, t->ink2, x, y, w, ALIGN_START);
    put_words(ui, code, TEXT_XXL, true, t->ink, x, y + a.height, w, ALIGN_START);
    if (line)
        put_words(ui, line, TEXT_S, false, t->ink2, x, y + a.height + b.height + px(ui, 12), w,
                  ALIGN_START);
    char text[600];
    snprintf(text, sizeof text, "%s %s. %s", label, code, line ? line : "");
    struct item *item =
        put_item(ui, "ticket.code", ROLE_STATUS, (struct box){x, y, w, inner}, text);
    item->value = draw_list_text(ui->list, code);
    if (id && qr)
        put_item(ui, id, ROLE_IMAGE, picture, label);
    placed(ui, height, false);
}
