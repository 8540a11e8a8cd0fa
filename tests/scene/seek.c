#include "seek.h"
#include "wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HERE_FIRST_MS = 400,
    PAGES_MAX = 60,
    HOLD_MS = 20,
    HOLD_MAX_MS = 250,
    RESPONSE_MS = 1000,
    QUIET_MS = 30,
    TREMOR_PX = 60,
    TREMOR_MS = 350
};

static double timeout_ms(const struct stage *stage)
{
    return stage->options->timeout_s *
           (stage->has_server ? 4000 : 1000); /* the first pull takes its time */
}

bool seek_idle(struct stage *stage)
{
    for (double start = now_ms(); automation_frame(stage->automation)->busy;) {
        if (!stage_pump(stage, 50, NULL))
            return false;
        if (now_ms() - start > timeout_ms(stage))
            return stage_fail(stage, "the screen stays busy");
    }
    return true;
}

static void measure(const struct stage *stage, const struct shown *item, double pixels_ms)
{
    printf("tap %s %s %.1f ms to pixels\n", automation_frame(stage->automation)->screen, item->id,
           pixels_ms);
}

/* From the lift to the frame that shows another screen. */
static bool measure_step(struct stage *stage, const char *what)
{
    char before[64];
    snprintf(before, sizeof before, "%s", automation_frame(stage->automation)->screen);
    for (double start = now_ms(); now_ms() - start < 2000;) {
        if (!stage_pump(stage, 1, NULL))
            return false;
        if (strcmp(before, automation_frame(stage->automation)->screen) != 0) {
            printf("%s %s %.0f ms\n", what, before, now_ms() - start);
            break;
        }
    }
    return true;
}

/* Two quick presses at one place are taken for one finger's tremor (keys excepted), so nobody makes
 * them here. */
static void keep_apart(struct stage *stage, const struct shown *item)
{
    int dx = item->x + item->w / 2 - stage->tap_x, dy = item->y + item->h / 2 - stage->tap_y;
    double since = now_ms() - stage->tap_ms;
    if (dx * dx + dy * dy < TREMOR_PX * TREMOR_PX && since < TREMOR_MS &&
        strcmp(item->role, "key") != 0)
        wait_ms((int)(TREMOR_MS - since));
    stage->tap_x += dx;
    stage->tap_y += dy;
}

/* Held until the screen shows it, as a finger is, then lifted; returns when the screen has answered
 * and is still. A slow build is given the time it needs. */
static bool tap(struct stage *stage, const struct shown *item)
{
    bool submit = strcmp(item->id, "submit") == 0, plan = strcmp(item->id, "plan") == 0;
    keep_apart(stage, item);
    double start = now_ms();
    if (stage->options->measure)
        measure(stage, item, x11_press_timed(stage->x11, item->x, item->y, item->w, item->h));
    else
        x11_press(stage->x11, stage->tap_x, stage->tap_y);
    bool ok = stage_pump(stage, HOLD_MAX_MS, NULL);
    int slowness = (int)(now_ms() - start);
    if (slowness < HOLD_MS)
        wait_ms(HOLD_MS - slowness);
    x11_release(stage->x11);
    stage->tap_ms = now_ms();
    if (ok && stage->options->measure && (submit || plan))
        ok = measure_step(stage, submit ? "submit" : "floor");
    if (ok && stage->options->measure && plan)
        printf("building %.1f ms after the start\n", automation_frame(stage->automation)->map_ms);
    return ok && stage_settle(stage, RESPONSE_MS, QUIET_MS + slowness);
}

#define RAIL_PAGES 4

bool seek_press(struct stage *stage, const char *id)
{
    const struct shown *item = seek(stage, id);
    if (!item)
        return false;
    x11_press(stage->x11, item->x + item->w / 2, item->y + item->h / 2);
    wait_ms(HOLD_MS);
    x11_release(stage->x11);
    wait_ms(HOLD_MS);
    return true;
}

/* The i-th key that turns a page in that direction (".next" or ".prev") and can be pressed. */
static const struct shown *pager(const struct stage *stage, const char *ending, int i)
{
    const struct shot_frame *frame = automation_frame(stage->automation);
    for (size_t k = 0; k < frame->count; k++) {
        const struct shown *item = &frame->items[k];
        size_t n = strlen(item->id);
        if (n > 5 && strcmp(item->id + n - 5, ending) == 0 && item->enabled && i-- == 0)
            return item;
    }
    return NULL;
}

static bool first_pages(struct stage *stage)
{
    const struct shown *prev;
    for (int i = 0; i < PAGES_MAX && (prev = pager(stage, ".prev", 0)); i++)
        if (!tap(stage, prev))
            return false;
    return true;
}

/* Turns every list of the screen through its pages until the item is there. False: foyer has ended.
 */
static bool turn_pages(struct stage *stage, const char *what, const struct shown **found)
{
    const struct shown *next;
    if (!pager(stage, ".next", 0) && !pager(stage, ".prev", 0))
        return true;
    if (!first_pages(stage))
        return false;
    for (int list = 0;
         !(*found = automation_find(stage->automation, what)) && pager(stage, ".next", list);
         list++) {
        for (int i = 0; i < PAGES_MAX && !*found && (next = pager(stage, ".next", list)); i++) {
            if (strcmp(next->id, "rail.next") == 0 && i == RAIL_PAGES)
                break; /* a rail has one key, which goes round */
            if (!tap(stage, next))
                return false;
            *found = automation_find(stage->automation, what);
        }
        if (!*found && !first_pages(stage))
            return false;
    }
    return true;
}

const struct shown *seek(struct stage *stage, const char *what)
{
    const struct shown *found = NULL;
    double start = now_ms();
    if (!seek_idle(stage))
        return NULL;
    while (!(found = automation_find(stage->automation, what))) {
        if (!stage_pump(stage, 50, NULL))
            return NULL;
        if (now_ms() - start < HERE_FIRST_MS || automation_frame(stage->automation)->busy)
            continue;
        if (!turn_pages(stage, what, &found))
            return NULL;
        if (found)
            break;
        if (now_ms() - start > timeout_ms(stage)) {
            stage_fail(stage, "%s is not there", what);
            return NULL;
        }
    }
    return found;
}

bool seek_tap(struct stage *stage, const char *what)
{
    const struct shown *item;
    for (double start = now_ms();;) {
        if (!(item = seek(stage, what)))
            return false;
        if (item->enabled)
            return tap(stage, item);
        if (now_ms() - start > timeout_ms(stage))
            return stage_fail(stage, "%s cannot be pressed", what);
        if (!stage_pump(stage, 50, NULL))
            return false;
    }
}
