/* The table of config keys: section, name, where it is kept, default, unit, what is allowed and
 * what it is for. */
#pragma once

#include "base/config.h"

enum key_type {
    KEY_TEXT,   /* at most size - 1 bytes */
    KEY_FILE,   /* a path; relative to the config file's folder */
    KEY_NUMBER, /* int */
    KEY_REAL,   /* double */
    KEY_SWITCH, /* int, yes or no */
    KEY_CHOICE  /* an enum by its names, NULL terminated */
};

struct config_key {
    const char *section, *name;
    enum key_type type;
    size_t offset, size;
    const char *fallback; /* the default, as written in a file */
    double least, most;
    const char *const *choices;
    const char *allowed; /* for people: unit and range */
    const char *help;
};

extern const struct config_key config_keys[];
extern const size_t config_key_count;
