#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>

int program_setup(void **state)
{
    struct program *p = calloc(1, sizeof *p);
    assert_non_null(p);
    temp_make(p->dir);
    ssize_t length = readlink("/proc/self/exe", p->path, sizeof p->path - 20);
    assert_true(length > 0);
    p->path[length] = '\0';
    strcpy(strrchr(p->path, '/'), "/../foyerctl");
    *state = p;
    return 0;
}

int program_teardown(void **state)
{
    struct program *p = *state;
    temp_remove(p->dir);
    free(p);
    return 0;
}

int program_run(struct program *p, const char *input, const char *words)
{
    char command[3000];
    int length = snprintf(command, sizeof command, "printf '%s' | %s --state %s/state %s 2>&1",
                          input ? input : "", p->path, p->dir, words);
    assert_true(length > 0 && (size_t)length < sizeof command);
    memcpy(p->before, p->out, sizeof p->before);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t size = fread(p->out, 1, sizeof p->out - 1, pipe);
    p->out[size] = '\0';
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

void program_says(struct program *p, const char *text)
{
    if (!strstr(p->out, text))
        fail_msg("wanted: %s\ngot: %s", text, p->out);
}
