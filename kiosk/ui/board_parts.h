/* What the files of the board's picture share. Only for ui/board*.c. */
#pragma once

#include "ui/board.h"
#include "ui/inside.h"

#define GROUND 0x062A33
#define FACE 0x0E3C48
#define WHITE 0xFFFFFF
#define SECOND 0xCFE6E8
#define AMBER 0xFFC845
#define AMBER_LIGHT 0xFFE29A
#define INK 0x14232B
#define BROWN 0x6B4200
#define GREEN 0x7FD6A0
#define SLATE 0xE4E9EE

#define SIDE 48
#define HEAD 132
#define BLOCK 276
#define BLOCK_TALL 496
#define HEADING 68
#define ROW 112
#define ROW_TALL 238
#define GAP 14
#define FOOT_LINE 80
#define PAST_W 568
#define UPRIGHT_PAST 3 /* rows of what was called before */

struct board_layout { /* design px */
    int width, height;
    bool upright;
    int block_y, block_h;
    int table_x, table_y, table_w, table_bottom;
    int past_x, past_y, past_w, past_bottom;
    int foot_y;
};

struct board_layout board_layout_of(const struct ui *ui);

/* Words in design px, each on one line with its middle at `middle`. */
int board_width_of(struct ui *ui, const char *text, int em, bool bold);
struct box board_boxed(const struct ui *ui, int x, int y, int w, int h);
void board_line(struct ui *ui, const char *text, int em, bool bold, color ink, int x, int middle);
void board_line_end(struct ui *ui, const char *text, int em, bool bold, color ink, int end,
                    int middle);
/* The largest of `ems` (falling, 0 at the end) that does it in one line; else as many lines of the
 * smallest as it takes. */
int board_fit(struct ui *ui, const char *text, const int *ems, bool bold, int width, int *lines);
void board_fitted(struct ui *ui, const char *text, const int *ems, bool bold, color ink, int x,
                  int middle, int width, int height);
/* The first language large, the second below it. */
void board_pair(struct ui *ui, const struct ui_words *words, int em, int second_em, bool bold,
                color ink, color ink2, int x, int middle);
int board_pair_width(struct ui *ui, const struct ui_words *words, int em, int second_em, bool bold);
/* Both languages beside each other, for headings. */
void board_pair_line(struct ui *ui, const struct ui_words *words, color ink, int x, int middle);

/* board_call.c */
void board_call(struct ui *ui, const struct ui_board *b, const struct board_layout *l);
void board_instead(struct ui *ui, const struct ui_board *b, const struct board_layout *l);
/* board_rooms.c */
void board_table(struct ui *ui, const struct ui_board *b, const struct board_layout *l);
void board_past(struct ui *ui, const struct ui_board *b, const struct board_layout *l);
