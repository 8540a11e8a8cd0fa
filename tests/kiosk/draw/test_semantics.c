/* Covers kiosk/draw/semantics.c. */
#include "draw/semantics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static void written(const struct frame_facts *facts, const struct draw_list *list, char *out,
                    size_t size)
{
    char path[] = "/tmp/foyer-semantics-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    struct semantics *semantics;
    assert_int_equal(semantics_open(path, &semantics), ERR_OK);
    semantics_write(semantics, facts, list);
    FILE *f = fopen(path, "r"); /* before closing: each line is flushed */
    assert_non_null(f);
    size_t n = fread(out, 1, size - 1, f);
    out[n] = 0;
    fclose(f);
    semantics_close(semantics);
    unlink(path);
}

static void a_frame_is_one_line_as_the_contract_says(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    struct item *item = draw_list_item(list, "dept:cardiology", ROLE_BUTTON,
                                       (struct box){60, 420, 960, 132}, "心血管内科");
    item->min_px = 31;
    item->lines = 1;
    struct frame_facts facts = {
        .screen = "book.departments", .lang = "zh_CN", .large = true, .ms = 1234.5};
    char line[2048];
    written(&facts, list, line, sizeof line);
    assert_string_equal(
        line,
        "{\"frame\": 1, \"ms\": 1234.5, \"screen\": \"book.departments\", \"lang\": \"zh_CN\", "
        "\"modes\": [\"large\"], \"busy\": false, \"items\": [{\"id\": \"dept:cardiology\", "
        "\"role\": \"button\", \"label\": \"心血管内科\", \"value\": \"\", \"x\": 60, \"y\": 420, "
        "\"w\": 960, \"h\": 132, \"enabled\": true, \"focused\": false, \"min_px\": 31, \"lines\": "
        "1, "
        "\"fits\": true}]}\n");
    draw_list_free(list);
}

static void every_byte_is_escaped_to_valid_json(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    struct item *item = draw_list_item(list, "x", ROLE_FIELD, (struct box){0},
                                       "a\"b\\c\nd\x01\x0e"
                                       "bold\x0f\x7f\xff\xe4\xbd");
    item->value = draw_list_text(list, "secret words");
    item->secret = true;
    struct frame_facts facts = {
        .screen = "home", .lang = "en", .contrast = true, .low = true, .busy = true};
    char line[2048];
    written(&facts, list, line, sizeof line);
    assert_non_null(strstr(
        line,
        "\"label\": \"a\\\"b\\\\c\\nd\\u0001bold\\u007f\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""));
    assert_non_null(strstr(line, "\"modes\": [\"contrast\", \"low\"]"));
    assert_null(strstr(line, "secret words"));
    draw_list_free(list);
}

static void a_file_that_cannot_be_written_is_refused(void **state)
{
    (void)state;
    struct semantics *semantics;
    assert_int_equal(semantics_open("/nonexistent/foyer", &semantics), ERR_IO);
    assert_null(semantics);
    semantics_close(semantics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_frame_is_one_line_as_the_contract_says),
        cmocka_unit_test(every_byte_is_escaped_to_valid_json),
        cmocka_unit_test(a_file_that_cannot_be_written_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
