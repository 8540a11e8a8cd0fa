/* Covers kiosk/app/options.c. */
#include "app/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static bool read(struct options *out, char *message, const char *line)
{
    char copy[400], *argv[24] = {"foyer"};
    int argc = 1;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " "))
        argv[argc++] = word;
    char *kept[24];
    for (int i = 0; i < argc; i++)
        kept[i] = strdup(argv[i]); /* options keep pointers into argv, as main's live for ever */
    bool good = options_read(argc, kept, "/etc/foyer", out, message, 400);
    if (out->automation != NULL)
        assert_string_equal(out->automation, "out.ndjson");
    for (int i = 0; i < argc; i++)
        free(kept[i]);
    return good;
}

static void every_word_of_the_contract_is_understood(void **state)
{
    (void)state;
    struct options o;
    char message[400] = "";
    assert_true(read(&o, message,
                     "--config a.conf --state s --station kiosk --window 1080x1920 --lang en "
                     "--automation out.ndjson --demo --check-config --version"));
    assert_string_equal(o.config, "a.conf");
    assert_string_equal(o.state, "s");
    assert_int_equal(o.width, 1080);
    assert_int_equal(o.height, 1920);
    assert_int_equal(o.lang, LANG_EN);
    assert_true(o.demo && o.check_config && o.version);
}

static void without_words_it_takes_the_usual(void **state)
{
    (void)state;
    struct options o;
    char message[400] = "";
    setenv("XDG_STATE_HOME", "/home/kiosk/state", 1);
    unsetenv("STATE_DIRECTORY");
    assert_true(read(&o, message, ""));
    assert_string_equal(o.config, "/etc/foyer/foyer.conf");
    assert_string_equal(o.state, "/home/kiosk/state/foyer");
    assert_int_equal(o.width, 0);
    assert_int_equal(o.lang, LANG_ZH);
    assert_true(read(&o, message, "--demo"));
    assert_string_equal(o.config, "/etc/foyer/demo.conf");
    assert_string_equal(o.state, "/home/kiosk/state/foyer-demo");
}

static void a_wrong_word_is_named_with_what_is_allowed(void **state)
{
    (void)state;
    static const struct {
        const char *line, *named;
    } rows[] = {
        {"--nonsense", "--nonsense: no such option; allowed: --config"},
        {"--window big", "--window big: allowed is WIDTHxHEIGHT"},
        {"--window 1080x1920x3", "--window 1080x1920x3"},
        {"--window 10x10", "--window 10x10"},
        {"--lang fr", "--lang fr: allowed is zh_CN or en"},
        {"--station bank", "--station bank: allowed is kiosk, board, window or guide"},
        {"--config", "--config without a value"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct options o;
        char message[400] = "";
        assert_false(read(&o, message, rows[i].line));
        assert_non_null(strstr(message, rows[i].named));
        assert_null(strchr(message, '\n'));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_contract_is_understood),
        cmocka_unit_test(without_words_it_takes_the_usual),
        cmocka_unit_test(a_wrong_word_is_named_with_what_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
