/* Asking a printer how it is, and hearing what it says. What comes up the line may hold answers to
 * old questions, noise, or nothing: only a byte of the right form counts, and no wait is without
 * end. */
#pragma once

#include "device/port.h"
#include "device/printer.h"

/* DLE EOT 1 to 4. `status->answers` stays false when not one is answered. */
void talk_status(struct port *port, struct printer_status *status);
/* What is known of a printer's answer at a job's end. */
enum talk_ends { TALK_ENDS_UNKNOWN, TALK_ENDS_SAID, TALK_ENDS_NEVER_SAID };

/* Waits for that answer, looking at the status meanwhile. ERR_OK: the paper is out. ERR_NO_SPACE,
 * ERR_BUSY: it stopped for that. ERR_IO: it says nothing any more. A printer that is well and has
 * never answered that one question counts as done after `print_ms`, the first time later. */
MUST_CHECK enum err talk_end(struct port *port, int print_ms, enum talk_ends *ends);
