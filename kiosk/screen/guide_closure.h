/* Closing something, and opening it again: state and steps. Only for guide_closure*.c. */
#pragma once

#include "act/closure.h"
#include "screen/guide.h"

#define CLOSURES 40
#define PLACES 120

enum closure_step { CLOSURE_LIST, CLOSURE_WHAT, CLOSURE_MAP, CLOSURE_WHY, CLOSURE_STEP_COUNT };

struct closure_job {
    struct staff_session by;
    struct close_request request;
    struct closure made;
    bool lift;
};

struct guide_closures {
    struct closure list[CLOSURES];
    size_t count;
    struct fresh fresh;
    enum err problem;
    struct map_place places[PLACES];
    size_t place_count;
    char target[MAP_ID_SIZE], name[MAP_NAME_SIZE];
    int reason, span;
    int level;              /* of the plan, + 1; 0 = where the station is, else the first */
    struct map_thing thing; /* tapped there */
    struct closure_job job;
};

/* The plan to tap on; goes on to CLOSURE_WHY. */
void guide_closure_map(struct app *app, struct guide_closures *s, struct ui *ui);
