#include "store/care.h"
#include "store/outbox.h"
#include "store/seal.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define NAME "欧阳雪梅 canary-name"
#define NUMBER "440524188001010014"
#define WORDS "等了两个小时 canary-words"

static void file_person(struct test_hospital *h, struct person *p)
{
    memset(p, 0, sizeof *p);
    strcpy(p->uuid, "22222222-2222-4222-8222-222222222222");
    p->kind = IDENTITY_RESIDENT_ID;
    strcpy(p->identity, NUMBER);
    strcpy(p->name, NAME);
    strcpy(p->phone, "13912345678");
    assert_int_equal(person_put(h->db, p), ERR_OK);
}

static void nothing_that_names_a_person_is_in_any_file(void **state)
{
    struct test_hospital *h = *state;
    struct person p;
    static struct complaint c = {.op = "33333333-3333-4333-8333-333333333333",
                                 .task_op = "44444444-4444-4444-8444-444444444444",
                                 .number = "AAAA-BBBB-CD",
                                 .text = WORDS,
                                 .phone = "13912345678",
                                 .reply = "canary-reply"};
    file_person(h, &p);
    assert_int_equal(complaint_insert(h->db, &c), ERR_OK);
    assert_int_equal(db_begin(h->db), ERR_OK);
    assert_int_equal(outbox_add(h->db, OUTBOX_COMPLAINT, c.op, c.op, c.op), ERR_OK);
    assert_int_equal(outbox_freeze(h->db, 1, 0, "{\"text\":\"" WORDS "\"}"), ERR_OK);
    assert_int_equal(db_commit(h->db), ERR_OK);
    static const char *const canaries[] = {
        NAME,       NUMBER,        "13912345678",        WORDS,    "canary",
        "欧阳雪梅", "13800138000", "11010519491231002X", "张三丰", "00012345"};
    for (int closed = 0; closed < 2; closed++) {
        for (size_t i = 0; i < sizeof canaries / sizeof canaries[0]; i++)
            if (temp_grep(h->dir, canaries[i], strlen(canaries[i])))
                fail_msg("%s is in a file", canaries[i]);
        /* the search bites: what names nobody is found */
        assert_true(temp_grep(h->dir, "AAAA-BBBB-CD", 12) > 0);
        if (!closed)
            test_hospital_reopen(h);
    }
}

static void what_was_sealed_opens_again(void **state)
{
    struct test_hospital *h = *state;
    struct person p, found;
    file_person(h, &p);
    test_hospital_reopen(h);
    assert_int_equal(person_find(h->db, IDENTITY_RESIDENT_ID, NUMBER, &found), ERR_OK);
    assert_string_equal(found.name, NAME);
    assert_string_equal(found.uuid, p.uuid);
    assert_int_equal(person_find(h->db, IDENTITY_CARD, NUMBER, &found), ERR_NOT_FOUND);
    assert_int_equal(person_find(h->db, IDENTITY_MOBILE, "13800138000", &found), ERR_OK);
    assert_string_equal(found.name, "张三丰");
    assert_int_equal(found.kind, IDENTITY_MOBILE);
}

static void a_cell_swapped_with_another_is_refused(void **state)
{
    struct test_hospital *h = *state;
    struct person p, found;
    file_person(h, &p);
    assert_int_equal(
        db_run(
            h->db,
            "UPDATE person SET name=(SELECT name FROM person q WHERE q.uuid<>person.uuid LIMIT 1)"
            " WHERE uuid='22222222-2222-4222-8222-222222222222'"),
        ERR_OK);
    assert_int_equal(person_get(h->db, p.uuid, &found), ERR_CRYPTO);
    assert_string_equal(found.identity, ""); /* nothing of it is handed out */
    file_person(h, &p);
    assert_int_equal(
        db_run(h->db,
               "UPDATE person SET name=phone WHERE uuid='22222222-2222-4222-8222-222222222222'"),
        ERR_OK);
    assert_int_equal(person_get(h->db, p.uuid, &found), ERR_CRYPTO);
}

static void every_flipped_byte_is_noticed(void **state)
{
    struct test_hospital *h = *state;
    struct person p, found;
    file_person(h, &p);
    size_t size;
    unsigned char blob[256];
    struct statement *s = db_prepare(
        h->db, "SELECT name FROM person WHERE uuid='22222222-2222-4222-8222-222222222222'");
    assert_true(db_step(s));
    const void *data = column_blob(s, 0, &size);
    assert_true(size <= sizeof blob);
    memcpy(blob, data, size);
    assert_int_equal(db_done(s), ERR_OK);
    for (size_t i = 0; i < size; i++) {
        blob[i] ^= 0x10;
        s = db_prepare(
            h->db, "UPDATE person SET name=?1 WHERE uuid='22222222-2222-4222-8222-222222222222'");
        bind_blob(s, 1, blob, size);
        db_step(s);
        assert_int_equal(db_done(s), ERR_OK);
        assert_int_equal(person_get(h->db, p.uuid, &found), ERR_CRYPTO);
        blob[i] ^= 0x10;
    }
}

static void the_same_text_is_never_sealed_the_same_twice(void **state)
{
    struct test_hospital *h = *state;
    struct person p;
    unsigned char first[256];
    size_t sizes[2];
    for (int i = 0; i < 2; i++) {
        file_person(h, &p);
        struct statement *s = db_prepare(
            h->db, "SELECT name FROM person WHERE uuid='22222222-2222-4222-8222-222222222222'");
        assert_true(db_step(s));
        const void *data = column_blob(s, 0, &sizes[i]);
        if (i)
            assert_memory_not_equal(first, data, sizes[i]);
        else
            memcpy(first, data, sizes[i]);
        assert_int_equal(db_done(s), ERR_OK);
    }
    assert_int_equal(sizes[0], sizes[1]);
}

static void lookups_of_different_uses_differ(void **state)
{
    struct test_hospital *h = *state;
    char a[33], b[33], c[33];
    seal_lookup(h->db, "x", "1", a);
    seal_lookup(h->db, "y", "1", b);
    seal_lookup(h->db, "x", "1", c);
    assert_string_not_equal(a, b);
    assert_string_equal(a, c);
    assert_int_equal(strlen(a), 32);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, test_hospital_setup, test_hospital_teardown)
    const struct CMUnitTest tests[] = {
        TEST(nothing_that_names_a_person_is_in_any_file),   TEST(what_was_sealed_opens_again),
        TEST(a_cell_swapped_with_another_is_refused),       TEST(every_flipped_byte_is_noticed),
        TEST(the_same_text_is_never_sealed_the_same_twice), TEST(lookups_of_different_uses_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
