/* Child processes of the runner. They die with it, however it ends. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

pid_t process_start(char *const argv[]); /* argv[0] is looked up on PATH; aborts when fork fails */
/* Sends `signal`, and SIGKILL after `grace_ms`; returns the wait status. */
int process_stop(pid_t pid, int signal, int grace_ms);
bool process_ended(pid_t pid, int *status); /* reaps it if so */
bool process_run(char *const argv[]);       /* waits; true for exit code 0 */
const char *process_how(
    int status); /* "exit code 3", "signal 11 (Segmentation fault)"; valid until the next call */

/* An X server in memory of that size on a free display; writes ":N" to `display`. -1 when there is
 * no Xvfb. */
pid_t process_xvfb(int width, int height, char *display, size_t size);
int process_free_port(void); /* a TCP port of 127.0.0.1 that nobody listens on */
