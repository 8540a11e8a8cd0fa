#include "app/neighbours.h"

#include "base/notify.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#define STORE "foyer.db" /* and its -wal */
/* A commit is seen by others a moment after its last write: when the disk has said that it keeps
 * it. So long after a write it is looked for, at first every millisecond, later now and then. */
#define LOOK_MS 3000
#define LOOK_PAUSE_MAX_MS 50
#define NEW_STORE_MS 10000 /* a store that is replaced is there again by then */

struct neighbours {
    struct neighbours_options options;
    struct notify *notify;
    struct db *db;
    pthread_t thread;
    int64_t seen; /* db_version */
};

/* Looks for commits until there was no write for LOOK_MS; what ended it. */
static int look(struct neighbours *n)
{
    int what = 0, pause = 1;
    for (int since = 0; since < LOOK_MS; since += pause) {
        int64_t version = db_version(n->db);
        if (version != n->seen) {
            n->seen = version;
            n->options.wake(n->options.ctx);
        }
        pause = since < 32 ? 1 : since < 400 ? 8 : LOOK_PAUSE_MAX_MS;
        what = notify_wait(n->notify, pause);
        if (what & (NOTIFY_STOPPED | NOTIFY_REPLACED))
            return what;
        if (what & NOTIFY_WRITTEN)
            since = 0;
    }
    return 0;
}

/* Another program moved the store away: wait until its new one is there, then tell. */
static int await_store(struct neighbours *n)
{
    const int step = 100;
    for (int i = 0; i < NEW_STORE_MS && db_is_gone(n->options.db.state_dir); i += step)
        if (notify_wait(n->notify, step) & NOTIFY_STOPPED)
            return NOTIFY_STOPPED;
    if (notify_wait(n->notify, step) & NOTIFY_STOPPED)
        return NOTIFY_STOPPED;
    atomic_store(n->options.replaced, true);
    n->options.wake(n->options.ctx);
    return 0;
}

static void *watch(void *arg)
{
    struct neighbours *n = arg;
    for (int what = 0; !(what & NOTIFY_STOPPED);) {
        what = notify_wait(n->notify, -1);
        if (what == NOTIFY_WRITTEN)
            what = look(n);
        if ((what & NOTIFY_REPLACED) && !(what & NOTIFY_STOPPED))
            what = await_store(n);
    }
    return NULL;
}

enum err neighbours_start(const struct neighbours_options *options, struct neighbours **out)
{
    struct neighbours *n = calloc(1, sizeof *n);
    if (n == NULL)
        abort();
    n->options = *options;
    n->options.db.read_only = true;
    enum err e = notify_open(options->db.state_dir, STORE, &n->notify);
    if (e == ERR_OK)
        e = db_open(&n->options.db, &n->db);
    if (e == ERR_OK)
        n->seen = db_version(n->db);
    if (e == ERR_OK && pthread_create(&n->thread, NULL, watch, n) != 0)
        e = ERR_IO;
    *out = e == ERR_OK ? n : NULL;
    if (e != ERR_OK) {
        db_close(n->db);
        notify_close(n->notify);
        free(n);
    }
    return e;
}

void neighbours_stop(struct neighbours *n)
{
    if (n == NULL)
        return;
    notify_stop(n->notify);
    pthread_join(n->thread, NULL);
    db_close(n->db);
    notify_close(n->notify);
    free(n);
}
