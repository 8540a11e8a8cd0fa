#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void a_copy_is_cut_at_a_code_point(void **state)
{
    (void)state;
    char out[8];
    assert_true(text_copy(out, sizeof out, "心内科") == false);
    assert_string_equal(out, "心内");
    assert_true(text_copy(out, sizeof out, "ab心c"));
    assert_string_equal(out, "ab心c");
    assert_false(text_copy(out, sizeof out, "abc心内"));
    assert_string_equal(out, "abc心");
    assert_false(text_format(out, sizeof out, "%d%s", 12, "𠀀𠀀"));
    assert_string_equal(out, "12𠀀");
    assert_false(text_append(out, sizeof out, "é"));
    assert_string_equal(out, "12𠀀");
}

static void bad_bytes_are_read_one_by_one(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t first;
        size_t step;
    } cases[] = {{"a", 'a', 1},
                 {"心", 0x5fc3, 3},
                 {"𠀀", 0x20000, 4},
                 {"\xc0\x80", 0xfffd, 1},
                 {"\xe5\xbf", 0xfffd, 1},
                 {"\xed\xa0\x80", 0xfffd, 1},
                 {"\xf5\x80\x80\x80", 0xfffd, 1},
                 {"\x80", 0xfffd, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *p = cases[i].text;
        assert_int_equal(text_next(&p), cases[i].first);
        assert_int_equal(p - cases[i].text, cases[i].step);
    }
}

static void what_is_put_is_read_again(void **state)
{
    (void)state;
    static const uint32_t codes[] = {1, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        char out[5];
        size_t n = text_put(codes[i], out);
        const char *p = out;
        assert_int_equal(text_next(&p), codes[i]);
        assert_int_equal(p - out, n);
    }
}

static void a_patients_text_loses_controls_and_bidi_overrides(void **state)
{
    (void)state;
    char out[64];
    text_clean(out, sizeof out, "  \x07等了\xe2\x80\xae两\tM\xc2\x85 \n\n", 100);
    assert_string_equal(out, "等了两 M");
    text_clean(out, sizeof out, "一二三四五", 3);
    assert_string_equal(out, "一二三");
    text_clean(out, sizeof out, "\xff\xfe", 3);
    assert_string_equal(out, "");
}

static void valid_text_has_no_controls_but_line_ends(void **state)
{
    (void)state;
    assert_true(text_valid("心\n内", 7));
    assert_false(text_valid("a\x01", 2));
    assert_false(text_valid("a\0b", 3));
    assert_false(text_valid("\xe5\xbf", 2));
    assert_true(text_valid("\xef\xbf\xbd", 3));
}

static void popping_takes_one_character(void **state)
{
    (void)state;
    char text[] = "a心";
    text_pop(text);
    assert_string_equal(text, "a");
    text_pop(text);
    text_pop(text);
    assert_string_equal(text, "");
}

static void a_buffer_stops_at_its_limit(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 10);
    assert_true(buf_text(&buf, "12345"));
    assert_true(buf_format(&buf, "%s", "67890"));
    assert_false(buf_text(&buf, "x"));
    assert_true(buf.over);
    assert_string_equal(buf_string(&buf), "1234567890");
    char *taken = buf_take(&buf);
    assert_string_equal(taken, "1234567890");
    assert_string_equal(buf_string(&buf), "");
    free(taken);
    buf_clear(&buf);
}

static void every_uuid_is_valid_and_new(void **state)
{
    (void)state;
    char a[37], b[37];
    uuid_new(a);
    uuid_new(b);
    assert_true(uuid_valid(a));
    assert_string_not_equal(a, b);
    assert_false(uuid_valid(NULL));
    assert_false(uuid_valid("00000000-0000-0000-0000-000000000000"));
}

static void every_error_has_a_name(void **state)
{
    (void)state;
    for (enum err e = 0; e < ERR_COUNT; e++)
        assert_true(strlen(err_name(e)) > 1);
    assert_true(err_retryable(ERR_OFFLINE));
    assert_false(err_retryable(ERR_TAKEN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_cut_at_a_code_point),
        cmocka_unit_test(bad_bytes_are_read_one_by_one),
        cmocka_unit_test(what_is_put_is_read_again),
        cmocka_unit_test(a_patients_text_loses_controls_and_bidi_overrides),
        cmocka_unit_test(valid_text_has_no_controls_but_line_ends),
        cmocka_unit_test(popping_takes_one_character),
        cmocka_unit_test(a_buffer_stops_at_its_limit),
        cmocka_unit_test(every_uuid_is_valid_and_new),
        cmocka_unit_test(every_error_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
