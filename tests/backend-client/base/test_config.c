#include "base/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static char path[] = "/tmp/foyer-conf-XXXXXX";

static enum err read_text(const char *text, struct config *config, char *message)
{
    FILE *f = fopen(path, "w");
    fputs(text, f);
    fclose(f);
    config_defaults(config);
    message[0] = '\0';
    return config_read(path, config, message, 300);
}

static void the_shipped_file_is_the_table(void **state)
{
    (void)state;
    struct buf want;
    buf_init(&want, 1 << 20);
    config_example(&want);
    FILE *f = fopen(FOYER_CONFIG_DIR "/foyer.conf", "r");
    assert_non_null(f);
    char *text = calloc(1, 1 << 20);
    size_t size = fread(text, 1, (1 << 20) - 1, f);
    fclose(f);
    assert_int_equal(size, want.size);
    assert_string_equal(text, buf_string(&want));
    free(text);
    buf_clear(&want);
}

static void the_shipped_file_changes_nothing_when_its_keys_are_uncommented(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, 1 << 20);
    config_example(&text);
    for (char *p = text.data; p && *p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL)
        if (!strncmp(p, "# ", 2) && strstr(p, " =") &&
            strcspn(p + 2, " ") == (size_t)(strstr(p, " =") - p - 2))
            p[0] = p[1] = ' ';
    for (char *p = text.data; *p; p++)
        while (p[0] == '\n' && p[1] == ' ')
            memmove(p + 1, p + 2, strlen(p + 2) + 1);
    struct config config, defaults;
    char message[300];
    memset(&defaults, 0, sizeof defaults);
    config_defaults(&defaults);
    assert_int_equal(read_text(text.data, &config, message), ERR_OK);
    memset(&config.source, 0, sizeof config.source);
    assert_memory_equal(&config, &defaults, sizeof config);
    buf_clear(&text);
}

static void the_demo_and_test_files_are_good(void **state)
{
    (void)state;
    static const char *const names[] = {FOYER_CONFIG_DIR "/demo.conf",
                                        FOYER_CONFIG_DIR "/test.conf"};
    for (int i = 0; i < 2; i++) {
        struct config config;
        char message[300] = "";
        config_defaults(&config);
        assert_int_equal(config_read(names[i], &config, message, sizeof message), ERR_OK);
        assert_non_null(strstr(config.store.content, "assets/demo"));
        config.store.content[0] = '\0'; /* that it is there and good is content.valid's to say */
        assert_int_equal(config_check(&config, message, sizeof message), ERR_OK);
        assert_true(config.automation.allow);
        assert_string_equal(config.station.id, "KIOSK-03");
    }
}

static void a_mistake_is_told_with_file_line_key_and_what_is_allowed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"[server]\nurll = x\n", ":2: [server] urll: unknown key"},
        {"# c\n\n[sever]\nurl = x\n", ":4: [sever] url: unknown section"},
        {"[booking]\nmax_open = 0\n",
         ":2: [booking] max_open: \"0\" is not allowed; allowed: 1 to 50"},
        {"[booking]\nmax_open = 3x\n", "\"3x\" is not allowed"},
        {"[printer]\nkind = laser\n", "allowed: null, file, device or tcp"},
        {"[automation]\nallow = 1\n", "allowed: yes or no"},
        {"[station]\nletter = KKKK\n", "\"KKKK\" is not allowed"},
        {"[station]\nid = A\nid = B\n", ":3: [station] id: given twice"},
        {"[station]\nid\n", ":2: not a line of the form"},
        {"[station]\nname_zh = a\x01\n", "name_zh"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct config config;
        char message[300];
        assert_int_equal(read_text(cases[i].text, &config, message), ERR_INVALID);
        if (!strstr(message, cases[i].says))
            fail_msg("%s does not say %s", message, cases[i].says);
        assert_null(strchr(message, '\n'));
    }
}

static void a_long_line_is_refused_not_cut(void **state)
{
    (void)state;
    char text[800] = "[store]\ncontent = ", message[300];
    memset(text + strlen(text), 'a', 600);
    struct config config;
    assert_int_equal(read_text(text, &config, message), ERR_INVALID);
    assert_non_null(strstr(message, ":2: the line is too long"));
}

static void file_names_are_relative_to_the_config_file(void **state)
{
    (void)state;
    struct config config;
    char message[300];
    assert_int_equal(
        read_text("[store]\ncontent = demo/x\nkey_file = /etc/key\n", &config, message), ERR_OK);
    assert_string_equal(config.store.content, "/tmp/demo/x");
    assert_string_equal(config.store.key_file, "/etc/key");
    assert_string_equal(config.server.ca_file, "");
}

static void what_no_single_key_can_say_is_checked(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says; /* NULL: good */
    } cases[] = {
        {"", NULL},
        {"[hospital]\nbase = http://h.example\n[server]\nurl = http://127.0.0.1:8103/fhir\n", NULL},
        {"[server]\nurl = https://h.example\n", "[hospital] base"},
        {"[hospital]\nbase = http://h.example\n[server]\nurl = http://h.example\n", "[server] url"},
        {"[hospital]\nbase = http://h.example\n[server]\nurl = http://localhost.evil.example\n",
         "[server] url"},
        {"[hospital]\nbase = http://h.example\n[server]\nurl = https://h.example\nauth = bearer\n",
         ":5: [server] secret_file"},
        {"[hospital]\ntimezone = Mars/Olympus\n", "timezone"},
        {"[hospital]\nbase = http://h.example/\n", "[hospital] base"},
        {"[station]\nletter = A\n", ":2: [station] letter"},
        {"[printer]\nkind = tcp\n", ":2: [printer] host: needed for kind = tcp"},
        {"[automation]\nclock = x\n", ":2: [automation] clock"},
        {"[store]\ncontent = /no/such\n", ":2: [store] content"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct config config;
        char message[300];
        assert_int_equal(read_text(cases[i].text, &config, message), ERR_OK);
        enum err err = config_check(&config, message, sizeof message);
        assert_int_equal(err, cases[i].says ? ERR_INVALID : ERR_OK);
        if (cases[i].says && !strstr(message, cases[i].says))
            fail_msg("%s does not say %s", message, cases[i].says);
    }
}

int main(void)
{
    close(mkstemp(path));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_file_is_the_table),
        cmocka_unit_test(the_shipped_file_changes_nothing_when_its_keys_are_uncommented),
        cmocka_unit_test(the_demo_and_test_files_are_good),
        cmocka_unit_test(a_mistake_is_told_with_file_line_key_and_what_is_allowed),
        cmocka_unit_test(a_long_line_is_refused_not_cut),
        cmocka_unit_test(file_names_are_relative_to_the_config_file),
        cmocka_unit_test(what_no_single_key_can_say_is_checked),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failed;
}
