#include "device/printer.h"

#include "base/text.h"
#include "device/escpos.h"
#include "device/port.h"

#include <stdlib.h>

#define STEP_MS                                                                                    \
    4000              /* without progress: the printer's buffer is full and nothing moves any more \
                       */
#define ANSWER_MS 500 /* a real-time status comes within milliseconds */
#define END_MS 12000  /* the last answer comes when the paper is out */
#define CHUNK 1024

struct printer {
    struct port port;
    struct config config;
    bool broken; /* the last job ended inside a picture */
};

bool paper_add(struct paper *paper, enum paper_style style, const char *text)
{
    if (paper->line_count >= PAPER_LINES_MAX)
        return false;
    struct paper_line *line = &paper->lines[paper->line_count++];
    line->style = style;
    return text_copy(line->text, sizeof line->text, text);
}

enum err paper_render(const struct paper *paper, int width_mm, struct print_job *job)
{
    struct raster raster;
    *job = (struct print_job){0};
    enum err e = raster_paper(paper, escpos_dots(width_mm), &raster);
    if (e == ERR_OK)
        escpos_encode(&raster, job);
    raster_clear(&raster);
    return e;
}

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
    *out = printer;
    return ERR_OK;
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

/* Old answers may still lie in the line; ask, then take the last that looks like a status. */
static bool ask(struct port *port, const uint8_t question[3],
                bool (*read)(uint8_t byte, struct printer_status *status),
                struct printer_status *status)
{
    uint8_t byte;
    while (port->driver->read(port, &byte, 0) == ERR_OK)
        ;
    if (port->driver->write(port, question, 3, ANSWER_MS))
        return false;
    return port->driver->read(port, &byte, ANSWER_MS) == ERR_OK && read(byte, status);
}

static void check(struct port *port, struct printer_status *status)
{
    *status = (struct printer_status){0};
    if (!port->driver->may_answer)
        return;
    status->answers = ask(port, escpos_ask_offline, escpos_read_offline, status);
    if (status->answers)
        status->answers = ask(port, escpos_ask_paper, escpos_read_paper, status);
}

enum err printer_check(struct printer *printer, struct printer_status *out)
{
    struct port *port = &printer->port;
    *out = (struct printer_status){0};
    enum err e = port->driver->open(port);
    if (e == ERR_OK)
        check(port, out);
    port->driver->close(port);
    return e;
}

static enum err write_all(struct port *port, const uint8_t *bytes, size_t size)
{
    enum err e = ERR_OK;
    for (size_t at = 0; at < size && e == ERR_OK; at += CHUNK)
        e = port->driver->write(port, bytes + at, size - at < CHUNK ? size - at : CHUNK, STEP_MS);
    return e;
}

/* A printer that was left inside a picture takes what comes for dots: give it those, white, before
 * the next job. */
static enum err end_broken(struct printer *printer)
{
    size_t size = escpos_band_bytes(printer->config.printer.width_mm);
    uint8_t *zeros = calloc(1, size);
    if (!zeros)
        abort();
    enum err e = write_all(&printer->port, zeros, size);
    free(zeros);
    return e;
}

static enum err run(struct printer *printer, const struct print_job *job)
{
    struct port *port = &printer->port;
    struct printer_status status;
    uint8_t byte;
    check(port, &status);
    if (status.answers && status.paper_out)
        return ERR_NO_SPACE;
    if (status.answers && (status.cover_open || status.fault))
        return ERR_BUSY;
    if (printer->broken) {
        enum err e = end_broken(printer);
        if (e)
            return e;
    }
    printer->broken = true;
    enum err e = write_all(port, job->bytes, job->size);
    if (e == ERR_OK && port->driver->flush)
        e = port->driver->flush(port, STEP_MS);
    if (e)
        return e;
    if (status.answers) { /* one that talks must also say that the end was reached */
        if (port->driver->read(port, &byte, END_MS))
            return ERR_IO;
        if (!escpos_ended_well(byte))
            return ERR_NO_SPACE;
    }
    printer->broken = false;
    return ERR_OK;
}

enum err printer_run(struct printer *printer, const struct print_job *job)
{
    struct port *port = &printer->port;
    if (!job->size)
        return ERR_INVALID;
    enum err e = port->driver->open(port);
    if (e == ERR_OK)
        e = run(printer, job);
    port->driver->close(port);
    return e;
}
