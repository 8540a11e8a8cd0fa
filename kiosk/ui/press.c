/* Buttons, the hero and tiles. */
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

struct look {
    color face, line, foot, ink, held;
    int edge;
};

static struct look look_of(const struct ui *ui, enum button_kind kind)
{
    const struct theme *t = ui->theme;
    switch (kind) {
    case BUTTON_PRIMARY:
        return (struct look){t->pri, t->pri, t->prifoot, t->onpri, t->prifoot, 0};
    case BUTTON_SECONDARY:
        return (struct look){t->face, t->pri, t->pri, t->pri, t->tint, 2};
    case BUTTON_QUIET:
        return (struct look){t->face, t->line, t->edge, t->ink, t->sunk, 2};
    case BUTTON_DANGER:
        return (struct look){t->red, t->red, t->redfoot, t->onpri, t->redfoot, 0};
    case BUTTON_HELP:
        return (struct look){t->sun, t->sun, t->sunfoot, t->onsun, t->sunfoot, 0};
    }
    return (struct look){t->face, t->line, t->edge, t->ink, t->sunk, 2};
}

static int button_height(const struct ui_button *how)
{
    if (how->lead)
        return 128;
    return how->tall ? 136 : how->small ? 88 : 112;
}

/* Words at the start in regular weight, the act at the end (summary button); under each other when
 * too wide. */
static int put_summary(struct ui *ui, struct box box, const char *text, const struct ui_button *how,
                       color ink, int sink)
{
    int pad = px(ui, 40), chevron = how->goes ? px(ui, 40 + 16) : 0, gap = px(ui, 24);
    int text_w = measure_width(ui, text, TEXT_L, true), room = box.w - 2 * pad - chevron;
    bool beside = measure_width(ui, how->lead, TEXT_M, false) + gap + text_w <= room;
    struct words lead = measure(ui, how->lead, TEXT_M, false, beside ? room - gap - text_w : room);
    struct words act = measure(ui, text, TEXT_L, true, room);
    int inner =
        beside ? (lead.height > act.height ? lead.height : act.height) : lead.height + act.height;
    int height = inner + px(ui, 32) > box.h ? inner + px(ui, 32) : box.h,
        y = box.y + (height - inner) / 2 + sink;
    if (beside) {
        put_words(ui, how->lead, TEXT_M, false, ink, box.x + pad, y + (inner - lead.height) / 2,
                  room, ALIGN_START);
        put_words(ui, text, TEXT_L, true, ink, box.x + pad, y + (inner - act.height) / 2, room,
                  ALIGN_END);
    } else {
        put_words(ui, how->lead, TEXT_M, false, ink, box.x + pad, y, room, ALIGN_START);
        put_words(ui, text, TEXT_L, true, ink, box.x + pad, y + lead.height, room, ALIGN_START);
    }
    if (how->goes)
        put_icon(ui, "right",
                 (struct box){box.x + box.w - pad - px(ui, 40),
                              box.y + sink + (height - px(ui, 40)) / 2, px(ui, 40), px(ui, 40)},
                 ink);
    return height;
}

static int put_centred(struct ui *ui, struct box box, const char *text, const struct ui_button *how,
                       color ink, int sink)
{
    enum text_size size = how->tall ? TEXT_L : how->small ? TEXT_S : TEXT_M;
    const char *icon = how->busy ? "repeat" : how->icon;
    int icon_w = icon ? icon_px(ui, how->tall    ? 64
                                    : how->small ? 40
                                                 : 48)
                      : 0,
        gap = icon ? px(ui, 20) : 0;
    int chevron = how->goes ? px(ui, 40 + 20) : 0, pad = px(ui, 24);
    int room = box.w - 2 * pad - icon_w - gap - chevron;
    struct words w = measure(ui, text, size, true, room);
    int height = w.height + px(ui, 24) > box.h ? w.height + px(ui, 24) : box.h;
    int total = icon_w + gap + w.width + chevron, x = box.x + (box.w - total) / 2;
    if (icon)
        put_icon(ui, icon, (struct box){x, box.y + sink + (height - icon_w) / 2, icon_w, icon_w},
                 ink);
    put_words(ui, text, size, true, ink, x + icon_w + gap, box.y + sink + (height - w.height) / 2,
              w.lines > 1 ? room : w.width + 2, ALIGN_START);
    if (how->goes)
        put_icon(ui, "right",
                 (struct box){x + total - px(ui, 40), box.y + sink + (height - px(ui, 40)) / 2,
                              px(ui, 40), px(ui, 40)},
                 ink);
    return height;
}

bool ui_button(struct ui *ui, const char *id, const char *text, const struct ui_button *how)
{
    static const struct ui_button usual = {.kind = BUTTON_SECONDARY};
    how = how ? how : &usual;
    struct box box = place(ui, how->tall ? 28 : 20);
    bool enabled = !how->disabled && !how->busy;
    struct look look = look_of(ui, how->kind);
    if (how->disabled)
        look = (struct look){ui->theme->sunk, ui->theme->sunk, 0, ui->theme->ink2, 0, 0};
    else if (strcmp(ui->press, id) == 0 && enabled)
        look.face = look.held;
    box.h = px(ui, button_height(how));
    struct mark faces = mark_now(ui);
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, look.edge), look.face, look.line, look.foot,
                        enabled);
    struct mark words = mark_now(ui);
    int height = how->lead ? put_summary(ui, box, text, how, look.ink, sink)
                           : put_centred(ui, box, text, how, look.ink, sink);
    for (size_t i = faces.prims; i < words.prims; i++)
        draw_list_prim_at(ui->list, i)->box.h += height - box.h;
    box.h = height;
    char label[512];
    snprintf(label, sizeof label, "%s%s%s", how->lead ? how->lead : "", how->lead ? " " : "", text);
    put_item(ui, id, ROLE_BUTTON, box, label)->enabled = enabled;
    placed(ui, height + px(ui, FOOT), true);
    return taken(ui, id, enabled);
}

bool ui_next(struct ui *ui, const char *text, bool ready)
{
    return ui_button(ui, "next", text,
                     &(struct ui_button){.kind = BUTTON_PRIMARY, .goes = true, .disabled = !ready});
}

bool ui_submit(struct ui *ui, const char *text, bool ready, bool busy)
{
    return ui_button(
        ui, "submit", text,
        &(struct ui_button){
            .kind = BUTTON_PRIMARY, .tall = true, .disabled = !ready && !busy, .busy = busy});
}

bool ui_hero(struct ui *ui, const char *id, const char *icon, const char *lead, const char *title,
             const char *line)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, ui->modes.large ? 16 : 36);
    bool short_form = ui->modes.low || ui->modes.large || ui->brief;
    bool down = strcmp(ui->press, id) == 0;
    int pad = px(ui, 48), size = px(ui, short_form ? 120 : 176),
        text_w = box.w - 2 * pad - size - px(ui, 24);
    struct words a = short_form ? (struct words){0} : measure(ui, lead, TEXT_M, false, text_w);
    struct words b = measure(ui, title, TEXT_XXL, true, text_w),
                 c = measure(ui, line, TEXT_M, false, text_w);
    int inner = a.height + b.height + c.height,
        least = px(ui, short_form ? (ui->modes.large ? 200 : 216) : 282);
    box.h = inner + px(ui, 40) > least ? inner + px(ui, 40) : least;
    int sink =
        put_face(ui, id, box, px(ui, 20), 0, down ? t->prifoot : t->pri, t->pri, t->prifoot, true);
    int x = box.x + pad, y = box.y + sink + (box.h - inner) / 2;
    if (!short_form)
        put_words(ui, lead, TEXT_M, false, t->onpri2, x, y, text_w, ALIGN_START);
    put_words(ui, title, TEXT_XXL, true, t->onpri, x, y + a.height, text_w, ALIGN_START);
    put_words(ui, line, TEXT_M, false, t->onpri, x, y + a.height + b.height, text_w, ALIGN_START);
    put_icon(
        ui, icon,
        (struct box){box.x + box.w - pad - size, box.y + sink + (box.h - size) / 2, size, size},
        ui->modes.contrast ? t->onpri : t->sun);
    char label[512];
    snprintf(label, sizeof label, "%s. %s. %s", title, lead, line);
    put_item(ui, id, ROLE_BUTTON, box, label);
    placed(ui, box.h + px(ui, FOOT), true);
    return taken(ui, id, true);
}

/* Large print: a row with icon, title and chevron (picture 02). */
static bool tile_row(struct ui *ui, const char *id, const char *icon, const char *title)
{
    const struct theme *t = ui->theme;
    struct box box = place(ui, 14);
    int pad = px(ui, 32), size = px(ui, 56), x = box.x + pad + size + px(ui, 32),
        chevron = px(ui, 40);
    int text_w = box.x + box.w - pad - chevron - px(ui, 16) - x;
    struct words w = measure(ui, title, TEXT_L, true, text_w);
    box.h = px(ui, ui->modes.low ? 88 : 98);
    if (w.height + px(ui, 8) > box.h)
        box.h = w.height + px(ui, 8);
    bool down = strcmp(ui->press, id) == 0;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, 2), down ? t->sunk : t->face, t->line,
                        t->edge, true);
    put_icon(ui, icon, (struct box){box.x + pad, box.y + sink + (box.h - size) / 2, size, size},
             t->pri);
    put_words(ui, title, TEXT_L, true, t->ink, x, box.y + sink + (box.h - w.height) / 2, text_w,
              ALIGN_START);
    put_icon(ui, "right",
             (struct box){box.x + box.w - pad - chevron, box.y + sink + (box.h - chevron) / 2,
                          chevron, chevron},
             t->pri);
    put_item(ui, id, ROLE_BUTTON, box, title);
    placed(ui, box.h + px(ui, FOOT), true);
    return taken(ui, id, true);
}

bool ui_tile(struct ui *ui, const char *id, const char *icon, const char *title, const char *line,
             bool slim)
{
    if (ui->modes.large)
        return tile_row(ui, id, icon, title);
    const struct theme *t = ui->theme;
    struct box box = place(ui, 15);
    bool low = ui->modes.low;
    bool small = slim && !low;
    int disc = px(ui, small || ui->brief ? 84 : 104), size = px(ui, small ? 56 : 64),
        pad = px(ui, 28);
    int x = box.x + pad + disc + pad, text_w = box.x + box.w - pad - x;
    struct words a = measure(ui, title, TEXT_L, true, text_w);
    if (a.cut) { /* a long word: the disc gives way */
        pad = px(ui, 18);
        disc = px(ui, 84);
        x = box.x + 2 * pad + disc;
        text_w = box.x + box.w - px(ui, 12) - x;
        a = measure(ui, title, TEXT_L, true, text_w);
    }
    enum text_size size_of_title =
        a.cut ? TEXT_M : TEXT_L; /* and on a flat panel the words, by one step */
    if (a.cut)
        a = measure(ui, title, TEXT_M, true, text_w);
    bool lined = line && !small && !low;
    struct words b = lined ? measure(ui, line, TEXT_S, false, text_w) : (struct words){0};
    box.h = px(ui, small       ? (ui->tight ? 112 : 132)
                   : low       ? 176
                   : ui->brief ? 150
                   : ui->tight ? 160
                               : 210);
    if (a.height + b.height + px(ui, 24) >
        box.h) { /* the second line is optional and leaves first */
        lined = false;
        b = (struct words){0};
    }
    int between = lined ? px(ui, 2) : 0, inner = a.height + between + b.height;
    if (inner + px(ui, 24) > box.h)
        box.h = inner + px(ui, 24);
    bool down = strcmp(ui->press, id) == 0;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, 2), down ? t->sunk : t->face, t->line,
                        t->edge, true);
    int mid = box.y + sink + box.h / 2;
    put_rect(ui, (struct box){box.x + pad, mid - disc / 2, disc, disc}, disc / 2, t->tint);
    put_icon(ui, icon, (struct box){box.x + pad + (disc - size) / 2, mid - size / 2, size, size},
             t->pri);
    put_words(ui, title, size_of_title, true, t->ink, x, mid - inner / 2, text_w, ALIGN_START);
    if (lined)
        put_words(ui, line, TEXT_S, false, t->ink2, x, mid - inner / 2 + a.height + between, text_w,
                  ALIGN_START);
    char label[512];
    snprintf(label, sizeof label, "%s%s%s", title, line ? ". " : "", line ? line : "");
    put_item(ui, id, ROLE_BUTTON, box, label);
    placed(ui, box.h + px(ui, FOOT), true);
    return taken(ui, id, true);
}
