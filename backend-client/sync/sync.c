#include "sync/sync.h"

#include "base/log.h"
#include "base/text.h"
#include "http/transport.h"
#include "store/db.h"
#include "store/link.h"
#include "store/outbox.h"
#include "sync/share.h"
#include "sync/step.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define LOCK_LOOK_MS 1000  /* so long after a station's end another one takes over */
#define SHARED_LOOK_MS 100 /* how soon what another station wants sent is seen */
#define REOPEN_MS 60000    /* a store or server that could not be opened is tried again */

struct sync_thread {
    const struct config *config;
    const char *state_dir;
    const struct clock *clock;
    void (*wake)(void *ctx);
    void *ctx;
    pthread_t thread;
    pthread_mutex_t mutex; /* guards the two below */
    pthread_cond_t changed;
    bool poked;
    unsigned wanted; /* bits of enum sync_wanted */
    int share;       /* share.h */
    atomic_bool stop;
    atomic_int requests, conflicts;
};

/* Sleeps until poked, told to stop, or `ms` have passed. *wanted: what somebody wants fresh. true =
 * poked. */
static bool sleep_for(struct sync_thread *t, int64_t ms, unsigned *wanted)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&t->mutex);
    while (!t->poked && !t->wanted && !atomic_load(&t->stop))
        if (pthread_cond_timedwait(&t->changed, &t->mutex, &until) == ETIMEDOUT)
            break;
    bool poked = t->poked;
    *wanted = t->wanted;
    t->poked = false;
    t->wanted = 0;
    pthread_mutex_unlock(&t->mutex);
    return poked || *wanted;
}

/* One worker a state directory. The lock dies with its process. */
static int take_lock(struct sync_thread *t)
{
    char path[512];
    text_format(path, sizeof path, "%s/sync.lock", t->state_dir);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    unsigned wanted;
    while (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        sleep_for(t, LOCK_LOOK_MS, &wanted);
        if (atomic_load(&t->stop)) {
            close(fd);
            return -1;
        }
    }
    return fd;
}

/* As sleep_for; where other stations share the store it also ends, as poked, when one of them has
 * written something to be sent: they have no way to poke us. */
static bool sleep_shared(struct sync_thread *t, struct db *db, int64_t ms, int64_t *newest,
                         unsigned *wanted)
{
    if (!share_others(t->share))
        return sleep_for(t, ms, wanted);
    for (int64_t slept = 0; slept < ms; slept += SHARED_LOOK_MS) {
        int64_t id = *newest;
        if (sleep_for(t, ms - slept < SHARED_LOOK_MS ? ms - slept : SHARED_LOOK_MS, wanted) ||
            atomic_load(&t->stop))
            return true;
        if (outbox_newest(db, newest) == ERR_OK && *newest > id)
            return true;
    }
    return false;
}

static void loop(struct sync_thread *t, struct sync *sync, struct db *db)
{
    struct sync_result result;
    int64_t newest = 0;
    while (!atomic_load(&t->stop)) {
        sync_shared_with(sync, share_others(t->share));
        if (outbox_newest(db, &newest) != ERR_OK)
            newest = 0;
        enum err e = sync_step(sync, &result);
        unsigned wanted = 0;
        atomic_store(&t->requests, sync_request_count(sync));
        atomic_store(&t->conflicts, sync_conflict_count(sync));
        if (result.changed && t->wake)
            t->wake(t->ctx);
        if (e == ERR_IO || e == ERR_CORRUPT || e == ERR_NO_SPACE)
            log_event("sync", "store", NULL, e);
        if (db_lost(db) || db_damaged(db))
            return; /* this connection is of no use any more */
        int64_t wait = result.next_ms > 0 ? result.next_ms : 1;
        if (sleep_shared(t, db, wait, &newest, &wanted))
            sync_hurry(sync, wanted);
    }
}

static void work(struct sync_thread *t)
{
    struct db *db = NULL;
    struct sync *sync = NULL;
    struct transport http;
    char message[200];
    struct db_options options = {
        .state_dir = t->state_dir,
        .clock = t->clock,
        .key_file = t->config->store.key_file[0] ? t->config->store.key_file : NULL};
    enum err e = db_open(&options, &db);
    if (e == ERR_OK)
        e = transport_curl(t->config, &t->stop, &http, message, sizeof message);
    if (e == ERR_OK)
        e = sync_open(db, t->config, t->clock, http, &t->stop, &sync);
    if (e == ERR_OK)
        loop(t, sync, db);
    else
        log_event("sync", "not started", NULL, e);
    sync_close(sync);
    db_close(db);
}

static void *main_of_thread(void *ctx)
{
    struct sync_thread *t = ctx;
    t->share = share_open(t->state_dir, t->config->station.kind);
    int lock = take_lock(t);
    if (lock >= 0) {
        unsigned wanted;
        do
            work(t);
        while (!atomic_load(&t->stop) && (sleep_for(t, REOPEN_MS, &wanted), true));
        close(lock);
    }
    if (t->share >= 0)
        close(t->share);
    return NULL;
}

static enum err mark_standalone(const struct config *config, const char *state_dir,
                                const struct clock *clock)
{
    struct db *db = NULL;
    struct db_options options = {.state_dir = state_dir,
                                 .clock = clock,
                                 .key_file =
                                     config->store.key_file[0] ? config->store.key_file : NULL};
    enum err e = db_open(&options, &db);
    if (e == ERR_OK)
        e = link_set_state(db, LINK_STANDALONE);
    db_close(db);
    return e;
}

enum err sync_start(const struct config *config, const char *state_dir, const struct clock *clock,
                    void (*wake)(void *ctx), void *ctx, struct sync_thread **out)
{
    *out = NULL;
    if (!config->server.url[0])
        return mark_standalone(config, state_dir, clock);
    struct sync_thread *t = calloc(1, sizeof *t);
    if (!t)
        abort();
    t->config = config;
    t->state_dir = state_dir;
    t->clock = clock;
    t->wake = wake;
    t->ctx = ctx;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&t->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&t->mutex, NULL);
    if (pthread_create(&t->thread, NULL, main_of_thread, t) != 0)
        abort();
    *out = t;
    return ERR_OK;
}

void sync_counts(struct sync_thread *thread, int *requests, int *conflicts)
{
    *requests = thread ? atomic_load(&thread->requests) : 0;
    *conflicts = thread ? atomic_load(&thread->conflicts) : 0;
}

static void signal_thread(struct sync_thread *t, unsigned wanted)
{
    pthread_mutex_lock(&t->mutex);
    t->poked = true;
    t->wanted |= wanted;
    pthread_cond_signal(&t->changed);
    pthread_mutex_unlock(&t->mutex);
}

void sync_poke(struct sync_thread *thread)
{
    if (thread)
        signal_thread(thread, 0);
}

void sync_want(struct sync_thread *thread, enum sync_wanted what)
{
    if (thread)
        signal_thread(thread, what);
}

void sync_stop(struct sync_thread *thread)
{
    if (!thread)
        return;
    atomic_store(&thread->stop, true);
    signal_thread(thread, 0);
    pthread_join(thread->thread, NULL);
    pthread_cond_destroy(&thread->changed);
    pthread_mutex_destroy(&thread->mutex);
    free(thread);
}
