/* backend-client/ctl/staff.c and audit.c: the program itself, PINs on its stdin. */
#include "support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void staff_are_added_listed_locked_and_recorded(void **state)
{
    struct program *f = *state;
    assert_int_equal(program_run(f, "BADGE-1\\n730516\\n",
                                 "staff add 0512 --name-zh 吴晓岚 --roles guide,window --badge"),
                     0);
    assert_int_equal(program_run(f, "73051602\\n", "staff add 0600 --name-zh 高远 --roles guide"),
                     0);
    assert_int_equal(program_run(f, "", "staff lock 0600"), 0);
    assert_int_equal(program_run(f, "", "staff list"), 0);
    program_says(f, "0512       active  badge    guide,window");
    program_says(f, "0600       locked  no badge guide");
    assert_int_equal(program_run(f, "", "staff unlock 0600"), 0);
    assert_int_equal(program_run(f, "84730516\\n", "staff pin 0600"), 0);
    assert_int_equal(program_run(f, "", "--json staff list"), 0);
    program_says(f, "\"state\": \"active\"");
    assert_int_equal(program_run(f, "", "audit list --last 2"), 0);
    program_says(f, "staff-pin");
    assert_null(strstr(f->out, "staff-lock"));
    assert_int_equal(program_run(f, "", "audit verify"), 0);
    program_says(f, "whole: 5 records");
    char *head = strstr(f->out, "head   5:"), words[100];
    assert_non_null(head);
    snprintf(words, sizeof words, "audit verify --noted %.34s", head + strlen("head   "));
    assert_int_equal(program_run(f, "", words), 0);
    assert_int_equal(program_run(f, "", "audit verify --noted 6:00"), 1);
    program_says(f, "cut off");
}

static void bad_words_and_pins_are_told(void **state)
{
    struct program *f = *state;
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
        assert_int_equal(program_run(f, table[i].input, table[i].words), 2);
        program_says(f, table[i].answer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(staff_are_added_listed_locked_and_recorded, program_setup,
                                        program_teardown),
        cmocka_unit_test_setup_teardown(bad_words_and_pins_are_told, program_setup,
                                        program_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
