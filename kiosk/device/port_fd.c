#include "device/port.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

/* Waits for `events`; an error or hang-up alone counts as not ready. */
static enum err wait_for(int fd, short events, int timeout_ms)
{
    struct pollfd poller = {.fd = fd, .events = events};
    int n;
    do {
        n = poll(&poller, 1, timeout_ms);
    } while (n < 0 && errno == EINTR);
    if (n < 0)
        return ERR_IO;
    if (n == 0)
        return ERR_OFFLINE;
    return poller.revents & events ? ERR_OK : ERR_IO;
}

/* A socket's peer may be gone: no signal then, an error. */
static ssize_t put(int fd, const uint8_t *bytes, size_t size)
{
    ssize_t n = send(fd, bytes, size, MSG_NOSIGNAL);
    return n < 0 && errno == ENOTSOCK ? write(fd, bytes, size) : n;
}

enum err port_fd_write(struct port *port, const uint8_t *bytes, size_t size, int timeout_ms)
{
    int64_t until = clock_mono(clock_system()) + timeout_ms;
    while (size) {
        int64_t left = until - clock_mono(clock_system());
        enum err e = left > 0 ? wait_for(port->fd, POLLOUT, (int)left) : ERR_OFFLINE;
        if (e)
            return ERR_IO; /* nothing moves: half a ticket is no ticket */
        ssize_t n = put(port->fd, bytes, size);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n <= 0)
            return errno == ENOSPC ? ERR_NO_SPACE : ERR_IO; /* usblp: ENOSPC = paper out */
        bytes += n;
        size -= (size_t)n;
    }
    return ERR_OK;
}

enum err port_fd_read(struct port *port, uint8_t *byte, int timeout_ms)
{
    if (!port->readable)
        return ERR_INVALID;
    enum err e = wait_for(port->fd, POLLIN, timeout_ms);
    if (e)
        return e;
    ssize_t n = read(port->fd, byte, 1);
    if (n == 1)
        return ERR_OK;
    return n < 0 && (errno == EAGAIN || errno == EINTR) ? ERR_OFFLINE : ERR_IO;
}

void port_fd_close(struct port *port)
{
    if (port->fd >= 0)
        close(port->fd);
    port->fd = -1;
    port->readable = false;
}
