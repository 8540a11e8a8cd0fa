/* foyerctl as its users call it: the program itself, with a store in a folder of its own. */
#pragma once

#include "support/temp.h"

struct program {
    char dir[TEMP_SIZE], path[600];
    char out[64 * 1024],
        before[64 * 1024]; /* both outputs of the last run, and of the one before */
};

/* cmocka's setup and teardown; *state is a struct program. */
int program_setup(void **state);
int program_teardown(void **state);
/* Runs "foyerctl WORDS"; `input` (as printf reads it; NULL: none) on its stdin. The exit code. */
int program_run(struct program *p, const char *input, const char *words);
/* Fails the test unless the last run said so. */
void program_says(struct program *p, const char *text);
