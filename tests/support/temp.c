#include "support/temp.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define ROOM 256e6 /* bytes */

/* In memory where there is room: these tests are of what a store does, and the stores that are
 * killed, cut and damaged (tests/robust) lie on a disk. */
static bool memory_has_room(void)
{
    struct statvfs facts;
    return access("/dev/shm", W_OK) == 0 && statvfs("/dev/shm", &facts) == 0 &&
           (double)facts.f_bavail * (double)facts.f_frsize > ROOM;
}

void temp_make(char out[TEMP_SIZE])
{
    strcpy(out, memory_has_room() ? "/dev/shm/foyer-test-XXXXXX" : "/tmp/foyer-test-XXXXXX");
    if (!mkdtemp(out))
        abort();
}

static bool file_has(const char *path, const void *bytes, size_t size)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    fseek(f, 0, SEEK_END);
    long length = ftell(f);
    rewind(f);
    char *data = malloc((size_t)length + 1);
    size_t got = fread(data, 1, (size_t)length, f);
    fclose(f);
    bool found = false;
    for (size_t i = 0; i + size <= got && !found; i++)
        found = !memcmp(data + i, bytes, size);
    free(data);
    return found;
}

/* Visits every file below; removes them and the folders when `bytes` is NULL. */
static int walk(const char *dir, const void *bytes, size_t size)
{
    int found = 0;
    DIR *d = opendir(dir);
    if (!d)
        return 0;
    for (struct dirent *e; (e = readdir(d));) {
        char path[1024];
        struct stat st;
        if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
            continue;
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        if (lstat(path, &st))
            continue;
        if (S_ISDIR(st.st_mode))
            found += walk(path, bytes, size);
        else if (bytes)
            found += file_has(path, bytes, size);
        if (!bytes)
            remove(path);
    }
    closedir(d);
    return found;
}

void temp_remove(const char *dir)
{
    walk(dir, NULL, 0);
    remove(dir);
}

int temp_grep(const char *dir, const void *bytes, size_t size)
{
    return walk(dir, bytes, size);
}
