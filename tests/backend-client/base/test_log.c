#include "base/log.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

static char dir[64];

static void read_log(char *out, size_t size)
{
    char path[100];
    snprintf(path, sizeof path, "%s/log/test.log", dir);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    out[fread(out, 1, size - 1, f)] = '\0';
    fclose(f);
}

static void a_line_carries_an_event_a_uuid_and_an_error(void **state)
{
    (void)state;
    char uuid[37], text[4000];
    uuid_new(uuid);
    assert_int_equal(log_open(dir, "test", clock_system()), ERR_OK);
    log_event("store", "kept", uuid, ERR_OK);
    log_event("store", "not kept", "张三丰 13812345678", ERR_IO);
    log_number("http", "status", 13812345678LL);
    log_path("fhir", "malformed", "Patient.name 张三丰 13812345678");
    read_log(text, sizeof text);
    assert_non_null(strstr(text, uuid));
    assert_non_null(strstr(text, "store: not kept io\n"));
    assert_non_null(strstr(text, "Patient.name?"));
    assert_null(strstr(text, "张"));
    assert_null(strstr(text, "138123456"));
    log_close();
}

static void the_log_is_bounded(void **state)
{
    (void)state;
    assert_int_equal(log_open(dir, "test", clock_system()), ERR_OK);
    for (int i = 0; i < 200000; i++)
        log_path("log", "filling", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    log_close();
    static const char *const names[] = {"test.log", "test.log.1", "test.log.2", "test.log.3"};
    for (int i = 0; i < 4; i++) {
        char path[100];
        struct stat st;
        snprintf(path, sizeof path, "%s/log/%s", dir, names[i]);
        assert_int_equal(stat(path, &st), 0);
        assert_true(st.st_size < 2200000);
        remove(path);
    }
    char path[100];
    struct stat st;
    snprintf(path, sizeof path, "%s/log/test.log.4", dir);
    assert_int_not_equal(stat(path, &st), 0);
}

int main(void)
{
    strcpy(dir, "/tmp/foyer-log-XXXXXX");
    if (!mkdtemp(dir))
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_carries_an_event_a_uuid_and_an_error),
        cmocka_unit_test(the_log_is_bounded),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    char path[100];
    snprintf(path, sizeof path, "%s/log", dir);
    remove(path);
    remove(dir);
    return failed;
}
