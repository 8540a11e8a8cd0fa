#include "robust/kiosk.h"

#include "app/neighbours.h"
#include "base/text.h"
#include "draw/fonts.h"
#include "draw/text_sdl.h"
#include "i18n/tr.h"
#include "ui/frame.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SETTLE_MAX_MS 20000

struct kiosk_text {
    struct fonts *fonts;
    struct text_sdl *sdl;
};

static void nap(int ms)
{
    nanosleep(&(struct timespec){.tv_nsec = ms * 1000000L}, NULL);
}

void kiosk_must(bool ok, struct kiosk *k, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s\non %s:\n", what, k->app.shown_name);
    for (size_t i = 0; i < draw_list_items(k->app.shown); i++) {
        const struct item *it = draw_list_item_at(k->app.shown, i);
        fprintf(stderr, "  %-28s %4d,%4d %4dx%-4d %-8s%s%s%s %s %s\n", it->id, it->box.x, it->box.y,
                it->box.w, it->box.h, role_name(it->role), it->fits ? "" : " cut",
                it->enabled ? "" : " off", it->focused ? " in use" : "", it->label, it->value);
    }
    abort();
}

static void woken(void *ctx)
{
    atomic_fetch_add(&((struct kiosk *)ctx)->woken, 1);
}

static void open_store(struct kiosk *k)
{
    struct worker_options worker;
    health_worker(&k->app, &worker);
    enum err e = worker_start(&worker, &k->app.worker);
    if (e == ERR_OK)
        e = health_reader(&k->app, &k->app.db);
    if (e != ERR_OK) {
        fprintf(stderr, "the store cannot be opened: %s\n", err_name(e));
        abort();
    }
}

static enum err nothing(struct db *db, const struct act_env *env, void *data)
{
    (void)db, (void)env, (void)data;
    return ERR_OK;
}

/* The store thread does its housekeeping when no job waits: a job after it comes back when it is
 * done. */
static void wait_tended(struct kiosk *k)
{
    char none;
    enum err result;
    nap(2);
    long ticket = worker_add(k->app.worker, nothing, &none, 1);
    for (int i = 0;
         ticket != 0 && i < SETTLE_MAX_MS && !worker_take(k->app.worker, ticket, NULL, &result);
         i++)
        nap(1);
}

static void begin(struct kiosk *k)
{
    struct app *app = &k->app;
    session_begin(app);
    frame_show(app);
    atomic_store(&app->up, true);
    worker_tend(app->worker);
    health_sync(app);
    for (int i = 0; i < SETTLE_MAX_MS && app->hospital.updated_ms == 0; i += 5) {
        nap(5);
        kiosk_settle(k);
    }
    wait_tended(k);
    kiosk_settle(k);
}

void kiosk_open(struct kiosk *k, const struct kiosk_options *options)
{
    struct app *app = &k->app;
    char command[256];
    memset(k, 0, sizeof *k);
    temp_make(k->dir);
    if (options->template) {
        snprintf(command, sizeof command, "cp -a %s/. %s", options->template, k->dir);
        if (system(command) != 0)
            abort();
    }
    test_clock_init(&k->clock, options->instant ? options->instant : "2026-03-12T09:30:00+08:00");
    k->ms = 1000;
    config_defaults(&app->config);
    text_copy(app->config.store.content, sizeof app->config.store.content,
              options->content ? options->content : TEST_ASSETS "/demo");
    app->config.store.min_free_mb = 0;
    app->config.station.kind = options->station;
    if (options->place) {
        text_copy(app->config.window.place, sizeof app->config.window.place, options->place);
        app->config.window.calls = 1;
    }
    app->clock = &k->clock.clock;
    app->state_dir = k->dir;
    app->first_lang = LANG_EN;
    app->wake = woken;
    app->wake_ctx = k;
    tr_init(FOYER_LOCALE);
    open_store(k);
    const struct text_engine *engine = text_null();
    if (options->real_text) {
        k->text = calloc(1, sizeof *k->text);
        if (fonts_new(TEST_FONTS "/fonts.conf", &k->text->fonts) != ERR_OK)
            abort();
        k->text->sdl = text_sdl_new(k->text->fonts);
        engine = text_sdl_engine(k->text->sdl);
    }
    app->ui = ui_new(&(struct ui_options){.text = engine,
                                          .width = options->width ? options->width : 1080,
                                          .height = options->height ? options->height : 1920,
                                          .edge_mm = app->config.display.edge_mm,
                                          .design_width = app_station(app)->width,
                                          .design_height = app_station(app)->height});
    app->shown = draw_list_new();
    app->next = draw_list_new();
    begin(k);
}

static void close_store(struct kiosk *k)
{
    struct app *app = &k->app;
    neighbours_stop(app->neighbours);
    app->neighbours = NULL;
    worker_stop(app->worker);
    app->worker = NULL;
    if (app->nav.depth > 0)
        session_clear(app);
    db_close(app->db);
    world_free_maps(app);
    app->db = NULL;
    app->worker = NULL;
}

void kiosk_restart(struct kiosk *k)
{
    struct app *app = &k->app;
    close_store(k);
    app->health.checked = app->map_tried = app->ever_shown = false;
    atomic_store(&app->health.damaged, false);
    app->tended_date[0] = 0;
    app->hospital.updated_ms = 0;
    app->db_seen = 0;
    app->job.ticket = app->help.ticket = 0;
    open_store(k);
    begin(k);
}

void kiosk_close(struct kiosk *k)
{
    struct app *app = &k->app;
    close_store(k);
    ui_free(app->ui);
    draw_list_free(app->shown);
    draw_list_free(app->next);
    if (k->text) {
        text_sdl_free(k->text->sdl);
        fonts_free(k->text->fonts);
        free(k->text);
    }
    temp_remove(k->dir);
}

static bool waiting(const struct app *app)
{
    return app->job.ticket != 0 || app->help.ticket != 0;
}

void kiosk_settle(struct kiosk *k)
{
    input_tick(&k->app, k->ms);
    for (int i = 0; i < SETTLE_MAX_MS && waiting(&k->app); i++) {
        nap(1);
        input_tick(&k->app, k->ms);
    }
    kiosk_must(!waiting(&k->app), k, "an act does not end");
    if (atomic_exchange(&k->woken, 0) > 0)
        k->app.dirty = true;
    input_tick(&k->app, k->ms);
}

void kiosk_pass(struct kiosk *k, int64_t ms)
{
    while (ms > 0) {
        int64_t step = ms < 1000 ? ms : 1000;
        test_clock_pass(&k->clock, step);
        k->ms += step;
        ms -= step;
        kiosk_settle(k);
    }
    wait_tended(k);
    kiosk_settle(k);
}

static bool matches(const char *id, const char *pattern)
{
    size_t n = strlen(pattern);
    if (n > 0 && pattern[n - 1] == '*')
        return strncmp(id, pattern, n - 1) == 0;
    return strcmp(id, pattern) == 0;
}

const struct item *kiosk_item(struct kiosk *k, const char *id)
{
    const struct item *found = NULL;
    for (size_t i = 0; i < draw_list_items(k->app.shown); i++) {
        const struct item *it = draw_list_item_at(k->app.shown, i);
        if (matches(it->id, id) && (!found || (!found->enabled && it->enabled)))
            found = it;
    }
    return found;
}

bool kiosk_says(struct kiosk *k, const char *words)
{
    for (size_t i = 0; i < draw_list_items(k->app.shown); i++) {
        const struct item *it = draw_list_item_at(k->app.shown, i);
        if (strstr(it->label, words) || (it->value && strstr(it->value, words)))
            return true;
    }
    return false;
}

const char *kiosk_screen(struct kiosk *k)
{
    return k->app.shown_name;
}

void kiosk_touch(struct kiosk *k, int x, int y)
{
    k->ms += 400;
    test_clock_pass(&k->clock, 400);
    input_down(&k->app, 0, x, y, k->ms);
    input_up(&k->app, 0, x, y, k->ms + 40);
}

bool kiosk_tap(struct kiosk *k, const char *id)
{
    const struct item *it, *next;
    for (int page = 0; page < 30; page++) {
        it = kiosk_item(k, id);
        if (it && it->enabled)
            break;
        next = kiosk_item(k, "page.next");
        if (!next || !next->enabled)
            return false;
        kiosk_touch(k, next->box.x + next->box.w / 2, next->box.y + next->box.h / 2);
        kiosk_settle(k);
    }
    if (!it || !it->enabled)
        return false;
    kiosk_touch(k, it->box.x + it->box.w / 2, it->box.y + it->box.h / 2);
    kiosk_settle(k);
    return true;
}

static void keys(struct kiosk *k, const char *utf8, int gap_ms)
{
    k->ms += 200;
    for (const char *p = utf8, *from; *p;) {
        char one[5] = "";
        from = p;
        text_next(&p);
        memcpy(one, from, (size_t)(p - from));
        k->ms += gap_ms;
        test_clock_pass(&k->clock, gap_ms);
        if ((unsigned char)one[0] < 0x20)
            input_control(&k->app, k->ms); /* as the loop does for Tab, Escape and Ctrl+letter */
        else
            input_text(&k->app, one, k->ms);
        if (gap_ms > SCANNER_GAP_MS)
            input_tick(&k->app, k->ms + SCANNER_GAP_MS + 1);
    }
}

void kiosk_type(struct kiosk *k, const char *utf8)
{
    keys(k, utf8, 150);
    kiosk_settle(k);
}

void kiosk_scan(struct kiosk *k, const char *utf8)
{
    keys(k, utf8, 2);
    input_return(&k->app, k->ms + 2);
    k->ms += 100;
    kiosk_settle(k);
}

void kiosk_template(char out[TEMP_SIZE])
{
    struct kiosk *k = malloc(sizeof *k);
    char command[256];
    kiosk_open(k, &(struct kiosk_options){0});
    kiosk_must(kiosk_item(k, "home.book") != NULL, k, "no home");
    temp_make(out);
    neighbours_stop(k->app.neighbours);
    k->app.neighbours = NULL;
    db_close(k->app.db);
    k->app.db = NULL;
    worker_stop(k->app.worker); /* the last connection empties the WAL */
    k->app.worker = NULL;
    snprintf(command, sizeof command, "cp -a %s/. %s", k->dir, out);
    if (system(command) != 0)
        abort();
    kiosk_close(k);
    free(k);
}
