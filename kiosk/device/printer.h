/* Paper: what is printed as a plain struct, and the printer that takes it.
 *
 * Two halves, because SDL_ttf belongs to the screen thread: typeset_job (device/typeset.h) turns
 * the words into finished bytes there; printer_run hands those bytes to the printer (seconds,
 * device thread). A job that did not reach the end of the paper is an error: ERR_NO_SPACE paper
 * out, ERR_BUSY cover open or another fault a person can mend, ERR_OFFLINE not there at all, ERR_IO
 * broken off or no answer any more. What a failed job left in the printer is thrown away, so that
 * it does not come out an hour later. Nothing is logged here.
 *
 * Printers: ESC/POS (Epson), raster by `GS v 0`, cut by `GS V 66`, status by `DLE EOT n` and `GS r
 * 1` where the printer answers; 203 dpi = 8 dots/mm; 80 mm paper prints 576 dots, 58 mm paper 384.
 */
#pragma once

#include "base/config.h"
#include "base/err.h"
#include "model/label.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAPER_TEXT_SIZE 304
#define PAPER_LINES_MAX 56
#define PAPER_QR_SIZE 512

enum paper_kind { PAPER_TICKET, PAPER_BOOKING, PAPER_RECEIPT, PAPER_ROUTE };
enum paper_style {
    PAPER_NORMAL,
    PAPER_SMALL,
    PAPER_BOLD,
    PAPER_LARGE,
    PAPER_STEP, /* "1  Go straight": what stands before two spaces is the number */
    PAPER_STEP_SMALL,
    PAPER_RULE
};

struct paper_line {
    enum paper_style style;
    char text[PAPER_TEXT_SIZE];
};

/* The words in the language they are wanted in, and for some of them (index 1) the same in the
 * second one; empty parts are left out. */
struct paper {
    enum paper_kind kind;
    char ticket_op[UUID_SIZE]; /* the number this paper is; "" = not a number */
    char head[2][160];         /* the hospital */
    char title[2][160];        /* what this is */
    char label[2][160];        /* small, above the big number */
    char big[40];              /* B027, 472 918 */
    struct paper_line lines[PAPER_LINES_MAX];
    int line_count;
    char qr[PAPER_QR_SIZE];
    char caption[2][160]; /* below the code: what it is for */
    char foot[200];       /* when and where it was printed */
};

/* Adds a line below the big number; false when the paper is full or the text had to be cut. */
bool paper_add(struct paper *paper, enum paper_style style, const char *text);
/* The same paper in another language below the first, smaller. */
void paper_join(struct paper *paper, const struct paper *other);

struct print_job { /* finished bytes for one piece of paper */
    uint8_t *bytes;
    size_t size;
};

void print_job_clear(struct print_job *job); /* wipes: tickets name people */

struct printer_status {
    bool answers; /* false: the rest is not known */
    bool offline; /* for whatever reason; most often one of the next */
    bool paper_out, cover_open, fault;
    bool paper_low; /* prints still */
};
/* ERR_OK when nothing is known to be wrong, else as for a job. */
MUST_CHECK enum err printer_verdict(const struct printer_status *status);

/* How long a printer is waited for, all in ms. The usual ones suit real printers; tests, whose
 * printers are quick, wait shorter. */
struct printer_waits {
    int step;        /* for a kilobyte: the buffer is full and nothing moves any more */
    int job;         /* for all of them: a slow serial line */
    int answer;      /* for a status: a real-time one comes within milliseconds */
    int look;        /* between two looks at the status while it prints */
    int slow;        /* what a slow printer may take longer than it should */
    int row_hundred; /* for a hundred rows of dots: 640 a second, 80 mm */
    int cut;         /* and for the cut at the end */
};
extern const struct printer_waits printer_waits_usual;

struct printer;
/* By config [printer]. Opening touches no device: each job opens and closes it, so a printer may be
 * unplugged and come back. */
MUST_CHECK enum err printer_new(const struct config *config, struct printer **out);
void printer_set_waits(struct printer *printer, const struct printer_waits *waits); /* copied */
void printer_free(struct printer *printer);              /* accepts NULL */
bool printer_makes_paper(const struct printer *printer); /* false for the null printer */
MUST_CHECK enum err printer_run(struct printer *printer, const struct print_job *job);
/* Looks without printing. ERR_OFFLINE: not there, or silent though it has answered before (or
 * [printer] answers = always). */
MUST_CHECK enum err printer_check(struct printer *printer, struct printer_status *out);
