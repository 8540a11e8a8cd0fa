/* Covers act/complain.c, act/track.c, act/tracking.c and store/normalize.c. */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/normalize.h"
#include "support/patient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))

static struct complain_request request(const char *text, const char *phone)
{
    struct complain_request r = {.kind = VOICE_COMPLAINT, .topic = "waiting-time"};
    uuid_new(r.op);
    uuid_new(r.task_op);
    text_copy(r.text, sizeof r.text, text);
    text_copy(r.phone, sizeof r.phone, phone);
    return r;
}

static void a_complaint_names_who_answers_and_by_when(void **state)
{
    struct test_hospital *h = *state;
    struct complain_request r = request("等了两个小时", "");
    struct complaint made;
    text_copy(r.about_id, sizeof r.about_id, "cardiology");
    assert_err(complain(h->db, &h->env, &r, &made), ERR_OK);
    assert_string_equal(made.receiver.zh, "宋雨桐");
    assert_string_equal(made.about.zh, "心内科");
    assert_int_equal(made.working_days, 3);
    /* Thursday: Friday 13, Monday 16 is closed, Tuesday 17, Wednesday 18 */
    assert_string_equal(made.due, "2026-03-18");
    assert_int_equal(strlen(made.number), 12);
    assert_int_equal(test_outbox(h, OUTBOX_COMPLAINT), 1);
}

static void sending_twice_files_one_complaint(void **state)
{
    struct test_hospital *h = *state;
    struct complain_request r = request("等了两个小时", "");
    struct complaint first, again;
    assert_err(complain(h->db, &h->env, &r, &first), ERR_OK);
    test_hospital_reopen(h);
    assert_err(complain(h->db, &h->env, &r, &again), ERR_OK);
    assert_string_equal(first.number, again.number);
    assert_int_equal(test_outbox(h, OUTBOX_COMPLAINT), 1);
}

static void a_praise_without_a_topic_goes_to_other(void **state)
{
    struct test_hospital *h = *state;
    struct complain_request r = request("谢谢林医生", "");
    struct complaint made;
    r.kind = VOICE_PRAISE;
    r.topic[0] = '\0';
    assert_err(complain(h->db, &h->env, &r, &made), ERR_OK);
    assert_string_equal(made.topic, "other");
    assert_int_equal(made.working_days, 5);
}

static void bad_words_are_refused_and_nothing_is_kept(void **state)
{
    struct test_hospital *h = *state;
    struct complaint made;
    struct complain_request r = request(" \n\x01 ", "");
    assert_err(complain(h->db, &h->env, &r, &made), ERR_INVALID);
    r = request("\xff\xfe", "");
    assert_err(complain(h->db, &h->env, &r, &made), ERR_INVALID);
    r = request("好", "12345");
    assert_err(complain(h->db, &h->env, &r, &made), ERR_INVALID);
    r = request("好", "");
    text_copy(r.topic, sizeof r.topic, "no-such-topic");
    assert_err(complain(h->db, &h->env, &r, &made), ERR_INVALID);
    r = request("好", "");
    text_copy(r.about_id, sizeof r.about_id, "no-such-place");
    assert_err(complain(h->db, &h->env, &r, &made), ERR_INVALID);
    assert_int_equal(test_outbox(h, OUTBOX_COMPLAINT), 0);
}

static void text_is_composed_cleaned_and_bounded(void **state)
{
    struct test_hospital *h = *state;
    struct complaint made;
    struct complain_request r = request("e\xcc\x81t\xe2\x80\xae"
                                        "e",
                                        ""); /* e + acute, an override */
    assert_err(complain(h->db, &h->env, &r, &made), ERR_OK);
    assert_string_equal(made.text, "\xc3\xa9te");
    r = request("", "");
    for (int i = 0; i < 1200; i++)
        text_append(r.text, sizeof r.text, "好");
    assert_err(complain(h->db, &h->env, &r, &made), ERR_OK);
    assert_int_equal(text_count(made.text), 1000);
}

static void an_anonymous_complaint_is_tracked_by_its_number(void **state)
{
    struct test_hospital *h = *state;
    struct complain_request r = request("等了两个小时", "");
    struct complaint made, found;
    char typed[24];
    assert_err(complain(h->db, &h->env, &r, &made), ERR_OK);
    text_format(typed, sizeof typed, "%.4s%.4s %.2s", made.number, made.number + 5,
                made.number + 10);
    assert_err(track(h->db, &h->env, typed, "", &found), ERR_OK);
    assert_string_equal(found.text, "等了两个小时");
}

static void a_phone_is_the_second_factor(void **state)
{
    struct test_hospital *h = *state;
    struct complain_request r = request("等了两个小时", "13800138000");
    struct complaint made, found;
    assert_err(complain(h->db, &h->env, &r, &made), ERR_OK);
    for (int i = 0; i < 10; i++) /* only asking does not count */
        assert_err(track(h->db, &h->env, made.number, "", &found), ERR_DENIED);
    assert_string_equal(found.text, "");
    assert_err(track(h->db, &h->env, made.number, "8000", &found), ERR_OK);
    for (int i = 0; i < h->config.session.code_tries; i++)
        assert_err(track(h->db, &h->env, made.number, "0000", &found), ERR_DENIED);
    assert_err(track(h->db, &h->env, made.number, "8000", &found), ERR_LOCKED);
    test_hospital_reopen(h);
    assert_err(track(h->db, &h->env, made.number, "8000", &found), ERR_LOCKED);
    test_clock_pass(&h->clock, h->config.session.code_pause_s * 1000LL);
    assert_err(track(h->db, &h->env, made.number, "8000", &found), ERR_OK);
}

static void guessing_numbers_is_locked_out(void **state)
{
    struct test_hospital *h = *state;
    struct complaint found;
    char number[20];
    for (int i = 0; i < h->config.session.code_tries; i++) {
        tracking_number_new(number);
        assert_err(track(h->db, &h->env, number, "", &found), ERR_NOT_FOUND);
    }
    assert_err(track(h->db, &h->env, number, "", &found), ERR_LOCKED);
}

static void every_wrong_letter_and_swap_is_found(void **state)
{
    (void)state;
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (int n = 0; n < 20; n++) {
        char number[20], clean[20];
        tracking_number_new(number);
        assert_true(tracking_number_valid(number, clean));
        assert_string_equal(number, clean);
        for (int i = 0; i < 12; i++) {
            if (number[i] == '-')
                continue;
            for (const char *p = alphabet; *p; p++) {
                char wrong[20];
                strcpy(wrong, number);
                wrong[i] = *p;
                assert_int_equal(tracking_number_valid(wrong, clean), *p == number[i]);
            }
            for (int k = 0; k < i; k++) {
                char wrong[20];
                strcpy(wrong, number);
                wrong[i] = number[k];
                wrong[k] = number[i];
                if (number[k] != '-' && number[k] != number[i])
                    assert_false(tracking_number_valid(wrong, clean));
            }
        }
    }
}

static void a_tracking_number_forgives_how_it_is_typed(void **state)
{
    (void)state;
    char number[20], clean[20];
    do
        tracking_number_new(number);
    while (!strpbrk(number, "01"));
    char typed[20];
    strcpy(typed, number);
    for (char *p = typed; *p; p++)
        *p = *p == '0' ? 'o' : *p == '1' ? 'l' : *p >= 'A' ? (char)(*p + 32) : *p;
    assert_true(tracking_number_valid(typed, clean));
    assert_string_equal(clean, number);
    assert_false(tracking_number_valid("", clean));
    assert_false(tracking_number_valid("7F3K-2QXM-4", clean));
    assert_false(tracking_number_valid("!!!!-!!!!-!!", clean));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_complaint_names_who_answers_and_by_when),
        TEST(sending_twice_files_one_complaint),
        TEST(a_praise_without_a_topic_goes_to_other),
        TEST(bad_words_are_refused_and_nothing_is_kept),
        TEST(text_is_composed_cleaned_and_bounded),
        TEST(an_anonymous_complaint_is_tracked_by_its_number),
        TEST(a_phone_is_the_second_factor),
        TEST(guessing_numbers_is_locked_out),
        cmocka_unit_test(every_wrong_letter_and_swap_is_found),
        cmocka_unit_test(a_tracking_number_forgives_how_it_is_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
