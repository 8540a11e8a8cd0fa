/* A printer as a character device: /dev/usb/lp0 (usblp), /dev/ttyUSB0 and the like. Never blocks
 * longer than asked. */
#include "device/port.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

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
    if (port->fd < 0) /* some printers give only the one direction */
        port->fd = open(port->config->printer.path, O_WRONLY | flags);
    if (port->fd < 0)
        return ERR_OFFLINE;
    if (fstat(port->fd, &info) || !S_ISCHR(info.st_mode)) {
        port_fd_close(port);
        return ERR_INVALID;
    }
    if (isatty(port->fd))
        make_raw(port->fd);
    return ERR_OK;
}

const struct port_driver printer_device = {.open = device_open,
                                           .write = port_fd_write,
                                           .read = port_fd_read,
                                           .close = port_fd_close,
                                           .makes_paper = true,
                                           .may_answer = true};
