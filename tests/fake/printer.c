#define _XOPEN_SOURCE 700 /* posix_openpt */
#include "fake/printer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#define HOLDS 4096 /* its buffer: full, it reads no more */
#define STEP_MS 20
#define FULL_STEP_MS 40 /* full, it still takes a few bytes now and then: real-time commands */
#define FULL_BYTES 16

struct fake_printer {
    int listener, fd, keep; /* keep: the other end of the terminal */
    bool device;
    atomic_int manner;
    atomic_bool stop;
    pthread_t thread;
    pthread_mutex_t lock;
    struct fake_seen seen;

    /* thread only */
    uint8_t held[HOLDS];
    int held_count;
    uint8_t real[10]; /* the last bytes: real-time commands are looked for in everything */
    uint8_t command[8];
    int command_size;
    int dots_left, stride, column;
    int rows_of_paper;
    bool out;      /* of paper */
    bool stalled;  /* reads no more */
    bool finished; /* of this job's end nothing is said any more */
};

static const char *const names[FAKE_MANNER_COUNT] = {
    "good",    "silent",     "no-paper", "ends-middle",  "ends-last", "cover-open", "cutter",
    "offline", "breaks-off", "stalls",   "falls-silent", "no-end",    "noise",      "never-reads"};

bool fake_manner_named(const char *name, enum fake_manner *out)
{
    for (int i = 0; i < FAKE_MANNER_COUNT; i++)
        if (strcmp(names[i], name) == 0) {
            *out = (enum fake_manner)i;
            return true;
        }
    return false;
}

static enum fake_manner manner(const struct fake_printer *printer)
{
    return (enum fake_manner)atomic_load(&printer->manner);
}

static void say(struct fake_printer *printer, uint8_t byte)
{
    ssize_t n = printer->device ? write(printer->fd, &byte, 1)
                                : send(printer->fd, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)n;
}

static uint8_t status_of(const struct fake_printer *printer, int n)
{
    enum fake_manner how = manner(printer);
    bool out = printer->out || how == FAKE_NO_PAPER;
    switch (n) {
    case 1:
        return out || how == FAKE_COVER_OPEN || how == FAKE_OFFLINE || how == FAKE_CUTTER ? 0x1a
                                                                                          : 0x12;
    case 2:
        return (uint8_t)(0x12 | (how == FAKE_COVER_OPEN ? 0x04 : 0) | (out ? 0x20 : 0) |
                         (how == FAKE_CUTTER ? 0x40 : 0));
    case 3:
        return how == FAKE_CUTTER ? 0x1a : 0x12;
    default:
        return out ? 0x72 : 0x12;
    }
}

static void answer(struct fake_printer *printer, int n)
{
    switch (manner(printer)) {
    case FAKE_SILENT:
    case FAKE_NEVER_READS:
        return;
    case FAKE_FALLS_SILENT:
        if (!printer->finished)
            say(printer, 0x12);
        return;
    case FAKE_NOISE:
        say(printer, 0xff);
        say(printer, 0x7f);
        say(printer, (uint8_t)(0x40 + n));
        return;
    default:
        say(printer, status_of(printer, n));
    }
}

static void count(struct fake_printer *printer, int *what, int by)
{
    pthread_mutex_lock(&printer->lock);
    *what += by;
    pthread_mutex_unlock(&printer->lock);
}

static void forget(struct fake_printer *printer)
{
    count(printer, &printer->seen.forgotten, 1);
    printer->held_count = 0;
    printer->dots_left = printer->command_size = printer->rows_of_paper = 0;
}

/* What began a real-time command was taken for something else. */
static void take_back(struct fake_printer *printer, int bytes)
{
    if (printer->command_size > 0 && printer->command[0] == 0x10)
        printer->command_size = 0;
    printer->held_count -= printer->held_count < bytes ? printer->held_count : bytes;
}

/* DLE EOT n and DLE DC4 8 work at once, in whatever they stand. True: the last byte ended one. */
static bool real_time(struct fake_printer *printer, uint8_t byte)
{
    static const uint8_t clear[10] = {0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    memmove(printer->real, printer->real + 1, sizeof printer->real - 1);
    printer->real[9] = byte;
    if (printer->real[7] == 0x10 && printer->real[8] == 0x04 && byte >= 1 && byte <= 4) {
        take_back(printer, 2);
        answer(printer, byte);
        return true;
    }
    if (memcmp(printer->real, clear, sizeof clear) == 0) {
        take_back(printer, 9);
        forget(printer);
        return true;
    }
    return false;
}

/* Bytes of each command that is known, with its two letters; 0 = unknown. */
static int command_length(const uint8_t *c)
{
    if (c[0] == 0x1b)
        return c[1] == '@' ? 2 : c[1] == 'a' || c[1] == 'd' ? 3 : 0;
    if (c[0] == 0x1d)
        return c[1] == 'v' ? 8 : c[1] == 'V' ? 4 : c[1] == 'r' ? 3 : 0;
    if (c[0] == 0x10)
        return c[1] == 0x04 || c[1] == 0x05 ? 3 : c[1] == 0x14 ? 10 : 0;
    return 0;
}

static void ended(struct fake_printer *printer)
{
    enum fake_manner how = manner(printer);
    printer->finished = true;
    if (how == FAKE_GOOD)
        say(printer, 0x00);
    else if (how == FAKE_ENDS_LAST)
        say(printer, 0x0c);
}

static void obey(struct fake_printer *printer, const uint8_t *c)
{
    if (c[0] == 0x1b && c[1] == '@')
        printer->finished = false;
    if (c[0] == 0x1d && c[1] == 'v') {
        printer->stride = c[4] + 256 * c[5];
        printer->dots_left = printer->stride * (c[6] + 256 * c[7]);
        printer->column = 0;
    }
    if (c[0] == 0x1d && c[1] == 'V') {
        count(printer, &printer->seen.papers, 1);
        printer->rows_of_paper = 0;
    }
    if (c[0] == 0x1d && c[1] == 'r')
        ended(printer);
}

static void print_dot(struct fake_printer *printer)
{
    printer->dots_left--;
    if (++printer->column < printer->stride)
        return;
    printer->column = 0;
    printer->rows_of_paper++;
    count(printer, &printer->seen.rows, 1);
    bool middle = printer->rows_of_paper == FAKE_MIDDLE_ROWS;
    if (middle && manner(printer) == FAKE_ENDS_MIDDLE)
        printer->out = true;
    if (middle && (manner(printer) == FAKE_STALLS))
        printer->stalled = true;
}

static void print_byte(struct fake_printer *printer, uint8_t byte)
{
    if (printer->dots_left > 0) {
        print_dot(printer);
        return;
    }
    if (printer->command_size == 0 && byte != 0x1b && byte != 0x1d && byte != 0x10) {
        if (byte != 0)
            count(printer, &printer->seen.stray, 1);
        return;
    }
    if (printer->command_size < 8)
        printer->command[printer->command_size] = byte;
    printer->command_size++;
    int length = printer->command_size >= 2 ? command_length(printer->command) : 2;
    if (length == 0) {
        count(printer, &printer->seen.stray, 1);
        printer->command_size = 0;
    } else if (printer->command_size == length) {
        printer->command_size = 0;
        obey(printer, printer->command);
    }
}

static bool prints(const struct fake_printer *printer)
{
    enum fake_manner how = manner(printer);
    return !printer->out && how != FAKE_NO_PAPER && how != FAKE_COVER_OPEN;
}

static void release(struct fake_printer *printer)
{
    int n = printer->held_count;
    printer->held_count = 0;
    for (int i = 0; i < n; i++)
        print_byte(printer, printer->held[i]);
}

static void take(struct fake_printer *printer, uint8_t byte)
{
    if (real_time(printer, byte))
        return;
    if (prints(printer)) {
        print_byte(printer, byte);
    } else if (printer->held_count < HOLDS) {
        printer->held[printer->held_count++] = byte;
    }
    pthread_mutex_lock(&printer->lock);
    printer->seen.held = printer->held_count;
    pthread_mutex_unlock(&printer->lock);
}

/* False: the connection is over. */
static bool listen_once(struct fake_printer *printer)
{
    bool deaf = printer->stalled || manner(printer) == FAKE_NEVER_READS;
    struct pollfd poller = {.fd = printer->fd, .events = deaf ? 0 : POLLIN};
    uint8_t bytes[256];
    int n = poll(&poller, 1, STEP_MS);
    if (n == 0)
        return true;
    if (deaf) /* it only sees that the other side has gone */
        return printer->device;
    if (!printer->device && (poller.revents & (POLLERR | POLLHUP)))
        return false; /* what is left in the line went with it */
    bool full = printer->held_count >= HOLDS - FULL_BYTES;
    if (full)
        poll(NULL, 0, FULL_STEP_MS);
    ssize_t got = read(printer->fd, bytes, full ? FULL_BYTES : sizeof bytes);
    if (got <= 0)
        return printer->device; /* a terminal may be opened again */
    if (printer->device && bytes[0] & TIOCPKT_FLUSHWRITE)
        tcflush(printer->fd, TCIFLUSH); /* the host threw away what was on its way */
    for (ssize_t i = printer->device ? 1 : 0; i < got; i++) { /* after packet mode's own byte */
        take(printer, bytes[i]);
        if (manner(printer) == FAKE_BREAKS_OFF && printer->rows_of_paper >= FAKE_MIDDLE_ROWS) {
            printer->rows_of_paper = 0;
            return false; /* unread bytes: the other side sees a reset */
        }
    }
    return true;
}

static bool connect_once(struct fake_printer *printer)
{
    struct pollfd poller = {.fd = printer->listener, .events = POLLIN};
    if (printer->device)
        return true;
    if (poll(&poller, 1, STEP_MS) <= 0)
        return false;
    printer->fd = accept(printer->listener, NULL, NULL);
    if (printer->fd >= 0)
        fcntl(printer->fd, F_SETFD, FD_CLOEXEC);
    printer->stalled = false; /* what it holds, it holds */
    count(printer, &printer->seen.connections, 1);
    return printer->fd >= 0;
}

/* Paper was put in: it goes on with what it holds. */
static void recover(struct fake_printer *printer)
{
    enum fake_manner how = manner(printer);
    if ((how != FAKE_GOOD && how != FAKE_BREAKS_OFF) || (!printer->out && printer->held_count == 0))
        return;
    printer->out = false;
    release(printer);
}

static void *fake_main(void *arg)
{
    struct fake_printer *printer = arg;
    while (!atomic_load(&printer->stop)) {
        recover(printer);
        if (!connect_once(printer))
            continue;
        while (!atomic_load(&printer->stop) && listen_once(printer))
            recover(printer);
        if (!printer->device) {
            close(printer->fd);
            printer->fd = -1;
        }
    }
    return NULL;
}

static struct fake_printer *start(struct fake_printer *printer, enum fake_manner how)
{
    atomic_store(&printer->manner, (int)how);
    pthread_mutex_init(&printer->lock, NULL);
    if (pthread_create(&printer->thread, NULL, fake_main, printer) != 0)
        abort();
    return printer;
}

static struct fake_printer *make(void)
{
    struct fake_printer *printer = calloc(1, sizeof *printer);
    if (!printer)
        abort();
    printer->listener = printer->fd = printer->keep = -1;
    return printer;
}

struct fake_printer *fake_printer_tcp(enum fake_manner how, int *port)
{
    struct fake_printer *printer = make();
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int small = 4096; /* as much as a printer's network part takes */
    printer->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(printer->listener, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    if (bind(printer->listener, (struct sockaddr *)&address, size) ||
        listen(printer->listener, 4) ||
        getsockname(printer->listener, (struct sockaddr *)&address, &size)) {
        close(printer->listener);
        free(printer);
        return NULL;
    }
    *port = ntohs(address.sin_port);
    return start(printer, how);
}

struct fake_printer *fake_printer_device(enum fake_manner how, char *path, size_t size)
{
    struct fake_printer *printer = make();
    struct termios raw;
    printer->device = true;
    printer->fd = posix_openpt(O_RDWR | O_NOCTTY);
    if (printer->fd < 0 || grantpt(printer->fd) || unlockpt(printer->fd))
        abort();
    snprintf(path, size, "%s", ptsname(printer->fd));
    printer->keep = open(path, O_RDWR | O_NOCTTY); /* or reading fails once nobody has it open */
    ioctl(printer->fd, TIOCPKT, &(int){1});
    if (tcgetattr(printer->keep, &raw) == 0) {
        cfmakeraw(&raw);
        tcsetattr(printer->keep, TCSANOW, &raw);
    }
    return start(printer, how);
}

void fake_printer_stop(struct fake_printer *printer)
{
    if (!printer)
        return;
    atomic_store(&printer->stop, true);
    pthread_join(printer->thread, NULL);
    if (printer->listener >= 0)
        close(printer->listener);
    if (printer->fd >= 0)
        close(printer->fd);
    if (printer->keep >= 0)
        close(printer->keep);
    pthread_mutex_destroy(&printer->lock);
    free(printer);
}

void fake_printer_turn(struct fake_printer *printer, enum fake_manner how)
{
    atomic_store(&printer->manner, (int)how);
}

struct fake_seen fake_printer_seen(struct fake_printer *printer)
{
    pthread_mutex_lock(&printer->lock);
    struct fake_seen seen = printer->seen;
    pthread_mutex_unlock(&printer->lock);
    return seen;
}
