/* What the widget files share: the frame under construction and the flow. Only the files of
 * kiosk/ui include this.
 *
 * Layout runs once, top to bottom, into a scratch draw list. A widget is placed with `place` ...
 * `placed`; while it is open the words it puts are counted for its item. Rows of columns are
 * stretched to one height, regions are paged, and low reach moves controls down, all by shifting
 * what was written since a mark. ui_end copies what is visible into the caller's list.
 */
#pragma once

#include "ui/frame.h"

#define NEST_MAX 12
#define BLOCKS_MAX 400
#define REGIONS_MAX 8
#define SHEETS_MAX 4
#define PAGERS_MAX 16
#define FOOT 5
#define UPRIGHT 1000 /* staff's screens narrower than this, in design px, stand upright */
#define STAFF_KEY 88 /* the least key there, 15 mm */
#define COMPOSER_PAGES 64

struct mark { /* a position in the scratch list */
    size_t prims, items;
};

enum container_kind { C_FLOW, C_COLUMNS, C_CARD, C_SHEET, C_TICKET, C_REGION, C_SPLIT, C_PIN };

struct cell {
    struct mark from, to;
    int height;
};

struct container {
    enum container_kind kind;
    int x, w, y, top; /* window px; y is the cursor */
    int end;          /* where the last widget ended: y is further down after ui_gap */
    bool empty;       /* nothing placed yet: no gap before the first */
    bool control;     /* holds something that can be pressed */
    struct mark from;
    int n, col, gap, row_top, row_height; /* columns */
    struct cell cell[8];
    int region; /* index of the region it feeds, -1 = none */
    int pad;
    bool
        dissolved; /* split or region: too little room, its widgets belong to the page as a whole */
    int split_x, split_w; /* split: the second column */
    int place_y, before;  /* where its parent placed it */
};

struct block { /* what a page may not part */
    struct mark from, to;
    int y, height, before;
    int region;
    bool control, hidden;
    bool keep;   /* on the page of the next one */
    int moved_x; /* into the second column */
};

struct sheet {   /* its blocks are first .. last - 1 */
    size_t prim; /* of its ground */
    int x, w, before;
    int first, last, region;
};

struct region {
    char id[40];
    int x, w, top, bottom;
    bool narrow; /* a rail: its pager is one key */
};

struct pager {
    unsigned long id;
    int page, pages;
};

struct composer {             /* Chinese input; wiped with the session */
    bool on;                  /* its tab is chosen */
    int from[COMPOSER_PAGES]; /* the first candidate of each page turned so far */
    int page, shown;          /* shown: on this page */
    bool more;
    char held[ITEM_ID_SIZE]; /* a tap that waits one build, until what was composed is in its field
                              */
};

struct plan_state;

struct words {
    int height, lines, width;
    bool cut; /* a word wider than the room */
};

struct ui {
    const struct text_engine *engine;
    const struct theme *theme;
    struct draw_list *list; /* scratch */
    struct ui_options options;
    struct ui_modes modes;
    double scale;
    int width, height;
    int content_top, low_line, bar_top;
    int columns, column_x[2], column_w, column_bottom[2]; /* landscape: two columns of content */
    bool second_taken;                                    /* a region stands in the second column */
    bool tight;                                           /* inside ui_tiles_tight */
    bool borrowed; /* a kiosk's screen on a station drawn for another size */
    bool brief; /* little height: the big things are drawn smaller, a long ticket parts at its tear
                   line */
    struct container stack[NEST_MAX];
    int depth;
    struct block block[BLOCKS_MAX];
    int blocks;
    struct region region[REGIONS_MAX];
    int regions;
    int turn_to; /* the block whose page is shown, counted from 1; 0 = none */
    struct sheet sheet_row[SHEETS_MAX];
    int sheets, sheet; /* the open one, counted from 1; 0 = none */
    struct pager pager[PAGERS_MAX];
    char step[64];
    bool modal;
    size_t timeout_prims, timeout_items; /* where the dialog begins */
    /* input */
    char tap[ITEM_ID_SIZE], press[ITEM_ID_SIZE];
    char typed[256];
    int deletes;
    bool enter, had_input;
    char focus[ITEM_ID_SIZE];
    bool focus_seen, autofocus_done;
    bool shift, symbols;
    bool chinese; /* the field in use takes it */
    struct composer composer;
    struct plan_state *plan; /* NULL until a plan is shown */
    int64_t now_ms;          /* a clock that only goes forward */
    bool still;              /* reduced motion: nothing slides, fades or draws itself */
    /* the open widget's words */
    struct mark widget_mark;
    int place_y, place_before;
    int min_px, lines, plain;
    bool fits;
};

/* A kiosk's screen on a tablet that lies: little height, so the bar is flat. */
static inline bool is_flat(const struct ui *ui)
{
    return ui->borrowed && ui->width > ui->height;
}

static inline int px(const struct ui *ui, double design)
{
    double v = design * ui->scale;
    return (int)(v < 0 ? v - 0.5 : v + 0.5);
}

/* Staff's screens on a panel that stands. */
static inline bool is_upright(const struct ui *ui)
{
    return ui->width < px(ui, UPRIGHT);
}

/* Starts counting words for the next item. */
static inline void words_reset(struct ui *ui)
{
    ui->min_px = ui->lines = 0;
    ui->fits = true;
}

struct container *here(struct ui *ui);
struct mark mark_now(const struct ui *ui);
void shift_since(struct ui *ui, struct mark from, struct mark to, int dx, int dy);

/* Opens a widget: the box it may fill (height unknown). `before` is the gap above it in design px,
 * unless it comes first. */
struct box place(struct ui *ui, int before);
/* Closes it: it took `height` window px. */
void placed(struct ui *ui, int height, bool control);
/* Pushes a container that is itself one widget of its parent; popped by `leave`, which returns it.
 */
struct container *enter(struct ui *ui, enum container_kind kind, struct box box);
struct container leave(struct ui *ui, enum container_kind kind);

struct prim *put_rect(struct ui *ui, struct box box, int radius, color fill);
void put_icon(struct ui *ui, const char *name, struct box box, color fill);
/* A pressable face with its foot: returns how far its content sinks (the foot's height while held).
 */
int put_face(struct ui *ui, const char *id, struct box box, int radius, int edge, color face,
             color line, color foot, bool enabled);
void put_tick(struct ui *ui, struct box box);
enum align { ALIGN_START, ALIGN_CENTRE, ALIGN_END };
/* Breaks and puts words into a column of `width` window px at x, y; returns what they took. */
struct words put_words(struct ui *ui, const char *text, enum text_size size, bool bold, color ink,
                       int x, int y, int width, enum align align);
struct words put_words_em(struct ui *ui, const char *text, int em, int line, bool bold, color ink,
                          int x, int y, int width, enum align align);
struct words measure(struct ui *ui, const char *text, enum text_size size, bool bold, int width);
int measure_width(struct ui *ui, const char *text, enum text_size size, bool bold);
struct item *put_item(struct ui *ui, const char *id, enum role role, struct box box,
                      const char *label);
/* An item without an id of its own: text, headings; numbered within the frame. */
struct item *put_plain(struct ui *ui, enum role role, struct box box, const char *label);

/* ---- row.c ---- */
void row_initial(const char *name, char out[8]); /* its first character, for the disc */
void put_tag(struct ui *ui, const char *text, enum tone tone, struct box box);
/* ---- sheet.c ---- */
void sheet_block(const struct ui *ui, struct block *block); /* a block of the open sheet */
void sheets_put(struct ui *ui, int region);                 /* once the region's pages are made */
int sheet_height(const struct ui *ui,
                 int block); /* of the one that begins with it; 0 = none does */

bool taken(struct ui *ui, const char *id, bool enabled);  /* pressed this frame */
int pager_page(struct ui *ui, const char *id, int pages); /* the page to show, clamped */
void pager_turn(struct ui *ui, const char *id, int by);
/* What a tapped key means, before the view runs; true when it was one. */
bool keyboard_tap(struct ui *ui, const char *id);
/* ---- composer.c ---- */
bool composer_offered(
    const struct ui *ui); /* the field in use takes Chinese, and there is an engine */
bool composer_on(const struct ui *ui);
bool composer_compact(const struct ui *ui);
const char *composer_letters(const struct ui *ui); /* what is being composed, "" = nothing */
const char *composer_sign(char c);
bool composer_tap(struct ui *ui, const char *id); /* before the view runs; true: nobody else's */
void composer_commit(struct ui *ui); /* the best candidate goes where typed text goes */
void composer_drop(struct ui *ui);
void composer_resume(struct ui *ui); /* the tap that was held is due now */
void composer_wipe(struct ui *ui);
void composer_put_tabs(struct ui *ui);
void composer_put_bar(struct ui *ui);
/* ---- plan.c ---- */
void plan_free(struct ui *ui); /* what the plan remembers; the next one begins anew */
void lay_borrowed(struct ui *ui, bool borrowed); /* before anything is placed */
void flow_start(struct ui *ui);
void flow_finish(struct ui *ui);
int icon_px(const struct ui *ui, int design); /* icons grow with large print */
color tone_face(const struct ui *ui, enum tone tone);
color tone_ink(const struct ui *ui, enum tone tone);
