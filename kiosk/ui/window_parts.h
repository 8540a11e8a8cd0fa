/* What the files of the window's pictures share. Only for ui/window*.c. Lengths are design px. */
#pragma once

#include "ui/inside.h"
#include "ui/window.h"

#define SIDE 40
#define HEAD 172
#define TITLE_Y 194
#define BODY_Y 304 /* below the title */
#define PANEL_Y 196
#define KEY_GAP 20
#define BOTTOM 30
#define PLAIN 44
#define LARGE 64
#define HUGE 112

static inline int window_full_width(const struct ui *ui)
{
    return (int)(ui->width / ui->scale);
}

static inline int window_full_height(const struct ui *ui)
{
    return (int)(ui->height / ui->scale);
}

static inline int window_line_of(int em)
{
    return em + em / 5;
}

static inline struct box window_boxed(const struct ui *ui, int x, int y, int w, int h)
{
    return (struct box){px(ui, x), px(ui, y), px(ui, w), px(ui, h)};
}

/* Keys are 20 mm; upright there is room for words on more lines. */
static inline int window_key(const struct ui *ui)
{
    return window_full_height(ui) > 900 ? 150 : 118;
}

int window_width_of(struct ui *ui, const char *text, int em, bool bold);
int window_lines_in(struct ui *ui, const char *text, int em, bool bold, int width);
/* Where row `row` of keys stands, counted from the bottom. */
int window_row_y(const struct ui *ui, int row);
