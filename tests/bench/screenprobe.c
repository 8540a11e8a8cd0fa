/* screenprobe: measures a full-screen program from outside, by looking at the X screen it draws on.
 *
 *   screenprobe X Y LIMIT_MS -- CMD ARG...
 *
 * Runs CMD and prints: ms until pixel X,Y leaves the screen's first colour; ms until the whole
 * screen is still for 400 ms; the PSS (MiB) of the process and its children two seconds later;
 * their CPU % over the next three idle seconds.
 */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STILL_MS = 400, WARM_S = 2, IDLE_S = 3 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static uint64_t pixels(Display *display, int x, int y, int w, int h)
{
    XImage *image = XGetImage(display, DefaultRootWindow(display), x, y, (unsigned)w, (unsigned)h,
                              AllPlanes, ZPixmap);
    uint64_t sum = 14695981039346656037u;
    for (int row = 0; image && row < h; row++)
        for (int i = 0; i < w * image->bits_per_pixel / 8; i++)
            sum = (sum ^ (unsigned char)image->data[row * image->bytes_per_line + i]) *
                  1099511628211u;
    if (image)
        XDestroyImage(image);
    return sum;
}

/* The text behind "(name) " of /proc/PID/stat; false when the process is gone. */
static bool read_stat(long pid, char *text, size_t size)
{
    char path[64], line[1024];
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    FILE *file = fopen(path, "r");
    size_t n = file ? fread(line, 1, sizeof line - 1, file) : 0;
    if (file)
        fclose(file);
    line[n] = 0;
    char *end = strrchr(line, ')');
    if (!end || end[1] == 0)
        return false;
    snprintf(text, size, "%s", end + 2);
    return true;
}

static bool descends(long pid, long root)
{
    char stat[1024];
    long parent;
    for (int i = 0; pid > 1 && i < 32; i++, pid = parent) {
        if (pid == root)
            return true;
        if (!read_stat(pid, stat, sizeof stat) || sscanf(stat, "%*c %ld", &parent) != 1)
            return false;
    }
    return false;
}

static double pss_mib(long pid)
{
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", pid);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file) && sscanf(line, "Pss: %ld", &kib) != 1)
        ;
    if (file)
        fclose(file);
    return (double)kib / 1024;
}

/* Of the process and its descendants. */
static void sum_up(long root, double *pss, double *cpu_s)
{
    DIR *processes = opendir("/proc");
    *pss = *cpu_s = 0;
    for (struct dirent *entry; processes && (entry = readdir(processes));) {
        char stat[1024];
        unsigned long user = 0, kernel = 0;
        long pid = atol(entry->d_name);
        if (pid <= 0 || !descends(pid, root) || !read_stat(pid, stat, sizeof stat))
            continue;
        *pss += pss_mib(pid);
        if (sscanf(stat, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) ==
            2)
            *cpu_s += (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
    }
    if (processes)
        closedir(processes);
}

static double wait_first(Display *display, int x, int y, uint64_t before, double start,
                         double limit)
{
    while (now_ms() - start < limit) {
        if (pixels(display, x, y, 1, 1) != before)
            return now_ms() - start;
        nanosleep(&(struct timespec){0, 500000}, NULL);
    }
    return -1;
}

static double wait_still(Display *display, double start, double limit)
{
    int w = DisplayWidth(display, 0), h = DisplayHeight(display, 0);
    double changed = now_ms();
    uint64_t last = pixels(display, 0, 0, w, h);
    while (now_ms() - changed < STILL_MS && now_ms() - start < limit) {
        uint64_t now = pixels(display, 0, 0, w, h);
        if (now != last)
            changed = now_ms();
        last = now;
        nanosleep(&(struct timespec){0, 2000000}, NULL);
    }
    return changed - start;
}

int main(int argc, char **argv)
{
    Display *display = XOpenDisplay(NULL);
    if (!display || argc < 6 || strcmp(argv[4], "--") != 0) {
        fprintf(stderr, "usage: screenprobe X Y LIMIT_MS -- CMD ARG...   (with a DISPLAY)\n");
        return 2;
    }
    int x = atoi(argv[1]), y = atoi(argv[2]);
    double limit = atof(argv[3]), pss, before_s, after_s;
    uint64_t ground = pixels(display, x, y, 1, 1);
    double start = now_ms();
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[5], argv + 5);
        _exit(127);
    }
    double first = wait_first(display, x, y, ground, start, limit);
    double still = first < 0 ? -1 : wait_still(display, start, limit);
    if (first >= 0) {
        sleep(WARM_S);
        sum_up(pid, &pss, &before_s);
        sleep(IDLE_S);
        sum_up(pid, &pss, &after_s);
        printf("start_ms=%.0f still_ms=%.0f pss_mib=%.1f idle_cpu_pct=%.2f\n", first, still, pss,
               (after_s - before_s) / IDLE_S * 100);
    } else {
        printf("start_ms=none\n");
    }
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    return first < 0;
}
