/* A folder of the test's own, in memory or under /tmp, removed with all that is in it. */
#pragma once

#include <stddef.h>

#define TEMP_SIZE 64

void temp_make(char out[TEMP_SIZE]);
void temp_remove(const char *dir);
/* How many files under `dir` hold these bytes. */
int temp_grep(const char *dir, const void *bytes, size_t size);
