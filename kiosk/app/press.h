/* One finger on the picture: what is held down, and what was pressed when it lifts. Acts on lift
 * inside, sliding off cancels, and a second press at the same place within 300 ms is the first
 * one's tremor, except on keys, where people write double letters. A second finger is not looked
 * at.
 */
#pragma once

#include "draw/draw_list.h"

#define PRESS_DEBOUNCE_MS 300
#define PRESS_TREMOR_PX 40
#define PRESS_SLOP_PX 8 /* hit box = picture + 8 design px */

struct press {
    bool down; /* a finger is on the screen */
    bool over; /* and on the item it came down on */
    int64_t finger;
    char id[ITEM_ID_SIZE]; /* "" = it came down on nothing */
    int last_x, last_y;
    int64_t last_ms; /* the last lift that counted; 0 = none */
};

void press_down(struct press *press, const struct draw_list *list, int64_t finger, int x, int y,
                int slop, int64_t now_ms);
void press_move(struct press *press, const struct draw_list *list, int64_t finger, int x, int y,
                int slop);
/* True when the item `id` was pressed: lifted on the item it came down on. */
bool press_up(struct press *press, const struct draw_list *list, int64_t finger, int x, int y,
              int slop, int64_t now_ms, char id[ITEM_ID_SIZE]);
/* The item shown as held, NULL when none. */
const char *press_held(const struct press *press);
