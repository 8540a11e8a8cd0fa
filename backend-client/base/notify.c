#include "base/notify.h"

#include "base/text.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#define EVENTS (IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR)

struct notify {
    int changes, stop;
    char prefix[64];
};

enum err notify_open(const char *folder, const char *prefix, struct notify **out)
{
    struct notify *notify = calloc(1, sizeof *notify);
    if (notify == NULL)
        abort();
    text_copy(notify->prefix, sizeof notify->prefix, prefix);
    notify->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    notify->changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    *out = notify;
    if (notify->stop >= 0 && notify->changes >= 0 &&
        inotify_add_watch(notify->changes, folder, EVENTS) >= 0)
        return ERR_OK;
    notify_close(notify);
    *out = NULL;
    return ERR_IO;
}

static int meaning(const struct notify *notify, const struct inotify_event *event)
{
    if (event->mask & IN_Q_OVERFLOW)
        return NOTIFY_WRITTEN; /* some were lost: look */
    if (event->len == 0 || strncmp(event->name, notify->prefix, strlen(notify->prefix)) != 0)
        return 0;
    bool gone = event->mask & (IN_MOVED_FROM | IN_DELETE);
    if (gone && strcmp(event->name, notify->prefix) == 0)
        return NOTIFY_REPLACED;
    return gone ? 0 : NOTIFY_WRITTEN;
}

static int drain(const struct notify *notify)
{
    _Alignas(struct inotify_event) char bytes[4096];
    int what = 0;
    for (ssize_t n; (n = read(notify->changes, bytes, sizeof bytes)) > 0;)
        for (const char *p = bytes; p < bytes + n;) {
            const struct inotify_event *event = (const void *)p;
            what |= meaning(notify, event);
            p += sizeof *event + event->len;
        }
    return what;
}

int notify_wait(struct notify *notify, int ms)
{
    struct pollfd fds[] = {{.fd = notify->changes, .events = POLLIN},
                           {.fd = notify->stop, .events = POLLIN}};
    for (;;) {
        int ready = poll(fds, 2, ms);
        if (ready > 0 && fds[1].revents)
            return NOTIFY_STOPPED;
        int what = drain(notify);
        /* for ever means until one of our files: others in the folder are written, too */
        if (what != 0 || ms >= 0)
            return what;
    }
}

void notify_stop(struct notify *notify)
{
    ssize_t written = write(notify->stop, &(uint64_t){1}, sizeof(uint64_t));
    (void)written; /* the counter is full: it was told already */
}

void notify_close(struct notify *notify)
{
    if (notify == NULL)
        return;
    if (notify->changes >= 0)
        close(notify->changes);
    if (notify->stop >= 0)
        close(notify->stop);
    free(notify);
}
