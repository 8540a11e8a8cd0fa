/* Printing: words become bytes on the screen thread, bytes go to the printer on the device thread,
 * which lives as long as one piece of paper takes. */
#include "app/app.h"

#include "base/log.h"
#include "device/printer.h"

#include <pthread.h>
#include <stdlib.h>

struct paper_desk {
    struct app *app;
    struct printer *printer; /* NULL: none that works */
    pthread_t thread;
    bool thread_open; /* to be joined */
    struct print_job job;
    _Atomic(enum print_state) state;
    bool forgotten; /* what is being printed belongs to somebody who has gone */
};

struct paper_desk *paper_desk_new(struct app *app)
{
    struct paper_desk *desk = calloc(1, sizeof *desk);
    if (desk == NULL)
        abort();
    desk->app = app;
    enum err e = printer_new(&app->config, &desk->printer);
    if (e != ERR_OK)
        log_event("printer", "cannot be used", NULL, e);
    return desk;
}

static void join(struct paper_desk *desk)
{
    if (desk->thread_open)
        pthread_join(desk->thread, NULL);
    desk->thread_open = false;
    print_job_clear(&desk->job);
}

void paper_desk_free(struct paper_desk *desk)
{
    if (desk == NULL)
        return;
    join(desk);
    printer_free(desk->printer);
    free(desk);
}

void paper_desk_forget(struct paper_desk *desk)
{
    if (desk != NULL)
        desk->forgotten = true;
}

static void *desk_main(void *arg)
{
    struct paper_desk *desk = arg;
    enum err e = printer_run(desk->printer, &desk->job);
    if (e != ERR_OK)
        log_event("printer", "a paper did not come out", NULL, e);
    atomic_store(&desk->state, e == ERR_OK ? PRINT_DONE : PRINT_FAILED);
    desk->app->wake(desk->app->wake_ctx);
    return NULL;
}

void app_print(struct app *app, const struct paper *paper)
{
    struct paper_desk *desk = app->paper;
    if (desk == NULL || atomic_load(&desk->state) == PRINT_WAITING)
        return;
    join(desk);
    desk->forgotten = false;
    enum err e = desk->printer == NULL
                     ? ERR_OFFLINE
                     : paper_render(paper, app->config.printer.width_mm, &desk->job);
    atomic_store(&desk->state, e == ERR_OK ? PRINT_WAITING : PRINT_FAILED);
    if (e != ERR_OK) {
        log_event("printer", "a paper was not drawn", NULL, e);
    } else if (pthread_create(&desk->thread, NULL, desk_main, desk) == 0) {
        desk->thread_open = true;
    } else {
        atomic_store(&desk->state, PRINT_FAILED);
    }
    app->dirty = true;
}

enum print_state app_print_state(const struct app *app)
{
    if (app->paper == NULL || app->paper->forgotten)
        return PRINT_NONE;
    return atomic_load(&app->paper->state);
}

bool app_can_print(const struct app *app)
{
    return app->paper != NULL && app->paper->printer != NULL &&
           printer_makes_paper(app->paper->printer);
}
