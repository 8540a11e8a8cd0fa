/* A hall with real processes: a kiosk gives out numbers, rooms and a board, each with a store and a
 * sync thread of its own, meet at the test server in its three guises. Every number is called once.
 * FOYER_HALL_PATIENTS and FOYER_HALL_ROOMS make it larger (tests/bench/hall.sh). */
#include "act/calling.h"
#include "store/board.h"
#include "store/care.h"
#include "store/link.h"
#include "support/station.h"
#include "sync/sync.h"

#include "base/text.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROOMS_MAX 12
#define PATIENTS_MAX 500
#define LAST_CALL_MS 5000 /* so long after another one it must be on the board */

static const char *const guises[] = {"", FHIR_SERVER_STORED, FHIR_SERVER_BARE};

struct news { /* a child's word, shorter than PIPE_BUF */
    enum { NEWS_CALLED, NEWS_SEEN, NEWS_END } kind;
    int room;
    char op[UUID_SIZE];
    int64_t asked, at; /* real monotonic ms */
    int requests, conflicts;
};

struct plan {
    atomic_int given, all_given, ready, over;
    char queue[ID_SIZE];
};

static int64_t real_ms(void)
{
    return clock_mono(clock_system());
}

static int64_t shift; /* the hall's Tuesday morning, seen from today */

static int64_t wall(void *ctx)
{
    (void)ctx;
    return clock_wall(clock_system()) + shift;
}

static int64_t mono(void *ctx)
{
    (void)ctx;
    return real_ms();
}

static const struct clock running = {.wall_ms = wall, .mono_ms = mono};

static void nap(int ms)
{
    nanosleep(&(struct timespec){.tv_nsec = ms * 1000000L}, NULL);
}

/* A station with its thread in this process. */
static struct sync_thread *open_station(struct terminal *t, const char *url, const char *id,
                                        enum station kind)
{
    struct sync_thread *thread = NULL;
    struct link link = {.data_ms = 0};
    station_start(t, url, id, "K");
    sync_close(t->sync);
    t->sync = NULL;
    t->config.station.kind = kind;
    t->env.clock = &running;
    if (sync_start(&t->config, t->dir, &running, NULL, NULL, &thread) != ERR_OK)
        _exit(10);
    while (link.data_ms == 0) {
        if (link_get(t->db, &link) != ERR_OK)
            _exit(11);
        nap(20);
    }
    return thread;
}

static void tell(int out, const struct news *news)
{
    if (write(out, news, sizeof *news) != (ssize_t)sizeof *news)
        _exit(12);
}

static void leave(struct terminal *t, struct sync_thread *thread, int out, int room, int64_t since,
                  int before)
{
    struct news end = {.kind = NEWS_END, .room = room, .asked = since, .at = real_ms()};
    sync_counts(thread, &end.requests, &end.conflicts);
    end.requests -= before;
    sync_stop(thread);
    db_close(t->db);
    temp_remove(t->dir);
    tell(out, &end);
    _exit(0);
}

/* Until it is over, whatever came out. */
static bool ask(struct terminal *t, struct sync_thread *thread, struct call_request *request,
                struct call *call)
{
    uuid_new(request->op);
    enum err e = call_ask(t->db, &t->env, request, call);
    sync_poke(thread);
    while (e == ERR_OK && call->state == CALL_PENDING) {
        nap(3);
        e = call_get(t->db, request->op, call);
    }
    return e == ERR_OK && call->state == CALL_MADE;
}

static void room_process(const struct plan *plan, const char *url, int room, int out)
{
    struct terminal t;
    struct call call;
    struct call_request next = {.kind = CALL_NEXT, .caller = {.place_id = "room-1"}}, step;
    char id[16];
    int before, conflicts;
    text_format(id, sizeof id, "ROOM-%d", room);
    text_copy(next.caller.by, sizeof next.caller.by, id);
    struct sync_thread *thread = open_station(&t, url, id, STATION_WINDOW);
    atomic_fetch_add((atomic_int *)&plan->ready, 1);
    while (!atomic_load(&plan->given))
        nap(5);
    text_copy(next.queue, sizeof next.queue, plan->queue);
    int64_t since = real_ms();
    sync_counts(thread, &before, &conflicts);
    for (;;) {
        bool all = atomic_load(&plan->all_given);
        struct news news = {.kind = NEWS_CALLED, .room = room, .asked = real_ms()};
        if (ask(&t, thread, &next, &call)) {
            news.at = real_ms();
            text_copy(news.op, sizeof news.op, call.ticket_op);
            tell(out, &news);
            step = next;
            text_copy(step.ticket_op, sizeof step.ticket_op, call.ticket_op);
            step.kind = CALL_SERVING;
            if (!ask(&t, thread, &step, &call))
                _exit(13);
            nap(50);
            step.kind = CALL_DONE;
            if (!ask(&t, thread, &step, &call))
                _exit(14);
        } else if (call.state == CALL_NOBODY && all) {
            break;
        } else {
            nap(20);
        }
    }
    while (station_waiting(&t) > 0)
        nap(20);
    leave(&t, thread, out, room, since, before);
}

static void board_process(const struct plan *plan, const char *url, int out)
{
    static struct board_number shown[PATIENTS_MAX];
    static char told[PATIENTS_MAX][UUID_SIZE];
    struct terminal t;
    size_t count, n = 0;
    int before, conflicts;
    char date[DATE_SIZE];
    const struct board_scope scope = {.departments = "", .queues = "", .places = ""};
    struct sync_thread *thread = open_station(&t, url, "BOARD-1", STATION_BOARD);
    atomic_fetch_add((atomic_int *)&plan->ready, 1);
    clock_date(clock_wall(&running), date);
    int64_t since = real_ms(), version = 0;
    sync_counts(thread, &before, &conflicts);
    while (!atomic_load(&plan->over)) {
        nap(10);
        int64_t now = db_version(t.db);
        if (now == version)
            continue;
        version = now;
        if (board_called(t.db, &scope, date, shown, PATIENTS_MAX, &count) != ERR_OK)
            _exit(15);
        for (size_t i = 0; i < count; i++) {
            bool known = false;
            for (size_t k = 0; k < n && !known; k++)
                known = strcmp(told[k], shown[i].op) == 0;
            if (known || n == PATIENTS_MAX)
                continue;
            struct news news = {.kind = NEWS_SEEN, .at = real_ms()};
            text_copy(told[n++], UUID_SIZE, shown[i].op);
            text_copy(news.op, sizeof news.op, shown[i].op);
            tell(out, &news);
        }
    }
    leave(&t, thread, out, -1, since, before);
}

struct seen_call {
    char op[UUID_SIZE];
    int times;
    int64_t asked, called, shown;
};

struct tally {
    struct seen_call calls[PATIENTS_MAX];
    int count, ends, conflicts;
    double room_rate, board_rate; /* requests a minute, the busiest room */
};

static struct seen_call *call_of(struct tally *tally, const char *op)
{
    for (int i = 0; i < tally->count; i++)
        if (strcmp(tally->calls[i].op, op) == 0)
            return &tally->calls[i];
    assert_true(tally->count < PATIENTS_MAX);
    struct seen_call *call = &tally->calls[tally->count++];
    text_copy(call->op, sizeof call->op, op);
    return call;
}

static void count_news(struct tally *tally, const struct news *news)
{
    double minutes = (double)(news->at - news->asked) / 60000;
    double rate = minutes > 0 ? news->requests / minutes : 0;
    switch (news->kind) {
    case NEWS_CALLED:
        call_of(tally, news->op)->times++;
        call_of(tally, news->op)->called = news->at;
        call_of(tally, news->op)->asked = news->asked;
        break;
    case NEWS_SEEN:
        call_of(tally, news->op)->shown = news->at;
        break;
    case NEWS_END:
        tally->ends++;
        tally->conflicts += news->conflicts;
        if (news->room < 0)
            tally->board_rate = rate;
        else if (rate > tally->room_rate)
            tally->room_rate = rate;
        break;
    }
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void print_tally(const char *guise, int rooms, struct tally *tally, int64_t took)
{
    static int64_t answers[PATIENTS_MAX], boards[PATIENTS_MAX];
    int shown = 0;
    for (int i = 0; i < tally->count; i++) {
        answers[i] = tally->calls[i].called - tally->calls[i].asked;
        if (tally->calls[i].shown)
            boards[shown++] = tally->calls[i].shown - tally->calls[i].called;
    }
    int n = tally->count;
    qsort(answers, (size_t)n, sizeof *answers, by_size);
    qsort(boards, (size_t)shown, sizeof *boards, by_size);
    print_message("%d rooms, %d patients%s%s: %.1f s, %d claims lost to another room; "
                  "answer median %d ms, 95%% %d ms; call to board (%d seen) median %d ms, 95%% %d "
                  "ms; requests a minute: board %.0f, busiest room %.0f\n",
                  rooms, n, guise[0] ? ", " : "", guise, (double)took / 1000, tally->conflicts,
                  (int)answers[n / 2], (int)answers[n * 95 / 100], shown,
                  shown ? (int)boards[shown / 2] : 0, shown ? (int)boards[shown * 95 / 100] : 0,
                  tally->board_rate, tally->room_rate);
}

static void give_numbers(struct plan *plan, const char *url, int patients)
{
    struct terminal kiosk;
    station_start(&kiosk, url, "KIOSK-01", "K");
    kiosk.env.clock = &running;
    assert_int_equal(station_step(&kiosk), ERR_OK);
    for (int i = 0; i < patients; i++) {
        struct take_request request = {.department_id = "cardiology"};
        struct ticket ticket;
        uuid_new(request.op);
        assert_int_equal(take_number(kiosk.db, &kiosk.env, &request, &ticket), ERR_OK);
        assert_int_equal(ticket_handed(kiosk.db, &kiosk.env, ticket.op, TICKET_CONFIRMED), ERR_OK);
        assert_int_equal(station_step(&kiosk), ERR_OK);
        text_copy(plan->queue, sizeof plan->queue, ticket.queue);
        if (i == patients / 4) /* the rooms begin while people still come */
            atomic_store(&plan->given, 1);
    }
    atomic_store(&plan->all_given, 1);
    station_stop(&kiosk);
}

static int seen_count(const struct tally *tally)
{
    int count = 0;
    for (int i = 0; i < tally->count; i++)
        count += tally->calls[i].shown > 0;
    return count;
}

static void run_hall(const char *guise, int rooms, int patients)
{
    struct fhir_server server;
    struct tally *tally = calloc(1, sizeof *tally);
    struct plan *plan =
        mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t pids[ROOMS_MAX + 1];
    int pipes[2], status;
    assert_true(tally && plan != MAP_FAILED);
    fhir_server_start_seeded(&server, guise, station_seed);
    assert_int_equal(pipe(pipes), 0); /* after the server, which would hold it open */
    for (int i = 0; i <= rooms; i++) {
        pids[i] = fork();
        assert_true(pids[i] >= 0);
        if (pids[i] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(pipes[0]);
            if (i == rooms)
                board_process(plan, server.url, pipes[1]);
            room_process(plan, server.url, i, pipes[1]);
        }
    }
    close(pipes[1]);
    for (int i = 0; i < 3000 && atomic_load(&plan->ready) <= rooms; i++)
        nap(20);
    int64_t began = real_ms();
    give_numbers(plan, server.url, patients);
    struct news news;
    while (tally->ends < rooms && read(pipes[0], &news, sizeof news) == (ssize_t)sizeof news)
        count_news(tally, &news);
    int64_t took = real_ms() - began;
    struct pollfd poller = {.fd = pipes[0], .events = POLLIN};
    while (seen_count(tally) < patients && poll(&poller, 1, LAST_CALL_MS) == 1 &&
           read(pipes[0], &news, sizeof news) == (ssize_t)sizeof news)
        count_news(tally, &news); /* the last calls reach the board */
    atomic_store(&plan->over, 1);
    while (read(pipes[0], &news, sizeof news) == (ssize_t)sizeof news)
        count_news(tally, &news);
    close(pipes[0]);
    for (int i = 0; i <= rooms; i++) {
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
    print_tally(guise, rooms, tally, took);
    assert_int_equal(tally->count, patients);
    for (int i = 0; i < tally->count; i++)
        assert_int_equal(tally->calls[i].times, 1);
    assert_int_equal(seen_count(tally), patients);
    assert_int_equal(fhir_server_count(&server, "Task?status=completed"), patients);
    fhir_server_remove(&server);
    munmap(plan, sizeof *plan);
    free(tally);
}

static int from_environment(const char *name, int otherwise, int most)
{
    const char *text = getenv(name);
    int number = text ? atoi(text) : otherwise;
    return number < 1 ? 1 : number > most ? most : number;
}

static void every_number_is_called_once_whatever_the_server(void **state)
{
    (void)state;
    int patients = from_environment("FOYER_HALL_PATIENTS", 30, PATIENTS_MAX);
    int rooms = from_environment("FOYER_HALL_ROOMS", 6, ROOMS_MAX);
    int64_t monday;
    assert_true(clock_parse_instant("2026-11-24T08:30:00+08:00", &monday));
    shift = monday - clock_wall(clock_system());
    for (size_t i = 0; i < sizeof guises / sizeof guises[0]; i++)
        run_hall(guises[i], rooms, patients);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_is_called_once_whatever_the_server),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
