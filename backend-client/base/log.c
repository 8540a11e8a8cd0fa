#include "base/log.h"

#include "base/text.h"
#include "base/uuid.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOG_FILE_MAX (2 * 1024 * 1024)
#define LOG_FILES 4
#define NUMBER_MAX 999999999LL

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
    int fd; /* 0 = closed; descriptor 0 is never ours */
    char path[512];
    const struct clock *clock;
} log_file;

static int open_file(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
}

enum err log_open(const char *state_dir, const char *program, const struct clock *clock)
{
    char path[sizeof log_file.path];
    if (!text_format(path, sizeof path, "%s/log", state_dir))
        return ERR_INVALID;
    mkdir(state_dir, 0700); /* usually there; if it cannot be made, the next step says so */
    if (mkdir(path, 0700) && errno != EEXIST)
        return errno == ENOSPC ? ERR_NO_SPACE : ERR_IO;
    if (!text_format(path, sizeof path - 8, "%s/log/%s.log", state_dir, program))
        return ERR_INVALID;
    int fd = open_file(path);
    if (fd < 0)
        return errno == ENOSPC ? ERR_NO_SPACE : ERR_IO;
    log_close();
    pthread_mutex_lock(&lock);
    log_file.fd = fd;
    log_file.clock = clock;
    text_copy(log_file.path, sizeof log_file.path, path);
    pthread_mutex_unlock(&lock);
    return ERR_OK;
}

void log_close(void)
{
    pthread_mutex_lock(&lock);
    if (log_file.fd)
        close(log_file.fd);
    log_file.fd = 0;
    pthread_mutex_unlock(&lock);
}

/* Called with the lock held. Another process may have turned the files over: then only ours is
 * opened again. */
static void turn_over(void)
{
    struct stat ours, named;
    if (fstat(log_file.fd, &ours) || ours.st_size < LOG_FILE_MAX)
        return;
    flock(log_file.fd, LOCK_EX);
    if (!stat(log_file.path, &named) && named.st_ino == ours.st_ino) {
        char from[520], to[520];
        for (int i = LOG_FILES - 1; i >= 1; i--) {
            if (i == 1)
                text_copy(from, sizeof from, log_file.path);
            else
                text_format(from, sizeof from, "%s.%d", log_file.path, i - 1);
            text_format(to, sizeof to, "%s.%d", log_file.path, i);
            rename(from, to);
        }
    }
    int fd = open_file(log_file.path);
    if (fd < 0)
        return; /* goes on in the old one, and tries again at the next line */
    close(log_file.fd);
    log_file.fd = fd;
}

static void write_line(const char *line)
{
    pthread_mutex_lock(&lock);
    if (log_file.fd) {
        char stamp[INSTANT_SIZE], whole[400];
        clock_instant(clock_wall(log_file.clock), stamp);
        text_format(whole, sizeof whole, "%s %s\n", stamp, line);
        ssize_t written = write(log_file.fd, whole, strlen(whole));
        (void)
            written; /* a full disk must not stop the program; the store says so where it matters */
        turn_over();
    }
    pthread_mutex_unlock(&lock);
}

void log_write(const char *area, const char *event, const char *uuid, enum err e)
{
    char line[300];
    text_format(line, sizeof line, "%s: %s%s%s%s%s", area, event, uuid_valid(uuid) ? " " : "",
                uuid_valid(uuid) ? uuid : "", e == ERR_OK ? "" : " ",
                e == ERR_OK ? "" : err_name(e));
    write_line(line);
}

void log_write_number(const char *area, const char *event, long long number)
{
    char line[300];
    long long bounded = number > NUMBER_MAX    ? NUMBER_MAX
                        : number < -NUMBER_MAX ? -NUMBER_MAX
                                               : number;
    text_format(line, sizeof line, "%s: %s %lld", area, event, bounded);
    write_line(line);
}

void log_write_path(const char *area, const char *event, const char *path)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.[]_-:/";
    char clean[120];
    size_t n = 0, digits = 0;
    for (; path[n] && n < sizeof clean - 1; n++) {
        digits = path[n] >= '0' && path[n] <= '9' ? digits + 1 : 0;
        clean[n] = strchr(allowed, path[n]) && digits <= 5
                       ? path[n]
                       : '?'; /* no numbers that could be somebody's */
    }
    clean[n] = '\0';
    char line[300];
    text_format(line, sizeof line, "%s: %s %s", area, event, clean);
    write_line(line);
}
