/* Covers model/identity.c: what patients type and scan. */
#include "model/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char today[] = "2026-03-12";

static void resident_is(const char *typed, enum id_fault fault)
{
    char clean[24] = "";
    struct id_check check = identity_check_resident(typed, today, clean);
    if (check.fault != fault)
        fail_msg("%s: %d instead of %d", typed, (int)check.fault, (int)fault);
}

static void the_published_resident_ids_are_good(void **state)
{
    (void)state;
    char clean[24];
    assert_int_equal(identity_check_resident("11010519491231002X", today, clean).fault, ID_GOOD);
    assert_int_equal(identity_check_resident("440524188001010014", "1990-01-01", clean).fault,
                     ID_GOOD);
    assert_int_equal(identity_check_resident("110105 19491231 002x", today, clean).fault, ID_GOOD);
    assert_string_equal(clean, "11010519491231002X");
}

static void every_single_wrong_digit_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *number, *today;
    } good[] = {{"11010519491231002X", "2026-03-12"}, {"440524188001010014", "1990-01-01"}};
    for (size_t g = 0; g < 2; g++) {
        char clean[24];
        for (int i = 0; i < 18; i++)
            for (const char *d = "0123456789X"; *d; d++) {
                char wrong[24];
                strcpy(wrong, good[g].number);
                if (wrong[i] == *d)
                    continue;
                wrong[i] = *d;
                if (identity_check_resident(wrong, good[g].today, clean).fault == ID_GOOD)
                    fail_msg("%s passed", wrong);
            }
    }
}

static void each_fault_of_a_resident_id_has_its_name(void **state)
{
    (void)state;
    resident_is("1101051949123100", ID_SHORT);
    resident_is("11010519491231002X1", ID_LONG);
    resident_is("1101051949123100aX", ID_CHARS);
    resident_is("11010519491231002/", ID_CHARS);
    resident_is("身份证", ID_CHARS);
    resident_is("110105194902310025", ID_DATE); /* 31 February */
    resident_is("110105202612310020", ID_DATE); /* not born yet */
    resident_is("440524188001010014", ID_DATE); /* 146 years old */
    resident_is("110105194912310020", ID_CHECK);
    resident_is("", ID_SHORT);
    char clean[24];
    assert_int_equal(identity_check_resident("1101051949123", today, clean).missing, 5);
    assert_int_equal((int)birth_year_of_resident("11010519491231002X"), 1949);
    assert_int_equal((int)birth_year_of_resident("nothing"), 0);
}

static void mobile_numbers_are_checked(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        enum id_fault fault;
        const char *clean;
    } rows[] = {
        {"13800138000", ID_GOOD, "13800138000"},
        {"+86 138 0013 8000", ID_GOOD, "13800138000"},
        {"138-0013-8000", ID_GOOD, "13800138000"},
        {"12800138000", ID_PREFIX, ""},
        {"23800138000", ID_PREFIX, ""},
        {"1380013800", ID_SHORT, ""},
        {"138001380001", ID_LONG, ""},
        {"1380013800a", ID_CHARS, ""},
        {"+4915112345678", ID_GOOD, "+4915112345678"},
        {"+0123456789", ID_PREFIX, ""},
        {"+86", ID_SHORT, ""},
        {"+861380013800", ID_SHORT, ""},
        {"+1234567890123456", ID_LONG, ""},
        {"", ID_SHORT, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char clean[24] = "";
        struct id_check check = identity_check_mobile(rows[i].typed, clean);
        if (check.fault != rows[i].fault || strcmp(clean, rows[i].clean) != 0)
            fail_msg("%s: %d '%s'", rows[i].typed, (int)check.fault, clean);
    }
}

static void a_scan_is_sorted_by_what_it_is(void **state)
{
    (void)state;
    static char long_scan[601];
    memset(long_scan, '7', 600);
    const struct {
        const char *text;
        enum scan_kind kind;
        const char *clean;
    } rows[] = {
        {"11010519491231002x", SCAN_RESIDENT_ID, "11010519491231002X"},
        {"13800138000", SCAN_MOBILE, "13800138000"},
        {"00123456", SCAN_CARD, "00123456"},
        {"472918", SCAN_VISIT_CODE, "472918"},
        {"472918 2026-03-12 10:30", SCAN_VISIT_CODE, "472918"},
        {"b027", SCAN_TICKET, "B027"},
        {"B027 心内科 3 楼", SCAN_TICKET, "B027"},
        {"7F3K-2QXM-4C", SCAN_COMPLAINT, "7F3K-2QXM-4C"},
        {"110105194912310020", SCAN_NOTHING, ""},
        {"http://example.org/", SCAN_NOTHING, ""},
        {"", SCAN_NOTHING, ""},
        {"'; DROP TABLE person", SCAN_NOTHING, ""},
        {long_scan, SCAN_NOTHING, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char clean[40];
        enum scan_kind kind = identity_scan(rows[i].text, today, clean);
        if (kind != rows[i].kind)
            fail_msg("%s: %d", rows[i].text, (int)kind);
        if (kind != SCAN_NOTHING)
            assert_string_equal(clean, rows[i].clean);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_resident_ids_are_good),
        cmocka_unit_test(every_single_wrong_digit_is_found),
        cmocka_unit_test(each_fault_of_a_resident_id_has_its_name),
        cmocka_unit_test(mobile_numbers_are_checked),
        cmocka_unit_test(a_scan_is_sorted_by_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
