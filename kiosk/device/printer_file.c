/* The bytes of every job, one after the other, in a file: for trying out and for spoolers that
 * watch a file. */
#include "device/port.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static enum err file_open(struct port *port)
{
    port->fd = open(port->config->printer.path,
                    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
    return port->fd < 0 ? ERR_OFFLINE : ERR_OK;
}

static enum err file_write(struct port *port, const uint8_t *bytes, size_t size, int timeout_ms)
{
    (void)timeout_ms;
    while (size) {
        ssize_t n = write(port->fd, bytes, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return errno == ENOSPC ? ERR_NO_SPACE : ERR_IO;
        bytes += n;
        size -= (size_t)n;
    }
    return ERR_OK;
}

const struct port_driver printer_file = {.open = file_open,
                                         .write = file_write,
                                         .read = port_fd_read,
                                         .close = port_fd_close,
                                         .makes_paper = true};
