/* What the plan remembers between frames. Only plan*.c and ui.c include this. */
#pragma once

#include "ui/inside.h"
#include "ui/plan.h"

#define PLAN_LABELS 1024
#define GLIDE_MS 400

struct plan_want { /* what the screen asked for: a change moves the camera */
    const struct map *map;
    int level, step, width, height;
    bool close, route;
    double bearing, cost;
    char to[MAP_ID_SIZE];
};

struct plan_laid { /* what the labels were laid for */
    struct plan_want want;
    double scale, text_px;
    int lang, closures;
    bool step_free;
};

struct plan_state {
    char id[ITEM_ID_SIZE];
    struct plan_want want;
    struct map_floor *floor;
    struct map_camera camera, from, to;
    bool gliding; /* from `from` to `to`, since glide_ms */
    int64_t glide_ms;
    int glide_for;
    bool moved; /* by hand: map.centre brings it back */
    /* the finger */
    bool held, tapped;
    int tap_x, tap_y, last_x, last_y, start_x, start_y;
    int64_t last_ms;
    double drag_x, drag_y;   /* not yet taken over, window px */
    double speed_x, speed_y; /* px a ms */
    int64_t coast_ms;        /* when the last stretch of it was taken; 0 = it stands still */
    /* what draws itself */
    int64_t draw_ms; /* since when the line draws itself; 0 = it is all there */
    int old_level;   /* shown until half of the change of floors is over */
    int64_t fade_ms; /* since when the floors change; 0 = they do not */
    int64_t step_ms; /* since when the step is shown, while playing */
    int wait_ms;     /* until the next frame; -1 = nothing moves */
    struct map_picture picture;
    struct map_label *laid;
    size_t laid_count;
    struct map_camera laid_camera;
    struct plan_laid laid_for;
};

void plan_options(struct ui *ui, const struct ui_plan *plan, struct map_view_options *out);
/* Draws the picture and its words into `frame`. `dim` 0..255 lies over it while floors change. */
void plan_paint(struct ui *ui, struct plan_state *s, const struct map_view_options *view,
                struct box frame, int dim);

/* The camera goes there in so many ms; at once where nothing may move. */
void plan_glide(struct ui *ui, struct plan_state *s, struct map_camera to, int duration);
/* Where the screen wants it. */
struct map_camera plan_camera(const struct ui_plan *plan, const struct map_view_options *view);

/* ---- plan_keys.c ---- */
/* Keeps the room of the keys that stand on the plan free of words. */
void plan_reserve(struct ui *ui, const struct ui_plan *plan, struct map_view_options *view);
enum ui_plan_event plan_put_keys(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                                 const struct map_view_options *view, struct box frame);
enum ui_plan_event plan_put_row(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                                const struct map_view_options *view);
