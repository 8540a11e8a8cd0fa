/* The files of a state directory, inside store/ only: no SQLite here. */
#pragma once

#include "base/err.h"

#include <stdbool.h>

#define STORE_PATH_SIZE 512

bool store_path(char out[STORE_PATH_SIZE], const char *state_dir,
                const char *name);                       /* false: too long */
MUST_CHECK enum err store_make_folder(const char *path); /* and those above it, 0700 */
/* The folder with 0700 and foyer.db with 0600, each only when missing. */
MUST_CHECK enum err store_prepare(const char *state_dir);
/* One program at a time makes, migrates or replaces the store of a folder: waits for its turn. What
 * it returns goes to store_unlock; the lock dies with its process. */
int store_lock(const char *state_dir);
void store_unlock(int lock);
MUST_CHECK enum err store_make_file(const char *path); /* empty, 0600, unless it is there */
