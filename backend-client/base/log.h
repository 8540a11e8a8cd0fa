/* The log: bounded files in <state>/log, four of at most 2 MB for each program, without personal
 * data by construction. An event is made of literals, an operation's uuid, a number of at most nine
 * digits, a path of names or an error; there is no call that writes text from outside. Until
 * log_open nothing is written. Safe from every thread.
 *
 * This is the one place with file-scope data that changes: a log that has to be passed through
 * every call is a log that is not written.
 */
#pragma once

#include "base/clock.h"
#include "base/err.h"

/* `program` names the file: <state>/log/<program>.log. A log that cannot be opened is not an error
 * for the program. */
MUST_CHECK enum err log_open(const char *state_dir, const char *program, const struct clock *clock);
void log_close(void);

/* Area and event must be literals; the empty string in front makes anything else a compile error.
 */
#define log_event(area, event, uuid, e) log_write("" area, "" event, uuid, e)
#define log_number(area, event, number) log_write_number("" area, "" event, number)
#define log_path(area, event, path) log_write_path("" area, "" event, path)

void log_write(const char *area, const char *event, const char *uuid,
               enum err e); /* uuid NULL or no uuid: left out */
void log_write_number(const char *area, const char *event, long long number);
/* A path such as `Appointment.participant[2].status` or a file's base name; any other character
 * becomes '?'. */
void log_write_path(const char *area, const char *event, const char *path);
