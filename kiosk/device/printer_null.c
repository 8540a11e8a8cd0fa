/* No printer: takes everything, makes no paper. */
#include "device/port.h"

static enum err null_open(struct port *port)
{
    (void)port;
    return ERR_OK;
}

static enum err null_write(struct port *port, const uint8_t *bytes, size_t size, int timeout_ms)
{
    (void)port, (void)bytes, (void)size, (void)timeout_ms;
    return ERR_OK;
}

static enum err null_read(struct port *port, uint8_t *byte, int timeout_ms)
{
    (void)port, (void)byte, (void)timeout_ms;
    return ERR_INVALID;
}

static void null_close(struct port *port)
{
    (void)port;
}

const struct port_driver printer_null = {
    .open = null_open, .write = null_write, .read = null_read, .close = null_close};
