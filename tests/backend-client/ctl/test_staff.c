/* backend-client/ctl/staff.c and audit.c: the program itself, PINs on its stdin. */
#include "support/temp.h"

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

struct fixture {
    char dir[TEMP_SIZE], program[600], out[16 * 1024];
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    temp_make(f->dir);
    ssize_t length = readlink("/proc/self/exe", f->program, sizeof f->program - 20);
    assert_true(length > 0);
    f->program[length] = '\0';
    strcpy(strrchr(f->program, '/'), "/../foyerctl");
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    temp_remove(f->dir);
    free(f);
    return 0;
}

static int run(struct fixture *f, const char *input, const char *words)
{
    char command[2000];
    snprintf(command, sizeof command, "printf '%s' | %s --state %s/state %s 2>&1", input,
             f->program, f->dir, words);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t size = fread(f->out, 1, sizeof f->out - 1, pipe);
    f->out[size] = '\0';
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void says(struct fixture *f, const char *text)
{
    if (!strstr(f->out, text))
        fail_msg("wanted: %s\ngot: %s", text, f->out);
}

static void staff_are_added_listed_locked_and_recorded(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(run(f, "BADGE-1\\n730516\\n",
                         "staff add 0512 --name-zh 吴晓岚 --roles guide,window --badge"),
                     0);
    assert_int_equal(run(f, "73051602\\n", "staff add 0600 --name-zh 高远 --roles guide"), 0);
    assert_int_equal(run(f, "", "staff lock 0600"), 0);
    assert_int_equal(run(f, "", "staff list"), 0);
    says(f, "0512       active  badge    guide,window");
    says(f, "0600       locked  no badge guide");
    assert_int_equal(run(f, "", "staff unlock 0600"), 0);
    assert_int_equal(run(f, "84730516\\n", "staff pin 0600"), 0);
    assert_int_equal(run(f, "", "--json staff list"), 0);
    says(f, "\"state\": \"active\"");
    assert_int_equal(run(f, "", "audit list --last 2"), 0);
    says(f, "staff-pin");
    assert_null(strstr(f->out, "staff-lock"));
    assert_int_equal(run(f, "", "audit verify"), 0);
    says(f, "whole: 5 records");
    char *head = strstr(f->out, "5:"), words[100];
    assert_non_null(head);
    snprintf(words, sizeof words, "audit verify --noted %.34s", head);
    assert_int_equal(run(f, "", words), 0);
    assert_int_equal(run(f, "", "audit verify --noted 6:00"), 1);
    says(f, "cut off");
}

static void bad_words_and_pins_are_told(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *input, *words, *answer;
    } table[] = {
        {"12345\\n", "staff add 1 --name-zh A --roles guide", "6 digits"},
        {"123456\\n", "staff add 1 --name-zh A --roles guide", "run"},
        {"", "staff add 1 --name-zh A --roles guide", "no PIN was read"},
        {"730516\\n", "staff add 1 --name-zh A --roles king", "--roles is some of"},
        {"730516\\n", "staff add 1 --roles guide", "wants --name-zh"},
        {"730516\\n", "staff add 1 730516 --name-zh A --roles guide", "staff list | add ID"},
        {"730516\\n", "staff add a_b --name-zh A --roles guide", "letters, digits"},
        {"730516\\n", "staff pin 9", "nobody has"},
        {"", "staff lock 9", "nobody has"},
        {"", "staff lock", "staff list"},
        {"", "audit", "audit verify"},
        {"", "audit verify --noted x", "audit verify"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_int_equal(run(f, table[i].input, table[i].words), 2);
        says(f, table[i].answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(staff_are_added_listed_locked_and_recorded, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(bad_words_and_pins_are_told, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
