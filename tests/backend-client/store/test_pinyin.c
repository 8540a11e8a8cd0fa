#include "store/normalize.h"
#include "base/pinyin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void chinese_is_read_without_tones(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum pinyin_use use;
        const char *pinyin, *initials;
    } cases[] = {
        {"心内科", PINYIN_WORDS, "xin nei ke", "xnk"},
        {"ct检查", PINYIN_WORDS, "ct jian cha", "ctjc"},
        {"血常规 五分类", PINYIN_WORDS, "xue chang gui wu fen lei", "xcgwfl"},
        {"绿豆", PINYIN_WORDS, "lv dou", "ld"},
        {"曾敏", PINYIN_NAMES, "zeng min", "zm"},
        {"曾敏", PINYIN_WORDS, "ceng min", "cm"},
        {"2号 lift", PINYIN_WORDS, "2 hao lift", "2hlift"},
        {"", PINYIN_WORDS, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char pinyin[80], initials[40];
        pinyin_of(cases[i].text, cases[i].use, pinyin, sizeof pinyin, initials, sizeof initials);
        assert_string_equal(pinyin, cases[i].pinyin);
        assert_string_equal(initials, cases[i].initials);
    }
}

static void what_is_typed_is_folded_before_it_is_compared(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"  ＸＮＫ ", "xnk"},
                                           {"冠心病、心律不齐", "冠心病 心律不齐"},
                                           {"Heart-Attack!", "heart attack"},
                                           {"' OR 1=1 --", "or 1 1"},
                                           {"\xff\xfe", ""},
                                           {"%_", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[80];
        normalize_query(out, sizeof out, cases[i][0]);
        assert_string_equal(out, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinese_is_read_without_tones),
        cmocka_unit_test(what_is_typed_is_folded_before_it_is_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
