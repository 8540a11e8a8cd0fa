#include "store/db.h"
#include "support/clock.h"
#include "support/temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

struct fixture {
    char dir[TEMP_SIZE];
    struct test_clock clock;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    temp_make(f->dir);
    test_clock_init(&f->clock, "2026-03-12T08:30:00+08:00");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    temp_remove(f->dir);
    free(f);
    return 0;
}

static enum err try_open(struct fixture *f, struct db **db)
{
    return db_open(&(struct db_options){.state_dir = f->dir, .clock = &f->clock.clock}, db);
}

static struct db *open_store(struct fixture *f)
{
    struct db *db;
    assert_int_equal(try_open(f, &db), ERR_OK);
    return db;
}

static int64_t number(struct db *db, const char *sql)
{
    struct statement *s = db_prepare(db, sql);
    int64_t n = db_step(s) ? column_int(s, 0) : -1;
    assert_int_equal(db_done(s), ERR_OK);
    return n;
}

static void a_new_store_is_durable_and_private(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    assert_int_equal(number(db, "PRAGMA synchronous"), 2);
    assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
    assert_int_equal(number(db, "PRAGMA trusted_schema"), 0);
    assert_int_equal(number(db, "PRAGMA cell_size_check"), 1);
    struct statement *s = db_prepare(db, "PRAGMA journal_mode");
    assert_true(db_step(s));
    assert_string_equal(column_text(s, 0), "wal");
    assert_int_equal(db_done(s), ERR_OK);
    assert_int_equal(db_quick_check(db, 2000), ERR_OK);
    static const char *const files[] = {"foyer.db", "foyer.db-wal", "key"};
    for (int i = 0; i < 3; i++) {
        char path[128];
        struct stat st;
        snprintf(path, sizeof path, "%s/%s", f->dir, files[i]);
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
    }
    db_close(db);
}

static void what_was_committed_is_there_after_a_crash_and_the_rest_is_not(void **state)
{
    struct fixture *f = *state;
    pid_t child = fork();
    if (!child) {
        struct db *db;
        if (try_open(f, &db) || db_begin(db) || meta_set(db, "kept", "yes") || db_commit(db) ||
            db_begin(db) || meta_set(db, "lost", "yes"))
            _exit(1);
        _exit(0); /* dies inside its second transaction */
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    struct db *db = open_store(f);
    char text[8];
    assert_int_equal(meta_get(db, "kept", text, sizeof text), ERR_OK);
    assert_string_equal(text, "yes");
    assert_int_equal(meta_get(db, "lost", text, sizeof text), ERR_OK);
    assert_string_equal(text, "");
    db_close(db);
}

static void a_migration_that_breaks_off_leaves_the_step_before(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    assert_true(temp_grep(f->dir, "CREATE TABLE outbox(", 20) > 0);
    /* as version 3 was, with something in the way of the second half of step 4 */
    assert_int_equal(db_run(db, "DROP TABLE outbox_request"), ERR_OK);
    assert_int_equal(db_run(db, "DROP TABLE server_id"), ERR_OK);
    assert_int_equal(db_run(db, "DROP TABLE outbox"), ERR_OK);
    assert_int_equal(db_run(db, "CREATE TABLE server_id(x)"), ERR_OK);
    assert_int_equal(db_run(db, "PRAGMA user_version=3"), ERR_OK);
    db_close(db);
    struct db *refused;
    assert_int_not_equal(try_open(f, &refused), ERR_OK);
    char path[128], version[4];
    snprintf(path, sizeof path, "%s/foyer.db", f->dir);
    FILE *file = fopen(path, "rb"); /* user_version is at offset 60 of the header, big endian */
    fseek(file, 60, SEEK_SET);
    assert_int_equal(fread(version, 1, 4, file), 4);
    fclose(file);
    assert_int_equal(version[3], 3);
    assert_int_equal(temp_grep(f->dir, "CREATE TABLE outbox(", 20),
                     0); /* its first half went too */
}

static void a_rolled_back_transaction_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    assert_int_equal(db_begin(db), ERR_OK);
    assert_int_equal(meta_set_int(db, "n", 7), ERR_OK);
    db_rollback(db);
    assert_int_equal(meta_get_int(db, "n", -1), -1);
    db_close(db);
}

static void the_first_failure_sticks_until_done(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    static const char sql[] = "INSERT INTO meta(key,value) VALUES(?1,'x')";
    for (int round = 0; round < 2; round++) {
        struct statement *s = db_prepare(db, sql);
        bind_text(s, 1, "a");
        db_step(s);
        assert_int_equal(db_done(s), round ? ERR_ALREADY : ERR_OK);
    }
    struct statement *s = db_prepare(db, sql);
    bind_text(s, 9, "no such parameter");
    bind_text(s, 1, "b");
    assert_false(db_step(s));
    assert_int_not_equal(db_done(s), ERR_OK);
    assert_int_equal(number(db, "SELECT count(*) FROM meta WHERE value='x'"), 1);
    db_close(db);
}

static void a_statement_can_run_inside_itself(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    assert_int_equal(meta_set(db, "a", "1"), ERR_OK);
    static const char sql[] = "SELECT key FROM meta ORDER BY key";
    struct statement *outer = db_prepare(db, sql);
    assert_true(db_step(outer));
    struct statement *inner = db_prepare(db, sql);
    assert_ptr_not_equal(inner, outer);
    assert_true(db_step(inner));
    assert_int_equal(db_done(inner), ERR_OK);
    assert_true(db_step(outer));
    assert_int_equal(db_done(outer), ERR_OK);
    db_close(db);
}

static void a_file_newer_than_the_program_is_refused_and_untouched(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    assert_int_equal(db_run(db, "PRAGMA user_version=9999"), ERR_OK);
    db_close(db);
    assert_int_equal(try_open(f, &db), ERR_NEWER);
    assert_null(db);
    assert_int_equal(try_open(f, &db), ERR_NEWER);
}

static void another_programs_file_is_refused(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    assert_int_equal(db_run(db, "PRAGMA application_id=7"), ERR_OK);
    db_close(db);
    assert_int_equal(try_open(f, &db), ERR_CORRUPT);
}

static void a_damaged_file_is_reported_and_quarantined(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    db_close(db);
    char path[128];
    snprintf(path, sizeof path, "%s/foyer.db", f->dir);
    FILE *file = fopen(path, "r+b");
    for (int page = 1; page < 40; page++) {
        fseek(file, page * 4096L, SEEK_SET);
        fwrite("damaged damaged damaged damaged ", 1, 32, file);
    }
    fclose(file);
    enum err err = try_open(f, &db);
    if (err == ERR_OK) {
        err = db_quick_check(db, 2000);
        db_close(db);
    }
    assert_int_equal(err, ERR_CORRUPT);
    assert_int_equal(db_quarantine(f->dir, &f->clock.clock, DB_ANY_FILE), ERR_OK);
    db = open_store(f);
    assert_int_equal(db_quick_check(db, 2000), ERR_OK);
    db_close(db);
    snprintf(path, sizeof path, "%s/quarantine/20260312-083000-0/foyer.db", f->dir);
    assert_int_equal(access(path, F_OK), 0);
}

static void a_store_that_another_station_put_there_is_not_quarantined(void **state)
{
    struct fixture *f = *state;
    db_close(open_store(f));
    int64_t ours = db_file(f->dir);
    assert_true(ours > 0);
    assert_int_equal(db_quarantine(f->dir, &f->clock.clock, ours), ERR_OK); /* the other one does */
    assert_int_equal(db_file(f->dir), 0);
    db_close(open_store(f));
    int64_t theirs = db_file(f->dir);
    assert_int_equal(db_quarantine(f->dir, &f->clock.clock, theirs + 1), ERR_OK);
    assert_int_equal(db_file(f->dir), theirs);
}

/* Each in a process of its own, as stations are. */
static void stations_that_start_together_make_one_store(void **state)
{
    struct fixture *f = *state;
    enum { STATIONS = 6 };
    for (int round = 0; round < 5; round++) {
        pid_t pids[STATIONS];
        for (int i = 0; i < STATIONS; i++) {
            pids[i] = fork();
            assert_true(pids[i] >= 0);
            if (pids[i] == 0) {
                struct db *db;
                enum err e = try_open(f, &db);
                if (e == ERR_OK)
                    e = meta_set_int(db, "opened", i);
                _exit(e == ERR_OK ? 0 : 1);
            }
        }
        for (int i = 0; i < STATIONS; i++) {
            int status;
            assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
            assert_int_equal(status, 0);
        }
        struct db *db = open_store(f);
        assert_int_equal(db_quick_check(db, 2000), ERR_OK);
        db_close(db);
        temp_remove(f->dir);
        temp_make(f->dir);
    }
}

static void a_truncated_file_is_reported(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    db_close(db);
    char path[128];
    snprintf(path, sizeof path, "%s/foyer.db", f->dir);
    assert_int_equal(truncate(path, 5000), 0);
    assert_int_equal(try_open(f, &db), ERR_CORRUPT);
}

static void another_key_does_not_open_the_store(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    db_close(db);
    char path[128];
    snprintf(path, sizeof path, "%s/key", f->dir);
    unlink(path);
    assert_int_equal(try_open(f, &db), ERR_CRYPTO);
    assert_int_not_equal(access(path, F_OK), 0); /* and none is made for a store that has one */
    FILE *file = fopen(path, "wb");
    fwrite("0123456789abcdef0123456789abcdef", 1, 32, file);
    fclose(file);
    chmod(path, 0600);
    assert_int_equal(try_open(f, &db), ERR_CRYPTO);
}

static void a_key_that_others_may_read_is_refused(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    db_close(db);
    char path[128];
    snprintf(path, sizeof path, "%s/key", f->dir);
    chmod(path, 0640);
    assert_int_equal(try_open(f, &db), ERR_CRYPTO);
}

static void the_version_counter_moves_with_every_commit_of_anybody(void **state)
{
    struct fixture *f = *state;
    struct db *a = open_store(f), *b = open_store(f);
    int64_t before = db_version(a);
    assert_int_equal(db_version(a), before);
    assert_int_equal(meta_set(b, "x", "1"), ERR_OK);
    int64_t after = db_version(a);
    assert_int_not_equal(after, before);
    assert_int_equal(meta_set(a, "x", "2"), ERR_OK);
    assert_int_not_equal(db_version(a), after);
    db_close(a);
    db_close(b);
}

static void a_backup_can_be_restored(void **state)
{
    struct fixture *f = *state;
    char file[128];
    snprintf(file, sizeof file, "%s/copy.db", f->dir);
    struct db *db = open_store(f);
    assert_int_equal(meta_set(db, "x", "old"), ERR_OK);
    assert_int_equal(db_backup(db, file), ERR_OK);
    assert_int_equal(meta_set(db, "x", "new"), ERR_OK);
    db_close(db);
    assert_int_equal(db_restore(f->dir, file, &f->clock.clock), ERR_OK);
    char text[8];
    db = open_store(f);
    assert_int_equal(meta_get(db, "x", text, sizeof text), ERR_OK);
    assert_string_equal(text, "old");
    db_close(db);
}

static void a_restore_of_something_else_changes_nothing(void **state)
{
    struct fixture *f = *state;
    char file[128];
    snprintf(file, sizeof file, "%s/other.db", f->dir);
    FILE *other = fopen(file, "w");
    fputs("not a database at all, only some text that goes on for a while", other);
    fclose(other);
    struct db *db = open_store(f);
    assert_int_equal(meta_set(db, "x", "kept"), ERR_OK);
    db_close(db);
    assert_int_equal(db_restore(f->dir, file, &f->clock.clock), ERR_CORRUPT);
    char text[8];
    db = open_store(f);
    assert_int_equal(meta_get(db, "x", text, sizeof text), ERR_OK);
    assert_string_equal(text, "kept");
    db_close(db);
}

static void many_statements_do_not_fill_the_cache_for_good(void **state)
{
    struct fixture *f = *state;
    struct db *db = open_store(f);
    static char sql[200][64];
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 200; i++) {
            snprintf(sql[i], sizeof sql[i], "SELECT %d", i);
            assert_int_equal(number(db, sql[i]), i);
        }
    db_close(db);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_new_store_is_durable_and_private),
        TEST(what_was_committed_is_there_after_a_crash_and_the_rest_is_not),
        TEST(a_migration_that_breaks_off_leaves_the_step_before),
        TEST(a_rolled_back_transaction_leaves_nothing),
        TEST(the_first_failure_sticks_until_done),
        TEST(a_statement_can_run_inside_itself),
        TEST(a_file_newer_than_the_program_is_refused_and_untouched),
        TEST(another_programs_file_is_refused),
        TEST(a_damaged_file_is_reported_and_quarantined),
        TEST(a_store_that_another_station_put_there_is_not_quarantined),
        TEST(stations_that_start_together_make_one_store),
        TEST(a_truncated_file_is_reported),
        TEST(another_key_does_not_open_the_store),
        TEST(a_key_that_others_may_read_is_refused),
        TEST(the_version_counter_moves_with_every_commit_of_anybody),
        TEST(a_backup_can_be_restored),
        TEST(a_restore_of_something_else_changes_nothing),
        TEST(many_statements_do_not_fill_the_cache_for_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
