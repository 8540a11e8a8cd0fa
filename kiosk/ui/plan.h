/* The floor plan that a finger moves, with the way on it, and the numbered steps as keys.
 *
 * The screen says what is to be seen (floor, way, step); the widget keeps the camera: it goes
 * there, smoothly where the screen may move, and a finger or the keys map.in, map.out and
 * map.centre take it elsewhere. Its state is kept by the ui until another step of the screens is
 * shown.
 */
#pragma once

#include "map/map.h"
#include "ui/ui.h"

struct ui_plan {
    const struct map *map;
    int level;
    double bearing;                    /* which way is up */
    const struct map_route *route;     /* may be NULL */
    const struct map_start *you;       /* may be NULL */
    const struct map_profile *profile; /* what is closed; may be NULL */
    int step;                          /* the selected one + 1; 0 = none */
    bool close;              /* shows that step's part, else all of the way on the floor */
    const char *picked;      /* a place to outline, with the key place:ID to go there */
    const char *picked_text; /* its words; NULL = no key */
    struct map_thing *thing; /* not NULL: whatever can be closed is tapped, and told here */
    bool can_play, playing;  /* the key map.play: the way is walked through step by step */
    bool can_read, reading;  /* the key map.read: the steps are read aloud */
    int height;              /* design px */
    const char *spoken;
};

enum ui_plan_event {
    PLAN_NOTHING,
    PLAN_PICK,   /* a place was tapped: in `place` */
    PLAN_GROUND, /* a passage or nothing was tapped */
    PLAN_GO,     /* the picked place's key */
    PLAN_PLAY,   /* the play key, or a finger that moved the plan while it was playing */
    PLAN_READ,   /* the key to read aloud, or to stop it */
    PLAN_NEXT    /* while playing: this step has been shown */
};

/* Everything drawn is below or above the low line together; in low reach the keys stand below it in
 * a row of their own. `place` may be NULL. */
enum ui_plan_event ui_plan(struct ui *ui, const char *id, const struct ui_plan *plan,
                           struct map_place *place);
/* The same colours for everybody who draws the plan. */
struct map_colours ui_plan_colours(const struct ui *ui);

/* One step of a way: number disc on the line that joins them, sentence, picture. Pressed (id
 * "step:N") it is the one the plan shows. */
bool ui_way_step(struct ui *ui, int number, const char *sentence, const char *icon, bool last,
                 bool chosen);
/* How high it will be in design px, with its gap: to give the plan what is left. */
int ui_way_step_height(struct ui *ui, const char *sentence, const char *icon);
