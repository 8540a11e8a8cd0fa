/* Inside sync/: which other stations share this state directory now, in processes of their own.
 * Each holds a lock on its byte of <state>/stations.lock; the kernel drops it with the process.
 */
#pragma once

#include "base/config.h"

int share_open(const char *state_dir, enum station kind); /* -1: it could not be locked */
/* Bits of enum station; ours is not among them unless another process is of our kind. */
unsigned share_others(int fd);
