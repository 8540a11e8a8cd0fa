/* One way to start: read, open, show. The store is opened on its own thread while the window opens
 * on this one; content and map come after the first picture. */
#include "app/start.h"

#include "app/loop.h"
#include "app/neighbours.h"
#include "base/log.h"
#include "i18n/tr.h"
#include "sync/sync.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

double start_ms(const struct app *app)
{
    return now_ms() - app->started_ms;
}

static int refuse(int code, const char *message)
{
    fprintf(stderr, "foyer: %s\n", message);
    return code;
}

/* What the words and the config say together; false: `message` says what is wrong. */
static bool settle(struct options *options, struct config *config, char *message, size_t size)
{
    config_defaults(config);
    if (config_read(options->config, config, message, size) != ERR_OK)
        return false;
    if (options->station >= 0)
        config->station.kind = (enum station)options->station;
    if (config_check(config, message, size) != ERR_OK)
        return false;
    if (stations[config->station.kind].home == NULL) {
        snprintf(message, size, "--station %s: this version has no screen for it",
                 station_names[config->station.kind]);
        return false;
    }
    if (options->automation != NULL && !config->automation.allow) {
        snprintf(message, size, "--automation: %s does not say [automation] allow = yes",
                 options->config);
        return false;
    }
    return true;
}

static enum err open_store(struct app *app)
{
    struct worker_options worker;
    health_worker(app, &worker);
    return worker_start(&worker, &app->worker);
}

static enum err open_picture(struct app *app, struct loop *loop)
{
    const struct painter_options painter = {.icons_dir = FOYER_ASSETS "/icons",
                                            .fonts_conf = FOYER_ASSETS "/../fonts/fonts.conf"};
    enum err e = painter_new(loop_window(loop), &painter, &app->painter);
    if (e != ERR_OK)
        return e;
    app->pinyin = pinyin_rime_new(FOYER_PINYIN, app->wake, app->wake_ctx);
    struct ui_options ui = {.pinyin = pinyin_rime(app->pinyin),
                            .text = painter_text(app->painter),
                            .px_per_mm = app->config.display.px_per_mm,
                            .edge_mm = app->config.display.edge_mm,
                            .design_width = app_station(app)->width,
                            .design_height = app_station(app)->height};
    loop_size(loop, &ui.width, &ui.height);
    app->ui = ui_new(&ui);
    app->shown = draw_list_new();
    app->next = draw_list_new();
    return ERR_OK;
}

static void run(struct app *app, struct loop *loop)
{
    app->paper = paper_desk_new(app);
    spoken_begin(app);
    session_begin(app);
    frame_show(app);
    atomic_store(&app->up, true);
    worker_tend(app->worker); /* content and map, now that something is to be seen */
    health_sync(app);
    loop_run(loop, app);
}

static void close_all(struct app *app, struct loop *loop)
{
    sync_stop(app->sync); /* before the loop they wake */
    neighbours_stop(app->neighbours);
    spoken_end(app);
    worker_stop(app->worker);
    app->worker = NULL;
    paper_desk_free(app->paper);
    if (app->nav.depth > 0)
        session_clear(app);
    db_close(app->db);
    ui_free(app->ui);
    pinyin_rime_free(app->pinyin);
    draw_list_free(app->shown);
    draw_list_free(app->next);
    painter_free(app->painter);
    semantics_close(app->semantics);
    world_free_maps(app);
    loop_close(loop);
    log_close();
}

/* Everything that can fail, in order; the exit code. */
static int start(struct app *app, const struct options *options, struct loop **loop)
{
    char message[400];
    if (log_open(app->state_dir, "foyer", app->clock) != ERR_OK)
        (void)0; /* the store says why the folder cannot be written */
    if (options->automation != NULL &&
        semantics_open(options->automation, &app->semantics) != ERR_OK)
        return refuse(EXIT_WORDS, "--automation: the file cannot be written");
    enum err e = open_store(app);
    if (e == ERR_OK && loop_open(options, app->config.display.cursor != 0, loop) != ERR_OK)
        return refuse(EXIT_DISPLAY, "no display");
    app->wake = loop_wake;
    app->wake_ctx = *loop;
    if (e == ERR_OK)
        worker_tend(app->worker); /* the building comes while letters and window do */
    if (e == ERR_OK)
        e = health_reader(app, &app->db);
    if (e != ERR_OK) {
        snprintf(message, sizeof message, "the store in %s cannot be opened: %s", options->state,
                 err_name(e));
        return refuse(EXIT_STORE, message);
    }
    e = open_picture(app, *loop);
    if (e != ERR_OK)
        return refuse(EXIT_DISPLAY, "no font of fonts.conf is installed (package fonts-noto-cjk)");
    run(app, *loop);
    return 0;
}

int foyer_main(int argc, char **argv)
{
    struct options options;
    struct app *app = calloc(1, sizeof *app);
    struct loop *loop = NULL;
    char message[400];
    if (app == NULL)
        abort();
    app->started_ms = now_ms();
    int code = 0;
    if (!options_read(argc, argv, FOYER_CONFIG_DIR, &options, message, sizeof message)) {
        code = refuse(EXIT_WORDS, message);
    } else if (options.version) {
        puts("foyer " FOYER_VERSION);
    } else if (!settle(&options, &app->config, message, sizeof message)) {
        code = refuse(EXIT_WORDS, message);
    } else if (options.check_config) {
        printf("%s: good\n", options.config);
    } else {
        config_apply_timezone(&app->config);
        app->clock = app->config.automation.allow && app->config.automation.clock[0] != 0
                         ? clock_shifted(app->config.automation.clock)
                         : clock_system();
        app->first_lang = options.lang;
        app->state_dir = options.state;
        loop_prepare();
        tr_init(FOYER_LOCALE);
        code = start(app, &options, &loop);
        close_all(app, loop);
    }
    free(app);
    return code;
}
