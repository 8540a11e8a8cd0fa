/* Covers kiosk/i18n/catalogue.c */
#include "i18n/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define REAL FOYER_LOCALE "/zh_CN/LC_MESSAGES/foyer.mo"

static char *read_all(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = malloc(1 << 20);
    *size = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

static enum err open_bytes(const char *bytes, size_t size)
{
    char path[] = "/tmp/catalogue-XXXXXX";
    struct catalogue *catalogue;
    FILE *file = fdopen(mkstemp(path), "wb");
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
    enum err err = catalogue_open(path, &catalogue);
    if (err == ERR_OK)
        assert_null(catalogue_find(catalogue, "no such sentence"));
    catalogue_close(catalogue);
    unlink(path);
    return err;
}

static void a_sentence_is_found(void **state)
{
    (void)state;
    struct catalogue *catalogue;
    assert_int_equal(catalogue_open(REAL, &catalogue), ERR_OK);
    assert_string_equal(catalogue_find(catalogue, "Next"), "下一步");
    assert_null(catalogue_find(catalogue, "Nex"));
    assert_null(catalogue_find(catalogue, "Nextt"));
    catalogue_close(catalogue);
}

static void a_missing_file_is_told(void **state)
{
    (void)state;
    struct catalogue *catalogue;
    assert_int_equal(catalogue_open("/nowhere/foyer.mo", &catalogue), ERR_NOT_FOUND);
    assert_null(catalogue);
}

static void a_file_cut_anywhere_is_refused_or_sound(void **state)
{
    (void)state;
    size_t size;
    char *bytes = read_all(REAL, &size);
    assert_int_equal(open_bytes(bytes, size), ERR_OK);
    for (size_t cut = 1; cut < size; cut += 97)
        assert_int_equal(open_bytes(bytes, size - cut), ERR_INVALID);
    free(bytes);
}

static void damaged_numbers_never_lead_outside(void **state)
{
    (void)state;
    size_t size;
    char *bytes = read_all(REAL, &size);
    for (size_t at = 0; at < 400 && at < size; at++) {
        char was = bytes[at];
        bytes[at] = (char)(was ^ 0x55);
        enum err err = open_bytes(bytes, size); /* the sanitizers watch */
        assert_true(err == ERR_OK || err == ERR_INVALID);
        bytes[at] = was;
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_is_found),
        cmocka_unit_test(a_missing_file_is_told),
        cmocka_unit_test(a_file_cut_anywhere_is_refused_or_sound),
        cmocka_unit_test(damaged_numbers_never_lead_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
