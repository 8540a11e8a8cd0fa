/* Covers kiosk/input/scanner.c. */
#include "input/scanner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static int64_t feed(struct scanner *scanner, const char *text, int64_t from_ms, int64_t gap_ms)
{
    char out[SCANNER_MAX + 1], one[2] = "";
    for (const char *p = text; *p; p++, from_ms += gap_ms) {
        one[0] = *p;
        assert_int_equal(scanner_text(scanner, one, from_ms, out), SCANNED_NOTHING);
    }
    return from_ms - gap_ms;
}

static void a_burst_that_ends_with_return_is_a_scan(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    int64_t at = feed(&scanner, "11010519491231002X", 1000, 8);
    assert_int_equal(scanner_return(&scanner, at + 50, out), SCANNED_CODE);
    assert_string_equal(out, "11010519491231002X");
    assert_int_equal(scanner_wait(&scanner, at + 60), -1);
}

static void slower_keys_are_a_person_typing(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    assert_int_equal(scanner_text(&scanner, "a", 1000, out), SCANNED_NOTHING);
    assert_int_equal(scanner_wait(&scanner, 1010), 41);
    assert_int_equal(scanner_poll(&scanner, 1050, out), SCANNED_NOTHING);
    assert_int_equal(scanner_poll(&scanner, 1051, out), SCANNED_TYPED);
    assert_string_equal(out, "a");
    assert_int_equal(scanner_text(&scanner, "b", 1200, out), SCANNED_NOTHING);
    assert_int_equal(scanner_text(&scanner, "c", 1300, out), SCANNED_TYPED); /* no poll between */
    assert_string_equal(out, "b");
    assert_int_equal(scanner_return(&scanner, 1500, out), SCANNED_TYPED);
    assert_string_equal(out, "c");
    assert_int_equal(scanner_return(&scanner, 1600, out), SCANNED_NOTHING);
}

static void a_burst_without_return_is_typed(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    int64_t at = feed(&scanner, "472918", 1000, 5);
    assert_int_equal(scanner_poll(&scanner, at + 301, out), SCANNED_TYPED);
    assert_string_equal(out, "472918");
}

static void a_finger_takes_what_was_typed_before_it(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    feed(&scanner, "472918", 1000, 5);
    assert_int_equal(scanner_flush(&scanner, out), SCANNED_TYPED);
    assert_string_equal(out, "472918");
    assert_int_equal(scanner_flush(&scanner, out), SCANNED_NOTHING);
}

/* The machine was busy for a moment. */
static void a_reader_that_pauses_is_still_one_code(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    int64_t at = feed(&scanner, "110105194912", 1000, 8);
    at = feed(&scanner, "31002X", at + 300, 8);
    assert_int_equal(scanner_return(&scanner, at + 8, out), SCANNED_CODE);
    assert_string_equal(out, "11010519491231002X");
    at = feed(&scanner, "11", 5000, 8); /* two keys are not yet a reader's */
    assert_int_equal(scanner_text(&scanner, "0", at + 51, out), SCANNED_TYPED);
    assert_string_equal(out, "11");
}

/* Half a resident ID would be somebody's card number. */
static void the_rest_of_a_broken_scan_is_no_code(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    int64_t at = feed(&scanner, "110105194912", 1000, 8);
    assert_int_equal(scanner_poll(&scanner, at + 301, out), SCANNED_TYPED);
    at = feed(&scanner, "31002X", at + 900, 8);
    assert_int_equal(scanner_return(&scanner, at + 8, out), SCANNED_CONTROL);
    at = feed(&scanner, "31002X", at + 20, 8); /* it is scanned again, whole */
    assert_int_equal(scanner_return(&scanner, at + 8, out), SCANNED_CODE);
    at = feed(&scanner, "472918", at + 5000, 8);
    assert_int_equal(scanner_poll(&scanner, at + 301, out), SCANNED_TYPED);
    at = feed(&scanner, "31002X", at + 1001, 8); /* so much later it is something else */
    assert_int_equal(scanner_return(&scanner, at + 8, out), SCANNED_CODE);
}

static void nor_is_what_follows_its_first_keys(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    int64_t at = feed(&scanner, "11", 1000, 8);
    assert_int_equal(scanner_poll(&scanner, at + 51, out), SCANNED_TYPED);
    at = feed(&scanner, "010519491231002X", at + 90, 8);
    assert_int_equal(scanner_return(&scanner, at + 8, out), SCANNED_CONTROL);
    at = feed(&scanner, "1", at + 5000, 8); /* a person's key, and then a card */
    assert_int_equal(scanner_poll(&scanner, at + 51, out), SCANNED_TYPED);
    at = feed(&scanner, "11010519491231002X", at + 301, 8);
    assert_int_equal(scanner_return(&scanner, at + 8, out), SCANNED_CODE);
}

static void one_key_and_a_quick_return_are_typed(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    scanner_text(&scanner, "7", 1000, out);
    assert_int_equal(scanner_return(&scanner, 1020, out), SCANNED_TYPED);
    assert_string_equal(out, "7");
}

static void a_scan_that_is_too_long_is_thrown_away_whole(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char text[601], out[SCANNER_MAX + 1];
    memset(text, '9', 600);
    text[600] = 0;
    int64_t at = feed(&scanner, text, 1000, 2);
    assert_int_equal(scanner_return(&scanner, at + 2, out), SCANNED_TOO_LONG);
    assert_int_equal(scanner_poll(&scanner, at + 500, out), SCANNED_NOTHING);
    text[512] = 0;
    at = feed(&scanner, text, 10000, 2);
    assert_int_equal(scanner_return(&scanner, at + 2, out), SCANNED_CODE);
    assert_int_equal(strlen(out), 512);
}

static void a_scan_with_control_bytes_is_refused(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    int64_t at = feed(&scanner, "0112345", 1000, 5);
    scanner_control(&scanner, at + 5);
    at = feed(&scanner, "678", at + 10, 5);
    assert_int_equal(scanner_return(&scanner, at + 5, out), SCANNED_CONTROL);
    scanner_control(&scanner, 5000); /* a person leans on Escape: nothing to say */
    assert_int_equal(scanner_poll(&scanner, 5100, out), SCANNED_NOTHING);
    at = feed(&scanner,
              "ab\x1d"
              "cd",
              6000, 5);
    assert_int_equal(scanner_return(&scanner, at + 5, out), SCANNED_CONTROL);
    at = feed(&scanner,
              "ab\xff"
              "cd",
              7000, 5);
    assert_int_equal(scanner_return(&scanner, at + 5, out), SCANNED_CONTROL);
}

static void han_that_is_scanned_arrives_whole(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    char out[SCANNER_MAX + 1];
    scanner_text(&scanner, "江", 1000, out);
    scanner_text(&scanner, "畔", 1005, out);
    scanner_text(&scanner, "12", 1010, out);
    assert_int_equal(scanner_return(&scanner, 1020, out), SCANNED_CODE);
    assert_string_equal(out, "江畔12");
}

static void after_the_wipe_nothing_is_left(void **state)
{
    (void)state;
    struct scanner scanner = {0};
    const struct scanner empty = {0};
    feed(&scanner, "11010519491231002X", 1000, 8);
    scanner_wipe(&scanner);
    assert_memory_equal(&scanner, &empty, sizeof empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_burst_that_ends_with_return_is_a_scan),
        cmocka_unit_test(slower_keys_are_a_person_typing),
        cmocka_unit_test(a_burst_without_return_is_typed),
        cmocka_unit_test(a_finger_takes_what_was_typed_before_it),
        cmocka_unit_test(a_reader_that_pauses_is_still_one_code),
        cmocka_unit_test(the_rest_of_a_broken_scan_is_no_code),
        cmocka_unit_test(nor_is_what_follows_its_first_keys),
        cmocka_unit_test(one_key_and_a_quick_return_are_typed),
        cmocka_unit_test(a_scan_that_is_too_long_is_thrown_away_whole),
        cmocka_unit_test(a_scan_with_control_bytes_is_refused),
        cmocka_unit_test(han_that_is_scanned_arrives_whole),
        cmocka_unit_test(after_the_wipe_nothing_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
