/* A scene file: a head of settings, then what a person does, one line a step (CONTRACT.md,
 * "Automation"). `#` begins a comment line. The head, each line optional:
 *
 * lang any|zh_CN|en: in which languages it is played; any = both
 *
 * tour NN: part of the tour, NN gives the order
 *
 * server: with a FHIR server that holds the demo hospital; the config names it. server once: the
 * same, in one guise of the server only
 *
 * served no WHY: not played with a server as well (served.h), because WHY. served both: in both
 * languages, not in Chinese alone
 *
 * beside KIND 1920x1080 [shared] section.key=value ...: another foyer, on a screen and with a
 * config and (unless shared) a state folder of its own; "turn KIND" goes there, "turn here" back
 *
 * audit: ctest plays it in every mode of the screen, with --check-items. check: with --check-items
 *
 * panel 1920x1200 1.5: ctest plays it once more on a panel of that size, where the design's pixels
 * are so many, with --check-items
 *
 * window 1080x1920: size of the screen, unless --window says another. station kiosk: passed on to
 * foyer
 *
 * printer MANNER: with a scripted printer (tests/fake/printer.h), which the config names
 *
 * at 09:42: the clock begins then (09:42 when not said), today or on the next Monday to Friday:
 * clinics have their hours, whenever the tests run
 *
 * config section.key=value
 *
 * Among the steps, for a play with a server (served.h): "cut" and "back", where the server is
 * stopped and started again if not in the middle and before the last quarter; "served " and "alone
 * " before a step that is only played with, or without one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { OVERRIDES_MAX = 16, BESIDE_MAX = 3, BESIDE_KEYS_MAX = 8 };

struct beside {
    char kind[16];
    int width, height;
    bool shared;
    char *overrides[BESIDE_KEYS_MAX];
    size_t override_count;
};

struct step {
    int line;
    char *text;
};

struct script {
    const char *path;
    char name[64]; /* the file's, without folder and ending */
    char lang[8], station[16];
    bool server;
    char served_no[160];            /* why it is not played with a server; "" = it is */
    size_t cut, back;               /* before which step the served one's server goes and comes */
    char printer[24];               /* "" = none */
    int at_min;                     /* minutes after midnight */
    int width, height;              /* 0 = not said */
    char *overrides[OVERRIDES_MAX]; /* "section.key=value" */
    size_t override_count;
    struct beside beside[BESIDE_MAX];
    size_t beside_count;
    struct step *steps;
    size_t count;
};

bool script_read(const char *path, struct script *script); /* false: told on stderr */
void script_clear(struct script *script);

/* Writes `from` to `to` with the overrides in place of the keys' own lines. False: told on stderr.
 */
bool script_config(const char *from, const char *to, char *const *overrides, size_t count);
