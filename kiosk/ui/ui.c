/* The frame: input in, a view's widgets between, the visible draw list out. */
#include "ui/inside.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The kiosk's screens on a station: so that both their columns fit, and a keypad beside a form. */
#define BORROWED 0.78

/* Where the bar begins, on screens that have one. */
static int chrome_top(const struct ui *ui)
{
    return ui->height - px(ui, is_flat(ui) ? 132 : ui->width > ui->height ? 164 : 208);
}

/* Screens drawn for one size are shown as large as fits, turned when the panel stands upright. */
static double fit_scale(const struct ui *ui)
{
    const struct ui_options *o = &ui->options;
    bool turned = (ui->width < ui->height) != (o->design_width < o->design_height);
    double across = (double)ui->width / (turned ? o->design_height : o->design_width);
    double down = (double)ui->height / (turned ? o->design_width : o->design_height);
    return across < down ? across : down;
}

/* The kiosk's columns; staff's screens lay their own for their frame. */
static void lay_columns(struct ui *ui)
{
    int margin = px(ui, ui->width < px(ui, 900) ? 32 : 60), gap = px(ui, 48);
    ui->columns = ui->width > ui->height && ui->width >= px(ui, 1400) ? 2 : 1;
    ui->column_w = (ui->width - 2 * margin - (ui->columns - 1) * gap) / ui->columns;
    ui->column_x[0] = margin;
    ui->column_x[1] = margin + ui->column_w + gap;
}

/* What every page of the kiosk needs: upright, and lying with two columns. */
#define SHORT_SIDE 1080.0
#define UPRIGHT_HEIGHT 1728.0
#define LYING_WIDTH 1920.0

/* tokens.md section 1: a design millimetre is 4 px, on a large panel of few pixels it grows. A
 * panel that is smaller than the pages need shows them smaller, whole. */
static double kiosk_scale(const struct ui *ui)
{
    bool upright = ui->width < ui->height;
    double across = (upright ? ui->width : ui->height) / SHORT_SIDE,
           along = upright ? ui->height / UPRIGHT_HEIGHT : ui->width / LYING_WIDTH;
    double most = across < along ? across : along, wanted = ui->options.px_per_mm / 4.034;
    if (ui->options.px_per_mm <= 0)
        return most;
    wanted = wanted < 1 ? 1 : wanted;
    return wanted < most ? wanted : most;
}

static void lay_screen(struct ui *ui)
{
    const struct ui_options *o = &ui->options;
    int shorter = ui->width < ui->height ? ui->width : ui->height;
    double per_mm = o->px_per_mm > 0 ? o->px_per_mm
                    : shorter > 0    ? shorter / 268.0 /* of unknown size: 268 mm across */
                                     : 4.034;
    ui->scale =
        o->design_width > 0 ? fit_scale(ui) * (ui->borrowed ? BORROWED : 1) : kiosk_scale(ui);
    double screen_mm = ui->height / per_mm;
    ui->low_line = (int)ceil((o->edge_mm + screen_mm - 1220) * per_mm);
    ui->bar_top = chrome_top(ui);
    ui->brief = ui->height < px(ui, 1400);
    int room =
        ui->bar_top - px(ui, 600); /* a tall panel hung high: the bar itself cannot go lower */
    if (ui->low_line > room)
        ui->low_line = room;
    if (ui->low_line < 0)
        ui->low_line = 0;
    lay_columns(ui);
}

void lay_borrowed(struct ui *ui, bool borrowed)
{
    if (ui->options.design_width == 0 || ui->borrowed == borrowed)
        return;
    ui->borrowed = borrowed;
    lay_screen(ui);
    ui->column_bottom[0] = ui->column_bottom[1] = ui->bar_top - px(ui, 24);
}

struct ui *ui_new(const struct ui_options *options)
{
    struct ui *ui = calloc(1, sizeof *ui);
    if (!ui)
        abort();
    ui->options = *options;
    if (!ui->options.pinyin.calls)
        ui->options.pinyin = pinyin_null();
    ui->engine = options->text;
    ui->list = draw_list_new();
    ui->theme = &theme_normal;
    ui_resize(ui, options->width, options->height);
    return ui;
}

void ui_free(struct ui *ui)
{
    if (!ui)
        return;
    plan_free(ui);
    draw_list_free(ui->list);
    text_wipe(ui, sizeof *ui);
    free(ui);
}

void ui_resize(struct ui *ui, int width, int height)
{
    ui->width = width;
    ui->height = height;
    lay_screen(ui);
}

double ui_scale(const struct ui *ui)
{
    return ui->scale;
}

void ui_input_tap(struct ui *ui, const char *id)
{
    snprintf(ui->tap, sizeof ui->tap, "%s", id);
}

void ui_input_press(struct ui *ui, const char *id)
{
    snprintf(ui->press, sizeof ui->press, "%s", id ? id : "");
}

void ui_input_text(struct ui *ui, const char *utf8)
{
    text_append(ui->typed, sizeof ui->typed, utf8);
}

void ui_input_delete(struct ui *ui)
{
    ui->deletes++;
}

void ui_input_enter(struct ui *ui)
{
    ui->enter = true;
}

void ui_clock(struct ui *ui, int64_t mono_ms, bool still)
{
    ui->now_ms = mono_ms;
    ui->still = still;
}

void ui_begin(struct ui *ui, const struct ui_modes *modes, const char *step)
{
    draw_list_reset(ui->list);
    ui->modes = *modes;
    ui->theme = modes->contrast ? &theme_contrast : &theme_normal;
    if (strcmp(ui->step, step) != 0) {
        snprintf(ui->step, sizeof ui->step, "%s", step);
        memset(ui->pager, 0, sizeof ui->pager);
        ui->focus[0] = 0;
        ui->typed[0] = 0;
        ui->deletes = 0;
        ui->enter = ui->shift = ui->symbols = ui->autofocus_done = ui->chinese = false;
        composer_drop(ui);
        plan_free(ui);
    }
    composer_resume(ui);
    ui->had_input = ui->tap[0] || ui->typed[0] || ui->deletes || ui->enter;
    ui->modal = ui->second_taken = false;
    ui->bar_top = chrome_top(ui);
    lay_columns(ui);
    ui->plain = 0;
    ui->focus_seen = false;
    ui->timeout_prims = ui->timeout_items = 0;
    ui->column_bottom[0] = ui->column_bottom[1] = ui->bar_top - px(ui, 24);
    if (ui->tap[0] && !composer_tap(ui, ui->tap))
        keyboard_tap(ui, ui->tap);
}

static bool hidden(const struct ui *ui, size_t index, bool prims)
{
    for (int i = 0; i < ui->blocks; i++) {
        const struct block *b = &ui->block[i];
        if (b->hidden && index >= (prims ? b->from.prims : b->from.items) &&
            index < (prims ? b->to.prims : b->to.items))
            return true;
    }
    return false;
}

static void copy_prim(struct draw_list *out, const struct prim *p)
{
    struct prim *q = draw_list_prim(out, p->kind, p->box);
    const char *text = p->text ? draw_list_text(out, p->text) : NULL;
    const struct drawing *drawing = p->drawing ? draw_list_drawing(out, p->drawing) : NULL;
    *q = *p;
    q->text = text;
    q->drawing = drawing;
}

static void copy_item(struct draw_list *out, const struct item *i)
{
    struct item *j = draw_list_item(out, i->id, i->role, i->box, i->label);
    const char *label = j->label;
    const char *value = draw_list_text(out, i->value ? i->value : "");
    *j = *i;
    j->label = label;
    j->value = value;
}

bool ui_had_input(const struct ui *ui)
{
    return ui->had_input;
}

void ui_end(struct ui *ui, struct draw_list *out)
{
    if (ui->depth > 0)
        flow_finish(ui);
    draw_list_reset(out);
    size_t prims = draw_list_prims(ui->list), items = draw_list_items(ui->list);
    for (size_t i = 0; i < prims; i++) {
        const struct prim *p = draw_list_prim_at(ui->list, i);
        bool under = ui->modal && i < ui->timeout_prims;
        if (!hidden(ui, i, true) && !(under && (p->kind == PRIM_TEXT || p->kind == PRIM_QR)))
            copy_prim(out, p);
    }
    for (size_t i = ui->modal ? ui->timeout_items : 0; i < items; i++)
        if (!hidden(ui, i, false))
            copy_item(out, draw_list_item_at(ui->list, i));
    if (ui->focus[0] && !ui->focus_seen && !ui->modal) { /* its field is gone */
        ui->focus[0] = 0;
        ui->autofocus_done = false; /* when it comes back it wants to be typed in again */
    }
    text_wipe(ui->tap, sizeof ui->tap);
    text_wipe(ui->typed, sizeof ui->typed);
    ui->deletes = 0;
    ui->enter = false;
}

void ui_forget(struct ui *ui)
{
    draw_list_reset(ui->list);
    text_wipe(ui->typed, sizeof ui->typed);
    text_wipe(ui->tap, sizeof ui->tap);
    text_wipe(ui->press, sizeof ui->press);
    memset(ui->focus, 0, sizeof ui->focus);
    memset(ui->step, 0, sizeof ui->step);
    plan_free(ui);
    composer_wipe(ui);
}

bool ui_large(const struct ui *ui)
{
    return ui->modes.large;
}

bool ui_contrast(const struct ui *ui)
{
    return ui->modes.contrast;
}

bool ui_low(const struct ui *ui)
{
    return ui->modes.low;
}

const struct theme *ui_theme(const struct ui *ui)
{
    return ui->theme;
}

int ui_width(const struct ui *ui)
{
    return (int)(ui->stack[ui->depth - 1].w / ui->scale);
}

int ui_height_left(const struct ui *ui)
{
    const struct container *c = &ui->stack[ui->depth - 1];
    int y = c->y;
    if (ui->modes.low && y < ui->low_line)
        y = ui->low_line;
    return (int)((ui->column_bottom[0] - y) / ui->scale);
}

bool ui_tapped(const struct ui *ui, const char *id)
{
    return ui->tap[0] && strcmp(ui->tap, id) == 0;
}
