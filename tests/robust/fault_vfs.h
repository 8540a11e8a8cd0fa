/* A disk that fails: a layer over SQLite's own file system that lets the k-th write, or sync, fail.
 * Put in front of all databases opened afterwards. One at a time; any thread.
 */
#pragma once

#include <stdbool.h>

enum fault {
    FAULT_NONE,
    FAULT_WRITE_EIO,
    FAULT_WRITE_FULL, /* no space left on device */
    FAULT_SYNC_EIO,
};

void fault_vfs_install(void);
/* From now on the k-th (from 1) such call fails; with `on`, every one after it too. */
void fault_vfs_arm(enum fault fault, int k, bool on);
bool fault_vfs_struck(void); /* since it was armed */
void fault_vfs_disarm(void);
