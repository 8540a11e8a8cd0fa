/* Covers store/audit.c: whatever is done to the rows is found. */
#include "base/text.h"
#include "store/audit.h"
#include "support/clock.h"
#include "support/temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROWS 6
#define assert_err(got, expected) assert_string_equal(err_name(got), err_name(expected))

struct fixture {
    char dir[TEMP_SIZE];
    struct test_clock clock;
    struct db *db;
};

static struct db *open_store(struct fixture *f)
{
    struct db *db;
    struct db_options options = {.state_dir = f->dir, .clock = &f->clock.clock};
    assert_err(db_open(&options, &db), ERR_OK);
    return db;
}

static enum err add(struct db *db, const char *object)
{
    struct audit_record r = {.action = AUDIT_CALL, .staff_id = "0512", .station = "GUIDE-01"};
    text_copy(r.object, sizeof r.object, object);
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = audit_add(db, &r);
    if (e == ERR_OK)
        return db_commit(db);
    db_rollback(db);
    return e;
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    temp_make(f->dir);
    test_clock_init(&f->clock, "2026-03-12T08:30:00+08:00");
    f->db = open_store(f);
    for (int i = 1; i <= ROWS; i++) {
        char object[16];
        snprintf(object, sizeof object, "T%d", i);
        assert_err(add(f->db, object), ERR_OK);
        test_clock_pass(&f->clock, 1000);
    }
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    temp_remove(f->dir);
    free(f);
    return 0;
}

static void what_was_written_is_whole_and_in_order(void **state)
{
    struct fixture *f = *state;
    struct audit_state whole;
    struct audit_record rows[ROWS + 1];
    size_t count;
    assert_err(audit_verify(f->db, 0, NULL, &whole), ERR_OK);
    assert_int_equal(whole.count, ROWS);
    assert_int_equal(whole.last_ms - whole.first_ms, (ROWS - 1) * 1000);
    assert_err(audit_list(f->db, 0, rows, ROWS + 1, &count), ERR_OK);
    assert_int_equal(count, ROWS);
    assert_string_equal(rows[0].object, "T1");
    assert_string_equal(rows[ROWS - 1].seal, whole.head);
    assert_err(audit_list(f->db, 3, rows, 1, &count), ERR_OK);
    assert_string_equal(rows[0].object, "T2");
}

static void rows_can_neither_be_changed_nor_deleted(void **state)
{
    struct fixture *f = *state;
    assert_int_not_equal(db_run(f->db, "DELETE FROM audit WHERE number=2"), ERR_OK);
    assert_int_not_equal(db_run(f->db, "UPDATE audit SET staff_id='0001'"), ERR_OK);
    struct audit_state whole;
    assert_err(audit_verify(f->db, 0, NULL, &whole), ERR_OK);
}

/* Somebody with the file and all of SQL, but without the key. */
#define DELETED(n)                                                                                 \
    {                                                                                              \
        {"DELETE FROM audit WHERE number=" #n}, n                                                  \
    }
#define CLOSED_UP(n)                                                                               \
    {                                                                                              \
        {"DELETE FROM audit WHERE number=" #n,                                                     \
         "UPDATE audit SET number=number-1 WHERE number>" #n,                                      \
         "UPDATE meta SET value='5' WHERE key='audit.count'"},                                     \
            n                                                                                      \
    }
#define EDITED(column, n)                                                                          \
    {                                                                                              \
        {"UPDATE audit SET " column " WHERE number=" #n}, n                                        \
    }
#define SWAPPED(a, b)                                                                              \
    {                                                                                              \
        {"UPDATE audit SET number=99 WHERE number=" #a,                                            \
         "UPDATE audit SET number=" #a " WHERE number=" #b,                                        \
         "UPDATE audit SET number=" #b " WHERE number=99"},                                        \
            a                                                                                      \
    }
#define CUT(n, left)                                                                               \
    {                                                                                              \
        {"DELETE FROM audit WHERE number>" #left}, n                                               \
    }
#define CUT_AND_TOLD(n, left)                                                                      \
    {                                                                                              \
        {"DELETE FROM audit WHERE number>" #left,                                                  \
         "UPDATE meta SET value='" #left "' WHERE key='audit.count'"},                             \
            n                                                                                      \
    }

static const struct {
    const char *sql[4]; /* literals, as db_run wants */
    int bad;            /* number named */
} tampers[] = {
    DELETED(1),
    DELETED(2),
    DELETED(3),
    DELETED(4),
    DELETED(5),
    DELETED(6),
    CLOSED_UP(1),
    CLOSED_UP(2),
    CLOSED_UP(3),
    CLOSED_UP(4),
    CLOSED_UP(5),
    EDITED("at_ms=at_ms+1", 1),
    EDITED("action='sign-in'", 2),
    EDITED("action='from the future'", 2),
    EDITED("staff_id='0001'", 3),
    EDITED("station='GUIDE-02'", 4),
    EDITED("object='T9'", 5),
    EDITED("detail='x'", 6),
    EDITED("seal='0123456789abcdef0123456789abcdef'", 6),
    EDITED("staff_id='',station='0512GUIDE-01'", 3),
    SWAPPED(1, 2),
    SWAPPED(2, 5),
    SWAPPED(5, 6),
    CUT(6, 5),
    CUT(4, 3),
    CUT(1, 0),
    CUT_AND_TOLD(6, 5),
    CUT_AND_TOLD(2, 1),
    {{"INSERT INTO audit SELECT 7,at_ms,action,staff_id,station,object,detail,seal FROM audit "
      "WHERE number=6"},
     7},
    {{"DELETE FROM meta WHERE key='audit.count'"}, 1},
    {{"DELETE FROM meta WHERE key='audit.head'"}, 7},
    {{"DELETE FROM audit", "DELETE FROM meta WHERE key LIKE 'audit.%'",
      "INSERT INTO staff VALUES('0512','','',1,0,'','',0)"},
     1},
};

static void try_tamper(struct fixture *f, const char *const *sql, int bad)
{
    struct audit_state whole;
    assert_err(db_begin(f->db), ERR_OK);
    assert_err(db_run(f->db, "DROP TRIGGER audit_stays"), ERR_OK);
    assert_err(db_run(f->db, "DROP TRIGGER audit_as_it_is"), ERR_OK);
    for (int i = 0; i < 4 && sql[i]; i++)
        assert_err(db_run(f->db, sql[i]), ERR_OK);
    if (audit_verify(f->db, 0, NULL, &whole) != ERR_CORRUPT)
        fail_msg("not found: %s", sql[0]);
    if (whole.bad != bad)
        fail_msg("record %lld (%s) instead of %d: %s", (long long)whole.bad, whole.what, bad,
                 sql[0]);
    db_rollback(f->db);
    assert_err(audit_verify(f->db, 0, NULL, &whole), ERR_OK);
}

static void every_deleting_editing_reordering_and_cutting_is_found(void **state)
{
    for (size_t i = 0; i < sizeof tampers / sizeof tampers[0]; i++)
        try_tamper(*state, tampers[i].sql, tampers[i].bad);
}

static void an_older_copy_is_found_by_a_noted_head(void **state)
{
    struct fixture *f = *state;
    struct audit_state before, after;
    char copy[100];
    assert_err(audit_verify(f->db, 0, NULL, &before), ERR_OK);
    snprintf(copy, sizeof copy, "%s/old", f->dir);
    assert_err(db_backup(f->db, copy), ERR_OK);
    assert_err(add(f->db, "T7"), ERR_OK);
    assert_err(audit_verify(f->db, 0, NULL, &after), ERR_OK);
    db_close(f->db);
    assert_err(db_restore(f->dir, copy, &f->clock.clock), ERR_OK);
    f->db = open_store(f);
    struct audit_state now;
    assert_err(audit_verify(f->db, 0, NULL, &now), ERR_OK); /* in itself it is whole */
    assert_err(audit_verify(f->db, before.count, before.head, &now), ERR_OK);
    assert_err(audit_verify(f->db, after.count, after.head, &now), ERR_CORRUPT);
    assert_err(add(f->db, "T8"), ERR_OK); /* as many again, but others */
    assert_err(audit_verify(f->db, after.count, after.head, &now), ERR_CORRUPT);
    assert_int_equal(now.bad, ROWS + 1);
}

static void a_process_killed_while_writing_leaves_it_whole(void **state)
{
    struct fixture *f = *state;
    struct audit_state whole;
    for (int round = 0; round < 5; round++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct db *db = open_store(f);
            for (int i = 0; i < 100000; i++)
                if (add(db, "many") != ERR_OK)
                    _exit(1);
            _exit(0);
        }
        usleep(20000 + 7000 * (useconds_t)round);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        assert_err(audit_verify(f->db, 0, NULL, &whole), ERR_OK);
    }
}

static void a_record_holds_no_control_bytes(void **state)
{
    struct fixture *f = *state;
    assert_err(add(f->db, "a\x1f"
                          "b"),
               ERR_INVALID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_written_is_whole_and_in_order),
        TEST(rows_can_neither_be_changed_nor_deleted),
        TEST(every_deleting_editing_reordering_and_cutting_is_found),
        TEST(an_older_copy_is_found_by_a_noted_head),
        TEST(a_process_killed_while_writing_leaves_it_whole),
        TEST(a_record_holds_no_control_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
