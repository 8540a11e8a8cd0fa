/* A network printer, usually on port 9100 (raw). Connecting and writing have time-outs; the name is
 * looked up each time, so that a printer may get another address. */
#include "device/port.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <linux/sockios.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECT_MS 3000

static bool connected(int fd, const struct addrinfo *to)
{
    if (connect(fd, to->ai_addr, to->ai_addrlen) == 0)
        return true;
    if (errno != EINPROGRESS)
        return false;
    struct pollfd poller = {.fd = fd, .events = POLLOUT};
    int failed = 0;
    socklen_t size = sizeof failed;
    return poll(&poller, 1, CONNECT_MS) == 1 &&
           getsockopt(fd, SOL_SOCKET, SO_ERROR, &failed, &size) == 0 && failed == 0;
}

static enum err tcp_open(struct port *port)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV}, *list = NULL;
    char service[12];
    text_format(service, sizeof service, "%d", port->config->printer.port);
    if (getaddrinfo(port->config->printer.host, service, &hints, &list))
        return ERR_OFFLINE;
    port->fd = -1;
    for (const struct addrinfo *to = list; to && port->fd < 0; to = to->ai_next) {
        port->fd = socket(to->ai_family, to->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (port->fd >= 0 && !connected(port->fd, to))
            port_fd_close(port);
    }
    freeaddrinfo(list);
    port->readable = port->fd >= 0;
    return port->fd < 0 ? ERR_OFFLINE : ERR_OK;
}

/* Until the printer's side has taken every byte; a connection that was cut meanwhile is an error.
 */
static enum err tcp_flush(struct port *port, int timeout_ms)
{
    int left = 1, before = 0, failed = 0;
    socklen_t size = sizeof failed;
    for (int idle_ms = 0; left > 0; idle_ms = left == before ? idle_ms + 20 : 0) {
        struct pollfd poller = {.fd = port->fd};
        before = left;
        if (poll(&poller, 1, 20) > 0 || idle_ms > timeout_ms ||
            ioctl(port->fd, SIOCOUTQ, &left)) /* only errors and hang-ups are reported */
            return ERR_IO;
    }
    if (getsockopt(port->fd, SOL_SOCKET, SO_ERROR, &failed, &size) || failed)
        return ERR_IO;
    return ERR_OK;
}

/* Half-closes and waits a moment: bytes still in our buffer would be lost by a plain close after a
 * reset. */
static void tcp_close(struct port *port)
{
    uint8_t byte;
    if (port->fd >= 0 && shutdown(port->fd, SHUT_WR) == 0)
        for (int i = 0; i < 16 && port_fd_read(port, &byte, 100) == ERR_OK; i++)
            ;
    port_fd_close(port);
}

/* A reset: what the printer has not taken yet goes nowhere. */
static void tcp_drop(struct port *port)
{
    const struct linger at_once = {.l_onoff = 1};
    if (port->fd >= 0)
        (void)setsockopt(port->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    port_fd_close(port);
}

const struct port_driver printer_tcp = {.open = tcp_open,
                                        .write = port_fd_write,
                                        .read = port_fd_read,
                                        .flush = tcp_flush,
                                        .close = tcp_close,
                                        .drop = tcp_drop,
                                        .makes_paper = true,
                                        .may_answer = true};
