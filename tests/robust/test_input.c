/* Covers input/scanner.c, model/identity.c and the screens that take numbers and words: what is
 * wrong, hostile or not text gets one clear sentence, loses nothing that was written, finds at most
 * one record and is shown as text.
 */
#include "base/text.h"
#include "robust/fault_vfs.h"
#include "robust/flows.h"
#include "store/care.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static char template[TEMP_SIZE];
static char long_code[700], huge_code[65536];

static int make_template(void **state)
{
    (void)state;
    fault_vfs_install();
    kiosk_template(template);
    memset(long_code, '7', 600);
    memset(huge_code, 'A', sizeof huge_code - 1);
    return 0;
}

static int drop_template(void **state)
{
    (void)state;
    temp_remove(template);
    return 0;
}

static int setup(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    kiosk_open(k, &(struct kiosk_options){.template = template});
    *state = k;
    return 0;
}

static int teardown(void **state)
{
    kiosk_close(*state);
    free(*state);
    return 0;
}

/* What a reader may send. `says`: on the home screen. */
static const struct {
    const char *name, *code, *says;
} scans[] = {
    {"a wrong check digit", "110105194912310021", NULL},
    {"600 characters", long_code, "not one of our codes"},
    {"64 KiB", huge_code, "not one of our codes"},
    {"a Tab inside", "1101051949\t1231002X", "could not read"},
    {"an Escape inside", "13800\033138000", "could not read"},
    {"a URL", "https://example.com/?q=1", "of no use"},
    {"SQL", "' OR 1=1 --", "of no use"},
    {"more SQL", "x'); DROP TABLE person; --", "of no use"},
    {"dashes", "------", NULL},
    {"a wildcard", "%%%%%%", NULL},
    {"stars", "******", NULL},
    {"printf", "%s%n%x%p%s%n", NULL},
    {"an emoji", "👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️", "of no use"},
    {"a bidi override", "\u202e138000\u202c", "of no use"},
    {"zero width", "13\u200b8\u200b0\u200b0138000", NULL},
    {"bytes that are no text", "\xff\xfe\xc0\xaf\xed\xa0\x80", "could not read"},
    {"full-width digits", "１３８００１３８０００", NULL},
    {"a path", "../../../etc/passwd", NULL},
    {"markup", "<script>alert(1)</script>", "of no use"},
    {"weights", "\x0e\x0f\x0e\x0f", "could not read"},
};
#define SCANS (int)(sizeof scans / sizeof *scans)

/* Sentences on screen beside the chrome: a strip, a notice or a red line. */
static bool tells(struct kiosk *k)
{
    static const char *const words[] = {"no use here",    "not one of our codes",
                                        "could not read", "cannot read this card",
                                        "digit",          "no birth date",
                                        "cannot find",    "begins with",
                                        "wrong",          NULL};
    for (const char *const *w = words; *w; w++)
        if (kiosk_says(k, *w))
            return true;
    return false;
}

static void no_scan_opens_a_record_that_is_not_its_own(void **state)
{
    struct kiosk *k = *state;
    flow_booking(k, "13900139001", "");
    kiosk_must(kiosk_tap(k, "submit") && strcmp(kiosk_screen(k), "book.done") == 0, k,
               "not booked");
    flow_complaint(k, "too long", "");
    kiosk_must(kiosk_tap(k, "submit"), k, "not sent");
    flow_home(k);
    int persons = flow_count(k, "SELECT COUNT(*) FROM person");
    for (int i = 0; i < SCANS; i++) {
        kiosk_scan(k, scans[i].code);
        kiosk_must(scans[i].says ? kiosk_says(k, scans[i].says) : tells(k), k, scans[i].name);
        kiosk_must(!kiosk_says(k, "139****9001"), k, "somebody's booking");
        kiosk_must(!kiosk_item(k, "booking:*") && !kiosk_item(k, "ticket:*"), k, "a record");
        flow_home(k);
        kiosk_pass(k, 7000);
    }
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM person"), persons);
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM appointment"), 1);
}

static void no_scan_loses_what_was_written(void **state)
{
    struct kiosk *k = *state;
    flow_complaint(k, "the lift is slow", "");
    assert_true(kiosk_tap(k, "nav.back"));
    assert_true(kiosk_tap(k, "nav.back"));
    assert_string_equal(kiosk_screen(k), "complain.text");
    for (int i = 0; i < SCANS; i++) {
        kiosk_scan(k, scans[i].code);
        kiosk_must(strcmp(kiosk_screen(k), "complain.text") == 0, k, scans[i].name);
        kiosk_must(kiosk_says(k, "the lift is slow"), k, scans[i].name);
        kiosk_must(tells(k), k, scans[i].name);
        kiosk_pass(k, 7000);
    }
}

/* What is wrong with a number is said under it, and the number stays. */
static void a_wrong_number_gets_one_sentence_and_stays(void **state)
{
    struct kiosk *k = *state;
    static const struct {
        const char *tab, *field, *typed, *kept, *says;
    } rows[] = {
        {"identify.id", "id", "110105194912310021", "110105 1949 1231 0021", "One digit is wrong"},
        {"identify.id", "id", "11010519491331002X", "110105 1949 1331 002X", "no birth date"},
        {"identify.id", "id", "11010519491231002", "110105 1949 1231 002", "1 digit missing"},
        {"identify.id", "id", "110105209912310025", "110105 2099 1231 0025", "no birth date"},
        {"identify.phone", "phone", "12800138000", "128 0013 8000", "begins with 13 to 19"},
        {"identify.phone", "phone", "1380013800", "138 0013 800", "1 digit missing"},
        {"identify.card", "card", "12", "12", "missing"},
    };
    int persons = flow_count(k, "SELECT COUNT(*) FROM person");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        flow_home(k);
        assert_true(kiosk_tap(k, "home.checkin"));
        assert_true(kiosk_tap(k, rows[i].tab));
        kiosk_type(k, rows[i].typed);
        kiosk_must(kiosk_tap(k, "next"), k, "next");
        kiosk_must(kiosk_says(k, rows[i].says), k, rows[i].says);
        kiosk_must(kiosk_says(k, rows[i].kept), k, rows[i].kept);
        kiosk_must(strcmp(kiosk_screen(k), "identify") == 0, k, "it went on");
    }
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM person"), persons);
}

/* Words of every kind go into the text, come out as they are, and hide nothing. */
static void hostile_words_are_text(void **state)
{
    struct kiosk *k = *state;
    static const struct {
        const char *typed, *stored;
    } rows[] = {
        {"' OR 1=1; DROP TABLE complaint; --", "' OR 1=1; DROP TABLE complaint; --"},
        {"%s%n%x {0} ${HOME} `id`", "%s%n%x {0} ${HOME} `id`"},
        {"<b>bold</b> &amp;", "<b>bold</b> &amp;"},
        {"good \u202egnihton\u202c end", "good gnihton end"},
        {"zero\u200bwidth\ufeff!", "zerowidth!"},
        {"thanks 👩🏽⚕ 谢谢", "thanks 👩🏽⚕ 谢谢"},
        {"e\u0301te\u0301", "\u00e9t\u00e9"},
        {"𪚥䶮㐂", "𪚥䶮㐂"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct complaint c;
        char op[UUID_SIZE] = "";
        flow_complaint(k, rows[i].typed, "");
        kiosk_must(kiosk_tap(k, "submit") && strcmp(kiosk_screen(k), "complain.done") == 0, k,
                   rows[i].typed);
        struct statement *s =
            db_prepare(k->app.db, "SELECT subject FROM outbox ORDER BY id DESC LIMIT 1");
        if (db_step(s))
            column_copy(s, 0, op, sizeof op);
        assert_int_equal(db_done(s), ERR_OK);
        assert_int_equal(complaint_get(k->app.db, op, &c), ERR_OK);
        assert_string_equal(c.text, rows[i].stored);
        assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM complaint"), (int)i + 1);
    }
}

static void a_search_for_anything_stays_a_search(void **state)
{
    struct kiosk *k = *state;
    static const char *const words[] = {"%",  "_",    "' OR '1'='1", "\\", "*",
                                        "\"", "🙂", "zzzzzzzz",    ";",  "xnk"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        flow_home(k);
        assert_true(kiosk_tap(k, "home.book"));
        assert_true(kiosk_tap(k, "search"));
        kiosk_type(k, words[i]);
        kiosk_must(strcmp(kiosk_screen(k), "book.departments") == 0, k, words[i]);
        bool hits = kiosk_item(k, "dept:*") || kiosk_item(k, "doctor:*");
        kiosk_must(hits == (strcmp(words[i], "xnk") == 0), k, words[i]);
    }
}

static void a_field_takes_no_more_than_it_holds(void **state)
{
    struct kiosk *k = *state;
    char text[1300];
    flow_home(k);
    assert_true(kiosk_tap(k, "home.complain"));
    assert_true(kiosk_tap(k, "kind:complaint"));
    assert_true(kiosk_tap(k, "next"));
    if (!kiosk_item(k, "text")->focused)
        assert_true(kiosk_tap(k, "text"));
    for (int i = 0; i < 60; i++) /* a slow reader, or a book lying on the keys */
        for (int n = 0; n < 10; n++)
            text_copy(text + (i * 10 + n), sizeof text - (size_t)(i * 10 + n), "x");
    kiosk_type(k, text);
    assert_int_equal(strlen(kiosk_item(k, "text")->value), 500);
    for (int i = 0; i < 510; i++) {
        k->ms += 100;
        input_backspace(&k->app);
    }
    kiosk_settle(k);
    assert_string_equal(kiosk_item(k, "text")->value, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(no_scan_opens_a_record_that_is_not_its_own), TEST(no_scan_loses_what_was_written),
        TEST(a_wrong_number_gets_one_sentence_and_stays), TEST(hostile_words_are_text),
        TEST(a_search_for_anything_stays_a_search),       TEST(a_field_takes_no_more_than_it_holds),
    };
    return cmocka_run_group_tests(tests, make_template, drop_template);
}
