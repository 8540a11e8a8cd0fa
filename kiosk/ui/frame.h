/* The other side of ui.h: what the program's loop calls around a view. Only app/ and tests include
 * this. */
#pragma once

#include "input/pinyin.h"
#include "ui/ui.h"

struct ui_options {
    const struct text_engine *text;
    int width, height;    /* window px */
    double px_per_mm;     /* 0: from the width, 1080 px = 268 mm, never below 4 px per mm */
    int edge_mm;          /* lower edge of the screen above the floor */
    struct pinyin pinyin; /* zero: no Chinese input */
    int design_width, design_height; /* what the screens are drawn for, either way up; 0: the
                                      * kiosk's rule, by millimetres */
};

struct ui_modes {
    enum lang lang;
    bool large, contrast, low;
};

struct ui *ui_new(const struct ui_options *options);
void ui_free(struct ui *ui);
void ui_resize(struct ui *ui, int width, int height);
double ui_scale(const struct ui *ui);

/* Input for the next frame. A tap is an id that was pressed and lifted on; text comes from a
 * hardware keyboard. */
void ui_input_tap(struct ui *ui, const char *id);
void ui_input_press(struct ui *ui, const char *id); /* held down now; NULL = nothing */
void ui_input_text(struct ui *ui, const char *utf8);
void ui_input_delete(struct ui *ui);
void ui_input_enter(struct ui *ui);

/* The time for what moves, before ui_begin; `still`: nothing slides, fades or draws itself. */
void ui_clock(struct ui *ui, int64_t mono_ms, bool still);
/* Milliseconds until something that moves wants its next frame; -1 = nothing moves. */
int ui_frame_wait_ms(const struct ui *ui);
/* A finger on the item `id` of ROLE_MAP, window px from the item's upper left corner. False: that
 * item does not take it. Moving shows in the next frame. */
bool ui_drag_begin(struct ui *ui, const char *id, int x, int y, int64_t ms);
void ui_drag_move(struct ui *ui, int x, int y, int64_t ms);
void ui_drag_end(struct ui *ui, int x, int y, int64_t ms);

/* A frame: begin, the chrome, the view, end. `out` is reset and holds what is visible. `step` names
 * screen and step: when it changes, focus and pages start afresh. */
struct ui_chrome {
    const char *hospital, *station; /* header */
    const char *time, *date;
    const char
        *person;      /* masked name; NULL: nobody is identified, the key says Home, else Finish */
    bool staff;       /* somebody of the staff works here: `hospital` says so, on amber */
    bool home;        /* the home screen: no header, Back and Home without face */
    const char *help; /* words on the help key after the press; NULL = "Call staff" */
};
void ui_begin(struct ui *ui, const struct ui_modes *modes, const char *step);
void ui_chrome(struct ui *ui, const struct ui_chrome *chrome);
/* In place of ui_chrome: the view draws its own head and keys, and its flow has the whole window.
 */
void ui_bare(struct ui *ui);
/* The "are you still there" dialog over everything; then only its keys can be pressed: continue,
 * finish, help. */
void ui_timeout(struct ui *ui, int seconds_left, int of_seconds);
/* One sentence over the content, just above the bar; after the view. */
void ui_notice(struct ui *ui, const char *id, const char *icon, const char *text);
void ui_end(struct ui *ui, struct draw_list *out);
/* The frame just built took a tap or keys: what was drawn before the widget that took them may be
 * stale, build once more. */
bool ui_had_input(const struct ui *ui);
void ui_forget(struct ui *ui); /* the wipe: focus, pages, pending text */
