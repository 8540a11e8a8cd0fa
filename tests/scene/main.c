/* scene: plays scene files against a real foyer with real X events, under its own X server in
 * memory.
 *
 *   scene --foyer PATH --config FILE --state DIR [--lang zh_CN|en] [--window 1080x1920] [--shots
 * DIR] [--together]
 *         [--server default|conflict-409|no-transactions] [--foyerctl PATH] [--published FILE]
 * [--display :N] [--timeout S]
 *         [--mode normal|large|contrast|low] [--check-items] [--scale F] [--measure] [--keep]
 * FILE.scene ...
 *   scene --publish FILE --foyerctl PATH --config FILE     fills FILE with what a FHIR server
 * stores of the demo hospital scene --pull DIR --published FILE --foyerctl PATH --config FILE fills
 * DIR with that and with a store that has pulled it: what --served scenes begin with
 *
 * Each scene gets a foyer with a fresh state in a folder of its own under DIR, removed when the
 * scene went well (kept with
 * --keep); --together plays all files on one. --published: what the server of a scene begins with;
 * without it the demo hospital is published first. --check-items looks at every frame for what is
 * cut, small, crowded or outside. Exit code: 0 all well, 1 a step failed or a rule was broken, 2
 * wrong words. What steps there are: CONTRIBUTING.md.
 *
 * --server-program PROGRAM: another FHIR server in the test server's place. It is run as PROGRAM
 * --port N --data FILE --clock FILE and serves http://127.0.0.1:N/fhir until SIGTERM; what it
 * stores is in the one file, and its clock is so many ms ahead of the machine's as the other file
 * says.
 */
#include "process.h"
#include "served.h"
#include "stage.h"
#include "steps.h"
#include "wait.h"

#include <curl/curl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static void tell_failure(struct stage *stage, const struct script *script, const struct step *step)
{
    char path[640];
    fprintf(stderr, "%s:%d: %s\n  %s\n", script->path, step->line, step->text, stage->why);
    if (stage->automation)
        automation_print(stage->automation);
    snprintf(path, sizeof path, "%s/failed.png", stage->folder);
    if (stage->x11 && x11_shot(stage->x11, path))
        fprintf(stderr, "screenshot: %s\n", path);
}

/* Presses the keys that bring the screen into --mode, as a person would. */
static bool enter_mode(struct stage *stage)
{
    static const struct {
        const char *mode, *taps[3];
    } modes[] = {{"normal", {NULL}},
                 {"large", {"tap nav.large"}},
                 {"contrast", {"tap nav.large", "tap nav.large"}},
                 {"low", {"tap nav.low"}}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(stage->options->mode, modes[i].mode) != 0)
            continue;
        for (const char *const *step = modes[i].taps; *step; step++)
            if (!steps_play(stage, *step))
                return false;
        return true;
    }
    return stage_fail(stage, "no mode %s", stage->options->mode);
}

static bool play(struct stage *stage, const struct script *script)
{
    double start = now_ms();
    if (stage->options->mode && !enter_mode(stage)) {
        tell_failure(stage, script, &(struct step){0, stage->why});
        return false;
    }
    for (size_t i = 0; i < script->count; i++)
        if (!served_before(stage, script, i) || !steps_play(stage, script->steps[i].text)) {
            tell_failure(stage, script, &script->steps[i]);
            return false;
        }
    if (!served_before(stage, script, script->count)) /* a scene of a few steps */
        return false;
    if (stage->has_server && !served_count(stage, script->name)) {
        tell_failure(stage, script, &(struct step){0, (char *)"(what the server has)"});
        return false;
    }
    printf("%s: %zu steps in %.1f s\n", script->name, script->count, (now_ms() - start) / 1000);
    return true;
}

static bool close_stage(struct stage *stage, bool ok)
{
    bool ended = stage_close(stage, stage->options->keep || !ok);
    if (!ended)
        fprintf(stderr, "%s (its files: %s)\n", stage->why, stage->folder);
    return ok && ended;
}

static bool play_file(const struct options *options, const char *path, struct check *check,
                      int *shots)
{
    struct script script;
    struct stage stage;
    bool ok = script_read(path, &script);
    if (ok) {
        if (options->served && script.served_no[0])
            printf("%s is not played with a server: %s\n", script.name, script.served_no);
        ok = stage_open(&stage, options, &script, check, shots);
        if (!ok)
            fprintf(stderr, "%s: %s\n", path, stage.why);
        ok = close_stage(&stage, ok && play(&stage, &script));
    }
    script_clear(&script);
    return ok;
}

/* All files on one foyer, which the first one's head describes. */
static bool play_together(const struct options *options, char **paths, int count,
                          struct check *check, int *shots)
{
    struct stage stage;
    bool ok = true, open = false;
    for (int i = 0; i < count && ok; i++) {
        struct script script;
        ok = script_read(paths[i], &script);
        if (ok && !open) {
            open = true;
            ok = stage_open(&stage, options, &script, check, shots);
            if (!ok)
                fprintf(stderr, "%s: %s\n", paths[i], stage.why);
        }
        if (ok && i > 0) /* the one before walks away: a minute's silence, the warning, the wipe */
            ok = steps_play(&stage, (char[]){"pass 62s"}) &&
                 steps_play(&stage, (char[]){"pass 25s"}) &&
                 steps_play(&stage, (char[]){"wait home"});
        ok = ok && play(&stage, &script);
        script_clear(&script);
    }
    return open ? close_stage(&stage, ok) : ok;
}

enum {
    FOYER = 1000,
    FOYERCTL,
    CONFIG,
    STATE,
    LANG,
    WINDOW,
    SHOTS,
    SERVER,
    SERVER_PROGRAM,
    PUBLISHED,
    PUBLISH,
    PULL,
    SERVED,
    DISPLAY,
    TIMEOUT,
    SCALE,
    MODE,
    CHECK_ITEMS,
    MEASURE,
    TOGETHER,
    KEEP
};

static const struct option words[] = {
    {"foyer", 1, NULL, FOYER},
    {"foyerctl", 1, NULL, FOYERCTL},
    {"config", 1, NULL, CONFIG},
    {"state", 1, NULL, STATE},
    {"lang", 1, NULL, LANG},
    {"window", 1, NULL, WINDOW},
    {"shots", 1, NULL, SHOTS},
    {"server", 1, NULL, SERVER},
    {"server-program", 1, NULL, SERVER_PROGRAM},
    {"published", 1, NULL, PUBLISHED},
    {"publish", 1, NULL, PUBLISH},
    {"pull", 1, NULL, PULL},
    {"served", 1, NULL, SERVED},
    {"display", 1, NULL, DISPLAY},
    {"timeout", 1, NULL, TIMEOUT},
    {"scale", 1, NULL, SCALE},
    {"check-items", 0, NULL, CHECK_ITEMS},
    {"measure", 0, NULL, MEASURE},
    {"together", 0, NULL, TOGETHER},
    {"keep", 0, NULL, KEEP},
    {"mode", 1, NULL, MODE},
    {NULL, 0, NULL, 0},
};

static bool take_option(struct options *o, int word, const char *value, const char **publish_to,
                        const char **pull_to)
{
    switch (word) {
    case FOYER:
        o->foyer = value;
        break;
    case FOYERCTL:
        o->foyerctl = value;
        break;
    case CONFIG:
        o->config = value;
        break;
    case STATE:
        o->state = value;
        break;
    case LANG:
        o->lang = value;
        break;
    case WINDOW:
        return sscanf(value, "%dx%d", &o->width, &o->height) == 2;
    case SHOTS:
        o->shots = value;
        break;
    case SERVER:
        o->guise = value;
        break;
    case SERVER_PROGRAM:
        o->program = value;
        break;
    case PUBLISHED:
        o->published = value;
        break;
    case PUBLISH:
        *publish_to = value;
        break;
    case PULL:
        *pull_to = value;
        break;
    case SERVED:
        o->served = value;
        break;
    case DISPLAY:
        o->display = value;
        break;
    case TIMEOUT:
        o->timeout_s = atof(value);
        break;
    case SCALE:
        o->scale = atof(value);
        break;
    case MODE:
        o->mode = value;
        break;
    case CHECK_ITEMS:
        o->check_items = true;
        break;
    case MEASURE:
        o->measure = true;
        break;
    case TOGETHER:
        o->together = true;
        break;
    case KEEP:
        o->keep = true;
        break;
    default:
        return false;
    }
    return true;
}

static int play_all(const struct options *options, char **paths, int count)
{
    int shots = 0, failed = 0;
    struct check *check =
        options->check_items ? check_new(options->width, options->height, options->scale) : NULL;
    if (options->shots)
        mkdir(options->shots, 0755);
    if (options->together)
        failed = !play_together(options, paths, count, check, &shots);
    for (int i = 0; i < count && !options->together; i++)
        failed += !play_file(options, paths[i], check, &shots);
    if (check && check_count(check))
        failed++;
    if (check)
        printf("%zu breaches of the house rules\n", check_count(check));
    check_free(check);
    return failed ? 1 : 0;
}

/* "at 09:42" and @TODAY are the hospital's, so the runner lives in its zone, wherever it runs. */
static void live_in_zone_of(const char *config)
{
    FILE *file = fopen(config, "r");
    char line[512], zone[128] = "Asia/Shanghai";
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, " timezone = %127s", zone) == 1)
            break;
    if (file)
        fclose(file);
    setenv("TZ", zone, 1);
    tzset();
}

int main(int argc, char **argv)
{
    struct options options = {.guise = "default", .timeout_s = 5, .scale = 1};
    const char *publish_to = NULL, *pull_to = NULL;
    int word;
    while ((word = getopt_long(argc, argv, "", words, NULL)) != -1)
        if (!take_option(&options, word, optarg, &publish_to, &pull_to))
            return 2;
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stdout, NULL, _IOLBF, 0);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    unsetenv("WAYLAND_DISPLAY");
    curl_global_init(CURL_GLOBAL_DEFAULT);
    if (options.config)
        live_in_zone_of(options.config);
    if ((publish_to || pull_to) && options.foyerctl && options.config)
        return (publish_to ? served_publish(&options, publish_to) : served_pull(&options, pull_to))
                   ? 0
                   : 1;
    if (!options.foyer || !options.config || !options.state || optind == argc) {
        fprintf(stderr,
                "usage: scene --foyer PATH --config FILE --state DIR [options] FILE.scene ...\n");
        return 2;
    }
    return play_all(&options, argv + optind, argc - optind);
}
