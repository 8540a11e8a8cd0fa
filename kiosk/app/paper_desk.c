/* Printing: words become bytes on the screen thread, bytes go to the printer on the device thread,
 * which lives as long as one piece of paper takes, and what became of a number's paper goes to the
 * store thread, whoever stands before the screen by then. One paper at a time and none in waiting:
 * what fails is thrown away, so nothing comes out later for somebody who has gone, nor after a
 * restart. */
#include "app/app.h"

#include "base/log.h"
#include "base/text.h"
#include "device/typeset.h"
#include "screen/parts.h"
#include "sync/sync.h"

#include <pthread.h>
#include <stdlib.h>

struct paper_desk {
    struct app *app;
    struct printer *printer; /* NULL: none that works */
    struct typeset *typeset; /* opened with the first paper */
    pthread_t thread;
    bool thread_open; /* to be joined */
    struct print_job job;
    atomic_bool ended; /* the thread has: `result` is there */
    enum err result;
    char ticket_op[UUID_SIZE]; /* of the paper, "" = it is no number */
    long act;                  /* the store thread notes what became of it */
    enum print_state state;
    enum err why;   /* with PRINT_FAILED */
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
    atomic_store(&desk->ended, false);
    print_job_clear(&desk->job);
}

void paper_desk_free(struct paper_desk *desk)
{
    if (desk == NULL)
        return;
    join(desk);
    printer_free(desk->printer);
    typeset_free(desk->typeset);
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
    desk->result = printer_run(desk->printer, &desk->job);
    atomic_store(&desk->ended, true);
    desk->app->wake(desk->app->wake_ctx);
    return NULL;
}

static void settle(struct paper_desk *desk, enum print_state state, enum err why)
{
    desk->state = state;
    desk->why = why;
    desk->ticket_op[0] = '\0';
    desk->app->dirty = true;
}

/* A number counts only in the hand: the store hears of its paper. */
static void note(struct paper_desk *desk)
{
    struct handed_job handed = {.paper = true, .failed = desk->result};
    text_copy(handed.op, sizeof handed.op, desk->ticket_op);
    desk->act = worker_add(desk->app->worker, desk->result == ERR_OK ? run_handed : run_not_printed,
                           &handed, sizeof handed);
}

void paper_desk_collect(struct paper_desk *desk)
{
    enum err stored;
    if (desk == NULL)
        return;
    if (desk->thread_open && atomic_load(&desk->ended)) {
        join(desk);
        if (desk->result != ERR_OK)
            log_event("printer", "a paper did not come out", NULL, desk->result);
        if (desk->ticket_op[0] == '\0')
            settle(desk, desk->result == ERR_OK ? PRINT_DONE : PRINT_FAILED, desk->result);
    }
    if (desk->thread_open || desk->ticket_op[0] == '\0')
        return;
    if (desk->act == 0)
        note(desk); /* 0 again when too many acts wait: tried at the next turn */
    if (desk->act == 0 || !worker_take(desk->app->worker, desk->act, NULL, &stored))
        return;
    desk->act = 0;
    sync_poke(desk->app->sync);
    enum err e = desk->result != ERR_OK ? desk->result : stored;
    settle(desk, e == ERR_OK ? PRINT_DONE : PRINT_FAILED, e);
}

static enum err make_job(struct paper_desk *desk, const struct paper *paper)
{
    const struct config *config = &desk->app->config;
    enum err e = desk->printer == NULL ? ERR_OFFLINE : ERR_OK;
    if (e == ERR_OK && desk->typeset == NULL) {
        e = typeset_new(FOYER_ASSETS "/../fonts/fonts.conf", config->printer.logo,
                        config->printer.width_mm, &desk->typeset);
        if (e == ERR_OK && config->printer.logo[0] != '\0' && !typeset_has_logo(desk->typeset))
            log_event("printer", "the logo cannot be read", NULL, ERR_NOT_FOUND);
    }
    return e == ERR_OK ? typeset_job(desk->typeset, paper, &desk->job) : e;
}

void app_print(struct app *app, const struct paper *paper)
{
    struct paper_desk *desk = app->paper;
    if (desk == NULL || desk->state == PRINT_WAITING)
        return;
    desk->forgotten = false;
    desk->state = PRINT_WAITING;
    text_copy(desk->ticket_op, sizeof desk->ticket_op, paper->ticket_op);
    desk->result = make_job(desk, paper);
    if (desk->result != ERR_OK)
        log_event("printer", "a paper was not drawn", NULL, desk->result);
    else if (pthread_create(&desk->thread, NULL, desk_main, desk) == 0)
        desk->thread_open = true;
    else
        desk->result = ERR_IO;
    if (!desk->thread_open)
        print_job_clear(&desk->job);
    if (!desk->thread_open && desk->ticket_op[0] == '\0')
        settle(desk, PRINT_FAILED, desk->result);
    app->dirty = true;
    app->wake(app->wake_ctx);
}

enum print_state app_print_state(const struct app *app)
{
    if (app->paper == NULL || app->paper->forgotten)
        return PRINT_NONE;
    return app->paper->state;
}

enum err app_print_why(const struct app *app)
{
    return app_print_state(app) == PRINT_FAILED ? app->paper->why : ERR_OK;
}

bool app_can_print(const struct app *app)
{
    return app->paper != NULL && app->paper->printer != NULL &&
           printer_makes_paper(app->paper->printer);
}
