/* A scripted ESC/POS printer: on a TCP port of this machine, or on a pseudo-terminal as a character
 * device is. It reads the job as a printer does (pictures in bands, cut, questions), so that what
 * came out, what was held back and what was thrown away can be told apart. Any number of
 * connections, one at a time; its manner may be changed while it runs. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum fake_manner {
    FAKE_GOOD,
    FAKE_SILENT,       /* prints and never says a word */
    FAKE_NO_PAPER,     /* says so, prints nothing */
    FAKE_ENDS_MIDDLE,  /* the paper ends after FAKE_MIDDLE_ROWS; the rest is held */
    FAKE_ENDS_LAST,    /* the paper ends at the last line: only the answer at the end tells */
    FAKE_COVER_OPEN,   /* says so */
    FAKE_CUTTER,       /* its cutter is stuck */
    FAKE_OFFLINE,      /* offline for a reason it does not tell */
    FAKE_BREAKS_OFF,   /* closes the connection in the middle of a picture */
    FAKE_STALLS,       /* stops reading in the middle, for ever */
    FAKE_FALLS_SILENT, /* takes the whole job and answers nothing any more */
    FAKE_NO_END,       /* answers every question but the one at the end */
    FAKE_NOISE,        /* answers with bytes that are no status */
    FAKE_NEVER_READS,  /* accepts connections and reads nothing */
    FAKE_MANNER_COUNT
};

#define FAKE_MIDDLE_ROWS 200

struct fake_seen {
    int papers;      /* cut off whole */
    int rows;        /* dots lines that came out */
    int held;        /* bytes waiting in it for paper */
    int forgotten;   /* times it was told to throw them away */
    int connections; /* or openings */
    int stray;       /* bytes that were no command: a picture's dots taken for text */
};

struct fake_printer;

/* NULL when there is no port; both by name: "good", "no-paper"... */
struct fake_printer *fake_printer_tcp(enum fake_manner manner, int *port);
/* `path` gets the terminal's name. */
struct fake_printer *fake_printer_device(enum fake_manner manner, char *path, size_t size);
void fake_printer_stop(struct fake_printer *printer); /* NULL is fine */
/* FAKE_GOOD: paper is put in, the cover shut: what it holds comes out. */
void fake_printer_turn(struct fake_printer *printer, enum fake_manner manner);
struct fake_seen fake_printer_seen(struct fake_printer *printer);
bool fake_manner_named(const char *name, enum fake_manner *out);
