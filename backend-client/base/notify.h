/* Waiting for a folder's files to be written or replaced, by whatever process: the kernel tells
 * (inotify), so nothing is asked for while nothing happens.
 */
#pragma once

#include "base/err.h"

struct notify; /* one thread waits, any may stop it */

enum {
    NOTIFY_WRITTEN = 1,  /* a file whose name begins with the prefix */
    NOTIFY_REPLACED = 2, /* the file of exactly that name was moved away or removed */
    NOTIFY_STOPPED = 4
};

/* ERR_IO: the kernel gives no more watches. */
MUST_CHECK enum err notify_open(const char *folder, const char *prefix, struct notify **out);
/* What happened since the last call, waiting for it at most `ms` (-1: for ever); 0: nothing. */
int notify_wait(struct notify *notify, int ms);
void notify_stop(struct notify *notify); /* notify_wait says so from then on */
void notify_close(struct notify *notify);
