#include "process.h"
#include "wait.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t process_start(char *const argv[])
{
    fflush(NULL);
    pid_t pid = fork();
    if (pid < 0)
        abort();
    if (pid)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execvp(argv[0], argv);
    fprintf(stderr, "cannot run %s\n", argv[0]);
    _exit(127);
}

bool process_ended(pid_t pid, int *status)
{
    return waitpid(pid, status, WNOHANG) == pid;
}

int process_stop(pid_t pid, int signal, int grace_ms)
{
    int status;
    kill(pid, signal);
    for (double start = now_ms(); now_ms() - start < grace_ms; wait_ms(5))
        if (process_ended(pid, &status))
            return status;
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    return status;
}

bool process_run(char *const argv[])
{
    int status;
    pid_t pid = process_start(argv);
    waitpid(pid, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

const char *process_how(int status)
{
    static char how[80];
    if (WIFSIGNALED(status))
        snprintf(how, sizeof how, "signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        snprintf(how, sizeof how, "exit code %d", WEXITSTATUS(status));
    return how;
}

static pid_t fork_xvfb(int width, int height, int said)
{
    char screen[32], fd[16];
    snprintf(screen, sizeof screen, "%dx%dx24", width, height);
    snprintf(fd, sizeof fd, "%d", said);
    fflush(NULL);
    pid_t pid = fork();
    if (pid)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int null = open("/dev/null", O_WRONLY);
    dup2(null, STDERR_FILENO);
    execlp("Xvfb", "Xvfb", "-displayfd", fd, "-screen", "0", screen, "-nolisten", "tcp", "-noreset",
           (char *)NULL);
    _exit(127);
}

pid_t process_xvfb(int width, int height, char *display, size_t size)
{
    int ends[2];
    if (pipe(ends))
        abort();
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    pid_t pid = fork_xvfb(width, height, ends[1]);
    close(ends[1]);
    char number[16] = "";
    size_t length = 0;
    struct pollfd ready = {.fd = ends[0], .events = POLLIN};
    while (!strchr(number, '\n') && length < sizeof number - 1 && poll(&ready, 1, 20000) > 0) {
        ssize_t got = read(ends[0], number + length, sizeof number - 1 - length);
        if (got <= 0)
            break;
        length += (size_t)got;
        number[length] = 0;
    }
    close(ends[0]);
    if (!strchr(number, '\n')) {
        fprintf(stderr, "Xvfb does not start (Debian package xvfb)\n");
        process_stop(pid, SIGKILL, 0);
        return -1;
    }
    snprintf(display, size, ":%d", atoi(number));
    return pid;
}

int process_free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) ||
        getsockname(fd, (struct sockaddr *)&address, &length))
        abort();
    close(fd);
    return ntohs(address.sin_port);
}
