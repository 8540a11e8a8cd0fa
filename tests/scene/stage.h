/* What a scene is played on: a screen, a foyer, its files, perhaps a FHIR server. */
#pragma once

#include "automation.h"
#include "check.h"
#include "script.h"
#include "server.h"
#include "x11.h"

#include <stdbool.h>
#include <sys/types.h>

struct options {
    const char *foyer, *foyerctl, *config, *state, *lang, *shots, *guise, *published, *display,
        *mode;
    int width, height;
    double timeout_s, scale;
    bool check_items, measure, together, keep;
};

enum { KEPT_MAX = 16 };

struct stage {
    const struct options *options;
    char folder[512]; /* everything of this scene: state/, foyer.conf, automation.jsonl, clock,
                         server.ndjson */
    char display[32];
    pid_t xvfb, foyer; /* 0 = not running */
    struct x11 *x11;
    struct automation *automation;
    struct check *check; /* NULL unless asked for; belongs to main */
    struct server server;
    bool has_server;
    struct fake_printer *printer; /* NULL = none */
    int printer_port;
    long long clock_ms; /* how far the clock was put forward */
    int tap_x, tap_y;   /* the last tap */
    double tap_ms;
    int *shots; /* screenshots so far, over all scenes */
    struct kept {
        char name[32], value[256];
    } kept[KEPT_MAX]; /* what `keep` remembered */
    size_t kept_count;
    char why[512];    /* why a step failed */
    char args[3][32]; /* station, window, lang as foyer gets them */
};

bool stage_open(struct stage *stage, const struct options *options, const struct script *script,
                struct check *check, int *shots);
/* Ends everything. False when foyer did not end well. Removes the folder unless `keep`. */
bool stage_close(struct stage *stage, bool keep);

bool stage_start_foyer(struct stage *stage);
void stage_kill_foyer(struct stage *stage); /* as a power cut would */
bool stage_put_clock(struct stage *stage, long long add_ms);

/* Fails with that reason; always false. */
__attribute__((format(printf, 2, 3))) bool stage_fail(struct stage *stage, const char *format, ...);
/* Takes in frames for at most `ms`, back as soon as one came. False when foyer has ended or wrote
 * nonsense. */
bool stage_pump(struct stage *stage, int ms, bool *news);
bool stage_settle(struct stage *stage, int first_ms, int quiet_ms); /* until nothing more comes */
