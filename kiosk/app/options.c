#include "app/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum word {
    W_CONFIG,
    W_STATE,
    W_STATION,
    W_WINDOW,
    W_LANG,
    W_AUTOMATION,
    W_DEMO,
    W_CHECK,
    W_VERSION
};

static const struct {
    const char *name, *allowed; /* allowed NULL: takes no value */
} words[] = {
    [W_CONFIG] = {"--config", "a file"},
    [W_STATE] = {"--state", "a folder"},
    [W_STATION] = {"--station", "kiosk, board, window or guide"},
    [W_WINDOW] = {"--window", "WIDTHxHEIGHT in pixels, each 320 to 8192"},
    [W_LANG] = {"--lang", "zh_CN or en"},
    [W_AUTOMATION] = {"--automation", "a file"},
    [W_DEMO] = {"--demo", NULL},
    [W_CHECK] = {"--check-config", NULL},
    [W_VERSION] = {"--version", NULL},
};
#define WORDS (int)(sizeof words / sizeof *words)

static bool read_window(const char *value, struct options *out)
{
    char rest;
    return sscanf(value, "%4dx%4d%c", &out->width, &out->height, &rest) == 2 && out->width >= 320 &&
           out->height >= 320 && out->width <= 8192 && out->height <= 8192;
}

static bool read_lang(const char *value, struct options *out)
{
    out->lang = strcmp(value, "en") == 0 ? LANG_EN : LANG_ZH;
    return out->lang == LANG_EN || strcmp(value, "zh_CN") == 0;
}

static bool read_station(const char *value, struct options *out)
{
    for (out->station = 0; out->station < STATION_COUNT; out->station++)
        if (strcmp(value, station_names[out->station]) == 0)
            return true;
    return false;
}

static bool read_path(const char *value, char *out)
{
    return value[0] != 0 && snprintf(out, CONFIG_PATH_SIZE, "%s", value) < CONFIG_PATH_SIZE;
}

static bool take(struct options *out, int word, const char *value)
{
    switch ((enum word)word) {
    case W_CONFIG:
        return read_path(value, out->config);
    case W_STATE:
        return read_path(value, out->state);
    case W_STATION:
        return read_station(value, out);
    case W_WINDOW:
        return read_window(value, out);
    case W_LANG:
        return read_lang(value, out);
    case W_AUTOMATION:
        out->automation = value;
        return value[0] != 0;
    case W_DEMO:
        return out->demo = true;
    case W_CHECK:
        return out->check_config = true;
    case W_VERSION:
        return out->version = true;
    }
    return false;
}

static int find(const char *name)
{
    for (int i = 0; i < WORDS; i++)
        if (strcmp(name, words[i].name) == 0)
            return i;
    return -1;
}

/* Where the state goes when nobody says: systemd's StateDirectory, else the user's own. */
static bool default_state(struct options *out)
{
    const char *dir = getenv("STATE_DIRECTORY"), *home = getenv("HOME"),
               *xdg = getenv("XDG_STATE_HOME");
    const char *name = out->demo ? "foyer-demo" : "foyer";
    int n;
    if (dir != NULL && dir[0] == '/')
        n = snprintf(out->state, sizeof out->state, "%s", dir);
    else if (xdg != NULL && xdg[0] == '/')
        n = snprintf(out->state, sizeof out->state, "%s/%s", xdg, name);
    else
        n = snprintf(out->state, sizeof out->state, "%s/.local/state/%s",
                     home != NULL && home[0] == '/' ? home : "/var/lib", name);
    return n > 0 && (size_t)n < sizeof out->state;
}

bool options_read(int argc, char **argv, const char *config_dir, struct options *out, char *message,
                  size_t size)
{
    *out = (struct options){.lang = LANG_ZH, .station = -1};
    for (int i = 1; i < argc; i++) {
        int word = find(argv[i]);
        if (word < 0) {
            snprintf(message, size, "%s: no such option; allowed:", argv[i]);
            for (int w = 0; w < WORDS; w++) {
                size_t used = strlen(message);
                snprintf(message + used, size - used, " %s", words[w].name);
            }
            return false;
        }
        const char *value = words[word].allowed == NULL ? "" : i + 1 < argc ? argv[++i] : NULL;
        if (value == NULL || !take(out, word, value)) {
            snprintf(message, size, "%s %s: allowed is %s", words[word].name,
                     value != NULL ? value : "without a value", words[word].allowed);
            return false;
        }
    }
    if (out->config[0] == 0)
        snprintf(out->config, sizeof out->config, "%s/%s.conf", config_dir,
                 out->demo ? "demo" : "foyer");
    if (out->state[0] == 0 && !default_state(out)) {
        snprintf(message, size, "--state: name a folder");
        return false;
    }
    return true;
}
