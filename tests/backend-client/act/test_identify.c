/* Covers act/identify.c. */
#include "act/act.h"
#include "base/text.h"
#include "store/care.h"
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

static enum err ask(struct test_hospital *h, enum identity_kind kind, const char *number,
                    const char *name, const char *phone, struct person *out)
{
    struct identify_request request = {.kind = kind};
    text_copy(request.identity, sizeof request.identity, number);
    text_copy(request.name, sizeof request.name, name);
    text_copy(request.phone, sizeof request.phone, phone);
    return identify(h->db, &h->env, &request, out);
}

static void a_known_patient_is_filled_in(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    assert_err(ask(h, IDENTITY_RESIDENT_ID, "110105 19491231 002x", "", "", &person), ERR_OK);
    assert_string_equal(person.name, "张三丰");
    assert_string_equal(person.phone, "13800138000");
}

static void a_new_person_is_stored_once(void **state)
{
    struct test_hospital *h = *state;
    struct person first, again;
    assert_err(ask(h, IDENTITY_MOBILE, "+86 139 0013 9000", "", "", &first), ERR_OK);
    assert_string_equal(first.phone, "13900139000");
    assert_err(ask(h, IDENTITY_MOBILE, "13900139000", "", "", &again), ERR_OK);
    assert_string_equal(first.uuid, again.uuid);
}

static void a_name_given_later_is_kept_and_does_not_overwrite(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    assert_err(ask(h, IDENTITY_CARD, "99887766", "", "", &person), ERR_OK);
    assert_err(ask(h, IDENTITY_CARD, "99887766", "  李\x07明 ", "", &person), ERR_OK);
    assert_string_equal(person.name, "李明");
    assert_err(ask(h, IDENTITY_CARD, "99887766", "别人", "13700137000", &person), ERR_OK);
    assert_string_equal(person.name, "李明");
    assert_string_equal(person.phone, "13700137000");
}

static void a_resident_id_gives_the_birth_date(void **state)
{
    struct test_hospital *h = *state;
    struct person person;
    assert_err(ask(h, IDENTITY_RESIDENT_ID, "440524198001010013", "", "", &person), ERR_OK);
    assert_string_equal(person.birth_date, "1980-01-01");
}

static void a_wrong_number_stores_nobody(void **state)
{
    struct test_hospital *h = *state;
    struct person person = {.uuid = "x"};
    assert_err(ask(h, IDENTITY_RESIDENT_ID, "110105194912310020", "", "", &person), ERR_INVALID);
    assert_err(ask(h, IDENTITY_MOBILE, "12345", "", "", &person), ERR_INVALID);
    assert_err(ask(h, IDENTITY_CARD, "1'--", "", "", &person), ERR_INVALID);
    assert_err(person_find(h->db, IDENTITY_MOBILE, "12345", &person), ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_known_patient_is_filled_in),
        TEST(a_new_person_is_stored_once),
        TEST(a_name_given_later_is_kept_and_does_not_overwrite),
        TEST(a_resident_id_gives_the_birth_date),
        TEST(a_wrong_number_stores_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
