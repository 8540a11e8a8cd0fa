/* A printer as a character device: /dev/usb/lp0 (usblp), /dev/ttyUSB0 and the like. Never blocks
 * longer than asked. */
#include "device/port.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#define FLUSH_STEP_MS 20

/* A serial line must not change bytes on their way; speed and handshake stay as the system set
 * them. */
static void make_raw(int fd)
{
    struct termios line;
    if (tcgetattr(fd, &line) == 0) {
        cfmakeraw(&line);
        tcsetattr(fd, TCSANOW, &line);
    }
}

static enum err device_open(struct port *port)
{
    const int flags = O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    struct stat info;
    port->fd = open(port->config->printer.path, O_RDWR | flags);
    port->readable = port->fd >= 0;
    if (port->fd < 0 && errno != EBUSY) /* some printers give only the one direction */
        port->fd = open(port->config->printer.path, O_WRONLY | flags);
    if (port->fd < 0)
        return errno == EBUSY ? ERR_BUSY : ERR_OFFLINE;
    if (fstat(port->fd, &info) || !S_ISCHR(info.st_mode)) {
        port_fd_close(port);
        return ERR_INVALID;
    }
    if (isatty(port->fd))
        make_raw(port->fd);
    return ERR_OK;
}

/* usblp is ready to be written again once the printer has taken the last piece; a serial line has
 * a buffer of its own, which can be asked. */
static enum err device_flush(struct port *port, int timeout_ms)
{
    int left = 1, before = 0;
    for (int idle_ms = 0; left > 0; idle_ms = left == before ? idle_ms + FLUSH_STEP_MS : 0) {
        struct pollfd poller = {.fd = port->fd, .events = POLLOUT};
        before = left;
        if (idle_ms > timeout_ms || poll(&poller, 1, timeout_ms) != 1 ||
            !(poller.revents & POLLOUT))
            return ERR_IO;
        if (!isatty(port->fd) || ioctl(port->fd, TIOCOUTQ, &left))
            left = 0;
        if (left > 0)
            poll(NULL, 0, FLUSH_STEP_MS);
    }
    return ERR_OK;
}

/* Closing a serial line waits, up to half a minute, for what it still holds. */
static void device_drop(struct port *port)
{
    if (port->fd >= 0 && isatty(port->fd))
        tcflush(port->fd, TCOFLUSH);
    port_fd_close(port);
}

const struct port_driver printer_device = {.open = device_open,
                                           .write = port_fd_write,
                                           .read = port_fd_read,
                                           .flush = device_flush,
                                           .close = port_fd_close,
                                           .drop = device_drop,
                                           .makes_paper = true,
                                           .may_answer = true};
