/* A voice that is a program of its own: words on its standard input, a WAV file on its standard
 * output. A new process for each sentence, so that one that crashes or hangs costs one sentence;
 * the words are not among its arguments, which everybody on the machine can read.
 */
#include "device/readings.h"
#include "device/speech_parts.h"
#include "device/speech_words.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGS_MAX 24
#define WAV_MAX (8u << 20) /* three minutes: nothing that is a call */
#define STEP_MS 50         /* between two looks whether to stop */

struct program {
    char command[LANG_COUNT][200];
    struct readings *readings;
    int limit_ms;
};

struct child {
    pid_t pid;
    int in, out; /* our ends, not blocking; -1 = closed */
};

static void child_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* The words of a command, split at spaces; `copy` holds them. */
static void split(char *copy, char *args[ARGS_MAX + 1])
{
    int count = 0;
    char *rest = NULL;
    for (char *word = strtok_r(copy, " ", &rest); word && count < ARGS_MAX;
         word = strtok_r(NULL, " ", &rest))
        args[count++] = word;
    args[count] = NULL;
}

static enum err start(char *const args[], int in, int out, pid_t *pid)
{
    extern char **environ;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    int failed = args[0] ? posix_spawnp(pid, args[0], &files, &how, args, environ) : ENOENT;
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return failed == 0 ? ERR_OK : failed == ENOENT ? ERR_NOT_FOUND : ERR_IO;
}

static enum err child_open(const char *command, struct child *out)
{
    char copy[sizeof((struct program *)0)->command[0]];
    char *args[ARGS_MAX + 1];
    int in[2], from[2];
    text_copy(copy, sizeof copy, command);
    split(copy, args);
    /* sockets, as writing to one whose reader has gone raises no signal when asked so */
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in))
        return ERR_IO;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, from)) {
        close(in[0]);
        close(in[1]);
        return ERR_IO;
    }
    enum err e = start(args, in[0], from[1], &out->pid);
    close(in[0]);
    close(from[1]);
    out->in = in[1];
    out->out = from[0];
    fcntl(out->in, F_SETFL, O_NONBLOCK);
    fcntl(out->out, F_SETFL, O_NONBLOCK);
    if (e != ERR_OK) {
        child_close(&out->in);
        child_close(&out->out);
    }
    return e;
}

/* Takes away one way or the other; false: it had not ended by itself, or not well. */
static bool child_end(struct child *child, bool well)
{
    int status = 0;
    child_close(&child->in);
    child_close(&child->out);
    if (!well)
        kill(child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return well && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A program that does not read to the end is no trouble of ours. */
static void feed(struct child *child, const char **words)
{
    ssize_t n = send(child->in, *words, strlen(*words), MSG_NOSIGNAL);
    if (n > 0)
        *words += n;
    if (!**words || (n < 0 && errno != EAGAIN && errno != EINTR))
        child_close(&child->in);
}

/* ERR_OK: the output has ended. ERR_UNKNOWN: there may be more. */
static enum err collect(struct child *child, struct buf *wav)
{
    char part[16384];
    ssize_t n = read(child->out, part, sizeof part);
    if (n == 0)
        return ERR_OK;
    if (n < 0)
        return errno == EAGAIN || errno == EINTR ? ERR_UNKNOWN : ERR_IO;
    return buf_add(wav, part, (size_t)n) ? ERR_UNKNOWN : ERR_CORRUPT;
}

static enum err converse(struct child *child, const char *words, int limit_ms,
                         const atomic_bool *stop, struct buf *wav)
{
    enum err e = ERR_UNKNOWN;
    int64_t until = clock_mono(clock_system()) + limit_ms;
    while (e == ERR_UNKNOWN && clock_mono(clock_system()) < until) {
        struct pollfd ends[] = {{.fd = child->out, .events = POLLIN},
                                {.fd = child->in, .events = POLLOUT}};
        int ready = poll(ends, 2, STEP_MS);
        if (atomic_load(stop))
            return ERR_BUSY;
        if (ready > 0 && ends[1].revents)
            feed(child, &words);
        if (ready > 0 && ends[0].revents)
            e = collect(child, wav);
    }
    return e == ERR_UNKNOWN ? ERR_OFFLINE : e;
}

static enum err program_say(void *ctx, enum lang lang, const char *words, const atomic_bool *stop,
                            struct sound *out)
{
    struct program *program = ctx;
    char given[SPEECH_WORDS_SIZE];
    struct child child;
    struct buf wav;
    *out = (struct sound){0};
    text_copy(given, sizeof given, words);
    if (lang == LANG_ZH)
        readings_apply(program->readings, given, sizeof given);
    enum err e = child_open(program->command[lang], &child);
    if (e != ERR_OK)
        return e;
    buf_init(&wav, WAV_MAX);
    e = converse(&child, given, program->limit_ms, stop, &wav);
    text_wipe(given, sizeof given);
    if (!child_end(&child, e == ERR_OK) && e == ERR_OK)
        e = ERR_CORRUPT;
    if (e == ERR_OK)
        e = sound_from_wav((const uint8_t *)wav.data, wav.size, out);
    buf_clear(&wav);
    return e;
}

static void program_free(void *ctx)
{
    struct program *program = ctx;
    readings_free(program->readings);
    free(program);
}

void voice_program_new(const struct config *config, int limit_ms, struct voice *out)
{
    struct program *program = calloc(1, sizeof *program);
    if (!program)
        abort();
    text_copy(program->command[LANG_ZH], sizeof program->command[0], config->voice.program_zh);
    text_copy(program->command[LANG_EN], sizeof program->command[0], config->voice.program_en);
    program->readings = readings_new(config->voice.readings);
    program->limit_ms = limit_ms;
    *out = (struct voice){.say = program_say, .free = program_free, .ctx = program};
}
