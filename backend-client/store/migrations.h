/* How the tables came to be, inside store/ only. Append-only: a row that was shipped never changes;
 * its position + 1 is `PRAGMA user_version`. */
#pragma once

struct migration {
    const char *name;
    const char *sql;
};

extern const struct migration migrations[];
extern const int migration_count;
