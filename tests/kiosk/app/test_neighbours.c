/* Covers kiosk/app/neighbours.c and base/notify.c: another connection stands for another station.
 */
#include "app/neighbours.h"
#include "base/notify.h"
#include "support/temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#define PATIENCE_MS 20000 /* nothing here fails for being slow */

struct fixture {
    char dir[TEMP_SIZE];
    struct db *other;
    struct neighbours *neighbours;
    atomic_int woken;
    atomic_bool replaced;
};

static void wake(void *ctx)
{
    atomic_fetch_add(&((struct fixture *)ctx)->woken, 1);
}

static void nap(int ms)
{
    nanosleep(&(struct timespec){.tv_nsec = ms * 1000000L}, NULL);
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    temp_make(f->dir);
    const struct db_options db = {.state_dir = f->dir, .clock = clock_system()};
    if (db_open(&db, &f->other) != ERR_OK)
        return 1;
    const struct neighbours_options options = {
        .db = db, .wake = wake, .ctx = f, .replaced = &f->replaced};
    *state = f;
    return neighbours_start(&options, &f->neighbours) == ERR_OK ? 0 : 1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    neighbours_stop(f->neighbours);
    db_close(f->other);
    temp_remove(f->dir);
    free(f);
    return 0;
}

static void commit(struct fixture *f, int64_t value)
{
    assert_int_equal(meta_set_int(f->other, "test", value), ERR_OK);
}

static int woken_after(struct fixture *f, int before)
{
    for (int i = 0; i < PATIENCE_MS && atomic_load(&f->woken) == before; i++)
        nap(1);
    return atomic_load(&f->woken) - before;
}

static void each_commit_of_another_station_wakes(void **state)
{
    struct fixture *f = *state;
    for (int i = 1; i <= 20; i++) {
        int before = atomic_load(&f->woken);
        commit(f, i);
        assert_true(woken_after(f, before) > 0);
        nap(i % 3 == 0 ? 40 : 0); /* while it still looks, and when it sleeps again */
    }
}

static void what_is_not_committed_wakes_nobody(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(db_begin(f->other), ERR_OK);
    assert_int_equal(meta_set_int(f->other, "test", 1), ERR_OK);
    nap(100);
    db_rollback(f->other);
    char path[TEMP_SIZE + 16];
    snprintf(path, sizeof path, "%s/unrelated", f->dir);
    FILE *file = fopen(path, "w");
    fputs("x", file);
    fclose(file);
    nap(100);
    assert_int_equal(atomic_load(&f->woken), 0);
}

static void a_store_put_in_place_of_this_one_is_told(void **state)
{
    struct fixture *f = *state;
    const struct db_options db = {.state_dir = f->dir, .clock = clock_system()};
    int before = atomic_load(&f->woken);
    db_close(f->other);
    assert_int_equal(db_quarantine(f->dir, db.clock, DB_ANY_FILE), ERR_OK);
    assert_int_equal(db_open(&db, &f->other), ERR_OK);
    for (int i = 0; i < PATIENCE_MS && !atomic_load(&f->replaced); i++)
        nap(1);
    assert_true(atomic_load(&f->replaced));
    assert_true(woken_after(f, before) > 0);
}

static void it_waits_only_for_files_of_its_prefix(void **state)
{
    struct fixture *f = *state;
    struct notify *n;
    assert_int_equal(notify_open(f->dir, "seen", &n), ERR_OK);
    assert_int_equal(notify_wait(n, 0), 0);
    commit(f, 1);
    assert_int_equal(notify_wait(n, 0), 0);
    char path[TEMP_SIZE + 16];
    snprintf(path, sizeof path, "%s/seen", f->dir);
    fclose(fopen(path, "w"));
    assert_int_equal(notify_wait(n, PATIENCE_MS), NOTIFY_WRITTEN);
    unlink(path);
    assert_int_equal(notify_wait(n, PATIENCE_MS), NOTIFY_REPLACED);
    notify_stop(n);
    assert_int_equal(notify_wait(n, -1), NOTIFY_STOPPED);
    assert_int_equal(notify_wait(n, -1), NOTIFY_STOPPED);
    notify_close(n);
    assert_int_equal(notify_open("/nowhere", "seen", &n), ERR_IO);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(each_commit_of_another_station_wakes),
        TEST(what_is_not_committed_wakes_nobody),
        TEST(a_store_put_in_place_of_this_one_is_told),
        TEST(it_waits_only_for_files_of_its_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
