/* Widgets: called in order by a screen's view, they flow from top to bottom in the content area,
 * take the height that their words need, and write the draw list. A call that can be pressed
 * returns true in the one frame in which it was (lift inside).
 *
 * Lengths are design pixels (4 px = 1 mm, scaled to the panel). Directions are start and end. Text
 * given is copied. Ids are stable across languages; no two on a screen are equal. Nothing is ever
 * cut: rows grow, and what does not fit goes to the next page by itself (keys page.prev and
 * page.next). In low reach every control is below the line of tokens.md section 1.
 *
 * Order in a view: ui_pin (what stays at the bottom: the next step, a keyboard) first, then title,
 * then content.
 */
#pragma once

#include "draw/draw_list.h"
#include "draw/text.h"
#include "model/label.h"
#include "ui/theme.h"

struct ui;

/* ---- what a view may ask ---- */
bool ui_large(const struct ui *ui);
bool ui_contrast(const struct ui *ui);
bool ui_low(const struct ui *ui);
const struct theme *ui_theme(const struct ui *ui);
int ui_width(const struct ui *ui);       /* of the current container, design px */
int ui_height_left(const struct ui *ui); /* from the cursor to the end of the content area */
bool ui_tapped(const struct ui *ui, const char *id); /* for widgets made of others */

/* ---- flow ---- */
void ui_gap(struct ui *ui, int px);
void ui_pin(struct ui *ui); /* pinned to the bottom of the content area; before everything else */
void ui_pin_end(struct ui *ui);
void ui_columns(
    struct ui *ui, int n,
    int gap); /* the following widgets fill rows of n equal cells (fewer on narrow screens) */
void ui_columns_then(struct ui *ui); /* an arrow in the gap between the cell before and the next;
                                        needs a gap of 28 */
void ui_columns_end(struct ui *ui);
void ui_tiles(struct ui *ui); /* two columns, one in large print */
void ui_tiles_tight(
    struct ui *ui); /* the same with lower tiles, for when more stands on the page (picture 17) */
void ui_tiles_end(struct ui *ui);
void ui_split(struct ui *ui, int start_width,
              int gap); /* a narrow column (rail), ui_split_next, the rest (list) */
void ui_split_next(struct ui *ui);
void ui_split_end(struct ui *ui);
void ui_card(struct ui *ui); /* flat, hairline, padded; not pressable */
void ui_card_end(struct ui *ui);
void ui_sheet(struct ui *ui); /* a card of many rows; only one that is higher than a page goes on */
void ui_sheet_end(struct ui *ui);
/* Rows that page: takes the height left and shows as many of the following widgets as fit, with a
 * pager when needed. */
void ui_pages(struct ui *ui, const char *id);
void ui_pages_end(struct ui *ui);
void ui_pages_reset(struct ui *ui,
                    const char *id); /* back to page 1, e.g. when the query changed */

/* What was put last stays on one page with what comes next (a heading with its first row). */
void ui_keep(struct ui *ui);
/* The page turns to what comes next: the row that was opened just now. */
void ui_turn_to(struct ui *ui);

/* ---- words (\x0e ... \x0f inside a text = bold) ---- */
void ui_greeting(struct ui *ui, const char *title,
                 const char *lead); /* the home screen's large words */
void ui_title(struct ui *ui, const char *text);
void ui_title_fact(struct ui *ui, const char *title, const char *icon,
                   const char *fact); /* fact at the end: 09:42 的余号 */
void ui_heading(struct ui *ui, const char *text);
void ui_text(struct ui *ui, enum text_size size, const char *text);  /* ink */
void ui_quiet(struct ui *ui, enum text_size size, const char *text); /* ink2 */
/* What it would take of the page, design px. */
int ui_quiet_height(struct ui *ui, enum text_size size, const char *text);
void ui_note(struct ui *ui, const char *icon, const char *text); /* small line with an icon */
void ui_empty(struct ui *ui, const char *icon, const char *fact, const char *advice);
void ui_rule(struct ui *ui); /* hairline */

enum tone { TONE_GREEN, TONE_SLATE, TONE_AMBER, TONE_RED, TONE_TINT, TONE_SUNK };
/* Banner; `fact` bold, then `advice`; `end` at the end, may be NULL. With an id it is a status item
 * that can be seen by tests. */
void ui_strip(struct ui *ui, const char *id, enum tone tone, const char *icon, const char *fact,
              const char *advice, const char *end);
bool ui_strip_button(struct ui *ui, const char *id, enum tone tone, const char *icon,
                     const char *fact, const char *advice,
                     const char *end);                                 /* the same, pressable */
void ui_done_head(struct ui *ui, const char *title, const char *lead); /* green disc with a tick */
/* The one line: progress along named stops, `now` counted from 0; `numbered` puts 1, 2, 3 into what
 * is to come. */
void ui_progress(struct ui *ui, const char *const *stops, int count, int now, bool numbered);
struct ui_stop {
    const char *title, *line;
    int state; /* 0 to come, 1 now, 2 done */
};
void ui_timeline(struct ui *ui, const struct ui_stop *stops, int count); /* vertical, on receipts */
void ui_pair(struct ui *ui, const char *name, const char *value,
             const char *quiet); /* 医生  心内科 林若溪 */
void ui_figure(struct ui *ui, const char *label, const char *number,
               const char *unit); /* 前面还有 6 人 */

/* ---- pressing ---- */
enum button_kind { BUTTON_PRIMARY, BUTTON_SECONDARY, BUTTON_QUIET, BUTTON_DANGER, BUTTON_HELP };
struct ui_button {
    enum button_kind kind;
    const char *icon; /* start, may be NULL */
    const char
        *lead;  /* regular words at the start, the text then goes to the end (summary button) */
    bool goes;  /* chevron at the end */
    bool tall;  /* 136 on results */
    bool small; /* 88 */
    bool disabled;
    bool busy; /* shows the words with a turning icon, takes no press */
};
bool ui_button(struct ui *ui, const char *id, const char *text,
               const struct ui_button *how); /* how NULL: secondary */
bool ui_next(struct ui *ui, const char *text,
             bool ready); /* the primary key "next" with a chevron */
bool ui_submit(struct ui *ui, const char *text, bool ready,
               bool busy); /* the primary key "submit" */

bool ui_hero(struct ui *ui, const char *id, const char *icon, const char *lead, const char *title,
             const char *line);
bool ui_tile(struct ui *ui, const char *id, const char *icon, const char *title, const char *line,
             bool slim);

struct ui_row {
    const char *icon;    /* or */
    const char *initial; /* first character in a disc */
    const char *title;
    const char *beside; /* regular words on the title's line */
    const char *line;   /* second line, ink2 */
    const char *value;  /* bold at the end, e.g. ¥30 */
    const char *tag;    /* pill at the end */
    enum tone tag_tone;
    const char *match; /* matched letters of the title are marked */
    enum { ROW_GOES, ROW_OPENS, ROW_PLAIN } end;
    bool chosen, disabled;
};
bool ui_row(struct ui *ui, const char *id, const struct ui_row *row);
struct ui_head {         /* the head of an opened row's card */
    const char *icon;    /* or */
    const char *initial; /* first character in a disc */
    const char *title;   /* with `tag` as a pill beside it */
    const char *tag;
    const char *line;         /* second line, ink2 */
    const char *value, *note; /* bold at the end, and small below it */
};
void ui_head(struct ui *ui, const char *id, const struct ui_head *head);
bool ui_choice(struct ui *ui, const char *id, const char *icon, const char *text, const char *note,
               bool chosen, bool enabled); /* chip, tab, rail key: tint + tick when chosen */
bool ui_day(struct ui *ui, const char *id, const char *name, const char *number, const char *note,
            bool chosen, bool enabled);
bool ui_slot(struct ui *ui, const char *id, const char *time, const char *note, bool chosen,
             bool enabled);
bool ui_face(struct ui *ui, const char *id, int face, const char *label, bool chosen);
bool ui_toggle(struct ui *ui, const char *id, const char *text,
               bool on); /* switch in a pressable row */

/* ---- writing ---- */
enum field_keys { KEYS_NONE, KEYS_DIGITS, KEYS_DIGITS_X, KEYS_CODE, KEYS_TEXT };
enum field_group { GROUP_NONE, GROUP_PHONE, GROUP_RESIDENT_ID, GROUP_CODE };
struct ui_field {
    const char *label; /* above the field; spoken */
    const char *hint;  /* an example, shown while empty */
    const char *icon;
    const char *error; /* one sentence below, red */
    const char *shown; /* what to show instead while not in use (masked) */
    enum field_keys keys;
    enum field_group group;
    bool multiline;
    bool chinese;      /* with KEYS_TEXT: may be written by pinyin too */
    bool autofocus;    /* in use when the step begins */
    int max;           /* code points; 0 = what the buffer holds */
    const char *count; /* caption in a multi-line box: "36 字，最多 500 字" */
};
/* Edits `text` in place (tapped keys, a hardware keyboard). Returns true when OK / Enter was
 * pressed in it. */
bool ui_field(struct ui *ui, const char *id, const struct ui_field *how, char *text, size_t size);
bool ui_focused(const struct ui *ui, const char *id);
bool ui_focused_any(const struct ui *ui);
void ui_focus(struct ui *ui, const char *id); /* NULL = none */
/* The keys for the field in use (none: nothing is drawn unless `always`). Usually inside ui_pin. */
void ui_keyboard(struct ui *ui, enum field_keys keys, bool always);

/* ---- tickets and pictures ---- */
void ui_ticket(struct ui *ui); /* white card with the shadow; ui_tear parts it */
void ui_tear(struct ui *ui);
void ui_ticket_end(struct ui *ui);
/* The tint panel with the big number at the start and where to go at the end. */
void ui_ticket_number(struct ui *ui, const char *label, const char *number, const char *unit,
                      const char *room, const char *who);
/* QR code at the start, words at the end: label, big code, small lines. `id` may be NULL. */
void ui_ticket_code(struct ui *ui, const char *id, const char *qr, const char *label,
                    const char *code, const char *line);
void ui_qr(struct ui *ui, const char *id, const char *content, int size, const char *label);
/* How wide a label's words will be, in design px; fits map_view_options.measure with the ui as its
 * context. */
double ui_map_measure(void *ui, const char *text, double em);
/* Numbered step list of a route: number disc, sentence, picture. */
void ui_step(struct ui *ui, int number, const char *sentence, const char *icon, bool last);
