/* The terminal beside a service window or in a room (tokens.md section 6, picture 14): 10.1 inches
 * at arm's length, so 44, 64 and 112 px, keys 118 px high, which are 20 mm there. For `bare`
 * screens; upright panels too. Large print and low reach are not needed on it.
 */
#pragma once

#include "ui/ui.h"

struct ui_window_head {
    const char *initial; /* in the disc; NULL: nobody is on duty */
    const char *name;
    const char *line, *quiet; /* below the name: plain, then second */
    const char *number;       /* "3" large, or "" */
    const char *place;        /* 号窗口 beside it, or the whole name of the room */
};
void ui_window_head(struct ui *ui, const struct ui_window_head *head);

bool ui_window_upright(const struct ui *ui); /* three keys side by side, not four */

/* Large words at the start, quiet ones at the end of the same line when there is room. */
void ui_window_title(struct ui *ui, const char *title, const char *quiet);

struct ui_window_panel {
    enum tone tone;
    bool calling; /* amber: this number is to come now */
    const char *icon;
    const char *number, *name; /* NULL: no number, `fact` is large */
    const char *fact, *line;
};
void ui_window_panel(struct ui *ui, const char *id, const struct ui_window_panel *panel);

/* Five equal faces; which one was pressed, 0 = none. */
int ui_window_faces(struct ui *ui, const char *const names[5], int chosen);

struct ui_window_key {
    const char *id, *icon, *text; /* icon may be NULL */
    enum button_kind kind;
    bool chosen, off;
};
/* Rows of keys, counted from the bottom; those of row 0 stand at the lower edge. Returns the id of
 * the one that was pressed, NULL when none. An empty id leaves a gap. */
const char *ui_window_keys(struct ui *ui, int row, const struct ui_window_key *keys, int count);
/* Lines of three keys that can be chosen, below the title; as many as fit are shown. */
const char *ui_window_chips(struct ui *ui, const struct ui_window_key *keys, int count);
/* One sentence in the free space above the rows of keys; `rows` of them are used. */
void ui_window_line(struct ui *ui, const char *id, const char *icon, const char *text, int rows,
                    bool problem);
