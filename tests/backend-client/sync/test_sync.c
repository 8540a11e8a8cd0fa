/* backend-client/sync/sync.c, backoff.c: the worker on its thread. */
#include "fake/proxy.h"
#include "store/care.h"
#include "support/station.h"
#include "sync/backoff.h"
#include "sync/share.h"
#include "sync/sync.h"

#include "base/text.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void count_wake(void *ctx)
{
    atomic_fetch_add((atomic_int *)ctx, 1);
}

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
}

static void with_its_own_store(struct terminal *t, const char *url)
{
    station_start(t, url, "KIOSK-01", "K");
    sync_close(t->sync);
    t->sync = NULL;
}

static void a_poke_sends_at_once_and_the_screen_is_woken(void **state)
{
    (void)state;
    struct fhir_server server;
    struct terminal t;
    struct person person;
    struct sync_thread *thread;
    char op[UUID_SIZE];
    atomic_int woken = 0;
    fhir_server_start_seeded(&server, "", station_seed);
    with_its_own_store(&t, server.url);
    assert_int_equal(sync_start(&t.config, t.dir, &t.clock.clock, count_wake, &woken, &thread),
                     ERR_OK);
    struct link link = {0};
    for (int i = 0; i < 400 && link.data_ms == 0; i++, nap())
        assert_int_equal(link_get(t.db, &link), ERR_OK);
    assert_int_equal(link.state, LINK_ONLINE);
    station_identify(&t, "13800008000", &person);
    assert_int_equal(station_book(&t, person.uuid, "lin-ruoxi-20261124-am-002", op), ERR_OK);
    int before = atomic_load(&woken);
    sync_poke(thread);
    for (int i = 0; i < 400 && station_status(&t, op) == APPOINTMENT_WISH; i++)
        nap();
    assert_int_equal(station_status(&t, op), APPOINTMENT_BOOKED);
    for (int i = 0; i < 40 && atomic_load(&woken) == before; i++)
        nap();
    assert_true(atomic_load(&woken) > before);
    sync_stop(thread);
    station_stop(&t);
    fhir_server_remove(&server);
}

/* A server that takes the connection and never answers. */
static void stopping_does_not_wait_for_a_silent_server(void **state)
{
    (void)state;
    struct terminal t;
    struct sync_thread *thread;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    char url[64];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&address, length) == 0 &&
                listen(fd, 4) == 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
    snprintf(url, sizeof url, "http://127.0.0.1:%d/fhir", ntohs(address.sin_port));
    with_its_own_store(&t, url);
    assert_int_equal(sync_start(&t.config, t.dir, &t.clock.clock, NULL, NULL, &thread), ERR_OK);
    for (int i = 0; i < 10; i++)
        nap();
    int64_t before = clock_mono(clock_system());
    sync_stop(thread);
    assert_true(clock_mono(clock_system()) - before < 3000);
    station_stop(&t);
    close(fd);
}

static void standalone_there_is_no_worker(void **state)
{
    (void)state;
    struct terminal t;
    struct link link;
    struct sync_thread *thread;
    with_its_own_store(&t, "http://127.0.0.1:1/fhir");
    t.config.server.url[0] = '\0';
    assert_int_equal(sync_start(&t.config, t.dir, &t.clock.clock, NULL, NULL, &thread), ERR_OK);
    assert_null(thread);
    assert_int_equal(link_get(t.db, &link), ERR_OK);
    assert_int_equal(link.state, LINK_STANDALONE);
    sync_poke(thread);
    sync_stop(thread);
    station_stop(&t);
}

/* A station in a process of its own, on the folder of another one. */
static pid_t neighbour(const struct terminal *t, enum station kind)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid > 0)
        return pid;
    struct config config = t->config;
    struct sync_thread *thread;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    config.station.kind = kind;
    if (sync_start(&config, t->dir, clock_system(), NULL, NULL, &thread) != ERR_OK)
        _exit(1);
    for (;;)
        pause();
}

static void await_empty(struct terminal *t)
{
    for (int i = 0; i < 400 && station_waiting(t) > 0; i++)
        nap();
    assert_int_equal(station_waiting(t), 0);
}

static void of_stations_in_one_folder_one_syncs_and_another_takes_over(void **state)
{
    (void)state;
    struct fhir_server server;
    struct terminal t;
    struct link link = {0};
    struct help_call call;
    char op[UUID_SIZE];
    fhir_server_start_seeded(&server, "", station_seed);
    with_its_own_store(&t, server.url);
    int share = share_open(t.dir, STATION_KIOSK); /* this process: a third one, which only writes */
    assert_int_equal(share_others(share), 0);
    pid_t first = neighbour(&t, STATION_BOARD);
    for (int i = 0; i < 400 && link.data_ms == 0; i++, nap())
        assert_int_equal(link_get(t.db, &link), ERR_OK);
    assert_int_equal(share_others(share), 1 << STATION_BOARD);
    pid_t second = neighbour(&t, STATION_WINDOW);
    for (int i = 0; i < 400 && share_others(share) != (1 << STATION_BOARD | 1 << STATION_WINDOW);
         i++)
        nap();
    uuid_new(op);
    assert_int_equal(call_staff(t.db, &t.env, op, "home", &call), ERR_OK);
    await_empty(&t); /* nobody poked the board's process: it saw that there is something to send */
    assert_int_equal(fhir_server_count(&server, "Task"), 1);
    kill(first, SIGKILL);
    assert_int_equal(waitpid(first, NULL, 0), first);
    assert_int_equal(share_others(share), 1 << STATION_WINDOW);
    struct help_request request = {.kind = HELP_WHEELCHAIR};
    uuid_new(request.op);
    assert_int_equal(request_help(t.db, &t.env, &request, &call), ERR_OK);
    await_empty(&t); /* the window's process took over */
    assert_int_equal(fhir_server_count(&server, "Task"), 2);
    assert_int_equal(fhir_server_count(&server, "Device"), 1);
    kill(second, SIGKILL);
    assert_int_equal(waitpid(second, NULL, 0), second);
    close(share);
    station_stop(&t);
    fhir_server_remove(&server);
}

static void waiting_doubles_up_to_a_cap_with_jitter(void **state)
{
    (void)state;
    assert_int_equal(backoff_ms(1, 1000, 300000, 500), 1000);
    assert_int_equal(backoff_ms(2, 1000, 300000, 500), 2000);
    assert_int_equal(backoff_ms(5, 1000, 300000, 0), 11200);
    assert_int_equal(backoff_ms(60, 1000, 300000, 500), 300000);
    assert_in_range(backoff_ms(60, 1000, 300000, 999), 300000, 390000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_poke_sends_at_once_and_the_screen_is_woken),
        cmocka_unit_test(stopping_does_not_wait_for_a_silent_server),
        cmocka_unit_test(standalone_there_is_no_worker),
        cmocka_unit_test(of_stations_in_one_folder_one_syncs_and_another_takes_over),
        cmocka_unit_test(waiting_doubles_up_to_a_cap_with_jitter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
