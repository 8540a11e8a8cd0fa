/* How bytes reach a printer: one table of functions a driver. For printer.c and talk.c only.
 *
 * open: before each job. write: all bytes or an error, within `timeout_ms` in all. read: one byte;
 * ERR_OFFLINE when none came in time, ERR_INVALID when this way cannot be read at all. flush: waits
 * until the other side has taken everything, and reports what went wrong meanwhile; NULL where that
 * cannot be known. close: accepts a port that is not open. drop: closes too, and what is still on
 * its way is thrown away; NULL where nothing can be on its way.
 */
#pragma once

#include "base/config.h"
#include "base/err.h"
#include "device/printer.h"

#include <stddef.h>
#include <stdint.h>

struct port {
    const struct port_driver *driver;
    const struct config *config; /* lent */
    int fd;                      /* -1 = not open */
    bool readable;
    struct printer_waits waits;
};

struct port_driver {
    enum err (*open)(struct port *port);
    enum err (*write)(struct port *port, const uint8_t *bytes, size_t size, int timeout_ms);
    enum err (*read)(struct port *port, uint8_t *byte, int timeout_ms);
    enum err (*flush)(struct port *port, int timeout_ms);
    void (*close)(struct port *port);
    void (*drop)(struct port *port);
    bool makes_paper;
    bool may_answer; /* worth asking for its status */
};

extern const struct port_driver printer_null, printer_file, printer_device, printer_tcp;

/* For drivers with a file descriptor that does not block. */
enum err port_fd_write(struct port *port, const uint8_t *bytes, size_t size, int timeout_ms);
enum err port_fd_read(struct port *port, uint8_t *byte, int timeout_ms);
void port_fd_close(struct port *port);
