#include "app/press.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_on(const struct press *press, const struct draw_list *list, int x, int y, int slop)
{
    const struct item *item = draw_list_hit(list, x, y, slop);
    return item != NULL && strcmp(item->id, press->id) == 0;
}

void press_down(struct press *press, const struct draw_list *list, int64_t finger, int x, int y,
                int slop, int64_t now_ms)
{
    if (press->down)
        return;
    press->down = true;
    press->over = false;
    press->finger = finger;
    press->id[0] = 0;
    const struct item *item = draw_list_hit(list, x, y, slop);
    if (item == NULL)
        return;
    bool soon = press->last_ms != 0 && now_ms - press->last_ms < PRESS_DEBOUNCE_MS;
    bool near =
        abs(x - press->last_x) <= PRESS_TREMOR_PX && abs(y - press->last_y) <= PRESS_TREMOR_PX;
    if (soon && near && item->role != ROLE_KEY)
        return;
    snprintf(press->id, sizeof press->id, "%s", item->id);
    press->over = true;
}

void press_move(struct press *press, const struct draw_list *list, int64_t finger, int x, int y,
                int slop)
{
    if (press->down && press->finger == finger && press->id[0] != 0)
        press->over = is_on(press, list, x, y, slop);
}

bool press_up(struct press *press, const struct draw_list *list, int64_t finger, int x, int y,
              int slop, int64_t now_ms, char id[ITEM_ID_SIZE])
{
    if (!press->down || press->finger != finger)
        return false;
    bool pressed = press->id[0] != 0 && is_on(press, list, x, y, slop);
    press->down = press->over = false;
    if (!pressed)
        return false;
    memcpy(id, press->id, ITEM_ID_SIZE);
    press->last_x = x;
    press->last_y = y;
    press->last_ms = now_ms;
    return true;
}

const char *press_held(const struct press *press)
{
    return press->down && press->over ? press->id : NULL;
}
