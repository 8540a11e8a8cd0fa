/* Reads the automation file of a running foyer (CONTRACT.md, "Automation") as it grows, one JSON
 * line a frame. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct shown { /* one item on the screen; boxes in window pixels */
    char *id, *role, *label, *value;
    int x, y, w, h, min_px;
    bool enabled, focused, fits;
};

struct shot_frame {
    long number; /* counted here, 0 = none yet */
    char screen[64], lang[16], modes[64];
    bool busy;
    double map_ms; /* when the building was there, since foyer's start; 0 = not yet */
    struct shown *items;
    size_t count;
};

struct automation; /* opaque */

/* Called for every frame, in order. */
typedef void (*frame_fn)(void *ctx, const struct shot_frame *frame);

struct automation *automation_new(const char *path, frame_fn on_frame, void *ctx);
void automation_free(struct automation *automation); /* NULL is fine */

/* Takes in what was appended. Returns how many frames came; -1 when a line was no frame (told on
 * stderr). */
int automation_poll(struct automation *automation);
/* The last frame; its strings live until the next poll. */
const struct shot_frame *automation_frame(const struct automation *automation);

/* The first item that is meant by `what`: an id, an id's beginning and `*` (then an enabled one
 * first), or a "quoted" text that a label or value contains. NULL when there is none. */
const struct shown *automation_find(const struct automation *automation, const char *what);
void automation_print(const struct automation *automation); /* what is on screen, on stderr */
