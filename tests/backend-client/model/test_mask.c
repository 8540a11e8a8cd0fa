/* Covers model/mask.c: what others may read. */
#include "model/identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void names_show_no_more_than_the_rule(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"王芳", "王*"},
        {"张小三", "张*三"},
        {"迪丽热巴", "迪**巴"},
        {"欧阳修", "欧阳*"},
        {"司马相如", "司马*如"},
        {"欧阳", "欧*"},
        {"张", "张***"},
        {"John Smith", "J***"},
        {"阿卜杜拉·买买提", "阿***提"},
        {"", ""},
        {"𠮷田", "𠮷*"},
        {" 李 ", "李***"},
        {"诸葛孔明", "诸葛*明"},
        {"Élodie", "É***"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[96];
        mask_name(rows[i][0], out, sizeof out);
        assert_string_equal(out, rows[i][1]);
    }
}

static void no_mask_shows_a_whole_name(void **state)
{
    (void)state;
    static const char *const han[] = {"李", "欧", "阳", "明", "华", "诸", "葛", "司", "马", "买"};
    for (unsigned seed = 1; seed < 20000; seed++) {
        char name[64] = "", out[96];
        unsigned n = seed, length = 2 + seed % 5;
        for (unsigned i = 0; i < length; i++, n = n * 1103515245u + 12345u)
            strcat(name, han[(n >> 16) % 10]);
        mask_name(name, out, sizeof out);
        assert_non_null(strchr(out, '*'));
        assert_null(strstr(out, name));
    }
}

static void numbers_keep_head_and_tail(void **state)
{
    (void)state;
    char out[40];
    mask_resident_id("11010519491231002X", out, sizeof out);
    assert_string_equal(out, "110***********002X");
    mask_phone("13800138000", out, sizeof out);
    assert_string_equal(out, "138****8000");
    mask_phone("1380", out, sizeof out);
    assert_string_equal(out, "****");
    struct person person = {.kind = IDENTITY_CARD, .identity = "00123456789"};
    mask_identity(&person, out, sizeof out);
    assert_string_equal(out, "00*****6789");
    mask_phone("13800138000", out, 6);
    assert_string_equal(out, "138**");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_show_no_more_than_the_rule),
        cmocka_unit_test(no_mask_shows_a_whole_name),
        cmocka_unit_test(numbers_keep_head_and_tail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
