/* The one loop: a window, SDL's events, and nothing at all while nothing happens. */
#pragma once

#include "app/app.h"

struct loop;

/* Before any thread: what SDL reads from the environment. */
void loop_prepare(void);

/* ERR_IO: no display. The window is as large as the display unless options say otherwise. */
MUST_CHECK enum err loop_open(const struct options *options, bool cursor, struct loop **out);
struct SDL_Window *loop_window(struct loop *loop);
void loop_size(struct loop *loop, int *width, int *height);
void loop_wake(void *loop);                        /* from any thread */
void loop_run(struct loop *loop, struct app *app); /* until the window is closed */
void loop_close(struct loop *loop);                /* NULL is fine */
