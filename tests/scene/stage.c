#include "stage.h"
#include "fake/printer.h"
#include "files.h"
#include "process.h"
#include "served.h"
#include "wait.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { START_MS = 20000, END_MS = 10000, SETTLE_MAX_MS = 1500 };

bool stage_fail(struct stage *stage, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(stage->why, sizeof stage->why, format, args);
    va_end(args);
    return false;
}

static char *in_folder(const struct stage *stage, const char *name, char *out, size_t size)
{
    snprintf(out, size, "%s/%s", stage->folder, name);
    return out;
}

char *stage_file(const struct stage *stage, const char *name, char *out, size_t size)
{
    if (*stage->name && !(stage->shared && strcmp(name, "state") == 0))
        snprintf(out, size, "%s/%s-%s", stage->folder, stage->name, name);
    else
        snprintf(out, size, "%s/%s", stage->folder, name);
    return out;
}

static bool make_folder(struct stage *stage, const char *name)
{
    char path[640];
    for (const char *s = stage->options->state; s; s = strchr(s + 1, '/')) {
        const char *end = strchr(s + 1, '/');
        snprintf(path, sizeof path, "%.*s",
                 (int)(end ? end - stage->options->state : (long)strlen(stage->options->state)),
                 stage->options->state);
        mkdir(path, 0755);
    }
    snprintf(stage->folder, sizeof stage->folder, "%s/%s-XXXXXX", stage->options->state, name);
    if (!mkdtemp(stage->folder))
        return stage_fail(stage, "cannot make a folder in %s", stage->options->state);
    char *whole = realpath(stage->folder, NULL); /* what a config names is relative to the config */
    if (!whole)
        return stage_fail(stage, "cannot find %s", stage->folder);
    snprintf(stage->folder, sizeof stage->folder, "%s", whole);
    free(whole);
    mkdir(in_folder(stage, "state", path, sizeof path), 0700);
    return true;
}

bool stage_put_clock(struct stage *stage, long long add_ms)
{
    char path[640], part[640];
    stage->clock_ms += add_ms;
    FILE *file = fopen(in_folder(stage, "clock.part", part, sizeof part), "w");
    if (!file)
        return stage_fail(stage, "cannot write %s", part);
    fprintf(file, "%lld\n", stage->clock_ms);
    fclose(file);
    return rename(part, in_folder(stage, "clock", path, sizeof path)) == 0 ||
           stage_fail(stage, "cannot write %s", path);
}

/* By the scene's clock: what the hospital does on the first day, it does on the scene's. */
static bool publish(struct stage *stage)
{
    char config[640];
    char *argv[] = {(char *)stage->options->foyerctl,
                    (char *)"--config",
                    stage_file(stage, "foyer.conf", config, sizeof config),
                    (char *)"publish",
                    (char *)FOYER_SOURCE "/assets/demo",
                    (char *)"--server",
                    stage->server.url,
                    NULL};
    return process_run(argv) || stage_fail(stage, "foyerctl publish failed");
}

static bool init_server(struct stage *stage)
{
    char path[640], pulled[640];
    const char *content = stage->options->published, *served = stage->options->served;
    if (served) {
        snprintf(pulled, sizeof pulled, "%s/server.ndjson", served);
        content = pulled;
    }
    stage->has_server = server_init(&stage->server, stage->options->guise, stage->options->program,
                                    in_folder(stage, "server.ndjson", path, sizeof path), content);
    in_folder(stage, "clock", stage->server.clock, sizeof stage->server.clock);
    if (stage->has_server)
        server_launch(&stage->server);
    return stage->has_server || stage_fail(stage, "no data for the FHIR server");
}

/* Launched before: waits until it answers. */
static bool await_server(struct stage *stage)
{
    if (!server_start(&stage->server))
        return stage_fail(stage, "no FHIR server");
    return stage->options->published || stage->options->served || publish(stage);
}

static bool open_printer(struct stage *stage, const char *name)
{
    enum fake_manner manner;
    if (!fake_manner_named(name, &manner))
        return stage_fail(stage, "no such printer: %s", name);
    stage->printer = fake_printer_tcp(manner, &stage->printer_port);
    return stage->printer || stage_fail(stage, "no printer");
}

/* The machine sets that key otherwise. */
static bool has_own(const struct beside *other, const char *override)
{
    size_t n = strcspn(override, "=") + 1;
    for (size_t i = 0; other && i < other->override_count; i++)
        if (strncmp(other->overrides[i], override, n) == 0)
            return true;
    return false;
}

bool stage_write_config(struct stage *stage, const struct script *script,
                        const struct beside *other)
{
    enum { MOST = OVERRIDES_MAX + BESIDE_KEYS_MAX + 8 };
    char text[MOST][768], path[640], *overrides[MOST];
    size_t n = 0;
    bool content = false;
    for (size_t i = 0; other && i < other->override_count; i++)
        snprintf(text[n++], sizeof text[0], "%s", other->overrides[i]);
    for (size_t i = 0; i < script->override_count; i++) {
        const char *server = strstr(script->overrides[i], "@SERVER");
        content |= strncmp(script->overrides[i], "store.content=", 14) == 0;
        if (has_own(other, script->overrides[i]))
            continue;
        if (server)
            snprintf(text[n++], sizeof text[0], "%.*s%s%s", (int)(server - script->overrides[i]),
                     script->overrides[i], stage->server.url, server + 7);
        else
            snprintf(text[n++], sizeof text[0], "%s", script->overrides[i]);
    }
    snprintf(text[n++], sizeof text[0], "automation.clock=%s",
             in_folder(stage, "clock", path, sizeof path));
    if (!content) /* the config's own path is relative to where it stood */
        snprintf(text[n++], sizeof text[0], "store.content=%s",
                 stage->has_server ? "" : FOYER_SOURCE "/assets/demo");
    if (stage->has_server)
        snprintf(text[n++], sizeof text[0], "server.url=%s", stage->server.url);
    if (stage->options->served) { /* that the line is cut, and back, is noticed soon */
        snprintf(text[n++], sizeof text[0], "server.pull_s=1");
        snprintf(text[n++], sizeof text[0], "server.retry_max_ms=250");
        snprintf(text[n++], sizeof text[0], "server.queue_pull_ms=300");
    }
    if (stage->printer) {
        snprintf(text[n++], sizeof text[0], "printer.kind=tcp");
        snprintf(text[n++], sizeof text[0], "printer.host=127.0.0.1");
        snprintf(text[n++], sizeof text[0], "printer.port=%d", stage->printer_port);
    }
    for (size_t i = 0; i < n; i++)
        overrides[i] = text[i];
    return script_config(stage->options->config, stage_file(stage, "foyer.conf", path, sizeof path),
                         overrides, n) ||
           stage_fail(stage, "cannot make the config");
}

bool stage_start_foyer(struct stage *stage)
{
    char config[640], state[640], automation[640];
    char *argv[16] = {(char *)stage->options->foyer,
                      (char *)"--config",
                      stage_file(stage, "foyer.conf", config, sizeof config),
                      (char *)"--state",
                      stage_file(stage, "state", state, sizeof state),
                      (char *)"--automation",
                      stage_file(stage, "automation.jsonl", automation, sizeof automation),
                      (char *)"--window",
                      stage->args[1]};
    int n = 9;
    if (*stage->args[0]) {
        argv[n++] = (char *)"--station";
        argv[n++] = stage->args[0];
    }
    if (*stage->args[2]) {
        argv[n++] = (char *)"--lang";
        argv[n++] = stage->args[2];
    }
    long before = automation_frame(stage->automation)->number;
    stage->foyer = process_start(argv);
    for (double start = now_ms(); now_ms() - start < START_MS;) {
        if (!stage_pump(stage, 100, NULL))
            return false;
        if (automation_frame(stage->automation)->number > before)
            return stage_settle(stage, 0, 100);
    }
    return stage_fail(stage, "foyer shows nothing");
}

void stage_kill_foyer(struct stage *stage)
{
    if (stage->foyer > 0)
        process_stop(stage->foyer, SIGKILL, 0);
    stage->foyer = 0;
}

static void count_breaches(void *ctx, const struct shot_frame *frame)
{
    struct stage *stage = ctx;
    if (stage->check)
        check_frame(stage->check, frame);
}

/* From now to that time of today, or of the next day from Monday to Friday. */
static long long until_ms(int at_min)
{
    if (at_min < 0)
        return 0;
    time_t now = time(NULL);
    struct tm tm;
    localtime_r(&now, &tm);
    tm.tm_mday += tm.tm_wday == 6 ? 2 : tm.tm_wday == 0 ? 1 : 0;
    tm.tm_hour = at_min / 60;
    tm.tm_min = at_min % 60;
    tm.tm_sec = 0;
    return ((long long)mktime(&tm) - now) * 1000;
}

void stage_new_automation(struct stage *stage)
{
    char path[640];
    stage->automation = automation_new(stage_file(stage, "automation.jsonl", path, sizeof path),
                                       count_breaches, stage);
}

bool stage_screen(struct stage *stage)
{
    const struct options *options = stage->options;
    if (stage->check)
        check_window(stage->check, stage->width, stage->height, staff_station(stage->args[0]));
    snprintf(stage->args[1], sizeof stage->args[1], "%dx%d", stage->width, stage->height);
    snprintf(stage->args[2], sizeof stage->args[2], "%s", options->lang ? options->lang : "");
    if (options->display)
        snprintf(stage->display, sizeof stage->display, "%s", options->display);
    else if ((stage->xvfb = process_xvfb(stage->width, stage->height, stage->display,
                                         sizeof stage->display)) < 0)
        return stage_fail(stage, "no screen");
    setenv("DISPLAY", stage->display, 1);
    return (stage->x11 = x11_open(stage->display)) || stage_fail(stage, "no screen");
}

static bool prepare(struct stage *stage, const struct script *script, bool screen)
{
    long long ahead_ms = until_ms(script->at_min);
    stage->started = time(NULL) + (time_t)(ahead_ms / 1000) - 1;
    return make_folder(stage, script->name) && stage_put_clock(stage, ahead_ms) &&
           (!(script->server || stage->options->served) || init_server(stage)) &&
           (!script->printer[0] || open_printer(stage, script->printer)) &&
           stage_write_config(stage, script, NULL) && (!screen || stage_screen(stage)) &&
           (!stage->has_server || await_server(stage));
}

bool stage_prepare(struct stage *stage, const struct options *options, const struct script *script)
{
    *stage = (struct stage){.options = options};
    return prepare(stage, script, false);
}

bool stage_open(struct stage *stage, const struct options *options, const struct script *script,
                struct check *check, int *shots)
{
    *stage = (struct stage){.options = options, .check = check, .shots = shots};
    stage->width = options->width ? options->width : script->width ? script->width : 1080;
    stage->height = options->height ? options->height : script->height ? script->height : 1920;
    snprintf(stage->args[0], sizeof stage->args[0], "%s", script->station);
    if (!prepare(stage, script, true))
        return false;
    stage_new_automation(stage);
    if ((options->served && !served_store(stage)) || !stage_start_foyer(stage))
        return false;
    for (size_t i = 0; i < script->beside_count; i++)
        if (!stage_beside(stage, script, &script->beside[i]))
            return false;
    return true;
}

static bool end_foyer(struct stage *stage)
{
    if (stage->foyer <= 0)
        return true;
    int status = process_stop(stage->foyer, SIGTERM, END_MS);
    stage->foyer = 0;
    if ((WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
        (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM))
        return true;
    return stage_fail(stage, "foyer ended with %s", process_how(status));
}

bool stage_end_machine(struct stage *stage)
{
    bool ok = end_foyer(stage);
    x11_close(stage->x11);
    if (stage->xvfb > 0)
        process_stop(stage->xvfb, SIGTERM, 2000);
    automation_free(stage->automation);
    stage->x11 = NULL;
    stage->xvfb = 0;
    stage->automation = NULL;
    return ok;
}

static void measure_memory(const struct stage *stage)
{
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)stage->foyer);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file) && sscanf(line, "Pss: %ld", &kib) != 1)
        ;
    if (file)
        fclose(file);
    printf("memory %.1f MiB PSS at the end\n", (double)kib / 1024);
}

bool stage_close(struct stage *stage, bool keep)
{
    if (stage->options->measure && stage->foyer > 0)
        measure_memory(stage);
    bool ok = stage_end_machine(stage);
    while (stage->other_count > 0) {
        const char *name = stage->others[0].name;
        ok = stage_turn(stage, *name ? name : "here") && ok;
        ok = stage_end_machine(stage) && ok;
        stage->other_count--; /* the one that was turned away from has ended before */
    }
    if (stage->has_server)
        server_stop(&stage->server);
    fake_printer_stop(stage->printer);
    if (ok && !keep && *stage->folder)
        files_remove(stage->folder);
    return ok;
}

bool stage_pump(struct stage *stage, int ms, bool *news)
{
    double start = now_ms();
    if (news)
        *news = false;
    do {
        int status, frames = automation_poll(stage->automation);
        if (frames < 0)
            return stage_fail(stage, "a line of the automation file is no frame");
        if (frames) {
            if (news)
                *news = true;
            return true;
        }
        if (process_ended(stage->foyer, &status)) {
            stage->foyer = 0;
            return stage_fail(stage, "foyer ended with %s", process_how(status));
        }
        stage_look_round(stage);
        wait_ms(4);
    } while (now_ms() - start < ms);
    return true;
}

bool stage_settle(struct stage *stage, int first_ms, int quiet_ms)
{
    bool news = true;
    if (first_ms && !stage_pump(stage, first_ms, &news))
        return false;
    for (double start = now_ms(); news && now_ms() - start < SETTLE_MAX_MS;)
        if (!stage_pump(stage, quiet_ms, &news))
            return false;
    return true;
}
