#include "app/worker.h"

#include "base/log.h"
#include "base/text.h"
#include "base/uuid.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define JOBS_MAX 8

struct job {
    enum { JOB_NONE, JOB_WAITING, JOB_RUNNING, JOB_DONE } state;
    long ticket;
    app_job *run;
    void *data;
    size_t size;
    char staff[STAFF_ID_SIZE]; /* for a patient, "" = nobody's help */
    enum err result;
};

struct worker {
    struct worker_options options;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct job jobs[JOBS_MAX];
    long last_ticket;
    bool opened, stop, tend;
    enum err open_result;
};

/* The new store knows that it is one, and somebody is sent for. */
static enum err note_damage(struct db *db, const struct act_env *env)
{
    char op[UUID_SIZE];
    struct help_call call;
    uuid_new(op);
    enum err e = meta_set_int(db, DAMAGED_KEY, clock_wall(env->clock));
    return e == ERR_OK ? call_staff(db, env, op, "store", &call) : e;
}

static enum err replace_store(const struct worker *worker, int64_t file, struct db **db)
{
    const struct worker_options *o = &worker->options;
    log_event("store", "damaged, goes to quarantine", NULL, ERR_CORRUPT);
    enum err e = db_quarantine(o->db.state_dir, o->db.clock, file);
    if (e == ERR_OK)
        e = db_open(&o->db, db);
    if (e == ERR_OK)
        e = note_damage(*db, &o->env);
    return e;
}

/* A disk whose sync failed: only syncs that succeed show that it keeps what it is given. */
static enum err prove(struct db *db, const struct act_env *env)
{
    enum err e = db_checkpoint(db);
    return e == ERR_OK ? meta_set_int(db, "store.proved_ms", clock_wall(env->clock)) : e;
}

static enum err open_store(const struct worker *worker, struct db **db)
{
    const struct worker_options *o = &worker->options;
    int64_t file = db_file(o->db.state_dir);
    /* a station that shares the folder may have put a new store there before us */
    bool lost = (o->damaged && file == o->file) || db_is_gone(o->db.state_dir);
    enum err e = lost ? ERR_CORRUPT : db_open(&o->db, db);
    if (e == ERR_CORRUPT)
        e = replace_store(worker, file, db);
    else if (e == ERR_OK && o->doubtful)
        e = prove(*db, &o->env);
    return e;
}

/* Local variables of what has just run, which may name a person, lie below: written over. */
__attribute__((noinline)) static void wipe_stack(void)
{
    char below[64 * 1024];
    text_wipe(below, sizeof below);
}

static struct job *next_job(struct worker *worker)
{
    struct job *first = NULL;
    for (int i = 0; i < JOBS_MAX; i++) {
        struct job *job = &worker->jobs[i];
        if (job->state == JOB_WAITING && (first == NULL || job->ticket < first->ticket))
            first = job;
    }
    return first;
}

static void run_job(struct worker *worker, struct job *job, struct db *db)
{
    job->state = JOB_RUNNING;
    pthread_mutex_unlock(&worker->lock);
    db_set_behalf(db, job->staff, worker->options.env.config->station.id);
    enum err result = job->run(db, &worker->options.env, job->data);
    text_wipe_stack();
    db_set_behalf(db, "", "");
    if (worker->options.watch != NULL)
        worker->options.watch(worker->options.ctx, db);
    wipe_stack();
    pthread_mutex_lock(&worker->lock);
    job->result = result;
    job->state = JOB_DONE;
    pthread_mutex_unlock(&worker->lock);
    worker->options.wake(worker->options.ctx);
    pthread_mutex_lock(&worker->lock);
}

static void work(struct worker *worker, struct db *db)
{
    pthread_mutex_lock(&worker->lock);
    for (;;) {
        struct job *job = next_job(worker);
        if (job != NULL) {
            run_job(worker, job, db);
        } else if (worker->stop) {
            break;
        } else if (worker->tend) {
            worker->tend = false;
            pthread_mutex_unlock(&worker->lock);
            worker->options.tend(worker->options.ctx, db, &worker->options.env);
            if (worker->options.watch != NULL)
                worker->options.watch(worker->options.ctx, db);
            pthread_mutex_lock(&worker->lock);
        } else {
            pthread_cond_wait(&worker->changed, &worker->lock);
        }
    }
    pthread_mutex_unlock(&worker->lock);
}

static void *worker_main(void *arg)
{
    struct worker *worker = arg;
    struct db *db = NULL;
    enum err e = open_store(worker, &db);
    pthread_mutex_lock(&worker->lock);
    worker->opened = true;
    worker->open_result = e;
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->lock);
    if (e == ERR_OK)
        work(worker, db);
    db_close(db);
    return NULL;
}

enum err worker_start(const struct worker_options *options, struct worker **out)
{
    struct worker *worker = calloc(1, sizeof *worker);
    if (worker == NULL)
        abort();
    worker->options = *options;
    pthread_mutex_init(&worker->lock, NULL);
    pthread_cond_init(&worker->changed, NULL);
    *out = NULL;
    if (pthread_create(&worker->thread, NULL, worker_main, worker) != 0) {
        free(worker);
        return ERR_IO;
    }
    *out = worker;
    return ERR_OK;
}

enum err worker_wait_open(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    while (!worker->opened)
        pthread_cond_wait(&worker->changed, &worker->lock);
    enum err e = worker->open_result;
    pthread_mutex_unlock(&worker->lock);
    return e;
}

static void job_forget(struct job *job)
{
    text_wipe(job->data, job->size);
    free(job->data);
    *job = (struct job){0};
}

void worker_stop(struct worker *worker)
{
    if (worker == NULL)
        return;
    pthread_mutex_lock(&worker->lock);
    worker->stop = true;
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->lock);
    pthread_join(worker->thread, NULL);
    for (int i = 0; i < JOBS_MAX; i++)
        if (worker->jobs[i].state != JOB_NONE)
            job_forget(&worker->jobs[i]);
    pthread_cond_destroy(&worker->changed);
    pthread_mutex_destroy(&worker->lock);
    free(worker);
}

long worker_add(struct worker *worker, app_job *run, const void *data, size_t size)
{
    return worker_add_behalf(worker, run, data, size, "");
}

long worker_add_behalf(struct worker *worker, app_job *run, const void *data, size_t size,
                       const char *staff_id)
{
    long ticket = 0;
    pthread_mutex_lock(&worker->lock);
    bool takes = !worker->opened || worker->open_result == ERR_OK;
    for (int i = 0; i < JOBS_MAX && ticket == 0 && takes; i++) {
        struct job *job = &worker->jobs[i];
        if (job->state != JOB_NONE)
            continue;
        ticket = ++worker->last_ticket;
        *job = (struct job){.state = JOB_WAITING, .ticket = ticket, .run = run, .size = size};
        job->data = malloc(size > 0 ? size : 1);
        if (job->data == NULL)
            abort();
        memcpy(job->data, data, size);
        text_copy(job->staff, sizeof job->staff, staff_id);
        pthread_cond_broadcast(&worker->changed);
    }
    pthread_mutex_unlock(&worker->lock);
    return ticket;
}

bool worker_take(struct worker *worker, long ticket, void *data, enum err *result)
{
    bool done = false;
    pthread_mutex_lock(&worker->lock);
    for (int i = 0; i < JOBS_MAX && !done; i++) {
        struct job *job = &worker->jobs[i];
        if (job->ticket != ticket || job->state != JOB_DONE)
            continue;
        done = true;
        *result = job->result;
        if (data != NULL)
            memcpy(data, job->data, job->size);
        job_forget(job);
    }
    pthread_mutex_unlock(&worker->lock);
    return done;
}

void worker_tend(struct worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    worker->tend = true;
    pthread_cond_broadcast(&worker->changed);
    pthread_mutex_unlock(&worker->lock);
}
