/* Covers kiosk/app/worker.c. */
#include "app/worker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

struct fixture {
    char dir[64];
    struct config config;
    atomic_int woken, tended;
    struct worker *worker;
};

static void wake(void *ctx)
{
    struct fixture *f = ctx;
    atomic_fetch_add(&f->woken, 1);
}

static void tend(void *ctx, struct db *db, const struct act_env *env)
{
    struct fixture *f = ctx;
    (void)db;
    (void)env;
    atomic_fetch_add(&f->tended, 1);
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    strcpy(f->dir, "/tmp/foyer-worker-XXXXXX");
    if (mkdtemp(f->dir) == NULL)
        return 1;
    config_defaults(&f->config);
    struct worker_options options = {
        .db = {.state_dir = f->dir, .clock = clock_system()},
        .env = {.config = &f->config, .clock = clock_system()},
        .wake = wake,
        .tend = tend,
        .ctx = f,
    };
    *state = f;
    return worker_start(&options, &f->worker) == ERR_OK && worker_wait_open(f->worker) == ERR_OK
               ? 0
               : 1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    char command[128];
    worker_stop(f->worker);
    snprintf(command, sizeof command, "rm -rf %s", f->dir);
    int failed = system(command);
    free(f);
    return failed;
}

struct sum {
    int a, b, result;
};

static enum err add(struct db *db, const struct act_env *env, void *data)
{
    struct sum *sum = data;
    (void)env;
    sum->result = sum->a + sum->b;
    return meta_set_int(db, "sum", sum->result);
}

static enum err refuse(struct db *db, const struct act_env *env, void *data)
{
    (void)db;
    (void)env;
    (void)data;
    return ERR_FULL;
}

static bool taken(struct worker *worker, long ticket, void *data, enum err *result)
{
    for (int i = 0; i < 2000; i++) {
        if (worker_take(worker, ticket, data, result))
            return true;
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    }
    return false;
}

static void a_job_runs_on_its_own_copy_and_is_given_back_once(void **state)
{
    struct fixture *f = *state;
    struct sum sum = {.a = 2, .b = 3};
    enum err result = ERR_IO;
    long ticket = worker_add(f->worker, add, &sum, sizeof sum);
    assert_true(ticket > 0);
    assert_true(taken(f->worker, ticket, &sum, &result));
    assert_int_equal(result, ERR_OK);
    assert_int_equal(sum.result, 5);
    assert_false(worker_take(f->worker, ticket, &sum, &result));
    assert_true(atomic_load(&f->woken) >= 1);
}

static void a_refusal_is_the_result(void **state)
{
    struct fixture *f = *state;
    struct sum sum = {0};
    enum err result = ERR_OK;
    assert_true(taken(f->worker, worker_add(f->worker, refuse, &sum, sizeof sum), NULL, &result));
    assert_int_equal(result, ERR_FULL);
}

static void more_jobs_than_it_holds_are_not_taken(void **state)
{
    struct fixture *f = *state;
    struct sum sum = {0};
    int added = 0;
    for (int i = 0; i < 10; i++)
        added += worker_add(f->worker, add, &sum, sizeof sum) > 0;
    assert_int_equal(added, 8); /* what has finished stays until it is taken */
}

static void the_housekeeping_runs_when_asked_for(void **state)
{
    struct fixture *f = *state;
    worker_tend(f->worker);
    for (int i = 0; i < 2000 && atomic_load(&f->tended) == 0; i++)
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    assert_int_equal(atomic_load(&f->tended), 1);
}

#define WITH_STORE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STORE(a_job_runs_on_its_own_copy_and_is_given_back_once),
        WITH_STORE(a_refusal_is_the_result),
        WITH_STORE(more_jobs_than_it_holds_are_not_taken),
        WITH_STORE(the_housekeeping_runs_when_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
