/* A folder of *.ndjson read into memory: its lines in file order, its content.ini, a fingerprint of
 * it all. Pure reading. */
#pragma once

#include "base/clock.h"
#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct folder_line {
    const char *file; /* base name */
    int number;       /* from 1 */
    const char *text; /* not terminated */
    size_t length;
};

struct folder {
    char **names, **data;
    size_t file_count;
    struct folder_line *lines; /* empty ones left out */
    size_t line_count;
    int shift_days;       /* from content.ini: anchor -> today */
    uint64_t fingerprint; /* FNV-1a over names, bytes and the shift */
};

MUST_CHECK enum err folder_read(const char *dir, const struct clock *clock, struct folder *out,
                                char *message, size_t size);
void folder_clear(struct folder *folder);
