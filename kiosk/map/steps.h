/* One step of the way in words. steps.c finds out what there is to say, steps_text.c says it:
 * Chinese and English each from templates of their own, never one translated from the other
 * (MAPS.md 3.3). Nobody else includes it.
 */
#pragma once

#include "map/map_private.h"

enum opener {
    OPEN_NOTHING, /* walk on */
    OPEN_DEPART,  /* from the screen */
    OPEN_TURN,
    OPEN_EXIT, /* off the lift or stairs */
    OPEN_INDOORS,
    OPEN_OUTDOORS
};

enum way { WAY_AHEAD, WAY_LEFT, WAY_RIGHT, WAY_BACK };

struct said {
    enum opener opener;
    enum way way;
    enum unit_kind left; /* OPEN_EXIT: what one comes off */
    struct name floor;   /* OPEN_EXIT: where one is then */
    struct name building;
    struct name landmark; /* passed in this step; empty = none */
    enum way landmark_side;
    bool across;         /* the landmark is a bridge one walks over */
    struct name through; /* the hall this step crosses, where no landmark is; empty = none */
    int slight;          /* OPEN_DEPART ahead: -1 a little to the left, 1 to the right */
    bool ramp, steps;    /* walked in this step */
    int metres;          /* rounded; 0 = not said */
    bool take;           /* it ends by taking `group` */
    const struct venue_group *group;
    struct name to_floor;
    const char *button;
    bool up;
    enum way side;      /* of the lift, or of the destination */
    bool arrive;        /* OPEN_TURN besides: right after that turn */
    int door;           /* which one on that side; 0 = not counted */
    struct name beyond; /* seen when one has gone too far; empty = none */
    struct name place;
    const char *sign;
};

/* Fills kind, words and icon. */
void steps_write(const struct said *said, struct map_step *out);
struct trail;
void steps_title(const struct map *map, const struct trail *trail, struct map_route *route);
