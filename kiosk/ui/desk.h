/* Widgets of staff's tablets (tokens.md section 6, picture 15): type of 28, 32, 38 and 64 px, keys
 * 88 px high, which are 15 mm there. For screens that are `bare`. Made like those of ui.h and under
 * the same rules; large print and low reach are not for staff's own screens.
 */
#pragma once

#include "ui/ui.h"

struct ui_desk {
    const char *title; /* bold */
    const char *place; /* where, and who is signed in: the banner that is always there */
    const char *state; /* at the end: time and line */
    bool back;         /* nav.back at the start */
    bool lock;         /* "lock" at the end: somebody is signed in */
};
/* The head, and the flow below it with margins of 28 px. First in a view. On an upright panel the
 * names have a line of their own below the keys. */
void ui_desk(struct ui *ui, const struct ui_desk *head);

/* A column of its own: x and width in design px from the margin; its rows page by themselves. What
 * comes after it stands where it would without. On an upright panel columns are as wide as it is,
 * the one that begins at 0 above the other, with `share` per cent of the height. */
void ui_desk_column(struct ui *ui, const char *id, int x, int width, int share);
void ui_desk_column_end(struct ui *ui);

/* As ui_columns with a gap of 16; on an upright panel half as many. */
void ui_desk_columns(struct ui *ui, int count);

/* A heading with quiet words beside it, and a number on amber (`count` NULL: none). */
void ui_desk_heading(struct ui *ui, const char *text, const char *quiet, const char *count);

enum ui_mark { MARK_NONE, MARK_EMERGENCY, MARK_PRIORITY }; /* triangle, diamond */
struct ui_desk_part {
    enum ui_mark mark;
    const char *text;
};

enum ui_desk_press { DESK_NOTHING, DESK_OPEN, DESK_KEY, DESK_SECOND, DESK_THIRD };

struct ui_desk_queue {
    const char *number, *unit; /* 18 人 */
    const char *title;
    struct ui_desk_part parts[4]; /* the line below; ends at a NULL text */
    const char *key_id, *key;     /* NULL: nobody to call */
    bool busy, disabled;
};
/* One queue: pressing it opens it, its solid key calls. */
enum ui_desk_press ui_desk_queue(struct ui *ui, const char *id, const struct ui_desk_queue *queue);

struct ui_desk_card {
    const char *title, *beside, *line;
    bool amber;                   /* somebody waits for an answer */
    const char *first_id, *first; /* solid; NULL: none */
    const char *second_id, *second;
    const char *third_id, *third; /* only with a second */
    bool opens;                   /* pressing the card itself opens something */
    bool busy;
};
enum ui_desk_press ui_desk_card(struct ui *ui, const char *id, const struct ui_desk_card *card);

/* A number in a queue: chosen stands out. */
struct ui_desk_row {
    const char *number, *title, *line;
    enum ui_mark mark;
    const char *tag;
    enum tone tone;
    bool chosen;
};
bool ui_desk_row(struct ui *ui, const char *id, const struct ui_desk_row *row);

/* A row of quiet keys as wide as each other, closer than buttons are, two rows on an upright panel;
 * which was pressed, -1 none. */
struct ui_desk_key {
    const char *id, *icon, *text;
};
int ui_desk_keys(struct ui *ui, const struct ui_desk_key *keys, int count);

/* A PIN: dots for what was typed, taken from the keys of ui_desk_pinpad and a keyboard; true when
 * it is complete (Enter). Never shown, spoken or written anywhere. */
bool ui_desk_pin(struct ui *ui, const char *id, const char *label, const char *error, char *pin,
                 size_t size);
/* Keys for digits; `seen`: a key shows that it is held, which those of a PIN never do. `ready`:
 * "next" may be pressed; returns that. */
bool ui_desk_pinpad(struct ui *ui, const char *next, bool ready, bool busy, bool seen);
