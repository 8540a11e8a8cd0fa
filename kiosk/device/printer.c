#include "device/printer.h"

#include "base/clock.h"
#include "base/text.h"
#include "device/escpos.h"
#include "device/port.h"
#include "device/talk.h"

#include <stdlib.h>

#define CHUNK 1024

const struct printer_waits printer_waits_usual = {.step = 2500,
                                                  .job = 60000,
                                                  .answer = 500,
                                                  .look = 400,
                                                  .slow = 4000,
                                                  .row_hundred = 156,
                                                  .cut = 1500};

struct printer {
    struct port port;
    struct config config;
    bool broken; /* it may wait for the rest of a picture: a job broke off, or an earlier program */
    enum talk_ends ends;
    bool answered; /* it has told its status once: silence means something from then on */
};

void print_job_clear(struct print_job *job)
{
    if (job->bytes)
        text_wipe(job->bytes, job->size);
    free(job->bytes);
    *job = (struct print_job){0};
}

enum err printer_new(const struct config *config, struct printer **out)
{
    static const struct port_driver *const drivers[] = {[PRINTER_NULL] = &printer_null,
                                                        [PRINTER_FILE] = &printer_file,
                                                        [PRINTER_DEVICE] = &printer_device,
                                                        [PRINTER_TCP] = &printer_tcp};
    struct printer *printer = calloc(1, sizeof *printer);
    if (!printer)
        abort();
    printer->config = *config;
    printer->port = (struct port){
        .driver = drivers[config->printer.kind], .config = &printer->config, .fd = -1};
    printer->port.waits = printer_waits_usual;
    printer->broken = printer->port.driver->may_answer;
    *out = printer;
    return ERR_OK;
}

void printer_set_waits(struct printer *printer, const struct printer_waits *waits)
{
    printer->port.waits = *waits;
}

void printer_free(struct printer *printer)
{
    if (printer)
        printer->port.driver->close(&printer->port);
    free(printer);
}

bool printer_makes_paper(const struct printer *printer)
{
    return printer->port.driver->makes_paper;
}

enum err printer_verdict(const struct printer_status *status)
{
    if (!status->answers)
        return ERR_OK;
    if (status->paper_out)
        return ERR_NO_SPACE;
    return status->cover_open || status->fault || status->offline ? ERR_BUSY : ERR_OK;
}

/* The status, and whether silence is to be taken for an answer. */
static enum err look(struct printer *printer, struct printer_status *status)
{
    *status = (struct printer_status){0};
    if (!printer->port.driver->may_answer || printer->config.printer.answers == PRINTER_NEVER)
        return ERR_OK;
    talk_status(&printer->port, status);
    if (status->answers)
        printer->answered = true;
    else if (printer->answered || printer->config.printer.answers == PRINTER_ALWAYS)
        return ERR_OFFLINE;
    return printer_verdict(status);
}

enum err printer_check(struct printer *printer, struct printer_status *out)
{
    struct port *port = &printer->port;
    *out = (struct printer_status){0};
    enum err e = port->driver->open(port);
    if (e == ERR_OK)
        e = look(printer, out);
    port->driver->close(port);
    return e;
}

static enum err write_all(struct port *port, const uint8_t *bytes, size_t size)
{
    enum err e = ERR_OK;
    int64_t until = clock_mono(clock_system()) + port->waits.job;
    for (size_t at = 0; at < size && e == ERR_OK; at += CHUNK) {
        e = port->driver->write(port, bytes + at, size - at < CHUNK ? size - at : CHUNK,
                                port->waits.step);
        if (e == ERR_OK && clock_mono(clock_system()) > until)
            e = ERR_IO;
    }
    return e;
}

/* A printer that was left inside a picture takes what comes for dots: what it holds is thrown away,
 * where it understands that, and the picture is ended with white ones. Outside a picture zeros are
 * nothing to it. */
static enum err end_broken(struct printer *printer, bool talks)
{
    size_t size = escpos_band_bytes(printer->config.printer.width_mm);
    uint8_t *zeros = calloc(1, size);
    if (!zeros)
        abort();
    enum err e = talks ? write_all(&printer->port, escpos_forget, escpos_forget_size) : ERR_OK;
    if (e == ERR_OK)
        e = write_all(&printer->port, zeros, size);
    free(zeros);
    return e;
}

static int print_ms(const struct printer *printer, const struct print_job *job)
{
    const struct printer_waits *waits = &printer->port.waits;
    size_t rows = escpos_rows(printer->config.printer.width_mm, job);
    return (int)(rows * (size_t)waits->row_hundred / 100) + waits->cut;
}

static enum err run(struct printer *printer, const struct print_job *job, bool *begun)
{
    struct port *port = &printer->port;
    struct printer_status status;
    enum err e = look(printer, &status);
    if (e != ERR_OK)
        return e;
    *begun = true;
    if (printer->broken)
        e = end_broken(printer, status.answers);
    printer->broken = port->driver->may_answer;
    if (e == ERR_OK)
        e = write_all(port, job->bytes, job->size);
    if (e == ERR_OK && port->driver->flush)
        e = port->driver->flush(port, port->waits.step);
    if (e == ERR_OK && status.answers) /* one that talks must also say that the end was reached */
        e = talk_end(port, print_ms(printer, job), &printer->ends);
    if (e == ERR_OK)
        printer->broken = false;
    return e;
}

static void give_up(struct printer *printer)
{
    struct port *port = &printer->port;
    if (port->driver->drop)
        port->driver->drop(port);
    else
        port->driver->close(port);
}

/* After a job that broke off: what the printer still holds would come out with the next roll of
 * paper, for somebody who has gone. It is told to forget it, and asked why. */
static enum err why(struct printer *printer, enum err broke)
{
    struct port *port = &printer->port;
    struct printer_status status;
    if (!printer->answered || port->driver->open(port))
        return broke;
    enum err e = look(printer, &status);
    if (status.answers &&
        port->driver->write(port, escpos_forget, escpos_forget_size, port->waits.step))
        e = broke;
    port->driver->close(port); /* not dropped: those bytes must arrive */
    return e == ERR_OK || e == ERR_OFFLINE ? broke : e;
}

enum err printer_run(struct printer *printer, const struct print_job *job)
{
    struct port *port = &printer->port;
    if (!job->size)
        return ERR_INVALID;
    enum err e = port->driver->open(port);
    bool begun = false;
    if (e == ERR_OK)
        e = run(printer, job, &begun);
    if (e == ERR_OK) {
        port->driver->close(port);
        return e;
    }
    give_up(printer);
    return begun ? why(printer, e) : e;
}
