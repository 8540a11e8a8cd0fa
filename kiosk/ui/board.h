/* The calling board (tokens.md section 6): read from far away, so it has colours and sizes of its
 * own, 40 design px at least. Landscape 1920x1080, or upright 1080x1920. The view says what stands
 * where; nothing is cut: what is too wide takes the next smaller of the board's sizes, then a
 * second line.
 */
#pragma once

#include "ui/ui.h"

/* One language, or two: then the second stands smaller below or beside it. */
struct ui_words {
    const char *first, *second; /* second may be NULL */
};

struct ui_board_number {
    const char *number; /* NULL or "": nobody */
    const char *name;   /* masked; may be "" */
};

struct ui_board_row {
    const char *id;    /* "room:..." */
    const char *label; /* what is spoken */
    struct ui_words room;
    struct ui_board_number now, next;
};

struct ui_board_past {
    const char *id; /* "past:..." */
    const char *label;
    const char *number, *room, *time;
};

enum ui_board_state {
    BOARD_CALLING, /* this number is to go to that room now */
    BOARD_CALM,    /* nobody is being called; this was the last */
    BOARD_WORDS    /* no number: `fact` and `advice` instead */
};

struct ui_board {
    struct ui_words title;
    const char *area, *time;
    enum ui_board_state state;
    const char *call_id, *call_label; /* "call:..." */
    struct ui_board_number call;
    struct ui_words room;
    double glow; /* 0 to 1: how far a new call's block is on its way to the light amber */
    const char *icon;
    const char *over; /* small, above the fact; may be NULL */
    struct ui_words fact, advice;
    struct ui_words room_head, now_head, next_head, past_head;
    const struct ui_board_row *rows; /* of this page */
    size_t row_count;
    size_t rooms; /* in all: with one or two the rows are tall */
    int page, pages;
    const struct ui_board_past *past;
    size_t past_count;
    const char *rule, *rule_line; /* foot: bold, then plain */
    const char *age;
    bool stale;
};

int ui_board_rows(const struct ui *ui, size_t rooms);       /* that fit on a page */
int ui_board_past(const struct ui *ui);                     /* that fit */
void ui_board(struct ui *ui, const struct ui_board *board); /* on a bare screen, alone */
