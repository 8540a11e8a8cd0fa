/* Covers kiosk/i18n/tr.c */
#include "i18n/tr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void the_language_switches_while_running(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        tr_set(LANG_ZH);
        assert_int_equal(tr_lang(), LANG_ZH);
        assert_string_equal(_("Next"), "下一步");
        tr_set(LANG_EN);
        assert_int_equal(tr_lang(), LANG_EN);
        assert_string_equal(_("Next"), "Next");
    }
}

static void an_untranslated_sentence_is_english(void **state)
{
    (void)state;
    tr_set(LANG_ZH);
    assert_string_equal(tr("no such sentence"), "no such sentence");
}

static void nothing_stays_nothing(void **state)
{
    (void)state;
    tr_set(LANG_ZH);
    assert_string_equal(tr(""), "");
}

static void english_has_two_numbers(void **state)
{
    (void)state;
    tr_set(LANG_EN);
    assert_string_equal(tr_n("%d person", "%d people", 1), "%d person");
    assert_string_equal(tr_n("%d person", "%d people", 0), "%d people");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_switches_while_running),
        cmocka_unit_test(an_untranslated_sentence_is_english),
        cmocka_unit_test(nothing_stays_nothing),
        cmocka_unit_test(english_has_two_numbers),
    };
    tr_init(FOYER_LOCALE);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
