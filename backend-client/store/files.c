#include "store/files.h"

#include "base/log.h"
#include "base/text.h"
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

bool store_path(char out[STORE_PATH_SIZE], const char *state_dir, const char *name)
{
    return text_format(out, STORE_PATH_SIZE, "%s/%s", state_dir, name);
}

static enum err failed(void)
{
    return errno == ENOSPC || errno == EDQUOT ? ERR_NO_SPACE : ERR_IO;
}

/* mkdir -p, with 0700 for what is made */
enum err store_make_folder(const char *path)
{
    char part[STORE_PATH_SIZE];
    if (!text_copy(part, sizeof part, path))
        return ERR_INVALID;
    for (char *p = part + 1; *p; p++) {
        if (*p != '/')
            continue;
        *p = '\0';
        if (mkdir(part, 0700) && errno != EEXIST)
            return failed();
        *p = '/';
    }
    return mkdir(part, 0700) && errno != EEXIST ? failed() : ERR_OK;
}

/* Only ever opens a file that was not there: closing one that SQLite has open would drop its locks
 * (sqlite.org, howtocorrupt). */
enum err store_make_file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? ERR_OK : failed();
    close(fd);
    return ERR_OK;
}

enum err store_prepare(const char *state_dir)
{
    char path[STORE_PATH_SIZE];
    enum err err = store_make_folder(state_dir);
    if (err != ERR_OK)
        return err;
    return store_path(path, state_dir, "foyer.db") ? store_make_file(path) : ERR_INVALID;
}

static enum err sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return ERR_IO;
    int code = fsync(fd);
    close(fd);
    return code ? ERR_IO : ERR_OK;
}

int store_lock(const char *state_dir)
{
    int fd = open(state_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd >= 0 && flock(fd, LOCK_EX) && errno == EINTR)
        ;
    return fd;
}

void store_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

int64_t db_file(const char *state_dir)
{
    char path[STORE_PATH_SIZE];
    struct stat st;
    return store_path(path, state_dir, "foyer.db") && !stat(path, &st) && st.st_size > 0
               ? (int64_t)st.st_ino
               : 0;
}

static enum err quarantine(const char *state_dir, const struct clock *clock)
{
    static const char *const set[] = {"foyer.db-shm", "foyer.db-wal",
                                      "foyer.db"}; /* the database last: a half-moved set is seen */
    struct local_time t;
    clock_local(clock_wall(clock), &t);
    char folder[STORE_PATH_SIZE], from[STORE_PATH_SIZE], to[STORE_PATH_SIZE];
    for (int n = 0; n < 100; n++) {
        if (!text_format(folder, sizeof folder, "%s/quarantine/%04d%02d%02d-%02d%02d%02d-%d",
                         state_dir, t.year, t.month, t.day, t.hour, t.minute, t.second, n))
            return ERR_INVALID;
        if (access(folder, F_OK))
            break;
    }
    enum err err = store_make_folder(folder);
    for (int i = 0; i < 3 && err == ERR_OK; i++) {
        if (!store_path(from, state_dir, set[i]) || !store_path(to, folder, set[i]))
            return ERR_INVALID;
        if (rename(from, to) && errno != ENOENT)
            err = failed();
    }
    if (err == ERR_OK)
        err = sync_folder(folder);
    if (err == ERR_OK)
        err = sync_folder(state_dir);
    log_event("store", "the database set was moved to quarantine", NULL, err);
    return err;
}

enum err db_quarantine(const char *state_dir, const struct clock *clock, int64_t file)
{
    int lock = store_lock(state_dir);
    enum err err = ERR_OK;
    if (file == DB_ANY_FILE || db_file(state_dir) == file)
        err = quarantine(state_dir, clock);
    store_unlock(lock);
    return err;
}

int64_t db_free_mb(const char *state_dir)
{
    struct statvfs st;
    if (statvfs(state_dir, &st))
        return -1;
    return (int64_t)(st.f_bavail * (st.f_frsize ? st.f_frsize : 1) / (1024 * 1024));
}

bool db_is_gone(const char *state_dir)
{
    char path[STORE_PATH_SIZE];
    struct stat st;
    if (!store_path(path, state_dir, "key") || stat(path, &st))
        return false;
    return store_path(path, state_dir, "foyer.db") && (stat(path, &st) || st.st_size == 0);
}
