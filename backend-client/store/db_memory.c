#include "store/db_memory.h"

#include <pthread.h>
#include <sodium.h>
#include <sqlite3.h>
#include <string.h>

static sqlite3_mem_methods below; /* SQLite's own, from the C library */

static void wipe_free(void *block)
{
    if (!block)
        return;
    sodium_memzero(block, (size_t)below.xSize(block));
    below.xFree(block);
}

static void *wipe_realloc(void *block, int size)
{
    int had = below.xSize(block);
    void *bigger = below.xMalloc(size);
    if (!bigger)
        return NULL;
    memcpy(bigger, block, (size_t)(had < size ? had : size));
    wipe_free(block);
    return bigger;
}

static void install(void)
{
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &below) != SQLITE_OK || !below.xFree)
        return; /* SQLite runs already: a test has put a file system of its own below it */
    sqlite3_mem_methods methods = below;
    methods.xFree = wipe_free;
    methods.xRealloc = wipe_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK)
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); /* its blocks are never freed */
}

void db_memory_wiped(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
}
