/* A scene on several machines: each a foyer with a screen, a config and (most of them) a state of
 * its own, as they stand in a hall. The steps are played on one of them at a time. */
#include "stage.h"
#include "served.h"
#include "wait.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN_MS = 10000 };

static void put_away(const struct stage *stage, struct machine *out)
{
    *out = (struct machine){.shared = stage->shared,
                            .xvfb = stage->xvfb,
                            .foyer = stage->foyer,
                            .x11 = stage->x11,
                            .automation = stage->automation,
                            .width = stage->width,
                            .height = stage->height};
    memcpy(out->name, stage->name, sizeof out->name);
    memcpy(out->display, stage->display, sizeof out->display);
    memcpy(out->args, stage->args, sizeof out->args);
}

static void take_out(struct stage *stage, const struct machine *machine)
{
    stage->shared = machine->shared;
    stage->xvfb = machine->xvfb;
    stage->foyer = machine->foyer;
    stage->x11 = machine->x11;
    stage->automation = machine->automation;
    stage->width = machine->width;
    stage->height = machine->height;
    memcpy(stage->name, machine->name, sizeof stage->name);
    memcpy(stage->display, machine->display, sizeof stage->display);
    memcpy(stage->args, machine->args, sizeof stage->args);
    setenv("DISPLAY", stage->display, 1);
    if (stage->check)
        check_window(stage->check, stage->width, stage->height, staff_station(stage->args[0]));
}

bool stage_turn(struct stage *stage, const char *name)
{
    const char *wanted = strcmp(name, "here") == 0 ? "" : name;
    struct machine now;
    if (strcmp(stage->name, wanted) == 0)
        return true;
    for (size_t i = 0; i < stage->other_count; i++)
        if (strcmp(stage->others[i].name, wanted) == 0) {
            put_away(stage, &now);
            take_out(stage, &stage->others[i]);
            stage->others[i] = stage->others[stage->other_count - 1];
            stage->others[stage->other_count - 1] = now;
            return stage_settle(stage, 0, 60);
        }
    return stage_fail(stage, "no machine %s", name);
}

bool stage_beside(struct stage *stage, const struct script *script, const struct beside *other)
{
    put_away(stage, &stage->others[stage->other_count++]);
    take_out(stage, &(struct machine){
                        .shared = other->shared, .width = other->width, .height = other->height});
    snprintf(stage->name, sizeof stage->name, "%s", other->kind);
    snprintf(stage->args[0], sizeof stage->args[0], "%s", other->kind);
    if (!stage_screen(stage))
        return false;
    stage_new_automation(stage);
    if (stage->options->served && !stage->shared && !served_store(stage))
        return false;
    return stage_write_config(stage, script, other) && stage_start_foyer(stage) &&
           stage_turn(stage, "here");
}

size_t stage_states(const struct stage *stage, char (*paths)[640])
{
    struct stage as = *stage;
    size_t count = 0;
    for (size_t i = 0; i <= stage->other_count; i++) {
        if (i > 0) {
            as.shared = stage->others[i - 1].shared;
            memcpy(as.name, stage->others[i - 1].name, sizeof as.name);
        }
        if (!as.shared)
            stage_file(&as, "state", paths[count++], sizeof paths[0]);
    }
    return count;
}

bool stage_watch(struct stage *stage, const char *machine, const char *what)
{
    if (stage->watch_count == WATCHES_MAX)
        return stage_fail(stage, "too many things are watched");
    struct watch *watch = &stage->watches[stage->watch_count++];
    *watch = (struct watch){.said = strcmp(machine, "said") == 0};
    snprintf(watch->machine, sizeof watch->machine, "%s", machine);
    snprintf(watch->what, sizeof watch->what, "%s", what);
    return true;
}

static bool is_said(const struct stage *stage, const char *what)
{
    char path[640], line[1024];
    bool found = false;
    snprintf(path, sizeof path, "%s/spoken.txt", stage->folder);
    FILE *file = fopen(path, "r");
    while (file && !found && fgets(line, sizeof line, file))
        found = strstr(line, what) != NULL;
    if (file)
        fclose(file);
    return found;
}

static bool is_shown(struct stage *stage, const struct watch *watch)
{
    for (size_t i = 0; i < stage->other_count; i++)
        if (strcmp(stage->others[i].name, watch->machine) == 0) {
            (void)automation_poll(stage->others[i].automation);
            return automation_find(stage->others[i].automation, watch->what);
        }
    return strcmp(stage->name, watch->machine) == 0 &&
           automation_find(stage->automation, watch->what);
}

void stage_look_round(struct stage *stage)
{
    for (size_t i = 0; i < stage->watch_count; i++) {
        struct watch *watch = &stage->watches[i];
        bool there = watch->said ? is_said(stage, watch->what) : is_shown(stage, watch);
        if (watch->at_ms == 0 && there)
            watch->at_ms = now_ms();
    }
}

bool stage_seen(struct stage *stage, const char *what, const char *say)
{
    for (size_t i = 0; i < stage->watch_count; i++) {
        struct watch *watch = &stage->watches[i];
        if (strcmp(watch->what, what) != 0)
            continue;
        for (double start = now_ms(); watch->at_ms == 0;) {
            if (now_ms() - start > SEEN_MS)
                return stage_fail(stage, "%s was never there", what);
            if (!stage_pump(stage, 50, NULL))
                return false;
        }
        if (stage->options->measure)
            printf("%s %.1f ms\n", say, watch->at_ms - stage->tap_ms);
        stage->watches[i] = stage->watches[--stage->watch_count];
        return true;
    }
    return stage_fail(stage, "%s is not watched", what);
}
