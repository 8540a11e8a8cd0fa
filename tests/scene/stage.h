/* What a scene is played on: a screen, a foyer, its files, perhaps a FHIR server. */
#pragma once

#include "automation.h"
#include "check.h"
#include "script.h"
#include "server.h"
#include "x11.h"

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

struct options {
    const char *foyer, *foyerctl, *config, *state, *lang, *shots, *guise, *program, *published,
        *served, *display, *mode;
    int width, height;
    double timeout_s, scale;
    bool check_items, measure, together, keep;
};

enum { KEPT_MAX = 16, WATCHES_MAX = 4 };

/* What each machine of a scene has of its own. */
struct machine {
    char name[16];     /* "" = the scene's own, else its kind */
    bool shared;       /* uses the first one's state folder */
    pid_t xvfb, foyer; /* 0 = not running */
    struct x11 *x11;
    struct automation *automation;
    char display[32], args[3][32];
    int width, height;
};

struct watch { /* looked for while other steps are played, to tell when it came */
    char machine[16], what[128];
    bool said;    /* a line of spoken.txt, not something on a screen */
    double at_ms; /* 0 = not seen yet */
};

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
    time_t started;               /* by the machine's own clock */
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
    char name[16];    /* of the machine that the steps are played on; "" = the scene's own */
    bool shared;
    int width, height;
    struct machine others[BESIDE_MAX]; /* the machines that they are not played on now */
    size_t other_count;
    struct watch watches[WATCHES_MAX];
    size_t watch_count;
};

/* In machines.c. stage_beside: starts that machine and turns back. stage_turn: "here" or a kind.
 * stage_seen: says how long after the last tap it came. */
bool stage_beside(struct stage *stage, const struct script *script, const struct beside *other);
bool stage_turn(struct stage *stage, const char *name);
/* The state folders of all machines, each once; room for BESIDE_MAX + 1. */
size_t stage_states(const struct stage *stage, char (*paths)[640]);
bool stage_watch(struct stage *stage, const char *machine, const char *what);
bool stage_seen(struct stage *stage, const char *what, const char *say);
void stage_look_round(struct stage *stage); /* for watches, at every turn of the pump */

/* The folder with clock and config, server and printer; stage_close afterwards, whatever comes. */
bool stage_prepare(struct stage *stage, const struct options *options, const struct script *script);
bool stage_open(struct stage *stage, const struct options *options, const struct script *script,
                struct check *check, int *shots);
/* Ends everything. False when foyer did not end well. Removes the folder unless `keep`. */
bool stage_close(struct stage *stage, bool keep);

bool stage_write_config(struct stage *stage, const struct script *script,
                        const struct beside *other); /* NULL = the first one's */
void stage_new_automation(struct stage *stage);
bool stage_screen(struct stage *stage);      /* X server and window size */
bool stage_end_machine(struct stage *stage); /* false when its foyer did not end well */
/* A file of the scene's folder that the machine has for itself. */
char *stage_file(const struct stage *stage, const char *name, char *out, size_t size);
bool stage_start_foyer(struct stage *stage);
void stage_kill_foyer(struct stage *stage); /* as a power cut would */
bool stage_put_clock(struct stage *stage, long long add_ms);

/* Fails with that reason; always false. */
__attribute__((format(printf, 2, 3))) bool stage_fail(struct stage *stage, const char *format, ...);
/* Takes in frames for at most `ms`, back as soon as one came. False when foyer has ended or wrote
 * nonsense. */
bool stage_pump(struct stage *stage, int ms, bool *news);
bool stage_settle(struct stage *stage, int first_ms, int quiet_ms); /* until nothing more comes */
