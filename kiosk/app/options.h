/* The command line of `foyer` (CONTRACT.md, "Programs"). */
#pragma once

#include "base/config.h"
#include "model/label.h"

#include <stdbool.h>
#include <stddef.h>

#define EXIT_WORDS 2   /* wrong words or config */
#define EXIT_STORE 3   /* the store cannot be opened */
#define EXIT_DISPLAY 4 /* no display */

struct options {
    char config[CONFIG_PATH_SIZE];
    char state[CONFIG_PATH_SIZE];
    const char *automation; /* NULL = none */
    int station;            /* enum station; -1 = the config's */
    int width, height;      /* 0 = as large as the display */
    enum lang lang;
    bool demo, check_config, version;
};

/* False: `message` says in one line which word is wrong and what is allowed. `config_dir` is where
 * foyer.conf and demo.conf are looked for. */
bool options_read(int argc, char **argv, const char *config_dir, struct options *out, char *message,
                  size_t size);
